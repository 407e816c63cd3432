/**
 * The one place where money becomes a payment: by callback, poll, file or hand, all roads end here.
 * Everything it writes belongs to the transaction of its caller.
 */
import { assertNever } from '../../../domain/assert-never.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import { subtract, ZERO, type Cents } from '../../../domain/money.ts';
import type { PaymentSource } from '../../../domain/payment-states.ts';
import {
  allocate,
  settle,
  type OtherPayment,
  type Settlement,
  type SettlementCase,
} from '../../../domain/settlement.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import type { Payment, PaymentMethod } from '../../store/payments.ts';
import type { Titulo } from '../../store/titulos.ts';
import { closeCharges } from '../charges/close-charges.ts';
import type { Tools } from '../tools.ts';

/** Money as it was reported, and what it is for as far as that is known. */
export interface MoneyReport {
  readonly environment: Titulo['environment'];
  /** Null when an operator received it by hand. */
  readonly account: Account | null;
  readonly charge: Charge | undefined;
  readonly titulo: Titulo | undefined;
  readonly paymentKey: string;
  readonly source: PaymentSource;
  readonly method: PaymentMethod;
  /** Undefined when the gateway says "settled" without an amount. */
  readonly amountCents: Cents | undefined;
  readonly lateCents?: Cents | undefined;
  readonly discountCents?: Cents | undefined;
  readonly feeCents?: Cents | undefined;
  readonly paidOn: CivilDate;
  readonly creditedOn?: CivilDate | undefined;
  readonly actor: string;
  readonly cause?: string;
}

export type Confirmed =
  | { readonly outcome: 'repeated'; readonly paymentId: number }
  | {
      readonly outcome: 'stored';
      readonly paymentId: number;
      readonly settlement: Settlement | undefined;
    };

/** Stores a confirmed payment once and settles what it is for. Must run inside a transaction. */
export function confirmPayment(tools: Tools, report: MoneyReport): Confirmed {
  const { books } = tools;
  const known = knownPayment(tools, report);
  if (known !== undefined && known.state !== 'announced' && known.state !== 'void') {
    return { outcome: 'repeated', paymentId: known.id };
  }
  const settlement = decide(tools, report);
  const paymentId = storePayment(tools, { report, known, settlement });
  writePostings(tools, report, books.payments.getById(paymentId));
  if (settlement !== undefined && report.titulo !== undefined) {
    applySettlement(tools, { report, titulo: report.titulo, paymentId, settlement });
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
    readonly charge: Charge | undefined;
    readonly mode: 'by-rule' | 'approved';
    readonly actor: string;
  },
): Settlement {
  const { payment, titulo, charge } = order;
  const account =
    payment.accountId === null ? null : tools.books.accounts.getById(payment.accountId);
  const report: MoneyReport = {
    environment: payment.environment,
    account,
    charge,
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
  const question = caseOf(tools, report, { titulo, exceptPaymentId: payment.id });
  const settlement = order.mode === 'approved' ? allocate(question) : settle(question);
  tools.books.payments.attach({
    id: payment.id,
    chargeId: charge?.id ?? null,
    tituloId: titulo.id,
    clientId: titulo.clientId,
  });
  tools.books.payments.changeReview({
    id: payment.id,
    review: order.mode === 'approved' ? 'none' : settlement.review,
    by: order.actor,
    at: tools.clock.now(),
  });
  applySettlement(tools, { report, titulo, paymentId: payment.id, settlement });
  auditPayment(tools, report, { paymentId: payment.id, settlement });
  return settlement;
}

function knownPayment(tools: Tools, report: MoneyReport): Payment | undefined {
  const { books } = tools;
  const accountId = report.account?.id ?? null;
  const byKey = books.payments.byKey(report.environment, accountId, report.paymentKey);
  if (byKey !== undefined || report.charge === undefined) return byKey;
  return books.payments.announcedOf(report.charge.id);
}

function decide(tools: Tools, report: MoneyReport): Settlement | undefined {
  if (report.titulo === undefined) return undefined;
  return settle(caseOf(tools, report, { titulo: report.titulo }));
}

function caseOf(
  tools: Tools,
  report: MoneyReport,
  about: { readonly titulo: Titulo; readonly exceptPaymentId?: number },
): SettlementCase {
  const { books } = tools;
  const { titulo } = about;
  return {
    titulo: {
      state: titulo.state,
      totalCents: titulo.totalCents,
      settledCents: titulo.settledCents,
      lateSettledCents: books.allocations.lateOf(titulo.id),
      dueOn: report.charge?.dueOn ?? titulo.dueOn,
      terms: books.terms.getById(report.charge?.termsId ?? titulo.termsId),
    },
    chargeState: report.charge?.state,
    payment: {
      source: report.source,
      accountId: report.account?.id,
      amountCents: report.amountCents,
      paidOn: report.paidOn,
      ...(report.lateCents === undefined ? {} : { lateCents: report.lateCents }),
      ...(report.discountCents === undefined ? {} : { discountCents: report.discountCents }),
    },
    autoSettle: report.account?.autoSettle ?? true,
    others: othersOf(tools, titulo.id, about.exceptPaymentId),
  };
}

function othersOf(tools: Tools, tituloId: number, exceptId: number | undefined): OtherPayment[] {
  return tools.books.payments
    .ofTitulo(tituloId)
    .filter(({ id, state }) => id !== exceptId && (state === 'confirmed' || state === 'credited'))
    .map((payment) => ({
      source: payment.source,
      accountId: payment.accountId ?? undefined,
      amountCents: payment.amountCents,
      paidOn: payment.paidOn,
    }));
}

function storePayment(
  tools: Tools,
  about: {
    readonly report: MoneyReport;
    readonly known: Payment | undefined;
    readonly settlement: Settlement | undefined;
  },
): number {
  const { report, known, settlement } = about;
  const values = {
    environment: report.environment,
    accountId: report.account?.id ?? null,
    paymentKey: report.paymentKey,
    chargeId: report.charge?.id ?? null,
    tituloId: report.titulo?.id ?? null,
    clientId: report.titulo?.clientId ?? null,
    state: report.creditedOn === undefined ? ('confirmed' as const) : ('credited' as const),
    source: report.source,
    method: report.method,
    amountCents: storedAmount(report),
    lateCents: report.lateCents ?? null,
    discountCents: report.discountCents ?? null,
    ...feeOf(report),
    paidOn: report.paidOn,
    creditedOn: report.creditedOn ?? null,
    review: settlement?.review ?? ('unmatched' as const),
  };
  if (known === undefined) {
    return tools.books.payments.insert({ ...values, createdAt: tools.clock.now() });
  }
  tools.books.payments.confirm({ ...values, id: known.id });
  return known.id;
}

/** A report without an amount is held for review; until then the charge's own value stands for it. */
function storedAmount({ amountCents, charge, titulo }: MoneyReport): Cents {
  const amount = amountCents ?? charge?.amountCents ?? titulo?.totalCents;
  if (amount === undefined) throw new RangeError('A payment of nothing known has an amount');
  return amount;
}

/** Reported with the payment where the gateway says it, else the account's estimate, never above the amount. */
function feeOf(report: MoneyReport): { readonly feeCents: Cents; readonly feeIsEstimate: boolean } {
  if (report.feeCents !== undefined) return { feeCents: report.feeCents, feeIsEstimate: false };
  const estimate = report.account?.feeEstimateCents ?? ZERO;
  if (estimate === 0) return { feeCents: ZERO, feeIsEstimate: false };
  const amount = storedAmount(report);
  return { feeCents: estimate < amount ? estimate : amount, feeIsEstimate: true };
}

/** Receipt closes the receivable; credit and fee are its two halves in the account of the convênio. */
function writePostings(tools: Tools, report: MoneyReport, payment: Payment): void {
  const historicos = report.account?.historicos ?? { receipt: 1, credit: 2, fee: 3 };
  const isExpected = payment.state === 'confirmed';
  const common = {
    environment: payment.environment,
    paymentId: payment.id,
    actor: report.actor,
    at: tools.clock.now(),
  };
  const creditOn = payment.creditedOn ?? payment.paidOn;
  const netCents = subtract(payment.amountCents, payment.feeCents);
  const { postings } = tools.books;
  postings.insert({
    ...common,
    side: 'receipt',
    historicoId: historicos.receipt,
    amountCents: payment.amountCents,
    onDate: payment.paidOn,
    isExpected: false,
  });
  postings.insert({
    ...common,
    side: 'credit',
    historicoId: historicos.credit,
    amountCents: netCents,
    onDate: creditOn,
    isExpected,
  });
  postings.insert({
    ...common,
    side: 'fee',
    historicoId: historicos.fee,
    amountCents: payment.feeCents,
    onDate: creditOn,
    isExpected,
  });
}

function applySettlement(
  tools: Tools,
  about: {
    readonly report: MoneyReport;
    readonly titulo: Titulo;
    readonly paymentId: number;
    readonly settlement: Settlement;
  },
): void {
  const { books, clock } = tools;
  const { report, titulo, settlement } = about;
  const at = clock.now();
  moveCharge(tools, report.charge, settlement);
  if (settlement.allocation === undefined) return;
  books.allocations.insert(
    { paymentId: about.paymentId, tituloId: titulo.id, ...settlement.allocation },
    report.actor,
    at,
  );
  books.titulos.settle({
    id: titulo.id,
    settledCents: books.allocations.settledOf(titulo.id),
    state: settlement.tituloState,
    closedAt: settlement.tituloState === 'paid' ? at : null,
  });
  if (settlement.tituloState !== 'paid') return;
  closeCharges(tools, {
    tituloId: titulo.id,
    reason: 'paid-elsewhere',
    ...(report.charge === undefined ? {} : { exceptChargeId: report.charge.id }),
  });
}

function moveCharge(tools: Tools, charge: Charge | undefined, settlement: Settlement): void {
  if (charge === undefined || settlement.chargeState === undefined) return;
  const { books, clock } = tools;
  if (charge.state !== settlement.chargeState) {
    books.charges.changeState({
      id: charge.id,
      from: charge.state,
      to: settlement.chargeState,
      at: clock.now(),
    });
  }
  // Nothing is left to be done at the gateway for a charge that was paid.
  for (const row of books.outbox.openOf({ chargeId: charge.id })) {
    if (row.state !== 'running') books.outbox.change({ id: row.id, state: 'done' });
  }
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
