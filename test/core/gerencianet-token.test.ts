import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { addDays, civilDateOf } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import { systemClock } from '../../main/clock.ts';
import { openReader } from '../../main/store/open.ts';
import type { Input, Output } from '../../preload/contract/api.ts';
import { openCore, sampleClient, sampleCompany, type TestCore } from '../support/core.ts';
import { recount } from '../support/ledger.ts';

type Titulo = Output<'titulos.get'>;

const today = civilDateOf(systemClock.now());
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;
const issueOnce = { method: 'POST', path: '/xml/boleto/emite/xml', count: 1 };
const detailOnce = { method: 'POST', path: '/webservice/detalharCobranca', count: 1 };
const WRONG_TOKEN = 'ffffffffffffffffffffffffffffffff';

const account: Input<'accounts.save'> = {
  label: 'Gerencianet de prática',
  gateway: 'gerencianet-token',
  profile: null,
  environment: 'simulator',
  instrument: 'boleto',
  isActive: true,
  autoSettle: true,
  sendsOnline: true,
  forwardsEmail: false,
  closesOnGatewayCancel: true,
  sendDaysBeforeDue: 20,
  feeEstimateCents: cents(150),
  startNumber: null,
  fallbackRank: null,
  terms: PLAIN_TERMS,
  messageLines: [],
  credentials: {},
};

let bench: TestCore;
let accountId: number;
let clientId: number;

beforeEach(async () => {
  bench = await openCore();
  await bench.call('company.save', sampleCompany);
  ({ id: accountId } = await bench.call('accounts.save', account));
  ({ id: clientId } = await bench.call('clients.save', sampleClient));
  const url = await callbackUrl();
  await bench.control('/gerencianet-token/url', {
    method: 'PUT',
    body: { paymentUrl: url, cancelUrl: url },
  });
});

afterEach(async () => {
  const db = openReader(path.join(bench.dataDir, 'baixa.db'));
  const disagreements = recount(db);
  db.close();
  await bench.close();
  expect(disagreements).toEqual([]);
});

const get = (id: number) => bench.call('titulos.get', { id });
const wait = (id: number, isWanted: (titulo: Titulo) => boolean) =>
  bench.until(() => get(id), isWanted);
const registered = (id: number) => wait(id, ({ charge }) => charge?.state === 'registered');
const unknown = (id: number) => wait(id, ({ charge }) => charge?.state === 'unknown');
const paid = (id: number) => wait(id, ({ state }) => state === 'paid');
const callbackUrl = async () =>
  (await bench.call('accounts.get', { id: accountId })).callbackUrl ?? '';

async function newTitulo(): Promise<number> {
  const { id } = await bench.call('titulos.create', {
    clientId,
    accountId,
    description: 'Internet 300M',
    faceCents: cents(9_990),
    dueOn: addDays(today, 10),
    competence: null,
  });
  return id;
}

async function act(id: number, action: string, body: object = {}): Promise<void> {
  const { charge } = await get(id);
  await bench.control(`/gerencianet-token/charges/${charge?.gatewayId ?? ''}/${action}`, {
    method: 'POST',
    body,
  });
}

async function faults(...wanted: readonly object[]): Promise<void> {
  const body = { faults: wanted.map((fault) => ({ gateway: 'gerencianet-token', ...fault })) };
  await bench.control('/faults', { method: 'PUT', body });
}

const advance = (advanceMs: number) =>
  bench.control('/clock', { method: 'POST', body: { advanceMs } });

interface HeldCharge {
  readonly id: string;
  readonly customId: string | null;
}

/** Charges that the gateway holds under the reference of a título's charge. */
async function heldFor(id: number): Promise<readonly HeldCharge[]> {
  const { charge } = await get(id);
  const { charges } = (await bench.control('/gerencianet-token/charges')) as {
    readonly charges: readonly HeldCharge[];
  };
  return charges.filter(({ customId }) => customId === charge?.reference);
}

const callbacks = async () =>
  (await bench.call('callbacks.list', { filter: { accountId }, limit: 50 })).rows;

async function postCallback(fields: Readonly<Record<string, string>>): Promise<number> {
  const answer = await fetch(await callbackUrl(), {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  return answer.status;
}

describe('the way of a payment through the token mode', () => {
  it('issues, is called back and settles with its postings', async () => {
    const id = await newTitulo();
    const sent = await registered(id);

    await bench.call('practice.pay', { tituloId: id });
    const settled = await paid(id);

    expect(sent.charge?.pageLink).toMatch(/^http/);
    expect(settled).toMatchObject({ settledCents: 9_990, charge: { state: 'paid' } });
    expect(settled.payments).toMatchObject([
      { state: 'credited', principalCents: 9_990, feeCents: 150, feeIsEstimate: true },
    ]);
  });

  it('changes nothing when every callback is replayed', async () => {
    const id = await newTitulo();
    await registered(id);
    await bench.call('practice.pay', { tituloId: id });
    await paid(id);
    const before = await callbacks();

    for (const row of before) await bench.call('callbacks.replay', { id: row.id });
    await bench.until(callbacks, (rows) => rows.filter(isReplay).length === before.length);
    await bench.until(callbacks, (rows) => rows.every(({ state }) => state === 'done'));

    expect((await get(id)).payments).toHaveLength(1);
  });

  it('settles by asking, where no callback came', async () => {
    await faults({ kind: 'lose' });
    const id = await newTitulo();
    await registered(id);
    await act(id, 'pay');

    await bench.call('titulos.refresh', { id });

    expect((await paid(id)).payments).toHaveLength(1);
  });

  it('settles a part with what came short, and keeps what came above in time as credit', async () => {
    const [short, long] = [await newTitulo(), await newTitulo()];
    await registered(short);
    await registered(long);

    await act(short, 'pay', { amountCents: 5_000 });
    await act(long, 'pay', { amountCents: 12_000 });
    const part = await wait(short, ({ state }) => state === 'partly-paid');
    const whole = await paid(long);

    expect(part).toMatchObject({ settledCents: 5_000 });
    expect(whole).toMatchObject({ settledCents: 9_990 });
    expect(whole.payments[0]).toMatchObject({ amountCents: 12_000 });
    // Rounding may take some centavos; the rest is the client's.
    expect(whole.payments[0]?.lateCents).toBeLessThanOrEqual(5);
  });

  it('takes what a late payer paid on top as fine and interest, whose rules only the panel has', async () => {
    const id = await newTitulo();
    await registered(id);
    await advance(14 * DAY);

    await act(id, 'pay', { amountCents: 10_240 });
    const settled = await paid(id);

    expect(settled.payments[0]).toMatchObject({
      amountCents: 10_240,
      principalCents: 9_990,
      lateCents: 250,
    });
  });

  it('keeps the money of a título that was cancelled before', async () => {
    const id = await newTitulo();
    await registered(id);
    await bench.call('titulos.cancel', { ids: [id], reason: 'mudou de plano' });
    await wait(id, ({ charge }) => charge?.state === 'cancelled');

    await act(id, 'pay');
    const { payments } = await wait(id, (titulo) => titulo.payments.length === 1);

    expect(payments[0]).toMatchObject({ review: 'cancelled-titulo', principalCents: 0 });
  });
});

describe('cancelling', () => {
  it('asks the gateway, and believes it when a look-up shows it', async () => {
    const id = await newTitulo();
    await registered(id);

    await bench.call('titulos.cancel', { ids: [id], reason: 'mudou de plano' });
    const cancelled = await wait(id, ({ charge }) => charge?.state === 'cancelled');

    expect(cancelled.state).toBe('cancelled');
  });

  it('at the gateway closes the título by the other callback', async () => {
    const id = await newTitulo();
    await registered(id);

    await act(id, 'cancel');

    expect((await wait(id, ({ state }) => state === 'cancelled')).payments).toEqual([]);
  });
});

describe('an issue whose answer does not arrive', () => {
  it.each([
    ['dropped after the charge was made', { kind: 'drop-after' }],
    ['500 after the charge was made', { kind: 'status', status: 500, after: true }],
    ['cut in the middle', { kind: 'truncate' }],
    ['a page of HTML after the charge was made', { kind: 'html', after: true }],
    ['connection closed before it', { kind: 'drop-before' }],
    ['500 without doing anything', { kind: 'status', status: 500 }],
  ])('goes again after two look-ups, and nothing is issued twice: %s', async (_name, fault) => {
    await faults({ ...issueOnce, ...fault });
    const id = await newTitulo();
    await unknown(id);

    await advance(6 * SECOND);
    await wait(id, ({ attempts }) => lookUps(attempts) === 1);
    const between = (await get(id)).charge?.state;
    await advance(11 * MINUTE);
    const sent = await registered(id);

    expect(between).toBe('unknown');
    expect(await heldFor(id)).toMatchObject([{ id: sent.charge?.gatewayId }]);
  });

  it('finds the first charge although the client was edited meanwhile', async () => {
    await faults({ ...issueOnce, kind: 'drop-after' });
    const id = await newTitulo();
    await unknown(id);
    await bench.call('clients.save', { ...sampleClient, id: clientId, name: 'Ana Lúcia Costa' });

    await advance(6 * SECOND);
    await wait(id, ({ attempts }) => lookUps(attempts) === 1);
    await advance(11 * MINUTE);
    await registered(id);

    expect(await heldFor(id)).toHaveLength(1);
  });

  it('is cleared up by a payment that comes in the meantime', async () => {
    await faults({ ...issueOnce, kind: 'drop-after' });
    const id = await newTitulo();
    await unknown(id);
    const [held] = await heldFor(id);

    await bench.control(`/gerencianet-token/charges/${held?.id ?? ''}/pay`, {
      method: 'POST',
      body: {},
    });

    expect((await paid(id)).charge?.state).toBe('paid');
  });
});

describe('a token that is not valid', () => {
  it('keeps the charge until the right one is typed, and loses nothing', async () => {
    const withToken = (token: string) =>
      bench.call('accounts.save', {
        ...account,
        id: accountId,
        credentials: { 'simulator-token': token },
      });
    await withToken(WRONG_TOKEN);
    const id = await newTitulo();
    const refused = await wait(id, ({ attempts }) => attempts.length > 0);
    const tested = await bench.call('accounts.testCredentials', { id: accountId });

    await withToken('');
    await registered(id);

    expect(tested.isOk).toBe(false);
    expect(refused.charge?.state).toBe('prepared');
    expect(refused.attempts).toHaveLength(1);
    expect(await heldFor(id)).toHaveLength(1);
    expect(JSON.stringify(await get(id))).not.toContain(WRONG_TOKEN);
  });
});

describe('a callback', () => {
  it.each([
    ['an internal error', { kind: 'status', status: 503 }],
    ['a page of HTML', { kind: 'html' }],
    ['a cut answer', { kind: 'truncate' }],
    ['no answer', { kind: 'drop-before' }],
    ['the quota', { kind: 'rate-limit' }],
  ])('settles once the gateway can be asked again after %s', async (_name, fault) => {
    const id = await newTitulo();
    await registered(id);
    await faults({ ...detailOnce, ...fault });
    await act(id, 'pay');
    await bench.until(callbacks, (rows) => rows.some(({ failure }) => failure !== null));

    await advance(MINUTE);

    expect((await paid(id)).payments).toHaveLength(1);
  });

  it('settles nothing that the gateway does not show', async () => {
    const id = await newTitulo();
    const { charge } = await registered(id);
    const cobranca = `<chave>${charge?.gatewayId ?? ''}</chave><retorno>${charge?.reference ?? ''}</retorno><status>p</status><total>9990</total><valorPago>9990</valorPago>`;

    const status = await postCallback({
      xml: `<pagamento><cobranca>${cobranca}</cobranca></pagamento>`,
    });
    await bench.until(callbacks, (rows) => rows.some(({ failure }) => failure !== null));
    await advance(MINUTE);
    const rows = await bench.until(callbacks, ([row]) => row?.state === 'parked');

    expect(status).toBe(200);
    expect(rows[0]).toMatchObject({ failure: 'unknown-token', effects: [] });
    expect(await get(id)).toMatchObject({ state: 'open', payments: [] });
  });

  it('of the API with Client ID is parked', async () => {
    await postCallback({ notification: '2f1d1c9e-0000-4000-8000-000000000000' });

    const rows = await bench.until(callbacks, ([row]) => row?.state === 'parked');

    expect(rows[0]).toMatchObject({ failure: 'unreadable', effects: [] });
  });

  it('of the panel’s test is answered, and settles nothing', async () => {
    await bench.control('/gerencianet-token/url/test', {
      method: 'POST',
      body: { url: await callbackUrl() },
    });

    const rows = await bench.until(callbacks, ([row]) => row !== undefined);

    expect(rows[0]?.effects).toEqual([]);
  });
});

function isReplay({ replayOf }: { readonly replayOf: number | null }): boolean {
  return replayOf !== null;
}

function lookUps(attempts: Titulo['attempts']): number {
  return attempts.filter(({ operation }) => operation === 'statusChave').length;
}
