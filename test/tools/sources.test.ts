import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { digestSources } from '../../tools/sources.mjs';

let root = '';

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-sources-'));
  fs.mkdirSync(path.join(root, 'main', 'store'), { recursive: true });
  fs.writeFileSync(path.join(root, 'main', 'store', 'open.ts'), 'one');
  fs.writeFileSync(path.join(root, 'package.json'), '{}');
});

afterEach(() => {
  fs.rmSync(root, { recursive: true });
});

const digest = (): string => digestSources(root, ['main', 'package.json', 'missing']);

test('a checkout that only touches modification times builds nothing again', () => {
  const before = digest();

  fs.utimesSync(path.join(root, 'package.json'), 1, 1);

  expect(digest()).toBe(before);
});

test.each([
  ['a changed byte', 'main/store/open.ts', 'two'],
  ['a new migration', 'main/store/0002-more.sql', ''],
  ['a changed file at the top', 'package.json', '{ }'],
])('%s builds again', (_, name, text) => {
  const before = digest();

  fs.writeFileSync(path.join(root, name), text);

  expect(digest()).not.toBe(before);
});

test('a renamed file builds again', () => {
  const before = digest();

  fs.renameSync(path.join(root, 'main/store/open.ts'), path.join(root, 'main/store/close.ts'));

  expect(digest()).not.toBe(before);
});
