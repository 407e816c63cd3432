import { createHmac } from 'node:crypto';
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
const issueOnce = { method: 'POST', path: '/charges', count: 1 };

const account: Input<'accounts.save'> = {
  label: 'Juno de prática',
  gateway: 'juno',
  profile: null,
  environment: 'simulator',
  instrument: 'bolix',
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
  const disagreements = readBooks(recount);
  await bench.close();
  expect(disagreements).toEqual([]);
});

const get = (id: number) => bench.call('titulos.get', { id });
const wait = (id: number, isWanted: (titulo: Titulo) => boolean) =>
  bench.until(() => get(id), isWanted);
const registered = (id: number) => wait(id, ({ charge }) => charge?.state === 'registered');
const unknown = (id: number) => wait(id, ({ charge }) => charge?.state === 'unknown');
const paid = (id: number) => wait(id, ({ state }) => state === 'paid');
const advance = (advanceMs: number) =>
  bench.control('/clock', { method: 'POST', body: { advanceMs } });
const settings = (body: object) => bench.control('/juno/settings', { method: 'PUT', body });
const registerAddress = () => bench.call('accounts.registerCallback', { id: accountId });
const callbacks = async () =>
  (await bench.call('callbacks.list', { filter: { accountId }, limit: 50 })).rows;

function readBooks<T>(read: (db: ReturnType<typeof openReader>) => T): T {
  const db = openReader(path.join(bench.dataDir, 'baixa.db'));
  try {
    return read(db);
  } finally {
    db.close();
  }
}

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

async function newRegistered(): Promise<number> {
  const id = await newTitulo();
  await registered(id);
  return id;
}

async function act(id: number, action: string, body: object = {}): Promise<void> {
  const { charge } = await get(id);
  await bench.control(`/juno/charges/${charge?.gatewayId ?? ''}/${action}`, {
    method: 'POST',
    body,
  });
}

async function faults(...wanted: readonly object[]): Promise<void> {
  const body = { faults: wanted.map((fault) => ({ gateway: 'juno', ...fault })) };
  await bench.control('/faults', { method: 'PUT', body });
}

interface HeldCharge {
  readonly id: string;
  readonly customId: string | null;
  readonly status: string;
}

/** Charges that Juno holds under the reference of a título's charge. */
async function heldFor(id: number): Promise<readonly HeldCharge[]> {
  const { charge } = await get(id);
  const { charges } = (await bench.control('/juno/charges')) as {
    readonly charges: readonly HeldCharge[];
  };
  return charges.filter(({ customId }) => customId === charge?.reference);
}

async function saveAccount(changes: Partial<Input<'accounts.save'>>): Promise<void> {
  await bench.call('accounts.save', { ...account, id: accountId, ...changes });
}

describe('the way of a payment through Juno', () => {
  it('writes its address there, issues, is called back and settles with its postings', async () => {
    const written = await registerAddress();
    const id = await newTitulo();
    const sent = await registered(id);

    await bench.call('practice.pay', { tituloId: id });
    const settled = await paid(id);

    expect(written).toEqual({ isOk: true, text: '' });
    expect(sent.charge?.gatewayId).toMatch(/^chr_/);
    expect(sent.charge?.linha).toMatch(/^383\d{44}$/);
    expect(sent.charge?.pixPayload).toMatch(/^000201/);
    expect(settled.payments).toMatchObject([
      { state: 'credited', principalCents: 9_990, feeCents: 250, feeIsEstimate: false },
    ]);
    expect(postings()).toEqual([
      { side: 'receipt', amountCents: 9_990, isExpected: 0 },
      { side: 'credit', amountCents: 9_740, isExpected: 0 },
      { side: 'fee', amountCents: 250, isExpected: 0 },
    ]);
  });

  it('keeps the signature of what it was sent, and changes nothing when all of it is replayed', async () => {
    await registerAddress();
    const id = await newRegistered();
    await bench.call('practice.pay', { tituloId: id });
    await paid(id);
    const before = await bench.until(callbacks, (rows) => rows.every(isDone));
    const [first] = before;
    const shown = await bench.call('callbacks.get', { id: first?.id ?? 0 });

    for (const row of before) await bench.call('callbacks.replay', { id: row.id });
    await bench.until(callbacks, (rows) => rows.length === 2 * before.length && rows.every(isDone));

    expect(shown.headers).toContainEqual({
      name: 'x-signature',
      value: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect((await get(id)).payments).toHaveLength(1);
  });

  it('is told by a poll when no callback comes', async () => {
    const id = await newRegistered();
    await act(id, 'pay');

    const polled = await bench.call('accounts.poll', { id: accountId });

    expect(polled).toMatchObject({ failure: null, unmatched: 0 });
    expect((await paid(id)).payments).toHaveLength(1);
  });

  it('settles nothing by an announced payment, and one payment when it is confirmed', async () => {
    await registerAddress();
    const id = await newRegistered();

    await act(id, 'identify');
    const announced = await wait(id, ({ payments }) => payments.length === 1);
    await act(id, 'pay');
    const settled = await paid(id);

    expect(announced).toMatchObject({ state: 'open', payments: [{ state: 'announced' }] });
    expect(settled.payments).toMatchObject([{ principalCents: 9_990 }]);
  });

  it('settles a part with what came short, and keeps what came above as credit', async () => {
    await registerAddress();
    const [short, long] = [await newRegistered(), await newRegistered()];

    await act(short, 'pay', { amountCents: 5_000 });
    await act(long, 'pay', { amountCents: 12_000 });
    const part = await wait(short, ({ state }) => state === 'partly-paid');
    const whole = await paid(long);

    expect(part.settledCents).toBe(5_000);
    expect(whole).toMatchObject({ settledCents: 9_990, payments: [{ amountCents: 12_000 }] });
  });

  it('keeps a second payment apart, and takes back the one that was given back', async () => {
    await registerAddress();
    const id = await newRegistered();
    await act(id, 'pay');
    await paid(id);
    await act(id, 'pay');
    const twice = await wait(id, ({ payments }) => payments.length === 2);

    await act(id, 'refund');
    const after = await wait(id, ({ payments }) =>
      payments.some(({ state }) => state === 'reversed'),
    );

    expect(twice.payments.map(({ review }) => review).toSorted()).toEqual(['duplicate', 'none']);
    expect(after.payments.filter(({ state }) => state === 'reversed')).toHaveLength(1);
  });

  it('owes again what was paid back', async () => {
    await registerAddress();
    const id = await newRegistered();
    await act(id, 'pay');
    await paid(id);

    await act(id, 'refund');
    const owed = await wait(id, ({ state }) => state === 'open');

    expect(owed.payments).toMatchObject([{ state: 'reversed' }]);
    expect(owed.charge?.state).toBe('refunded');
  });

  it('waits for a yes after somebody marked the charge by hand at Juno', async () => {
    await registerAddress();
    const id = await newRegistered();

    await act(id, 'settle');
    const marked = await wait(id, ({ payments }) => payments.length === 1);

    expect(marked.payments[0]?.review).not.toBe('none');
    expect(marked.state).toBe('open');
  });
});

describe('a carnê at Juno', () => {
  const order = (changes: Partial<Input<'carnes.create'>> = {}) => ({
    clientId,
    accountId,
    parcels: 12,
    firstDueOn: civilDate(`${addMonths(today, 1).slice(0, 7)}-15`),
    amountCents: cents(7_990),
    description: 'Internet 100M',
    businessDays: 'keep' as const,
    ...changes,
  });
  const rowsOf = (carneId: number) => async () =>
    (
      await bench.call('titulos.list', {
        filter: { carneId, isPractice: true },
        sort: 'due',
        limit: 50,
      })
    ).rows;

  it('goes in one call, settles one parcel alone and cancels another one', async () => {
    await registerAddress();
    const carne = await bench.call('carnes.create', order());
    const list = rowsOf(carne.id);
    const rows = await bench.until(
      list,
      (all) => all.length === 12 && all.every(({ charge }) => charge?.state === 'registered'),
    );

    await act(rows[2]?.id ?? 0, 'pay');
    await bench.call('titulos.cancel', { ids: [rows[3]?.id ?? 0], reason: 'acordo' });
    await paid(rows[2]?.id ?? 0);
    const cancelled = await wait(rows[3]?.id ?? 0, ({ charge }) => charge?.state === 'cancelled');

    expect((await list()).filter(({ state }) => state === 'paid')).toHaveLength(1);
    expect(cancelled.state).toBe('cancelled');
    const created = attempts().filter((operation) => operation === 'createCharges');
    expect(created).toHaveLength(1);
  });

  it('of which the answer was lost is found whole, and not made twice', async () => {
    await faults({ ...issueOnce, kind: 'drop-after' });
    const carne = await bench.call('carnes.create', order({ parcels: 3 }));
    const list = rowsOf(carne.id);
    await bench.until(list, (all) => all.every(({ charge }) => charge?.state === 'unknown'));

    await advance(6 * SECOND);
    await bench.until(list, (all) => all.every(({ charge }) => charge?.state === 'registered'));

    const { charges } = (await bench.control('/juno/charges')) as { charges: readonly unknown[] };
    expect(charges).toHaveLength(3);
  });

  it('goes as single charges when a date would have to be moved', async () => {
    const preview = (businessDays: 'keep' | 'next') =>
      bench.call('carnes.preview', order({ businessDays }));

    const [kept, moved] = [await preview('keep'), await preview('next')];

    // Of twelve months at least one fifteenth is no bank day.
    expect(kept).toMatchObject({ way: 'gateway-carne', reasons: [] });
    expect(moved).toMatchObject({ way: 'single-charges', reasons: ['date-fixed'] });
  });
});

describe('closing a charge at Juno', () => {
  it('cancels, and believes it when Juno shows it', async () => {
    const id = await newRegistered();

    await bench.call('titulos.cancel', { ids: [id], reason: 'desistência' });
    await wait(id, ({ charge }) => charge?.state === 'cancelled');

    expect(await heldFor(id)).toMatchObject([{ status: 'CANCELLED' }]);
  });

  it('cancels too when the operator received the money, since Juno takes no mark', async () => {
    const id = await newRegistered();

    await bench.call('titulos.receive', {
      id,
      amountCents: cents(9_990),
      discountCents: cents(0),
      paidOn: today,
      method: 'cash',
    });
    const closed = await wait(id, ({ charge }) => charge?.state === 'cancelled');

    expect(closed).toMatchObject({ state: 'paid', isStillPayable: false });
    expect(closed.payments).toHaveLength(1);
  });

  it('notices a cancel that was made at Juno', async () => {
    await registerAddress();
    const id = await newRegistered();

    await act(id, 'cancel');

    expect((await wait(id, ({ state }) => state === 'cancelled')).charge?.state).toBe('cancelled');
  });
});

describe('an issue whose answer does not arrive', () => {
  it.each([
    ['dropped after the charge was made', { kind: 'drop-after' }],
    ['500 after the charge was made', { kind: 'status', status: 500, after: true }],
    ['cut in the middle', { kind: 'truncate' }],
    ['a page of HTML after the charge was made', { kind: 'html', after: true }],
  ])(
    'is looked up in the window of its dates, and nothing is issued twice: %s',
    async (_name, fault) => {
      await faults({ ...issueOnce, ...fault });
      const id = await newTitulo();
      await unknown(id);

      await advance(6 * SECOND);
      await registered(id);

      expect(await heldFor(id)).toHaveLength(1);
    },
  );

  it.each([
    ['connection closed before it', { kind: 'drop-before' }],
    ['500 without doing anything', { kind: 'status', status: 500 }],
    ['HTML without doing anything', { kind: 'html' }],
  ])('is sent again only after two empty look-ups: %s', async (_name, fault) => {
    await faults({ ...issueOnce, ...fault });
    const id = await newTitulo();
    await unknown(id);

    await advance(6 * SECOND);
    await wait(id, ({ attempts: made }) => lookUps(made) === 1);
    const between = (await get(id)).charge?.state;
    await advance(11 * MINUTE);
    await registered(id);

    expect(between).toBe('unknown');
    expect(await heldFor(id)).toHaveLength(1);
  });

  it('is cleared up by a payment that comes in the meantime', async () => {
    await registerAddress();
    await faults({ ...issueOnce, kind: 'drop-after' });
    const id = await newTitulo();
    await unknown(id);
    const [held] = await heldFor(id);

    await bench.control(`/juno/charges/${held?.id ?? ''}/pay`, { method: 'POST', body: {} });

    expect((await paid(id)).charge?.state).toBe('paid');
  });
});

describe('tokens', () => {
  it('that were revoked are asked for again, and the charge is sent once', async () => {
    await newRegistered();
    await settings({ tokenGeneration: 2 });

    const id = await newRegistered();

    expect(await heldFor(id)).toHaveLength(1);
    expect(attempts().filter((operation) => operation === 'authorize')).toHaveLength(2);
  });

  it('that are wrong let the charge wait until they are right, and lose nothing', async () => {
    await saveAccount({ credentials: { 'simulator-resource-token': 'a-revoked-token' } });
    const id = await newTitulo();
    const refused = await wait(id, (titulo) =>
      titulo.attempts.some(({ httpStatus }) => httpStatus === 401),
    );
    const tested = await bench.call('accounts.testCredentials', { id: accountId });

    await saveAccount({ credentials: { 'simulator-resource-token': '' } });
    await registered(id);

    expect(refused.charge?.state).not.toBe('rejected');
    expect(tested.isOk).toBe(false);
    expect(tested.text).toContain('token privado');
    expect(await heldFor(id)).toHaveLength(1);
    expect(JSON.stringify(await get(id))).not.toContain('a-revoked-token');
  });

  it('are not needed while Juno wants no more calls: the charge goes later, once', async () => {
    await faults({ ...issueOnce, kind: 'rate-limit' });
    const id = await newTitulo();
    await wait(id, (titulo) => titulo.attempts.some(({ httpStatus }) => httpStatus === 429));

    await advance(24 * 60 * MINUTE);
    await registered(id);

    expect(await heldFor(id)).toHaveLength(1);
  });
});

describe('a callback that proves nothing', () => {
  const about = (chargeId: string) =>
    JSON.stringify({
      eventId: '0123456789ABCDEF',
      eventType: 'CHARGE_STATUS_CHANGED',
      data: [{ entityId: chargeId, entityType: 'CHARGE', attributes: { status: 'PAID' } }],
    });

  async function post(body: string, secret?: string): Promise<number> {
    const { callbackUrl } = await bench.call('accounts.get', { id: accountId });
    const headers = {
      'content-type': 'application/json',
      ...(secret !== undefined && {
        'x-signature': createHmac('sha256', secret).update(body).digest('hex'),
      }),
    };
    return (await fetch(callbackUrl ?? '', { method: 'POST', headers, body })).status;
  }

  it.each([
    ['signed with another key', 'another key'],
    ['without a signature', undefined],
  ])('is kept and parked %s, once the key is known', async (_what, secret) => {
    await registerAddress();
    const id = await newRegistered();
    const { charge } = await get(id);

    const status = await post(about(charge?.gatewayId ?? ''), secret);
    const rows = await bench.until(callbacks, (all) => all.some(({ state }) => state === 'parked'));

    expect(status).toBe(200);
    expect(rows.filter(({ state }) => state === 'parked')).toMatchObject([
      { failure: 'unreadable', effects: [] },
    ]);
    expect((await get(id)).payments).toEqual([]);
  });

  it('settles nothing although it says PAID: the charge is asked', async () => {
    const id = await newRegistered();
    const { charge } = await get(id);

    await post(about(charge?.gatewayId ?? ''));
    await bench.until(callbacks, (rows) => rows.length > 0 && rows.every(isDone));

    expect(await get(id)).toMatchObject({ state: 'open', payments: [] });
  });

  it('about nothing that exists is asked for twice, and parked', async () => {
    await post(about('chr_00000000000000000000000000000000'));
    await bench.until(callbacks, ([row]) => row?.failure === 'unknown-token');

    await advance(MINUTE);
    const [row] = await bench.until(callbacks, ([first]) => first?.state === 'parked');

    expect(row).toMatchObject({ failure: 'unknown-token', effects: [] });
  });
});

function postings(): readonly unknown[] {
  return readBooks((db) =>
    db
      .prepare(
        'SELECT side, amount_cents AS amountCents, is_expected AS isExpected FROM postings ORDER BY id',
      )
      .all(),
  );
}

/** Every call to the gateway, in order. */
function attempts(): readonly string[] {
  return readBooks((db) =>
    db.prepare<[], string>('SELECT operation FROM gateway_attempts ORDER BY id').pluck().all(),
  );
}

function isDone({ state }: { readonly state: string }): boolean {
  return state === 'done';
}

function lookUps(made: Titulo['attempts']): number {
  return made.filter(({ operation }) => operation === 'listCharges').length;
}
