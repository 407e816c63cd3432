/** What the payer, the bank and the panel do: the control calls of a charge. */
import { assertNever } from '../../../domain/assert-never.ts';
import { addBankDays } from '../../../domain/bank-days.ts';
import { civilDateOf } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import type { ActionInput, ActionOutcome, ChargeAction } from '../gateway.ts';
import type { Charge, ChargeStatus } from '../store/gerencianet-token/charge.ts';
import { dueCents, isPayable } from './amounts.ts';
import type { TokenContext } from './context.ts';
import { TOKEN_ID } from './names.ts';
import { overviewOf } from './overview.ts';
import { canMove, getCharge, move } from './states.ts';

interface ActionRequest {
  readonly action: ChargeAction;
  readonly input: ActionInput;
}

/** Runs an action in one transaction. */
export function act(context: TokenContext, chave: string, request: ActionRequest): ActionOutcome {
  const charge = context.charges.byChave(chave);
  if (charge === undefined) return { kind: 'unknown-charge' };
  return context.ports.store.transaction(() => {
    const reason = perform(context, charge, request);
    if (reason !== undefined) return { kind: 'refused', reason };
    return { kind: 'done', charge: overviewOf(context, getCharge(context, chave)) };
  });
}

/** Does it, or gives the reason why it cannot be done. */
function perform(
  context: TokenContext,
  charge: Charge,
  { action, input }: ActionRequest,
): string | undefined {
  switch (action) {
    case 'pay':
      return pay(context, charge, input);
    case 'credit':
      return credit(context, charge);
    case 'overdue':
      return charge.dueOn === null
        ? 'Uma cobrança contra-apresentação não vence.'
        : moveIfAllowed(context, charge, 'overdue');
    case 'cancel':
      return moveIfAllowed(context, charge, 'canceled');
    case 'refund':
      return refund(context, charge, input);
    case 'expire':
      return writeOff(context, charge, 'done');
    case 'restore':
      return writeOff(context, charge, 'waived');
    case 'identify':
    case 'settle':
    case 'contest':
      return 'O modo de compatibilidade não tem este passo documentado.';
    default:
      return assertNever(action);
  }
}

const notFrom = ({ status }: Charge): string => `A cobrança está ${status}.`;

function moveIfAllowed(
  context: TokenContext,
  charge: Charge,
  to: ChargeStatus,
): string | undefined {
  if (!canMove(charge, to)) return notFrom(charge);
  move(context, charge, to);
  return undefined;
}

/** The money arrives at once, as in API Cobranças; finalized follows where the account says when. */
function pay(context: TokenContext, charge: Charge, input: ActionInput): string | undefined {
  if (!canMove(charge, 'paid')) return notFrom(charge);
  const paidOn = input.on ?? context.today();
  if (!isPayable(charge, paidOn)) return 'O boleto já foi baixado no banco.';
  const { feeCents, finalizedAfterDays } = context.settings();
  const paidAt = context.now();
  const today = context.today();
  const finalizeOn = finalizedAfterDays === null ? null : addBankDays(today, finalizedAfterDays);
  const paidCents = input.amountCents ?? dueCents(charge, paidOn);
  context.charges.setPayment(charge.number, { paidCents, paidOn, paidAt, finalizeOn });
  context.ports.ledger.add(TOKEN_ID, {
    charge: charge.chave,
    customId: charge.retorno,
    paidCents,
    feeCents: cents(feeCents),
    paidOn,
    creditedOn: finalizeOn ?? civilDateOf(paidAt),
  });
  const paid = move(context, getCharge(context, charge.chave), 'paid');
  if (finalizeOn !== null && finalizeOn <= today) finalize(context, paid);
  return undefined;
}

function credit(context: TokenContext, charge: Charge): string | undefined {
  if (!canMove(charge, 'finalized')) return notFrom(charge);
  finalize(context, charge);
  return undefined;
}

/** paid -> finalized: the money is on the account for good. */
export function finalize(context: TokenContext, charge: Charge): void {
  move(context, charge, 'finalized');
  context.ports.ledger.setCredited(TOKEN_ID, charge.chave, context.today());
}

/** All of it, by the panel; no letter for it is known. */
function refund(context: TokenContext, charge: Charge, input: ActionInput): string | undefined {
  if (charge.payment === null || !canMove(charge, 'refunded')) return notFrom(charge);
  const { paidCents } = charge.payment;
  if (input.amountCents !== undefined && input.amountCents !== paidCents)
    return 'O gateway só devolve o valor inteiro.';
  move(context, charge, 'refunded');
  context.ports.ledger.markRefunded(TOKEN_ID, {
    charge: charge.chave,
    refundedCents: paidCents,
    refundedOn: input.on ?? context.today(),
  });
  return undefined;
}

/** `expire` is the bank's write-off (baixa), which changes no status; `restore` takes it back. */
function writeOff(
  context: TokenContext,
  charge: Charge,
  to: 'done' | 'waived',
): string | undefined {
  if (charge.status !== 'open' && charge.status !== 'overdue') return notFrom(charge);
  if (to === 'waived' && isPayable(charge, context.today()))
    return 'O boleto não está baixado no banco.';
  context.charges.setWriteOff(charge.number, to);
  return undefined;
}
