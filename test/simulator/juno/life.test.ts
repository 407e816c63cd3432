import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chargeTransitions, paymentTransitions } from '../../../main/simulator/juno/states.ts';
import { columns } from '../harness.ts';
import { DAY, openAccount, type JunoAccount } from './account.ts';

let account: JunoAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

const cancel = (id: string) => account.call('PUT', `/charges/${id}/cancelation`);

describe('a charge of the simulated Juno', () => {
  it('is ACTIVE, is paid and shows the payment, its fee and the day on which the money is free', async () => {
    const { id, code } = await account.charge();

    const { body } = await account.act(id, 'pay', { on: '2026-11-23' });
    const paid = await account.show(id);

    expect(body.charge).toMatchObject({ id, customId: 'CLI42-01', status: 'PAID' });
    expect(paid).toMatchObject({ code, status: 'PAID', amount: 50 });
    // R$ 5,00 less until the due date.
    expect(paid['payments']).toEqual([
      {
        id: expect.stringMatching(/^pay_[0-9A-F]{32}$/),
        chargeId: id,
        date: '2026-11-23',
        releaseDate: '2026-11-24',
        amount: 45,
        fee: 2.5,
        type: 'BOLETO',
        status: 'CONFIRMED',
        transactionId: null,
        failReason: null,
      },
    ]);
    expect(await account.ledger()).toEqual([
      {
        charge: id,
        customId: 'CLI42-01',
        paidCents: 4_500,
        feeCents: 250,
        paidOn: '2026-11-23',
        creditedOn: '2026-11-24',
        refundedCents: 0,
        refundedOn: null,
      },
    ]);
  });

  it.each([
    ['on the due date', {}, '2026-12-10', 45],
    ['before the last day of an early discount', { discountDays: 5 }, '2026-12-05', 45],
    ['after it', { discountDays: 5 }, '2026-12-06', 50],
    ['with a discount without a last day', { discountDays: -1 }, '2026-12-10', 45],
    // 50 + 1,00 fine + 50 x 1 % / 30 x 5 days.
    ['five days late', {}, '2026-12-15', 51.08],
    ['on the bank day after a weekend', { dueDate: '2026-12-12' }, '2026-12-14', 50],
    [
      'late, which costs nothing without fine and interest',
      { fine: 0, interest: 0 },
      '2026-12-15',
      50,
    ],
  ])('costs what its terms say %s', async (_name, change, on, amount) => {
    const { id } = await account.charge(change);

    await account.act(id, 'pay', { on });

    expect((await account.show(id))['payments'][0].amount).toBe(amount);
  });

  it('may be paid until its last day, and ends when the bank ends it', async () => {
    const { id } = await account.charge({ dueDate: '2026-12-10', maxOverdueDays: 3 });
    const ended = await account.charge();

    const late = await account.act(id, 'pay', { on: '2026-12-15' });
    const monday = await account.act(id, 'pay', { on: '2026-12-14' });
    await account.act(ended.id, 'expire');
    const after = await account.act(ended.id, 'pay');

    expect([late.status, monday.status, after.status]).toEqual([409, 200, 409]);
    expect((await account.show(ended.id)).status).toBe('ACTIVE');
  });

  it('is cancelled with an empty answer and stays so', async () => {
    const { id } = await account.charge();

    const reply = await cancel(id);

    expect(reply).toEqual({ status: 204, body: '' });
    expect((await account.show(id)).status).toBe('CANCELLED');
  });

  it('takes a payment after it was cancelled or written off by hand, unless the account is set otherwise', async () => {
    const [cancelled, settled] = [await account.charge(), await account.charge()];
    await cancel(cancelled.id);
    await account.act(settled.id, 'settle');
    const before = await account.show(settled.id);

    await account.set({ takesAfterEnd: false });
    const refused = await account.act(cancelled.id, 'pay');
    await account.set({ takesAfterEnd: true });
    await account.act(cancelled.id, 'pay');
    await account.act(settled.id, 'pay');

    expect([before.status, refused.status]).toEqual(['MANUAL_RECONCILIATION', 409]);
    const after = [await account.show(cancelled.id), await account.show(settled.id)];
    expect(columns(after, 'status').flat()).toEqual(['PAID', 'PAID']);
  });

  it('is FAILED where the bank does not register it, and cannot be paid then', async () => {
    await account.set({ registrationFails: true });
    const { id, status } = await account.charge();

    const paid = await account.act(id, 'pay');

    expect([status, (await account.show(id)).status, paid.status]).toEqual([
      'ACTIVE',
      'FAILED',
      409,
    ]);
  });

  it('takes a split without doing anything', async () => {
    const charge = await account.charge();

    const split = [{ recipientToken: 'T', percentage: 10 }];
    const { status } = await account.call('PUT', `/charges/${charge.id}/split`, { split });

    expect(status).toBe(200);
    expect(await account.show(charge.id)).toEqual(charge);
  });

  it('reaches every status', () => {
    const reached = new Set(['ACTIVE', ...Object.values(chargeTransitions).flat()]);
    const paid = new Set(['AUTHORIZED', ...Object.values(paymentTransitions).flat()]);

    expect([...reached].sort()).toEqual(Object.keys(chargeTransitions).sort());
    expect([...paid].sort()).toEqual(Object.keys(paymentTransitions).sort());
  });
});

describe('a payment of the simulated Juno', () => {
  it('is announced and confirmed by the next payment, by a control call or by the clock', async () => {
    const charges = [await account.charge(), await account.charge(), await account.charge()];
    for (const { id } of charges) await account.act(id, 'identify', { amountCents: 4_800 });
    const announced = await Promise.all(charges.map(({ id }) => account.show(id)));
    const nothingYet = await account.ledger();
    const [first, second] = charges;

    await account.act(first?.id ?? '', 'pay');
    await account.act(second?.id ?? '', 'credit');
    await account.harness.simulator.advance(2 * DAY);
    const confirmed = await Promise.all(charges.map(({ id }) => account.show(id)));

    expect(columns(announced, 'status', 'payments.0.status', 'payments.0.releaseDate')).toEqual(
      charges.map(() => ['ACTIVE', 'AUTHORIZED', null]),
    );
    expect(nothingYet).toEqual([]);
    expect(columns(confirmed, 'status', 'payments.0.status', 'payments.0.amount')).toEqual(
      charges.map(() => ['PAID', 'CONFIRMED', 48]),
    );
  });

  it('comes a second time, which makes two lines in the book', async () => {
    const { id } = await account.charge();

    await account.act(id, 'pay');
    await account.act(id, 'pay', { amountCents: 5_000 });
    await account.act(id, 'refund');

    const { payments, status } = await account.show(id);
    expect(status).toBe('PAID');
    expect(columns(payments, 'amount', 'status')).toEqual([
      [45, 'CONFIRMED'],
      [50, 'CUSTOMER_PAID_BACK'],
    ]);
    expect(columns(await account.ledger(), 'charge', 'paidCents', 'refundedCents')).toEqual([
      [id, 4_500, 0],
      [id, 5_000, 5_000],
    ]);
  });

  it('goes back in parts to the payer, or whole to the bank', async () => {
    const [parts, whole] = [await account.charge(), await account.charge()];
    await account.act(parts.id, 'pay');
    await account.act(whole.id, 'pay');

    await account.act(parts.id, 'refund', { amountCents: 1_000 });
    const partly = await account.show(parts.id);
    const half = await account.act(whole.id, 'contest', { amountCents: 1_000 });
    await account.act(parts.id, 'refund');
    await account.act(whole.id, 'contest');
    const after = [await account.show(parts.id), await account.show(whole.id)];

    expect(partly['payments'][0].status).toBe('PARTIALLY_REFUNDED');
    expect(half.status).toBe(409);
    expect(columns(after, 'payments.0.status').flat()).toEqual([
      'CUSTOMER_PAID_BACK',
      'BANK_PAID_BACK',
    ]);
    expect(columns(await account.ledger(), 'refundedCents').flat()).toEqual([4_500, 4_500]);
  });

  it('is withheld until its day, which may come earlier', async () => {
    const { id } = await account.charge();
    await account.act(id, 'pay', { amountCents: 10_000 });
    const waiting = await account.call('GET', '/balance');

    await account.act(id, 'credit');
    const free = await account.call('GET', '/balance');

    expect(waiting.body).toMatchObject({
      balance: 97.5,
      withheldBalance: 97.5,
      transferableBalance: 0,
    });
    expect(free.body).toMatchObject({ withheldBalance: 0, transferableBalance: 97.5 });
    expect((await account.show(id))['payments'][0].releaseDate).toBe('2026-11-21');
    expect((await account.ledger())[0].creditedOn).toBe('2026-11-21');
  });
});

describe('a carnê of the simulated Juno', () => {
  it('has monthly parcels with a reference, a number and a bar code each, and one PDF', async () => {
    const references = Array.from({ length: 24 }, (_, index) => `CLI42-${String(index + 1)}`);

    const parcels = await account.issue({ installments: 24, references });

    expect(columns(parcels, 'reference').flat()).toEqual(references);
    expect(columns(parcels, 'dueDate').flat().slice(0, 3)).toEqual([
      '2026-12-10',
      '2027-01-10',
      '2027-02-10',
    ]);
    for (const name of ['id', 'code', 'link', 'payNumber'])
      expect(new Set(columns(parcels, name).flat()).size).toBe(24);
    expect(new Set(columns(parcels, 'installmentLink').flat()).size).toBe(1);
    const { body } = await account.harness.control('GET', '/juno/charges?limit=2');
    expect(columns(body.charges, 'groupId', 'parcel')).toEqual([
      [String(parcels[0]?.['code']), 1],
      [String(parcels[0]?.['code']), 2],
    ]);
  });

  it.each([
    ['the last one', { centsLeftOn: 'last' }, [33.33, 33.33, 33.34]],
    ['the first one', { centsLeftOn: 'first' }, [33.34, 33.33, 33.33]],
  ])('divides a total and leaves the rest to %s', async (_name, settings, wanted) => {
    await account.set(settings);

    const parcels = await account.issue({
      amount: undefined,
      totalAmount: '100.00',
      installments: 3,
      references: undefined,
    });

    expect(columns(parcels, 'amount').flat()).toEqual(wanted);
  });

  it.each([
    ['its last day', { shortMonths: 'last-day' }, ['2027-01-31', '2027-02-28', '2027-03-31']],
    ['the next month', { shortMonths: 'overflow' }, ['2027-01-31', '2027-03-03', '2027-03-31']],
  ])('moves a day that a month lacks to %s', async (_name, settings, wanted) => {
    await account.set(settings);

    const parcels = await account.issue({
      dueDate: '2027-01-31',
      installments: 3,
      references: undefined,
    });

    expect(columns(parcels, 'dueDate').flat()).toEqual(wanted);
  });

  it('is paid parcel by parcel, and what is open can be cancelled', async () => {
    const [first, second, third] = await account.issue({ installments: 3, references: undefined });

    await account.act(first?.id ?? '', 'pay');
    await cancel(second?.id ?? '');

    const shown = await Promise.all(
      [first, second, third].map((parcel) => account.show(parcel?.id ?? '')),
    );
    expect(columns(shown, 'status').flat()).toEqual(['PAID', 'CANCELLED', 'ACTIVE']);
  });
});

describe('Pix at the simulated Juno', () => {
  it('makes one key for one idempotency key', async () => {
    const first = await account.pixKey();
    const again = await account.pixKey();
    const { body } = await account.call(
      'POST',
      '/pix/keys',
      { type: 'RANDOM_KEY' },
      { 'x-idempotency-key': 'b7a3c1de-0000-4000-8000-000000000002' },
    );

    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(again).toBe(first);
    expect(body.key).not.toBe(first);
    expect(body).toMatchObject({ creationDateTime: '2026-11-21T09:00:00.000-03:00' });
  });

  it('is paid with its own fee and type', async () => {
    await account.set({ fees: { boleto: 250, pix: 99 } });
    const pixKey = await account.pixKey();
    const { id } = await account.charge({ paymentTypes: ['BOLETO_PIX'], pixKey });

    await account.act(id, 'pay');

    expect((await account.show(id))['payments'][0]).toMatchObject({
      type: 'BOLETO_PIX',
      fee: 0.99,
    });
  });
});

describe('the panel of the simulated Juno', () => {
  it('shows one charge with its payer, its pages and what may be done', async () => {
    const { id, link, checkoutUrl } = await account.charge();

    const { body } = await account.harness.control('GET', `/juno/charges/${id}`);

    expect(JSON.stringify(body)).toContain(JSON.stringify(link));
    expect(JSON.stringify(body)).toContain(JSON.stringify(checkoutUrl));
    expect(JSON.stringify(body)).toContain('maria@example.com');
    expect((await account.show(id)).status).toBe('ACTIVE');
  });
});
