import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns, type Wire } from '../harness.ts';
import { startReceiver, type ReceivedPost, type Receiver } from '../receiver.ts';
import { DAY, openAccount, read, type TokenAccount } from './account.ts';

const MINUTE = 60_000;

let account: TokenAccount;
let receiver: Receiver;

beforeEach(async () => {
  account = await openAccount();
  receiver = await startReceiver();
});

afterEach(async () => {
  await account.close();
  await receiver.close();
});

const told = (post: ReceivedPost | undefined): Wire =>
  read(new URLSearchParams(post?.body).get('xml') ?? '').pagamento;

/** Retorno and letter of each POST so far. */
const heard = (): readonly unknown[][] =>
  columns(receiver.posts.map(told) as Wire, 'cobranca.retorno', 'cobranca.status');

const control = (method: string, path: string, body?: object) =>
  account.harness.control(method, `/gerencianet-token${path}`, body);

const callbacks = async (): Promise<Wire[]> =>
  (await control('GET', '/callbacks')).body.callbacks as Wire[];

/** Waits until all that is due has been tried. */
const idle = () => account.harness.simulator.whenIdle();

describe('callbacks of the simulated token mode', () => {
  it('tells payments and cancellations, each at its own URL of the panel', async () => {
    const other = await startReceiver();
    const panel = { paymentUrl: receiver.url, cancelUrl: other.url };
    const set = await control('PUT', '/url', panel);
    const [paid, cancelled] = [await account.charge('A'), await account.charge('B')];

    await account.act(paid, 'pay', { amountCents: 10_010, on: '2026-11-20' });
    await account.act(cancelled, 'cancel');
    await receiver.arrived(1);
    await other.arrived(1);
    await idle();
    await other.close();

    expect(set.body).toMatchObject(panel);
    expect(told(receiver.posts[0])).toEqual({
      cliente: { cliente: 'MARIA DA SILVA' },
      cobranca: {
        chave: paid,
        chaveLote: expect.stringMatching(/^38_/) as string,
        retorno: 'A',
        documento: expect.stringMatching(/^\d+$/) as string,
        status: 'p',
        total: '9990',
        valorPago: '10010',
        pag: '20/11/2026',
      },
    });
    expect(told(other.posts[0]).cobranca).toMatchObject({
      chave: cancelled,
      status: 'c',
      valorPago: '0',
      pag: '',
    });
  });

  it('tells both at one URL, and nothing without one', async () => {
    const early = await account.charge('A');
    await account.act(early, 'pay');
    await account.set({ paymentUrl: receiver.url, cancelUrl: receiver.url });
    const [paid, cancelled] = [await account.charge('B'), await account.charge('C')];

    await account.act(paid, 'pay');
    await account.cancel(cancelled);
    await receiver.arrived(2);
    await idle();

    expect(heard()).toEqual([
      ['B', 'p'],
      ['C', 'c'],
    ]);
  });

  it('sends the letters that the account says, finalized and overdue among them', async () => {
    await account.set({
      paymentUrl: receiver.url,
      cancelUrl: receiver.url,
      sentLetters: ['p', 'f', 'i'],
      tellsOwnCancel: false,
    });
    const [paid, late, cancelled] = [
      await account.charge('A'),
      await account.charge('B'),
      await account.charge('C'),
    ];

    await account.act(paid, 'pay');
    await account.act(paid, 'credit');
    await account.cancel(cancelled);
    await account.act(cancelled, 'pay');
    await account.harness.simulator.advance(30 * DAY);

    expect(heard()).toEqual([
      ['A', 'p'],
      ['A', 'f'],
      ['C', 'p'],
      ['B', 'i'],
    ]);
    expect((await account.show(late)).status).toBe('overdue');
  });

  it('tells several charges in one POST where the account says so', async () => {
    await account.set({ paymentUrl: receiver.url, callbackBatch: { size: 2, waitSeconds: 60 } });
    for (const retorno of ['A', 'B', 'C']) await account.act(await account.charge(retorno), 'pay');
    await receiver.arrived(1);
    await idle();
    const full = receiver.posts.length;

    await account.harness.simulator.advance(MINUTE);

    const [first, second] = receiver.posts.map(told);
    expect(full).toBe(1);
    expect(columns(first.cobranca, 'retorno').flat()).toEqual(['A', 'B']);
    expect(first.cliente).toEqual({ cliente: 'MARIA DA SILVA' });
    expect(second.cobranca.retorno).toBe('C');
  });

  it.each([[201], [204], [301], [302], [404], [500]])(
    'takes %i for a failure and follows nothing',
    async (status) => {
      receiver.answerWith((response) => response.writeHead(status, { location: '/' }).end());
      await account.set({ paymentUrl: receiver.url });

      await account.act(await account.charge('A'), 'pay');
      await receiver.arrived(1);
      await idle();

      expect((await callbacks())[0]).toMatchObject({
        state: 'pending',
        nextTryAt: '2026-11-21T12:06:40.000Z',
        attempts: [{ attempt: 1, httpStatus: status }],
      });
    },
  );

  it('tries ten times in about an hour, then switches the URL off for all that follows', async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    await account.set({ paymentUrl: receiver.url });
    await account.act(await account.charge('A'), 'pay');
    await receiver.arrived(1);

    await account.harness.simulator.advance(65 * MINUTE);
    const off = await control('GET', '/url');
    await account.act(await account.charge('B'), 'pay');
    await account.harness.simulator.advance(DAY);

    expect(receiver.posts).toHaveLength(10);
    expect(off.body.urls).toEqual([
      expect.objectContaining({ url: receiver.url, active: false, failedTries: 10 }),
    ]);
    expect(columns(await callbacks(), 'state').flat()).toEqual(['suspended', 'suspended']);
  });

  it('sends by hand what a switched-off URL missed, once it is on again', async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    await account.set({ paymentUrl: receiver.url });
    await account.act(await account.charge('A'), 'pay');
    await account.harness.simulator.advance(65 * MINUTE);
    await account.act(await account.charge('B'), 'pay');
    receiver.answerWith((response) => response.writeHead(200).end());

    await control('PUT', '/url', { url: receiver.url, active: true });
    await account.harness.simulator.advance(DAY);
    const silent = receiver.posts.length;
    const again = await control('POST', '/callbacks/resend', { status: 'suspended' });
    await receiver.arrived(silent + 2);
    await idle();

    expect(silent).toBe(10);
    expect(again.body.queued).toBe(2);
    expect(heard().slice(silent).sort()).toEqual([
      ['A', 'p'],
      ['B', 'p'],
    ]);
  });

  it('takes along to a new URL of the panel what is still to be sent, and what is sent again', async () => {
    const moved = await startReceiver();
    await account.set({ paymentUrl: receiver.url });
    const done = await account.charge('A');
    await account.act(done, 'pay');
    await receiver.arrived(1);
    await idle();
    receiver.answerWith((response) => response.writeHead(500).end());
    await account.act(await account.charge('B'), 'pay');
    await receiver.arrived(2);
    await idle();

    await control('PUT', '/url', { paymentUrl: moved.url });
    await account.harness.simulator.advance(10 * MINUTE);
    await control('POST', '/callbacks/resend', { ids: [done] });
    await moved.arrived(2);
    await idle();
    await moved.close();

    expect(receiver.posts).toHaveLength(2);
    expect(moved.posts.map((post) => told(post).cobranca.retorno as string)).toEqual(['B', 'A']);
  });

  it('tests a URL with a POST of its own shape', async () => {
    const good = await control('POST', '/url/test', { url: receiver.url });
    receiver.answerWith((response) => response.writeHead(204).end());
    const bad = await control('POST', '/url/test', { url: receiver.url });

    expect([good.body.ok, bad.body.ok]).toEqual([true, false]);
    expect(told(receiver.posts[0]).cobranca).toMatchObject({ status: 'p', total: '0' });
  });

  it('refuses a panel URL that is none, and shows what the panel holds', async () => {
    const refused = await control('PUT', '/url', { paymentUrl: 'fortunus_confirma.php' });
    await control('PUT', '/url', { cancelUrl: receiver.url });
    const { body } = await control('GET', '/url');

    expect(refused.status).toBe(400);
    expect(body).toMatchObject({ paymentUrl: null, cancelUrl: receiver.url });
    expect(columns(body.urls, 'url', 'active')).toEqual([[receiver.url, true]]);
  });

  it('sends twice, late or not at all when a fault wants it', async () => {
    await account.set({ paymentUrl: receiver.url });
    const pay = async (retorno: string, kind: object) => {
      const faults = [{ gateway: 'gerencianet-token', count: 1, ...kind }];
      await account.harness.control('PUT', '/faults', { faults });
      await account.act(await account.charge(retorno), 'pay');
      await idle();
    };

    await pay('A', { kind: 'duplicate' });
    await pay('B', { kind: 'lose' });
    await pay('C', { kind: 'late', delayMs: MINUTE });
    const before = receiver.posts.length;
    await account.harness.simulator.advance(MINUTE);

    expect(before).toBe(2);
    expect(heard()).toEqual([
      ['A', 'p'],
      ['A', 'p'],
      ['C', 'p'],
    ]);
  });
});

describe('a restart of the simulated token mode', () => {
  it('finds charges, book, settings and what waits where they were', async () => {
    receiver.answerWith((response) => response.writeHead(500).end());
    await account.set({ paymentUrl: receiver.url, callbackBatch: { size: 2, waitSeconds: 60 } });
    const chave = await account.charge('A');
    await account.act(chave, 'pay');
    const [detail, ledger] = [await account.detail(chave), await account.ledger()];

    await account.harness.restart();
    receiver.answerWith((response) => response.writeHead(200).end());
    await account.harness.simulator.advance(MINUTE);

    const after = await account.detail(chave);
    expect({ ...after, Processo: '' }).toEqual({ ...detail, Processo: '' });
    expect(await account.ledger()).toEqual(ledger);
    expect(heard()).toEqual([['A', 'p']]);
    expect((await control('GET', '/settings')).body.paymentUrl).toBe(receiver.url);
  });

  it('does what fell due meanwhile', async () => {
    const chave = await account.charge('A');
    account.harness.simulator.clock.advance(30 * DAY);

    await account.harness.restart();

    expect((await account.show(chave)).status).toBe('overdue');
  });
});
