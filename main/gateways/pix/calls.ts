/** The endpoints of the API Pix that Baixa uses (pix 1.3), below the path that a bank puts before them. */
import type { CivilDate } from '../../../domain/civil-date.ts';
import { addMs, instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import type { HttpCall } from '../http.ts';
import type { AmountBody, CobBody, CobvBody } from './wire.ts';

/** `cobv` has a due date, `cob` has none. */
export type ChargeKind = 'cobv' | 'cob';

export interface PageQuery {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly page: number;
  readonly size: number;
}

export type RevisionBody =
  | { readonly status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }
  | { readonly calendario: CobvBody['calendario']; readonly valor: AmountBody }
  | { readonly calendario: CobBody['calendario'] };

export const calls = {
  create: (txid: string, made: MadeCharge): HttpCall =>
    ofCharge(txid, ['create', 'PUT', made.kind], made.body),
  revise: (txid: string, kind: ChargeKind, body: RevisionBody): HttpCall =>
    ofCharge(txid, ['revise', 'PATCH', kind], body),
  get: (txid: string, kind: ChargeKind): HttpCall => ofCharge(txid, ['get', 'GET', kind]),
  listCharges: (kind: ChargeKind, query: PageQuery): HttpCall => ({
    operation: `list ${kind}`,
    method: 'GET',
    template: `/${kind}`,
    query: { ...daysOf(query), ...pageOf(query) },
  }),
  listPix: (query: PageQuery): HttpCall => ({
    operation: 'list pix',
    method: 'GET',
    template: '/pix',
    query: { ...daysOf(query), ...pageOf(query) },
  }),
  /** The cheapest call that proves credentials and the right to read payments. */
  lastPix: (now: Instant): HttpCall => ({
    operation: 'list pix',
    method: 'GET',
    template: '/pix',
    query: {
      inicio: withoutMs(addMs(now, -60_000)),
      fim: withoutMs(now),
      ...pageOf({ page: 0, size: 1 }),
    },
  }),
  getPix: (endToEndId: string): HttpCall => ({
    operation: 'get pix',
    method: 'GET',
    template: '/pix/:endtoend',
    params: { endtoend: endToEndId },
  }),
  askRefund: (refund: RefundName, valor: string): HttpCall =>
    ofRefund(refund, 'PUT', { body: { valor } }),
  getRefund: (refund: RefundName): HttpCall => ofRefund(refund, 'GET', {}),
  putWebhook: (chave: string, webhookUrl: string): HttpCall => ({
    operation: 'put webhook',
    method: 'PUT',
    template: '/webhook/:chave',
    params: { chave },
    body: { webhookUrl },
  }),
} as const;

/** A body with the endpoint that it belongs to. */
export type MadeCharge =
  | { readonly kind: 'cobv'; readonly body: CobvBody }
  | { readonly kind: 'cob'; readonly body: CobBody };

/** A refund is named by us within its Pix: 1 to 35 letters and digits. */
export interface RefundName {
  readonly endToEndId: string;
  readonly id: string;
}

type Route = readonly [verb: string, method: HttpCall['method'], kind: ChargeKind];

function ofCharge(txid: string, [verb, method, kind]: Route, body?: unknown): HttpCall {
  return {
    operation: `${verb} ${kind}`,
    method,
    template: `/${kind}/:txid`,
    params: { txid },
    ...(body !== undefined && { body }),
  };
}

function ofRefund(
  { endToEndId, id }: RefundName,
  method: HttpCall['method'],
  body: Pick<HttpCall, 'body'>,
): HttpCall {
  return {
    operation: method === 'PUT' ? 'ask refund' : 'get refund',
    method,
    template: '/pix/:endtoend/devolucao/:id',
    params: { endtoend: endToEndId, id },
    ...body,
  };
}

/** Days of São Paulo, from the first to the last second. */
function daysOf({ from, to }: Pick<PageQuery, 'from' | 'to'>) {
  return {
    inicio: withoutMs(instantInSaoPaulo(`${from} 00:00:00`)),
    fim: withoutMs(instantInSaoPaulo(`${to} 23:59:59`)),
  };
}

function pageOf({ page, size }: Pick<PageQuery, 'page' | 'size'>) {
  return { 'paginacao.paginaAtual': String(page), 'paginacao.itensPorPagina': String(size) };
}

function withoutMs(at: Instant): string {
  return at.replace(/\.\d+Z$/, 'Z');
}
