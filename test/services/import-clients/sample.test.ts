import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseTaxId } from '../../../domain/cpf-cnpj.ts';
import { openTools, TODAY, type TestTools } from '../clients/support/tools.ts';
import { check, importList } from './support/import-list.ts';

const sample = fs.readFileSync(path.resolve('resources', 'sample', 'clientes-exemplo.csv'));

let tools: TestTools;

beforeEach(() => {
  tools = openTools();
});

afterEach(() => {
  tools.db.close();
});

describe('the list of made-up clients', () => {
  it('is as operators have it, and comes in whole', async () => {
    const { analysis, summary, rows } = await check(tools, sample);

    expect(analysis).toMatchObject({ encoding: 'windows-1252', delimiter: ';', rowCount: 200 });
    expect(analysis.mapping).not.toContain(null);
    expect(summary).toMatchObject({ toCreate: 200, refused: 0 });
    // Five plans that are not there yet, and nothing else to say.
    expect(rows.flatMap(({ problems }) => problems.map(({ code }) => code))).toEqual(
      Array.from({ length: 5 }, () => 'plan-new'),
    );
  });

  it('has five plans, five due days, and companies with letters in their CNPJ', async () => {
    await importList(tools, sample);

    const ids = tools.books.clientList
      .page({ filter: {}, sort: 'code', limit: 500, environments: [], today: TODAY })
      .map(({ id }) => id);
    const clients = ids.map((id) => tools.books.clients.getById(id));
    const contracts = ids.map((id) => tools.books.contracts.ofClient(id));
    const dueDays = new Set(contracts.map((contract) => contract?.dueDay));
    expect(tools.books.plans.all()).toHaveLength(5);
    expect([...dueDays].sort((one, other) => Number(one) - Number(other))).toEqual([
      5, 10, 15, 20, 25,
    ]);
    expect(contracts.every((contract) => contract?.priceCents === null)).toBe(true);
    expect(clients.some(({ taxId }) => /[A-Z]/.test(taxId ?? ''))).toBe(true);
    expect(clients.every(({ taxId }) => parseTaxId(taxId ?? '') !== undefined)).toBe(true);
    expect(clients.every(({ email }) => /^$|@(example\.com|provedor\.test)$/.test(email))).toBe(
      true,
    );
  });
});
