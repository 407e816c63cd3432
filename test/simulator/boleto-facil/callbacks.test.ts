/** Notifications of the simulated Boleto Fácil: who is told, what, where, how often. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns } from '../harness.ts';
import { startReceiver, type ReceivedPost, type Receiver } from '../receiver.ts';
import { DAY, openAccount, type BoletoFacilAccount } from './account.ts';

const HOUR = 3_600_000;

let account: BoletoFacilAccount;
let receiver: Receiver;

beforeEach(async () => {
  account = await openAccount();
  receiver = await startReceiver();
});

afterEach(async () => {
  await account.close();
  await receiver.close();
});

const fieldsOf = (post: ReceivedPost | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(new URLSearchParams(post?.body));

const payment = async (post: ReceivedPost | undefined) => {
  const { paymentToken = '' } = fieldsOf(post);
  return account.call('fetch-payment-details', { token: '', paymentToken });
};

describe('a notification of the simulated Boleto Fácil', () => {
  it('is a form of three fields, whose token tells the payment without the account', async () => {
    const { code } = await account.charge({ notificationUrl: receiver.url });
    await account.act(code, 'pay', { amountCents: 5175, on: '2026-11-20' });

    const [post] = await receiver.arrived(1);

    const told = await payment(post);
    expect(post?.contentType).toBe('application/x-www-form-urlencoded');
    expect(Object.keys(fieldsOf(post))).toEqual(['paymentToken', 'chargeReference', 'chargeCode']);
    expect(fieldsOf(post)).toMatchObject({
      chargeReference: 'CLI42-2026-12',
      chargeCode: String(code),
    });
    expect(told.body.data).toEqual({
      payment: {
        id: 1113001,
        amount: 51.75,
        date: '20/11/2026',
        fee: 2.5,
        type: 'BOLETO',
        status: 'CONFIRMED',
        charge: { code, reference: 'CLI42-2026-12', dueDate: '10/12/2026', amount: 50 },
      },
    });
  });

  it('leaves the face value out where that is set', async () => {
    await account.set({ tellsChargeAmount: false });
    const { code } = await account.charge({ notificationUrl: receiver.url });
    await account.act(code, 'pay');

    const told = await payment((await receiver.arrived(1))[0]);

    expect(Object.keys(told.body.data.payment.charge as object)).toEqual([
      'code',
      'reference',
      'dueDate',
    ]);
  });

  it('goes to the URL of the account, and rather to the one of the charge', async () => {
    await account.set({ notificationUrl: `${receiver.url}/conta` });
    const first = await account.charge();
    const second = await account.charge({ notificationUrl: `${receiver.url}/cobranca` });

    await account.act(first.code, 'pay');
    await account.act(second.code, 'pay');

    const posts = await receiver.arrived(2);
    const paths = posts.map((post) => [fieldsOf(post)['chargeCode'], post.path]);
    expect(Object.fromEntries(paths)).toEqual({
      [String(first.code)]: '/callbacks/efi/conta',
      [String(second.code)]: '/callbacks/efi/cobranca',
    });
  });

  it('is not sent for a charge that was made before the account had a URL', async () => {
    const { code } = await account.charge();
    await account.set({ notificationUrl: receiver.url });

    await account.act(code, 'pay');

    await account.harness.simulator.whenIdle();
    expect(receiver.posts).toHaveLength(0);
  });

  it('follows the URL of the account for older charges too where that is set', async () => {
    const { code } = await account.charge();
    await account.set({ notificationUrl: receiver.url, accountUrlHoldsFor: 'all-charges' });

    await account.act(code, 'pay');

    expect(await receiver.arrived(1)).toHaveLength(1);
  });

  it('is never sent for a charge made in the panel', async () => {
    await account.set({ notificationUrl: receiver.url, chargesAreFromPanel: true });
    const { code } = await account.charge({ notificationUrl: receiver.url });

    await account.act(code, 'pay');
    const other = await account.act('panel', 'pay', { amountCents: 1234 });

    await account.harness.simulator.whenIdle();
    expect(receiver.posts).toHaveLength(0);
    expect(other.body.charge).toMatchObject({ status: 'CONFIRMED', customId: null });
    expect(columns(await account.ledger(), 'paidCents')).toEqual([[5000], [1234]]);
  });

  it('comes at the announcement and again at the confirmation, with the same token', async () => {
    await account.set({ announcesFirst: true, bankDaysToConfirm: 0 });
    const { code } = await account.charge({ notificationUrl: receiver.url });

    await account.act(code, 'pay');

    const posts = await receiver.arrived(2);
    const tokens = posts.map((post) => fieldsOf(post)['paymentToken']);
    expect(new Set(tokens).size).toBe(1);
    expect((await payment(posts[0])).body.data.payment.status).toBe('CONFIRMED');
  });

  it('has a token of its own each time where that is set', async () => {
    await account.set({ announcesFirst: true, bankDaysToConfirm: 0, tokenPerNotice: true });
    const { code } = await account.charge({ notificationUrl: receiver.url });

    await account.act(code, 'pay');

    const posts = await receiver.arrived(2);
    const told = await Promise.all(posts.map((post) => payment(post)));
    const tokens = posts.map((post) => fieldsOf(post)['paymentToken']);
    expect(new Set(tokens).size).toBe(2);
    expect(told[0]).toEqual(told[1]);
  });

  it('tells what announced payment is still to be confirmed', async () => {
    await account.set({ announcedAs: 'AWAITING_PROCESSING' });
    const { code } = await account.charge({ notificationUrl: receiver.url });

    await account.act(code, 'identify');

    const [post] = await receiver.arrived(1);
    expect((await payment(post)).body.data.payment.status).toBe('AWAITING_PROCESSING');
  });

  it('comes of each of two payments', async () => {
    const { code } = await account.charge({ notificationUrl: receiver.url });

    await account.act(code, 'pay');
    await account.act(code, 'pay');

    const posts = await receiver.arrived(2);
    const tokens = posts.map((post) => fieldsOf(post)['paymentToken']);
    expect(new Set(tokens).size).toBe(2);
  });

  it('is silent about money that goes back unless that is set', async () => {
    const { code } = await account.charge({ notificationUrl: receiver.url });
    await account.act(code, 'pay');
    await account.act(code, 'pay');
    await receiver.arrived(2);
    await account.act(code, 'refund');

    await account.set({ notifiesPaidBack: true });
    await account.act(code, 'contest');

    const posts = await receiver.arrived(3);
    await account.harness.simulator.whenIdle();
    expect(receiver.posts).toHaveLength(3);
    expect((await payment(posts[2])).body.data.payment.status).toBe('BANK_PAID_BACK');
  });
});

describe('tries of the simulated Boleto Fácil', () => {
  it.each([201, 204, 302, 404, 500])('go on after HTTP %i', async (status) => {
    receiver.answerWith((response) => response.writeHead(status).end());
    const { code } = await account.charge({ notificationUrl: receiver.url });
    await account.act(code, 'pay');
    await account.harness.simulator.whenIdle();

    await account.advance(2 * HOUR);

    expect(receiver.posts).toHaveLength(2);
  });

  it('end with a 200', async () => {
    receiver.answerWith((response) =>
      response.writeHead(receiver.posts.length < 3 ? 500 : 200).end(),
    );
    const { code } = await account.charge({ notificationUrl: receiver.url });
    await account.act(code, 'pay');

    await account.advance(5 * DAY);

    const { body } = await account.harness.control('GET', '/boleto-facil/callbacks');
    expect(receiver.posts).toHaveLength(3);
    expect(columns(body.callbacks, 'state')).toEqual([['delivered']]);
  });

  it('are 50, two hours apart, and leave the URL switched on', async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    const { code } = await account.charge({ notificationUrl: receiver.url });
    await account.act(code, 'pay');
    await account.harness.simulator.whenIdle();

    await account.advance(98 * HOUR);
    const made = receiver.posts.length;
    await account.advance(DAY);

    const { body } = await account.harness.control('GET', '/boleto-facil/callbacks');
    const urls = await account.harness.control('GET', '/boleto-facil/url');
    expect([made, receiver.posts.length]).toEqual([50, 50]);
    expect(columns(body.callbacks, 'state')).toEqual([['given-up']]);
    expect(columns(urls.body.urls, 'active', 'failedTries')).toEqual([[true, 50]]);
  });

  it('begin again at a re-send, of what arrived too, to another URL', async () => {
    const { code } = await account.charge({ notificationUrl: receiver.url });
    await account.act(code, 'pay');
    const [first] = await receiver.arrived(1);
    await account.harness.simulator.whenIdle();

    await account.harness.control('POST', '/boleto-facil/callbacks/resend', {
      ids: [code],
      url: `${receiver.url}/nova`,
    });

    const posts = await receiver.arrived(2);
    expect(posts[1]?.path).toBe('/callbacks/efi/nova');
    expect(posts[1]?.body).toBe(first?.body);
  });

  it('survive a restart', async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    const { code } = await account.charge({ notificationUrl: receiver.url });
    await account.act(code, 'pay');
    await account.harness.simulator.whenIdle();
    receiver.answerWith((response) => response.writeHead(200).end());

    await account.harness.restart();
    await account.advance(2 * HOUR);

    const { body } = await account.harness.control('GET', '/boleto-facil/callbacks');
    expect(columns(body.callbacks, 'state')).toEqual([['delivered']]);
  });

  it('are doubled by a fault', async () => {
    const fault = { gateway: 'boleto-facil', kind: 'duplicate', count: 1 };
    await account.harness.control('PUT', '/faults', { faults: [fault] });
    const { code } = await account.charge({ notificationUrl: receiver.url });

    await account.act(code, 'pay');

    const posts = await receiver.arrived(2);
    expect(posts[1]?.body).toBe(posts[0]?.body);
  });
});

describe('the URL of notifications of the simulated Boleto Fácil', () => {
  it.each(['http://172.16.0.1/x', 'http://172.31.255.254/x', 'https://172.20.1.1:8080/x'])(
    'is refused on the charge and on the account: %s',
    async (notificationUrl) => {
      const charge = await account.call('issue-charge', {
        description: 'x',
        amount: '10.00',
        payerName: 'Maria Exemplo',
        payerCpfCnpj: '24971563792',
        notificationUrl,
      });
      const set = await account.set({ notificationUrl });

      expect(charge).toMatchObject({ status: 400, body: { success: false } });
      expect(set.status).toBe(400);
    },
  );

  it.each(['http://172.15.0.1/x', 'http://172.32.0.1/x', 'http://192.168.0.10/x'])(
    'is taken: %s',
    async (notificationUrl) => {
      expect((await account.set({ notificationUrl })).status).toBe(200);
    },
  );

  it('is refused in all private networks where that is set', async () => {
    await account.set({ refusedNetworks: 'all-private' });

    const reply = await account.set({ notificationUrl: 'http://10.0.0.1/x' });

    expect(reply.status).toBe(400);
  });

  it('is tried with a payment that does not exist', async () => {
    const tested = await account.harness.control('POST', '/boleto-facil/url/test', {
      url: receiver.url,
    });

    const told = await payment(receiver.posts[0]);
    expect(tested.body).toMatchObject({ ok: true, httpStatus: 200 });
    expect(told).toMatchObject({ status: 400, body: { success: false } });
  });
});
