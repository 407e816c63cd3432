/** Writes the row of a payment. Runs inside the transaction of its caller. */
import { ZERO, type Cents } from '../../../domain/money.ts';
import type { Settlement } from '../../../domain/settlement.ts';
import type { Payment } from '../../store/payments.ts';
import type { Tools } from '../tools.ts';
import { storedAmount, type MoneyReport } from './money-report.ts';

/** @returns its id: that of the row that was known, or of a new one */
export function storePayment(
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

/** Reported with the payment where the gateway says it, else the account's estimate, never above the amount. */
function feeOf(report: MoneyReport): { readonly feeCents: Cents; readonly feeIsEstimate: boolean } {
  if (report.feeCents !== undefined) return { feeCents: report.feeCents, feeIsEstimate: false };
  // Nothing passed through the gateway that it could take a fee of.
  const estimate = report.source === 'marked' ? ZERO : (report.account?.feeEstimateCents ?? ZERO);
  if (estimate === 0) return { feeCents: ZERO, feeIsEstimate: false };
  const amount = storedAmount(report);
  return { feeCents: estimate < amount ? estimate : amount, feeIsEstimate: true };
}
