import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { addDays, civilDateOf } from '../../domain/civil-date.ts';
import { cents } from '../../domain/money.ts';
import { systemClock } from '../../main/clock.ts';
import { openCore, sampleClient, sampleCompany, type TestCore } from '../support/core.ts';

const today = civilDateOf(systemClock.now());
let bench: TestCore;
let accountId: number;
let clientId: number;

beforeEach(async () => {
  bench = await openCore();
  await bench.call('company.save', sampleCompany);
  ({ id: accountId } = await bench.call('accounts.save', {
    label: 'Asaas de prática',
    gateway: 'asaas',
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
    credentials: { 'simulator-callback-token': 'a-token-of-thirty-two-characters' },
  }));
  ({ id: clientId } = await bench.call('clients.save', sampleClient));
});

afterEach(() => bench.close());

function newTitulo() {
  return bench.call('titulos.create', {
    clientId,
    accountId,
    description: 'Internet 300M',
    faceCents: cents(9_990),
    dueOn: addDays(today, 10),
    competence: null,
  });
}

const get = (id: number) => bench.call('titulos.get', { id });

async function registered(id: number) {
  return bench.until(
    () => get(id),
    (titulo) => titulo.charge?.state === 'registered',
  );
}

describe('the way of a payment through Asaas', () => {
  it('writes the address into the account, issues, is called back and settles, with the fee that was told', async () => {
    const written = await bench.call('accounts.registerCallback', { id: accountId });
    const titulo = await newTitulo();
    const sent = await registered(titulo.id);

    await bench.call('practice.pay', { tituloId: titulo.id });
    const paid = await bench.until(
      () => get(titulo.id),
      ({ state }) => state === 'paid',
    );

    expect(written).toEqual({ isOk: true, text: '' });
    expect(sent.charge?.gatewayId).toMatch(/^pay_/);
    expect(sent.charge?.pixPayload).toMatch(/^000201/);
    expect(paid.payments).toHaveLength(1);
    expect(paid.payments[0]).toMatchObject({ principalCents: 9_990, feeIsEstimate: false });
    expect(paid.payments[0]?.feeCents).toBeGreaterThan(0);
  });

  it('makes a payer there once, whatever is issued', async () => {
    const first = await newTitulo();
    await registered(first.id);
    const second = await newTitulo();
    await registered(second.id);

    const customers = await fetch(
      `http://127.0.0.1:${bench.core.addresses.simulatorPort ?? 0}/asaas/v3/customers`,
      { headers: { access_token: 'sandbox-token', 'user-agent': 'Baixa' } },
    );

    expect(await customers.json()).toMatchObject({ totalCount: 1 });
  });

  it('keeps a callback with a wrong token, and settles nothing by it', async () => {
    const { callbackUrl } = await bench.call('accounts.get', { id: accountId });

    const answer = await fetch(callbackUrl ?? '', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'asaas-access-token': 'not-the-token' },
      body: JSON.stringify({ id: 'evt_1', event: 'PAYMENT_RECEIVED', payment: { id: 'pay_1' } }),
    });
    const { rows } = await bench.until(
      () => bench.call('callbacks.list', { filter: { accountId }, limit: 10 }),
      (page) => page.rows[0]?.state === 'parked',
    );

    expect(answer.status).toBe(200);
    expect(rows[0]).toMatchObject({ failure: 'secret-wrong', effects: [] });
  });
});
