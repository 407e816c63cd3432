import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { cancelTitulo, cancelTitulos } from '../../../main/services/titulos/cancel-titulos.ts';
import { changeDueDate } from '../../../main/services/titulos/change-due-date.ts';
import { checkTitulos } from '../../../main/services/titulos/check-titulos.ts';
import { receiveByHand } from '../../../main/services/titulos/receive-by-hand.ts';
import { sendTitulo } from '../../../main/services/titulos/send-titulos.ts';
import { recount } from '../../support/ledger.ts';
import { force, openTill, TODAY, told, type Till } from '../../support/till.ts';

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

const attemptsOf = (tituloId: number) =>
  till.books.charges.ofTitulo(tituloId).map(({ state, amountCents }) => [state, amountCents]);

describe('cancelling', () => {
  it('discards at once what was never sent', () => {
    const titulo = till.titulo();

    const { refusal } = cancelTitulo(till.tools, titulo.id, 'engano');

    expect(refusal).toBeUndefined();
    expect(till.chargeOf(titulo.id).state).toBe('discarded');
    expect(till.books.outbox.counts().waiting).toBe(0);
  });

  it('is refused for what is paid, partly paid or cancelled', async () => {
    const [paid, partly, gone] = [till.titulo(), till.titulo(), till.titulo()];
    receive(paid.id, 10_000);
    receive(partly.id, 1_000);
    cancelTitulo(till.tools, gone.id, 'engano');

    const result = await cancelTitulos(till.tools, [paid.id, partly.id, gone.id], 'x');

    expect(result.done).toBe(0);
    expect(result.refused.map(({ reason }) => reason)).toEqual([
      'paid',
      'partly-paid',
      'already-cancelled',
    ]);
  });

  it('is refused while a payment waits for approval', () => {
    const account = till.addAccount({ autoSettle: false });
    const titulo = till.titulo({ accountId: account.id });
    till.register(till.chargeOf(titulo.id), 'g1');
    till.applyTo(account, told('paid', 'g1', { amountCents: 10_000 }));

    expect(cancelTitulo(till.tools, titulo.id, 'engano').refusal).toBe('payment-waiting');
  });
});

describe('sending', () => {
  it('prepares a new attempt for what was rejected', () => {
    const titulo = till.titulo();
    force(till, till.chargeOf(titulo.id), 'rejected');

    const { result } = sendTitulo(till.tools, titulo.id);

    expect(result).toBe('queued');
    expect(attemptsOf(titulo.id)).toEqual([
      ['discarded', 10_000],
      ['prepared', 10_000],
    ]);
  });

  it('charges only the rest of what is partly paid', () => {
    const { titulo } = till.registered('g1');
    till.apply(told('paid', 'g1', { amountCents: 4_000 }));

    sendTitulo(till.tools, titulo.id);

    expect(attemptsOf(titulo.id)).toEqual([
      ['paid', 10_000],
      ['prepared', 6_000],
    ]);
  });

  it.each(['registered', 'closing', 'sending', 'sent', 'unknown'] as const)(
    'is refused while the charge is %s',
    (state) => {
      const titulo = till.titulo();
      force(till, till.chargeOf(titulo.id), state);

      expect(sendTitulo(till.tools, titulo.id).result).toBe('refused');
      expect(attemptsOf(titulo.id)).toHaveLength(1);
    },
  );

  it('is refused while money of the título waits, so that nobody is charged twice', () => {
    const account = till.addAccount({ autoSettle: false });
    const titulo = till.titulo({ accountId: account.id });
    till.register(till.chargeOf(titulo.id), 'g1');
    till.applyTo(account, told('paid', 'g1', { amountCents: 10_000 }));

    const sent = sendTitulo(till.tools, titulo.id);

    expect(sent).toMatchObject({ result: 'refused', reason: 'payment-waiting' });
    expect(() => changeDueDate(till.tools, titulo.id, addDays(TODAY, 20))).toThrow('on its way');
    expect(attemptsOf(titulo.id)).toHaveLength(1);
  });

  it('asked for twice queues once', () => {
    const titulo = till.titulo();

    sendTitulo(till.tools, titulo.id);
    sendTitulo(till.tools, titulo.id);

    expect(attemptsOf(titulo.id)).toHaveLength(1);
    expect(till.books.outbox.counts().waiting).toBe(1);
  });
});

describe('a due date that was never sent', () => {
  it('is changed here, on a new attempt', () => {
    const titulo = till.titulo();

    changeDueDate(till.tools, titulo.id, addDays(TODAY, 20));

    expect(till.reload(titulo).dueOn).toBe(addDays(TODAY, 20));
    expect(attemptsOf(titulo.id).map(([state]) => state)).toEqual(['discarded', 'prepared']);
    expect(till.books.outbox.counts().waiting).toBe(1);
  });

  it('does not forget that an operator had sent it', () => {
    const account = till.addAccount({ sendsOnline: false });
    const titulo = till.titulo({ accountId: account.id });
    sendTitulo(till.tools, titulo.id);

    changeDueDate(till.tools, titulo.id, addDays(TODAY, 20));

    const [row] = till.books.outbox.openOf({ chargeId: till.chargeOf(titulo.id).id });
    expect(row?.isExplicit).toBe(true);
  });
});

describe('receiving by hand', () => {
  it('settles with what was typed, discount included', () => {
    const titulo = till.titulo();

    receive(titulo.id, 9_000, 1_000);

    expect(till.reload(titulo)).toMatchObject({ state: 'paid', settledCents: 10_000 });
  });

  it('counts what is over the balance as late charges', () => {
    const titulo = till.titulo();

    receive(titulo.id, 10_250);

    const [payment] = till.books.payments.ofTitulo(titulo.id);
    expect(till.books.allocations.ofPayment(payment?.id ?? 0)).toEqual({
      principalCents: 10_000,
      lateCents: 250,
      discountCents: 0,
    });
  });

  it.each([
    { discountCents: -1, why: 'below zero' },
    { discountCents: 10_001, why: 'above what is owed' },
  ])('refuses a discount that is $why', ({ discountCents }) => {
    const titulo = till.titulo();

    expect(() => receive(titulo.id, 100, discountCents)).toThrow('No such discount');
    expect(till.books.payments.ofTitulo(titulo.id)).toEqual([]);
  });

  it('refuses a day to come, and a título of which nothing is owed', () => {
    const titulo = till.titulo();
    const tomorrow = {
      tituloId: titulo.id,
      amountCents: cents(10_000),
      discountCents: cents(0),
      paidOn: addDays(TODAY, 1),
      method: 'cash' as const,
    };

    expect(() => receiveByHand(till.tools, tomorrow)).toThrow('to come');
    receive(titulo.id, 10_000);
    expect(() => receive(titulo.id, 10_000)).toThrow('Nothing is owed');
  });

  it('closes a charge that is on its way as soon as it is registered', () => {
    const titulo = till.titulo();
    const charge = till.chargeOf(titulo.id);
    force(till, charge, 'unknown');
    receive(titulo.id, 10_000);
    force(till, charge, 'prepared');

    till.register(charge, 'g1');

    expect(till.chargeOf(titulo.id).state).toBe('closing');
  });
});

describe('checking', () => {
  it('names what would keep a título from being sent', async () => {
    const clientId = till.addClient('Bruno');
    const titulo = till.titulo({ clientId });

    const [checked] = await checkTitulos(till.tools, [titulo.id]);

    expect(checked?.problems.map(({ code }) => code)).toEqual(['name-one-word']);
  });
});
