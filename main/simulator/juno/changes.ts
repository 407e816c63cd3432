/** What the API can do to a charge after it was made (juno.md 3.3). */
import type { Charge } from '../store/juno/charge.ts';
import type { JunoContext } from './context.ts';
import { notPossible } from './errors.ts';
import { announcedOf, canMove, move } from './states.ts';

/** PUT /charges/:id/cancelation: only ACTIVE charges without a payment. */
export function cancelCharge(context: JunoContext, charge: Charge): void {
  if (!canMove(charge, 'CANCELLED') || announcedOf(context, charge) !== undefined)
    throw notPossible('Somente cobranças ativas e sem pagamento podem ser canceladas');
  context.ports.store.transaction(() => move(context, charge, 'CANCELLED'));
}
