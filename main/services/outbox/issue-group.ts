/** Sends a whole carnê in one call. Its charges move together with it. */
import { assertNever } from '../../../domain/assert-never.ts';
import { addMs } from '../../../domain/instant.ts';
import type { GroupOutcome, RegisteredGroup } from '../../gateways/gateway.ts';
import type { ChargeGroup } from '../../store/charge-groups.ts';
import type { ChargeState } from '../../../domain/charge-states.ts';
import { describeGroup } from '../charges/describe-charge.ts';
import { retryUnmatched } from '../events/apply-events.ts';
import type { Tools } from '../tools.ts';
import type { OutboxJob } from './outbox-job.ts';
import { FIRST_LOOK_UP_MS } from './pacing.ts';
import { putBack } from './put-back.ts';
import { registerCharge } from './register-charge.ts';

export async function issueGroup(tools: Tools, job: OutboxJob): Promise<void> {
  const group = tools.books.transaction(() => startIssue(tools, job));
  if (group === undefined) return;
  const outcome = await callGateway(tools, job, group);
  tools.books.transaction(() => finishIssue(tools, job, { group, outcome }));
  if (outcome.ending === 'registered') retryUnmatched(tools, job.account);
}

function startIssue(tools: Tools, job: OutboxJob): ChargeGroup | undefined {
  const { books, clock } = tools;
  const group = books.chargeGroups.getById(job.row.groupId ?? 0);
  const charges = books.charges.ofGroup(group.id);
  if (group.state !== 'prepared' || charges.some(({ state }) => state !== 'prepared')) {
    books.outbox.change({ id: job.row.id, state: 'done' });
    return undefined;
  }
  const at = clock.now();
  books.chargeGroups.changeState({ id: group.id, from: 'prepared', to: 'sending', sentAt: at });
  for (const { id } of charges) {
    books.charges.startSending({ id, at, callbackUrl: job.callbackUrl ?? null });
  }
  books.outbox.change({ id: job.row.id, state: 'running', tried: true });
  return group;
}

function callGateway(tools: Tools, job: OutboxJob, group: ChargeGroup): Promise<GroupOutcome> {
  const { books, gateways } = tools;
  const carne = books.carnes.getById(group.carneId);
  const charges = books.charges.ofGroup(group.id);
  const [first] = charges;
  const toIssue = describeGroup({
    group,
    charges,
    description: carne.description,
    terms: books.terms.getById(first?.termsId ?? 0),
    client: books.clients.getById(carne.clientId),
    account: job.account,
    ...(job.callbackUrl === undefined ? {} : { callbackUrl: job.callbackUrl }),
  });
  return job.gateway.issueGroup(toIssue, gateways.context(job.account, { origin: 'app' }));
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
      registerGroup(tools, group, outcome.group);
      books.outbox.change({ id: job.row.id, state: 'done' });
      return;
    case 'rejected':
      moveAll(tools, group, 'rejected');
      noteFailure(tools, group, outcome.refusal);
      books.outbox.change({
        id: job.row.id,
        state: 'failed',
        code: outcome.refusal.code,
        text: outcome.refusal.text,
      });
      return;
    case 'unknown':
      moveAll(tools, group, 'unknown');
      noteFailure(tools, group, { code: 'unknown', text: outcome.text });
      lookUpSoon(tools, job);
      return;
    case 'not-sent':
      moveAll(tools, group, 'prepared');
      putBack(tools, job, outcome);
      return;
    default:
      assertNever(outcome);
  }
}

/** Writes the parcels as the gateway numbered them. Must run inside a transaction. */
export function registerGroup(tools: Tools, group: ChargeGroup, registered: RegisteredGroup): void {
  const { books } = tools;
  const charges = books.charges.ofGroup(group.id);
  books.chargeGroups.register(
    group.id,
    registered.groupId ?? group.gatewayGroupId,
    registered.links,
  );
  for (const parcel of registered.parcels) {
    const charge = charges[parcel.number - 1];
    if (charge !== undefined) registerCharge(tools, charge.id, parcel.charge);
  }
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

function lookUpSoon(tools: Tools, job: OutboxJob): void {
  tools.books.outbox.change({
    id: job.row.id,
    state: 'unknown',
    notBeforeAt: addMs(tools.clock.now(), FIRST_LOOK_UP_MS),
  });
}
