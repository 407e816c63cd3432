import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns, startHarness, type Harness, type Wire } from '../harness.ts';
import { startReceiver, type Receiver } from '../receiver.ts';
import { billet, carnet, charge, company, oneStep } from './bodies.ts';
import { openSdk, wrongInAnswer, type Sdk } from './sdk.ts';

let harness: Harness;
let receiver: Receiver;
let sdk: Sdk;

beforeEach(async () => {
  harness = await startHarness();
  receiver = await startReceiver();
  sdk = await openSdk(harness.simulator.baseUrl('efi'));
});

afterEach(async () => {
  await harness.close();
  await receiver.close();
});

const tokenOf = (post: { body: string } | undefined) =>
  new URLSearchParams(post?.body).get('notification') ?? '';

describe('the official SDK against the simulated Efí', () => {
  it('leads a boleto through its whole life', async () => {
    const created = await sdk.createCharge({}, charge(receiver.url));
    const id = created.data.charge_id;
    const issued = await sdk.definePayMethod({ id }, { payment: { banking_billet: billet } });
    await sdk.updateBillet({ id }, { expire_at: '2026-12-15' });
    await sdk.sendBilletEmail({ id }, { email: 'maria@example.com' });
    await sdk.createChargeHistory({ id }, { description: 'Cliente avisou' });
    await harness.control('POST', `/efi/charges/${id}/pay`, { on: '2026-11-21' });
    const [first] = await receiver.arrived(4);
    const token = tokenOf(first);
    const told = await sdk.getNotification({ token });
    const detail = await sdk.detailCharge({ id });

    expect(created.data).toMatchObject({ status: 'new', total: 9990, custom_id: 'TIT-000123' });
    expect(issued.data).toMatchObject({ status: 'waiting', charge_id: id, total: 9990 });
    expect(receiver.posts.map(tokenOf)).toEqual([token, token, token, token]);
    expect(receiver.posts[0]?.contentType).toBe('application/x-www-form-urlencoded');
    expect(columns(told.data, 'id', 'status.current')).toEqual([
      [1, 'new'],
      [2, 'waiting'],
      [3, 'identified'],
      [4, 'paid'],
    ]);
    expect(told.data[3]).toMatchObject({ value: 9990, received_by_bank_at: '2026-11-21' });
    expect(detail.data).toMatchObject({ status: 'paid', paid_value: 9990 });
    expect(detail.data.payment.banking_billet.expire_at).toBe('2026-12-15');
    expect(await wrongInAnswer('CreateChargeResponseSchema', created)).toEqual([]);
    expect(await wrongInAnswer('DefinePayMethodResponseSchema', issued)).toEqual([]);
    expect(await wrongInAnswer('DetailChargeResponseSchema', detail)).toEqual([]);
    expect(await wrongInAnswer('GetNotificationResponseSchema', told)).toEqual([]);
  });

  it('leads a carnê through its whole life with one token', async () => {
    const created = await sdk.createCarnet({}, carnet(receiver.url));
    const id = created.data.carnet_id;
    await sdk.updateCarnetParcel({ id, parcel: 2 }, { expire_at: '2027-01-20' });
    const moved = { parcels: [{ parcel: 3, expire_at: '2027-02-20' }] };
    await sdk.updateCarnetParcels({ id }, moved);
    await sdk.sendCarnetParcelEmail({ id, parcel: 2 }, { email: 'maria@example.com' });
    await sdk.settleCarnetParcel({ id, parcel: 1 });
    await sdk.cancelCarnetParcel({ id, parcel: 2 });
    const third = created.data.charges[2].charge_id;
    await harness.control('POST', `/efi/charges/${third}/pay`);
    const posts = await receiver.arrived(12);
    const token = tokenOf(posts[0]);
    const told = await sdk.getNotification({ token });
    const detail = await sdk.detailCarnet({ id });

    expect(columns(created.data.charges, 'parcel', 'expire_at')).toEqual([
      ['1', '2026-12-10'],
      ['2', '2027-01-10'],
      ['3', '2027-02-10'],
    ]);
    expect(new Set(posts.map(tokenOf))).toEqual(new Set([token]));
    expect(told.data[0]).toMatchObject({
      id: 1,
      type: 'carnet',
      status: { current: 'up_to_date' },
    });
    expect((told.data as Wire[]).at(-1)).toMatchObject({
      type: 'carnet',
      status: { current: 'finished' },
    });
    expect(detail.data.status).toBe('finished');
    expect(columns(detail.data.charges, 'parcel', 'expire_at', 'status')).toEqual([
      [1, '2026-12-10', 'settled'],
      [2, '2027-01-20', 'canceled'],
      [3, '2027-02-20', 'paid'],
    ]);
    expect(await wrongInAnswer('CreateCarnetResponseSchema', created)).toEqual([]);
    expect(await wrongInAnswer('DetailCarnetResponseSchema', detail)).toEqual([]);
  });

  it('is answered 200 on every call that changes something', async () => {
    const { data: one } = await sdk.createOneStepCharge(oneStep());
    const { data: two } = await sdk.createOneStepCharge(oneStep());
    const { data: book } = await sdk.createCarnet({}, carnet());
    const { data: other } = await sdk.createCarnet({}, carnet());
    const email = { email: 'maria@example.com' };
    const sheet = { title: 'Balancete', body: { header: 'Demonstrativo' } };
    const onOne = { id: one.charge_id };
    const onBook = { id: book.carnet_id };

    const answers = [
      await sdk.updateChargeMetadata(onOne, { custom_id: 'TIT-9' }),
      await sdk.defineBalanceSheetBillet(onOne, sheet),
      await sdk.cancelCharge(onOne),
      await sdk.settleCharge({ id: two.charge_id }),
      await sdk.updateCarnetMetadata(onBook, { notification_url: receiver.url }),
      await sdk.sendCarnetEmail(onBook, email),
      await sdk.createCarnetHistory(onBook, { description: 'Entregue em mãos' }),
      await sdk.cancelCarnet(onBook),
      await sdk.settleCarnet({ id: other.carnet_id }),
    ];

    expect(answers).toEqual(answers.map(() => ({ code: 200 })));
  });

  it('issues in one step, for a company too, and lists what it issued', async () => {
    const person = await sdk.createOneStepCharge(oneStep());
    const firm = await sdk.createOneStepCharge({}, oneStep(undefined, { customer: company }));
    const listed = await sdk.listCharges({
      charge_type: 'billet',
      begin_date: '2026-11-01',
      end_date: '2026-11-30',
      limit: 1,
      page: 2,
    });

    expect(person.data.status).toBe('waiting');
    expect(listed.data).toHaveLength(1);
    expect(listed.data[0].id).toBe(firm.data.charge_id);
    expect(listed.data[0].customer.cnpj).toBe('11444777000161');
    expect(listed.params.pagination).toEqual({ limit: 1, offset: 1, page: 2 });
    expect(await wrongInAnswer('CreateOneStepChargeResponseSchema', person)).toEqual([]);
    expect(await wrongInAnswer('ListChargesResponseSchema', listed)).toEqual([]);
  });

  it('gives errors as the parsed body', async () => {
    const wrong = oneStep(undefined, { customer: { name: 'Maria', cpf: '52998224725' } });

    const refused: unknown = await sdk.createOneStepCharge(wrong).catch((error: unknown) => error);

    expect(refused).toEqual({
      code: 3500034,
      error: 'validation_error',
      error_description: {
        property: '/payment/banking_billet/customer/name',
        message: expect.any(String),
      },
    });
  });

  it('authorizes again when its token is over', async () => {
    const created = await sdk.createOneStepCharge(oneStep());
    await harness.simulator.advance(700_000);

    const refused: unknown = await sdk
      .detailCharge({ id: created.data.charge_id })
      .catch((error: unknown) => error);

    expect(refused).toMatchObject({ code: 3500008 });
  });
});
