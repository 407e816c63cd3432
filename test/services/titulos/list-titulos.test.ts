import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { findAnything, homeSummary, listReviews } from '../../../main/services/desk/overview.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { listTitulos, totalTitulos } from '../../../main/services/titulos/list-titulos.ts';
import type {
  TituloChip,
  TituloListFilter,
  TituloSort,
} from '../../../main/store/titulo-filter.ts';
import { days, force, openTill, TODAY, told, type Till } from '../../support/till.ts';

let till: Till;

beforeEach(() => {
  till = openTill();
});

afterEach(() => till.close());

const CHIPS: readonly (TituloChip | undefined)[] = [
  undefined,
  'open',
  'due',
  'overdue',
  'unregistered',
  'rejected',
  'unknown',
  'paid',
  'cancelled',
];
const SORTS: readonly TituloSort[] = [
  'due',
  'due-latest',
  'number',
  'number-latest',
  'paid-latest',
];

/** Forty títulos in every situation, of practice and of real money. */
function fill(): void {
  const real = till.addAccount({ environment: 'production' });
  const clients = [till.clientId, till.addClient('Caio de Sá'), till.addClient('José Ávila Neto')];
  for (let index = 0; index < 40; index += 1) {
    const titulo = till.titulo({
      dueOn: addDays(TODAY, (index * 7) % 23),
      clientId: clients[index % 3] ?? till.clientId,
      accountId: index % 4 === 0 ? real.id : till.account.id,
      faceCents: cents(10_000 + (index % 3) * 100),
    });
    const charge = till.chargeOf(titulo.id);
    if (index % 5 === 0) continue;
    if (index % 5 === 1) till.register(charge, `90${index}`);
    if (index % 5 === 2) force(till, charge, index % 2 === 0 ? 'rejected' : 'unknown');
    if (index % 5 === 3) cancelTitulo(till.tools, titulo.id, 'engano');
    if (index % 5 === 4) {
      till.register(charge, `90${index}`);
      const account = till.books.accounts.getById(titulo.accountId);
      till.applyTo(
        account,
        told('paid', `90${index}`, { amountCents: 10_000 + (index % 3) * 100 }),
      );
      till.pass(60_000);
    }
  }
}

function pages(filter: TituloListFilter, sort: TituloSort, limit: number) {
  const rows: ReturnType<typeof listTitulos>['rows'] = [];
  let after: string | undefined;
  do {
    const page = listTitulos(till.tools, { filter, sort, limit, ...(after && { after }) });
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

describe('the list of títulos', () => {
  it('gives the same rows in the same order in pages of any size, for every chip and sort', () => {
    fill();
    till.pass(days(9));

    for (const chip of CHIPS) {
      for (const sort of SORTS) {
        for (const isPractice of [false, true]) {
          const filter = { chip, isPractice };
          const whole = pages(filter, sort, 500).map(({ id }) => id);
          expect([chip, sort, pages(filter, sort, 3).map(({ id }) => id)]).toEqual([
            chip,
            sort,
            whole,
          ]);
          expect(new Set(whole).size).toBe(whole.length);
        }
      }
    }
  });

  it('agrees with a naive filter over all of them, and so do the totals', async () => {
    fill();
    till.pass(days(9));

    for (const isPractice of [false, true]) {
      const all = pages({ isPractice }, 'number', 500);
      for (const chip of CHIPS) {
        const wanted = all.filter((row) => isOfChip(row, chip));
        const rows = pages({ isPractice, chip }, 'number', 500);
        const totals = await totalTitulos(till.tools, { isPractice, chip });
        expect([chip, rows.map(({ id }) => id)]).toEqual([chip, wanted.map(({ id }) => id)]);
        expect(totals).toMatchObject({
          count: wanted.length,
          totalCents: wanted.reduce((sum, { totalCents }) => sum + totalCents, 0),
        });
      }
    }
  });

  it('finds by name without accents, by number and by bar code', () => {
    fill();
    const find = (text: string) => pages({ isPractice: true, text }, 'due', 500);
    const [row] = pages({ isPractice: true, chip: 'paid' }, 'due', 1);
    const linha = row?.charge?.linha ?? '';

    expect(new Set(find('jose avila').map(({ clientName }) => clientName))).toEqual(
      new Set(['José Ávila Neto']),
    );
    expect(find('caio de sá').length).toBeGreaterThan(0);
    expect(find(linha).map(({ id }) => id)).toEqual([row?.id]);
    expect(find(String(row?.number)).map(({ id }) => id)).toEqual([row?.id]);
  });

  it('takes any text of a search without breaking', () => {
    fill();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(() => pages({ isPractice: true, text }, 'due', 50)).not.toThrow();
        expect(() => findAnything(till.tools, text)).not.toThrow();
      }),
      { numRuns: 200 },
    );
  });

  it.each(['', 'x', '{}', '[]', '[1]', '["2026-01-01",null]', '[null,1]', '[1,1.5]'])(
    'refuses a position that none of its pages gave: %s',
    (after) => {
      expect(() =>
        listTitulos(till.tools, { filter: { isPractice: true }, sort: 'due', limit: 5, after }),
      ).toThrow(expect.objectContaining({ code: 'invalid-input' }));
    },
  );
});

describe('Início', () => {
  it('counts what the chips of the list count, practice and real apart', async () => {
    fill();
    till.pass(days(9));

    for (const isPractice of [false, true]) {
      const home = await homeSummary(till.tools, isPractice);
      const count = (chip: TituloChip) => pages({ isPractice, chip }, 'due', 500).length;
      expect(home).toMatchObject({
        overdueCount: count('overdue'),
        rejected: count('rejected'),
        unknown: count('unknown'),
        unregistered: count('unregistered'),
      });
    }
  });

  it('lists what waits for a decision page by page', () => {
    for (let index = 0; index < 5; index += 1) {
      till.registered(`90${index}`);
      till.apply(
        told('paid', `90${index}`, { amountCents: 10_000 }),
        told('paid', `90${index}`, { amountCents: 10_000, times: 2 }),
      );
    }

    const first = listReviews(till.tools, { isPractice: true, limit: 3 });
    const second = listReviews(till.tools, { isPractice: true, limit: 3, after: first.next ?? '' });

    expect([first.rows.length, second.rows.length]).toEqual([3, 2]);
    expect(listReviews(till.tools, { isPractice: false, limit: 3 }).rows).toEqual([]);
  });
});

type Row = ReturnType<typeof listTitulos>['rows'][number];

function isOfChip(row: Row, chip: TituloChip | undefined): boolean {
  const isOpen = row.state === 'open' || row.state === 'partly-paid';
  const state = row.charge?.state ?? 'prepared';
  switch (chip) {
    case undefined:
      return true;
    case 'open':
      return isOpen;
    case 'due':
      return isOpen && row.daysToDue >= 0;
    case 'overdue':
      return row.status === 'overdue';
    case 'unregistered':
      return (
        isOpen && ['prepared', 'discarded', 'expired', 'cancelled', 'refunded'].includes(state)
      );
    case 'rejected':
      return isOpen && state === 'rejected';
    case 'unknown':
      return state === 'unknown';
    case 'paid':
    case 'cancelled':
      return row.state === chip;
  }
}
