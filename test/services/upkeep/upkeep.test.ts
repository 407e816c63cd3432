import { afterEach, describe, expect, it } from 'vitest';
import type { EventKind } from '../../../domain/gateway-event.ts';
import { addDays } from '../../../domain/civil-date.ts';
import type { FetchOutcome } from '../../../main/gateways/outcomes.ts';
import { askAnnounced } from '../../../main/services/upkeep/ask-announced.ts';
import { expireCharges } from '../../../main/services/upkeep/expire-charges.ts';
import { startUpkeep } from '../../../main/services/upkeep/run-upkeep.ts';
import { takeOver } from '../../../main/services/outbox/register-charge.ts';
import { refreshTitulo } from '../../../main/services/titulos/refresh-titulo.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { recount } from '../../support/ledger.ts';
import {
  days,
  issuedAs,
  openTill,
  paymentsOf,
  TODAY,
  told,
  type Till,
} from '../../support/till.ts';

let till: Till;

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

function openShowing(shown: () => FetchOutcome): Till {
  till = openTill({ gateway: { fetchCharge: shown } });
  return till;
}

const shows = (status: EventKind): FetchOutcome => ({
  found: 'charge',
  snapshot: { status, rawStatus: status, events: [] },
});

describe('a registered charge', () => {
  it('expires after its last payable day, which a weekend moves on, and the debt stays', async () => {
    till = openTill();
    // Due on Monday 30 November, payable for 30 days: until Wednesday 30 December.
    const { titulo } = till.registered('g1');
    till.pass(days(37));
    const onTheLastDay = await expireCharges(till.tools);

    till.pass(days(1));
    const afterwards = await expireCharges(till.tools);

    expect([onTheLastDay, afterwards]).toEqual([0, 1]);
    expect(till.chargeOf(titulo.id).state).toBe('expired');
    expect(till.reload(titulo).state).toBe('open');
  });

  it('does not expire while a payment of it was announced', async () => {
    till = openTill();
    const { titulo } = till.registered('g1');
    till.apply(told('announced', 'g1'));
    till.pass(days(60));

    await expireCharges(till.tools);

    expect(till.chargeOf(titulo.id).state).toBe('registered');
  });

  it('settles also when its payment is told after it expired', async () => {
    till = openTill();
    const { titulo } = till.registered('g1');
    till.pass(days(60));
    await expireCharges(till.tools);

    till.apply(told('paid', 'g1', { amountCents: 10_000, paidOn: addDays(TODAY, 30) }));

    expect(till.chargeOf(titulo.id).state).toBe('paid');
    expect(till.books.payments.ofTitulo(titulo.id)).toHaveLength(1);
  });

  it('expires behind any number of others that are still payable', async () => {
    till = openTill();
    const titulos = Array.from({ length: 250 }, (_, index) => till.registered(`g${index}`).titulo);
    till.pass(days(20));
    till.db.prepare('UPDATE charges SET due_on = ? WHERE id = ?').run('2025-01-02', 200);

    const expired = await expireCharges(till.tools);

    expect(expired).toBe(1);
    expect(titulos.filter(({ id }) => till.chargeOf(id).state === 'expired')).toHaveLength(1);
  });
});

describe('an announced payment', () => {
  it('is asked for after five bank days, and is void when the gateway shows the charge as open', async () => {
    let status: EventKind = 'announced';
    openShowing(() => shows(status));
    const { titulo } = till.registered('g1');
    till.apply(told('announced', 'g1'));
    // Monday to Monday: four bank days have to pass and one more.
    till.pass(days(7));
    status = 'overdue';
    await askAnnounced(till.tools);
    const tooSoon = paymentsOf(till, titulo.id).map(({ state }) => state);

    till.pass(days(1));
    await askAnnounced(till.tools);

    expect(tooSoon).toEqual(['announced']);
    expect(paymentsOf(till, titulo.id).map(({ state }) => state)).toEqual(['void']);
    expect(cancelTitulo(till.tools, titulo.id, 'engano').refusal).toBeUndefined();
  });

  it.each([
    ['was refused by the payer’s bank', shows('failed')],
    ['went back before it was confirmed', shows('refunded')],
    ['is of a charge that the gateway does not know', { found: 'nothing' }],
  ] as const)('is void when it %s', async (_why, shown) => {
    openShowing(() => shown);
    const { titulo } = till.registered('g1');
    till.apply(told('announced', 'g1'));
    till.pass(days(8));

    await askAnnounced(till.tools);

    expect(paymentsOf(till, titulo.id).map(({ state }) => state)).toEqual(['void']);
    expect(cancelTitulo(till.tools, titulo.id, 'engano').refusal).toBeUndefined();
  });

  it('stays while the gateway shows it, or cannot be asked', async () => {
    let shown: FetchOutcome = shows('announced');
    openShowing(() => shown);
    const { titulo } = till.registered('g1');
    till.apply(told('announced', 'g1'));
    till.pass(days(30));

    await askAnnounced(till.tools);
    shown = { found: 'unreachable', text: 'ENOTFOUND' };
    await askAnnounced(till.tools);

    expect(paymentsOf(till, titulo.id).map(({ state }) => state)).toEqual(['announced']);
  });

  it('that was given up comes true when it is confirmed after all', async () => {
    openShowing(() => shows('registered'));
    const { titulo } = till.registered('g1');
    till.apply(told('announced', 'g1'));
    await refreshTitulo(till.tools, titulo.id);

    till.apply(told('paid', 'g1', { amountCents: 10_000 }));

    expect(paymentsOf(till, titulo.id)).toEqual([
      { state: 'credited', review: 'none', source: 'gateway', principalCents: 10_000 },
    ]);
  });

  it('that came while the gateway was being asked is newer than its answer', async () => {
    openShowing(() => {
      till.apply(told('announced', 'g1'));
      return shows('registered');
    });
    const { titulo } = till.registered('g1');

    await refreshTitulo(till.tools, titulo.id);

    expect(paymentsOf(till, titulo.id).map(({ state }) => state)).toEqual(['announced']);
  });
});

describe('asking for one título', () => {
  it('takes over a due date that was changed at the gateway', async () => {
    openShowing(() => ({
      found: 'charge',
      snapshot: {
        status: 'registered',
        rawStatus: 'waiting',
        issued: {
          ...issuedAs(till.chargeOf(1), 'g1'),
          dueOn: addDays(TODAY, 16),
          linha: '4'.repeat(47),
        },
        events: [],
      },
    }));
    const { titulo } = till.registered('g1');

    await refreshTitulo(till.tools, titulo.id);

    expect(till.reload(titulo).dueOn).toBe(addDays(TODAY, 16));
    expect(till.chargeOf(titulo.id).linha).toBe('4'.repeat(47));
  });

  it('does not move back a due date that was changed while the answer was on its way', async () => {
    openShowing(() => {
      const charge = till.chargeOf(1);
      const old = issuedAs(charge, 'g1');
      const moved = { ...old, dueOn: addDays(TODAY, 16), linha: '4'.repeat(47) };
      till.books.transaction(() => takeOver(till.tools, charge, moved));
      return {
        found: 'charge',
        snapshot: { status: 'registered', rawStatus: 'waiting', issued: old, events: [] },
      };
    });
    const { titulo } = till.registered('g1');

    await refreshTitulo(till.tools, titulo.id);

    expect(till.reload(titulo).dueOn).toBe(addDays(TODAY, 16));
    expect(till.chargeOf(titulo.id)).toMatchObject({
      dueOn: addDays(TODAY, 16),
      linha: '4'.repeat(47),
    });
  });

  it.each([
    [{ found: 'unreachable', text: 'ENOTFOUND' }, 'gateway-unavailable'],
    [{ found: 'nothing' }, 'gateway-not-found'],
  ] as const)('says why nothing could be learnt: %j', async (shown, code) => {
    openShowing(() => shown);
    const { titulo } = till.registered('g1');

    await expect(refreshTitulo(till.tools, titulo.id)).rejects.toMatchObject({ code });
  });

  it('is refused while no gateway knows the charge', async () => {
    till = openTill();
    const titulo = till.titulo();

    await expect(refreshTitulo(till.tools, titulo.id)).rejects.toMatchObject({
      code: 'state-not-allowed',
    });
  });
});

describe('the daily round', () => {
  it('runs at the start, drops old bodies until none is left, and survives a part that breaks', async () => {
    till = openTill();
    const { titulo } = till.registered('g1');
    till.pass(days(60));
    const dropped = [500, 500, 3, 0];
    const asked: string[] = [];

    const upkeep = startUpkeep({
      tools: { ...till.tools, books: { ...till.books, payments: brokenPayments() } },
      dropBodies: (before) => {
        asked.push(before);
        return Promise.resolve(dropped.shift() ?? 0);
      },
    });
    await until(() => dropped.length === 0);
    await upkeep.stop();

    // 24 months before 22 January 2027, at midnight in São Paulo.
    expect(asked).toEqual(Array.from({ length: 4 }, () => '2025-01-22T03:00:00.000Z'));
    expect(till.chargeOf(titulo.id).state).toBe('expired');
    expect(till.log.lines.map(({ event }) => event)).toContain('upkeep.part-broke');
  });
});

function brokenPayments(): Till['books']['payments'] {
  return {
    ...till.books.payments,
    announcedBefore: () => {
      throw new Error('broken');
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !isSo(); turn += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}
