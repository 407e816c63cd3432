import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Failure } from '../domain/failure.ts';
import { createLog, createMemoryLog, type LogFields } from '../main/log.ts';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-log-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

function readLines(file = 'baixa.log'): Record<string, unknown>[] {
  const text = fs.readFileSync(path.join(folder, file), 'utf8').trimEnd();
  return text.split(/\r?\n/).map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log file', () => {
  it('holds one JSON object a line, readable by its user alone', () => {
    const log = createLog({ dir: folder });

    log.info('core.started', { version: '0.1.0', port: 8090, isUnsandboxed: false });
    log.warn('listener.refused', { status: 404, pathTemplate: '/cb/{account}' });

    expect(readLines()).toEqual([
      {
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        level: 'info',
        event: 'core.started',
        version: '0.1.0',
        port: 8090,
        isUnsandboxed: false,
      },
      expect.objectContaining({ level: 'warn', status: 404, pathTemplate: '/cb/{account}' }),
    ]);
    if (process.platform !== 'win32') {
      expect(fs.statSync(path.join(folder, 'baixa.log')).mode & 0o777).toBe(0o600);
    }
  });

  it('never grows beyond its size and keeps four older files', () => {
    const log = createLog({ dir: folder, maxFileBytes: 4096 });

    for (let line = 0; line < 1_000; line += 1) log.info('core.ticked', { count: line });

    const names = fs.readdirSync(folder).sort();
    expect(names).toEqual(['baixa.log', ...[1, 2, 3, 4].map((n) => `baixa.log.${n}`)]);
    for (const name of names) {
      expect(fs.statSync(path.join(folder, name)).size).toBeLessThan(4096 + 200);
    }
    expect(readLines().at(-1)).toMatchObject({ count: 999 });
  });

  it('goes on without a file when its folder is gone', () => {
    const log = createLog({ dir: path.join(folder, 'gone') });

    const write = (): void => log.info('core.started', { pid: 1 });

    expect(write).not.toThrow();
  });
});

describe('a log line', () => {
  it('drops fields that are not declared', () => {
    const log = createMemoryLog();

    log.info('clients.saved', {
      clientId: 7,
      name: 'Ana de Souza',
      cpf: '52998224725',
    } as LogFields);

    expect(log.lines).toEqual([{ level: 'info', event: 'clients.saved', clientId: 7 }]);
  });

  it.each([
    ['a CPF as a reason', { reason: '529.982.247-25' }],
    ['a CPF without mask in words', { reason: 'cpf 52998224725' }],
    ['an e-mail', { source: 'ana@example.com' }],
    ['a token', { code: 'Client_Secret_0011223344' }],
    ['words in Portuguese', { state: 'não pôde' }],
    ['a text as a number', { count: '7' as unknown as number }],
    ['an object', { kind: {} as unknown as string }],
    ['a long text', { kind: 'a'.repeat(121) }],
  ] satisfies [string, LogFields][])('refuses %s', (_, fields) => {
    const log = createMemoryLog();

    log.warn('test.refused', fields);

    expect(Object.values(log.lines[0] ?? {})).toContain('(refused)');
  });

  it('tells a failure by its code, without message, detail or what they hold', () => {
    const log = createMemoryLog();
    const cause = new Failure('no-network', 'to ana@example.com', { host: 'segredo.test' });

    log.error('outbox.failed', new Failure('gateway-refused', 'CPF 52998224725', {}, { cause }), {
      chargeId: 3,
    });

    expect(log.lines).toEqual([
      {
        level: 'error',
        event: 'outbox.failed',
        chargeId: 3,
        code: 'gateway-refused',
        causes: [{ code: 'no-network' }],
      },
    ]);
  });

  it('tells a bug by its class and the places in its stack, never by its message', () => {
    const log = createMemoryLog();
    const bug = new TypeError('Unexpected {"cpf":"52998224725"}\n    at Ana (segredo.ts:1:1)');

    log.error('core.bug', bug);

    const [line] = log.lines;
    expect(line).toMatchObject({ errorClass: 'TypeError', system: null });
    expect(line?.['frames']).toEqual(
      expect.arrayContaining([expect.stringMatching(/^.*@log\.test\.ts:\d+:\d+$/)]),
    );
    expect(JSON.stringify(line)).not.toMatch(/cpf|52998|segredo|Ana/);
  });

  it.each([['text'], [undefined], [null], [{ secret: 1 }]])(
    'survives that %j was thrown',
    (thrown) => {
      const log = createMemoryLog();

      log.error('core.bug', thrown);

      expect(log.lines).toEqual([{ level: 'error', event: 'core.bug', thrown: typeof thrown }]);
    },
  );

  it('follows a ring of causes only so far', () => {
    const log = createMemoryLog();
    const first = new Error('first');
    first.cause = new Error('second', { cause: first });

    log.error('core.bug', first);

    expect(log.lines[0]?.['causes']).toHaveLength(4);
  });
});
