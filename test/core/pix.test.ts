import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { addDays, civilDateOf } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import { systemClock } from '../../main/clock.ts';
import { openReader } from '../../main/store/open.ts';
import type { Output } from '../../preload/contract/api.ts';
import { openCore, sampleClient, sampleCompany, type TestCore } from '../support/core.ts';
import { recount } from '../support/ledger.ts';

type Titulo = Output<'titulos.get'>;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const today = civilDateOf(systemClock.now());

describe.each([
  { profile: 'bb', paths: '/pix/v2' },
  { profile: 'efi', paths: '/v2' },
])('Pix at $profile', ({ profile, paths }) => {
  const simulator = `pix-${profile}`;
  const create = { method: 'PUT', path: `${paths}/cobv/:txid`, count: 1 };
  let bench: TestCore;
  let accountId: number;
  let clientId: number;

  beforeEach(async () => {
    bench = await openCore();
    await bench.call('company.save', sampleCompany);
    ({ id: accountId } = await bench.call('accounts.save', {
      label: 'Pix de prática',
      gateway: 'pix',
      profile,
      environment: 'simulator',
      instrument: 'pix',
      isActive: true,
      autoSettle: true,
      sendsOnline: true,
      forwardsEmail: false,
      closesOnGatewayCancel: true,
      sendDaysBeforeDue: 20,
      feeEstimateCents: cents(0),
      startNumber: null,
      fallbackRank: null,
      terms: {
        ...PLAIN_TERMS,
        fine: { kind: 'percent', value: 200 },
        interest: { kind: 'percent-day', value: 33 },
      },
      messageLines: [],
      credentials: {},
    }));
    ({ id: clientId } = await bench.call('clients.save', sampleClient));
    const written = await bench.call('accounts.registerCallback', { id: accountId });
    expect(written).toEqual({ isOk: true, text: '' });
  });

  afterEach(async () => {
    const db = openReader(path.join(bench.dataDir, 'baixa.db'));
    const wrong = recount(db);
    db.close();
    await bench.close();
    expect(wrong).toEqual([]);
  });

  const newTitulo = () =>
    bench.call('titulos.create', {
      clientId,
      accountId,
      description: 'Internet 300M',
      faceCents: cents(9_990),
      dueOn: addDays(today, 10),
      competence: null,
    });
  const get = (id: number) => bench.call('titulos.get', { id });
  const wait = (id: number, isWanted: (titulo: Titulo) => boolean) =>
    bench.until(() => get(id), isWanted);
  const registered = (id: number) => wait(id, ({ charge }) => charge?.state === 'registered');
  const faults = (...list: readonly object[]) =>
    bench.control('/faults', {
      method: 'PUT',
      body: { faults: list.map((fault) => ({ gateway: simulator, ...fault })) },
    });
  const act = (txid: string, action: string, body: object = {}) =>
    bench.control(`/${simulator}/charges/${txid}/${action}`, { method: 'POST', body });
  const advance = (advanceMs: number) =>
    bench.control('/clock', { method: 'POST', body: { advanceMs } });
  const reviews = async () =>
    (await bench.call('reviews.list', { isPractice: true, limit: 50 })).rows;
  const credentials = async (changes: Record<string, string>) => {
    const account = await bench.call('accounts.get', { id: accountId });
    await bench.call('accounts.save', { ...account, credentials: changes });
  };

  async function issued(): Promise<{ readonly id: number; readonly txid: string }> {
    const { id } = await newTitulo();
    const { charge } = await registered(id);
    return { id, txid: charge?.gatewayId ?? '' };
  }

  async function paid(id: number): Promise<Titulo> {
    return wait(id, ({ state }) => state === 'paid');
  }

  it('issues, is called back, asks, and settles with its postings', async () => {
    const { id, txid } = await issued();

    await bench.call('practice.pay', { tituloId: id });
    const titulo = await paid(id);

    expect(txid).toMatch(/^BAIXA0[0-9A-HJKMNP-TV-Z]{20}$/);
    expect(titulo.charge?.pixPayload).toMatch(/^000201.*6304[0-9A-F]{4}$/);
    expect(titulo.payments).toHaveLength(1);
    expect(titulo.payments[0]).toMatchObject({
      state: 'credited',
      principalCents: 9_990,
      feeIsEstimate: false,
      review: 'none',
    });
    const { rows } = await bench.call('callbacks.list', { filter: { accountId }, limit: 10 });
    expect(rows.flatMap(({ effects }) => effects).map(({ kind }) => kind)).toContain('paid');
  });

  it('settles nothing twice when its callback is replayed', async () => {
    const { id } = await issued();
    await bench.call('practice.pay', { tituloId: id });
    await paid(id);
    const list = () => bench.call('callbacks.list', { filter: { accountId }, limit: 50 });
    const before = (await list()).rows;

    for (const row of before) await bench.call('callbacks.replay', { id: row.id });
    await bench.until(
      list,
      ({ rows }) =>
        rows.length === 2 * before.length && rows.every(({ state }) => state === 'done'),
    );

    expect((await get(id)).payments).toHaveLength(1);
  });

  it('takes two Pix of one charge as two payments, and asks about the second', async () => {
    const { id, txid } = await issued();
    await act(txid, 'pay');
    await paid(id);

    await act(txid, 'pay');
    const [row] = await bench.until(reviews, ({ length }) => length === 1);

    expect(row).toMatchObject({ reason: 'duplicate', amountCents: 9_990 });
    expect((await get(id)).payments).toHaveLength(2);
  });

  it('gives back the payment that the bank names, and no other one', async () => {
    const { id, txid } = await issued();
    await act(txid, 'pay');
    await paid(id);
    await act(txid, 'pay');
    await bench.until(reviews, ({ length }) => length === 1);

    await act(txid, 'refund');
    const titulo = await wait(id, ({ payments }) =>
      payments.some(({ state }) => state === 'reversed'),
    );

    expect(titulo.state).toBe('paid');
    expect(titulo.payments.map(({ state }) => state).sort()).toEqual(['credited', 'reversed']);
    expect(await reviews()).toEqual([]);
  });

  it('opens a título again when its money is taken back by the MED', async () => {
    const { id, txid } = await issued();
    await act(txid, 'pay');
    await paid(id);

    await act(txid, 'contest');
    const titulo = await wait(id, ({ state }) => state === 'open');

    expect(titulo.payments.map(({ state }) => state)).toEqual(['reversed']);
  });

  it('takes fine and interest of a late Pix as the bank says', async () => {
    const { id, txid } = await issued();

    await act(txid, 'pay', { on: addDays(today, 25) });
    const titulo = await paid(id);

    const [payment] = titulo.payments;
    expect(payment?.principalCents).toBe(9_990);
    expect(payment?.lateCents).toBeGreaterThan(200);
    expect(payment?.review).toBe('none');
  });

  it('keeps a Pix that pays too little for a decision', async () => {
    const { id, txid } = await issued();

    await act(txid, 'pay', { amountCents: 5_000 });
    const titulo = await wait(id, ({ payments }) => payments.length === 1);

    expect(titulo).toMatchObject({ state: 'partly-paid', settledCents: 5_000 });
    expect(await reviews()).toMatchObject([{ reason: 'amount' }]);
  });

  it('keeps a Pix with a txid of somebody else as money without a home', async () => {
    await act('PEDIDO123', 'pay', { amountCents: 4_200 });
    const [row] = await bench.until(reviews, ({ length }) => length === 1);

    expect(row).toMatchObject({ reason: 'unmatched', amountCents: 4_200 });
  });

  it('has no question left about such money once it went back', async () => {
    await act('PEDIDO123', 'pay', { amountCents: 4_200 });
    await bench.until(reviews, ({ length }) => length === 1);

    await act('PEDIDO123', 'refund');

    expect(await bench.until(reviews, ({ length }) => length === 0)).toEqual([]);
  });

  it('issues a título of contra-apresentação as a charge without due date', async () => {
    const account = await bench.call('accounts.get', { id: accountId });
    const terms = { ...PLAIN_TERMS, isContra: true };
    await bench.call('accounts.save', { ...account, terms, credentials: {} });

    const { id } = await issued();
    await bench.call('practice.pay', { tituloId: id });
    const titulo = await paid(id);

    expect(titulo.attempts.map(({ operation }) => operation)).toContain('create cob');
    expect(titulo).toMatchObject({ settledCents: 9_990, charge: { dueOn: addDays(today, 10) } });
  });

  it('asks for what a made-up callback says, and settles nothing', async () => {
    const { id, txid } = await issued();
    const { callbackUrl } = await bench.call('accounts.get', { id: accountId });
    const pix = [{ endToEndId: `E${'7'.repeat(31)}`, txid, valor: '99.90', chave: 'x' }];

    const answer = await fetch(`${callbackUrl ?? ''}/pix`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pix }),
    });
    const { rows } = await bench.until(
      () => bench.call('callbacks.list', { filter: { accountId }, limit: 10 }),
      ({ rows: [first] }) => first?.failure !== null && first?.failure !== undefined,
    );

    expect(answer.status).toBe(200);
    expect(rows[0]).toMatchObject({
      failure: profile === 'efi' ? 'secret-wrong' : 'unknown-token',
      effects: [],
    });
    expect((await get(id)).payments).toEqual([]);
  });

  it('cancels at the bank, and believes it when the bank shows it', async () => {
    const { id } = await issued();

    await bench.call('titulos.cancel', { ids: [id], reason: 'desistência' });
    const titulo = await wait(id, ({ charge }) => charge?.state === 'cancelled');

    expect(titulo.state).toBe('cancelled');
    const charges = JSON.stringify(await bench.control(`/${simulator}/charges`));
    expect(charges).toContain('REMOVIDA_PELO_USUARIO_RECEBEDOR');
  });

  it('takes the money of a Pix that landed while its charge was cancelled', async () => {
    await faults({ kind: 'lose' });
    const { id, txid } = await issued();
    await act(txid, 'pay');

    await bench.call('titulos.cancel', { ids: [id], reason: 'engano' });
    const titulo = await wait(id, ({ payments }) => payments.length === 1);

    expect(titulo.charge?.state).toBe('paid');
    expect(await reviews()).toMatchObject([{ reason: 'cancelled-titulo', amountCents: 9_990 }]);
  });

  it('moves the due date at the bank, and keeps fine and interest', async () => {
    const { id, txid } = await issued();

    await bench.call('titulos.changeDue', { id, dueOn: addDays(today, 20) });
    await wait(id, ({ dueOn }) => dueOn === addDays(today, 20));
    await act(txid, 'pay', { on: addDays(today, 40) });

    expect((await paid(id)).payments[0]?.lateCents).toBeGreaterThan(200);
  });

  describe('an answer that does not arrive', () => {
    it.each([
      ['dropped', { kind: 'drop-after' }],
      ['500', { kind: 'status', status: 500, after: true }],
      ['cut in the middle', { kind: 'truncate' }],
      ['a page of HTML', { kind: 'html', after: true }],
    ])('is looked up by txid, and nothing is issued twice: %s', async (_name, fault) => {
      await faults({ ...create, ...fault });
      const { id } = await newTitulo();
      const lost = await wait(id, ({ charge }) => charge?.state === 'unknown');

      await advance(6 * SECOND);

      expect(lost.charge?.failureText).not.toBeNull();
      await registered(id);
      const puts = (await get(id)).attempts.filter(({ operation }) => operation === 'create cobv');
      expect(puts).toHaveLength(1);
    });

    it('is sent again, as the same request, only after two empty look-ups', async () => {
      await faults({ ...create, kind: 'drop-before' });
      const { id } = await newTitulo();
      await wait(id, ({ charge }) => charge?.state === 'unknown');
      await advance(6 * SECOND);
      await wait(id, ({ attempts }) => attempts.some(({ operation }) => operation === 'get cob'));
      const between = (await get(id)).charge?.state;

      await advance(11 * MINUTE);

      expect(between).toBe('unknown');
      await registered(id);
    });
  });

  describe('a bank that takes nothing now', () => {
    it('for an ended token is asked for a new one, once', async () => {
      await issued();
      await faults({ ...create, kind: 'status', status: 401 });

      const { id } = await issued();

      const puts = (await get(id)).attempts.filter(({ operation }) => operation === 'create cobv');
      expect(puts.map(({ httpStatus }) => httpStatus).sort()).toEqual([201, 401]);
    });

    it('for a token that it never takes lets the charge wait, and says credentials', async () => {
      await faults({ ...create, count: undefined, kind: 'status', status: 401 });

      const { id } = await newTitulo();
      const titulo = await wait(
        id,
        ({ attempts }) => attempts.filter(({ httpStatus }) => httpStatus === 401).length === 2,
      );

      expect(['sending', 'prepared']).toContain(titulo.charge?.state);
      await wait(id, ({ charge }) => charge?.state === 'prepared');
    });

    it('for its quota lets the charge wait', async () => {
      await faults({ ...create, kind: 'rate-limit' });
      const { id } = await newTitulo();
      await wait(id, ({ attempts }) => attempts.some(({ httpStatus }) => httpStatus === 429));

      await advance(24 * 60 * MINUTE);

      await registered(id);
    });

    it('for wrong credentials lets the charge wait until they are right', async () => {
      await credentials({ [`simulator-${profile}-client-secret`]: 'wrong' });
      const { id } = await newTitulo();
      await wait(id, ({ attempts }) => attempts.some(({ httpStatus }) => httpStatus === 401));
      const tested = await bench.call('accounts.testCredentials', { id: accountId });
      const { charge } = await get(id);

      await credentials({ [`simulator-${profile}-client-secret`]: '' });

      expect(tested.isOk).toBe(false);
      expect(charge?.state).toBe('prepared');
      await registered(id);
    });
  });
});
