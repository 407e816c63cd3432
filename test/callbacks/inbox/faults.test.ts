import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, it, onTestFinished } from 'vitest';
import { writeDyingWorker } from '../support/dying-worker.ts';
import { aCallback, newFolder, openTestInbox, workerFile } from '../support/inbox.ts';
import { send, startTestListener } from '../support/listener.ts';

it('answers 503 when the thread dies with the callback in hand, and takes the next one', async () => {
  const folder = newFolder();
  const worker = writeDyingWorker(folder);
  const inbox = await openTestInbox(path.join(folder, 'inbox.db'), worker.workerFile);
  const listener = await startTestListener(inbox);
  const before = await send(listener.port, { body: 'before' });

  worker.letDie();
  const dying = await Promise.all([1, 2, 3].map(() => send(listener.port, { body: 'lost' })));
  worker.letLive();
  const after = await send(listener.port, { body: 'after' });

  expect(dying.map((answer) => answer.status)).toEqual([503, 503, 503]);
  expect([before.status, after.status]).toEqual([200, 200]);
  expect(await bodiesIn(inbox)).toEqual(['after', 'before']);
  expect(listener.lines.map((line) => line['code'])).toEqual(Array(3).fill('unexpected'));
});

it('rejects every call that waits when the thread dies', async () => {
  const folder = newFolder();
  const worker = writeDyingWorker(folder);
  const inbox = await openTestInbox(path.join(folder, 'inbox.db'), worker.workerFile);

  worker.letDie();
  const results = await Promise.allSettled([
    inbox.store(aCallback()),
    inbox.store(aCallback()),
    inbox.counts(),
  ]);

  expect(results.map((result) => result.status)).toEqual(Array(3).fill('rejected'));
});

it('answers 503 while another program holds the file, and 200 afterwards', async () => {
  const file = path.join(newFolder(), 'inbox.db');
  const inbox = await openTestInbox(file);
  const listener = await startTestListener(inbox);
  const other = new Database(file);
  onTestFinished(() => void other.close());

  await inbox.store(aCallback({ body: Buffer.from('first') }));
  const holding = other.prepare('UPDATE inbox SET tries = tries RETURNING id').iterate();
  holding.next();

  const held = await send(listener.port, { body: 'held' });
  holding.return?.();
  const free = await send(listener.port, { body: 'free' });

  expect([held.status, free.status]).toEqual([503, 200]);
  expect(listener.lines).toEqual([
    { level: 'error', event: 'callbacks.not-stored', accountId: 7, code: 'locked' },
  ]);
  expect(await bodiesIn(inbox)).toEqual(['free', 'first']);
});

it('answers 503 while the disk is full, and 200 once there is room', async (context) => {
  const disk = mountSmallDisk();
  if (!disk) return context.skip('not run: no small disk can be mounted here (needs root)');
  const inbox = await openTestInbox(path.join(disk, 'inbox.db'));
  const listener = await startTestListener(inbox);
  const ballast = path.join(disk, 'ballast');
  fillUp(ballast);

  const full = await send(listener.port, { body: Buffer.alloc(500_000) });
  fs.rmSync(ballast);
  const roomy = await send(listener.port, { body: 'roomy' });

  expect([full.status, roomy.status]).toEqual([503, 200]);
  expect(listener.lines[0]?.['code']).toBe('disk-full');
  expect(await bodiesIn(inbox)).toEqual(['roomy']);
});

it('refuses a file of a newer version and leaves it as it is', async () => {
  const file = path.join(newFolder(), 'inbox.db');
  const newer = new Database(file);
  newer.pragma('user_version = 99');
  newer.close();

  const opening = openTestInbox(file);

  await expect(opening).rejects.toMatchObject({
    code: 'database-newer',
    detail: { found: 99, known: 1 },
  });
  const again = new Database(file);
  onTestFinished(() => void again.close());
  expect(again.pragma('user_version', { simple: true })).toBe(99);
});

it.each([
  ['is no database', () => Buffer.alloc(8_192, 'lixo')],
  ['lost its head', (whole: Buffer) => Buffer.concat([Buffer.alloc(100), whole.subarray(100)])],
  ['was cut in the middle', (whole: Buffer) => whole.subarray(0, 4_096 * 2 + 100)],
])('refuses a file that %s', async (_kind, damage) => {
  const file = path.join(newFolder(), 'inbox.db');
  const first = await openTestInbox(file);
  await first.store(aCallback({ body: Buffer.alloc(20_000) }));
  await first.close();
  fs.writeFileSync(file, damage(fs.readFileSync(file)));

  const opening = openTestInbox(file);

  await expect(opening).rejects.toMatchObject({ code: 'database-damaged' });
});

it('refuses a file that has the number of its version but not its table', async () => {
  const file = path.join(newFolder(), 'inbox.db');
  const empty = new Database(file);
  empty.pragma('user_version = 1');
  empty.close();

  const opening = openTestInbox(file);

  await expect(opening).rejects.toMatchObject({ code: 'database-damaged' });
});

it('says so when the worker file is not there', async () => {
  const file = path.join(newFolder(), 'inbox.db');

  const opening = openTestInbox(file, `${workerFile()}-missing.js`);

  await expect(opening).rejects.toMatchObject({ code: 'unexpected' });
});

it('takes no call once it is closed, and closes twice without harm', async () => {
  const inbox = await openTestInbox();
  await inbox.close();

  const late = inbox.store(aCallback());

  await expect(late).rejects.toMatchObject({ code: 'unexpected' });
  await expect(inbox.close()).resolves.toBeUndefined();
});

async function bodiesIn(
  inbox: Awaited<ReturnType<typeof openTestInbox>>,
): Promise<readonly string[]> {
  const rows = await inbox.list({ limit: 500 });
  const whole = await Promise.all(rows.map((row) => inbox.byId(row.id)));
  return whole.map((row) => Buffer.from(row?.body ?? []).toString());
}

/** A disk of 512 KiB, unmounted after the test. */
function mountSmallDisk(): string | undefined {
  const folder = newFolder();
  const options = ['-t', 'tmpfs', '-o', 'size=512k', 'tmpfs', folder];
  if (spawnSync('mount', options).status !== 0) return undefined;
  onTestFinished(() => void spawnSync('umount', [folder]));
  return folder;
}

function fillUp(file: string): void {
  const descriptor = fs.openSync(file, 'w');
  const block = Buffer.alloc(4_096);
  try {
    for (;;) fs.writeSync(descriptor, block);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    fs.closeSync(descriptor);
  }
}
