import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { openPractice, today, type Practice } from '../support/practice.ts';

let practice: Practice;

beforeEach(async () => {
  practice = await openPractice();
});

afterEach(async () => {
  const disagreements = await practice.disagreements();
  await practice.bench.close();
  expect(disagreements).toEqual([]);
});

const MINUTE = 60_000;

describe('callbacks', () => {
  it('that come before the answer to the issue settle the título all the same', async () => {
    await practice.faults({
      kind: 'delay',
      method: 'POST',
      path: '/v1/charge/:id/pay',
      delayMs: 700,
      count: 1,
    });
    const { id } = await practice.newTitulo();
    const [charge] = await practice.bench.until(practice.charges, (list) =>
      list.some(({ status }) => status === 'waiting'),
    );

    await practice.bench.control(`/efi/charges/${charge?.id ?? ''}/pay`, {
      method: 'POST',
      body: {},
    });
    const paid = await practice.paid(id);

    expect(paid.charge?.state).toBe('paid');
    const whole = await practice.wait(id, (titulo) => titulo.charge?.linha !== null);
    expect(whole.payments.filter(({ state }) => state === 'credited')).toHaveLength(1);
    expect(await practice.reviews()).toEqual([]);
  });

  it.each(['duplicate', 'reorder', 'late'])(
    'settle once when they are told with the fault "%s"',
    async (kind) => {
      const titulos = [await practice.newTitulo(), await practice.newTitulo()];
      for (const { id } of titulos) await practice.registered(id);
      await practice.faults({
        kind,
        count: 6,
        ...(kind === 'late' ? { delayMs: 5 * MINUTE } : {}),
      });

      for (const { id } of titulos) await practice.act(id, 'identify');
      for (const { id } of titulos) await practice.act(id, 'pay');
      await practice.advance(60 * MINUTE);

      for (const { id } of titulos) {
        const { payments } = await practice.paid(id);
        expect(payments.filter(({ principalCents }) => principalCents > 0)).toHaveLength(1);
      }
    },
  );

  it('that are lost are made good by asking for the título', async () => {
    const { id } = await practice.newTitulo();
    await practice.registered(id);
    await practice.faults({ kind: 'lose' });
    await practice.act(id, 'pay');

    await practice.bench.call('titulos.refresh', { id });

    expect((await practice.get(id)).state).toBe('paid');
  });

  it('with a token that the gateway does not know are set aside after two looks', async () => {
    const { callbackUrl } = await practice.bench.call('accounts.get', { id: practice.accountId });

    const { status } = await fetch(callbackUrl ?? '', {
      method: 'POST',
      body: new URLSearchParams({ notification: '00000000-0000-4000-8000-000000000000' }),
    });
    const list = () => practice.bench.call('callbacks.list', { filter: {}, limit: 10 });
    await practice.bench.until(list, ({ rows }) => rows[0]?.failure === 'unknown-token');
    await practice.advance(MINUTE);
    const { rows } = await practice.bench.until(list, (page) => page.rows[0]?.state === 'parked');

    expect(status).toBe(200);
    expect(rows[0]).toMatchObject({ failure: 'unknown-token', tries: 2, effects: [] });
  });

  it('of a charge that was made by hand at the gateway are kept as money that waits for its título', async () => {
    const { callbackUrl } = await practice.bench.call('accounts.get', { id: practice.accountId });
    const titulo = await practice.newTitulo({ dueOn: '2027-06-30' as never });
    const gatewayId = await issueByHand(callbackUrl ?? '');

    await practice.bench.control(`/efi/charges/${gatewayId}/pay`, { method: 'POST', body: {} });
    const [review] = await practice.bench.until(practice.reviews, (rows) => rows.length === 1);
    await practice.bench.call('reviews.decide', {
      paymentId: review?.paymentId ?? 0,
      decision: { kind: 'allocate', tituloId: titulo.id },
    });

    expect(review).toMatchObject({ reason: 'unmatched', amountCents: 9_990, tituloId: null });
    expect((await practice.get(titulo.id)).state).toBe('paid');
    // It came through no charge of ours, so the ledger names one that the books do not know.
    expect(await practice.disagreements()).toEqual([
      `charge ${gatewayId}: ours undefined, theirs 9990`,
    ]);
    await practice.bench.control(`/efi/charges/${gatewayId}/refund`, { method: 'POST', body: {} });
    practice = { ...practice, disagreements: () => Promise.resolve([]) };
  });
});

describe('two hands at once', () => {
  it('a cancel and a payment leave the money waiting for a word', async () => {
    const { id } = await practice.newTitulo();
    await practice.registered(id);
    await practice.faults({
      kind: 'drop-before',
      method: 'PUT',
      path: '/v1/charge/:id/cancel',
      count: 1,
    });

    await practice.bench.call('titulos.cancel', { ids: [id], reason: 'engano' });
    await practice.act(id, 'pay');
    const [review] = await practice.bench.until(practice.reviews, (rows) => rows.length === 1);

    expect(review).toMatchObject({ reason: 'cancelled-titulo', amountCents: 9_990 });
    expect(await practice.get(id)).toMatchObject({ state: 'cancelled', settledCents: 0 });
    expect((await practice.get(id)).charge?.state).toBe('paid');
  });

  it('a receipt by hand and a payment of the same amount are told apart by the operator', async () => {
    const { id } = await practice.newTitulo();
    await practice.registered(id);
    await practice.faults({
      kind: 'drop-before',
      method: 'PUT',
      path: '/v1/charge/:id/settle',
      count: 1,
    });

    await practice.bench.call('titulos.receive', {
      id,
      amountCents: cents(9_990),
      discountCents: cents(0),
      paidOn: today,
      method: 'cash',
    });
    await practice.act(id, 'pay');
    const [review] = await practice.bench.until(practice.reviews, (rows) => rows.length === 1);
    await practice.bench.call('reviews.decide', {
      paymentId: review?.paymentId ?? 0,
      decision: { kind: 'keep-as-credit' },
    });

    expect(review?.reason).toBe('same-payment');
    const { totals } = await practice.bench.call('clients.get', { id: practice.clientId });
    expect(totals).toMatchObject({ receivedCents: 19_980, creditCents: 9_990 });
  });
});

/** Another program of the ISP issues at the same account, with our address and without our books. */
async function issueByHand(callbackUrl: string): Promise<string> {
  const base = `http://127.0.0.1:${practice.bench.core.addresses.simulatorPort ?? 0}/efi/v1`;
  const send = async (path: string, headers: Record<string, string>, body: unknown) => {
    const response = await fetch(`${base}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, never>;
  };
  const basic = Buffer.from('Client_Id_sandbox:Client_Secret_sandbox').toString('base64');
  const { access_token: token } = await send(
    '/authorize',
    { authorization: `Basic ${basic}` },
    { grant_type: 'client_credentials' },
  );
  const { data } = (await send(
    '/charge/one-step',
    { authorization: `Bearer ${String(token)}` },
    {
      items: [{ name: 'Feito no painel', value: 9_990, amount: 1 }],
      metadata: { notification_url: callbackUrl },
      payment: {
        banking_billet: {
          customer: { name: 'Ana Lúcia Prates', cpf: '52998224725', phone_number: '31987654321' },
          expire_at: '2027-06-30',
        },
      },
    },
  )) as unknown as { data: { charge_id: number } };
  return String(data.charge_id);
}
