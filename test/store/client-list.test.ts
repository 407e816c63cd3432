import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import { isOverdue } from '../../domain/overdue.ts';
import { saveClient } from '../../main/services/clients/save-client.ts';
import type { ClientListFilter } from '../../main/store/client-filter.ts';
import type { ClientSort } from '../../main/store/client-list.ts';
import {
  addAccount,
  addPayment,
  addTitulo,
  form,
  NOW,
  openTools,
  TODAY,
  type TestTools,
} from '../services/clients/support/tools.ts';

const view = { environments: ['production'] as const, today: TODAY };

let tools: TestTools;

beforeEach(() => {
  tools = openTools();
});

afterEach(() => {
  tools.db.close();
});

function addClient(name: string, change: Parameters<typeof form>[0] = {}): number {
  return saveClient(tools, form({ taxId: '', phone: '', ...change, name })).id;
}

function addPlan(name: string): number {
  return tools.books.plans.insert({
    name,
    priceCents: cents(9_990),
    isActive: true,
    accountId: null,
  });
}

function names(filter: ClientListFilter, sort: ClientSort = 'name'): string[] {
  const rows = tools.books.clientList.page({ ...view, filter, sort, limit: 500 });
  return rows.map((row) => row.name);
}

/** All rows, page after page. */
function walk(sort: ClientSort, limit: number): number[] {
  const ids: number[] = [];
  let after: { key: string | number; id: number } | undefined;
  for (;;) {
    const rows = tools.books.clientList.page({ ...view, filter: {}, sort, limit, after });
    ids.push(...rows.map((row) => row.id));
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return ids;
    after = { key: sort === 'name' ? last.sortName : last.code, id: last.id };
  }
}

describe('the client list', () => {
  it('sorts by name without regard to case and accents, or by code', () => {
    addClient('Zélia Lima');
    addClient('álvaro Dias');
    addClient('Ana Souza');

    const byName = names({});
    const byCode = names({}, 'code');

    expect(byName).toEqual(['álvaro Dias', 'Ana Souza', 'Zélia Lima']);
    expect(byCode).toEqual(['Zélia Lima', 'álvaro Dias', 'Ana Souza']);
  });

  it.each(['name', 'code'] as const)('gives every client once over pages sorted by %s', (sort) => {
    // Half of them share one name, so that the key alone does not tell them apart.
    for (let count = 0; count < 41; count += 1)
      addClient(count % 2 === 0 ? 'José Silva' : `Cliente ${count}`);

    const walked = walk(sort, 7);

    expect(walked).toHaveLength(41);
    expect(new Set(walked).size).toBe(41);
    expect(walked).toEqual(
      tools.books.clientList.page({ ...view, filter: {}, sort, limit: 500 }).map((row) => row.id),
    );
  });

  it('shows the newest contract that has not ended', () => {
    const planId = addPlan('Fibra 100');
    const id = addClient('Ana Souza', { contract: { ...form().contract, planId, dueDay: 25 } });
    tools.db
      .prepare(
        `INSERT INTO contracts (client_id, billing, due_day, status, starts_on)
      VALUES (?, 'carne', 1, 'ended', '2026-02-01')`,
      )
      .run(id);

    const [row] = tools.books.clientList.page({ ...view, filter: {}, sort: 'name', limit: 1 });

    expect(row).toMatchObject({ planName: 'Fibra 100', dueDay: 25, billing: 'titulo' });
  });

  it('filters by activity, tipo de cobrança and plan', () => {
    const planId = addPlan('Fibra 100');
    addClient('Ativa', { contract: { ...form().contract, planId } });
    addClient('Parado', { isActive: false });
    addClient('Carnê', { contract: { ...form().contract, billing: 'carne' } });

    const found = {
      active: names({ status: 'active' }),
      inactive: names({ status: 'inactive' }),
      carne: names({ billing: 'carne' }),
      titulo: names({ billing: 'titulo' }),
      plan: names({ planId }),
      both: names({ planId, billing: 'carne' }),
    };

    expect(found).toEqual({
      active: ['Ativa', 'Carnê'],
      inactive: ['Parado'],
      carne: ['Carnê'],
      titulo: ['Ativa', 'Parado'],
      plan: ['Ativa'],
      both: [],
    });
  });
});

describe('searching clients', () => {
  it.each([
    ['a part of the name', 'conceiç', ['Maria da Conceição']],
    ['the name without accents', 'conceicao', ['Maria da Conceição']],
    ['two parts in any order', 'conceicao maria', ['Maria da Conceição']],
    ['a short part beside a long one', 'da conceicao', ['Maria da Conceição']],
    ['a short part that is not there', 'zz conceicao', []],
    ['one letter: the beginning of the name', 'm', ['Maria da Conceição']],
    ['a masked CPF', '529.982.247-25', ['João D’Ávila']],
    ['a part of a CPF', '98224', ['João D’Ávila']],
    ['a phone as people write it', '(75) 90478-8154', ['João D’Ávila']],
    ['a phone with country code', '+55 75 90478-8154', ['João D’Ávila']],
    ['a CNPJ with letters', '12.ABC.345/01DE-35', ['Padaria Pão & Cia']],
    ['the beginning of a CNPJ with letters', '12.ABC', ['Padaria Pão & Cia']],
    ['a code', '2', ['João D’Ávila']],
    ['operators of the search itself', '" OR * NEAR(', []],
    ['a wildcard', '%', []],
  ])('finds by %s', (_, text, expected) => {
    addClient('Maria da Conceição');
    addClient('João D’Ávila', { taxId: '529.982.247-25', phone: '(75) 90478-8154' });
    addClient('Padaria Pão & Cia', { taxId: '12.ABC.345/01DE-35' });

    const found = names({ text });

    expect(found).toEqual(expected);
  });

  it('finds what was changed, and no longer what was', () => {
    const id = addClient('Ana Souza');
    saveClient(tools, form({ id, name: 'Ana Pereira', taxId: '' }));

    const found = [names({ text: 'souza' }), names({ text: 'pereira' })];

    expect(found).toEqual([[], ['Ana Pereira']]);
  });

  it('never fails, whatever is typed', () => {
    addClient('Maria da Conceição');

    fc.assert(
      fc.property(fc.string({ maxLength: 30, unit: 'binary' }), (text) => {
        const found = tools.books.clientList.find(text, 5);
        return found.length <= 1;
      }),
    );
  });
});

describe('what clients owe', () => {
  it('sums open and overdue títulos of real money only', () => {
    const clientId = addClient('Ana Souza');
    const real = addAccount(tools);
    const practice = addAccount(tools, { environment: 'simulator' });
    addTitulo(tools, { clientId, accountId: real, dueOn: '2026-11-20', totalCents: 9_990 });
    addTitulo(tools, { clientId, accountId: real, dueOn: '2026-12-10', totalCents: 5_000 });
    addTitulo(tools, {
      clientId,
      accountId: real,
      dueOn: '2026-11-01',
      totalCents: 3_000,
      settledCents: 1_000,
      state: 'partly-paid',
    });
    addTitulo(tools, {
      clientId,
      accountId: real,
      dueOn: '2026-10-01',
      totalCents: 7_000,
      settledCents: 7_000,
      state: 'paid',
    });
    addTitulo(tools, {
      clientId,
      accountId: real,
      dueOn: '2026-09-01',
      totalCents: 800,
      state: 'cancelled',
    });
    addTitulo(tools, { clientId, accountId: practice, dueOn: '2026-09-01', totalCents: 1 });

    const [row] = tools.books.clientList.page({ ...view, filter: {}, sort: 'name', limit: 5 });
    const totals = tools.books.clientList.totals({}, view);
    const both = tools.books.clientList.owedOf(clientId, {
      ...view,
      environments: ['production', 'simulator'],
    });

    expect(row).toMatchObject({ openCents: 16_990, overdueCents: 11_990, overdueCount: 2 });
    expect(totals).toEqual({ count: 1, overdueCount: 2, overdueCents: 11_990 });
    expect(both).toEqual({ openCents: 16_991, overdueCents: 11_991, overdueCount: 3 });
  });

  it('lists and totals the overdue ones alone', () => {
    const late = addClient('Em atraso');
    const fine = addClient('Em dia');
    const accountId = addAccount(tools);
    addTitulo(tools, { clientId: late, accountId, dueOn: '2026-11-20', totalCents: 100 });
    addTitulo(tools, { clientId: fine, accountId, dueOn: '2026-11-21', totalCents: 100 });

    const found = names({ status: 'overdue' });
    const totals = tools.books.clientList.totals({ status: 'overdue' }, view);

    expect(found).toEqual(['Em atraso']);
    expect(totals).toEqual({ count: 1, overdueCount: 1, overdueCents: 100 });
  });

  it('calls overdue what the domain does', () => {
    const real = addAccount(tools);
    const contra = addAccount(tools, { isContra: true });
    const facts = fc.record({
      days: fc.integer({ min: -3, max: 3 }),
      isContra: fc.boolean(),
      hasAnnouncedPayment: fc.boolean(),
      state: fc.constantFrom('open', 'partly-paid', 'paid', 'cancelled'),
    });

    fc.assert(
      fc.property(facts, ({ days, isContra, hasAnnouncedPayment, state }) => {
        const clientId = addClient('Ana Souza');
        const accountId = isContra ? contra : real;
        const dueOn = addDays(TODAY, days);
        const settled = { open: 0, 'partly-paid': 50, paid: 100, cancelled: 0 }[state];
        const id = addTitulo(tools, {
          clientId,
          accountId,
          dueOn,
          totalCents: 100,
          settledCents: settled,
          state,
        });
        if (hasAnnouncedPayment) addPayment(tools, { accountId, tituloId: id, state: 'announced' });

        const { overdueCount } = tools.books.clientList.owedOf(clientId, view);

        const expected = isOverdue({
          state,
          effectiveDueOn: dueOn,
          isContra,
          hasAnnouncedPayment,
          today: TODAY,
        });
        expect(overdueCount === 1).toBe(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the plans of its statements', () => {
  const filters: readonly ClientListFilter[] = [
    {},
    { status: 'active' },
    { status: 'inactive' },
    { status: 'overdue' },
    { billing: 'carne' },
    { planId: 1 },
    { text: 'silva' },
    { text: 'jo' },
    { text: '123' },
    { text: 'silva', status: 'overdue', billing: 'titulo', planId: 1 },
  ];

  it.each(filters.flatMap((filter) => [[filter, 'name'] as const, [filter, 'code'] as const]))(
    'never read a whole table: %j by %s',
    (filter, sort) => {
      const after = { key: sort === 'name' ? 'b' : 3, id: 3 };
      const query = { ...view, filter, sort, limit: 200 };

      const plan = [
        ...tools.books.clientList.explainPage(query),
        ...tools.books.clientList.explainPage({ ...query, after }),
      ].join('\n');

      expect(plan).not.toMatch(/SCAN (clients|titulos|contracts|payments)\b/);
    },
  );
});

describe('money that came in', () => {
  it('is credit where it settles no título and waits for no decision', () => {
    const clientId = addClient('Ana Souza');
    const accountId = addAccount(tools);
    const tituloId = addTitulo(tools, {
      clientId,
      accountId,
      dueOn: '2026-11-20',
      totalCents: 5_000,
    });
    const { books } = tools;
    const paid = addPayment(tools, { accountId, clientId, amountCents: cents(6_000) });
    addPayment(tools, { accountId, clientId, amountCents: cents(700), review: 'duplicate' });
    addPayment(tools, { accountId, clientId, amountCents: cents(90), state: 'announced' });
    books.allocations.insert(
      {
        paymentId: paid,
        tituloId,
        principalCents: cents(5_000),
        lateCents: cents(200),
        discountCents: cents(0),
      },
      'system',
      NOW,
    );
    books.reversals.insert({
      paymentId: paid,
      reversalKey: 'back',
      kind: 'refund',
      amountCents: cents(300),
      happenedOn: TODAY,
    });

    const received = books.clientList.receivedOf(clientId, view);

    expect(received).toEqual({ receivedCents: 6_400, creditCents: 500 });
  });
});
