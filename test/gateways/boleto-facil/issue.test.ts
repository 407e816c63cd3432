import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { chargeOf, listed, listedOurs, OTHER, payment, recorded, refused } from './fixture.ts';
import { openReplayBench, TOKEN, type ReplayBench } from './replay-bench.ts';
import { CHARGE, CODE, GROUP, LINHA, REFERENCE, UNKNOWN, UNKNOWN_GROUP } from './samples.ts';

const ISSUE = 'POST /issue-charge';
const LIST = 'POST /list-charges';

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

describe('issuing a boleto', () => {
  it('posts a form with the token in the body and nothing in the address', async () => {
    bench.server.play(ISSUE, recorded('issue-charge'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    const [request] = bench.server.requests;
    expect(outcome).toMatchObject({
      ending: 'registered',
      charge: { gatewayId: CODE, linha: LINHA, amountCents: 9990, dueOn: '2026-12-10' },
    });
    expect(bench.createdIds).toEqual([CODE]);
    expect(request?.query).toEqual({});
    expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(bench.formsOf('issue-charge')[0]).toMatchObject({
      token: TOKEN,
      responseType: 'JSON',
      reference: REFERENCE,
      description: expect.stringContaining('Dúvidas & reclamações') as string,
    });
  });

  it('registers a boleto of the test host without linha, with the amount that was asked', async () => {
    bench.server.play(
      ISSUE,
      listed(chargeOf('issue-charge-test-host', { billetDetails: undefined })),
    );

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'registered', charge: { amountCents: 9990 } });
    expect(outcome).not.toHaveProperty('charge.linha');
  });

  it('gives the amount of the bar code when it is not the one that was asked', async () => {
    bench.server.play(ISSUE, recorded('issue-charge'));

    const outcome = await bench.gateway.issue(
      { ...CHARGE, amountCents: cents(5000) },
      bench.context,
    );

    expect(outcome).toMatchObject({ charge: { amountCents: 9990 } });
  });

  it('does not issue again what the gateway shows under its code', async () => {
    bench.server.play(LIST, listed(OTHER, listedOurs()));

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CODE }, bench.context);

    expect(outcome).toMatchObject({ ending: 'registered', charge: { gatewayId: CODE } });
    expect(bench.server.requestsTo(ISSUE)).toHaveLength(0);
  });

  it('refuses to issue again what was taken off the list', async () => {
    bench.server.play(LIST, listed(OTHER));

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CODE }, bench.context);

    expect(outcome).toMatchObject({ refusal: { code: 'removed-at-gateway' } });
  });

  it('issues nothing where an empty list hides what was made before', async () => {
    bench.server.play(LIST, listed());

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CODE }, bench.context);

    expect(outcome.ending).toBe('unknown');
    expect(bench.server.requestsTo(ISSUE)).toHaveLength(0);
  });

  it('issues nothing while its code cannot be looked for', async () => {
    bench.server.play(LIST, 'reset');

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CODE }, bench.context);

    expect(outcome.ending).toBe('not-sent');
    expect(bench.server.requestsTo(ISSUE)).toHaveLength(0);
  });
});

describe('issuing a carnê', () => {
  it('reads the parcels back in the order of their dates, each with its own bank and linha', async () => {
    bench.server.play(ISSUE, recorded('issue-carne'));

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(outcome).toMatchObject({
      ending: 'registered',
      group: {
        groupId: REFERENCE,
        links: {
          cover: 'https://boletofacil.test/boletofacil/charge/boleto.pdf?token=30000001:FF',
        },
        parcels: [
          { number: 1, charge: { gatewayId: '30000001', dueOn: '2026-12-10', linha: LINHA } },
          { number: 2, charge: { gatewayId: '30000002', dueOn: '2027-01-10' } },
          { number: 3, charge: { gatewayId: '30000003', dueOn: '2027-02-10' } },
        ],
      },
    });
    expect(bench.formsOf('issue-charge')[0]).toMatchObject({ installments: '3', amount: '99.90' });
  });

  it('gives the dates that came, not the ones that were asked', async () => {
    const parcel = (code: number, dueDate: string) => chargeOf('issue-charge', { code, dueDate });
    bench.server.play(
      ISSUE,
      listed(parcel(3, '11/02/2027'), parcel(1, '10/12/2026'), parcel(2, '12/01/2027')),
    );

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    const parcels = outcome.ending === 'registered' ? outcome.group.parcels : [];
    expect(parcels.map(({ number, charge }) => [number, charge.gatewayId, charge.dueOn])).toEqual([
      [1, '1', '2026-12-10'],
      [2, '2', '2027-01-12'],
      [3, '3', '2027-02-11'],
    ]);
  });

  it('leaves out a parcel that did not come', async () => {
    bench.server.play(ISSUE, listed(chargeOf('issue-charge', { code: 9, dueDate: '12/01/2027' })));

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(outcome).toMatchObject({ group: { parcels: [{ number: 2 }] } });
    expect(outcome).toHaveProperty('group.parcels.length', 1);
  });

  const [one, two, three] = GROUP.parcels;
  it.each([
    ['too-few-parcels', [one]],
    ['values-differ', [one, two, { ...three, amountCents: cents(9991) }]],
    ['dates-differ', [one, two, { ...three, dueOn: civilDate('2027-02-11') }]],
    ['too-many-parcels', Array.from({ length: 25 }, () => one)],
  ])('is refused here as %s', async (code, parcels) => {
    const asked = parcels as typeof GROUP.parcels;

    const outcome = await bench.gateway.issueGroup({ ...GROUP, parcels: asked }, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { level: 'data', code } });
    expect(bench.server.requests).toHaveLength(0);
  });
});

describe('finding out what became of a call', () => {
  it('looks for the reference in the list of the due date', async () => {
    bench.server.play(LIST, listed(OTHER, listedOurs()));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toMatchObject({ found: 'registered', charge: { gatewayId: CODE } });
    expect(bench.formsOf('list-charges')).toMatchObject([
      { beginDueDate: '07/12/2026', endDueDate: '13/12/2026' },
    ]);
  });

  it('takes the one with money, else the oldest, of two with one reference', async () => {
    const twin = (code: number, payments: readonly unknown[]) =>
      chargeOf('list-charges', { code, payments });
    bench.server.play(
      LIST,
      listed(twin(12, []), twin(11, [])),
      listed(twin(11, []), twin(12, [payment()])),
    );

    const oldest = await bench.gateway.resolve(UNKNOWN, bench.context);
    const paid = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect([oldest, paid]).toMatchObject([
      { charge: { gatewayId: '11' } },
      { charge: { gatewayId: '12' } },
    ]);
  });

  it('finds nothing under a reference that was never sent', async () => {
    bench.server.play(LIST, listed(OTHER));

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toEqual({ found: 'nothing' });
  });

  it.each([
    ['the list is refused', refused('Uma frase nova')],
    ['the list is cut', 'truncated' as const],
    ['an entry cannot be read', listed({ code: 'x' })],
    ['a payment cannot be read', listed(chargeOf('list-charges', { payments: [{ id: 1 }] }))],
  ])('never says nothing when %s', async (_what, reply) => {
    bench.server.play(LIST, reply);

    const outcome = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome.found).toBe('unreachable');
  });

  it('looks for each parcel of a carnê in the list of its own date', async () => {
    const parcel = (code: number, dueDate: string) => chargeOf('list-charges', { code, dueDate });
    bench.server.play(
      LIST,
      listed(OTHER, parcel(1, '10/12/2026')),
      listed(parcel(2, '10/01/2027')),
      listed(parcel(3, '10/02/2027')),
    );

    const outcome = await bench.gateway.resolveGroup(UNKNOWN_GROUP, bench.context);

    expect(outcome).toMatchObject({
      found: 'registered',
      group: { groupId: REFERENCE, parcels: [{ number: 1 }, { number: 2 }, { number: 3 }] },
    });
    expect(bench.formsOf('list-charges').map(({ beginDueDate }) => beginDueDate)).toEqual([
      '07/12/2026',
      '07/01/2027',
      '07/02/2027',
    ]);
  });

  it('finds no carnê where no date has a parcel of it', async () => {
    bench.server.play(LIST, listed(OTHER));

    const outcome = await bench.gateway.resolveGroup(UNKNOWN_GROUP, bench.context);

    expect(outcome).toEqual({ found: 'nothing' });
  });
});
