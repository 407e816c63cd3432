import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { recorded } from './fixture.ts';
import { openReplayBench, type ReplayBench } from './replay-bench.ts';
import { AT_GATEWAY, CHARGE_ID } from './samples.ts';

const AT = `/payments/${CHARGE_ID}`;
const NOT_OPEN = {
  status: 400,
  body: { errors: [{ code: 'invalid_action', description: 'Não é possível' }] },
};

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
  bench.server.play(`GET ${AT}`, recorded('payment-ours'));
});
afterEach(() => bench.server.close());

describe('cancelling', () => {
  it('removes the charge', async () => {
    bench.server.play(`DELETE ${AT}`, { status: 200, body: { deleted: true, id: CHARGE_ID } });

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome).toEqual({ ending: 'done' });
  });

  it.each([
    ['a 400', NOT_OPEN],
    ['a 404', { status: 404, body: undefined }],
  ])('is done when %s is about a charge that is removed already', async (_what, reply) => {
    bench.server.play(`DELETE ${AT}`, reply);
    bench.server.play(`GET ${AT}`, recorded('payment-ours', { deleted: true }));

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome).toEqual({ ending: 'done' });
  });

  it('keeps the refusal for a charge that is paid', async () => {
    bench.server.play(`DELETE ${AT}`, NOT_OPEN);
    bench.server.play(`GET ${AT}`, recorded('payment-ours', { status: 'RECEIVED' }));

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'not-open' } });
  });

  it('does not know whether a cut answer cancelled', async () => {
    bench.server.play(`DELETE ${AT}`, 'truncated');

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome.ending).toBe('unknown');
  });
});

describe('moving the due date', () => {
  const move = () =>
    bench.gateway.changeDueDate?.(
      { charge: AT_GATEWAY, dueOn: civilDate('2026-12-20') },
      bench.context,
    );

  it('repeats value and way of payment', async () => {
    bench.server.play(`PUT ${AT}`, recorded('payment-ours', { dueDate: '2026-12-20' }));

    const outcome = await move();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(`PUT ${AT}`)).toMatchObject([
      { body: { billingType: 'BOLETO', value: 99.9, dueDate: '2026-12-20' } },
    ]);
  });

  it('is done already on the same date', async () => {
    bench.server.play(`GET ${AT}`, recorded('payment-ours', { dueDate: '2026-12-20' }));

    const outcome = await move();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(`PUT ${AT}`)).toHaveLength(0);
  });

  it.each([
    ['cannot be read', 'reset', { ending: 'not-sent', reason: 'no-network' }],
    ['is not there', { status: 404, body: undefined }, { ending: 'rejected' }],
  ] as const)('changes nothing when the charge %s', async (_what, reply, ending) => {
    bench.server.play(`GET ${AT}`, reply);

    const outcome = await move();

    expect(outcome).toMatchObject(ending);
    expect(bench.server.requestsTo(`PUT ${AT}`)).toHaveLength(0);
  });
});

describe('marking', () => {
  it('receives in cash today, at the face value and without a notice', async () => {
    bench.server.play(`POST ${AT}/receiveInCash`, recorded('payment-ours'));

    const outcome = await bench.gateway.markSettled?.(AT_GATEWAY, bench.context);

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(`POST ${AT}/receiveInCash`)).toMatchObject([
      { body: { paymentDate: '2026-11-21', value: 99.9, notifyCustomer: false } },
    ]);
  });

  it('is done already for a marked charge', async () => {
    bench.server.play(`GET ${AT}`, recorded('payment-ours', { status: 'RECEIVED_IN_CASH' }));

    const outcome = await bench.gateway.markSettled?.(AT_GATEWAY, bench.context);

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requests).toHaveLength(1);
  });

  it('can be taken back, also when it was already', async () => {
    bench.server.play(`POST ${AT}/undoReceivedInCash`, recorded('payment-ours'), NOT_OPEN);

    const outcomes = [
      await bench.gateway.undoMark?.(AT_GATEWAY, bench.context),
      await bench.gateway.undoMark?.(AT_GATEWAY, bench.context),
    ];

    expect(outcomes).toEqual([{ ending: 'done' }, { ending: 'done' }]);
  });
});

describe('refunding', () => {
  const REQUEST_URL = 'https://example.test/refund/xyz';

  it.each([
    ['a part of a Pix', { billingType: 'PIX' }, cents(500), { value: 5 }],
    ['the whole of a Pix', { billingType: 'PIX' }, undefined, {}],
    ['a boleto that was paid by its QR', { pixTransaction: 'c1' }, undefined, {}],
  ])('gives back %s', async (_what, fields, amountCents, body) => {
    bench.server.play(`GET ${AT}`, recorded('payment-ours', { status: 'RECEIVED', ...fields }));
    bench.server.play(`POST ${AT}/refund`, recorded('payment-ours'));

    const outcome = await bench.gateway.refund?.(
      { charge: AT_GATEWAY, ...(amountCents !== undefined && { amountCents }) },
      bench.context,
    );

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(`POST ${AT}/refund`)).toMatchObject([{ body }]);
  });

  it('gives the address where the payer of a boleto names an account', async () => {
    bench.server.play(`POST ${AT}/bankSlip/refund`, {
      status: 200,
      body: { requestUrl: REQUEST_URL },
    });

    const outcome = await bench.gateway.refund?.({ charge: AT_GATEWAY }, bench.context);

    expect(outcome).toEqual({ ending: 'done', payerUrl: REQUEST_URL });
  });

  it('refuses a part of a boleto', async () => {
    const outcome = await bench.gateway.refund?.(
      { charge: AT_GATEWAY, amountCents: cents(500) },
      bench.context,
    );

    expect(outcome).toMatchObject({ refusal: { code: 'partial-refund-unavailable' } });
  });
});
