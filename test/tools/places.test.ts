import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  cacheDir,
  copyWhole,
  removeLeftovers,
  temporaryName,
  writeWhole,
} from '../../tools/setup/places.mjs';

let folder = '';

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-places-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true });
});

test.each([
  [
    'a folder of the user’s choice first',
    { BAIXA_CACHE_DIR: '/c', XDG_CACHE_HOME: '/x' },
    'linux',
    '/c',
  ],
  ['the XDG folder', { XDG_CACHE_HOME: '/x' }, 'linux', '/x/baixa'],
  [
    'the home folder where XDG gives a relative path',
    { XDG_CACHE_HOME: 'x' },
    'linux',
    '/home/ana/.cache/baixa',
  ],
  ['the home folder', {}, 'linux', '/home/ana/.cache/baixa'],
  ['local application data on Windows', { LOCALAPPDATA: '/local' }, 'win32', '/local/Baixa/cache'],
] as const)('keeps the cache in %s', (_, env, platform, expected) => {
  const found = cacheDir(env, '/home/ana', platform);

  expect(found).toBe(path.resolve(expected));
});

test('writes a file and its folder whole, leaving nothing beside it', () => {
  const target = path.join(folder, 'deep', 'stamp');

  writeWhole(target, 'one');
  writeWhole(target, 'two');

  expect(fs.readFileSync(target, 'utf8')).toBe('two');
  expect(fs.readdirSync(path.dirname(target))).toEqual(['stamp']);
});

test('copies a file over one that is open without touching what the reader sees', () => {
  const source = path.join(folder, 'new');
  const target = path.join(folder, 'old');
  fs.writeFileSync(source, 'new');
  fs.writeFileSync(target, 'old');
  const reader = fs.openSync(target, 'r');

  copyWhole(source, target);

  expect(fs.readFileSync(reader, 'utf8')).toBe('old');
  expect(fs.readFileSync(target, 'utf8')).toBe('new');
  fs.closeSync(reader);
});

test('removes what a dead run left and keeps what a living one writes', async () => {
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  const leftover = path.join(folder, `electron.tmp-${String(dead.pid)}`);
  const ours = temporaryName(path.join(folder, 'electron'));
  const alive = path.join(folder, `electron.tmp-${String(process.ppid)}`);
  for (const name of [leftover, ours, alive]) fs.mkdirSync(name);
  fs.writeFileSync(path.join(folder, 'electron'), '');

  const removed = removeLeftovers(folder);

  expect(removed).toBe(1);
  expect(fs.readdirSync(folder).sort()).toEqual(
    [alive, ours, path.join(folder, 'electron')].map((name) => path.basename(name)).sort(),
  );
});
