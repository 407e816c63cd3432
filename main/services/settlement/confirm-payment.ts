/**
 * The one place where money becomes a payment: by callback, poll, file or hand, all roads end here.
 * Everything it writes belongs to the transaction of its caller.
 */
import { afterConfirmedPayment } from '../../../domain/charge-states.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { PaymentSource } from '../../../domain/payment-states.ts';
import { allocate, settle, type Settlement } from '../../../domain/settlement.ts';
import type { Charge } from '../../store/charges.ts';
import type { Payment } from '../../store/payments.ts';
import type { Titulo } from '../../store/titulos.ts';
import type { Tools } from '../tools.ts';
import { applySettlement, endAnnouncements, moveCharge } from './apply-settlement.ts';
import { storedAmount, type MoneyReport } from './money-report.ts';
import { paymentByKey } from './payment-by-key.ts';
import { isPosted, postPayment } from './post-payment.ts';
import { caseOf } from './settlement-case.ts';
import { storePayment } from './store-payment.ts';

export type Confirmed =
  | { readonly outcome: 'repeated'; readonly paymentId: number }
  | {
      readonly outcome: 'stored';
      readonly paymentId: number;
      readonly settlement: Settlement | undefined;
    };

/** Stores a confirmed payment once and settles what it is for. Must run inside a transaction. */
export function confirmPayment(tools: Tools, report: MoneyReport): Confirmed {
  const { payments } = tools.books;
  const known = knownPayment(tools, report);
  if (known !== undefined && isTold(tools, known, report)) {
    if (report.charge !== undefined) claimCharge(tools, known, report.charge);
    return { outcome: 'repeated', paymentId: known.id };
  }
  const settlement = decide(tools, report);
  const paymentId = storePayment(tools, { report, known, settlement });
  if (mayBePosted(report.source, settlement)) {
    postPayment(tools, payments.getById(paymentId), report.actor);
  }
  const { titulo, charge, actor } = report;
  if (settlement !== undefined && titulo !== undefined) {
    applySettlement(tools, { paymentId, titulo, charge, settlement, actor });
  }
  auditPayment(tools, report, { paymentId, settlement });
  return { outcome: 'stored', paymentId, settlement };
}

/** What a payment that waited does once an operator, or a late match, has given it a título. */
export function settleStored(
  tools: Tools,
  order: {
    readonly payment: Payment;
    readonly titulo: Titulo;
    /** The charge of this título that the money came through. */
    readonly charge: Charge | undefined;
    readonly mode: 'by-rule' | 'approved';
    readonly actor: string;
  },
): Settlement {
  const { payment, titulo, charge, actor } = order;
  const { books } = tools;
  if (charge !== undefined && payment.chargeId === null) claimCharge(tools, payment, charge);
  const report = reportOf(tools, order);
  const question = caseOf(tools, report, { titulo, exceptPaymentId: payment.id });
  const settlement = order.mode === 'approved' ? allocate(question) : settle(question);
  books.payments.attach({ id: payment.id, tituloId: titulo.id, clientId: titulo.clientId });
  books.payments.changeReview({
    id: payment.id,
    review: order.mode === 'approved' ? 'none' : settlement.review,
    by: actor,
    at: tools.clock.now(),
  });
  if (order.mode === 'approved' && !isPosted(tools, payment.id)) postPayment(tools, payment, actor);
  applySettlement(tools, {
    paymentId: payment.id,
    titulo,
    charge: report.charge,
    settlement,
    actor,
  });
  auditPayment(tools, report, { paymentId: payment.id, settlement });
  return settlement;
}

function reportOf(
  tools: Tools,
  order: {
    readonly payment: Payment;
    readonly titulo: Titulo;
    readonly charge: Charge | undefined;
    readonly actor: string;
  },
): MoneyReport {
  const { payment, titulo, charge } = order;
  const { books } = tools;
  return {
    environment: payment.environment,
    account: payment.accountId === null ? null : books.accounts.getById(payment.accountId),
    charge: charge === undefined ? undefined : books.charges.getById(charge.id),
    titulo,
    paymentKey: payment.paymentKey,
    source: payment.source,
    method: payment.method,
    amountCents: payment.amountCents,
    lateCents: payment.lateCents ?? undefined,
    discountCents: payment.discountCents ?? undefined,
    paidOn: payment.paidOn,
    actor: order.actor,
  };
}

/** Money that was kept before its charge was known: the charge is paid all the same, whoever has the money now. */
function claimCharge(tools: Tools, payment: Payment, charge: Charge): void {
  if (payment.chargeId !== null) return;
  tools.books.payments.setCharge(payment.id, charge.id);
  moveCharge(tools, charge, afterConfirmedPayment(charge.state));
  endAnnouncements(tools, charge.id);
}

/** A payment by its key; else the announcement of its charge that it makes true. */
function knownPayment(tools: Tools, report: MoneyReport): Payment | undefined {
  const { charge } = report;
  const byKey = paymentByKey(tools, report);
  if (byKey !== undefined || charge === undefined || report.source === 'marked') return byKey;
  return tools.books.payments
    .ofCharge(charge.id)
    .findLast(({ state }) => state === 'announced' || state === 'void');
}

/** Nothing of it is news: it was confirmed before, and its amount is known or is not told now either. */
function isTold(tools: Tools, known: Payment, report: MoneyReport): boolean {
  if (known.state === 'announced' || known.state === 'void') return false;
  const isOpen = known.state === 'confirmed' || known.state === 'credited';
  const mayBeNews = isOpen && known.review === 'same-payment' && report.amountCents !== undefined;
  return !mayBeNews || isPosted(tools, known.id) || decide(tools, report)?.review === known.review;
}

function decide(tools: Tools, report: MoneyReport): Settlement | undefined {
  if (report.titulo === undefined) return undefined;
  return settle(caseOf(tools, report, { titulo: report.titulo }));
}

/** What may be the same money told twice, or a mark without money, is posted by a decision only. */
function mayBePosted(source: PaymentSource, settlement: Settlement | undefined): boolean {
  return source !== 'marked' && settlement?.review !== 'same-payment';
}

function auditPayment(
  tools: Tools,
  report: MoneyReport,
  about: { readonly paymentId: number; readonly settlement: Settlement | undefined },
): void {
  const { settlement } = about;
  tools.books.audit.write({
    at: tools.clock.now(),
    actor: report.actor,
    action: actionOf(report.source),
    entity: report.titulo === undefined ? 'payment' : 'titulo',
    entityId: report.titulo?.id ?? about.paymentId,
    detail: {
      paymentId: about.paymentId,
      amountCents: storedAmount(report),
      review: settlement?.review ?? 'unmatched',
      state: settlement?.tituloState ?? null,
      creditCents: settlement?.creditCents ?? 0,
    },
    ...(report.cause === undefined ? {} : { cause: report.cause }),
  });
}

function actionOf(source: PaymentSource): string {
  switch (source) {
    case 'gateway':
    case 'bank-file':
      return 'settled';
    case 'marked':
      return 'marked-at-gateway';
    case 'manual':
      return 'received-by-hand';
    case 'import':
      return 'imported-as-paid';
    default:
      return assertNever(source);
  }
}
