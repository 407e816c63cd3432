/** Asks the gateway what it shows of one charge now, and brings the books up to date. */
import type { EventKind } from '../../../domain/gateway-event.ts';
import { Failure } from '../../../domain/failure.ts';
import type { ChargeSnapshot } from '../../gateways/outcomes.ts';
import type { Charge } from '../../store/charges.ts';
import type { AttemptOrigin } from '../open-gateways.ts';
import { chargeAtGateway } from '../outbox/close-at-gateway.ts';
import { hasMoved, registerCharge, takeOver } from '../outbox/register-charge.ts';
import { SYSTEM, type Tools } from '../tools.ts';
import { applyEvents, retryUnmatched, type AppliedCounts } from './apply-events.ts';

/**
 * @returns how much of it was new
 * @throws Failure `gateway-not-found`, `gateway-unavailable`, `state-not-allowed` for a charge that no gateway knows
 */
export async function askForCharge(
  tools: Tools,
  chargeId: number,
  origin: AttemptOrigin,
): Promise<AppliedCounts> {
  const { books, gateways } = tools;
  const charge = books.charges.getById(chargeId);
  const target = chargeAtGateway(tools, charge);
  if (target === undefined) {
    throw new Failure('state-not-allowed', 'The charge is at no gateway', { state: charge.state });
  }
  const account = books.accounts.getById(charge.accountId);
  const asked = { charge, announced: announcedOf(tools, chargeId) };
  const context = gateways.context(account, { chargeId, origin });
  const shown = await gateways.of(account).fetchCharge(target, context);
  if (shown.found === 'unreachable') {
    throw new Failure('gateway-unavailable', 'The gateway did not answer', { text: shown.text });
  }
  if (shown.found === 'nothing') {
    throw new Failure('gateway-not-found', 'The gateway does not know this charge');
  }
  const { snapshot } = shown;
  const counts = applyEvents(tools, { account, events: snapshot.events, source: 'poll' });
  books.transaction(() => takeSnapshot(tools, asked, snapshot));
  retryUnmatched(tools, account, { chargeId });
  return counts;
}

/** What the books said before the question: what came since is newer than the answer. */
interface Asked {
  readonly charge: Charge;
  /** Payments that were announced. */
  readonly announced: readonly number[];
}

function takeSnapshot(tools: Tools, asked: Asked, { issued, status }: ChargeSnapshot): void {
  const { id } = asked.charge;
  const charge = tools.books.charges.getById(id);
  if (issued !== undefined && (charge.state === 'unknown' || charge.state === 'sent')) {
    registerCharge(tools, id, issued);
  } else if (issued !== undefined && isStill(asked.charge, charge) && hasMoved(charge, issued)) {
    takeOver(tools, charge, issued);
  }
  if (!NOTHING_COMES.has(status)) return;
  const announced = announcedOf(tools, id);
  for (const one of asked.announced) if (announced.includes(one)) endAnnouncement(tools, one);
}

/** A due date that was moved while the gateway was being asked is not moved back by the answer. */
function isStill(before: Charge, now: Charge): boolean {
  return now.state === 'registered' && now.dueOn === before.dueOn && now.linha === before.linha;
}

/** Statuses that show that no payment of the charge is on its way. */
const NOTHING_COMES: ReadonlySet<EventKind> = new Set([
  'registered',
  'overdue',
  'cancelled',
  'expired',
  'marked',
  'refunded',
  'failed',
]);

function announcedOf({ books }: Tools, chargeId: number): readonly number[] {
  return books.payments
    .ofCharge(chargeId)
    .filter(({ state }) => state === 'announced')
    .map(({ id }) => id);
}

/** Gives up a payment that was announced; it may still come true. Must run inside a transaction. */
export function endAnnouncement(tools: Tools, paymentId: number): void {
  const { books, clock } = tools;
  const { tituloId } = books.payments.getById(paymentId);
  books.payments.changeState(paymentId, 'announced', 'void');
  books.audit.write({
    at: clock.now(),
    actor: SYSTEM,
    action: 'announcement-void',
    entity: tituloId === null ? 'payment' : 'titulo',
    entityId: tituloId ?? paymentId,
    detail: { paymentId },
  });
}
