/** The pages and PDFs that the links of a charge lead to. They carry the truth of the charge and say that it is practice. */
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { formatMoney } from '../../../domain/money.ts';
import { html, refusal, type Answer, type ApiRequest } from '../http.ts';
import { pdfOfLines } from '../pdf.ts';
import { matchTemplate } from '../router.ts';
import type { Charge } from '../store/juno/charge.ts';
import type { JunoContext } from './context.ts';
import { tellRead } from './events.ts';
import { billetType, codeOf, linhaOf } from './views.ts';

const PDF = '/charge/boleto.pdf';
const CHECKOUT = '/checkout/:token';

const NOTE = 'SIMULADOR: documento de prática, sem valor.';

/** A page or a PDF, undefined when the path leads to none. No token is asked for: whoever has the link may look. */
export function answerPage(context: JunoContext, request: ApiRequest): Answer | undefined {
  if (request.method !== 'GET') return undefined;
  if (request.path === PDF) return answerPdf(context, request.query.get('token') ?? '');
  const params = matchTemplate(CHECKOUT, request.path);
  return params === undefined ? undefined : answerCheckout(context, params['token'] ?? '');
}

const missing = (): Answer => refusal(404, 'not-found', 'Página não encontrada.');

/** `ACCOUNT:m:HEX` is one boleto, `CODE:HEX` the whole carnê. */
function answerPdf(context: JunoContext, token: string): Answer {
  const slug = token.split(':').at(-1) ?? '';
  const single = context.charges.bySlug(slug);
  const charges = single === undefined ? context.charges.ofGroup(slug) : [single];
  if (charges.length === 0) return missing();
  context.ports.store.transaction(() => {
    for (const charge of charges) tellRead(context, charge, 'DOCUMENT');
  });
  const lines = [NOTE, ...charges.flatMap((charge) => chargeLines(context, charge))];
  return { status: 200, contentType: 'application/pdf', body: pdfOfLines(lines) };
}

function answerCheckout(context: JunoContext, token: string): Answer {
  const charge = context.charges.byCheckout(token);
  if (charge === undefined) return missing();
  context.ports.store.transaction(() => tellRead(context, charge, 'UNDEFINED'));
  return html(200, pageOf([NOTE, ...chargeLines(context, charge)]));
}

function chargeLines(context: JunoContext, charge: Charge): readonly string[] {
  const parcel = charge.parcels > 1 ? `, parcela ${String(charge.parcel)}` : '';
  return [
    `Cobrança ${String(codeOf(charge))}${parcel}`,
    `Pagador: ${charge.payer.name}`,
    `Vencimento: ${formatCivilDate(charge.dueOn)}   Valor: ${formatMoney(charge.amountCents)}`,
    ...(billetType(charge) === undefined ? [] : [linhaOf(context, charge)]),
    '',
  ];
}

const pageOf = (lines: readonly string[]): string =>
  `<!doctype html><html lang="pt-BR"><head><meta charset="utf-8"><title>Simulador</title></head><body>${lines
    .map((line) => `<p>${escapeHtml(line)}</p>`)
    .join('')}</body></html>`;

const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
