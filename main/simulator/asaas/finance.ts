/** Fees, limits, balance and statement of the account (asaas.md 1.5, 7.1, 7.2). */
import { cents, subtract } from '../../../domain/money.ts';
import type { Transaction } from '../store/asaas/book.ts';
import { reais } from './body.ts';
import type { AsaasContext } from './context.ts';
import { dayOf, filterOf, pageOf } from './list.ts';
import { listView } from './views.ts';

/** GET /myAccount/fees. Only boleto and Pix are this account's own; the rest are figures of the skeleton. */
export function showFees(context: AsaasContext): unknown {
  const { fees, daysToReceive } = context.settings();
  return {
    payment: {
      bankSlip: {
        defaultValue: reais(cents(fees.boleto)),
        discountValue: null,
        expirationDate: null,
        daysToReceive,
      },
      pix: {
        fixedFeeValue: reais(cents(fees.pix)),
        fixedFeeValueWithDiscount: null,
        percentageFee: null,
        minimumFeeValue: null,
        maximumFeeValue: null,
        discountExpiration: null,
        monthlyCreditsWithoutFee: 0,
        creditsReceivedOfCurrentMonth: 0,
      },
      creditCard: { operationValue: 0.49, oneInstallmentPercentage: 2.99, daysToReceive: 32 },
    },
    transfer: { monthlyTransfersWithoutFee: 30, ted: { feeValue: 5 }, pix: { feeValue: 5 } },
    notification: { messagingFeeValue: 0.99, whatsAppFeeValue: 0.55, phoneCallFeeValue: 0.55 },
  };
}

/** GET /payments/limits. */
export function showLimits(context: AsaasContext): unknown {
  const limit = context.settings().dailyLimit;
  const used = context.payments.countCreatedOn(context.today());
  return { creation: { daily: { limit, used, wasReached: used >= limit } } };
}

/** GET /finance/balance. */
export const showBalance = (context: AsaasContext): unknown => ({
  balance: reais(context.book.balanceCents()),
});

/** GET /finance/payment/statistics: filters of the list of charges. */
export function showStatistics(context: AsaasContext, query: URLSearchParams): unknown {
  const found = context.payments.sumOf(filterOf(context, query));
  const net = subtract(found.cents, found.feeCents);
  return { quantity: found.count, value: reais(found.cents), netValue: reais(net) };
}

/** GET /financialTransactions: newest first unless `order=asc`. */
export function listTransactions(context: AsaasContext, query: URLSearchParams): unknown {
  const page = pageOf(query);
  const range = {
    from: dayOf(query, 'startDate') ?? '',
    to: dayOf(query, 'finishDate') ?? '9999',
    isAscending: query.get('order') === 'asc',
  };
  const { rows, total } = context.book.list(range, page);
  return listView(rows.map(transactionView), total, page);
}

const transactionView = (line: Transaction) => ({
  object: 'financialTransaction',
  id: `ftn_${String(line.seq).padStart(12, '0')}`,
  value: reais(line.valueCents),
  balance: reais(line.balanceCents),
  type: line.type,
  date: line.on,
  description: line.description,
  paymentId: line.payment,
  splitId: null,
  transferId: null,
  anticipationId: null,
  billId: null,
  invoiceId: null,
  paymentDunningId: null,
  creditBureauReportId: null,
});
