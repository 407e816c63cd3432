/** What the payer, the bank and the panel do: the control calls of a charge. */
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { ActionInput, ActionOutcome, ChargeAction } from '../gateway.ts';
import type { Charge } from '../store/efi/charge.ts';
import { dueCents, isPayable } from './amounts.ts';
import { addLine } from './changes.ts';
import { EFI_ID, type EfiContext } from './context.ts';
import { overviewOf } from './overview.ts';
import { canMove, getCharge, move } from './states.ts';
import { isIssued, isPaid, type IssuedCharge } from './views.ts';

/** Runs an action in one transaction. */
export function act(
  context: EfiContext,
  charge: Charge | undefined,
  request: { readonly action: ChargeAction; readonly input: ActionInput },
): ActionOutcome {
  if (charge === undefined) return { kind: 'unknown-charge' };
  return context.ports.store.transaction(() => {
    const reason = perform(context, charge, request);
    if (reason !== undefined) return { kind: 'refused', reason };
    const after = getCharge(context, charge.chargeId);
    return { kind: 'done', charge: overviewOf(context, after) };
  });
}

interface ActionRequest {
  readonly action: ChargeAction;
  readonly input: ActionInput;
}

/** Does it, or gives the reason why it cannot be done. */
function perform(
  context: EfiContext,
  charge: Charge,
  { action, input }: ActionRequest,
): string | undefined {
  switch (action) {
    case 'pay':
      return pay(context, charge, input);
    case 'identify':
      return identify(context, charge, input);
    case 'credit':
      return charge.status === 'identified' ? confirm(context, charge) : notFrom(charge);
    case 'overdue':
      return moveIfAllowed(context, charge, 'unpaid');
    case 'settle':
      return moveIfAllowed(context, charge, 'settled');
    case 'cancel':
      return moveIfAllowed(context, charge, 'canceled');
    case 'contest':
      return moveIfAllowed(context, charge, 'contested');
    case 'refund':
      return refund(context, charge, input);
    case 'expire':
      return writeOff(context, charge, 'done');
    case 'restore':
      return writeOff(context, charge, 'waived');
    default:
      return assertNever(action);
  }
}

const notFrom = ({ status }: Charge): string => `A cobrança está ${status}.`;

function moveIfAllowed(
  context: EfiContext,
  charge: Charge,
  to: 'unpaid' | 'settled' | 'canceled' | 'contested',
): string | undefined {
  if (!canMove(charge, to)) return notFrom(charge);
  move(context, charge, to);
  return undefined;
}

/** identified, then paid; a canceled or settled boleto that is paid all the same goes to paid at once. */
function pay(context: EfiContext, charge: Charge, input: ActionInput): string | undefined {
  if (charge.status === 'identified') return confirm(context, charge);
  const refused = whyUnpayable(context, charge, input);
  if (refused !== undefined) return refused;
  if (canMove(charge, 'identified')) identify(context, charge, input);
  else recordAnnounced(context, charge, input);
  return confirm(context, getCharge(context, charge.chargeId));
}

function identify(context: EfiContext, charge: Charge, input: ActionInput): string | undefined {
  if (!canMove(charge, 'identified')) return notFrom(charge);
  const refused = whyUnpayable(context, charge, input);
  if (refused !== undefined) return refused;
  recordAnnounced(context, charge, input);
  move(context, charge, 'identified');
  return undefined;
}

function whyUnpayable(context: EfiContext, charge: Charge, input: ActionInput): string | undefined {
  if (!isIssued(charge)) return 'A cobrança ainda não tem boleto.';
  if (!canMove(charge, 'paid')) return notFrom(charge);
  const on = input.on ?? context.today();
  return isPayable(charge, charge.billet, on) ? undefined : 'O boleto já foi baixado no banco.';
}

function recordAnnounced(context: EfiContext, charge: Charge, input: ActionInput): void {
  if (!isIssued(charge)) throw new RangeError(`Charge ${charge.chargeId} has no boleto`);
  const paidOn = input.on ?? context.today();
  const paidCents = input.amountCents ?? amountOn(charge, paidOn);
  context.charges.setPayment(charge.chargeId, { paidCents, paidOn, paidAt: null });
}

const amountOn = (charge: IssuedCharge, on: CivilDate): Cents =>
  dueCents(charge, charge.billet, on);

/** The money arrives: value and day are told, the book gets its row. Efí credits at confirmation. */
function confirm(context: EfiContext, charge: Charge): string | undefined {
  if (charge.payment === null) throw new RangeError(`Charge ${charge.chargeId} has no payment`);
  const { paidCents, paidOn } = charge.payment;
  const paidAt = context.now();
  const { fees } = context.settings();
  context.charges.setPayment(charge.chargeId, { paidCents, paidOn, paidAt });
  move(context, charge, 'paid', { valueCents: paidCents, receivedOn: paidOn });
  context.ports.ledger.add(EFI_ID, {
    charge: String(charge.chargeId),
    customId: charge.customId,
    paidCents,
    feeCents: (charge.carnetId === null ? fees.billet : fees.carnet) as Cents,
    paidOn,
    creditedOn: civilDateOf(paidAt),
  });
  return undefined;
}

/** All of it: Efí has no status for a part. */
function refund(context: EfiContext, charge: Charge, input: ActionInput): string | undefined {
  if (!isPaid(charge) || !canMove(charge, 'refunded')) return notFrom(charge);
  const { paidCents } = charge.payment;
  if (input.amountCents !== undefined && input.amountCents !== paidCents)
    return 'A Efí só devolve o valor inteiro.';
  move(context, charge, 'refunded');
  context.ports.ledger.markRefunded(EFI_ID, {
    charge: String(charge.chargeId),
    refundedCents: paidCents,
    refundedOn: input.on ?? context.today(),
  });
  return undefined;
}

/** `expire` is the bank's write-off (baixa), which changes no status at Efí; `restore` takes it back. */
function writeOff(context: EfiContext, charge: Charge, to: 'done' | 'waived'): string | undefined {
  if (charge.status !== 'waiting' && charge.status !== 'unpaid') return notFrom(charge);
  if (to === 'waived' && isIssued(charge) && isPayable(charge, charge.billet, context.today()))
    return 'O boleto não está baixado no banco.';
  context.charges.setWriteOff(charge.chargeId, to);
  const text = to === 'done' ? 'Boleto baixado no banco' : 'Boleto reativado no banco';
  addLine(context, `charge:${charge.chargeId}`, text);
  return undefined;
}
