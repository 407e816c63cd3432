import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import type { GatewayEvent } from '../../../main/gateways/events.ts';
import { retryUnmatched } from '../../../main/services/events/apply-events.ts';
import { createCarne } from '../../../main/services/carnes/create-carne.ts';
import { decideReview } from '../../../main/services/settlement/decide-review.ts';
import { changeDueDate } from '../../../main/services/titulos/change-due-date.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { addDays } from '../../../domain/civil-date.ts';
import { recount } from '../../support/ledger.ts';
import { force, openTill, paymentsOf, TODAY, told, type Till } from '../../support/till.ts';

let till: Till;

beforeEach(() => {
  till = openTill();
});

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

const stateOf = (key: string) =>
  till.db.prepare('SELECT state FROM gateway_events WHERE event_key = ?').pluck().get(key);

describe('a batch of events', () => {
  it('counts what was new, unmatched and repeated', () => {
    till.registered('g1');

    const first = till.apply(told('registered', 'g1'), told('registered', 'nobody'));
    const second = till.apply(told('registered', 'g1'), told('overdue', 'g1'));

    expect(first).toEqual({ applied: 1, unmatched: 1, repeated: 0 });
    expect(second).toEqual({ applied: 1, unmatched: 0, repeated: 1 });
  });

  it('tells windows after the commit, and only when something was new', () => {
    till.registered('g1');
    till.apply(told('overdue', 'g1'));
    const before = till.notices.length;

    till.apply(told('overdue', 'g1'));

    expect(till.notices).toHaveLength(before);
  });

  it('applies the others when one cannot be written, and says so at the end', () => {
    const { titulo } = till.registered('g1');
    const broken = { ...told('overdue', 'g1'), kind: 'nonsense' } as unknown as GatewayEvent;

    expect(() => till.apply(broken, told('paid', 'g1', { amountCents: 10_000 }))).toThrow();

    expect(till.reload(titulo).state).toBe('paid');
    expect(stateOf('g1:overdue:1')).toBeUndefined();
  });

  it('never counts for another login, whatever reference it names', () => {
    const { titulo, charge } = till.registered('g1');
    const stranger = till.addAccount({ loginFingerprint: 'another login' });

    till.applyTo(
      stranger,
      told('paid', 'g1', { amountCents: 10_000, reference: charge.reference }),
    );

    expect(till.reload(titulo).state).toBe('open');
    expect(stateOf('g1:paid:1')).toBe('unmatched');
  });
});

describe('two accounts of one login', () => {
  const SHARED = { environment: 'production', loginFingerprint: 'one login' } as const;

  /** All money that the books hold, however it was told. */
  const receipts = (): unknown =>
    till.db.prepare(`SELECT sum(amount_cents) FROM postings WHERE side = 'receipt'`).pluck().get();

  function openTwo() {
    const [boleto, bolix] = [till.addAccount(SHARED), till.addAccount(SHARED)];
    return { boleto, bolix };
  }

  it('are told of each other’s payments, which count once and for the account that issued', () => {
    const { boleto, bolix } = openTwo();
    const { titulo } = till.registered('g1', { accountId: bolix.id });
    const paid = told('paid', 'g1', { amountCents: 10_000 });

    const first = till.applyTo(boleto, paid);
    const second = till.applyTo(bolix, paid);

    expect([first, second]).toEqual([
      { applied: 1, unmatched: 0, repeated: 0 },
      { applied: 0, unmatched: 0, repeated: 1 },
    ]);
    expect(till.reload(titulo).state).toBe('paid');
    expect(till.books.payments.ofTitulo(titulo.id)).toMatchObject([{ accountId: bolix.id }]);
    expect(receipts()).toBe(10_000);
  });

  it('keep money that is of nobody once', () => {
    const { boleto, bolix } = openTwo();
    const paid = told('paid', 'made-by-hand', { amountCents: 7_700 });

    till.applyTo(boleto, paid);
    till.applyTo(bolix, paid);

    expect(receipts()).toBe(7_700);
  });

  it('keep it once also where each of them is told in other words', () => {
    const { boleto, bolix } = openTwo();
    const words = { amountCents: 7_700, key: 'poll:made-by-hand:paid' };

    till.applyTo(boleto, told('paid', 'made-by-hand', { amountCents: 7_700 }));
    till.applyTo(bolix, told('paid', 'made-by-hand', words));

    expect(receipts()).toBe(7_700);
  });

  it('settle what the other one kept when they are told of it in other words', () => {
    const { boleto, bolix } = openTwo();
    const titulo = till.titulo({ accountId: bolix.id });
    till.applyTo(boleto, told('paid', 'g1', { amountCents: 10_000 }));
    till.register(till.chargeOf(titulo.id), 'g1');

    till.applyTo(bolix, told('paid', 'g1', { amountCents: 10_000, key: 'poll:g1:paid' }));

    expect(till.reload(titulo).state).toBe('paid');
    expect(receipts()).toBe(10_000);
  });

  it('settle what the other one kept, and do not take its credit for another payment', () => {
    const { boleto, bolix } = openTwo();
    const titulo = till.titulo({ accountId: bolix.id });
    till.applyTo(boleto, told('paid', 'g1', { amountCents: 10_000 }));

    till.register(till.chargeOf(titulo.id), 'g1');
    retryUnmatched(till.tools, bolix, { chargeId: till.chargeOf(titulo.id).id });
    till.applyTo(bolix, told('credited', 'g1', { amountCents: 10_000 }));

    expect(till.reload(titulo).state).toBe('paid');
    expect(till.books.payments.ofTitulo(titulo.id)).toHaveLength(1);
    expect(receipts()).toBe(10_000);
  });

  it('are none where nothing was filled in, outside the simulator', () => {
    const alone = { environment: 'production', loginFingerprint: null } as const;
    const [one, other] = [till.addAccount(alone), till.addAccount(alone)];
    const { titulo } = till.registered('g1', { accountId: one.id });

    till.applyTo(other, told('paid', 'g1', { amountCents: 10_000 }));

    expect(till.reload(titulo).state).toBe('open');
  });
});

describe('an announced payment', () => {
  it('settles nothing, keeps the título from being cancelled, and comes true under its own row', () => {
    const { titulo } = till.registered('g1');
    till.apply(told('announced', 'g1'));
    const announced = paymentsOf(till, titulo.id);
    const refused = cancelTitulo(till.tools, titulo.id, 'engano').refusal;

    till.apply(told('paid', 'g1', { amountCents: 10_000 }));

    expect(announced).toEqual([
      { state: 'announced', review: 'none', source: 'gateway', principalCents: 0 },
    ]);
    expect(refused).toBe('payment-announced');
    expect(paymentsOf(till, titulo.id)).toEqual([
      { state: 'credited', review: 'none', source: 'gateway', principalCents: 10_000 },
    ]);
  });

  it('is one, however often it is told', () => {
    const { titulo } = till.registered('g1');

    till.apply(told('announced', 'g1'), told('announced', 'g1', { key: 'poll:g1:identified' }));

    expect(paymentsOf(till, titulo.id)).toHaveLength(1);
  });

  it('that is told after its confirmation changes nothing', () => {
    const { titulo } = till.registered('g1');

    till.apply(told('paid', 'g1', { amountCents: 10_000 }), told('announced', 'g1'));

    expect(paymentsOf(till, titulo.id).map(({ state }) => state)).toEqual(['credited']);
  });
});

describe('money for a charge that is not known yet', () => {
  it('is kept, and settles as soon as its charge is registered', () => {
    const titulo = till.titulo();
    till.apply(told('announced', 'g1'), told('paid', 'g1', { amountCents: 10_000 }));
    const kept = till.books.overview.reviews(true, { after: 0, limit: 5 });

    till.register(till.chargeOf(titulo.id), 'g1');
    retryUnmatched(till.tools, till.account, { chargeId: till.chargeOf(titulo.id).id });

    expect(kept.map(({ reason }) => reason)).toEqual(['unmatched']);
    expect(till.reload(titulo).state).toBe('paid');
    expect(till.chargeOf(titulo.id).state).toBe('paid');
    // The announcement came true under the row that was kept.
    expect(
      paymentsOf(till, titulo.id)
        .map(({ state }) => state)
        .sort(),
    ).toEqual(['credited', 'void']);
    expect(till.books.payments.hasAnnounced(titulo.id)).toBe(false);
  });

  it('moves its charge also when an operator has used the money meanwhile', () => {
    const titulo = till.titulo();
    const other = till.titulo();
    till.apply(told('paid', 'g1', { amountCents: 10_000 }));
    const [row] = till.books.overview.reviews(true, { after: 0, limit: 5 });
    decideReview(till.tools, row?.paymentId ?? 0, { kind: 'allocate', tituloId: other.id });

    till.register(till.chargeOf(titulo.id), 'g1');
    retryUnmatched(till.tools, till.account, { chargeId: till.chargeOf(titulo.id).id });

    expect(till.chargeOf(titulo.id).state).toBe('paid');
    expect([till.reload(titulo).state, till.reload(other).state]).toEqual(['open', 'paid']);
    expect(till.books.payments.ofCharge(till.chargeOf(titulo.id).id)).toHaveLength(1);
  });

  it('is found behind any number of events of charges that are not ours', () => {
    const strangers = Array.from({ length: 600 }, (_, index) =>
      told('registered', `foreign-${index}`),
    );
    till.apply(...strangers, told('paid', 'g1', { amountCents: 10_000 }));
    const titulo = till.titulo();

    till.register(till.chargeOf(titulo.id), 'g1');
    retryUnmatched(till.tools, till.account, { chargeId: till.chargeOf(titulo.id).id });

    expect(till.reload(titulo).state).toBe('paid');
  });

  it('without an amount is told again, not kept', () => {
    till.apply(told('paid', 'g1'));

    expect(till.books.overview.reviews(true, { after: 0, limit: 5 })).toEqual([]);
    expect(stateOf('g1:paid:1')).toBe('unmatched');
  });
});

describe('a cancel at the gateway', () => {
  it('closes charge and título when the account says so', () => {
    const { titulo } = till.registered('g1');

    till.apply(told('cancelled', 'g1'));

    expect(till.reload(titulo)).toMatchObject({
      state: 'cancelled',
      cancelReason: 'cancelado no gateway',
    });
    expect(till.chargeOf(titulo.id).state).toBe('cancelled');
  });

  it('leaves the título open when the account says so', () => {
    const account = till.addAccount({ closesOnGatewayCancel: false });
    const titulo = till.titulo({ accountId: account.id });
    till.register(till.chargeOf(titulo.id), 'g1');

    till.applyTo(account, told('cancelled', 'g1'));

    expect(till.reload(titulo).state).toBe('open');
  });

  it('that comes after the payment cancels nothing, also while the payment waits for approval', () => {
    const account = till.addAccount({ autoSettle: false });
    const titulo = till.titulo({ accountId: account.id });
    till.register(till.chargeOf(titulo.id), 'g1');

    till.applyTo(account, told('paid', 'g1', { amountCents: 10_000 }), told('cancelled', 'g1'));

    expect(till.reload(titulo).state).toBe('open');
    expect(till.chargeOf(titulo.id).state).toBe('paid');
  });

  it('does not cancel a título whose payment was announced', () => {
    const { titulo } = till.registered('g1');

    till.apply(told('announced', 'g1'), told('cancelled', 'g1'));

    expect(till.reload(titulo).state).toBe('open');
  });

  it('of an operator is not undone by a registration that is told later', () => {
    const { titulo } = till.registered('g1');
    cancelTitulo(till.tools, titulo.id, 'engano');

    till.apply(told('registered', 'g1'), told('overdue', 'g1'));

    expect(till.reload(titulo).state).toBe('cancelled');
    expect(till.chargeOf(titulo.id).state).toBe('closing');
  });
});

describe('a credit', () => {
  const confirmed = () => {
    const { payment, ...event } = told('paid', 'g1', { amountCents: 10_000 });
    if (payment === undefined) throw new Error('A payment has its figures');
    const { paymentKey, amountCents, paidOn, method } = payment;
    return {
      ...event,
      payment: { paymentKey, paidOn, method, ...(amountCents && { amountCents }) },
    };
  };

  it('corrects the day that was expected', () => {
    const { titulo } = till.registered('g1');
    till.apply(confirmed());
    const [before] = till.books.payments.ofTitulo(titulo.id);

    till.apply(told('credited', 'g1', { amountCents: 10_000, paidOn: addDays(TODAY, 2) }));

    expect(before).toMatchObject({ state: 'confirmed', creditedOn: null });
    expect(till.books.payments.ofTitulo(titulo.id)).toMatchObject([
      { state: 'credited', creditedOn: addDays(TODAY, 2), paidOn: TODAY },
    ]);
    expect(expectedPostings()).toBe(0);
  });

  it('of which no confirmation was told settles the título by itself', () => {
    const { titulo } = till.registered('g1');

    till.apply(told('credited', 'g1', { amountCents: 10_000 }));
    till.apply(confirmed());

    expect(till.reload(titulo).state).toBe('paid');
    expect(till.books.payments.ofTitulo(titulo.id)).toHaveLength(1);
  });

  const expectedPostings = () =>
    till.db.prepare('SELECT count(*) FROM postings WHERE is_expected = 1').pluck().get();
});

describe('a refund', () => {
  it('makes the título owed again and its charge unpayable', () => {
    const { titulo } = till.registered('g1');
    till.apply(told('paid', 'g1', { amountCents: 10_150 }));

    till.apply(told('refunded', 'g1'));
    till.apply(told('refunded', 'g1', { key: 'poll:g1:refunded' }));

    expect(till.reload(titulo)).toMatchObject({ state: 'open', settledCents: 0, closedAt: null });
    expect(till.chargeOf(titulo.id).state).toBe('refunded');
    const [payment] = till.books.payments.ofTitulo(titulo.id);
    expect(till.books.postings.ofPayment(payment?.id ?? 0)).toEqual({
      receipt: 0,
      credit: 0,
      fee: 0,
    });
  });

  it('of one payment that the gateway names leaves the others alone', () => {
    const { titulo } = till.registered('g1');
    const [first, second] = [told('paid', 'g1', { amountCents: 10_000 }), paidAgain()];
    till.apply(first, second);

    till.apply({ ...told('refunded', 'g1'), ...(second.payment && { payment: second.payment }) });

    const states = till.books.payments.ofTitulo(titulo.id).map(({ state }) => state);
    expect(states).toEqual(['credited', 'reversed']);
    expect(till.reload(titulo).state).toBe('paid');
  });

  const paidAgain = () => told('paid', 'g1', { amountCents: 10_000, times: 2 });

  it('can be followed by another payment of the same título', () => {
    const { titulo } = till.registered('g1');
    till.apply(told('paid', 'g1', { amountCents: 10_000 }), told('refunded', 'g1'));

    till.apply(told('paid', 'g1', { amountCents: 10_000, times: 2 }));

    expect(till.reload(titulo).state).toBe('paid');
  });
});

describe('parcels of a carnê', () => {
  it('are matched by their number, also after one of them was moved behind the others', () => {
    const titulos = carneAtGateway();
    changeDueDate(till.tools, titulos[0]?.id ?? 0, addDays(TODAY, 100));
    const moved = till.chargeOf(titulos[0]?.id ?? 0);
    till.db
      .prepare('UPDATE charges SET due_on = ? WHERE id = ?')
      .run(addDays(TODAY, 100), moved.id);

    till.apply(told('paid', 'unseen', { amountCents: 10_000, groupId: 'c1', parcel: 1 }));

    expect(titulos.map((titulo) => till.reload(titulo).state)).toEqual(['paid', 'open', 'open']);
  });
});

describe('any order of what was told', () => {
  it('ends in the same money', () => {
    const story = [
      told('registered', 'g1'),
      told('announced', 'g1'),
      told('paid', 'g1', { amountCents: 10_000 }),
      told('paid', 'g1', { amountCents: 10_000, key: 'poll:g1:paid' }),
      told('overdue', 'g1'),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(story, { minLength: 1 }), fc.boolean(), (events, isLate) => {
        const one = openTill();
        const titulo = one.titulo();
        if (!isLate) one.register(one.chargeOf(titulo.id), 'g1');
        one.apply(...events, ...events);
        if (isLate) {
          one.register(one.chargeOf(titulo.id), 'g1');
          retryUnmatched(one.tools, one.account, { chargeId: one.chargeOf(titulo.id).id });
        }

        const isPaid = events.some(({ kind }) => kind === 'paid');
        expect(one.reload(titulo).settledCents).toBe(isPaid ? 10_000 : 0);
        const money = paymentsOf(one, titulo.id).filter(({ state }) => state === 'credited');
        expect(money).toHaveLength(isPaid ? 1 : 0);
        expect(one.books.payments.hasAnnounced(titulo.id)).toBe(
          !isPaid && events.some(({ kind }) => kind === 'announced'),
        );
        expect(recount(one.db)).toEqual([]);
        one.close();
      }),
      { numRuns: 60 },
    );
  });
});

function carneAtGateway() {
  const carneId = createCarne(till.tools, {
    clientId: till.clientId,
    accountId: till.account.id,
    parcels: 3,
    firstDueOn: addDays(TODAY, 2),
    amountCents: cents(10_000),
    description: 'Internet',
    businessDays: 'keep',
  });
  const titulos = till.books.titulos.ofCarne(carneId);
  const group = till.books.chargeGroups.getById(till.chargeOf(titulos[0]?.id ?? 0).groupId ?? 0);
  till.books.chargeGroups.changeState({ id: group.id, from: 'prepared', to: 'sending' });
  till.books.chargeGroups.register(group.id, 'c1', {});
  for (const titulo of titulos) force(till, till.chargeOf(titulo.id), 'registered');
  return titulos;
}
