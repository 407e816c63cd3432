/** Asks the gateway what it shows of one charge now, and brings the books up to date. */
import type { EventKind } from '../../../domain/gateway-event.ts';
import { Failure } from '../../../domain/failure.ts';
import type { ChargeSnapshot } from '../../gateways/gateway.ts';
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
  const announced = announcedOf(tools, chargeId);
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
  books.transaction(() => takeSnapshot(tools, { chargeId, snapshot, announced }));
  retryUnmatched(tools, account, { chargeId });
  return counts;
}

interface Shown {
  readonly chargeId: number;
  readonly snapshot: ChargeSnapshot;
  /** Payments that were announced before the question: what came since is newer than the answer. */
  readonly announced: readonly number[];
}

function takeSnapshot(tools: Tools, { chargeId, snapshot, announced }: Shown): void {
  const { charges } = tools.books;
  const charge = charges.getById(chargeId);
  const { issued, status } = snapshot;
  if (issued !== undefined && (charge.state === 'unknown' || charge.state === 'sent')) {
    registerCharge(tools, chargeId, issued);
  } else if (issued !== undefined && charge.state === 'registered' && hasMoved(charge, issued)) {
    takeOver(tools, charge, issued);
  }
  if (!OPEN_AGAIN.has(status)) return;
  for (const id of announced.filter((one) => announcedOf(tools, chargeId).includes(one))) {
    endAnnouncement(tools, charge.tituloId, id);
  }
}

/** Statuses that show that no payment of the charge is on its way. */
const OPEN_AGAIN: ReadonlySet<EventKind> = new Set([
  'registered',
  'overdue',
  'cancelled',
  'expired',
]);

function announcedOf({ books }: Tools, chargeId: number): readonly number[] {
  return books.payments
    .ofCharge(chargeId)
    .filter(({ state }) => state === 'announced')
    .map(({ id }) => id);
}

function endAnnouncement(tools: Tools, tituloId: number, paymentId: number): void {
  const { books, clock } = tools;
  books.payments.changeState(paymentId, 'announced', 'void');
  books.audit.write({
    at: clock.now(),
    actor: SYSTEM,
    action: 'announcement-void',
    entity: 'titulo',
    entityId: tituloId,
    detail: { paymentId },
  });
}
