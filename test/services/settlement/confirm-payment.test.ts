import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chargeStates } from '../../../domain/charge-states.ts';
import { addDays } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { tituloStates, type TituloState } from '../../../domain/titulo-states.ts';
import { decideReview } from '../../../main/services/settlement/decide-review.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { receiveByHand } from '../../../main/services/titulos/receive-by-hand.ts';
import { recount } from '../../support/ledger.ts';
import { days, force, openTill, paymentsOf, TODAY, told, type Till } from '../../support/till.ts';

let till: Till;

beforeEach(() => {
  till = openTill();
});

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

const receive = (tituloId: number, amountCents: number, discountCents = 0) =>
  receiveByHand(till.tools, {
    tituloId,
    amountCents: cents(amountCents),
    discountCents: cents(discountCents),
    paidOn: TODAY,
    method: 'cash',
  });

/** Brings a título into a state on an honest way. */
function bring(tituloId: number, state: TituloState): void {
  if (state === 'paid') receive(tituloId, 10_000);
  if (state === 'partly-paid') receive(tituloId, 4_000);
  if (state === 'cancelled') cancelTitulo(till.tools, tituloId, 'engano');
}

describe('money from every state', () => {
  const all = tituloStates.flatMap((titulo) => chargeStates.map((charge) => ({ titulo, charge })));

  it.each(all)('stores a payment of a $charge charge of a título that is $titulo', (states) => {
    const { titulo, charge } = till.registered('g1');
    bring(titulo.id, states.titulo);
    force(till, charge, states.charge);
    const before = till.reload(titulo).settledCents;

    till.apply(told('paid', 'g1', { amountCents: 10_101 }));

    const stored = paymentsOf(till, titulo.id).filter(({ source }) => source === 'gateway');
    expect(stored).toHaveLength(1);
    expect(stored[0]?.state).toBe('credited');
    const isHeld = states.titulo === 'paid' || states.titulo === 'cancelled';
    expect(stored[0]?.review).toBe(REVIEWS[states.titulo]);
    expect(till.reload(titulo).settledCents).toBe(isHeld ? before : 10_000);
  });

  const REVIEWS = {
    open: 'none',
    'partly-paid': 'none',
    paid: 'duplicate',
    cancelled: 'cancelled-titulo',
  } as const;
});

describe('a payment', () => {
  it('is stored once, however often and by whatever road it is told', () => {
    const { titulo } = till.registered('g1');

    till.apply(told('paid', 'g1', { amountCents: 10_000 }));
    till.apply(told('paid', 'g1', { amountCents: 10_000 }));
    till.apply(told('paid', 'g1', { amountCents: 10_000, key: 'poll:g1:paid' }));

    expect(paymentsOf(till, titulo.id)).toHaveLength(1);
    expect(till.reload(titulo).state).toBe('paid');
  });

  it('posts receipt, credit and fee with the estimate of the account', () => {
    const other = till.addAccount({ feeEstimateCents: cents(299) });
    const titulo = till.titulo({ accountId: other.id });
    till.register(till.chargeOf(titulo.id), 'g1');

    till.tools.books.transaction(() => undefined);
    const [payment] = payThrough(other.id, 'g1');

    expect(till.books.postings.ofPayment(payment?.id ?? 0)).toEqual({
      receipt: 10_000,
      credit: 9_701,
      fee: 299,
    });
    expect(payment?.feeIsEstimate).toBe(true);
  });

  it('never takes more fee than was paid', () => {
    const other = till.addAccount({ feeEstimateCents: cents(900_000) });
    const titulo = till.titulo({ accountId: other.id });
    till.register(till.chargeOf(titulo.id), 'g1');

    const [payment] = payThrough(other.id, 'g1');

    expect(till.books.postings.ofPayment(payment?.id ?? 0).credit).toBe(0);
  });

  it('gives what is over the explained amount to the client', () => {
    const { titulo } = till.registered('g1');

    till.apply(told('paid', 'g1', { amountCents: 15_000 }));

    expect(till.reload(titulo).state).toBe('paid');
    expect(paymentsOf(till, titulo.id)[0]?.principalCents).toBe(10_000);
  });

  it('that is short leaves the título partly paid and asks for attention', () => {
    const { titulo } = till.registered('g1');

    till.apply(told('paid', 'g1', { amountCents: 9_000 }));

    expect(till.reload(titulo)).toMatchObject({ state: 'partly-paid', settledCents: 9_000 });
    expect(paymentsOf(till, titulo.id)[0]?.review).toBe('amount');
  });

  it('waits for approval where the account does not settle by itself, and is posted all the same', () => {
    const other = till.addAccount({ autoSettle: false });
    const titulo = till.titulo({ accountId: other.id });
    till.register(till.chargeOf(titulo.id), 'g1');

    const [payment] = payThrough(other.id, 'g1');

    expect(payment?.review).toBe('approval');
    expect(till.reload(titulo).state).toBe('open');
    expect(till.chargeOf(titulo.id).state).toBe('paid');
    expect(till.books.postings.ofPayment(payment?.id ?? 0).receipt).toBe(10_000);
  });

  it('of the same amount over another road is held, and not posted before somebody says that it is another one', () => {
    const { titulo } = till.registered('g1');
    receive(titulo.id, 10_000);

    till.apply(told('paid', 'g1', { amountCents: 10_000, paidOn: addDays(TODAY, -1) }));

    const held = till.books.payments.ofTitulo(titulo.id).find(({ source }) => source === 'gateway');
    expect(held?.review).toBe('same-payment');
    expect(till.books.postings.ofPayment(held?.id ?? 0)).toEqual({});
  });

  it('without an amount waits for a word, and is not posted', () => {
    const { titulo } = till.registered('g1');

    till.apply(told('paid', 'g1'));

    const [held] = till.books.payments.ofTitulo(titulo.id);
    expect(held).toMatchObject({ review: 'same-payment', amountCents: 10_000 });
    expect(till.reload(titulo).state).toBe('open');
  });

  it.each([10_000, 10_165])('whose amount is told later settles with it: %i', (amountCents) => {
    const { titulo } = till.registered('g1', { dueOn: TODAY });
    till.pass(days(10));
    const paidOn = addDays(TODAY, 10);
    till.apply(told('paid', 'g1', { paidOn, key: 'g1:paid:without-amount' }));

    till.apply(told('paid', 'g1', { paidOn, amountCents }));
    till.apply(told('paid', 'g1', { paidOn, amountCents, key: 'g1:paid:again' }));

    const [payment, ...others] = till.books.payments.ofTitulo(titulo.id);
    expect(others).toEqual([]);
    expect(payment).toMatchObject({ amountCents, review: 'none', state: 'credited' });
    expect(till.reload(titulo).state).toBe('paid');
    expect(till.books.postings.ofPayment(payment?.id ?? 0).receipt).toBe(amountCents);
  });

  it('that somebody decided about is not touched by an amount that is told afterwards', () => {
    const { titulo } = till.registered('g1');
    till.apply(told('paid', 'g1', { key: 'g1:paid:without-amount' }));
    const [held] = till.books.payments.ofTitulo(titulo.id);
    decideReview(till.tools, held?.id ?? 0, { kind: 'approve' });

    till.apply(told('paid', 'g1', { amountCents: 10_300 }));

    expect(till.books.payments.ofTitulo(titulo.id)).toMatchObject([{ amountCents: 10_000 }]);
  });

  it('closes the other charges of its título: those not sent at once, the live ones through the outbox', () => {
    const { titulo, charge: old } = till.registered('g1');
    force(till, old, 'cancelled');
    const account = till.books.accounts.getById(titulo.accountId);
    till.books.charges.insert({
      environment: 'simulator',
      tituloId: titulo.id,
      accountId: account.id,
      groupId: null,
      attempt: 2,
      instrument: 'bolix',
      reference: till.tools.newReference(),
      amountCents: titulo.totalCents,
      dueOn: titulo.dueOn,
      termsId: titulo.termsId,
      preparedAt: till.now(),
      failureCode: null,
      failureText: null,
    });
    till.register(till.chargeOf(titulo.id), 'g2');

    till.apply(told('paid', 'g1', { amountCents: 10_000 }));

    expect(till.books.charges.ofTitulo(titulo.id).map(({ state }) => state)).toEqual([
      'paid',
      'closing',
    ]);
    const [row] = till.books.outbox.openOf({ chargeId: till.chargeOf(titulo.id).id });
    expect(row).toMatchObject({ action: 'mark-settled', isExplicit: true });
  });

  it('is held as a second one when the título was paid by hand more than three bank days before', () => {
    const { titulo } = till.registered('g1');
    receive(titulo.id, 10_000);

    till.apply(told('paid', 'g1', { amountCents: 10_000, paidOn: addDays(TODAY, 10) }));

    expect(paymentsOf(till, titulo.id).at(-1)?.review).toBe('duplicate');
  });
});

function payThrough(accountId: number, gatewayId: string) {
  const account = till.books.accounts.getById(accountId);
  till.applyTo(account, told('paid', gatewayId, { amountCents: 10_000 }));
  const charge = till.books.charges.byGatewayId(accountId, 'simulator', gatewayId);
  return till.books.payments.ofCharge(charge?.id ?? 0);
}
