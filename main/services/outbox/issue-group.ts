/** Sends a whole carnê in one call. Its charges move together with it. */
import { assertNever } from '../../../domain/assert-never.ts';
import type { ChargeState } from '../../../domain/charge-states.ts';
import type { RegisteredGroup } from '../../gateways/charge.ts';
import type { GroupOutcome, NotSent, Refusal } from '../../gateways/outcomes.ts';
import type { ChargeGroup } from '../../store/charge-groups.ts';
import { describeGroup } from '../charges/describe-charge.ts';
import { discardUnlessOwed, dissolveGroup } from '../charges/discard-charge.ts';
import { retryUnmatched } from '../events/apply-events.ts';
import type { Tools } from '../tools.ts';
import { fallBack, isAccountTrouble } from './fall-back.ts';
import { lookUpSoon } from './issue-charge.ts';
import type { OutboxJob } from './outbox-job.ts';
import { putBack, restIfAccountRefused } from './put-back.ts';
import { registerCharge } from './register-charge.ts';

export async function issueGroup(tools: Tools, job: OutboxJob, groupId: number): Promise<void> {
  const group = tools.books.transaction(() => startIssue(tools, job, groupId));
  if (group === undefined) return;
  const outcome = await callGateway(tools, job, group);
  tools.books.transaction(() => finishIssue(tools, job, { group, outcome }));
  if (outcome.ending === 'registered') retryUnmatched(tools, job.account, { groupId });
}

/** A parcel that is not owed any more, or has its own fate, dissolves the carnê: the others go one by one. */
function startIssue(tools: Tools, job: OutboxJob, groupId: number): ChargeGroup | undefined {
  const { books, clock } = tools;
  discardParcelsNotOwed(tools, groupId);
  const isWhole = books.charges.ofGroup(groupId).every(({ state }) => state === 'prepared');
  if (!isWhole) dissolveGroup(tools, groupId);
  const group = books.chargeGroups.getById(groupId);
  if (group.state !== 'prepared') {
    books.outbox.change({ id: job.row.id, state: 'done' });
    return undefined;
  }
  const at = clock.now();
  books.chargeGroups.changeState({ id: groupId, from: 'prepared', to: 'sending', sentAt: at });
  for (const { id } of books.charges.ofGroup(groupId)) {
    books.charges.startSending({ id, at, callbackUrl: job.callbackUrl ?? null });
  }
  books.outbox.change({ id: job.row.id, state: 'running', tried: true });
  return group;
}

/** Must run inside a transaction. */
export function discardParcelsNotOwed(tools: Tools, groupId: number): void {
  for (const { id } of tools.books.charges.ofGroup(groupId)) discardUnlessOwed(tools, id);
}

function callGateway(tools: Tools, job: OutboxJob, group: ChargeGroup): Promise<GroupOutcome> {
  const { books, gateways } = tools;
  const carne = books.carnes.getById(group.carneId);
  const charges = books.charges.ofGroup(group.id);
  const [first] = charges;
  if (first === undefined) throw new RangeError('A carnê has at least one parcel');
  const toIssue = describeGroup({
    group,
    charges,
    description: carne.description,
    terms: books.terms.getById(first.termsId),
    client: books.clients.getById(carne.clientId),
    account: job.account,
    customerId: books.gatewayClients.idOf(carne.clientId, job.account.id),
    ...(job.callbackUrl === undefined ? {} : { callbackUrl: job.callbackUrl }),
  });
  const { clientId } = carne;
  const context = gateways.context(job.account, { clientId, origin: 'app' });
  return job.gateway.issueGroup(toIssue, context);
}

function finishIssue(
  tools: Tools,
  job: OutboxJob,
  about: { readonly group: ChargeGroup; readonly outcome: GroupOutcome },
): void {
  const { books } = tools;
  const { group, outcome } = about;
  switch (outcome.ending) {
    case 'registered':
      registerGroup(tools, job, { group, registered: outcome.group });
      return;
    case 'rejected': {
      const { code, text } = outcome.refusal;
      moveAll(tools, group, 'rejected');
      noteFailure(tools, group, outcome.refusal);
      books.outbox.change({ id: job.row.id, state: 'failed', code, text });
      restIfAccountRefused(tools, job, outcome.refusal);
      fallBackWhole(tools, job, { group, ending: outcome.refusal });
      return;
    }
    case 'unknown':
      moveAll(tools, group, 'unknown');
      noteFailure(tools, group, { code: 'unknown', text: outcome.text });
      lookUpSoon(tools, job);
      return;
    case 'not-sent':
      moveAll(tools, group, 'prepared');
      putBack(tools, job, outcome);
      discardParcelsNotOwed(tools, group.id);
      fallBackWhole(tools, job, { group, ending: outcome });
      return;
    default:
      assertNever(outcome);
  }
}

/** At another account the parcels go one by one: each has a reference of its own there. */
function fallBackWhole(
  tools: Tools,
  job: OutboxJob,
  { group, ending }: { readonly group: ChargeGroup; readonly ending: NotSent | Refusal },
): void {
  if (!isAccountTrouble(ending, job)) return;
  const charges = tools.books.charges.ofGroup(group.id);
  fallBack(
    tools,
    job,
    charges.map(({ id }) => id),
  );
}

/**
 * Writes the parcels as the gateway numbered them. Parcels that it left out exist all the same: they are
 * unknown, and the carnê is looked up until all of them are there. Must run inside a transaction.
 */
export function registerGroup(
  tools: Tools,
  job: OutboxJob,
  about: { readonly group: ChargeGroup; readonly registered: RegisteredGroup },
): void {
  const { books, clock } = tools;
  const { group, registered } = about;
  books.chargeGroups.register(
    group.id,
    registered.groupId ?? group.gatewayGroupId,
    registered.links,
  );
  for (const parcel of registered.parcels) {
    const charge = books.charges.ofParcel(group.id, parcel.number);
    if (charge !== undefined) registerCharge(tools, charge.id, parcel.charge);
  }
  let isWhole = true;
  for (const { id, state } of books.charges.ofGroup(group.id)) {
    if (state !== 'sending' && state !== 'unknown') continue;
    isWhole = false;
    if (state === 'sending') {
      books.charges.changeState({ id, from: 'sending', to: 'unknown', at: clock.now() });
    }
  }
  if (isWhole) books.outbox.change({ id: job.row.id, state: 'done' });
  else lookUpSoon(tools, job);
}

type GroupEnding = 'rejected' | 'unknown' | 'prepared';

/** Charges that an event was faster for are left where the event put them. */
export function moveAll(tools: Tools, group: ChargeGroup, to: GroupEnding): void {
  const { books, clock } = tools;
  const now = books.chargeGroups.getById(group.id);
  books.chargeGroups.changeState({ id: group.id, from: now.state, to });
  const movable: ReadonlySet<ChargeState> = new Set(['sending', 'unknown']);
  for (const { id, state } of books.charges.ofGroup(group.id)) {
    if (movable.has(state)) books.charges.changeState({ id, from: state, to, at: clock.now() });
  }
}

function noteFailure(
  tools: Tools,
  group: ChargeGroup,
  failure: { readonly code: string; readonly text: string },
): void {
  tools.books.chargeGroups.noteFailure(group.id, failure.code, failure.text);
  for (const { id } of tools.books.charges.ofGroup(group.id)) {
    tools.books.charges.noteFailure(id, failure.code, failure.text);
  }
}
