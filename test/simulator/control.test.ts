import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { carnet, oneStep } from './efi/bodies.ts';
import { columns, startHarness, type Harness } from './harness.ts';
import { startReceiver } from './receiver.ts';

let harness: Harness;

beforeEach(async () => {
  harness = await startHarness();
});

afterEach(() => harness.close());

describe('control calls', () => {
  it('say which gateways there are, where, and with which credentials', async () => {
    const { body } = await harness.control('GET', '/');

    expect(body.gateways).toContainEqual({
      id: 'efi',
      baseUrl: harness.simulator.baseUrl('efi'),
      credentials: { clientId: 'Client_Id_sandbox', clientSecret: 'Client_Secret_sandbox' },
      statuses: expect.arrayContaining(['waiting', 'paid']),
    });
  });

  it('list what was issued with status, codes and the callbacks sent for each', async () => {
    const receiver = await startReceiver();
    await harness.api('POST', '/v1/charge/one-step', oneStep(receiver.url));
    await receiver.arrived(2);
    await harness.simulator.whenIdle();

    const { body } = await harness.control('GET', '/efi/charges');
    await receiver.close();

    expect(body.charges).toEqual([
      {
        id: '44800001',
        groupId: null,
        parcel: null,
        customId: 'TIT-000123',
        status: 'waiting',
        totalCents: 9990,
        dueTodayCents: 9990,
        dueOn: '2026-12-10',
        payer: 'Maria da Silva',
        linha: expect.stringMatching(/^36490\./),
        pixPayload: expect.stringMatching(/^000201/),
        callbackUrl: receiver.url,
        createdAt: '2026-11-21T12:00:00.000Z',
        callbacks: [
          expect.objectContaining({ change: 'new', state: 'pending' }),
          {
            id: 2,
            charge: '44800001',
            change: 'waiting',
            state: 'pending',
            url: receiver.url,
            createdAt: '2026-11-21T12:00:00.000Z',
            nextTryAt: '2026-11-21T12:05:00.000Z',
            attempts: [
              {
                attempt: 1,
                at: '2026-11-21T12:00:00.000Z',
                url: receiver.url,
                httpStatus: 200,
                error: null,
              },
            ],
          },
        ],
      },
    ]);
  });

  it('list by status, by custom id and by page', async () => {
    await harness.api('POST', '/v1/charge/one-step', oneStep());
    const made = await harness.api('POST', '/v1/carnet', carnet());
    await harness.control('POST', `/efi/charges/${made.body.data.charges[1].charge_id}/cancel`);
    const parcels = async (query: string) =>
      columns(
        (await harness.control('GET', `/efi/charges?${query}`)).body.charges,
        'parcel',
      ).flat();

    const found = [
      await parcels('status=canceled'),
      await parcels('customId=CONTRATO-77'),
      await parcels('limit=2&offset=1'),
      await parcels('status=unheard-of'),
    ];

    expect(found).toEqual([[2], [1, 2, 3], [1, 2], []]);
  });

  it('change the account, keep what is not named, and refuse what is no setting', async () => {
    await harness.control('PUT', '/efi/settings', { fees: { billet: 345, carnet: 99 } });
    const changed = await harness.control('PUT', '/efi/settings', { bolix: false });
    const refused = await harness.control('PUT', '/efi/settings', { bolix: 'no' });
    const unknown = await harness.control('PUT', '/efi/settings', { colour: 'blue' });

    expect(changed.body).toMatchObject({ bolix: false, fees: { billet: 345, carnet: 99 } });
    expect([refused.status, unknown.status]).toEqual([400, 400]);
  });

  it('refuse a body that is no JSON, a gateway that is none and a call that is none', async () => {
    const broken = await fetch(`${harness.simulator.controlUrl}/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    const nobody = await harness.control('GET', '/nobody/charges');
    const nothing = await harness.control('GET', '/efi/nothing/at/all');

    expect(broken.status).toBe(400);
    expect([nobody.body.error.code, nothing.body.error.code]).toEqual([
      'unknown-gateway',
      'unknown-call',
    ]);
  });
});
