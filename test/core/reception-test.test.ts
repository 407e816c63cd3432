/** The one-click test in a whole core: real listener, real inbox, real simulator. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { openReader } from '../../main/store/open.ts';
import type { Output } from '../../preload/contract/api.ts';
import { openPractice, today, type Practice } from '../support/practice.ts';

let practice: Practice;

beforeEach(async () => {
  practice = await openPractice();
});

afterEach(async () => {
  const disagreements = await practice.disagreements();
  await practice.bench.close();
  expect(disagreements).toEqual([]);
});

type Test = Output<'callbacks.test'>;

const run = (accountId = practice.accountId) =>
  practice.bench.call('callbacks.test', { accountId });
const statesOf = ({ steps }: Test) =>
  Object.fromEntries(steps.map(({ key, state }) => [key, state]));

/** Tables that tell of the test, and may grow. */
const TRAIL: ReadonlySet<string> = new Set(['gateway_attempts', 'audit']);

function countRows(): Readonly<Record<string, number>> {
  const db = openReader(path.join(practice.bench.dataDir, 'baixa.db'));
  try {
    const names = db
      .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`)
      .pluck()
      .all()
      .filter((name) => !TRAIL.has(name));
    return Object.fromEntries(
      names.map((name) => [name, db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get()]),
    ) as Readonly<Record<string, number>>;
  } finally {
    db.close();
  }
}

/** A título whose charge was paid, so that the account has heard of one. */
async function payOne(): Promise<void> {
  const { id } = await practice.newTitulo();
  await practice.registered(id);
  await practice.act(id, 'pay');
  await practice.paid(id);
  await practice.bench.until(
    () => practice.bench.call('callbacks.list', { filter: { state: 'new' }, limit: 5 }),
    ({ rows }) => rows.length === 0,
  );
}

describe('the test of the reception', () => {
  it('walks the whole way with a charge that exists, and leaves nothing in the books', async () => {
    await payOne();
    const before = countRows();

    const test = await run();

    expect(statesOf(test)).toEqual({
      charge: 'passed',
      address: 'passed',
      port: 'passed',
      tls: 'not-needed',
      http: 'passed',
      inbox: 'passed',
      query: 'passed',
      settlement: 'passed',
    });
    expect(test.verdict).toBe('passed');
    expect(test.postings).toEqual([
      {
        side: 'receipt',
        historico: 'Recebimento de título',
        cashAccount: 'Caixa',
        amountCents: 10_000,
        onDate: today,
        isExpected: false,
      },
      expect.objectContaining({ side: 'credit', amountCents: 10_000, isExpected: true }),
      expect.objectContaining({ side: 'fee', amountCents: 0, isExpected: true }),
    ]);
    expect(countRows()).toEqual(before);
  });

  it('marks its row in the inbox, which is never worked on nor taken for a callback', async () => {
    await payOne();
    const list = await practice.bench.call('callbacks.list', { filter: {}, limit: 1 });

    const { inboxId } = await run();
    const row = await practice.bench.call('callbacks.get', { id: inboxId ?? 0 });
    const replay = await practice.bench.refused('callbacks.replay', { id: inboxId ?? 0 });

    expect(row).toMatchObject({ isTest: true, state: 'ignored', answered: 200, effects: [] });
    expect(replay.code).toBe('state-not-allowed');
    practice = await practice.restart();
    const account = await practice.bench.call('accounts.get', { id: practice.accountId });
    expect(account.lastCallbackAt).toBe(list.rows[0]?.receivedAt);
  });

  it('issues, pays and settles a charge of practice where there is none', async () => {
    const test = await run();

    expect(test).toMatchObject({ verdict: 'passed' });
    const { rows } = await practice.bench.call('titulos.list', {
      filter: { isPractice: true },
      sort: 'due',
      limit: 10,
    });
    expect(rows).toEqual([
      expect.objectContaining({
        environment: 'simulator',
        state: 'paid',
        clientName: 'Teste de recepção (prática)',
      }),
    ]);
  });

  it('joins a test of the account that runs already, and tells of it step by step', async () => {
    await payOne();

    const [one, other] = await Promise.all([run(), run()]);

    expect(other).toEqual(one);
    expect(
      await practice.bench.call('callbacks.lastTest', { accountId: practice.accountId }),
    ).toEqual(one);
  });

  it('lets every callback that comes meanwhile be found and settled', async () => {
    const titulos = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        practice.newTitulo({ faceCents: cents(9_000 + index) }),
      ),
    );
    for (const { id } of titulos) await practice.registered(id);

    const [tests] = await Promise.all([
      (async () => [await run(), await run(), await run()])(),
      ...titulos.map(({ id }) => practice.act(id, 'pay')),
    ]);

    for (const { id } of titulos) {
      const { payments } = await practice.paid(id);
      expect(payments.filter(({ principalCents }) => principalCents > 0)).toHaveLength(1);
    }
    expect(tests.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'passed']);
  });

  it('says where the way ends when the gateway does not answer, with the words of the gateway', async () => {
    await payOne();
    await practice.faults({ kind: 'drop-before', path: '/v1/notification/:token' });

    const test = await run();

    expect(statesOf(test)).toMatchObject({
      inbox: 'passed',
      query: 'failed',
      settlement: 'untried',
    });
    expect(test.verdict).toBe('failed');
    expect(test.steps.find(({ key }) => key === 'query')?.advice).toMatch(/credenciais/);
    expect(test.postings).toEqual([]);
  });

  it('of a real account says that there is no public address yet, and issues nothing', async () => {
    const form = await practice.bench.call('accounts.get', { id: practice.accountId });
    const { id } = await practice.bench.call('accounts.save', {
      ...form,
      id: undefined,
      label: 'Produção',
      environment: 'production',
      credentials: {},
    });
    const before = countRows();

    const test = await run(id);

    expect(statesOf(test)).toMatchObject({
      charge: 'untried',
      address: 'untried',
      port: 'untried',
    });
    expect(test.verdict).toBe('incomplete');
    expect(countRows()).toEqual(before);
  });
});
