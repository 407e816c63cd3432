import { Failure } from '../../../domain/failure.ts';
import { applyEvents } from '../events/apply-events.ts';
import { chargeAtGateway } from '../outbox/close-at-gateway.ts';
import type { Tools } from '../tools.ts';

/**
 * Asks the gateway for the last charge of one título now, and brings the books up to date.
 * @throws Failure `gateway-not-found`, `gateway-unavailable`, `state-not-allowed` when nothing was registered
 */
export async function refreshTitulo(tools: Tools, tituloId: number): Promise<void> {
  const { books, gateways } = tools;
  const charge = books.charges.ofTitulo(tituloId).at(-1);
  const target = charge === undefined ? undefined : chargeAtGateway(tools, charge);
  if (charge === undefined || target === undefined) {
    throw new Failure('state-not-allowed', 'The título has no charge at a gateway');
  }
  const account = books.accounts.getById(charge.accountId);
  const context = gateways.context(account, { chargeId: charge.id, origin: 'operator' });
  const shown = await gateways.of(account).fetchCharge(target, context);
  if (shown.found === 'unreachable') {
    throw new Failure('gateway-unavailable', 'The gateway did not answer', { text: shown.text });
  }
  if (shown.found === 'nothing') {
    throw new Failure('gateway-not-found', 'The gateway does not know this charge');
  }
  applyEvents(tools, { account, events: shown.snapshot.events, source: 'poll' });
}
