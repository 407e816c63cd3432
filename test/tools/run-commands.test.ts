import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { takeLock } from '../../tools/setup/lock.mjs';
import { lastLines, npmCommand, run } from '../../tools/setup/processes.mjs';

const node = process.execPath;

test('tells the exit code and both streams of a command', async () => {
  const script = 'console.log("out"); console.error("err"); process.exitCode = 3';

  const outcome = await run({ program: node, args: ['-e', script] });

  expect(outcome).toMatchObject({ code: 3, stdout: 'out\n', gaveUp: false });
  expect(outcome.output).toContain('err');
});

test('a program that is not there is an outcome and no crash', async () => {
  const outcome = await run({ program: 'no-such-program-of-baixa', args: [] });

  expect(outcome.code).toBe(127);
  expect(outcome.output).toContain('no-such-program-of-baixa');
});

test('ends a command that it gives up, with the children of that command', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-run-'));
  const marker = path.join(folder, 'grandchild-runs');
  const grandchild = `require('fs').writeFileSync(${JSON.stringify(marker)}, ''); setInterval(() => {}, 1000)`;
  const child = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(grandchild)}], { stdio: 'inherit' })`;

  // The outcome comes when nobody holds the streams any more, so it comes only if the grandchild has ended, too.
  const outcome = await run({
    program: node,
    args: ['-e', child],
    giveUp: () => fs.existsSync(marker),
  });

  expect(outcome.gaveUp).toBe(true);
  fs.rmSync(folder, { recursive: true });
});

test('starts npm as a program of Node, where a shell script would not start on Windows', async () => {
  const npm = npmCommand();

  const outcome = await run({ program: npm.program, args: [...npm.args, '--version'] });

  expect(npm.program).toBe(node);
  expect(outcome.stdout).toMatch(/^\d+\.\d+\.\d+/);
});

test('does not take another package manager for npm', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-npm-'));
  const other = path.join(folder, 'yarn.js');
  fs.writeFileSync(other, '');

  const npm = npmCommand({ npm_execpath: other });

  expect(npm.args.at(-1)).toMatch(/npm-cli\.js$/);
  fs.rmSync(folder, { recursive: true });
});

test('quotes the last lines that say something', () => {
  expect(lastLines('one\n\ntwo\r\nthree\n', 2)).toBe('    two\n    three');
});

test('a second set-up waits for the first, and gets the lock of one that was killed', async () => {
  const lock = new URL('../../tools/setup/lock.mjs', import.meta.url).href;
  const name =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\baixa-test-${String(process.pid)}`
      : path.join(os.tmpdir(), `baixa-test-${String(process.pid)}.sock`);
  const script = `import(${JSON.stringify(lock)}).then(async (m) => {
    await m.takeLock(() => {}, ${JSON.stringify(name)}); console.log('held'); setInterval(() => {}, 1000); })`;
  const holder = spawn(node, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(holder.stdout, 'data');
  let hasWaited = false;

  const giveBack = await takeLock(() => {
    hasWaited = true;
    holder.kill('SIGKILL');
  }, name);

  expect(hasWaited).toBe(true);
  giveBack();
});
