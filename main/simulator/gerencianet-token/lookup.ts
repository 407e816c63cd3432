/** Asking about a charge, and cancelling one (efi.md 5.3). */
import type { Charge } from '../store/gerencianet-token/charge.ts';
import type { TokenContext } from './context.ts';
import { Refusal } from './errors.ts';
import { canMove, move } from './states.ts';
import { detailView, statusView } from './views.ts';
import { leaf, textIn, type XmlNode } from './xml.ts';

/** statusChave: of the token alone when no chave is sent. */
export function statusOf(context: TokenContext, root: XmlNode): string {
  if (textIn(root, 'chave') === undefined) return leaf('chave', null);
  return statusView(context, chargeIn(context, root, 'chave'));
}

/** detalharCobranca. */
export const detail = (context: TokenContext, root: XmlNode): readonly string[] =>
  detailView(context, chargeIn(context, root, 'Chave'));

/** cancelarCobranca: an open or overdue one. */
export function cancel(context: TokenContext, root: XmlNode): readonly string[] {
  const charge = chargeIn(context, root, 'Chave');
  if (!canMove(charge, 'canceled')) throw new Refusal('not-open');
  const isSilent = !context.settings().tellsOwnCancel;
  context.ports.store.transaction(() => move(context, charge, 'canceled', { isSilent }));
  return [leaf('Mensagem', 'Cobrança cancelada com sucesso.')];
}

function chargeIn(context: TokenContext, root: XmlNode, name: 'chave' | 'Chave'): Charge {
  const chave = textIn(root, name) ?? '';
  const charge = context.charges.byChave(chave);
  if (charge === undefined) throw new Refusal('chave', leaf(name, chave));
  return charge;
}
