import {
  CreateChargeBodySchema,
  CreateCarnetBodySchema,
  CreateOneStepChargeBodySchema,
  ListChargesParamsSchema,
} from 'sdk-node-apis-efi';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { recorded } from './fixture.ts';
import { openReplayBench, type ReplayBench } from './replay-bench.ts';
import { CHARGE, CHARGE_ID, GROUP, LINHA, REFERENCE, UNKNOWN, UNKNOWN_GROUP } from './samples.ts';

const CREATE = 'POST /v1/charge';
const PAY = `POST /v1/charge/${CHARGE_ID}/pay`;
const DETAIL = `GET /v1/charge/${CHARGE_ID}`;
const LIST = 'GET /v1/charges';
const CARNET = 'POST /v1/carnet';

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

describe('issuing a single boleto', () => {
  it('creates the charge, tells its id, and only then defines the boleto', async () => {
    bench.server.play(CREATE, recorded('create-charge'));
    bench.server.play(PAY, recorded('define-pay-method'));
    const idsAtPay: number[] = [];

    const outcome = await bench.gateway.issue(CHARGE, {
      ...bench.context,
      created: (id) => {
        idsAtPay.push(bench.server.requestsTo(PAY).length);
        bench.context.created(id);
      },
    });

    expect(outcome).toMatchObject({
      ending: 'registered',
      charge: {
        gatewayId: CHARGE_ID,
        dueOn: '2026-12-10',
        amountCents: 9990,
        bank: '364',
        linha: LINHA,
        pixPayload: expect.stringContaining('BR.GOV.BCB.PIX') as string,
        links: { page: expect.any(String) as string, pdf: expect.any(String) as string },
      },
    });
    expect(bench.createdIds).toEqual([CHARGE_ID]);
    expect(idsAtPay).toEqual([0]);
  });

  it('sends bodies that the official schemas accept', async () => {
    bench.server.play(CREATE, recorded('create-charge'));
    bench.server.play(PAY, recorded('define-pay-method'));

    await bench.gateway.issue(CHARGE, bench.context);
    const [create, pay] = [CREATE, PAY].map((route) => bench.server.requestsTo(route)[0]?.body);

    expect(CreateChargeBodySchema.safeParse(create).error).toBeUndefined();
    const oneStep = { ...(create as object), ...(pay as object) };
    expect(CreateOneStepChargeBodySchema.safeParse(oneStep).error).toBeUndefined();
  });

  it('starts at /pay when the charge was created by an earlier try', async () => {
    bench.server.play(PAY, recorded('define-pay-method'));

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CHARGE_ID }, bench.context);

    expect(outcome.ending).toBe('registered');
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
    expect(bench.createdIds).toEqual([]);
  });

  it('treats 3500030 on /pay as registered when the charge has its boleto', async () => {
    bench.server.play(PAY, recorded('error-already-payable'));
    bench.server.play(DETAIL, recorded('detail-charge'));

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CHARGE_ID }, bench.context);

    expect(outcome).toMatchObject({ ending: 'registered', charge: { linha: LINHA } });
  });

  it('keeps the refusal on /pay when the charge was cancelled meanwhile', async () => {
    bench.server.play(PAY, { status: 400, body: { code: 3500044, error: 'charge_status' } });
    bench.server.play(DETAIL, {
      status: 200,
      body: { code: 200, data: { charge_id: 44800001, status: 'canceled', total: 9990 } },
    });

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CHARGE_ID }, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'not-payable' } });
  });

  it('says accepted when the boleto is not made yet', async () => {
    bench.server.play(PAY, recorded('error-already-payable'));
    bench.server.play(DETAIL, recorded('detail-charge-new'));

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CHARGE_ID }, bench.context);

    expect(outcome).toEqual({ ending: 'accepted', gatewayId: CHARGE_ID });
  });
});

describe('issuing a carnê', () => {
  it('sends one flat body and gives the parcels back by number', async () => {
    bench.server.play(CARNET, recorded('create-carnet'));

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    const body = bench.server.requestsTo(CARNET)[0]?.body;
    expect(CreateCarnetBodySchema.safeParse(body).error).toBeUndefined();
    expect(outcome).toMatchObject({
      ending: 'registered',
      group: {
        groupId: '12345',
        parcels: [
          { number: 1, charge: { gatewayId: '511813', dueOn: '2026-12-10', amountCents: 9990 } },
          { number: 2, charge: { gatewayId: '511814', dueOn: '2027-01-10' } },
          { number: 3, charge: { gatewayId: '511815', dueOn: '2027-02-10' } },
        ],
      },
    });
  });

  it('moves a parcel that Efí put too early and reads the carnê again', async () => {
    bench.server.play(CARNET, recorded('create-carnet'));
    bench.server.play('PUT /v1/carnet/12345/parcels', recorded('action-done'));
    bench.server.play('GET /v1/carnet/12345', recorded('detail-carnet'));
    const parcels = GROUP.parcels.map((parcel) =>
      parcel.number === 2 ? { ...parcel, dueOn: civilDate('2027-01-11') } : parcel,
    );

    const outcome = await bench.gateway.issueGroup({ ...GROUP, parcels }, bench.context);

    expect(bench.server.requestsTo('PUT /v1/carnet/12345/parcels')[0]?.body).toEqual({
      parcels: [{ parcel: 2, expire_at: '2027-01-11' }],
    });
    expect(outcome).toMatchObject({
      group: { parcels: [{}, { charge: { dueOn: '2027-01-11', amountCents: 9990 } }, {}] },
    });
  });

  it('keeps the carnê registered with the dates it has when a date cannot be moved', async () => {
    bench.server.play(CARNET, recorded('create-carnet'));
    bench.server.play('PUT /v1/carnet/12345/parcels', recorded('error-update-parcels'));
    const parcels = GROUP.parcels.map((parcel) => ({ ...parcel, dueOn: civilDate('2027-03-01') }));

    const outcome = await bench.gateway.issueGroup({ ...GROUP, parcels }, bench.context);

    expect(outcome).toMatchObject({
      ending: 'registered',
      group: { parcels: [{ charge: { dueOn: '2026-12-10' } }, {}, {}] },
    });
  });
});

describe('resolving a call without an ending', () => {
  it('finds a registered charge by its reference', async () => {
    bench.server.play(LIST, recorded('list-charges-waiting'));
    bench.server.play(DETAIL, recorded('detail-charge'));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toMatchObject({ found: 'registered', charge: { gatewayId: CHARGE_ID } });
    const query = bench.server.requestsTo(LIST)[0]?.query ?? {};
    expect(query).toMatchObject({
      charge_type: 'billet',
      custom_id: REFERENCE,
      begin_date: '2026-11-06',
      end_date: '2026-12-06',
    });
    const typed = { ...query, page: Number(query['page']), limit: Number(query['limit']) };
    expect(ListChargesParamsSchema.safeParse(typed).error).toBeUndefined();
  });

  it('finds a charge that was created without a boleto', async () => {
    bench.server.play(LIST, recorded('list-charges-new'));
    bench.server.play(DETAIL, recorded('detail-charge-new'));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toEqual({ found: 'created', gatewayId: CHARGE_ID });
  });

  it('finds nothing in an empty list', async () => {
    bench.server.play(LIST, recorded('list-charges-empty'));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toEqual({ found: 'nothing' });
  });

  it('does not take the charge of another reference when the filter is not heeded', async () => {
    bench.server.play(LIST, recorded('list-charges-waiting'));

    const outcome = await bench.gateway.resolve(
      { ...UNKNOWN, reference: '0RH5P2S8ZZZZZZZZZZZZ' },
      bench.context,
    );

    expect(outcome).toEqual({ found: 'nothing' });
  });

  it('never says nothing when the list could not be read', async () => {
    bench.server.play(LIST, { status: 502, html: '<html>Bad gateway</html>' });

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome.found).toBe('unreachable');
  });

  it('finds the parcels of a carnê although the list does not tell its number', async () => {
    bench.server.play(LIST, recorded('list-charges-carnet'));

    const outcome = await bench.gateway.resolveGroup(UNKNOWN_GROUP, bench.context);

    expect(outcome).toMatchObject({
      found: 'registered',
      group: { parcels: [{ number: 1 }, { number: 2 }, { number: 3 }] },
    });
    expect(bench.server.requestsTo(LIST)[0]?.query).toMatchObject({ charge_type: 'carnet' });
  });
});
