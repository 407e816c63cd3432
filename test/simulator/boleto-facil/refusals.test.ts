/** What the simulated Boleto Fácil refuses, in its own shape. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns, type Wire } from '../harness.ts';
import { openAccount, order, TOKEN, type BoletoFacilAccount, type Fields } from './account.ts';

let account: BoletoFacilAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

const refused = (message: unknown) => ({
  status: 400,
  body: { success: false, errorMessage: message },
});

const long = (length: number) => 'x'.repeat(length);

describe('issue-charge of the simulated Boleto Fácil refuses', () => {
  it.each(['token', 'description', 'amount', 'payerName', 'payerCpfCnpj'])(
    'an order without %s, which empty is too',
    async (name) => {
      const reply = await account.call('issue-charge', { ...order, [name]: '' });

      expect(reply).toEqual(refused(`Parâmetro obrigatório '${name}' não está presente`));
    },
  );

  it.each<readonly [Fields, string]>([
    [{ amount: '2.49' }, 'Valor mínimo para cobrança é de R$ 2,50'],
    [{ amount: '0' }, 'Valor mínimo para cobrança é de R$ 2,50'],
    [
      { amount: '', totalAmount: '4.00', installments: '2' },
      'Valor mínimo para cobrança é de R$ 2,50',
    ],
  ])('%j with the known text', async (change, message) => {
    const reply = await account.call('issue-charge', { ...order, ...change });

    expect(reply).toEqual(refused(message));
  });

  it.each<Fields>([
    { amount: '1000000.01' },
    { amount: '50,00' },
    { amount: '1,000.00' },
    { amount: '50.005' },
    { amount: '-50.00' },
    { totalAmount: '50.00' },
    { description: long(401) },
    { description: 'a\nb\nc\nd\ne' },
    { reference: long(256) },
    { dueDate: '2026-12-10' },
    { dueDate: '31/02/2027' },
    { dueDate: '20/11/2026' },
    { installments: '0' },
    { installments: '25' },
    { installments: '13', paymentTypes: 'BOLETO,CREDIT_CARD' },
    { installments: 'dois' },
    { maxOverdueDays: '-1' },
    { fine: '20.01' },
    { interest: '20.01' },
    { discountAmount: '50.00' },
    { discountDays: '-2' },
    { payerName: long(81) },
    { payerCpfCnpj: '249.715.637-93' },
    { payerCpfCnpj: '11222333000182' },
    { payerEmail: 'maria' },
    { payerSecondaryEmail: 'maria@' },
    { payerPhone: long(26) },
    { payerBirthDate: '1980-01-31' },
    { billingAddressStreet: long(101) },
    { billingAddressState: 'Santa Catarina' },
    { billingAddressPostcode: '8922' },
    { notifyPayer: 'sim' },
    { notificationUrl: 'retorno.php' },
    { paymentTypes: 'PIX' },
    { paymentTypes: 'CREDIT_CARD' },
  ])('%j', async (change) => {
    const reply = await account.call('issue-charge', { ...order, ...change });

    const listed = await account.list();
    expect(reply).toEqual(refused(expect.any(String)));
    expect(listed).toEqual([]);
  });

  it.each<Fields>([
    { amount: '2.50' },
    { amount: '1000000.00' },
    { installments: '24' },
    { dueDate: '21/11/2026' },
    { fine: '20.00', interest: '20.00' },
    { description: 'a\nb\nc\nd' },
    { discountAmount: '49.99' },
  ])('not %j, at the limit', async (change) => {
    const reply = await account.call('issue-charge', { ...order, ...change });

    expect(reply.status).toBe(200);
  });

  it('nothing of the past where that is set', async () => {
    await account.set({ takesPastDueDates: true });

    const charge = await account.charge({ dueDate: '20/11/2026' });

    expect(charge['dueDate']).toBe('20/11/2026');
  });
});

describe('the token of the simulated Boleto Fácil', () => {
  it.each(['issue-charge', 'list-charges', 'cancel-charge', 'fetch-balance', 'request-transfer'])(
    'that is wrong is refused by %s',
    async (method) => {
      const reply = await account.call(method, { token: 'OTHER' });

      expect(reply).toEqual(refused('Token inválido'));
    },
  );

  it('that was generated anew makes the old one useless and loses nothing', async () => {
    const { code } = await account.charge();

    await account.set({ token: 'NEW-TOKEN' });

    const window = { beginDueDate: '01/12/2026' };
    const old = await account.call('list-charges', { ...window, token: TOKEN });
    const fresh = await account.call('list-charges', { ...window, token: 'NEW-TOKEN' });
    const { body } = await account.harness.control('GET', '/');
    const gateways: Wire[] = body.gateways;
    const told = gateways.find((one) => one.id === 'boleto-facil');
    expect(old.body.success).toBe(false);
    expect(fresh.body.data.charges[0].code).toBe(code);
    expect(told.credentials).toEqual({ token: 'NEW-TOKEN' });
  });
});

describe('other calls of the simulated Boleto Fácil refuse', () => {
  it('a list without the beginning of any window', async () => {
    const without = await account.call('list-charges');
    const endOnly = await account.call('list-charges', { endDueDate: '31/12/2026' });

    const message = 'Favor informar a data de início de vencimento ou de pagamento';
    expect([without, endOnly]).toEqual([refused(message), refused(message)]);
  });

  it('a window that is no day', async () => {
    const reply = await account.call('list-charges', { beginDueDate: '2026-12-01' });

    expect(reply.status).toBe(400);
  });

  it.each(['30000009', '0', 'abc'])('to cancel the charge %s', async (code) => {
    const reply = await account.call('cancel-charge', { code });

    expect(reply).toEqual(refused('Cobrança inválida'));
  });

  it('to cancel without a code', async () => {
    const reply = await account.call('cancel-charge');

    expect(reply).toEqual(refused("Parâmetro obrigatório 'code' não está presente"));
  });

  it('to cancel what is paid or announced', async () => {
    const paid = await account.charge();
    const announced = await account.charge();
    await account.act(paid.code, 'pay');
    await account.act(announced.code, 'identify');

    const replies = [
      await account.call('cancel-charge', { code: String(paid.code) }),
      await account.call('cancel-charge', { code: String(announced.code) }),
    ];

    expect(replies).toEqual([refused('Cobrança inválida'), refused('Cobrança inválida')]);
  });

  it('a payment without a token, and one that is unknown', async () => {
    const without = await account.call('fetch-payment-details', { token: '' });
    const unknown = await account.call('fetch-payment-details', { paymentToken: 'ABC' });

    expect(without).toEqual(refused("Parâmetro obrigatório 'paymentToken' não está presente"));
    expect(unknown).toEqual(refused(expect.any(String)));
  });

  it('another verb with 405, and another call with 404', async () => {
    const base = account.harness.simulator.baseUrl('boleto-facil');

    const verb = await fetch(`${base}/issue-charge?token=${TOKEN}`, { method: 'PUT' });
    const unknown = await fetch(`${base}/create-payee?token=${TOKEN}`, { method: 'POST' });
    const page = await fetch(`${base}/boletofacil/checkout/0000`);

    expect([verb.status, unknown.status, page.status]).toEqual([405, 404, 404]);
    expect(await verb.json()).toMatchObject({ success: false });
  });

  it('with 422 where that is set', async () => {
    await account.set({ errorStatus: 422 });

    const reply = await account.call('cancel-charge', { code: '1' });

    expect(reply.status).toBe(422);
  });

  it('what a fault says, in their own shape', async () => {
    const error = { gateway: 'boleto-facil', kind: 'error', code: 'Sistema em manutenção' };
    const limit = { gateway: 'boleto-facil', kind: 'rate-limit', path: '/fetch-balance' };
    await account.harness.control('PUT', '/faults', { faults: [error] });
    const reply = await account.call('fetch-balance');
    await account.harness.control('PUT', '/faults', { faults: [limit] });
    const limited = await account.call('fetch-balance');

    expect(reply).toEqual(refused('Sistema em manutenção'));
    expect(limited).toMatchObject({ status: 429, body: { success: false } });
  });

  it.each([
    { feeCents: -1 },
    { errorStatus: 500 },
    { banks: [] },
    { unknown: true },
    { notificationUrl: 'retorno.php' },
  ])('the setting %j', async (setting) => {
    expect((await account.set(setting)).status).toBe(400);
  });
});

describe('control calls of the simulated Boleto Fácil', () => {
  it('know no other charge', async () => {
    const reply = await account.act(1, 'pay');

    expect(reply.status).toBe(404);
  });

  it('show one charge whole: what may be done, where it is shown, whom it is for', async () => {
    await account.charge();
    const { code } = await account.charge();

    const { body } = await account.harness.control('GET', `/boleto-facil/charges/${String(code)}`);

    const actions: Wire[] = body.actions;
    const possible = actions.filter((one) => one.reason === null);
    expect(body.charge).toMatchObject({ id: String(code), status: 'OPEN', dueTodayCents: 5000 });
    expect(body.letter.to).toBe('maria@example.com');
    expect(body.links.pdfUrl).toContain('boleto.pdf');
    expect(columns(possible, 'action').flat()).toEqual([
      'pay',
      'identify',
      'settle',
      'cancel',
      'expire',
      'restore',
    ]);
  });

  it('tell what time has made of a charge', async () => {
    const payable = await account.charge();
    const strict = await account.charge({ maxOverdueDays: '0' });

    await account.advance(21 * 86_400_000);

    expect((await account.overview(payable.code)).status).toBe('OVERDUE');
    expect((await account.overview(strict.code)).status).toBe('EXPIRED');
  });
});
