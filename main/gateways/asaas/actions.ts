/** Actions on a charge that exists, a parcel of a carnê alike (asaas 3.3). */
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import type { ChargeAtGateway, DueDateChange, RefundToAsk } from '../charge.ts';
import type { CallContext } from '../gateway.ts';
import type { ActionOutcome, RefundOutcome } from '../outcomes.ts';
import type { HttpCall } from '../http.ts';
import { centsOf, reaisOf } from '../reais.ts';
import { dueDateBody } from './bodies.ts';
import { calls } from './calls.ts';
import { faceCents, kindOf } from './mapping.ts';
import { notRead, readPayment } from './reading.ts';
import type { CallFailure, Session } from './session.ts';
import { slipRefund, type WirePayment } from './wire.ts';

export async function act(
  session: Session,
  call: HttpCall,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(call, context);
  return answer.ok ? { ending: 'done' } : answer.outcome;
}

/** Removing what is removed already is done, not refused. */
export async function cancel(
  session: Session,
  charge: ChargeAtGateway,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(calls.removePayment(charge.gatewayId), context);
  if (answer.ok) return { ending: 'done' };
  return doneAlready(session, answer, { charge, context, kinds: ['cancelled'] });
}

/** Marks as received in cash, today and at its face value; marking what is marked already is done, not refused. */
export async function markSettled(
  session: Session,
  charge: ChargeAtGateway,
  context: CallContext,
): Promise<ActionOutcome> {
  const reading = await readPayment(session, charge.gatewayId, context);
  if (reading.found === 'nothing') return reading.failure.outcome;
  if (reading.found === 'unreachable') return notRead(reading);
  const { payment } = reading.read;
  if (kindOf(payment) === 'marked') return { ending: 'done' };
  const body = {
    paymentDate: civilDateOf(session.clock.now()),
    value: reaisOf(faceCents(payment)),
    notifyCustomer: false,
  } as const;
  return act(session, calls.receiveInCash(payment.id, body), context);
}

/** Taking back what is open already is done, not refused. */
export async function undoMark(
  session: Session,
  charge: ChargeAtGateway,
  context: CallContext,
): Promise<ActionOutcome> {
  const answer = await session.call(calls.undoReceivedInCash(charge.gatewayId), context);
  if (answer.ok) return { ending: 'done' };
  return doneAlready(session, answer, { charge, context, kinds: ['registered', 'overdue'] });
}

/** An update demands value and way of payment again, so the charge is read first. */
export async function changeDueDate(
  session: Session,
  { charge, dueOn }: DueDateChange,
  context: CallContext,
): Promise<ActionOutcome> {
  const reading = await readPayment(session, charge.gatewayId, context);
  if (reading.found === 'nothing') return reading.failure.outcome;
  if (reading.found === 'unreachable') return notRead(reading);
  return moveTo(session, { payment: reading.read.payment, dueOn }, context);
}

function moveTo(
  session: Session,
  { payment, dueOn }: { readonly payment: WirePayment; readonly dueOn: CivilDate },
  context: CallContext,
): Promise<ActionOutcome> {
  if (payment.dueDate === dueOn) return Promise.resolve({ ending: 'done' });
  return act(session, calls.updatePayment(payment.id, dueDateBody(payment, dueOn)), context);
}

/** Pix goes back by itself; for a boleto the payer has to say into which account, at the address that is given. */
export async function refund(
  session: Session,
  { charge, amountCents }: RefundToAsk,
  context: CallContext,
): Promise<RefundOutcome> {
  const reading = await readPayment(session, charge.gatewayId, context);
  if (reading.found === 'nothing') return reading.failure.outcome;
  if (reading.found === 'unreachable') return notRead(reading);
  const { payment } = reading.read;
  const isPart = amountCents !== undefined && amountCents !== centsOf(payment.value);
  const value = isPart ? reaisOf(amountCents) : undefined;
  if (!isPaidBySlip(payment)) return act(session, calls.refund(payment.id, value), context);
  if (isPart) return { ending: 'rejected', refusal: NO_PARTIAL };
  return refundSlip(session, payment, context);
}

const NO_PARTIAL = {
  level: 'data',
  code: 'partial-refund-unavailable',
  text: 'A Asaas devolve um boleto pago só por inteiro.',
} as const;

function isPaidBySlip({ billingType, pixTransaction }: WirePayment): boolean {
  return billingType === 'BOLETO' && (pixTransaction ?? undefined) === undefined;
}

async function refundSlip(
  session: Session,
  payment: WirePayment,
  context: CallContext,
): Promise<RefundOutcome> {
  const answer = await session.call(calls.refundSlip(payment.id), context);
  if (!answer.ok) return answer.outcome;
  const payerUrl = slipRefund.safeParse(answer.body).data?.requestUrl;
  return { ending: 'done', ...(payerUrl !== undefined && { payerUrl }) };
}

interface Aim {
  readonly charge: ChargeAtGateway;
  readonly context: CallContext;
  /** What the charge shows when there was nothing left to do. */
  readonly kinds: readonly EventKind[];
}

async function doneAlready(
  session: Session,
  failure: CallFailure,
  { charge, context, kinds }: Aim,
): Promise<ActionOutcome> {
  if (failure.outcome.ending !== 'rejected') return failure.outcome;
  const reading = await readPayment(session, charge.gatewayId, context);
  const isDone = reading.found === 'payment' && kinds.includes(kindOf(reading.read.payment));
  return isDone ? { ending: 'done' } : failure.outcome;
}
