/** What the payer, the bank and the panel do: the control calls of a charge. */
import { assertNever } from '../../../domain/assert-never.ts';
import { cents } from '../../../domain/money.ts';
import type { ActionInput, ActionOutcome, ChargeAction } from '../gateway.ts';
import type { Charge } from '../store/boleto-facil/charge.ts';
import type { Payment } from '../store/boleto-facil/payments.ts';
import { dueCents, isPayable } from './amounts.ts';
import { cancel, chargeOf } from './charges.ts';
import type { BoletoFacilContext } from './context.ts';
import { addCharges } from './issue.ts';
import { overviewOf } from './overview.ts';
import { announce, confirm, fail, getCharge, isAnnounced, payBack, receive } from './payments.ts';
import { Refusal } from './refusal.ts';

/** The "charge" whose `pay` is a boleto made by hand in the panel and paid: never notified (seed 001, 5.3). */
const PANEL = 'panel';

const PANEL_CENTS = cents(5_000);

interface ActionRequest {
  readonly action: ChargeAction;
  readonly input: ActionInput;
}

/** Runs an action in one transaction. */
export function act(
  context: BoletoFacilContext,
  chargeId: string,
  request: ActionRequest,
): ActionOutcome {
  return context.ports.store.transaction(() => {
    const isPanel = chargeId === PANEL && request.action === 'pay';
    const charge = isPanel ? chargeOfPanel(context, request.input) : chargeOf(context, chargeId);
    if (charge === undefined) return { kind: 'unknown-charge' };
    const reason = attempt(context, charge, request);
    if (reason !== undefined) return { kind: 'refused', reason };
    return { kind: 'done', charge: overviewOf(context, getCharge(context, charge.code)) };
  });
}

/** What the API refuses is refused here for the same reason. */
function attempt(
  context: BoletoFacilContext,
  charge: Charge,
  request: ActionRequest,
): string | undefined {
  try {
    return perform(context, charge, request);
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** Does it, or gives the reason why it cannot be done. */
function perform(
  context: BoletoFacilContext,
  charge: Charge,
  { action, input }: ActionRequest,
): string | undefined {
  switch (action) {
    case 'pay':
      return pay(context, charge, input);
    case 'identify':
      return identify(context, charge, input);
    case 'credit':
      return credit(context, charge, input);
    case 'overdue':
      return 'No Boleto Fácil uma cobrança não muda quando vence.';
    case 'settle':
      return markPaid(context, charge);
    case 'cancel':
      cancel(context, charge);
      return undefined;
    case 'expire':
      return writeOff(context, charge, 'done');
    case 'restore':
      return writeOff(context, charge, 'waived');
    case 'refund':
      return giveBack(context, charge, input);
    case 'contest':
      return contest(context, charge, input);
    default:
      return assertNever(action);
  }
}

const announcedOf = (context: BoletoFacilContext, { code }: Charge): Payment | undefined =>
  context.payments.ofCharge(code).find(isAnnounced);

const confirmedOf = (context: BoletoFacilContext, { code }: Charge): Payment | undefined =>
  context.payments.ofCharge(code).findLast(({ status }) => status === 'CONFIRMED');

/** Confirms what was announced, else a new payment: a boleto may be paid twice, and after it was cancelled. */
function pay(context: BoletoFacilContext, charge: Charge, input: ActionInput): string | undefined {
  const announced = announcedOf(context, charge);
  if (announced !== undefined) {
    confirm(context, announced, input.on);
    return undefined;
  }
  const paying = payingOf(context, charge, input);
  if (typeof paying === 'string') return paying;
  receive(context, charge, paying);
  return undefined;
}

function identify(
  context: BoletoFacilContext,
  charge: Charge,
  input: ActionInput,
): string | undefined {
  const paying = payingOf(context, charge, input);
  if (typeof paying === 'string') return paying;
  announce(context, charge, paying);
  return undefined;
}

/** What is paid and when, or the reason why no bank takes it. */
function payingOf(context: BoletoFacilContext, charge: Charge, input: ActionInput) {
  const on = input.on ?? context.today();
  if (!isPayable(charge, on)) return 'O banco não recebe mais este boleto nessa data.';
  const { openDiscount } = context.settings();
  return { paidCents: input.amountCents ?? dueCents(charge, on, openDiscount), on };
}

function credit(
  context: BoletoFacilContext,
  charge: Charge,
  input: ActionInput,
): string | undefined {
  const announced = announcedOf(context, charge);
  if (announced === undefined) return 'A cobrança não tem pagamento a confirmar.';
  confirm(context, announced, input.on);
  return undefined;
}

/** The panel's "Marcar como paga": no money, nothing is told. */
function markPaid(context: BoletoFacilContext, charge: Charge): string | undefined {
  if (charge.state !== 'open' || context.payments.ofCharge(charge.code).length > 0)
    return 'A cobrança não está em aberto.';
  context.charges.setState(charge.code, 'marked');
  return undefined;
}

function writeOff(
  context: BoletoFacilContext,
  charge: Charge,
  to: 'done' | 'waived',
): string | undefined {
  if (charge.state !== 'open') return 'A cobrança não está em aberto.';
  if (charge.writeOff === to) return 'O boleto já está assim.';
  context.charges.setWriteOff(charge.code, to);
  return undefined;
}

/** The payer asked for the money back; there is no part of a payment in API v1. */
function giveBack(
  context: BoletoFacilContext,
  charge: Charge,
  input: ActionInput,
): string | undefined {
  const payment = confirmedOf(context, charge);
  if (payment === undefined) return 'A cobrança não tem pagamento confirmado.';
  if (input.amountCents !== undefined && input.amountCents !== payment.amountCents)
    return 'O Boleto Fácil devolve só o valor inteiro.';
  const on = input.on ?? context.today();
  payBack(context, payment, { status: 'CUSTOMER_PAID_BACK', on });
  return undefined;
}

/** The bank takes a payment back, or one that was announced does not come. */
function contest(
  context: BoletoFacilContext,
  charge: Charge,
  input: ActionInput,
): string | undefined {
  const announced = announcedOf(context, charge);
  const confirmed = confirmedOf(context, charge);
  if (announced !== undefined) fail(context, announced);
  else if (confirmed === undefined) return 'A cobrança não tem pagamento a contestar.';
  else {
    const on = input.on ?? context.today();
    payBack(context, confirmed, { status: 'BANK_PAID_BACK', on });
  }
  return undefined;
}

function chargeOfPanel(context: BoletoFacilContext, input: ActionInput): Charge | undefined {
  const [charge] = addCharges(
    context,
    {
      description: 'Cobrança do painel',
      reference: '',
      parcels: [
        {
          amountCents: input.amountCents ?? PANEL_CENTS,
          dueOn: input.on ?? context.today(),
        },
      ],
      terms: {
        maxOverdueDays: 0,
        fine: 0,
        interest: 0,
        discountCents: cents(0),
        discountDays: -1,
      },
      payer: { name: 'PAGADOR AVULSO', document: '52998224725', email: null },
      notificationUrl: null,
    },
    true,
  );
  return charge;
}
