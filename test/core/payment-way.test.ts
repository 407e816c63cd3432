import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, addMonths, civilDate, civilDateOf } from '../../domain/civil-date.ts';
import { systemClock } from '../../main/clock.ts';
import { cents } from '../../domain/money.ts';
import { openCore, sampleClient, sampleCompany, type TestCore } from '../support/core.ts';

const today = civilDateOf(systemClock.now());
let bench: TestCore;
let accountId: number;
let clientId: number;

beforeEach(async () => {
  bench = await openCore();
  await bench.call('company.save', sampleCompany);
  ({ accountId } = await bench.call('practice.start', {}));
  ({ id: clientId } = await bench.call('clients.save', sampleClient));
});

afterEach(() => bench.close());

async function newTitulo(days = 10) {
  return bench.call('titulos.create', {
    clientId,
    accountId,
    description: 'Internet 300M',
    faceCents: cents(9_990),
    dueOn: addDays(today, days),
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

describe('the way of a payment', () => {
  it('goes from a título through the gateway and its callback to a settled título with its postings', async () => {
    const titulo = await newTitulo();
    const sent = await registered(titulo.id);

    await bench.call('practice.pay', { tituloId: titulo.id });
    const paid = await bench.until(
      () => get(titulo.id),
      ({ state }) => state === 'paid',
    );

    expect(sent.charge?.linha).toMatch(/^364\d{44}$/);
    expect(paid).toMatchObject({ status: 'paid', settledCents: 9_990, paidCents: 9_990 });
    expect(paid.payments).toHaveLength(1);
    expect(paid.payments[0]).toMatchObject({
      state: 'credited',
      principalCents: 9_990,
      review: 'none',
    });
    const { rows } = await bench.call('callbacks.list', { filter: {}, limit: 50 });
    expect(rows.flatMap(({ effects }) => effects).map(({ kind }) => kind)).toContain('paid');
  });

  it('settles nothing twice when every callback is replayed', async () => {
    const titulo = await newTitulo();
    await registered(titulo.id);
    await bench.call('practice.pay', { tituloId: titulo.id });
    await bench.until(
      () => get(titulo.id),
      ({ state }) => state === 'paid',
    );
    const { rows } = await bench.call('callbacks.list', { filter: {}, limit: 50 });

    for (const { id } of rows) await bench.call('callbacks.replay', { id });
    await bench.until(
      () => bench.call('callbacks.list', { filter: {}, limit: 50 }),
      (list) =>
        list.rows.every(({ state }) => state === 'done') &&
        list.rows.filter(({ replayOf }) => replayOf !== null).length === rows.length,
    );

    const after = await get(titulo.id);
    expect(after.payments).toHaveLength(1);
    expect(after.settledCents).toBe(9_990);
  });

  it('issues a carnê in one call and settles one parcel alone', async () => {
    const firstDueOn = civilDate(`${addMonths(today, 1).slice(0, 7)}-15`);
    const carne = await bench.call('carnes.create', {
      clientId,
      accountId,
      parcels: 12,
      firstDueOn,
      amountCents: cents(7_990),
      description: 'Internet 100M',
      businessDays: 'keep',
    });
    const parcels = () =>
      bench.call('titulos.list', {
        filter: { carneId: carne.id, isPractice: true },
        sort: 'due',
        limit: 50,
      });
    const { rows } = await bench.until(parcels, (page) =>
      page.rows.every(({ charge }) => charge?.state === 'registered'),
    );

    await bench.call('practice.pay', { tituloId: rows[2]?.id ?? 0 });
    await bench.until(parcels, (page) => page.rows[2]?.state === 'paid');

    const states = (await parcels()).rows.map(({ state }) => state);
    expect(rows.map(({ dueOn }) => dueOn)).toEqual(
      Array.from({ length: 12 }, (_, index) => addMonths(firstDueOn, index)),
    );
    expect(states.filter((state) => state === 'paid')).toHaveLength(1);
  });

  it('closes the charge at the gateway when the operator receives by hand, and knows its own echo', async () => {
    const titulo = await newTitulo();
    await registered(titulo.id);

    await bench.call('titulos.receive', {
      id: titulo.id,
      amountCents: cents(9_990),
      discountCents: cents(0),
      paidOn: today,
      method: 'cash',
    });
    const closed = await bench.until(
      () => get(titulo.id),
      ({ charge }) => charge?.state === 'marked',
    );

    expect(closed.state).toBe('paid');
    expect(closed.payments).toHaveLength(1);
    expect(closed.isStillPayable).toBe(false);
  });

  it('cancels here and at the gateway, and believes it when the gateway shows it', async () => {
    const titulo = await newTitulo();
    await registered(titulo.id);

    await bench.call('titulos.cancel', { ids: [titulo.id], reason: 'desistência' });
    const cancelled = await bench.until(
      () => get(titulo.id),
      ({ charge }) => charge?.state === 'cancelled',
    );

    expect(cancelled.state).toBe('cancelled');
    const charges = await bench.control('/efi/charges');
    expect(JSON.stringify(charges)).toContain('canceled');
  });

  it('keeps the money of a cancelled título for a decision, and reopens it when the operator says so', async () => {
    const titulo = await newTitulo();
    const { charge } = await registered(titulo.id);
    await bench.call('titulos.cancel', { ids: [titulo.id], reason: 'engano' });
    await bench.until(
      () => get(titulo.id),
      (now) => now.charge?.state === 'cancelled',
    );

    await bench.control(`/efi/charges/${charge?.gatewayId ?? ''}/pay`, {
      method: 'POST',
      body: {},
    });
    const list = () => bench.call('reviews.list', { isPractice: true, limit: 10 });
    const { rows } = await bench.until(list, (page) => page.rows.length === 1);
    await bench.call('reviews.decide', {
      paymentId: rows[0]?.paymentId ?? 0,
      decision: { kind: 'approve' },
    });

    expect(rows[0]).toMatchObject({ reason: 'cancelled-titulo', amountCents: 9_990 });
    expect(await get(titulo.id)).toMatchObject({ state: 'paid', settledCents: 9_990 });
  });

  it('changes the due date through the gateway and prints the new bar code', async () => {
    const titulo = await newTitulo();
    const before = await registered(titulo.id);

    await bench.call('titulos.changeDue', { id: titulo.id, dueOn: addDays(today, 20) });
    const after = await bench.until(
      () => get(titulo.id),
      ({ dueOn }) => dueOn === addDays(today, 20),
    );

    expect(after.charge?.dueOn).toBe(addDays(today, 20));
    expect(after.charge?.linha).not.toBe(before.charge?.linha);
  });

  it('keeps everything over a restart', async () => {
    const titulo = await newTitulo();
    await registered(titulo.id);

    bench = await bench.restart();

    expect((await get(titulo.id)).charge?.state).toBe('registered');
  });
});

describe('what is refused', () => {
  it('names a due date in the past', async () => {
    const failure = await bench.refused('titulos.create', {
      clientId,
      accountId,
      description: 'Internet',
      faceCents: cents(9_990),
      dueOn: addDays(today, -1),
      competence: null,
    });

    expect(failure.code).toBe('due-date-past');
  });

  it('names a value under the minimum of the gateway', async () => {
    const failure = await bench.refused('titulos.create', {
      clientId,
      accountId,
      description: 'Internet',
      faceCents: cents(499),
      dueOn: addDays(today, 5),
      competence: null,
    });

    expect(failure).toMatchObject({ code: 'value-too-low', detail: { minimumCents: 500 } });
  });

  it('keeps a título whose client the gateway would refuse here, and tells what is missing', async () => {
    const { id } = await bench.call('clients.save', { ...sampleClient, name: 'Ana', taxId: '' });
    const titulo = await bench.call('titulos.create', {
      clientId: id,
      accountId,
      description: 'Internet',
      faceCents: cents(9_990),
      dueOn: addDays(today, 5),
      competence: null,
    });

    const [checked] = await bench.call('titulos.check', { ids: [titulo.id] });

    expect(titulo.charge?.state).toBe('prepared');
    expect(checked?.problems.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['name-one-word', 'tax-id-missing']),
    );
  });
});
