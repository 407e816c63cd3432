/** What an account keeps for the books: under which entries its postings stand, and in which current account. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { openBooks, openReader } from '../../main/store/open.ts';
import { openPractice, type Practice } from '../support/practice.ts';

let practice: Practice;

beforeEach(async () => {
  practice = await openPractice();
});

afterEach(async () => {
  const disagreements = await practice.disagreements();
  await practice.bench.close();
  expect(disagreements).toEqual([]);
});

interface PostingRow {
  readonly side: string;
  readonly code: string;
  readonly cashAccount: string;
  readonly amount: number;
}

function postings(): readonly PostingRow[] {
  const db = openReader(path.join(practice.bench.dataDir, 'baixa.db'));
  try {
    return db
      .prepare<[], PostingRow>(
        `SELECT postings.side, historicos.code, cash_accounts.name AS cashAccount,
          amount_cents AS amount
        FROM postings
          JOIN historicos ON historicos.id = historico_id
          JOIN cash_accounts ON cash_accounts.id = cash_account_id
        ORDER BY postings.id`,
      )
      .all();
  } finally {
    db.close();
  }
}

async function paidTitulo(): Promise<void> {
  const { id } = await practice.newTitulo();
  await practice.registered(id);
  await practice.act(id, 'pay');
  await practice.paid(id);
}

const add = (code: string, side: 'receipt' | 'credit' | 'fee') =>
  practice.bench.call('accounts.addHistorico', { code, name: `Lançamento ${code}`, side });

describe('an account', () => {
  it('posts receipt, credit and fee under the entries that were chosen, in the account of its convênio', async () => {
    const convenio = await practice.bench.call('accounts.addConvenio', { name: 'Gerencianet' });
    const [receipt, credit, fee] = [
      await add('1101', 'receipt'),
      await add('1102', 'credit'),
      await add('3201', 'fee'),
    ];
    await practice.changeAccount({
      convenioId: convenio.id,
      historicos: { receipt: receipt.id, credit: credit.id, fee: fee.id },
      feeEstimateCents: cents(199),
    });

    await paidTitulo();

    expect(postings()).toEqual([
      { side: 'receipt', code: '1101', cashAccount: 'Gerencianet', amount: 9_990 },
      { side: 'credit', code: '1102', cashAccount: 'Gerencianet', amount: 9_791 },
      { side: 'fee', code: '3201', cashAccount: 'Gerencianet', amount: 199 },
    ]);
  });

  it('that chose nothing posts under the entries that the books begin with', async () => {
    await paidTitulo();

    expect(postings().map(({ code, cashAccount }) => [code, cashAccount])).toEqual([
      ['1', 'Caixa'],
      ['2', 'Caixa'],
      ['3', 'Caixa'],
    ]);
  });

  it('keeps its choices when they are not shown again', async () => {
    const fee = await add('3201', 'fee');
    await practice.changeAccount({ historicos: { receipt: 1, credit: 2, fee: fee.id } });

    await practice.changeAccount({ label: 'Outro nome' });

    const { historicos } = await practice.bench.call('accounts.get', { id: practice.accountId });
    expect(historicos.fee).toBe(fee.id);
  });

  it('takes no entry of another side, and no convênio that is not there', async () => {
    const account = await practice.bench.call('accounts.get', { id: practice.accountId });
    const form = { ...account, credentials: {} };

    const wrongSide = await practice.bench.refused('accounts.save', {
      ...form,
      historicos: { receipt: 1, credit: 2, fee: 2 },
    });
    const unknown = await practice.bench.refused('accounts.save', { ...form, convenioId: 77 });

    expect(wrongSide).toMatchObject({
      code: 'invalid-input',
      detail: { field: 'historicos.fee' },
    });
    expect(unknown.code).toBe('not-found');
  });
});

describe('what an account may choose from', () => {
  it('are convênios of the bank 0-Carteira alone, and the entries by side', async () => {
    practice = await withBankConvenio(practice);

    const { convenios, historicos } = await practice.bench.call('accounts.bookkeeping', {});

    expect(convenios).toEqual([{ id: 1, name: 'Carteira', bank: '0-Carteira' }]);
    expect(historicos.map(({ side, code }) => `${side} ${code}`)).toEqual([
      'credit 2',
      'fee 3',
      'receipt 1',
    ]);
  });

  it('has each name and each code once', async () => {
    await add('3201', 'fee');
    await practice.bench.call('accounts.addConvenio', { name: 'Filial' });

    const code = await practice.bench.refused('accounts.addHistorico', {
      code: '3201',
      name: 'Outra tarifa',
      side: 'fee',
    });
    const name = await practice.bench.refused('accounts.addConvenio', { name: 'FILIAL' });

    expect([code.detail, name.detail]).toEqual([{ field: 'code' }, { field: 'name' }]);
  });
});

/** An agreement with a bank, as bank files will bring it: no screen makes one yet. */
async function withBankConvenio(one: Practice): Promise<Practice> {
  await one.bench.core.close();
  const db = openBooks(path.join(one.bench.dataDir, 'baixa.db'));
  db.exec("INSERT INTO convenios (name, bank, cash_account_id) VALUES ('Cobrança', '341', 1)");
  db.close();
  return one.restart();
}
