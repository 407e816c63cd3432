/** The life of a boleto and of a carnê of the simulated Boleto Fácil, over real HTTP. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { barcodeMod11, mod10 } from '../../../domain/check-digit.ts';
import { columns } from '../harness.ts';
import { DAY, openAccount, order, type BoletoFacilAccount, type Charge } from './account.ts';

let account: BoletoFacilAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

describe('a boleto of the simulated Boleto Fácil', () => {
  it('is issued with links, linha digitável and the details of its bank', async () => {
    const charge = await account.charge();

    expect(charge).toMatchObject({
      code: 30000001,
      reference: 'CLI42-2026-12',
      dueDate: '10/12/2026',
      installmentLink: '',
    });
    expect(charge['checkoutUrl']).toMatch(/\/boletofacil\/checkout\/[0-9A-F]{64}$/);
    expect(charge['link']).toMatch(/\/boletofacil\/charge\/boleto\.pdf\?token=\d+:m:[0-9a-f]{64}$/);
    expect(charge['payNumber']).toMatch(/^\d{5}\.\d{5} \d{5}\.\d{6} \d{5}\.\d{6} \d \d{14}$/);
  });

  it('carries the fixed text of the sandbox instead of digits where that is set', async () => {
    await account.set({ sandboxText: true });

    const charge = await account.charge();

    expect(charge['payNumber']).toBe('BOLETO TESTE - Não é válido para pagamento');
    expect(charge['billetDetails'].barcodeNumber).toMatch(/^\d{44}$/);
  });

  it('has only four fields in the answers of the first years', async () => {
    await account.set({ oldAnswers: true });

    const charge = await account.charge();

    expect(Object.keys(charge)).toEqual(['code', 'dueDate', 'link', 'payNumber']);
  });

  it('comes from one partner bank after the other, each with valid digits', async () => {
    const charges = [await account.charge(), await account.charge(), await account.charge()];

    const banks = charges.map((one) => String(one['billetDetails'].barcodeNumber).slice(0, 3));
    expect(new Set(banks)).toEqual(new Set(['341', '033', '237']));
    expect(charges.map(brokenDigits)).toEqual([[], [], []]);
    expect(columns(charges, 'billetDetails.portfolio').flat().sort()).toEqual(['09', '101', '176']);
  });

  it('keeps to one bank where that is set', async () => {
    await account.set({ banks: ['341'] });

    const charges = [await account.charge(), await account.charge()];

    expect(columns(charges, 'billetDetails.portfolio').flat()).toEqual(['176', '176']);
  });

  it('is confirmed on the day it is paid, with the tariff in list, ledger and balance', async () => {
    const { code } = await account.charge();

    const paid = await account.act(code, 'pay', { on: '2026-12-09' });

    const payments = await account.payments(code);
    const balance = await account.call('fetch-balance');
    expect(paid.body.charge.status).toBe('CONFIRMED');
    expect(payments).toEqual([
      {
        id: 1113001,
        amount: 50,
        date: '09/12/2026',
        fee: 2.5,
        type: 'BOLETO',
        status: 'CONFIRMED',
      },
    ]);
    expect(await account.ledger()).toEqual([
      expect.objectContaining({
        charge: String(code),
        customId: 'CLI42-2026-12',
        paidCents: 5000,
        feeCents: 250,
        paidOn: '2026-12-09',
      }),
    ]);
    expect(balance.body.data).toEqual({
      balance: 47.5,
      withheldBalance: 0,
      transferableBalance: 47.5,
    });
  });

  it('may be paid twice: two payments, two entries', async () => {
    const { code } = await account.charge();

    await account.act(code, 'pay');
    await account.act(code, 'pay');

    expect(columns(await account.payments(code), 'status')).toEqual([['CONFIRMED'], ['CONFIRMED']]);
    expect(await account.ledger()).toHaveLength(2);
  });

  it('gives back one payment of two and keeps the tariff', async () => {
    const { code } = await account.charge();
    await account.act(code, 'pay');
    await account.act(code, 'pay');

    await account.act(code, 'refund', { on: '2026-11-23' });

    const { body } = await account.call('fetch-balance');
    expect(columns(await account.payments(code), 'status').flat()).toEqual([
      'CONFIRMED',
      'CUSTOMER_PAID_BACK',
    ]);
    expect(columns(await account.ledger(), 'refundedCents', 'refundedOn')).toEqual([
      [0, null],
      [5000, '2026-11-23'],
    ]);
    expect(body.data.balance).toBe(45);
  });

  it('goes back at the request of the bank', async () => {
    const { code } = await account.charge();
    await account.act(code, 'pay');

    await account.act(code, 'contest');

    expect(columns(await account.payments(code), 'status')).toEqual([['BANK_PAID_BACK']]);
  });

  it('is announced first and confirmed on the next bank day where that is set', async () => {
    await account.set({ announcesFirst: true });
    const { code } = await account.charge();
    await account.act(code, 'pay');
    const announced = await account.payments(code);

    // A Saturday: the next bank day is Monday.
    await account.advance(2 * DAY);

    expect(columns(announced, 'status')).toEqual([['AUTHORIZED']]);
    expect(columns(await account.payments(code), 'status', 'date')).toEqual([
      ['CONFIRMED', '21/11/2026'],
    ]);
    expect(columns(await account.ledger(), 'paidOn', 'creditedOn')).toEqual([
      ['2026-11-21', '2026-11-23'],
    ]);
  });

  it('announced by hand waits until it is confirmed by hand, or fails', async () => {
    const first = await account.charge();
    const second = await account.charge();
    await account.act(first.code, 'identify');
    await account.act(second.code, 'identify');
    await account.advance(10 * DAY);

    await account.act(first.code, 'credit');
    await account.act(second.code, 'contest');

    expect(columns(await account.payments(first.code), 'status')).toEqual([['CONFIRMED']]);
    expect(columns(await account.payments(second.code), 'status')).toEqual([['FAILED']]);
    expect(await account.ledger()).toHaveLength(1);
  });

  it.each([
    ['up to the due date', '2026-12-10', 5000],
    ['one day late: 2 % and a thirtieth of 1 %', '2026-12-11', 5102],
    ['20 days late', '2026-12-30', 5133],
    ['on the last day', '2027-01-08', 5148],
  ])('costs what its terms say %s', async (_, on, cents) => {
    const { code } = await account.charge();

    await account.act(code, 'pay', { on });

    expect(columns(await account.ledger(), 'paidCents')).toEqual([[cents]]);
  });

  it('due on a Saturday is not late on Monday', async () => {
    const { code } = await account.charge({ dueDate: '12/12/2026' });

    await account.act(code, 'pay', { on: '2026-12-14' });

    expect(columns(await account.ledger(), 'paidCents')).toEqual([[5000]]);
  });

  it.each([
    [{ discountDays: '0' }, '2026-12-10', 4500],
    [{ discountDays: '0' }, '2026-12-11', 5102],
    [{ discountDays: '5' }, '2026-12-05', 4500],
    [{ discountDays: '5' }, '2026-12-06', 5000],
    [{}, '2026-12-11', 4602],
  ])('takes the discount of R$ 5,00 with %j when paid on %s', async (terms, on, cents) => {
    const { code } = await account.charge({ discountAmount: '5.00', ...terms });

    await account.act(code, 'pay', { on });

    expect(columns(await account.ledger(), 'paidCents')).toEqual([[cents]]);
  });

  it('with more than 29 days overdue is taken as one with 29', async () => {
    const { code } = await account.charge({ maxOverdueDays: '90' });

    const late = await account.act(code, 'pay', { on: '2027-01-09' });
    const inTime = await account.act(code, 'pay', { on: '2027-01-08' });

    expect(late.status).toBe(409);
    expect(inTime.status).toBe(200);
  });

  it('without days overdue is not paid after the due date', async () => {
    const { code } = await account.charge({ maxOverdueDays: '0' });

    const late = await account.act(code, 'pay', { on: '2026-12-11' });

    expect(late.status).toBe(409);
  });

  it('is cancelled once, then no longer listed, and may still be paid by who holds the paper', async () => {
    const { code } = await account.charge();
    const cancelled = await account.call('cancel-charge', { code: String(code) });
    const again = await account.call('cancel-charge', { code: String(code) });
    const listed = await account.list();

    await account.act(code, 'pay');

    expect(cancelled).toEqual({ status: 200, body: { success: true, data: null } });
    expect(again.body).toEqual({ success: false, errorMessage: 'Cobrança inválida' });
    expect(listed).toEqual([]);
    expect(columns(await account.payments(code), 'status')).toEqual([['CONFIRMED']]);
  });

  it('is marked as paid in the panel without money', async () => {
    const { code } = await account.charge();

    const marked = await account.act(code, 'settle');

    const cancelled = await account.call('cancel-charge', { code: String(code) });
    expect(marked.body.charge.status).toBe('MARKED_PAID');
    expect(cancelled.body.success).toBe(false);
    expect(await account.ledger()).toEqual([]);
  });

  it('is written off by the bank and taken back', async () => {
    const { code } = await account.charge();
    await account.act(code, 'expire');
    const refused = await account.act(code, 'pay');

    await account.act(code, 'restore');
    const paid = await account.act(code, 'pay', { on: '2027-06-01' });

    expect(refused.status).toBe(409);
    expect(paid.status).toBe(200);
  });

  it('leads to a PDF and a page that say that they are practice', async () => {
    const charge = await account.charge();

    const pdf = await fetch(String(charge['link']));
    const page = await fetch(String(charge['checkoutUrl']));

    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect((await pdf.text()).slice(0, 5)).toBe('%PDF-');
    expect(await page.text()).toContain('SIMULADOR');
  });

  it.each(['overdue', 'credit', 'refund', 'contest'])('open cannot %s', async (action) => {
    const { code } = await account.charge();

    const refused = await account.act(code, action);

    expect(refused.status).toBe(409);
  });

  it('is refunded whole or not at all', async () => {
    const { code } = await account.charge();
    await account.act(code, 'pay');

    const part = await account.act(code, 'refund', { amountCents: 1000 });

    expect(part.status).toBe(409);
  });
});

describe('a carnê of the simulated Boleto Fácil', () => {
  it('has a charge for each month, one reference and one PDF', async () => {
    const charges = await account.issue({ installments: '3' });

    const links = new Set(columns(charges, 'installmentLink').flat());
    const book = await fetch(String([...links][0]));
    expect(columns(charges, 'code', 'dueDate', 'reference')).toEqual([
      [30000001, '10/12/2026', 'CLI42-2026-12'],
      [30000002, '10/01/2027', 'CLI42-2026-12'],
      [30000003, '10/02/2027', 'CLI42-2026-12'],
    ]);
    expect(links.size).toBe(1);
    expect((await book.text()).slice(0, 5)).toBe('%PDF-');
  });

  it.each([
    ['last-day', ['31/12/2026', '31/01/2027', '28/02/2027', '31/03/2027']],
    ['chained', ['31/12/2026', '31/01/2027', '28/02/2027', '28/03/2027']],
    ['next-month', ['31/12/2026', '31/01/2027', '03/03/2027', '31/03/2027']],
  ])('from the 31st follows the rule %s', async (shortMonths, days) => {
    await account.set({ shortMonths });

    const charges = await account.issue({ dueDate: '31/12/2026', installments: '4' });

    expect(columns(charges, 'dueDate').flat()).toEqual(days);
  });

  it.each([
    ['first-parcels', [3334, 3333, 3333]],
    ['last-parcel', [3333, 3333, 3334]],
  ])('of a total carries the odd centavos on %s', async (remainderOn, amounts) => {
    await account.set({ remainderOn });

    await account.issue({ amount: '', totalAmount: '100.00', installments: '3' });

    const { body } = await account.harness.control('GET', '/boleto-facil/charges');
    expect(columns(body.charges, 'totalCents').flat()).toEqual(amounts);
  });

  it('is paid and cancelled parcel by parcel', async () => {
    const [first, second] = await account.issue({ installments: '2' });
    await account.act(first?.code ?? 0, 'pay');

    await account.call('cancel-charge', { code: String(second?.code) });

    const { body } = await account.harness.control('GET', '/boleto-facil/charges');
    expect(columns(body.charges, 'parcel', 'status')).toEqual([
      [1, 'CONFIRMED'],
      [2, 'CANCELLED'],
    ]);
  });
});

describe('list-charges of the simulated Boleto Fácil', () => {
  it('finds by due date, by day of payment and by day of confirmation', async () => {
    await account.set({ announcesFirst: true });
    const december = await account.charge();
    const january = await account.charge({ dueDate: '10/01/2027' });
    await account.act(january.code, 'pay');
    await account.advance(2 * DAY);

    const byDue = await account.list({ beginDueDate: '10/12/2026', endDueDate: '31/12/2026' });
    const byPayment = await account.list({
      beginPaymentDate: '21/11/2026',
      endPaymentDate: '21/11/2026',
    });
    const byConfirmation = await account.list({ beginPaymentConfirmation: '23/11/2026' });
    const tooLate = await account.list({ beginPaymentConfirmation: '24/11/2026' });

    expect(columns(byDue, 'code')).toEqual([[december.code]]);
    expect(columns(byPayment, 'code')).toEqual([[january.code]]);
    expect(columns(byConfirmation, 'code')).toEqual([[january.code]]);
    expect(tooLate).toEqual([]);
  });

  it('shows cancelled charges where that is set', async () => {
    const { code } = await account.charge();
    await account.call('cancel-charge', { code: String(code) });

    await account.set({ listsCancelled: true });

    expect(columns(await account.list(), 'code')).toEqual([[code]]);
  });

  it('filters the panel by status and reference', async () => {
    const { code } = await account.charge();
    await account.charge({ reference: 'CLI43' });
    await account.act(code, 'pay');

    const paid = await account.harness.control('GET', '/boleto-facil/charges?status=CONFIRMED');
    const other = await account.harness.control('GET', '/boleto-facil/charges?customId=CLI43');

    expect(columns(paid.body.charges, 'id')).toEqual([[String(code)]]);
    expect(columns(other.body.charges, 'status', 'dueTodayCents')).toEqual([['OPEN', 5000]]);
  });

  it('turns the pages of the panel, newest first too', async () => {
    await account.issue({ installments: '3' });

    const second = await account.harness.control('GET', '/boleto-facil/charges?limit=2&offset=2');
    const newest = await account.harness.control(
      'GET',
      '/boleto-facil/charges?order=newest&limit=1',
    );

    expect(columns(second.body.charges, 'parcel')).toEqual([[3]]);
    expect(columns(newest.body.charges, 'parcel')).toEqual([[3]]);
  });
});

describe('the balance of the simulated Boleto Fácil', () => {
  it('is moved in part, then whole, and not beyond what can be moved', async () => {
    await account.set({ withheldCents: 1000 });
    const { code } = await account.charge();
    await account.act(code, 'pay');

    const part = await account.call('request-transfer', { amount: '7.50' });
    const left = await account.call('fetch-balance');
    const tooMuch = await account.call('request-transfer', { amount: '30.01' });
    const rest = await account.call('request-transfer');
    const nothing = await account.call('request-transfer');

    expect(part.body).toEqual({ success: true, data: null });
    expect(left.body.data).toEqual({
      balance: 40,
      withheldBalance: 10,
      transferableBalance: 30,
    });
    expect([tooMuch.status, rest.status, nothing.status]).toEqual([400, 200, 400]);
  });
});

describe('a restart of the simulated Boleto Fácil', () => {
  it('finds charges, payments, settings, token and balance where they were', async () => {
    await account.set({ token: 'another-token', announcesFirst: true });
    const { code } = await account.charge({ token: 'another-token' });
    await account.act(code, 'identify');
    await account.act(code, 'credit');
    const before = await account.call('list-charges', everything);
    const portBefore = account.harness.simulator.port;

    await account.harness.restart();
    const after = await account.call('list-charges', everything);
    const next = await account.charge({ token: 'another-token' });

    const moved = JSON.stringify(before.body).replaceAll(
      `127.0.0.1:${String(portBefore)}`,
      `127.0.0.1:${String(account.harness.simulator.port)}`,
    );
    expect(after.body).toEqual(JSON.parse(moved));
    expect(next.code).toBe(code + 1);
  });

  it('confirms afterwards what was announced before', async () => {
    await account.set({ announcesFirst: true });
    const { code } = await account.charge();
    await account.act(code, 'pay');

    await account.harness.restart();
    await account.advance(2 * DAY);

    expect(columns(await account.payments(code), 'status')).toEqual([['CONFIRMED']]);
  });
});

const everything = { token: 'another-token', beginDueDate: '01/01/2000' };

/** Which check digits of a charge are wrong: of the bar code, and of the three fields of its linha digitável. */
function brokenDigits(charge: Charge): readonly string[] {
  const barcode = String(charge['billetDetails'].barcodeNumber);
  const fields = String(charge['payNumber']).split(' ').slice(0, 3);
  const wrong = fields.filter((field) => {
    const digits = field.replace('.', '');
    return String(mod10(digits.slice(0, -1))) !== digits.at(-1);
  });
  const general = String(barcodeMod11(barcode.slice(0, 4) + barcode.slice(5)));
  return general === barcode[4] ? wrong : [...wrong, barcode];
}

describe('an order of the simulated Boleto Fácil', () => {
  it('without a due date falls due in three days', async () => {
    const charge = await account.charge({ dueDate: '' });

    expect(charge['dueDate']).toBe('24/11/2026');
  });

  it('takes all the other parameters and a boleto beside a card', async () => {
    const charge = await account.charge({
      ...order,
      payerSecondaryEmail: 'outra@example.com',
      payerPhone: '(47) 99632-1478',
      payerBirthDate: '31/01/1980',
      billingAddressStreet: 'Rua A',
      billingAddressNumber: '10',
      billingAddressComplement: 'Casa',
      billingAddressNeighborhood: 'Centro',
      billingAddressCity: 'Joinville',
      billingAddressState: 'SC',
      billingAddressPostcode: '89223-005',
      notifyPayer: 'true',
      paymentTypes: 'BOLETO,CREDIT_CARD',
      paymentAdvance: 'false',
      feeSchemaToken: 'X',
      splitRecipient: 'Y',
      referralToken: 'Z',
      installments: '1',
    });

    expect(charge.code).toBe(30000001);
  });
});
