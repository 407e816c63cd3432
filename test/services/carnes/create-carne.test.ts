import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { createCarne } from '../../../main/services/carnes/create-carne.ts';
import { listCarnes, previewCarne, viewCarne } from '../../../main/services/carnes/list-carnes.ts';
import type { CarneOrder } from '../../../main/services/carnes/plan-carne.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { receiveByHand } from '../../../main/services/titulos/receive-by-hand.ts';
import { recount } from '../../support/ledger.ts';
import { days, openTill, TODAY, type Till } from '../../support/till.ts';

let till: Till;

beforeEach(() => {
  till = openTill();
  till.books.contracts.insert({
    clientId: till.clientId,
    planId: null,
    accountId: null,
    billing: 'carne',
    dueDay: 10,
    priceCents: cents(10_000),
    login: '',
    startsOn: TODAY,
  });
});

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

const order = (changes: Partial<CarneOrder> = {}): CarneOrder => ({
  clientId: till.clientId,
  accountId: till.account.id,
  parcels: 12,
  firstDueOn: civilDate('2026-12-10'),
  amountCents: cents(10_000),
  description: 'Internet',
  businessDays: 'keep',
  ...changes,
});

const receive = (tituloId: number) =>
  receiveByHand(till.tools, {
    tituloId,
    amountCents: cents(10_000),
    discountCents: cents(0),
    paidOn: TODAY,
    method: 'cash',
  });

describe('a new carnê', () => {
  it('has one título and one charge for each parcel, and goes in one call', () => {
    const carneId = createCarne(till.tools, order());

    const titulos = till.books.titulos.ofCarne(carneId);
    expect(titulos.map(({ parcelNo }) => parcelNo)).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
    expect(titulos.map(({ competence }) => competence).slice(0, 2)).toEqual(['2026-12', '2027-01']);
    expect(till.books.outbox.counts().waiting).toBe(1);
  });

  it('of thirteen parcels goes parcel by parcel, and the preview says why', () => {
    const preview = previewCarne(till.tools, order({ parcels: 13 }));
    createCarne(till.tools, order({ parcels: 13 }));

    expect(preview).toMatchObject({ way: 'single-charges', reasons: ['too-many-parcels'] });
    expect(till.books.outbox.counts().waiting).toBe(13);
  });

  it('is refused whole when a month is billed already, and takes no number', () => {
    createCarne(till.tools, order({ parcels: 2 }));
    const next = till.books.sequences.peek('titulo');

    expect(() => createCarne(till.tools, order({ firstDueOn: civilDate('2027-01-10') }))).toThrow(
      expect.objectContaining({
        code: 'conflict',
        detail: { competence: '2027-01', tituloNumber: 2 },
      }),
    );
    expect(till.books.sequences.peek('titulo')).toBe(next);
  });

  it('may take the month of a cancelled título', () => {
    const first = till.books.titulos.ofCarne(createCarne(till.tools, order({ parcels: 1 })));
    cancelTitulo(till.tools, first[0]?.id ?? 0, 'engano');

    expect(() => createCarne(till.tools, order({ parcels: 1 }))).not.toThrow();
  });

  it.each([
    [{ firstDueOn: addDays(TODAY, -1) }, 'due-date-past'],
    [{ amountCents: cents(499) }, 'value-too-low'],
  ] as const)('refuses %j', (changes, code) => {
    expect(() => createCarne(till.tools, order(changes))).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('starts at the "título inicial" of its account', () => {
    const account = till.addAccount({ startNumber: 5_000 });

    const carneId = createCarne(till.tools, order({ accountId: account.id, parcels: 2 }));

    expect(till.books.titulos.ofCarne(carneId).map(({ number }) => number)).toEqual([5_000, 5_001]);
  });
});

describe('the state of a carnê', () => {
  it('is derived from its parcels', () => {
    const carneId = createCarne(till.tools, order({ parcels: 2 }));
    const [first, second] = till.books.titulos.ofCarne(carneId);
    const state = () => viewCarne(till.tools, carneId).state;

    const states = [state()];
    for (const titulo of [first, second])
      till.register(till.chargeOf(titulo?.id ?? 0), `g${titulo?.id}`);
    states.push(state());
    till.pass(days(20));
    states.push(state());
    receive(first?.id ?? 0);
    states.push(state());
    receive(second?.id ?? 0);
    states.push(state());

    expect(states).toEqual(['preparing', 'open', 'overdue', 'open', 'finished']);
  });

  it('is current for the one with the earliest open parcel, practice and real apart', () => {
    const real = till.addAccount({ environment: 'production' });
    const practice = createCarne(till.tools, order({ parcels: 2 }));
    const later = createCarne(
      till.tools,
      order({ parcels: 2, firstDueOn: civilDate('2027-02-10') }),
    );
    const realOne = createCarne(till.tools, order({ accountId: real.id, parcels: 2 }));

    const { rows } = listCarnes(till.tools, { filter: {}, limit: 10 });

    const current = rows.filter(({ isCurrent }) => isCurrent).map(({ id }) => id);
    expect(current.sort()).toEqual([practice, realOne].sort());
    expect(current).not.toContain(later);
  });
});

describe('the list of carnês', () => {
  it('gives every one once, newest first, page by page', () => {
    const made = Array.from({ length: 5 }, (_, index) =>
      createCarne(
        till.tools,
        order({ clientId: till.addClient(`Cliente Número ${index}`), parcels: 1 }),
      ),
    );
    const seen: number[] = [];

    let after: string | undefined;
    do {
      const page = listCarnes(till.tools, { filter: {}, limit: 2, ...(after && { after }) });
      seen.push(...page.rows.map(({ id }) => id));
      after = page.next;
    } while (after !== undefined);

    expect(seen).toEqual([...made].reverse());
  });

  it('is searched by any part of the name, short words too', () => {
    const clientId = till.addClient('Caio de Sá');
    createCarne(till.tools, order({ clientId, parcels: 1 }));
    createCarne(till.tools, order({ parcels: 1 }));

    const found = (text: string) => listCarnes(till.tools, { filter: { text }, limit: 10 }).rows;

    expect(found('caio de sa').map((row) => row.clientId)).toEqual([clientId]);
    expect(found('"; DROP TABLE carnes')).toEqual([]);
  });
});
