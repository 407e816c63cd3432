/** The pages and PDFs that the links of a charge lead to. They carry the truth of the charge and say that it is practice. */
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { formatMoney } from '../../../domain/money.ts';
import { html, refusal, type Answer, type ApiRequest } from '../http.ts';
import { pdfOfLines } from '../pdf.ts';
import { matchTemplate } from '../router.ts';
import type { Payment } from '../store/asaas/payment.ts';
import type { AsaasContext } from './context.ts';
import { changeAndTell } from './states.ts';
import { hasSlip, linhaOf } from './views.ts';

const INVOICE = '/i/:slug';
const SLIP = '/b/pdf/:slug';

const pages = [INVOICE, SLIP, '/comprovante/:slug', '/estorno/:slug'] as const;

const NOTE = 'SIMULADOR: documento de prática, sem valor.';

/** A page or a PDF, undefined when the path leads to none. No key is asked for: whoever has the link may look. */
export function answerPage(context: AsaasContext, request: ApiRequest): Answer | undefined {
  if (request.method !== 'GET') return undefined;
  const page = pages.find((template) => matchTemplate(template, request.path) !== undefined);
  if (page === undefined) return undefined;
  const { slug = '' } = matchTemplate(page, request.path) ?? {};
  const payment = context.payments.bySlug(slug);
  if (payment === undefined) return refusal(404, 'not-found', 'Página não encontrada.');
  noteView(context, payment, page);
  const lines = [NOTE, ...paymentLines(payment)];
  return page === SLIP ? pdfAnswer(lines) : html(200, pageOf(lines));
}

/** The payer looked; Asaas tells that to whoever wants to know. */
function noteView(context: AsaasContext, payment: Payment, page: string): void {
  const on = context.today();
  context.ports.store.transaction(() => {
    if (page === INVOICE)
      changeAndTell(context, payment, {
        event: 'PAYMENT_CHECKOUT_VIEWED',
        changes: { invoiceViewedOn: on },
      });
    if (page === SLIP)
      changeAndTell(context, payment, {
        event: 'PAYMENT_BANK_SLIP_VIEWED',
        changes: { slipViewedOn: on },
      });
  });
}

/** The carnê as it is printed: a PDF whose bytes are no text. */
export const paymentBook = (parcels: readonly Payment[]): Answer =>
  pdfAnswer([NOTE, ...parcels.flatMap(paymentLines)]);

const pdfAnswer = (lines: readonly string[]): Answer => ({
  status: 200,
  contentType: 'application/pdf',
  body: pdfOfLines(lines),
});

function paymentLines(payment: Payment): readonly string[] {
  const parcel = payment.parcel === null ? '' : `, parcela ${String(payment.parcel)}`;
  return [
    `Cobrança ${payment.id}${parcel}`,
    `Vencimento: ${formatCivilDate(payment.dueOn)}   Valor: ${formatMoney(payment.valueCents)}`,
    ...(hasSlip(payment) ? [linhaOf(payment)] : []),
  ];
}

const pageOf = (lines: readonly string[]): string =>
  `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><title>Simulador</title></head><body>${lines
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')}</body></html>`;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
