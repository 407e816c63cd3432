/** The pages and PDFs that the links of a charge lead to. They carry the truth of the charge and say that it is practice. */
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { formatMoney } from '../../../domain/money.ts';
import { html, refusal, type Answer, type ApiRequest } from '../http.ts';
import { pdfOfLines } from '../pdf.ts';
import { matchTemplate } from '../router.ts';
import type { EfiContext } from './context.ts';
import { isIssued, linhaOf, type IssuedCharge } from './views.ts';

const chargePages = [
  '/visualizar/:slug',
  '/boleto/:slug',
  '/lamina/:slug',
  '/parcela/:slug',
] as const;

const carnetPages = ['/carne/:slug', '/carne/:slug/capa', '/carne/:slug/completo'] as const;

/** A page, or a PDF when the path ends in `.pdf`. No token is asked for: whoever has the link may look. */
export function answerPage(context: EfiContext, request: ApiRequest): Answer {
  const isPdf = request.path.endsWith('.pdf');
  const path = isPdf ? request.path.slice(0, -'.pdf'.length) : request.path;
  const lines = request.method === 'GET' ? linesOf(context, path) : undefined;
  if (lines === undefined) return refusal(404, 'not-found', 'Página não encontrada.');
  if (isPdf) return { status: 200, contentType: 'application/pdf', body: pdfOfLines(lines) };
  return html(200, pageOf(lines));
}

function linesOf(context: EfiContext, path: string): readonly string[] | undefined {
  const parcels = chargesOf(context, path);
  if (parcels.length === 0) return undefined;
  return ['SIMULADOR: documento de prática, sem valor.', ...parcels.flatMap(chargeLines)];
}

function chargesOf(context: EfiContext, path: string): readonly IssuedCharge[] {
  const chargeSlug = slugOf(chargePages, path);
  if (chargeSlug !== undefined) {
    const charge = context.charges.bySlug(chargeSlug);
    return charge !== undefined && isIssued(charge) ? [charge] : [];
  }
  const carnet = context.carnets.bySlug(slugOf(carnetPages, path) ?? '');
  return carnet === undefined ? [] : context.charges.ofCarnet(carnet.carnetId).filter(isIssued);
}

const slugOf = (templates: readonly string[], path: string): string | undefined =>
  templates.map((template) => matchTemplate(template, path)?.['slug']).find(Boolean);

function chargeLines(charge: IssuedCharge): readonly string[] {
  const { customer, expireOn } = charge.billet;
  const parcel = charge.parcel === null ? '' : `, parcela ${charge.parcel}`;
  return [
    `Cobrança ${charge.chargeId}${parcel}`,
    `Pagador: ${customer.corporate_name ?? customer.name ?? ''}`,
    `Vencimento: ${formatCivilDate(expireOn)}   Valor: ${formatMoney(charge.totalCents)}`,
    linhaOf(charge),
    '',
  ];
}

const pageOf = (lines: readonly string[]): string =>
  `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><title>Simulador</title></head><body>${lines
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')}</body></html>`;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
