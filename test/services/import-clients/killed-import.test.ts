import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { nodeBuild } from '../../../vite.config.ts';
import { openTools } from '../clients/support/tools.ts';
import { check } from './support/import-list.ts';

const CLIENTS = 3_000;
const root = path.resolve(import.meta.dirname, '..', '..', '..');
/** Inside of the clone, so that the child finds its dependencies. */
const buildHome = path.join(root, 'node_modules', '.cache', 'baixa');

let child: string;
let folder: string;

beforeAll(async () => {
  fs.mkdirSync(buildHome, { recursive: true });
  const out = fs.mkdtempSync(path.join(buildHome, 'apply-child-'));
  fs.writeFileSync(path.join(out, 'package.json'), '{ "type": "module" }\n');
  const source = path.join(import.meta.dirname, 'support', 'apply-child.ts');
  const config = nodeBuild({ 'apply-child': source }, out);
  await build({ ...config, build: { ...config.build, emptyOutDir: false } });
  child = path.join(out, 'apply-child.js');
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-killed-'));
});

afterAll(() => {
  fs.rmSync(path.dirname(child), { recursive: true, force: true });
  fs.rmSync(folder, { recursive: true, force: true });
});

/** A checked list in books of its own; gives file and import. */
async function checkedList(name: string) {
  const file = path.join(folder, `${name}.db`);
  const tools = openTools(file);
  const rows = Array.from(
    { length: CLIENTS },
    (_, count) => `${count};Cliente número ${count};Fibra;89,90;10`,
  );
  const { analysis } = await check(tools, ['codigo;nome;plano;valor;dia', ...rows].join('\n'));
  tools.db.close();
  return { file, importId: analysis.importId };
}

async function importUntilKilled(file: string, importId: number, dieAt: number): Promise<string> {
  const running = spawn(process.execPath, [child, file, String(importId), String(dieAt)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [, signal] = (await once(running, 'exit')) as [number | null, string | null];
  return signal ?? 'none';
}

/** What another start finds in the books. */
function countAfterwards(file: string) {
  const tools = openTools(file);
  const count = (table: string) =>
    Number(tools.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  const found = {
    clients: count('clients'),
    contracts: count('contracts'),
    plans: count('plans'),
    ids: count('external_ids'),
    audit: count('audit'),
    searchable: tools.books.clientList.find('cliente número', 5_000).length,
    nextCode: tools.books.sequences.peek('client'),
    state: tools.db.prepare('SELECT state FROM import_files').pluck().get(),
    integrity: tools.db.pragma('integrity_check', { simple: true }),
  };
  tools.db.close();
  return found;
}

// The child kills itself with a signal that Windows does not have.
describe.skipIf(process.platform === 'win32')('an import that is killed', () => {
  it.each([1, 1_500, CLIENTS])('at client %i has changed nothing', async (dieAt) => {
    const { file, importId } = await checkedList(`in-the-middle-${dieAt}`);

    const signal = await importUntilKilled(file, importId, dieAt);

    expect(signal).toBe('SIGKILL');
    expect(countAfterwards(file)).toEqual({
      clients: 0,
      contracts: 0,
      plans: 0,
      ids: 0,
      audit: 0,
      searchable: 0,
      nextCode: 1,
      state: 'checked',
      integrity: 'ok',
    });
  });

  it('right after its end has changed everything', async () => {
    const { file, importId } = await checkedList('at-the-end');

    const signal = await importUntilKilled(file, importId, 0);

    expect(signal).toBe('SIGKILL');
    expect(countAfterwards(file)).toEqual({
      clients: CLIENTS,
      contracts: CLIENTS,
      plans: 1,
      ids: CLIENTS,
      audit: CLIENTS + 1,
      searchable: CLIENTS,
      nextCode: CLIENTS + 1,
      state: 'applied',
      integrity: 'ok',
    });
  });
});
