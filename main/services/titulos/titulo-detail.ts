import { explainAmount } from '../../../domain/charge-amount.ts';
import { assertNever } from '../../../domain/assert-never.ts';
import type { AmountLine, ExplainedAmount } from '../../../domain/charge-amount.ts';
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { cents, formatMoney } from '../../../domain/money.ts';
import type { DiscountTerm, FineTerm, InterestTerm } from '../../../domain/charge-terms.ts';
import { todayOf, type Tools } from '../tools.ts';
import { chargeView, getRow, toView } from './list-titulos.ts';
import { staticPixOf } from './static-pix.ts';

/** Everything about one título: its charges, its money, its trail, and what it would cost today. */
export function tituloDetail(tools: Tools, id: number) {
  const { books } = tools;
  const today = todayOf(tools);
  const row = getRow(tools, id);
  const charges = books.charges.ofTitulo(id);
  const terms = books.terms.getById(charges.at(-1)?.termsId ?? row.termsId);
  return {
    ...toView(row, today),
    description: row.description,
    cancelReason: row.cancelReason,
    staticPix: staticPixOf(tools, row, charges),
    today: toExplained(
      explainAmount({ totalCents: row.totalCents, dueOn: row.dueOn, on: today, terms }),
    ),
    charges: charges.map((charge) => {
      const account = books.accounts.getById(charge.accountId);
      const { id: chargeId, attempt, state, instrument, accountId, reference, gatewayId } = charge;
      const { amountCents, dueOn, bank, nossoNumero, linha, pixPayload, links } = charge;
      const { failureCode, failureText, preparedAt, registeredAt } = charge;
      return chargeView({
        id: chargeId,
        attempt,
        state,
        instrument,
        accountId,
        accountLabel: account.label,
        gateway: account.gateway,
        number: row.number,
        reference,
        gatewayId,
        amountCents,
        dueOn,
        bank,
        nossoNumero,
        linha,
        pixPayload,
        links,
        failureCode,
        failureText,
        preparedAt,
        registeredAt,
      });
    }),
    payments: books.payments.ofTitulo(id).map((payment) => ({
      id: payment.id,
      state: payment.state,
      review: payment.review,
      method: payment.method,
      source: payment.source,
      amountCents: payment.amountCents,
      feeCents: payment.feeCents,
      feeIsEstimate: payment.feeIsEstimate,
      paidOn: payment.paidOn,
      creditedOn: payment.creditedOn,
      ...books.allocations.ofPayment(payment.id),
    })),
    history: books.audit.ofEntity('titulo', id).map((entry) => ({
      at: entry.at,
      actor: entry.actor,
      action: entry.action,
      detail: { ...entry.detail },
    })),
    attempts: books.attempts.ofTitulo(id).map((attempt) => ({
      id: attempt.id,
      at: attempt.at,
      operation: attempt.operation,
      httpStatus: attempt.httpStatus,
      statusCode: attempt.statusCode,
      description: attempt.description,
      durationMs: attempt.durationMs,
      request: attempt.request,
      response: attempt.response,
    })),
  };
}

/** An explained amount with each line's reason in words. */
export function toExplained(explained: ExplainedAmount) {
  return {
    amountCents: explained.amountCents,
    lateDays: explained.lateDays,
    lines: explained.lines.map((line) => ({
      kind: line.kind,
      cents: line.cents,
      note: noteOf(line),
    })),
  };
}

function noteOf(line: AmountLine): string {
  switch (line.kind) {
    case 'total':
      return 'valor do título';
    case 'fine':
      return fineNote(line.basis.term);
    case 'interest':
      return `${interestNote(line.basis.term)}, ${line.basis.days} ${line.basis.days === 1 ? 'dia' : 'dias'}`;
    case 'discount':
      return `${discountNote(line.basis.term)} até ${formatCivilDate(line.basis.untilOn)}`;
    default:
      return assertNever(line);
  }
}

function fineNote({ kind, value }: FineTerm): string {
  return kind === 'fixed'
    ? `multa de ${formatMoney(cents(value))}`
    : `multa de ${percent(value, 100)}`;
}

function interestNote({ kind, value }: InterestTerm): string {
  if (kind === 'amount-day') {
    return `juros de ${formatMoney(cents(value))} por dia`;
  }
  return `juros de ${percent(value, 1_000)} ${kind === 'percent-month' ? 'ao mês' : 'ao dia'}`;
}

function discountNote({ kind, value }: DiscountTerm): string {
  return kind === 'fixed'
    ? `desconto de ${formatMoney(cents(value))}`
    : `desconto de ${percent(value, 100)}`;
}

function percent(value: number, unit: number): string {
  return `${String(value / unit).replace('.', ',')}%`;
}
