/** Sends one prepared charge to its gateway and writes down how the call ended. */
import { assertNever } from '../../../domain/assert-never.ts';
import { isLive } from '../../../domain/charge-states.ts';
import { addMs, type Instant } from '../../../domain/instant.ts';
import type { IssueOutcome } from '../../gateways/outcomes.ts';
import type { Charge } from '../../store/charges.ts';
import { describeCharge } from '../charges/describe-charge.ts';
import { OTHER_CHARGE_LIVE, PAYER_LIMIT } from '../charges/waiting-codes.ts';
import { discardUnlessOwed } from '../charges/discard-charge.ts';
import { retryUnmatched } from '../events/apply-events.ts';
import type { Tools } from '../tools.ts';
import { fallBack, isAccountTrouble } from './fall-back.ts';
import type { OutboxJob } from './outbox-job.ts';
import { FIRST_LOOK_UP_MS, OTHER_LIVE_MS } from './pacing.ts';
import { payerWaitsUntil } from './payer-limit.ts';
import { putBack, restIfAccountRefused } from './put-back.ts';
import { registerCharge } from './register-charge.ts';

export async function issueCharge(tools: Tools, job: OutboxJob, chargeId: number): Promise<void> {
  const charge = tools.books.transaction(() => startIssue(tools, job, chargeId));
  if (charge === undefined) return;
  const outcome = await callGateway(tools, job, charge);
  tools.books.transaction(() => finishIssue(tools, job, { chargeId, outcome }));
  if (outcome.ending === 'registered') retryUnmatched(tools, job.account, { chargeId });
}

/** Commits `sending` before the request leaves; undefined when there is nothing to send any more, or not yet. */
function startIssue(tools: Tools, job: OutboxJob, chargeId: number): Charge | undefined {
  const { books, clock } = tools;
  discardUnlessOwed(tools, chargeId);
  const charge = books.charges.getById(chargeId);
  if (charge.state !== 'prepared') {
    books.outbox.change({ id: job.row.id, state: 'done' });
    return undefined;
  }
  const wait = waitOf(tools, job, charge);
  if (wait !== undefined) {
    books.outbox.change({
      id: job.row.id,
      state: 'waiting',
      notBeforeAt: wait.until,
      code: wait.code,
    });
    return undefined;
  }
  books.charges.startSending({
    id: chargeId,
    at: clock.now(),
    callbackUrl: job.callbackUrl ?? null,
  });
  books.outbox.change({ id: job.row.id, state: 'running', tried: true });
  return charge;
}

/** Why the charge cannot go yet, and when to look again. */
function waitOf(
  tools: Tools,
  job: OutboxJob,
  charge: Charge,
): { readonly until: Instant; readonly code: string } | undefined {
  const { books, clock } = tools;
  const hasOtherLive = books.charges
    .ofTitulo(charge.tituloId)
    .some((other) => isLive(other.state) && isPix(other) === isPix(charge));
  if (hasOtherLive) return { until: addMs(clock.now(), OTHER_LIVE_MS), code: OTHER_CHARGE_LIVE };
  const { clientId } = books.titulos.getById(charge.tituloId);
  const until = payerWaitsUntil(tools, job, clientId);
  return until === undefined ? undefined : { until, code: PAYER_LIMIT };
}

function isPix({ instrument }: Charge): boolean {
  return instrument === 'pix';
}

function callGateway(tools: Tools, job: OutboxJob, charge: Charge): Promise<IssueOutcome> {
  const { books, gateways } = tools;
  const titulo = books.titulos.getById(charge.tituloId);
  const toIssue = describeCharge({
    reference: charge.reference,
    instrument: charge.instrument,
    amountCents: charge.amountCents,
    dueOn: charge.dueOn,
    description: titulo.description,
    terms: books.terms.getById(charge.termsId),
    client: books.clients.getById(titulo.clientId),
    account: job.account,
    customerId: books.gatewayClients.idOf(titulo.clientId, job.account.id),
    ...(job.callbackUrl === undefined ? {} : { callbackUrl: job.callbackUrl }),
    ...(charge.gatewayId === null ? {} : { gatewayId: charge.gatewayId }),
  });
  const { clientId } = titulo;
  const context = gateways.context(job.account, { chargeId: charge.id, clientId, origin: 'app' });
  return job.gateway.issue(toIssue, {
    ...context,
    created: (gatewayId) => books.charges.setGatewayId(charge.id, gatewayId),
  });
}

interface Ended {
  readonly chargeId: number;
  readonly outcome: IssueOutcome;
}

function finishIssue(tools: Tools, job: OutboxJob, { chargeId, outcome }: Ended): void {
  const { books } = tools;
  const { state } = books.charges.getById(chargeId);
  if (outcome.ending === 'registered') {
    registerCharge(tools, chargeId, outcome.charge);
    books.outbox.change({ id: job.row.id, state: 'done' });
  } else if (state === 'sending') {
    finishUnregistered(tools, job, { chargeId, outcome });
  } else {
    // An event was faster than the answer, and has said how this ends.
    books.outbox.change({ id: job.row.id, state: 'done' });
  }
}

function finishUnregistered(
  tools: Tools,
  job: OutboxJob,
  about: {
    readonly chargeId: number;
    readonly outcome: Exclude<IssueOutcome, { ending: 'registered' }>;
  },
): void {
  const { books, clock } = tools;
  const { chargeId, outcome } = about;
  const move = (to: 'sent' | 'rejected' | 'unknown' | 'prepared') =>
    books.charges.changeState({ id: chargeId, from: 'sending', to, at: clock.now() });
  switch (outcome.ending) {
    case 'accepted':
      move('sent');
      books.charges.setGatewayId(chargeId, outcome.gatewayId);
      lookUpSoon(tools, job);
      return;
    case 'rejected': {
      const { code, text } = outcome.refusal;
      move('rejected');
      books.charges.noteFailure(chargeId, code, text);
      books.outbox.change({ id: job.row.id, state: 'failed', code, text });
      restIfAccountRefused(tools, job, outcome.refusal);
      if (isAccountTrouble(outcome.refusal, job)) fallBack(tools, job, [chargeId]);
      return;
    }
    case 'unknown':
      move('unknown');
      books.charges.noteFailure(chargeId, 'unknown', outcome.text);
      lookUpSoon(tools, job);
      return;
    case 'not-sent':
      move('prepared');
      putBack(tools, job, outcome);
      discardUnlessOwed(tools, chargeId);
      if (isAccountTrouble(outcome, job)) fallBack(tools, job, [chargeId]);
      return;
    default:
      assertNever(outcome);
  }
}

/** The row is what asks the gateway for an answer that did not come, or is still to come. */
export function lookUpSoon(tools: Tools, job: OutboxJob): void {
  tools.books.outbox.change({
    id: job.row.id,
    state: 'unknown',
    notBeforeAt: addMs(tools.clock.now(), FIRST_LOOK_UP_MS),
  });
}
