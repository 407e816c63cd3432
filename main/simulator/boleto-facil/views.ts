/** Charges and payments as the answers of the API show them (juno.md 1.4 to 1.6). */
import { formatCivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import type { Charge } from '../store/boleto-facil/charge.ts';
import type { Payment } from '../store/boleto-facil/payments.ts';
import { slipOf } from './banks.ts';
import type { BoletoFacilContext } from './context.ts';

const SANDBOX_TEXT = 'BOLETO TESTE - Não é válido para pagamento';

/** Stands for the number of the account in links. */
const ACCOUNT = '427';

/** Amounts are JSON numbers of reais. */
export const reais = (amount: Cents): number => amount / 100;

const link = (context: BoletoFacilContext, path: string): string =>
  `${context.ports.baseUrl()}/boletofacil/${path}`;

export const boletoLink = (context: BoletoFacilContext, { slug }: Charge): string =>
  link(context, `charge/boleto.pdf?token=${ACCOUNT}:m:${slug.toLowerCase()}`);

export const checkoutLink = (context: BoletoFacilContext, { slug }: Charge): string =>
  link(context, `checkout/${slug}`);

/** Empty for a single boleto. */
const bookLink = (context: BoletoFacilContext, { book }: Charge): string =>
  book === null ? '' : link(context, `charge/carne.pdf?token=${ACCOUNT}:m:${book.toLowerCase()}`);

/** The linha digitável as it is printed, or the fixed text of the real sandbox. */
const payNumberOf = (context: BoletoFacilContext, charge: Charge): string =>
  context.settings().sandboxText ? SANDBOX_TEXT : slipOf(charge).linha;

/** A charge in the answer of issue-charge. */
export function issuedView(context: BoletoFacilContext, charge: Charge): object {
  const { bankAccount, ourNumber, barcodeNumber, portfolio } = slipOf(charge);
  const dueDate = formatCivilDate(charge.dueOn);
  const shown = { link: boletoLink(context, charge), payNumber: payNumberOf(context, charge) };
  if (context.settings().oldAnswers) return { code: charge.code, dueDate, ...shown };
  return {
    code: charge.code,
    reference: charge.reference,
    dueDate,
    checkoutUrl: checkoutLink(context, charge),
    link: shown.link,
    installmentLink: bookLink(context, charge),
    payNumber: shown.payNumber,
    billetDetails: { bankAccount, ourNumber, barcodeNumber, portfolio },
  };
}

/** A charge in the answer of list-charges, with all its payments. */
export const listedView = (context: BoletoFacilContext, charge: Charge): object => ({
  code: charge.code,
  reference: charge.reference,
  dueDate: formatCivilDate(charge.dueOn),
  link: boletoLink(context, charge),
  payNumber: payNumberOf(context, charge),
  payments: context.payments.ofCharge(charge.code).map(paymentView),
});

const paymentView = (payment: Payment) => ({
  id: payment.id,
  amount: reais(payment.amountCents),
  date: formatCivilDate(payment.paidOn),
  fee: reais(payment.feeCents),
  type: 'BOLETO',
  status: payment.status,
});

/** A payment in the answer of fetch-payment-details, with the charge it is for. */
export const paymentDetails = (
  context: BoletoFacilContext,
  payment: Payment,
  charge: Charge,
): object => ({
  ...paymentView(payment),
  charge: {
    code: charge.code,
    reference: charge.reference,
    dueDate: formatCivilDate(charge.dueOn),
    ...(context.settings().tellsChargeAmount ? { amount: reais(charge.amountCents) } : {}),
  },
});
