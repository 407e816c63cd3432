/** A título that waits to be sent is paid by its static code, at the simulated bank. */
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBrCode } from '../../domain/br-code.ts';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { addDays, civilDateOf } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import { systemClock } from '../../main/clock.ts';
import { openReader } from '../../main/store/open.ts';
import type { Output } from '../../preload/contract/api.ts';
import { openCore, sampleClient, sampleCompany, type TestCore } from '../support/core.ts';
import { recount } from '../support/ledger.ts';

type Titulo = Output<'titulos.get'>;

const today = civilDateOf(systemClock.now());

let bench: TestCore;
let titulo: Titulo;

beforeEach(async () => {
  bench = await openCore();
  await bench.call('company.save', sampleCompany);
  const { id: accountId } = await bench.call('accounts.save', {
    label: 'Pix de prática',
    gateway: 'pix',
    profile: 'bb',
    environment: 'simulator',
    instrument: 'pix',
    isActive: true,
    autoSettle: true,
    sendsOnline: false,
    forwardsEmail: false,
    closesOnGatewayCancel: true,
    sendDaysBeforeDue: 20,
    feeEstimateCents: cents(0),
    startNumber: null,
    fallbackRank: null,
    terms: PLAIN_TERMS,
    messageLines: [],
    credentials: {},
  });
  const { id: clientId } = await bench.call('clients.save', sampleClient);
  await bench.call('accounts.registerCallback', { id: accountId });
  const { id } = await bench.call('titulos.create', {
    clientId,
    accountId,
    description: 'Internet 300M',
    faceCents: cents(9_990),
    dueOn: addDays(today, 10),
    competence: null,
  });
  titulo = await get(id);
});

afterEach(async () => {
  const db = openReader(path.join(bench.dataDir, 'baixa.db'));
  const wrong = recount(db);
  db.close();
  await bench.close();
  expect(wrong).toEqual([]);
});

const get = (id: number) => bench.call('titulos.get', { id });
const wait = (isWanted: (shown: Titulo) => boolean) => bench.until(() => get(titulo.id), isWanted);
const reviews = async () =>
  (await bench.call('reviews.list', { isPractice: true, limit: 50 })).rows;

/** The simulated client scans the code and pays, that amount or another one. */
function pay(amountCents?: number): Promise<unknown> {
  const read = readBrCode(titulo.staticPix ?? '');
  if (read.reading !== 'code' || read.code.kind !== 'static') throw new Error('No static code');
  const { txid = '', amountCents: asked } = read.code;
  return bench.control(`/pix-bb/charges/${txid}/pay`, {
    method: 'POST',
    body: { amountCents: amountCents ?? asked },
  });
}

describe('a static code', () => {
  it('is paid, told by the bank, and settles its título, whose charge is never sent', async () => {
    await pay();

    const paid = await wait(({ state }) => state === 'paid');

    expect(titulo.charge?.state).toBe('prepared');
    expect(paid.charge?.state).toBe('paid');
    expect(paid.payments).toMatchObject([{ principalCents: 9_990, review: 'none', method: 'pix' }]);
    expect(paid.staticPix).toBeNull();
    expect(paid.attempts.filter(({ operation }) => operation.startsWith('create'))).toEqual([]);
  });

  it('that is paid with another amount waits in "Precisa de você", and the título stays as it is', async () => {
    await pay(9_000);

    const [row] = await bench.until(reviews, ({ length }) => length === 1);

    expect(row).toMatchObject({ reason: 'unmatched', amountCents: 9_000 });
    expect(await get(titulo.id)).toMatchObject({
      state: 'open',
      charge: { state: 'prepared' },
      staticPix: titulo.staticPix,
    });
  });

  it('gives way to the charge once that is registered, which is closed when the old code is paid', async () => {
    await bench.call('titulos.send', { ids: [titulo.id] });
    const registered = await wait(({ charge }) => charge?.state === 'registered');

    await pay();
    const paid = await wait(({ state }) => state === 'paid');

    expect(registered.staticPix).toBeNull();
    expect(paid.payments).toMatchObject([{ principalCents: 9_990, review: 'none' }]);
    await wait(({ charge }) => charge?.state === 'cancelled');
  });
});
