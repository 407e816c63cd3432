import { afterEach, beforeEach, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import type { ChargeAtGateway } from '../../../main/gateways/charge.ts';
import type { Gateway, CallContext } from '../../../main/gateways/gateway.ts';
import type { ActionOutcome } from '../../../main/gateways/outcomes.ts';
import { recorded } from './fixture.ts';
import { openReplayBench, type ReplayBench } from './replay-bench.ts';
import { CHARGE_ID, REFERENCE } from './samples.ts';

const SINGLE: ChargeAtGateway = { gatewayId: CHARGE_ID, reference: REFERENCE };
const PARCEL: ChargeAtGateway = { ...SINGLE, group: { groupId: '12', parcel: 2 } };

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

type Action = (
  gateway: Gateway,
  charge: ChargeAtGateway,
  context: CallContext,
) => Promise<ActionOutcome> | undefined;

const cancel: Action = (gateway, charge, context) => gateway.cancel(charge, context);
const settle: Action = (gateway, charge, context) => gateway.markSettled?.(charge, context);
const move: Action = (gateway, charge, context) =>
  gateway.changeDueDate?.({ charge, dueOn: civilDate('2026-12-30') }, context);
const resend: Action = (gateway, charge, context) =>
  gateway.resendEmail?.({ charge, email: 'maria@example.com' }, context);
const pointTo: Action = (gateway, charge, context) =>
  gateway.setCallbackUrl?.({ charge, url: 'https://provedor.example.com/cb' }, context);

it.each<[string, Action, ChargeAtGateway, string, unknown]>([
  ['cancels a charge', cancel, SINGLE, `PUT /v1/charge/${CHARGE_ID}/cancel`, ''],
  ['cancels a parcel', cancel, PARCEL, 'PUT /v1/carnet/12/parcel/2/cancel', ''],
  ['marks a charge', settle, SINGLE, `PUT /v1/charge/${CHARGE_ID}/settle`, ''],
  ['marks a parcel', settle, PARCEL, 'PUT /v1/carnet/12/parcel/2/settle', ''],
  [
    'moves a charge',
    move,
    SINGLE,
    `PUT /v1/charge/${CHARGE_ID}/billet`,
    { expire_at: '2026-12-30' },
  ],
  ['moves a parcel', move, PARCEL, 'PUT /v1/carnet/12/parcel/2', { expire_at: '2026-12-30' }],
  [
    'e-mails a charge',
    resend,
    SINGLE,
    `POST /v1/charge/${CHARGE_ID}/billet/resend`,
    { email: 'maria@example.com' },
  ],
  [
    'e-mails a parcel',
    resend,
    PARCEL,
    'POST /v1/carnet/12/parcel/2/resend',
    { email: 'maria@example.com' },
  ],
  [
    'points a charge',
    pointTo,
    SINGLE,
    `PUT /v1/charge/${CHARGE_ID}/metadata`,
    { notification_url: 'https://provedor.example.com/cb' },
  ],
  [
    'points a carnê',
    pointTo,
    PARCEL,
    'PUT /v1/carnet/12/metadata',
    { notification_url: 'https://provedor.example.com/cb' },
  ],
])('%s at its own endpoint', async (_what, action, charge, route, body) => {
  bench.server.play(route, recorded('action-done'));

  const outcome = await action(bench.gateway, charge, bench.context);

  expect(outcome).toEqual({ ending: 'done' });
  expect(bench.server.requestsTo(route)).toMatchObject([{ body }]);
});

it('takes the cancel of a cancelled charge as done', async () => {
  bench.server.play(`PUT /v1/charge/${CHARGE_ID}/cancel`, recorded('error-not-cancellable'));
  bench.server.play(`GET /v1/charge/${CHARGE_ID}`, {
    status: 200,
    body: { code: 200, data: { charge_id: 44800001, status: 'canceled', total: 9990 } },
  });

  const outcome = await bench.gateway.cancel(SINGLE, bench.context);

  expect(outcome).toEqual({ ending: 'done' });
});

it('keeps the refusal to cancel a charge that is paid', async () => {
  bench.server.play(`PUT /v1/charge/${CHARGE_ID}/cancel`, recorded('error-not-cancellable'));
  bench.server.play(`GET /v1/charge/${CHARGE_ID}`, recorded('detail-charge-paid-root'));

  const outcome = await bench.gateway.cancel(SINGLE, bench.context);

  expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'not-cancellable' } });
});

it('does not know whether an action without an answer was done', async () => {
  bench.server.play(`PUT /v1/charge/${CHARGE_ID}/cancel`, 'truncated');

  const outcome = await bench.gateway.cancel(SINGLE, bench.context);

  expect(outcome.ending).toBe('unknown');
});
