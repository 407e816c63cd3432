/** What can be asked about one charge or one carnê (asaas.md 3.3, 3.6). */
import type { Answer } from '../http.ts';
import type { Installment } from '../store/asaas/installments.ts';
import type { Payment } from '../store/asaas/payment.ts';
import type { AsaasContext } from './context.ts';
import { invalidAction } from './errors.ts';
import { pageOf } from './list.ts';
import { paymentBook } from './pages.ts';
import { isOpen } from './states.ts';
import {
  hasSlip,
  installmentView,
  listView,
  paymentView,
  pixView,
  refundsView,
  slipUrl,
  slipView,
} from './views.ts';

/** GET .../identificationField. */
export function showSlip(_context: AsaasContext, payment: Payment): unknown {
  if (!hasSlip(payment)) throw invalidAction('A cobrança não tem boleto.');
  return slipView(payment);
}

/** GET .../pixQrCode. What is paid or removed has no code to be read: a guess. */
export function showPix(context: AsaasContext, payment: Payment): unknown {
  if (!isOpen(payment)) throw invalidAction('A cobrança não aguarda pagamento.');
  return pixView(context, payment);
}

/** GET .../billingInfo: both in one request. */
export const showBillingInfo = (context: AsaasContext, payment: Payment): unknown => ({
  pix: isOpen(payment) ? pixView(context, payment) : null,
  creditCard: null,
  bankSlip: hasSlip(payment)
    ? {
        ...slipView(payment),
        bankSlipUrl: slipUrl(context, payment),
        daysAfterDueDateToRegistrationCancellation:
          payment.terms.daysToSlipEnd ?? context.settings().defaultDaysToSlipEnd,
      }
    : null,
});

/** GET .../viewingInfo. */
export const showViewing = (_context: AsaasContext, payment: Payment): unknown => ({
  invoiceViewedDate: payment.invoiceViewedOn,
  boletoViewedDate: payment.slipViewedOn,
});

/** GET .../refunds. */
export function showRefunds(_context: AsaasContext, payment: Payment): unknown {
  const refunds = refundsView(payment);
  return listView(refunds, refunds.length, { limit: 10, offset: 0 });
}

/** GET /installments. */
export function listInstallments(context: AsaasContext, query: URLSearchParams): unknown {
  const page = pageOf(query);
  const { rows, total } = context.installments.list(page);
  const data = rows.map((one) => installmentView(one, context.payments.ofInstallment(one.id)));
  return listView(data, total, page);
}

/** GET /installments/:id/payments: the parcels in their order. */
export function listParcels(
  context: AsaasContext,
  { id }: Installment,
  query: URLSearchParams,
): unknown {
  const status = query.get('status');
  const page = pageOf(query);
  const parcels = context.payments
    .ofInstallment(id)
    .filter((parcel) => status === null || parcel.status === status);
  const data = parcels.slice(page.offset, page.offset + page.limit);
  return listView(
    data.map((parcel) => paymentView(context, parcel)),
    parcels.length,
    page,
  );
}

/** GET /installments/:id/paymentBook: only the direction of the order is read. */
export function showBook(
  context: AsaasContext,
  { id }: Installment,
  query: URLSearchParams,
): Answer {
  const parcels = context.payments.ofInstallment(id).filter(({ isDeleted }) => !isDeleted);
  return paymentBook(query.get('order') === 'desc' ? [...parcels].reverse() : parcels);
}
