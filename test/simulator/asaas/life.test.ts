import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { paymentTransitions } from '../../../main/simulator/asaas/states.ts';
import { columns, type Wire } from '../harness.ts';
import { DAY, openAccount, order, type AsaasAccount } from './account.ts';

let account: AsaasAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

const plain = { discount: null, fine: null, interest: null };

describe('the life of a simulated boleto at Asaas', () => {
  it('is confirmed when it is paid and received on the next bank day of the clock', async () => {
    const { id } = await account.charge(plain);

    const paid = await account.act(id, 'pay');
    const confirmed = await account.show(id);
    await account.harness.simulator.advance(2 * DAY);
    const received = await account.show(id);

    expect(paid.body.charge.status).toBe('CONFIRMED');
    expect(confirmed).toMatchObject({
      status: 'CONFIRMED',
      confirmedDate: '2026-11-21',
      clientPaymentDate: '2026-11-21',
      paymentDate: null,
      creditDate: '2026-11-23',
      estimatedCreditDate: '2026-11-23',
    });
    expect(received).toMatchObject({
      status: 'RECEIVED',
      paymentDate: '2026-11-23',
      creditDate: '2026-11-23',
      value: 99.9,
      netValue: 97.91,
      originalValue: null,
    });
    expect(await account.ledger()).toEqual([
      {
        charge: id,
        customId: 'FAT-2026-000123',
        paidCents: 9990,
        feeCents: 199,
        paidOn: '2026-11-21',
        creditedOn: '2026-11-23',
        refundedCents: 0,
        refundedOn: null,
      },
    ]);
  });

  /** 9990 centavos: R$ 5,00 less until the due date; 2 % once and 1 % a month by thirtieths after it. */
  it.each([
    ['on the due date', '2026-12-10', 94.9, null],
    ['a day late', '2026-12-11', 101.93, 2.03],
    ['thirty days late', '2027-01-09', 102.9, 3],
  ])(
    'changes the value and keeps the face value when it is paid %s',
    async (_n, on, value, extra) => {
      const { id } = await account.charge();

      await account.act(id, 'pay', { on });

      expect(await account.show(id)).toMatchObject({
        value,
        originalValue: 99.9,
        interestValue: extra,
        clientPaymentDate: on,
      });
    },
  );

  it('is credited early by the control call, and the book follows', async () => {
    const { id } = await account.charge();
    await account.act(id, 'pay');

    const credited = await account.act(id, 'credit', { on: '2026-11-22' });

    expect(credited.body.charge.status).toBe('RECEIVED');
    expect((await account.ledger())[0]).toMatchObject({ creditedOn: '2026-11-22' });
  });

  it('becomes overdue with the day after its due date, keeps waiting, and loses its boleto at the deadline', async () => {
    const { id } = await account.charge({ daysAfterDueDateToRegistrationCancellation: 5 });

    await account.harness.simulator.advance(20 * DAY);
    const overdue = await account.show(id);
    await account.harness.simulator.advance(5 * DAY);
    const ended = await account.show(id);
    const paid = await account.act(id, 'pay');

    expect(overdue).toMatchObject({ status: 'OVERDUE', canBePaidAfterDueDate: true });
    expect(ended).toMatchObject({ status: 'OVERDUE', canBePaidAfterDueDate: false });
    expect([paid.status, paid.body.error.message]).toEqual([
      409,
      'O registro do boleto foi cancelado.',
    ]);
  });

  it('waits for the bank day before it is overdue when the account is set so', async () => {
    await account.set({ overdueRule: 'day-after-bank-day' });
    const { id } = await account.charge({ dueDate: '2026-12-12' });

    await account.harness.simulator.advance(22 * DAY);
    const sunday = await account.show(id);
    await account.harness.simulator.advance(2 * DAY);

    expect([sunday.status, (await account.show(id)).status]).toEqual(['PENDING', 'OVERDUE']);
  });

  it('is refunded through a link where its payer gives an account', async () => {
    const { id } = await account.charge(plain);
    await account.act(id, 'pay');
    await account.act(id, 'credit');

    const direct = await account.call('POST', `/payments/${id}/refund`, {});
    const asked = await account.call('POST', `/payments/${id}/bankSlip/refund`, {});
    const between = await account.show(id);
    await account.act(id, 'refund');

    expect(direct.body.errors[0].code).toBe('invalid_action');
    expect(asked.body.requestUrl).toMatch(/^http/);
    expect(between.status).toBe('REFUND_REQUESTED');
    expect((await account.show(id)).status).toBe('REFUNDED');
    expect((await account.ledger())[0]).toMatchObject({ refundedCents: 9990 });
  });

  it('comes back as Pix, without being confirmed first, when its payer reads the code', async () => {
    await account.set({ boletoPaidByPix: true });
    const { id } = await account.charge(plain);

    await account.act(id, 'pay');

    expect(await account.show(id)).toMatchObject({
      status: 'RECEIVED',
      billingType: 'PIX',
      pixTransaction: expect.any(String),
    });
  });
});

describe('the life of a simulated Pix at Asaas', () => {
  it('goes straight to received and can be given back in parts', async () => {
    const { id } = await account.charge({ ...plain, billingType: 'PIX' });

    await account.act(id, 'pay');
    const received = await account.show(id);
    const part = await account.call('POST', `/payments/${id}/refund`, { value: 40.4 });
    const tooMuch = await account.call('POST', `/payments/${id}/refund`, { value: 60 });
    const rest = await account.call('POST', `/payments/${id}/refund`, {});

    expect(received).toMatchObject({
      status: 'RECEIVED',
      confirmedDate: '2026-11-21',
      paymentDate: '2026-11-21',
      creditDate: '2026-11-21',
      nossoNumero: null,
      bankSlipUrl: null,
    });
    expect([part.body.status, part.body.refunds[0].value]).toEqual(['RECEIVED', 40.4]);
    expect(tooMuch.body.errors[0].code).toBe('invalid_value');
    expect(rest.body.status).toBe('REFUNDED');
    expect((await account.ledger())[0]).toMatchObject({ paidCents: 9990, refundedCents: 9990 });
  });

  it('lets the payer choose when the charge is UNDEFINED', async () => {
    const first = await account.charge({ billingType: 'UNDEFINED' });
    await account.act(first.id, 'pay');
    await account.set({ undefinedPaidBy: 'BOLETO' });
    const second = await account.charge({ billingType: 'UNDEFINED' });
    await account.act(second.id, 'pay');

    const [byPix, bySlip] = [await account.show(first.id), await account.show(second.id)];

    expect([byPix.status, bySlip.status]).toEqual(['RECEIVED', 'CONFIRMED']);
  });

  it('makes a customer and a charge of money that nobody billed', async () => {
    const paid = await account.act('foreign', 'pay', { amountCents: 1234 });

    const shown = await account.show(paid.body.charge.id as string);

    expect(shown).toMatchObject({
      status: 'RECEIVED',
      value: 12.34,
      externalReference: null,
      billingType: 'PIX',
    });
  });
});

describe('what an operator does to a simulated charge at Asaas', () => {
  it('marks it paid in cash without money in the book, and takes the mark back', async () => {
    const { id } = await account.charge();
    const cash = { paymentDate: '2026-11-20', value: 100, notifyCustomer: false };

    const marked = await account.call('POST', `/payments/${id}/receiveInCash`, cash);
    const undone = await account.call('POST', `/payments/${id}/undoReceivedInCash`, {});

    expect(marked.body).toMatchObject({
      status: 'RECEIVED_IN_CASH',
      value: 100,
      netValue: 100,
      originalValue: 99.9,
      paymentDate: '2026-11-20',
    });
    expect(undone.body).toMatchObject({ status: 'PENDING', value: 99.9, paymentDate: null });
    expect(await account.ledger()).toEqual([]);
  });

  it('removes it by a flag that leaves the status, and restores it', async () => {
    const { id } = await account.charge();

    const removed = await account.call('DELETE', `/payments/${id}`);
    const shown = await account.show(id);
    const paid = await account.act(id, 'pay');
    const again = await account.call('DELETE', `/payments/${id}`);
    const restored = await account.call('POST', `/payments/${id}/restore`);

    expect(removed.body).toEqual({ deleted: true, id });
    expect(shown).toMatchObject({ deleted: true, status: 'PENDING' });
    expect([paid.status, again.status]).toEqual([409, 400]);
    expect(restored.body).toMatchObject({ deleted: false, status: 'PENDING' });
  });

  it('updates it by PUT and by POST, and the linha changes each time', async () => {
    const { id } = await account.charge();
    const linha = async (): Promise<unknown> =>
      (await account.call('GET', `/payments/${id}/identificationField`)).body.identificationField;
    const change = { billingType: 'BOLETO', value: 99.9, dueDate: '2026-12-10' };

    const lines = [await linha()];
    await account.call('PUT', `/payments/${id}`, change);
    lines.push(await linha());
    const posted = await account.call('POST', `/payments/${id}`, { ...change, value: 120 });
    lines.push(await linha());

    expect(new Set(lines).size).toBe(3);
    expect(posted.body).toMatchObject({ value: 120, externalReference: 'FAT-2026-000123' });
  });

  it('gives an overdue one a new date, and it waits again', async () => {
    const { id } = await account.charge();
    await account.harness.simulator.advance(25 * DAY);
    const change = { billingType: 'BOLETO', value: 99.9, dueDate: '2027-01-10' };

    const updated = await account.call('PUT', `/payments/${id}`, change);

    expect(updated.body).toMatchObject({
      status: 'PENDING',
      dueDate: '2027-01-10',
      originalDueDate: '2026-12-10',
    });
  });

  it('does through control calls what the panel does', async () => {
    const make = async () => (await account.charge()).id;
    const [settled, cancelled, late] = [await make(), await make(), await make()];

    const done = [
      await account.act(settled, 'settle', { amountCents: 5000 }),
      await account.act(cancelled, 'cancel'),
      await account.act(cancelled, 'restore'),
      await account.act(late, 'overdue'),
      await account.act(late, 'expire'),
    ];

    expect(columns(done, 'body.charge.status').flat()).toEqual([
      'RECEIVED_IN_CASH',
      'DELETED',
      'PENDING',
      'OVERDUE',
      'OVERDUE',
    ]);
  });

  it('cannot do what the state does not allow', async () => {
    const { id } = await account.charge();
    const before = ['identify', 'contest', 'credit', 'refund', 'restore', 'expire'];
    const after = ['pay', 'cancel', 'settle', 'overdue', 'refund'];
    const tryAll = async (actions: readonly string[]) => {
      const replies: number[] = [];
      for (const action of actions) replies.push((await account.act(id, action)).status);
      return replies;
    };

    const open = await tryAll(before);
    await account.act(id, 'pay');
    const confirmed = await tryAll(after);

    expect([...open, ...confirmed]).toEqual(Array.from({ length: 11 }, () => 409));
    expect((await account.act('pay_0', 'pay')).status).toBe(404);
  });

  it('confirms and expires through the calls of the sandbox, boletos at once', async () => {
    const [first, second] = [await account.charge(plain), await account.charge(plain)];

    const paid = await account.call('POST', `/sandbox/payment/${first.id}/confirm`, {});
    const late = await account.call('POST', `/sandbox/payment/${second.id}/overdue`, {});

    expect(paid.body).toMatchObject({
      status: 'RECEIVED',
      billingType: 'BOLETO',
      confirmedDate: '2026-11-21',
      paymentDate: '2026-11-21',
      creditDate: '2026-11-21',
    });
    expect(late.body.status).toBe('OVERDUE');
  });
});

describe('the life of a simulated carnê at Asaas', () => {
  const carne = { billingType: 'BOLETO', dueDate: '2026-11-30', installmentCount: 12 };

  it('is born whole out of POST /payments, with the remainder on the last parcel', async () => {
    const customer = await account.customer();

    const first = await account.call('POST', '/payments', { customer, ...carne, totalValue: 350 });
    const query = `installment=${String(first.body.installment)}&limit=100`;
    const { body } = await account.call('GET', `/payments?${query}`);
    const shown = await account.call('GET', `/installments/${String(first.body.installment)}`);

    expect(first.body).toMatchObject({
      object: 'payment',
      installmentNumber: 1,
      description: 'Parcela 1 de 12.',
      dueDate: '2026-11-30',
    });
    const parcels = [...(body.data as Wire[])].reverse();
    expect(columns(parcels, 'value').flat()).toEqual([
      ...Array.from({ length: 11 }, () => 29.16),
      29.24,
    ]);
    expect(columns(parcels, 'dueDate').flat().slice(0, 4)).toEqual([
      '2026-11-30',
      '2026-12-30',
      '2027-01-30',
      '2027-02-28',
    ]);
    expect(shown.body).toMatchObject({ value: 350, paymentValue: 29.24, netValue: 326.12 });
  });

  it('is born out of POST /installments with the value of a parcel and one reference for all', async () => {
    const customer = await account.customer();
    const body = { customer, ...carne, value: 29.9, paymentExternalReference: 'CONTRATO-77' };

    const made = await account.call('POST', '/installments', body);
    const id = String(made.body.id);
    const page = await account.call('GET', `/installments/${id}/payments`);
    const listed = await account.call('GET', '/payments?externalReference=CONTRATO-77&limit=100');

    expect(made.body).toMatchObject({ object: 'installment', installmentCount: 12, value: 358.8 });
    expect(page.body).toMatchObject({ totalCount: 12, hasMore: true, limit: 10 });
    expect(listed.body.totalCount).toBe(12);
  });

  it('is printed as a PDF, parcels in either order', async () => {
    const customer = await account.customer();
    const made = await account.call('POST', '/installments', { customer, ...carne, value: 29.9 });
    const base = `${account.harness.simulator.baseUrl('asaas')}/v3/installments/${String(made.body.id)}`;

    const response = await fetch(`${base}/paymentBook?sort=dueDate&order=desc`, {
      headers: { access_token: 'sandbox-token' },
    });
    const bytes = Buffer.from(await response.arrayBuffer());

    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.some((byte) => byte >= 0x80)).toBe(true);
    const text = bytes.toString('latin1');
    expect(text.indexOf('parcela 12')).toBeLessThan(text.indexOf('parcela 11'));
  });

  it('loses its open parcels alone once one is paid', async () => {
    const customer = await account.customer();
    const made = await account.call('POST', '/installments', {
      customer,
      ...carne,
      installmentCount: 3,
      value: 29.9,
    });
    const id = String(made.body.id);
    const { body } = await account.call('GET', `/installments/${id}/payments`);
    await account.act(body.data[0].id as string, 'pay');

    const whole = await account.call('DELETE', `/installments/${id}`);
    const open = await account.call('DELETE', `/installments/${id}/payments`);

    expect(whole.body.errors[0].code).toBe('invalid_action');
    expect(open.body).toMatchObject({ deleted: true, id });
    expect(columns(open.body.deletedPayments, 'installmentNumber', 'deleted')).toEqual([
      [2, true],
      [3, true],
    ]);
  });
});

it('knows a way into every status that it has', () => {
  const reachable = new Set(['PENDING', ...Object.values(paymentTransitions).flat()]);

  expect([...reachable].sort()).toEqual(Object.keys(paymentTransitions).sort());
});

it('keeps the statement, the balance and the ledger together', async () => {
  const { id } = await account.charge({ ...order, discount: null });
  await account.act(id, 'pay');
  await account.act(id, 'credit');

  const balance = await account.call('GET', '/finance/balance');
  const { body } = await account.call('GET', '/financialTransactions?order=asc&limit=100');

  expect(balance.body).toEqual({ balance: 97.91 });
  expect(columns(body.data, 'type', 'value', 'balance', 'paymentId')).toEqual([
    ['PAYMENT_RECEIVED', 99.9, 99.9, id],
    ['PAYMENT_FEE', -1.99, 97.91, id],
  ]);
});
