/** Sends one prepared charge to its gateway and writes down how the call ended. */
import { addDays } from '../../../domain/civil-date.ts';
import { addMs, instantInSaoPaulo } from '../../../domain/instant.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { IssueOutcome } from '../../gateways/gateway.ts';
import type { Charge } from '../../store/charges.ts';
import { describeCharge } from '../charges/describe-charge.ts';
import { retryUnmatched } from '../events/apply-events.ts';
import { todayOf, type Tools } from '../tools.ts';
import type { OutboxJob } from './outbox-job.ts';
import { FIRST_LOOK_UP_MS } from './pacing.ts';
import { putBack } from './put-back.ts';
import { registerCharge } from './register-charge.ts';

export async function issueCharge(tools: Tools, job: OutboxJob): Promise<void> {
  const charge = tools.books.transaction(() => startIssue(tools, job));
  if (charge === undefined) return;
  const outcome = await callGateway(tools, job, charge);
  tools.books.transaction(() => finishIssue(tools, job, { charge, outcome }));
  if (outcome.ending === 'registered') retryUnmatched(tools, job.account);
}

/** Commits `sending` before the request leaves; undefined when there is nothing to send any more, or not yet. */
function startIssue(tools: Tools, job: OutboxJob): Charge | undefined {
  const { books, clock } = tools;
  const charge = books.charges.getById(job.row.chargeId ?? 0);
  const titulo = books.titulos.getById(charge.tituloId);
  if (charge.state !== 'prepared' || titulo.state === 'paid' || titulo.state === 'cancelled') {
    books.outbox.change({ id: job.row.id, state: 'done' });
    return undefined;
  }
  if (isOverPayerLimit(tools, job, titulo.clientId)) return undefined;
  books.charges.startSending({
    id: charge.id,
    at: clock.now(),
    callbackUrl: job.callbackUrl ?? null,
  });
  books.outbox.change({ id: job.row.id, state: 'running', tried: true });
  return charge;
}

/** Gateways limit the charges of one payer a day; what is over waits for tomorrow. */
function isOverPayerLimit(tools: Tools, job: OutboxJob, clientId: number): boolean {
  const { books, gateways } = tools;
  const limit = gateways.definitionOf(job.account.gateway).limits.perPayerAndDay;
  if (limit === undefined) return false;
  const today = todayOf(tools);
  const since = instantInSaoPaulo(`${today} 00:00:00`);
  if (books.charges.sentSince(clientId, job.account.id, since) < limit) return false;
  books.outbox.change({
    id: job.row.id,
    state: 'waiting',
    notBeforeAt: instantInSaoPaulo(`${addDays(today, 1)} 00:05:00`),
    code: 'payer-limit',
  });
  return true;
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
    ...(job.callbackUrl === undefined ? {} : { callbackUrl: job.callbackUrl }),
    ...(charge.gatewayId === null ? {} : { gatewayId: charge.gatewayId }),
  });
  const context = gateways.context(job.account, { chargeId: charge.id, origin: 'app' });
  return job.gateway.issue(toIssue, {
    ...context,
    created: (gatewayId) => books.charges.setGatewayId(charge.id, gatewayId),
  });
}

function finishIssue(
  tools: Tools,
  job: OutboxJob,
  about: { readonly charge: Charge; readonly outcome: IssueOutcome },
): void {
  const { books, clock } = tools;
  const { charge, outcome } = about;
  const now = clock.now();
  // An event may have been faster than the answer: then it has said how this ends.
  const isStillSending = books.charges.getById(charge.id).state === 'sending';
  const move = (to: 'sent' | 'rejected' | 'unknown' | 'prepared') => {
    if (isStillSending) books.charges.changeState({ id: charge.id, from: 'sending', to, at: now });
  };
  switch (outcome.ending) {
    case 'registered':
      registerCharge(tools, charge.id, outcome.charge);
      books.outbox.change({ id: job.row.id, state: 'done' });
      return;
    case 'accepted':
      books.charges.setGatewayId(charge.id, outcome.gatewayId);
      move('sent');
      books.outbox.change({ id: job.row.id, state: 'done' });
      return;
    case 'rejected':
      move('rejected');
      books.charges.noteFailure(charge.id, outcome.refusal.code, outcome.refusal.text);
      books.outbox.change({
        id: job.row.id,
        state: 'failed',
        code: outcome.refusal.code,
        text: outcome.refusal.text,
      });
      return;
    case 'unknown':
      move('unknown');
      books.charges.noteFailure(charge.id, 'unknown', outcome.text);
      books.charges.noteLookUp(charge.id, 0, addMs(now, FIRST_LOOK_UP_MS));
      books.outbox.change({
        id: job.row.id,
        state: isStillSending ? 'unknown' : 'done',
        text: outcome.text,
      });
      return;
    case 'not-sent':
      move('prepared');
      putBack(tools, job, outcome);
      return;
    default:
      assertNever(outcome);
  }
}
