/** The pages and PDFs that the links of a charge lead to. They carry the truth of the charge and say that it is practice. */
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { formatMoney } from '../../../domain/money.ts';
import { html, refusal, type Answer, type ApiRequest } from '../http.ts';
import { pdfOfLines } from '../pdf.ts';
import { matchTemplate } from '../router.ts';
import type { Charge } from '../store/boleto-facil/charge.ts';
import { slipOf } from './banks.ts';
import type { BoletoFacilContext } from './context.ts';

const BOLETO = '/boletofacil/charge/boleto.pdf';
const CARNE = '/boletofacil/charge/carne.pdf';
const CHECKOUT = '/boletofacil/checkout/:slug';

/** A page or a PDF, undefined when the path leads to none. No token of the account is asked for: whoever has the link may look. */
export function answerPage(context: BoletoFacilContext, request: ApiRequest): Answer | undefined {
  if (request.method !== 'GET') return undefined;
  const charges = chargesOf(context, request);
  if (charges === undefined) return undefined;
  if (charges.length === 0) return refusal(404, 'not-found', 'Página não encontrada.');
  const lines = ['SIMULADOR: documento de prática, sem valor.', ...charges.flatMap(chargeLines)];
  if (!request.path.endsWith('.pdf')) return html(200, pageOf(lines));
  return { status: 200, contentType: 'application/pdf', body: pdfOfLines(lines) };
}

function chargesOf(
  context: BoletoFacilContext,
  { path, query }: ApiRequest,
): readonly Charge[] | undefined {
  // `ACCOUNT:m:HEX64`
  const secret = (query.get('token') ?? '').split(':').at(-1)?.toUpperCase() ?? '';
  if (path === CARNE) return context.charges.ofBook(secret);
  if (path === BOLETO) return known(context.charges.bySlug(secret));
  const page = matchTemplate(CHECKOUT, path);
  return page === undefined ? undefined : known(context.charges.bySlug(page['slug'] ?? ''));
}

const known = (charge: Charge | undefined): readonly Charge[] =>
  charge === undefined ? [] : [charge];

function chargeLines(charge: Charge): readonly string[] {
  const parcel = charge.book === null ? '' : `, parcela ${String(charge.parcel)}`;
  return [
    `Cobrança ${String(charge.code)}${parcel}`,
    ...charge.description.split(/\r\n|\n|\r/),
    `Pagador: ${charge.payer.name}`,
    `Vencimento: ${formatCivilDate(charge.dueOn)}   Valor: ${formatMoney(charge.amountCents)}`,
    slipOf(charge).linha,
    '',
  ];
}

const pageOf = (lines: readonly string[]): string =>
  `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><title>Simulador</title></head><body>${lines
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')}</body></html>`;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${String(char.charCodeAt(0))};`);
