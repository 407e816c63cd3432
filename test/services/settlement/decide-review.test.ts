import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { createCarne } from '../../../main/services/carnes/create-carne.ts';
import { decideReview } from '../../../main/services/settlement/decide-review.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { receiveByHand } from '../../../main/services/titulos/receive-by-hand.ts';
import { recount } from '../../support/ledger.ts';
import { openTill, paymentsOf, TODAY, told, type Till } from '../../support/till.ts';

let till: Till;

beforeEach(() => {
  till = openTill();
});

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

const waiting = () => till.books.overview.reviews(true, { after: 0, limit: 50 });

function decide(decision: Parameters<typeof decideReview>[2]): void {
  decideReview(till.tools, waiting()[0]?.paymentId ?? 0, decision);
}

/** A título that was received by hand and whose boleto was paid on the same day. */
function toldTwice() {
  const { titulo, charge } = till.registered('g1');
  receiveByHand(till.tools, {
    tituloId: titulo.id,
    amountCents: cents(10_000),
    discountCents: cents(0),
    paidOn: TODAY,
    method: 'transfer',
  });
  till.apply(told('paid', 'g1', { amountCents: 10_000 }));
  return { titulo, charge };
}

describe('a payment that waits', () => {
  it('of a cancelled título reopens and pays it when it is approved', () => {
    const { titulo } = till.registered('g1');
    cancelTitulo(till.tools, titulo.id, 'engano');
    till.apply(told('paid', 'g1', { amountCents: 10_000 }));

    decide({ kind: 'approve' });

    expect(till.reload(titulo)).toMatchObject({ state: 'paid', settledCents: 10_000 });
    expect(waiting()).toEqual([]);
  });

  it('is used for another título, whose live charge is closed', () => {
    const { titulo } = till.registered('g1');
    const other = till.registered('g2');
    cancelTitulo(till.tools, titulo.id, 'engano');
    till.apply(told('paid', 'g1', { amountCents: 10_000 }));

    decide({ kind: 'allocate', tituloId: other.titulo.id });

    expect(till.reload(other.titulo).state).toBe('paid');
    expect(till.chargeOf(other.titulo.id).state).toBe('closing');
    expect(till.reload(titulo).state).toBe('cancelled');
  });

  it('is given back by the refund of its own charge, also after it was used for another título', () => {
    const { titulo } = till.registered('g1');
    const other = till.registered('g2');
    cancelTitulo(till.tools, titulo.id, 'engano');
    till.apply(told('paid', 'g1', { amountCents: 10_000 }));
    decide({ kind: 'allocate', tituloId: other.titulo.id });

    till.apply(told('refunded', 'g1'));

    expect(till.reload(other.titulo)).toMatchObject({ state: 'open', settledCents: 0 });
    expect(till.chargeOf(titulo.id).state).toBe('refunded');
  });

  it('stays the credit of its client', () => {
    const { titulo } = till.registered('g1');
    till.apply(
      told('paid', 'g1', { amountCents: 10_000 }),
      told('paid', 'g1', { amountCents: 10_000, times: 2 }),
    );

    decide({ kind: 'keep-as-credit' });

    expect(paymentsOf(till, titulo.id).map(({ principalCents }) => principalCents)).toEqual([
      10_000, 0,
    ]);
    expect(waiting()).toEqual([]);
  });

  it('of nobody cannot become the credit of nobody', () => {
    till.apply(told('paid', 'made-by-hand', { amountCents: 5_000 }));

    expect(() => decide({ kind: 'keep-as-credit' })).toThrow('nobody is known');
    expect(() => decide({ kind: 'approve' })).toThrow('Choose a título');
    expect(waiting()).toHaveLength(1);
  });

  it('never pays a título of another environment', () => {
    const real = till.addAccount({ environment: 'production' });
    const titulo = till.titulo({ accountId: real.id });
    till.apply(told('paid', 'made-by-hand', { amountCents: 10_000 }));

    expect(() => decide({ kind: 'allocate', tituloId: titulo.id })).toThrow('never mix');
  });

  it('is not used for a título that is paid', () => {
    const paid = till.registered('g1');
    till.apply(
      told('paid', 'g1', { amountCents: 10_000 }),
      told('paid', 'made-by-hand', { amountCents: 10_000 }),
    );

    expect(() => decide({ kind: 'allocate', tituloId: paid.titulo.id })).toThrow(
      'Nothing can be allocated',
    );
  });

  it('cannot be used any more once it was given back', () => {
    till.registered('g1');
    till.apply(
      told('paid', 'g1', { amountCents: 10_000 }),
      told('paid', 'g1', { amountCents: 10_000, times: 2 }),
    );
    const [row] = waiting();

    till.apply(told('refunded', 'g1'));

    expect(waiting()).toEqual([]);
    expect(() => decideReview(till.tools, row?.paymentId ?? 0, { kind: 'keep-as-credit' })).toThrow(
      'waits for nothing',
    );
  });

  it('is decided on once', () => {
    toldTwice();
    const [row] = waiting();
    decide({ kind: 'keep-as-credit' });

    expect(() => decideReview(till.tools, row?.paymentId ?? 0, { kind: 'approve' })).toThrow(
      'waits for nothing',
    );
  });

  it('does not reopen a month that was billed again', () => {
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
    const order = {
      clientId: till.clientId,
      accountId: till.account.id,
      parcels: 1,
      firstDueOn: addDays(TODAY, 7),
      amountCents: cents(10_000),
      description: 'Internet',
      businessDays: 'keep' as const,
    };
    const [first] = till.books.titulos.ofCarne(createCarne(till.tools, order));
    till.register(till.chargeOf(first?.id ?? 0), 'g1');
    cancelTitulo(till.tools, first?.id ?? 0, 'engano');
    createCarne(till.tools, order);
    till.apply(told('paid', 'g1', { amountCents: 10_000 }));

    expect(() => decide({ kind: 'approve' })).toThrow('billed by another título');
  });
});

describe('what may be the same money', () => {
  it('is dismissed without a trace in the sums', () => {
    const { titulo } = toldTwice();

    decide({ kind: 'dismiss' });

    expect(paymentsOf(till, titulo.id).map(({ state }) => state)).toEqual(['credited', 'reversed']);
    expect(till.chargeOf(titulo.id).state).toBe('paid');
    const home = till.books.overview.home(true, {
      today: TODAY,
      monthStart: TODAY,
      monthEnd: TODAY,
    });
    expect(home.receivedTodayCents).toBe(10_000);
  });

  it('does not count as received before somebody says that it is another payment', () => {
    toldTwice();
    const home = () =>
      till.books.overview.home(true, { today: TODAY, monthStart: TODAY, monthEnd: TODAY });
    const before = home().receivedTodayCents;

    decide({ kind: 'keep-as-credit' });

    expect([before, home().receivedTodayCents]).toEqual([10_000, 20_000]);
  });

  it('can be dismissed only where there may be no money', () => {
    const { titulo } = till.registered('g1');
    cancelTitulo(till.tools, titulo.id, 'engano');
    till.apply(told('paid', 'g1', { amountCents: 10_000 }));

    expect(() => decide({ kind: 'dismiss' })).toThrow('cannot be dismissed');
  });
});

describe('a mark by hand at the gateway', () => {
  it('settles the título with a receipt and nothing credited once it is approved', () => {
    const { titulo } = till.registered('g1');
    till.apply(told('marked', 'g1'));
    const paymentId = waiting()[0]?.paymentId ?? 0;
    const postedBefore = till.books.postings.ofPayment(paymentId);

    decide({ kind: 'approve' });

    expect(postedBefore).toEqual({});
    expect(till.books.postings.ofPayment(paymentId)).toEqual({ receipt: 10_000 });
    expect(till.reload(titulo).state).toBe('paid');
    expect(till.chargeOf(titulo.id).state).toBe('marked');
  });

  it('is dismissed when nobody paid', () => {
    const { titulo } = till.registered('g1');
    till.apply(told('marked', 'g1'));

    decide({ kind: 'dismiss' });

    expect(till.reload(titulo).state).toBe('open');
    expect(waiting()).toEqual([]);
  });

  it('is no payment when the título is paid already', () => {
    const { titulo, charge } = till.registered('g1');
    receiveByHand(till.tools, {
      tituloId: titulo.id,
      amountCents: cents(10_000),
      discountCents: cents(0),
      paidOn: TODAY,
      method: 'cash',
    });
    till.db.prepare(`UPDATE charges SET state = 'registered' WHERE id = ?`).run(charge.id);

    till.apply(told('marked', 'g1'));

    expect(paymentsOf(till, titulo.id)).toHaveLength(1);
    expect(till.chargeOf(titulo.id).state).toBe('marked');
  });
});
