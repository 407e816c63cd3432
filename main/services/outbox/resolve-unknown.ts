/**
 * Finds out what became of calls without an ending, in each gateway's own way.
 * Nothing is sent again before two look-ups, ten minutes apart, have found nothing.
 */
import { assertNever } from '../../../domain/assert-never.ts';
import { addMs } from '../../../domain/instant.ts';
import type { GroupResolveOutcome, ResolveOutcome } from '../../gateways/outcomes.ts';
import type { ChargeGroup } from '../../store/charge-groups.ts';
import type { Charge } from '../../store/charges.ts';
import { discardUnlessOwed } from '../charges/discard-charge.ts';
import { retryUnmatched } from '../events/apply-events.ts';
import type { Tools } from '../tools.ts';
import { discardParcelsNotOwed, moveAll, registerGroup } from './issue-group.ts';
import type { OutboxJob } from './outbox-job.ts';
import { EMPTY_LOOK_UPS, LOOK_UP_GAP_MS, LOOK_UP_RETRY_MS } from './pacing.ts';
import { registerCharge } from './register-charge.ts';

/** Looks one unknown row up: a charge, or a carnê that was sent as a whole. */
export async function resolveUnknown(tools: Tools, job: OutboxJob): Promise<void> {
  const { subject } = job.row;
  const found =
    'chargeId' in subject
      ? await resolveCharge(tools, job, tools.books.charges.getById(subject.chargeId))
      : await resolveGroup(tools, job, tools.books.chargeGroups.getById(subject.groupId));
  if (found === 'registered') retryUnmatched(tools, job.account, subject);
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

interface Looked {
  readonly chargeId: number;
  readonly outcome: ResolveOutcome;
}

function writeChargeOutcome(tools: Tools, job: OutboxJob, { chargeId, outcome }: Looked): void {
  const { books } = tools;
  const charge = books.charges.getById(chargeId);
  if (outcome.found === 'registered') {
    registerCharge(tools, chargeId, outcome.charge);
    books.outbox.change({ id: job.row.id, state: 'done' });
  } else if (charge.state === 'unknown') {
    writeUnregistered(tools, job, { charge, outcome });
  } else if (charge.state === 'sent') {
    // The gateway has taken it: its answer is still to come, and it is never sent again.
    lookAgain(tools, job, LOOK_UP_GAP_MS);
  } else {
    // An event has answered the question meanwhile.
    books.outbox.change({ id: job.row.id, state: 'done' });
  }
}

function writeUnregistered(
  tools: Tools,
  job: OutboxJob,
  about: {
    readonly charge: Charge;
    readonly outcome: Exclude<ResolveOutcome, { found: 'registered' }>;
  },
): void {
  const { charge, outcome } = about;
  switch (outcome.found) {
    case 'created':
      // Created without a boleto: going on with the same id can register nothing twice.
      tools.books.charges.setGatewayId(charge.id, outcome.gatewayId);
      sendAgain(tools, job, charge);
      return;
    case 'nothing':
      noteEmpty(tools, job, charge);
      return;
    case 'unreachable':
      lookAgain(tools, job, LOOK_UP_RETRY_MS);
      return;
    default:
      assertNever(outcome);
  }
}

function noteEmpty(tools: Tools, job: OutboxJob, charge: Charge): void {
  const lookUps = charge.lookUps + 1;
  tools.books.charges.noteLookUps(charge.id, lookUps);
  if (lookUps >= EMPTY_LOOK_UPS) sendAgain(tools, job, charge);
  else lookAgain(tools, job, LOOK_UP_GAP_MS);
}

function lookAgain(tools: Tools, job: OutboxJob, waitMs: number): void {
  const notBeforeAt = addMs(tools.clock.now(), waitMs);
  tools.books.outbox.change({ id: job.row.id, state: 'unknown', notBeforeAt });
}

function sendAgain(tools: Tools, job: OutboxJob, charge: Charge): void {
  const { books, clock } = tools;
  const now = clock.now();
  books.charges.changeState({ id: charge.id, from: 'unknown', to: 'prepared', at: now });
  books.charges.noteLookUps(charge.id, 0);
  books.outbox.change({ id: job.row.id, state: 'waiting', notBeforeAt: now });
  discardUnlessOwed(tools, charge.id);
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
  tools.books.transaction(() => writeGroupOutcome(tools, job, { groupId: group.id, outcome }));
  return outcome.found;
}

function writeGroupOutcome(
  tools: Tools,
  job: OutboxJob,
  about: { readonly groupId: number; readonly outcome: GroupResolveOutcome },
): void {
  const { outcome } = about;
  const group = tools.books.chargeGroups.getById(about.groupId);
  switch (outcome.found) {
    case 'registered':
      registerGroup(tools, job, { group, registered: outcome.group });
      return;
    case 'nothing':
      noteEmptyGroup(tools, job, group);
      return;
    case 'unreachable':
      lookAgain(tools, job, LOOK_UP_RETRY_MS);
      return;
    default:
      assertNever(outcome);
  }
}

/** A carnê of which some parcels are registered exists: its others are only asked for again, never sent again. */
function noteEmptyGroup(tools: Tools, job: OutboxJob, group: ChargeGroup): void {
  const { books, clock } = tools;
  const lookUps = group.lookUps + 1;
  const mayBeSent = group.state === 'unknown' && lookUps >= EMPTY_LOOK_UPS;
  books.chargeGroups.noteLookUp(group.id, mayBeSent ? 0 : lookUps);
  if (!mayBeSent) {
    lookAgain(tools, job, LOOK_UP_GAP_MS);
    return;
  }
  moveAll(tools, group, 'prepared');
  books.outbox.change({ id: job.row.id, state: 'waiting', notBeforeAt: clock.now() });
  discardParcelsNotOwed(tools, group.id);
}
