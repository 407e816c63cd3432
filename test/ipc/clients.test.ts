import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { api, type CallName, type Input, type Output } from '../../preload/contract/api.ts';
import { clientHandlers } from '../../main/ipc/clients.ts';
import { importHandlers } from '../../main/ipc/imports.ts';
import { createMemoryLog } from '../../main/log.ts';
import { createFileShelf, type FileShelf } from '../../main/services/desk/file-shelf.ts';
import { createJobs, type JobView } from '../../main/services/desk/jobs.ts';
import { form, openTools, type TestTools } from '../services/clients/support/tools.ts';

let tools: TestTools;
let folder: string;
let shelf: FileShelf;
let ended: Map<string, (job: JobView) => void>;
let call: <N extends CallName>(name: N, input: Input<N>) => Promise<Output<N>>;

beforeEach(() => {
  tools = openTools();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-ipc-'));
  ended = new Map();
  shelf = createFileShelf();
  const jobs = createJobs({
    clock: tools.clock,
    log: createMemoryLog(),
    onProgress: (job) => {
      if (job.state !== 'running') ended.get(job.jobId)?.(job);
    },
  });
  const desk = {
    // The handlers of clients and imports use these tools alone.
    tools: { ...tools, documentsDir: folder } as never,
    jobs,
    shelf,
    resourcesDir: path.resolve('resources'),
  };
  const handlers: Record<string, unknown> = { ...clientHandlers(desk), ...importHandlers(desk) };
  call = async (name, input) => {
    const handler = handlers[name] as (input: unknown) => unknown;
    const output = await handler(api[name].input.parse(input));
    return api[name].output.parse(output) as never;
  };
});

afterEach(() => {
  tools.db.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function endOf(jobId: string): Promise<JobView> {
  return new Promise((resolve) => ended.set(jobId, resolve));
}

describe('the calls of clients', () => {
  it('answer in the shapes of the contract', async () => {
    const plan = await call('plans.save', {
      name: 'Fibra',
      priceCents: 9_990 as never,
      isActive: true,
      accountId: null,
    });
    const { contract, ...rest } = form();
    const saved = await call('clients.save', {
      ...rest,
      id: undefined,
      contract: { ...contract, planId: plan.id },
    });

    const answers = {
      detail: await call('clients.get', { id: saved.id }),
      page: await call('clients.list', { filter: {}, sort: 'name', limit: 1 }),
      totals: await call('clients.totals', { filter: {} }),
      billing: await call('clients.setBilling', { ids: [saved.id], billing: 'carne' }),
      plans: await call('plans.list', {}),
    };

    expect(answers.detail).toEqual(saved);
    expect(answers.page.rows[0]).toMatchObject({ name: 'Ana Souza', planName: 'Fibra' });
    expect(answers.totals).toEqual({ count: 1, overdueCount: 0, overdueCents: 0 });
    expect(answers.billing).toEqual({ changed: 1 });
    expect(answers.plans[0]).toMatchObject({ name: 'Fibra', clients: 1 });
  });

  it.each(['name', 'code'] as const)('page through the whole list by %s', async (sort) => {
    for (let count = 0; count < 5; count += 1) {
      await call('clients.save', { ...form({ taxId: '', name: 'José' }), id: undefined });
    }
    const ids: number[] = [];
    let after: string | undefined;

    do {
      const page = await call('clients.list', { filter: {}, sort, limit: 2, after });
      ids.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);

    expect(ids).toEqual([1, 2, 3, 4, 5]);
  });

  it('refuse a cursor that is not theirs', async () => {
    const listing = call('clients.list', { filter: {}, sort: 'name', limit: 2, after: 'nada' });

    await expect(listing).rejects.toMatchObject({ code: 'invalid-input' });
  });
});

describe('the calls of imports', () => {
  it('bring the sample list in, from file to clients', async () => {
    const { fileId } = await call('imports.sample', {});
    const { importId, mapping } = await call('imports.analyse', { fileId });
    const { jobId } = await call('imports.check', { importId, mapping });
    const job = await endOf(jobId);
    const checked = await call('imports.summary', { importId });
    const rows = await call('imports.rows', { importId, filter: 'create', limit: 3 });

    const applied = await call('imports.apply', { importId });

    expect(job).toMatchObject({ state: 'done', done: 200, total: 200, failed: 0 });
    expect(checked).toMatchObject({ state: 'checked', toCreate: 200 });
    expect(rows.rows).toHaveLength(3);
    expect(applied).toMatchObject({ state: 'applied', total: 200, toCreate: 200, refused: 0 });
    expect(await call('clients.totals', { filter: {} })).toMatchObject({ count: 200 });
  });

  it('hand out the refused rows as a file', async () => {
    const list = path.join(folder, 'lista.csv');
    fs.writeFileSync(list, 'nome;cpf\n;529.982.247-25\n');
    const picked = shelf.put({ path: list, name: 'lista.csv' });
    const { importId, mapping } = await call('imports.analyse', { fileId: picked });
    const { jobId } = await call('imports.check', { importId, mapping });
    await endOf(jobId);

    const { fileId } = await call('imports.refusedFile', { importId });

    const file = shelf.get(fileId);
    expect(file.name).toBe(`linhas-recusadas-${importId}.csv`);
    expect(fs.readFileSync(file.path, 'utf8')).toContain('"O nome está vazio."');
  });
});
