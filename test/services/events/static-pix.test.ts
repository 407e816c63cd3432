/** A static code is paid before the bank has the charge: what its money does, and what it must not do. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import type { GatewayEvent } from '../../../main/gateways/events.ts';
import { retryUnmatched } from '../../../main/services/events/apply-events.ts';
import { cancelTitulo } from '../../../main/services/titulos/cancel-titulos.ts';
import { receiveByHand } from '../../../main/services/titulos/receive-by-hand.ts';
import type { Titulo } from '../../../main/store/titulos.ts';
import { recount } from '../../support/ledger.ts';
import { force, openTill, paymentsOf, TODAY, told, type Till } from '../../support/till.ts';

let till: Till;

beforeEach(() => {
  till = openTill({ account: { gateway: 'pix', profile: 'bb', instrument: 'pix' } });
});

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

/** A Pix of the static code of a título: its first charge's reference, and an amount. */
function paidBy(titulo: Titulo, amountCents: number, times = 1): GatewayEvent {
  const [charge] = till.books.charges.ofTitulo(titulo.id);
  const reference = charge?.reference ?? '';
  const event = told('paid', reference, { reference, amountCents, times });
  return { ...event, target: { ...event.target, isStaticCode: true } };
}

function takenBack(paid: GatewayEvent): GatewayEvent {
  const { payment, target } = paid;
  const event = told('refunded', payment?.paymentKey ?? '');
  return {
    ...event,
    target,
    ...(payment && { payment: { paymentKey: payment.paymentKey, paidOn: TODAY, method: 'pix' } }),
  };
}

const openRows = (titulo: Titulo) =>
  till.books.charges
    .ofTitulo(titulo.id)
    .flatMap(({ id }) => till.books.outbox.openOf({ chargeId: id }));

const stateOf = (titulo: Titulo) => [till.reload(titulo).state, till.chargeOf(titulo.id).state];

const reviews = () =>
  till.db.prepare("SELECT review FROM payments WHERE review <> 'none'").pluck().all();

const receive = (titulo: Titulo, amountCents: number) =>
  receiveByHand(till.tools, {
    tituloId: titulo.id,
    amountCents: cents(amountCents),
    discountCents: cents(0),
    paidOn: TODAY,
    method: 'cash',
  });

describe('a static code with key, txid and amount', () => {
  it('settles its título, ends its prepared charge, and leaves nothing to be sent', () => {
    const titulo = till.titulo();

    const counts = till.apply(paidBy(titulo, 10_000));

    expect(counts).toEqual({ applied: 1, unmatched: 0, repeated: 0 });
    expect(stateOf(titulo)).toEqual(['paid', 'paid']);
    expect(openRows(titulo)).toEqual([]);
    expect(paymentsOf(till, titulo.id)).toEqual([
      { state: 'credited', review: 'none', source: 'gateway', principalCents: 10_000 },
    ]);
  });

  it('pays the rest of a título that was paid in part', () => {
    const titulo = till.titulo();
    receive(titulo, 4_000);

    till.apply(paidBy(titulo, 6_000));

    expect(stateOf(titulo)).toEqual(['paid', 'paid']);
  });

  it('waits for a yes where "auto baixar" is off, and the charge is not sent', () => {
    till.close();
    till = openTill({
      account: { gateway: 'pix', profile: 'bb', instrument: 'pix', autoSettle: false },
    });
    const titulo = till.titulo();

    till.apply(paidBy(titulo, 10_000));

    expect(stateOf(titulo)).toEqual(['open', 'paid']);
    expect(openRows(titulo)).toEqual([]);
    expect(reviews()).toEqual(['approval']);
  });

  it.each(['sending', 'unknown'] as const)(
    'leaves a charge that is %s meanwhile to be closed when the bank has it',
    (state) => {
      const titulo = till.titulo();
      force(till, till.chargeOf(titulo.id), state);

      till.apply(paidBy(titulo, 10_000));

      expect(stateOf(titulo)).toEqual(['paid', state]);
    },
  );

  it('closes the charge that was registered since, which could be paid once more', () => {
    const { titulo } = till.registered('BAIXA0X');

    till.apply(paidBy(titulo, 10_000));

    expect(stateOf(titulo)).toEqual(['paid', 'closing']);
    expect(openRows(titulo).map(({ action }) => action)).toEqual(['mark-settled']);
  });

  it('of a cancelled título waits for a decision', () => {
    const titulo = till.titulo();
    cancelTitulo(till.tools, titulo.id, 'engano');

    till.apply(paidBy(titulo, 10_000));

    expect(till.reload(titulo).state).toBe('cancelled');
    expect(reviews()).toEqual(['cancelled-titulo']);
  });

  it('that is paid twice asks what the second payment is', () => {
    const titulo = till.titulo();
    till.apply(paidBy(titulo, 10_000));

    till.apply(paidBy(titulo, 10_000, 2));

    expect(paymentsOf(till, titulo.id).map(({ review }) => review)).toEqual(['none', 'duplicate']);
  });

  it('opens its título again when the money goes back', () => {
    const titulo = till.titulo();
    const paid = paidBy(titulo, 10_000);
    till.apply(paid);

    till.apply(takenBack(paid));

    expect(stateOf(titulo)).toEqual(['open', 'refunded']);
  });

  it('opens it again too where a registered charge was closed for it', () => {
    const { titulo } = till.registered('BAIXA0X');
    const paid = paidBy(titulo, 10_000);
    till.apply(paid);

    till.apply(takenBack(paid));

    expect(stateOf(titulo)).toEqual(['open', 'closing']);
  });
});

describe('a static code with another amount', () => {
  it.each([1, 9_999, 10_001, 50_000])('of %i centavos is money without a home', (amount) => {
    const titulo = till.titulo();

    const counts = till.apply(paidBy(titulo, amount));

    expect(counts).toEqual({ applied: 0, unmatched: 1, repeated: 0 });
    expect(stateOf(titulo)).toEqual(['open', 'prepared']);
    expect(openRows(titulo)).toHaveLength(1);
    expect(reviews()).toEqual(['unmatched']);
  });

  it('stays so when its charge is registered', () => {
    const titulo = till.titulo();
    till.apply(paidBy(titulo, 9_000));

    till.register(till.chargeOf(titulo.id), 'BAIXA0X');
    retryUnmatched(till.tools, till.account, { chargeId: till.chargeOf(titulo.id).id });

    expect(stateOf(titulo)).toEqual(['open', 'registered']);
    expect(reviews()).toEqual(['unmatched']);
  });

  it('leaves the charge of that reference to be paid with its own amount', () => {
    const titulo = till.titulo();
    till.apply(paidBy(titulo, 9_000));

    till.apply(paidBy(titulo, 10_000, 2));

    expect(stateOf(titulo)).toEqual(['paid', 'paid']);
    expect(reviews()).toEqual(['unmatched']);
  });

  it('has no question left once it went back', () => {
    const titulo = till.titulo();
    const paid = paidBy(titulo, 9_000);
    till.apply(paid);

    till.apply(takenBack(paid));

    expect(reviews()).toEqual([]);
    expect(stateOf(titulo)).toEqual(['open', 'prepared']);
  });
});

describe('a static code of another account', () => {
  it('settles nothing here, whatever it names', () => {
    const titulo = till.titulo();
    const other = till.addAccount({ gateway: 'pix', profile: 'efi', instrument: 'pix' });

    const counts = till.applyTo(other, paidBy(titulo, 10_000));

    expect(counts.unmatched).toBe(1);
    expect(stateOf(titulo)).toEqual(['open', 'prepared']);
  });
});
