/** What the books know of a título when money for it comes in. */
import type { OtherPayment, SettlementCase } from '../../../domain/settlement.ts';
import type { Titulo } from '../../store/titulos.ts';
import type { Tools } from '../tools.ts';
import type { MoneyReport } from './money-report.ts';

export function caseOf(
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
