/** What the payer, the bank and the panel do: the control calls of a charge. */
import { assertNever } from '../../../domain/assert-never.ts';
import { subtract } from '../../../domain/money.ts';
import type { ActionInput, ActionOutcome, ChargeAction } from '../gateway.ts';
import type { Charge, Payment } from '../store/juno/charge.ts';
import { dueCents, lastDayOf } from './amounts.ts';
import type { JunoContext } from './context.ts';
import { overviewOf } from './overview.ts';
import {
  announce,
  announcedOf,
  canMove,
  confirm,
  getCharge,
  move,
  payBack,
  receive,
  release,
  type Payback,
} from './states.ts';
import { billetType } from './views.ts';

interface ActionRequest {
  readonly action: ChargeAction;
  readonly input: ActionInput;
}

/** Runs an action in one transaction. */
export function act(context: JunoContext, chargeId: string, request: ActionRequest): ActionOutcome {
  const charge = context.charges.byId(chargeId);
  if (charge === undefined) return { kind: 'unknown-charge' };
  return context.ports.store.transaction(() => {
    const reason = perform(context, charge, request);
    if (reason !== undefined) return { kind: 'refused', reason };
    return { kind: 'done', charge: overviewOf(context, getCharge(context, charge.id)) };
  });
}

/** Does it, or gives the reason why it cannot be done. */
function perform(
  context: JunoContext,
  charge: Charge,
  { action, input }: ActionRequest,
): string | undefined {
  switch (action) {
    case 'pay':
      return pay(context, charge, input);
    case 'identify':
      return identify(context, charge, input);
    case 'overdue':
      return 'A Juno não tem status de cobrança vencida.';
    case 'credit':
      return credit(context, charge, input);
    case 'settle':
      return end(context, charge, 'MANUAL_RECONCILIATION');
    case 'cancel':
      return end(context, charge, 'CANCELLED');
    case 'expire':
      return expire(context, charge);
    case 'refund':
      return giveBack(context, charge, { to: 'CUSTOMER_PAID_BACK', input });
    case 'contest':
      return giveBack(context, charge, { to: 'BANK_PAID_BACK', input });
    case 'restore':
      return 'A Juno não desfaz cancelamentos nem baixas manuais.';
    default:
      return assertNever(action);
  }
}

const notFrom = ({ status }: Charge): string => `A cobrança está ${status}.`;

/** CONFIRMED, after AUTHORIZED where the account is set so. A second payment of a paid charge is taken too. */
function pay(context: JunoContext, charge: Charge, input: ActionInput): string | undefined {
  const announced = announcedOf(context, charge);
  if (announced !== undefined) {
    confirm(context, charge, announced);
    return undefined;
  }
  const reason = whyUnpayable(context, charge, input);
  if (reason !== undefined) return reason;
  const payment = receiveFrom(context, charge, input);
  if (context.settings().authorizesFirst) announce(context, charge, payment);
  confirm(context, charge, payment);
  return undefined;
}

function identify(context: JunoContext, charge: Charge, input: ActionInput): string | undefined {
  if (announcedOf(context, charge) !== undefined) return 'O pagamento já foi anunciado.';
  const reason = whyUnpayable(context, charge, input);
  if (reason !== undefined) return reason;
  announce(context, charge, receiveFrom(context, charge, input));
  return undefined;
}

function whyUnpayable(
  context: JunoContext,
  charge: Charge,
  { on = context.today() }: ActionInput,
): string | undefined {
  if (billetType(charge) === undefined) return 'A cobrança não tem boleto.';
  const isEnded = charge.status === 'CANCELLED' || charge.status === 'MANUAL_RECONCILIATION';
  if (charge.status === 'FAILED' || (isEnded && !context.settings().takesAfterEnd))
    return notFrom(charge);
  const isOver = charge.hasEnded || on > lastDayOf(charge);
  return isOver ? 'O banco não aceita mais o boleto.' : undefined;
}

function receiveFrom(context: JunoContext, charge: Charge, input: ActionInput): Payment {
  const on = input.on ?? context.today();
  return receive(context, charge, { amountCents: input.amountCents ?? dueCents(charge, on), on });
}

/** Confirms what was announced; what is confirmed becomes free on that day. */
function credit(context: JunoContext, charge: Charge, input: ActionInput): string | undefined {
  const payments = context.payments.ofCharge(charge.id);
  const announced = announcedOf(context, charge);
  if (announced !== undefined) {
    confirm(context, charge, announced);
    return undefined;
  }
  const today = context.today();
  const waiting = payments.find(({ releaseOn }) => releaseOn !== null && releaseOn > today);
  if (waiting === undefined) return 'Nenhum pagamento espera por liberação.';
  release(context, waiting, input.on ?? today);
  return undefined;
}

function end(
  context: JunoContext,
  charge: Charge,
  to: 'CANCELLED' | 'MANUAL_RECONCILIATION',
): string | undefined {
  if (!canMove(charge, to)) return notFrom(charge);
  if (announcedOf(context, charge) !== undefined) return 'A cobrança tem um pagamento anunciado.';
  move(context, charge, to);
  return undefined;
}

/** The bank takes the boleto no longer; Juno has no status for it. */
function expire(context: JunoContext, charge: Charge): string | undefined {
  if (charge.status !== 'ACTIVE') return notFrom(charge);
  if (charge.hasEnded) return 'O banco já não aceita o boleto.';
  context.charges.save(charge.id, { ...charge, hasEnded: true });
  return undefined;
}

/** The latest payment that still has money in it, a part or the rest. */
function giveBack(
  context: JunoContext,
  charge: Charge,
  { to, input }: Pick<Payback, 'to'> & { readonly input: ActionInput },
): string | undefined {
  const payment = context.payments
    .ofCharge(charge.id)
    .filter(({ status }) => status === 'CONFIRMED' || status === 'PARTIALLY_REFUNDED')
    .at(-1);
  if (payment === undefined) return 'A cobrança não tem pagamento confirmado.';
  const left = subtract(payment.amountCents, payment.paybackCents);
  const amountCents = input.amountCents ?? left;
  if (amountCents > left) return 'O valor é maior do que o que resta do pagamento.';
  if (amountCents < left && to === 'BANK_PAID_BACK') return 'O banco devolve o valor inteiro.';
  payBack(context, payment, { to, amountCents, on: input.on ?? context.today() });
  return undefined;
}
