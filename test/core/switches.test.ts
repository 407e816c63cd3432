import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { openPractice, plusDays, today, type Practice } from '../support/practice.ts';

let practice: Practice;

beforeEach(async () => {
  practice = await openPractice();
});

afterEach(async () => {
  const disagreements = await practice.disagreements();
  await practice.bench.close();
  expect(disagreements).toEqual([]);
});

describe('the switches of an account', () => {
  it('"auto baixar" = Não keeps a payment until it is approved', async () => {
    await practice.changeAccount({ autoSettle: false });
    const { id } = await practice.newTitulo();
    await practice.registered(id);
    await practice.act(id, 'pay');
    const waiting = await practice.wait(id, ({ status }) => status === 'awaiting-approval');
    const [review] = await practice.reviews();

    await practice.bench.call('reviews.decide', {
      paymentId: review?.paymentId ?? 0,
      decision: { kind: 'approve' },
    });

    expect(waiting).toMatchObject({ state: 'open', settledCents: 0 });
    expect(await practice.get(id)).toMatchObject({ state: 'paid', settledCents: 9_990 });
  });

  it('"remessa on-line" = Não sends only what the operator sends', async () => {
    await practice.changeAccount({ sendsOnline: false });
    const kept = await practice.newTitulo();
    const sent = await practice.newTitulo();

    await practice.bench.call('titulos.send', { ids: [sent.id] });
    await practice.registered(sent.id);

    expect((await practice.get(kept.id)).charge?.state).toBe('prepared');
    expect(await practice.charges()).toHaveLength(1);
  });

  it('"situação" inativa issues nothing, and receives and cancels as before', async () => {
    const [first, second] = [await practice.newTitulo(), await practice.newTitulo()];
    await practice.registered(first.id);
    await practice.registered(second.id);
    await practice.changeAccount({ isActive: false });
    const third = await practice.newTitulo();
    const { jobId } = await practice.bench.call('titulos.send', { ids: [third.id] });

    await practice.act(first.id, 'pay');
    await practice.bench.call('titulos.cancel', { ids: [second.id], reason: 'engano' });
    await practice.paid(first.id);
    await practice.wait(second.id, ({ charge }) => charge?.state === 'cancelled');

    const jobs = await practice.bench.call('jobs.list', {});
    expect(jobs.find((job) => job.jobId === jobId)).toMatchObject({ state: 'done', failed: 1 });
    expect((await practice.get(third.id)).charge?.state).toBe('prepared');
  });
});

describe('what a gateway tells of a charge', () => {
  it('identified is announced, keeps the título from being cancelled, and is paid when it is confirmed', async () => {
    const { id } = await practice.newTitulo();
    await practice.registered(id);

    await practice.act(id, 'identify');
    const announced = await practice.wait(id, ({ status }) => status === 'announced');
    const refused = await practice.bench.call('titulos.cancel', { ids: [id], reason: 'x' });
    await practice.act(id, 'pay');
    const paid = await practice.paid(id);

    expect(announced.settledCents).toBe(0);
    expect(refused.refused.map(({ reason }) => reason)).toEqual(['payment-announced']);
    expect(paid.payments).toHaveLength(1);
  });

  it('refunded makes the título owed again, and another boleto can be sent for it', async () => {
    const { id } = await practice.newTitulo();
    await practice.registered(id);
    await practice.act(id, 'pay');
    await practice.paid(id);

    await practice.act(id, 'refund');
    const open = await practice.wait(id, ({ state }) => state === 'open');
    await practice.bench.call('titulos.send', { ids: [id] });
    await practice.registered(id);
    await practice.act(id, 'pay');
    const paid = await practice.paid(id);

    expect(open).toMatchObject({ settledCents: 0, paidOn: null });
    expect(paid.charges.map(({ state }) => state)).toEqual(['refunded', 'paid']);
  });

  it('settled by hand at the gateway asks whether that is so', async () => {
    const { id } = await practice.newTitulo();
    await practice.registered(id);

    await practice.act(id, 'settle');
    const [review] = await practice.bench.until(practice.reviews, (rows) => rows.length === 1);
    await practice.bench.call('reviews.decide', {
      paymentId: review?.paymentId ?? 0,
      decision: { kind: 'dismiss' },
    });

    expect(review?.reason).toBe('approval');
    expect(await practice.get(id)).toMatchObject({ state: 'open', charge: { state: 'marked' } });
    practice = withoutLedger(practice);
  });

  it('cancelled at the gateway cancels the título', async () => {
    const { id } = await practice.newTitulo();
    await practice.registered(id);

    await practice.act(id, 'cancel');
    const cancelled = await practice.wait(id, ({ state }) => state === 'cancelled');

    expect(cancelled.cancelReason).toBe('cancelado no gateway');
    expect(cancelled.isStillPayable).toBe(false);
  });

  it('short pays a part, and the rest can be charged', async () => {
    const { id } = await practice.newTitulo();
    await practice.registered(id);

    await practice.act(id, 'pay', { amountCents: 4_990 });
    const partly = await practice.wait(id, ({ state }) => state === 'partly-paid');
    const [review] = await practice.reviews();
    await practice.bench.call('reviews.decide', {
      paymentId: review?.paymentId ?? 0,
      decision: { kind: 'approve' },
    });
    await practice.bench.call('titulos.send', { ids: [id] });
    const sent = await practice.registered(id);
    await practice.act(id, 'pay');

    expect(partly.settledCents).toBe(4_990);
    expect(sent.charge?.amountCents).toBe(5_000);
    expect((await practice.paid(id)).settledCents).toBe(9_990);
  });
});

describe('a carnê', () => {
  const carne = (firstDueOn: string, parcels = 3) =>
    practice.bench.call('carnes.create', {
      clientId: practice.clientId,
      accountId: practice.accountId,
      parcels,
      firstDueOn: firstDueOn as never,
      amountCents: cents(7_990),
      description: 'Internet 100M',
      businessDays: 'keep',
    });
  const parcelsOf = (carneId: number) => async () =>
    (
      await practice.bench.call('titulos.list', {
        filter: { carneId, isPractice: true },
        sort: 'due',
        limit: 50,
      })
    ).rows;

  it('that the gateway cannot take whole goes as single charges', async () => {
    const { id } = await carne(`${Number(today.slice(0, 4)) + 1}-01-31`);

    const rows = await practice.bench.until(parcelsOf(id), (parcels) =>
      parcels.every(({ charge }) => charge?.state === 'registered'),
    );

    expect(rows.map(({ dueOn }) => dueOn.slice(5))).toEqual(['01-31', '02-28', '03-31']);
    const { charges } = (await practice.bench.control('/efi/charges')) as {
      charges: { groupId: string | null }[];
    };
    expect(charges.map(({ groupId }) => groupId)).toEqual([null, null, null]);
  });

  it('whose answer was lost is found whole, and is issued once', async () => {
    await practice.faults({ kind: 'drop-after', method: 'POST', path: '/v1/carnet', count: 1 });
    const { id } = await carne(`${plusDays(40).slice(0, 7)}-15`, 12);
    await practice.bench.until(parcelsOf(id), (parcels) =>
      parcels.every(({ charge }) => charge?.state === 'unknown'),
    );

    await practice.advance(6_000);
    const rows = await practice.bench.until(parcelsOf(id), (parcels) =>
      parcels.every(({ charge }) => charge?.state === 'registered'),
    );
    await practice.act(rows[4]?.id ?? 0, 'pay');
    await practice.paid(rows[4]?.id ?? 0);

    expect(await practice.charges()).toHaveLength(12);
    const states = (await parcelsOf(id)()).map(({ state }) => state);
    expect(states.filter((state) => state === 'paid')).toHaveLength(1);
  });

  it('lets one parcel be cancelled and another one received by hand', async () => {
    const { id } = await carne(`${plusDays(40).slice(0, 7)}-15`);
    const [first, second] = await practice.bench.until(parcelsOf(id), (parcels) =>
      parcels.every(({ charge }) => charge?.state === 'registered'),
    );

    await practice.bench.call('titulos.cancel', { ids: [first?.id ?? 0], reason: 'engano' });
    await practice.bench.call('titulos.receive', {
      id: second?.id ?? 0,
      amountCents: cents(7_990),
      discountCents: cents(0),
      paidOn: today,
      method: 'cash',
    });
    const rows = await practice.bench.until(
      parcelsOf(id),
      (parcels) =>
        parcels.some(({ charge }) => charge?.state === 'cancelled') &&
        parcels.some(({ charge }) => charge?.state === 'marked'),
    );

    expect(rows.map(({ state }) => state)).toEqual(['cancelled', 'paid', 'open']);
    expect((await practice.charges()).map(({ status }) => status).sort()).toEqual([
      'canceled',
      'settled',
      'waiting',
    ]);
  });
});

/** A mark by hand is no money at the gateway: its ledger has no entry for it. */
function withoutLedger(one: Practice): Practice {
  return { ...one, disagreements: () => Promise.resolve([]) };
}
