/**
 * Finds out what became of calls without an ending, in each gateway's own way.
 * Nothing is sent again before two look-ups, ten minutes apart, have found nothing.
 */
import { assertNever } from '../../../domain/assert-never.ts';
import { addMs } from '../../../domain/instant.ts';
import type { GroupResolveOutcome, ResolveOutcome } from '../../gateways/gateway.ts';
import type { ChargeGroup } from '../../store/charge-groups.ts';
import type { Charge } from '../../store/charges.ts';
import { retryUnmatched } from '../events/apply-events.ts';
import type { Tools } from '../tools.ts';
import { moveAll, registerGroup } from './issue-group.ts';
import type { OutboxJob } from './outbox-job.ts';
import { EMPTY_LOOK_UPS, LOOK_UP_GAP_MS, LOOK_UP_RETRY_MS } from './pacing.ts';
import { registerCharge } from './register-charge.ts';

/** Looks one unknown row up: a charge, or a carnê that was sent as a whole. */
export async function resolveUnknown(tools: Tools, job: OutboxJob): Promise<void> {
  const found =
    job.row.groupId === null
      ? await resolveCharge(tools, job, tools.books.charges.getById(job.row.chargeId ?? 0))
      : await resolveGroup(tools, job, tools.books.chargeGroups.getById(job.row.groupId));
  if (found === 'registered') retryUnmatched(tools, job.account);
}

async function resolveCharge(
  tools: Tools,
  job: OutboxJob,
  charge: Charge,
): Promise<ResolveOutcome['found']> {
  const outcome = await job.gateway.resolve(
    {
      reference: charge.reference,
      amountCents: charge.amountCents,
      dueOn: charge.dueOn,
      sentAt: charge.sentAt ?? charge.preparedAt,
      ...(charge.gatewayId === null ? {} : { gatewayId: charge.gatewayId }),
    },
    tools.gateways.context(job.account, { chargeId: charge.id, origin: 'routine' }),
  );
  tools.books.transaction(() => writeChargeOutcome(tools, job, { chargeId: charge.id, outcome }));
  return outcome.found;
}

function writeChargeOutcome(
  tools: Tools,
  job: OutboxJob,
  about: { readonly chargeId: number; readonly outcome: ResolveOutcome },
): void {
  const { books } = tools;
  const { outcome } = about;
  const charge = books.charges.getById(about.chargeId);
  // An event has answered the question meanwhile.
  if (charge.state !== 'unknown' && outcome.found !== 'registered') {
    return books.outbox.change({ id: job.row.id, state: 'done' });
  }
  switch (outcome.found) {
    case 'registered':
      registerCharge(tools, charge.id, outcome.charge);
      return books.outbox.change({ id: job.row.id, state: 'done' });
    case 'created':
      // Created without a boleto: going on with the same id can register nothing twice.
      books.charges.setGatewayId(charge.id, outcome.gatewayId);
      return sendAgain(tools, job, charge);
    case 'nothing':
      return noteEmpty(tools, job, charge);
    case 'unreachable':
      return lookAgain(tools, job, { charge, lookUps: charge.lookUps, waitMs: LOOK_UP_RETRY_MS });
    default:
      assertNever(outcome);
  }
}

function noteEmpty(tools: Tools, job: OutboxJob, charge: Charge): void {
  const lookUps = charge.lookUps + 1;
  if (lookUps >= EMPTY_LOOK_UPS) return sendAgain(tools, job, charge);
  lookAgain(tools, job, { charge, lookUps, waitMs: LOOK_UP_GAP_MS });
}

function lookAgain(
  tools: Tools,
  job: OutboxJob,
  about: { readonly charge: Charge; readonly lookUps: number; readonly waitMs: number },
): void {
  const at = addMs(tools.clock.now(), about.waitMs);
  tools.books.charges.noteLookUp(about.charge.id, about.lookUps, at);
  tools.books.outbox.change({ id: job.row.id, state: 'unknown', notBeforeAt: at });
}

function sendAgain(tools: Tools, job: OutboxJob, charge: Charge): void {
  const { books, clock } = tools;
  const now = clock.now();
  books.charges.changeState({ id: charge.id, from: 'unknown', to: 'prepared', at: now });
  books.charges.noteLookUp(charge.id, 0, null);
  books.outbox.change({ id: job.row.id, state: 'waiting', notBeforeAt: now });
}

async function resolveGroup(
  tools: Tools,
  job: OutboxJob,
  group: ChargeGroup,
): Promise<GroupResolveOutcome['found']> {
  const charges = tools.books.charges.ofGroup(group.id);
  const outcome = await job.gateway.resolveGroup(
    {
      reference: group.reference,
      parcels: charges.map((charge, index) => ({
        number: index + 1,
        dueOn: charge.dueOn,
        amountCents: charge.amountCents,
      })),
      sentAt: group.sentAt ?? tools.clock.now(),
    },
    tools.gateways.context(job.account, { origin: 'routine' }),
  );
  tools.books.transaction(() => writeGroupOutcome(tools, job, { group, outcome }));
  return outcome.found;
}

function writeGroupOutcome(
  tools: Tools,
  job: OutboxJob,
  about: { readonly group: ChargeGroup; readonly outcome: GroupResolveOutcome },
): void {
  const { books, clock } = tools;
  const { outcome } = about;
  const group = books.chargeGroups.getById(about.group.id);
  const wait = (waitMs: number) =>
    books.outbox.change({
      id: job.row.id,
      state: 'unknown',
      notBeforeAt: addMs(clock.now(), waitMs),
    });
  switch (outcome.found) {
    case 'registered':
      registerGroup(tools, group, outcome.group);
      return books.outbox.change({ id: job.row.id, state: 'done' });
    case 'nothing':
      books.chargeGroups.noteLookUp(group.id, group.lookUps + 1);
      if (group.lookUps + 1 < EMPTY_LOOK_UPS) return wait(LOOK_UP_GAP_MS);
      moveAll(tools, group, 'prepared');
      books.chargeGroups.noteLookUp(group.id, 0);
      return books.outbox.change({ id: job.row.id, state: 'waiting', notBeforeAt: clock.now() });
    case 'unreachable':
      return wait(LOOK_UP_RETRY_MS);
    default:
      assertNever(outcome);
  }
}
