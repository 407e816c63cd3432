/** The built core without a window, as a service would start it. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDataDir, startHeadlessProgram, type StartedProgram } from '../support/desktop.ts';

let dataDir: string;
let started: StartedProgram[];

beforeEach(() => {
  dataDir = makeDataDir();
  started = [];
});

afterEach(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGKILL');
    await ended;
  }
  fs.rmSync(dataDir, { recursive: true, force: true });
});

function start(...args: string[]): StartedProgram {
  const program = startHeadlessProgram(['--data-dir', dataDir, ...args]);
  started.push(program);
  return program;
}

describe('the core without a window', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'says where it listens, and ends in order on %s',
    async (signal) => {
      const program = start('--port', '0', '--simulator-port', '0');
      await program.says(/^simulator on http:\/\/127\.0\.0\.1:[1-9]\d*$/m);

      program.child.kill(signal);

      expect(await program.ended).toBe(0);
      expect(program.output()).toMatch(/^listening on http:\/\/127\.0\.0\.1:[1-9]\d*$/m);
      expect(fs.existsSync(path.join(dataDir, 'lock-holder.json'))).toBe(false);
      expect(fs.existsSync(path.join(dataDir, 'baixa.db-wal'))).toBe(false);
    },
  );

  it('starts again on the folder of a killed one', async () => {
    const first = start('--port', '0');
    await first.says(/listening on/);
    first.child.kill('SIGKILL');
    await first.ended;

    const second = start('--port', '0');
    await second.says(/listening on/);
    second.child.kill('SIGTERM');

    expect(await second.ended).toBe(0);
  });

  it('refuses a folder that another one works on, and names it', async () => {
    const first = start('--port', '0');
    await first.says(/listening on/);

    const second = start('--port', '0');

    expect(await second.ended).toBe(1);
    expect(second.output()).toContain(`sem janela (headless), processo ${first.child.pid}`);
  });

  it('explains a command line that it does not understand', async () => {
    const program = start('--porta', '80');

    expect(await program.ended).toBe(2);
    expect(program.output()).toContain('Opção desconhecida: --porta');
    expect(program.output()).toContain('Uso: npm run headless');
  });

  it('explains itself when asked', async () => {
    const program = start('--help');

    expect(await program.ended).toBe(0);
    expect(program.output()).toContain('--key-file ARQUIVO');
  });

  it('opens its credentials by a key file, which it makes once', async () => {
    const keyFile = path.join(dataDir, 'baixa.key');
    const first = start('--port', '0', '--key-file', keyFile);
    await first.says(/listening on/);
    first.child.kill('SIGTERM');
    await first.ended;
    const key = fs.readFileSync(keyFile, 'utf8');

    fs.writeFileSync(
      keyFile,
      key.replace(/.(?=\n)/, (last) => (last === 'A' ? 'E' : 'A')),
    );
    const second = start('--port', '0', '--key-file', keyFile);

    expect(await second.ended).toBe(1);
    expect(second.output()).toContain('Ele é a chave de outra pasta de dados.');
  });
});
