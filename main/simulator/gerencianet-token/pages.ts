/** The page and the PDF that the link of a charge leads to. They say that they are practice. */
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { formatMoney } from '../../../domain/money.ts';
import { html, refusal, type Answer, type ApiRequest } from '../http.ts';
import { pdfOfLines } from '../pdf.ts';
import { matchTemplate } from '../router.ts';
import type { Charge } from '../store/gerencianet-token/charge.ts';
import type { TokenContext } from './context.ts';
import { pageOf } from './page-text.ts';
import { linhaOf, linkOf } from './views.ts';

const TITLE = 'SIMULADOR: documento de prática, sem valor.';

/** A page, or a PDF when the path ends in `.pdf`. No token is asked for: whoever has the link may look. */
export function answerPage(context: TokenContext, request: ApiRequest): Answer {
  const isPdf = request.path.endsWith('.pdf');
  const path = isPdf ? request.path.slice(0, -'.pdf'.length) : request.path;
  const slug = matchTemplate('/emissao/:slug', path)?.['slug'] ?? '';
  const charge = request.method === 'GET' ? context.charges.bySlug(slug) : undefined;
  if (charge === undefined) return refusal(404, 'not-found', 'Página não encontrada.');
  const lines = [TITLE, ...chargeLines(charge)];
  if (isPdf) return { status: 200, contentType: 'application/pdf', body: pdfOfLines(lines) };
  return html(200, pageOf(lines));
}

/** What an emission answers when it was asked for as a page. */
export function issuedPage(context: TokenContext, charges: readonly Charge[]): Answer {
  const lines = charges.flatMap((charge) => [...chargeLines(charge), linkOf(context, charge)]);
  return html(200, pageOf([TITLE, ...lines]));
}

const chargeLines = (charge: Charge): readonly string[] => [
  `Cobrança ${charge.chave}, documento ${String(charge.number)}`,
  `Pagador: ${charge.payer.name}`,
  `Vencimento: ${charge.dueOn === null ? 'contra-apresentação' : formatCivilDate(charge.dueOn)}`,
  `Valor: ${formatMoney(charge.totalCents)}`,
  linhaOf(charge),
];
