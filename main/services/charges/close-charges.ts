/** Takes charges out of the world: the ones not sent at once, the live ones through the outbox. */
import type { Charge } from '../../store/charges.ts';
import type { Tools } from '../tools.ts';
import { discardCharge } from './discard-charge.ts';

/** Why the charge goes: a debt that was paid elsewhere is marked as paid where the gateway can. */
export type ClosingReason = 'cancelled' | 'paid-elsewhere';

/**
 * Closes what is open of a título but for one charge. Must run inside a transaction.
 * A charge whose fate is unknown is closed when it turns out to be registered.
 */
export function closeCharges(
  tools: Tools,
  order: {
    readonly tituloId: number;
    readonly reason: ClosingReason;
    readonly exceptChargeId?: number;
  },
): void {
  const charges = tools.books.charges.ofTitulo(order.tituloId);
  for (const charge of charges) {
    if (charge.id !== order.exceptChargeId) closeCharge(tools, charge, order.reason);
  }
}

export function closeCharge(tools: Tools, charge: Charge, reason: ClosingReason): void {
  if (charge.state === 'prepared' || charge.state === 'rejected') discardCharge(tools, charge);
  if (charge.state === 'registered') startClosing(tools, charge, reason);
}

function startClosing(tools: Tools, charge: Charge, reason: ClosingReason): void {
  const { books, clock } = tools;
  const now = clock.now();
  books.charges.closeAgainAt(charge.id, null);
  books.charges.changeState({ id: charge.id, from: 'registered', to: 'closing', at: now });
  books.outbox.add({
    accountId: charge.accountId,
    subject: { chargeId: charge.id },
    action: reason === 'paid-elsewhere' ? 'mark-settled' : 'cancel',
    isExplicit: true,
    notBeforeAt: now,
    createdAt: now,
  });
}
