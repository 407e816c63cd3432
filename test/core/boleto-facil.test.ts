import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { addDays, addMonths, civilDate, civilDateOf } from '../../domain/civil-date.ts';
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
const issueOnce = { method: 'POST', path: '/issue-charge', count: 1 };

const account: Input<'accounts.save'> = {
  label: 'Boleto Fácil de prática',
  gateway: 'boleto-facil',
  profile: null,
  environment: 'simulator',
  instrument: 'boleto',
  isActive: true,
  autoSettle: true,
  sendsOnline: true,
  forwardsEmail: false,
  closesOnGatewayCancel: true,
  sendDaysBeforeDue: 20,
  feeEstimateCents: cents(0),
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
  await bench.control(`/boleto-facil/charges/${charge?.gatewayId ?? ''}/${action}`, {
    method: 'POST',
    body,
  });
}

async function faults(...wanted: readonly object[]): Promise<void> {
  const body = { faults: wanted.map((fault) => ({ gateway: 'boleto-facil', ...fault })) };
  await bench.control('/faults', { method: 'PUT', body });
}

const settings = (values: object) =>
  bench.control('/boleto-facil/settings', { method: 'PUT', body: values });

const advance = (advanceMs: number) =>
  bench.control('/clock', { method: 'POST', body: { advanceMs } });

/** Charges that the gateway holds under the reference of a título's charge. */
async function heldFor(id: number): Promise<readonly unknown[]> {
  const { charge } = await get(id);
  const { charges } = (await bench.control('/boleto-facil/charges')) as {
    readonly charges: readonly { readonly customId: string | null }[];
  };
  return charges.filter(({ customId }) => customId === charge?.reference);
}

const callbacks = async () =>
  (await bench.call('callbacks.list', { filter: { accountId }, limit: 50 })).rows;

async function postCallback(fields: Readonly<Record<string, string>>): Promise<number> {
  const { callbackUrl } = await bench.call('accounts.get', { id: accountId });
  const answer = await fetch(callbackUrl ?? '', {
    method: 'POST',
    body: new URLSearchParams(fields),
  });
  return answer.status;
}

describe('the way of a payment through Boleto Fácil', () => {
  it('issues, is called back and settles with the fee that was told', async () => {
    const id = await newTitulo();
    const sent = await registered(id);

    await bench.call('practice.pay', { tituloId: id });
    const settled = await paid(id);

    expect(sent.charge?.linha).toMatch(/^\d{47}$/);
    expect(settled.payments).toHaveLength(1);
    expect(settled.payments[0]).toMatchObject({ principalCents: 9_990, feeIsEstimate: false });
    expect(settled.payments[0]?.feeCents).toBe(250);
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

  it('keeps a second payment of one boleto apart, and waits for a decision', async () => {
    const id = await newTitulo();
    await registered(id);
    await act(id, 'pay');
    await paid(id);

    await act(id, 'pay');
    const twice = await wait(id, ({ payments }) => payments.length === 2);

    expect(twice.payments.map(({ review }) => review).toSorted()).toEqual(['duplicate', 'none']);
  });

  it('settles a part with what came short, and keeps what came above as credit', async () => {
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
  });

  it('owes again what was paid back', async () => {
    const id = await newTitulo();
    await registered(id);
    await act(id, 'pay');
    await paid(id);

    await act(id, 'refund');
    await bench.call('titulos.refresh', { id });
    const owed = await wait(id, ({ state }) => state === 'open');

    expect(owed.payments[0]).toMatchObject({ state: 'reversed' });
  });

  it('takes back the one payment of two that the bank took back', async () => {
    const id = await newTitulo();
    await registered(id);
    await act(id, 'pay');
    await paid(id);
    await act(id, 'pay');
    await wait(id, ({ payments }) => payments.length === 2);

    await act(id, 'contest');
    await bench.call('titulos.refresh', { id });
    const kept = await wait(id, ({ payments }) =>
      payments.some(({ state }) => state === 'reversed'),
    );

    expect(kept.state).toBe('paid');
    expect(kept.payments.filter(({ state }) => state === 'reversed')).toHaveLength(1);
  });

  it('settles nothing by an announced payment, and settles when the same token comes again', async () => {
    await settings({ announcesFirst: true });
    const id = await newTitulo();
    await registered(id);

    await act(id, 'identify');
    const announced = await wait(id, ({ payments }) => payments.length === 1);
    await act(id, 'credit');
    const settled = await paid(id);

    expect(announced).toMatchObject({ state: 'open', payments: [{ state: 'announced' }] });
    expect(settled.payments).toHaveLength(1);
    expect(settled.payments[0]).toMatchObject({ state: 'confirmed' });
  });

  it('registers and settles a boleto of the test host, which has no linha', async () => {
    await settings({ sandboxText: true, errorStatus: 422 });
    const id = await newTitulo();
    const sent = await registered(id);

    await act(id, 'pay');

    expect(sent.charge?.linha).toBeNull();
    expect((await paid(id)).payments).toHaveLength(1);
  });

  it('issues a carnê in one call and settles a parcel of it', async () => {
    const firstDueOn = addMonths(civilDate(`${today.slice(0, 8)}10`), 1);
    const carne = await bench.call('carnes.create', {
      clientId,
      accountId,
      parcels: 3,
      firstDueOn,
      amountCents: cents(7_990),
      description: 'Internet 100M',
      businessDays: 'keep',
    });
    const list = async () =>
      (
        await bench.call('titulos.list', {
          filter: { carneId: carne.id, isPractice: true },
          sort: 'due',
          limit: 10,
        })
      ).rows;
    const rows = await bench.until(list, (all) => all.length === 3);
    for (const { id } of rows) await registered(id);

    const [, second] = rows;
    await act(second?.id ?? 0, 'pay');
    const settled = await paid(second?.id ?? 0);

    expect(settled.charge?.dueOn).toBe(addMonths(firstDueOn, 1));
    expect(settled.attempts.map(({ operation }) => operation)).not.toContain('cancel-charge');
    expect((await list()).map(({ state }) => state)).toEqual(['open', 'paid', 'open']);
  });

  it('cancels at the gateway, and believes it when the list shows the charge no more', async () => {
    const [id, other] = [await newTitulo(), await newTitulo()];
    await registered(id);
    await registered(other);

    await bench.call('titulos.cancel', { ids: [id], reason: 'mudou de plano' });
    const cancelled = await wait(id, ({ charge }) => charge?.state === 'cancelled');

    expect(cancelled.state).toBe('cancelled');
    expect((await get(other)).charge?.state).toBe('registered');
  });
});

describe('an issue whose answer does not arrive', () => {
  it.each([
    ['dropped after the charge was made', { kind: 'drop-after' }],
    ['500 after the charge was made', { kind: 'status', status: 500, after: true }],
    ['cut in the middle', { kind: 'truncate' }],
    ['a page of HTML after the charge was made', { kind: 'html', after: true }],
  ])('is looked up by its reference, and nothing is issued twice: %s', async (_name, fault) => {
    await faults({ ...issueOnce, ...fault });
    const id = await newTitulo();
    await unknown(id);

    await advance(6 * SECOND);
    await registered(id);

    expect(await heldFor(id)).toHaveLength(1);
  });

  it.each([
    ['connection closed before it', { kind: 'drop-before' }],
    ['500 without doing anything', { kind: 'status', status: 500 }],
  ])('is sent again only after two empty look-ups: %s', async (_name, fault) => {
    await faults({ ...issueOnce, ...fault });
    const id = await newTitulo();
    await unknown(id);

    await advance(6 * SECOND);
    await wait(id, ({ attempts }) => lookUps(attempts) === 1);
    const between = (await get(id)).charge?.state;
    await advance(11 * MINUTE);
    await registered(id);

    expect(between).toBe('unknown');
    expect(await heldFor(id)).toHaveLength(1);
  });

  it('is cleared up by a payment that comes in the meantime', async () => {
    await faults({ ...issueOnce, kind: 'drop-after' });
    const id = await newTitulo();
    await unknown(id);
    const [held] = (await heldFor(id)) as readonly { readonly id: string }[];

    await bench.control(`/boleto-facil/charges/${held?.id ?? ''}/pay`, {
      method: 'POST',
      body: {},
    });

    expect((await paid(id)).charge?.state).toBe('paid');
  });
});

describe('a gateway that wants no more calls', () => {
  it('gets the charge later, once', async () => {
    await faults({ ...issueOnce, kind: 'rate-limit' });
    const id = await newTitulo();
    await wait(id, ({ attempts }) => attempts.some(({ httpStatus }) => httpStatus === 429));

    await advance(24 * 60 * MINUTE);
    await registered(id);

    expect(await heldFor(id)).toHaveLength(1);
  });
});

describe('the payee of the account', () => {
  it('is kept in two lines when it was pasted with a break of HTML', async () => {
    await bench.call('accounts.save', {
      ...account,
      id: accountId,
      credentials: { 'simulator-cedente-line-1': 'FIBRA NORTE <br> BoletoBancario.com' },
    });

    const lines = await Promise.all(
      [1, 2].map((line) =>
        bench.call('accounts.revealCredential', {
          id: accountId,
          name: `simulator-cedente-line-${line}`,
        }),
      ),
    );

    expect(lines.map(({ value }) => value)).toEqual(['FIBRA NORTE', 'BoletoBancario.com']);
  });
});

describe('a token that is not valid', () => {
  it('keeps the charge until the new one is typed, and loses nothing', async () => {
    await bench.call('accounts.save', {
      ...account,
      id: accountId,
      credentials: { 'simulator-token': 'a-revoked-token' },
    });
    const id = await newTitulo();
    const refused = await wait(id, ({ attempts }) => attempts.length > 0);

    await bench.call('accounts.save', {
      ...account,
      id: accountId,
      credentials: { 'simulator-token': '' },
    });
    await bench.call('titulos.send', { ids: [id] });
    await registered(id);

    expect(refused.charge?.state).not.toBe('rejected');
    expect(await heldFor(id)).toHaveLength(1);
    expect(JSON.stringify(await get(id))).not.toContain('a-revoked-token');
  });
});

describe('a callback that proves nothing', () => {
  it('settles nothing by a token that the gateway does not know', async () => {
    const id = await newTitulo();
    const { charge } = await registered(id);

    const status = await postCallback({
      paymentToken: '0123456789ABCDEF0123456789ABCDEF',
      chargeCode: charge?.gatewayId ?? '',
      chargeReference: charge?.reference ?? '',
    });
    await bench.until(callbacks, (rows) => rows.some(({ failure }) => failure !== null));

    expect(status).toBe(200);
    expect((await get(id)).payments).toEqual([]);
  });

  it('is parked when it is none of Boleto Fácil', async () => {
    await postCallback({ hello: 'world' });

    const rows = await bench.until(callbacks, ([row]) => row?.state === 'parked');

    expect(rows[0]).toMatchObject({ failure: 'unreadable', effects: [] });
  });
});

function isReplay({ replayOf }: { readonly replayOf: number | null }): boolean {
  return replayOf !== null;
}

function lookUps(attempts: Titulo['attempts']): number {
  return attempts.filter(({ operation }) => operation === 'list-charges').length;
}
