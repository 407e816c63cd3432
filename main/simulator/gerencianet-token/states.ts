/** The life of a charge: which change may follow which, and what every change tells. */
import type { Charge, ChargeStatus } from '../store/gerencianet-token/charge.ts';
import type { TokenContext } from './context.ts';
import { tell } from './notices.ts';
import { letterOf } from './views.ts';

/** From -> to. As in API Cobranças a printed boleto that was canceled may still be paid, and overdue is not final. */
export const chargeTransitions: Readonly<Record<ChargeStatus, readonly ChargeStatus[]>> = {
  open: ['overdue', 'paid', 'canceled'],
  overdue: ['paid', 'canceled'],
  paid: ['finalized', 'refunded'],
  finalized: ['refunded'],
  canceled: ['paid'],
  refunded: [],
};

export const canMove = (charge: Charge, to: ChargeStatus): boolean =>
  chargeTransitions[charge.status].includes(to);

/**
 * Moves a charge and tells it, unless `isSilent`. The caller runs it in a transaction and has asked `canMove`.
 * @returns the charge as it is now
 */
export function move(
  context: TokenContext,
  charge: Charge,
  to: ChargeStatus,
  { isSilent = false }: { readonly isSilent?: boolean } = {},
): Charge {
  if (!canMove(charge, to)) throw new RangeError(`No way from ${charge.status} to ${to}`);
  context.charges.setStatus(charge.number, to);
  const after = getCharge(context, charge.chave);
  const letter = letterOf(context, after);
  if (!isSilent && letter !== letterBefore(context, charge, to)) tell(context, after, letter);
  return after;
}

/** Overdue is told although open has the same letter; a refund is told only when it changes the letter. */
const letterBefore = (context: TokenContext, before: Charge, to: ChargeStatus) =>
  to === 'overdue' ? undefined : letterOf(context, before);

/** The charge that is known to exist. */
export function getCharge(context: TokenContext, chave: string): Charge {
  const charge = context.charges.byChave(chave);
  if (charge === undefined) throw new RangeError(`No charge ${chave}`);
  return charge;
}
