import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import {
  buildListenerProgram,
  removeListenerProgram,
  startListenerProcess,
} from './support/child.ts';
import { newFolder, openTestInbox } from './support/inbox.ts';
import { send } from './support/listener.ts';

let program = '';
beforeAll(async () => {
  program = await buildListenerProgram();
});
afterAll(() => removeListenerProgram(program));

it.each([1, 60, 400])(
  'has every callback that got a 200 when it is killed after %i answers in a storm',
  async (answersBeforeKill) => {
    const folder = newFolder();
    const listener = await startListenerProcess(program, folder);
    const storm = new Storm(listener.port, 40);

    await storm.untilAnswered(answersBeforeKill);
    await listener.kill();
    const confirmed = await storm.end();

    const kept = await bodiesIn(path.join(folder, 'inbox.db'));
    expect(confirmed.length).toBeGreaterThanOrEqual(answersBeforeKill);
    expect(confirmed.filter((body) => !kept.has(body))).toEqual([]);
  },
);

const hasTracer = spawnSync('strace', ['-f', '-e', 'trace=none', 'true']).status === 0;

it('has each callback on the disk, synchronised, before its 200 leaves', async (context) => {
  if (!hasTracer) return context.skip('not run: strace is missing or not allowed here');
  const folder = newFolder();
  const trace = path.join(folder, 'trace.txt');
  const calls = 'trace=pwrite64,fdatasync,fsync,write,writev,sendto,sendmsg';
  const tracer = ['strace', '-f', '-y', '-s', '8192', '-e', calls, '-o', trace];
  const listener = await startListenerProcess(program, folder, tracer);
  const bodies = Array.from({ length: 25 }, (_, index) => `marker-${index}-end`);

  const statuses: number[] = [];
  for (const body of bodies) statuses.push((await send(listener.port, { body })).status);
  await listener.stop();

  const steps = bodies.map((body, index) => stepsOf(fs.readFileSync(trace, 'utf8'), body, index));
  expect(statuses).toEqual(bodies.map(() => 200));
  expect(steps).toEqual(bodies.map(() => ['written', 'synchronised', 'answered']));
});

/** Many senders at once, each sending its next callback as soon as the last one is answered. */
class Storm {
  readonly #port: number;
  readonly #agent: http.Agent;
  readonly #confirmed: string[] = [];
  readonly #senders: readonly Promise<void>[];
  #sent = 0;
  #wanted = Infinity;
  #onWanted: () => void = () => undefined;

  constructor(port: number, senders: number) {
    this.#port = port;
    this.#agent = new http.Agent({ keepAlive: true });
    onTestFinished(() => this.#agent.destroy());
    this.#senders = Array.from({ length: senders }, () => this.#sendOn());
  }

  untilAnswered(count: number): Promise<void> {
    if (this.#confirmed.length >= count) return Promise.resolve();
    this.#wanted = count;
    return new Promise((resolve) => (this.#onWanted = resolve));
  }

  /** Once the other side is gone every sender stops by itself. */
  async end(): Promise<readonly string[]> {
    await Promise.all(this.#senders);
    return this.#confirmed;
  }

  async #sendOn(): Promise<void> {
    for (;;) {
      this.#sent += 1;
      const body = `{"notification":"${this.#sent}"}`;
      const status = await send(this.#port, { body, agent: this.#agent }).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status !== 200) return;
      this.#confirmed.push(body);
      if (this.#confirmed.length >= this.#wanted) this.#onWanted();
    }
  }
}

async function bodiesIn(file: string): Promise<ReadonlySet<string>> {
  const inbox = await openTestInbox(file);
  const bodies = new Set<string>();
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const page = await inbox.list({ before, limit: 500 });
    const rows = await Promise.all(page.map((row) => inbox.byId(row.id)));
    rows.forEach((row) => bodies.add(Buffer.from(row?.body ?? []).toString()));
    const last = page.at(-1);
    if (!last) return bodies;
    before = last.id;
  }
}

/** What the kernel saw of the `index`-th callback, in order of time. A synchronisation counts when it has ended. */
function stepsOf(trace: string, body: string, index: number): readonly string[] {
  const lines = trace.split('\n');
  const written = lines.findIndex(
    (line) => /pwrite64\([^ ]*inbox\.db-wal/u.test(line) && line.includes(body),
  );
  const synchronised = endOfSync(lines, written);
  const answers = lines.flatMap((line, at) => (line.includes('"HTTP/1.1 200 OK') ? [at] : []));
  const answered = answers[index] ?? -1;
  return Object.entries({ written, synchronised, answered })
    .filter(([, at]) => at >= 0)
    .sort(([, one], [, other]) => one - other)
    .map(([step]) => step);
}

function endOfSync(lines: readonly string[], after: number): number {
  const start = lines.findIndex(
    (line, at) => at > after && /\b(fdatasync|fsync)\([^ ]*inbox\.db-wal/u.test(line),
  );
  const line = lines[start] ?? '';
  if (!line.includes('<unfinished')) return start;
  const thread = line.slice(0, line.indexOf(' '));
  const resumed = /<\.\.\. (fdatasync|fsync) resumed>/u;
  return lines.findIndex((line, at) => at > start && line.startsWith(thread) && resumed.test(line));
}
