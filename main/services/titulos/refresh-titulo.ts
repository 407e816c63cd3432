import { Failure } from '../../../domain/failure.ts';
import { askForCharge } from '../events/ask-for-charge.ts';
import type { Tools } from '../tools.ts';

/**
 * Asks the gateway for the last charge of one título now, and brings the books up to date.
 * @throws Failure `gateway-not-found`, `gateway-unavailable`, `state-not-allowed` when nothing was registered
 */
export async function refreshTitulo(tools: Tools, tituloId: number): Promise<void> {
  const charge = tools.books.charges.ofTitulo(tituloId).at(-1);
  if (charge === undefined) {
    throw new Failure('state-not-allowed', 'The título has no charge at a gateway');
  }
  await askForCharge(tools, charge.id, 'operator');
}
