/** What payer, bank and panel do: the control calls. A charge is named by txid, a Pix by endToEndId. */
import { randomUUID } from 'node:crypto';
import { assertNever } from '../../../domain/assert-never.ts';
import type { ActionInput, ActionOutcome, ChargeAction } from '../gateway.ts';
import type { Charge, Payment } from '../store/pix/charge.ts';
import { getCharge, remove } from './charges.ts';
import type { PixContext } from './context.ts';
import { isPayable, overviewOf, paymentOverview } from './overview.ts';
import { beginRefund, endRefund, receive, refundableCents } from './payments.ts';

/** Stands for the txid of a Pix that has none, as in a static code. */
const NO_TXID = '***';

const STATIC_TXID = /^[a-zA-Z0-9]{1,35}$/;

interface ActionRequest {
  readonly action: ChargeAction;
  readonly input: ActionInput;
}

/** Runs an action in one transaction. */
export function act(context: PixContext, id: string, request: ActionRequest): ActionOutcome {
  return context.ports.store.transaction(() => {
    const charge = context.charges.byTxid(id);
    if (charge !== undefined) return onCharge(context, charge, request);
    const payment = context.payments.byId(id) ?? context.payments.ofTxid(id).at(-1);
    return request.action === 'pay' && payment?.e2eid !== id
      ? payWithoutCharge(context, id, request.input)
      : onPayment(context, payment, request);
  });
}

function onCharge(context: PixContext, charge: Charge, request: ActionRequest): ActionOutcome {
  const reason = perform(context, charge, request);
  if (reason !== undefined) return { kind: 'refused', reason };
  return { kind: 'done', charge: overviewOf(context, getCharge(context, charge)) };
}

/** A static code, or any txid that the account does not know; it needs an amount. */
function payWithoutCharge(context: PixContext, id: string, input: ActionInput): ActionOutcome {
  const { amountCents, on = context.today() } = input;
  const isTxid = STATIC_TXID.test(id);
  if (amountCents === undefined || (!isTxid && id !== NO_TXID)) return { kind: 'unknown-charge' };
  const txid = isTxid ? id : null;
  const payment = receive(context, { charge: undefined, txid, amountCents, on });
  return { kind: 'done', charge: paymentOverview(context, payment) };
}

function onPayment(
  context: PixContext,
  payment: Payment | undefined,
  { action, input }: ActionRequest,
): ActionOutcome {
  if (payment === undefined) return { kind: 'unknown-charge' };
  if (action !== 'refund' && action !== 'contest')
    return { kind: 'refused', reason: 'Um Pix recebido só pode ser devolvido ou contestado.' };
  const reason = giveBack(context, payment, { action, input });
  return reason === undefined
    ? { kind: 'done', charge: paymentOverview(context, payment) }
    : { kind: 'refused', reason };
}

/** Does it, or gives the reason why it cannot be done. */
function perform(
  context: PixContext,
  charge: Charge,
  { action, input }: ActionRequest,
): string | undefined {
  switch (action) {
    case 'pay':
      return pay(context, charge, input);
    case 'cancel':
      return end(context, charge, 'REMOVIDA_PELO_USUARIO_RECEBEDOR');
    case 'expire':
      return end(context, charge, 'REMOVIDA_PELO_PSP');
    case 'refund':
    case 'contest':
      return giveBackLast(context, charge, { action, input });
    case 'identify':
      return 'O Pix não anuncia pagamentos: ou chegou, ou não existe.';
    case 'overdue':
      return 'No Pix a cobrança vencida continua ATIVA.';
    case 'credit':
      return 'O Pix é creditado na hora.';
    case 'settle':
      return 'O Pix não tem baixa manual; remova a cobrança.';
    case 'restore':
      return 'Uma cobrança removida não volta.';
    default:
      return assertNever(action);
  }
}

/** A charge that is CONCLUIDA takes another Pix, one that was removed a Pix that was on its way. */
function pay(context: PixContext, charge: Charge, input: ActionInput): string | undefined {
  const { amountCents, on = context.today() } = input;
  if (!isPayable(context, charge, on)) return 'A cobrança expirou.';
  const isRemoved = charge.status !== 'ATIVA' && charge.status !== 'CONCLUIDA';
  if (isRemoved && !context.settings().acceptsAfterRemoval)
    return `A cobrança está ${charge.status}.`;
  if (charge.content.valor.original === '0.00' && amountCents === undefined)
    return 'A cobrança não tem valor; informe amountCents.';
  receive(context, { charge, txid: charge.txid, amountCents, on });
  return undefined;
}

function end(
  context: PixContext,
  charge: Charge,
  status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' | 'REMOVIDA_PELO_PSP',
): string | undefined {
  if (charge.status !== 'ATIVA') return `A cobrança está ${charge.status}.`;
  remove(context, charge, status);
  return undefined;
}

interface GivingBack {
  readonly action: 'refund' | 'contest';
  readonly input: ActionInput;
}

/** The last Pix of the charge that has something left. */
function giveBackLast(
  context: PixContext,
  charge: Charge,
  request: GivingBack,
): string | undefined {
  const payment = context.payments
    .ofTxid(charge.txid)
    .findLast((one) => refundableCents(context, one) > 0);
  return payment === undefined
    ? 'Não há Pix a devolver nesta cobrança.'
    : giveBack(context, payment, request);
}

/** `refund` is the receiver's own, `contest` the MED's, which nobody asks the receiver for. Both are final at once. */
function giveBack(
  context: PixContext,
  payment: Payment,
  { action, input }: GivingBack,
): string | undefined {
  const left = refundableCents(context, payment);
  const amountCents = input.amountCents ?? left;
  if (left === 0) return 'O Pix já foi devolvido.';
  if (amountCents > left) return 'A devolução passaria do valor do Pix.';
  const refund = beginRefund(context, payment, {
    id: randomUUID().replaceAll('-', ''),
    amountCents,
    nature: action === 'refund' ? 'ORIGINAL' : 'MED_FRAUDE',
    description: null,
    seconds: 0,
  });
  endRefund(context, refund, 'DEVOLVIDO');
  return undefined;
}
