/** Pix received and their refunds, as the API shows them (pix.md 1.9, 1.10). */
import { addMs, toMs } from '../../../domain/instant.ts';
import type { Payment, Refund } from '../store/pix/charge.ts';
import type { PixContext } from './context.ts';
import { centsOf } from './money.ts';
import { flagOf, parametersOf, readList, type ListQuery } from './paging.ts';
import { beginRefund, refundableCents } from './payments.ts';
import { Refusal, type Violation } from './refusal.ts';
import { accept } from './validation.ts';
import { pixView, refundView } from './views.ts';
import { refundSchema } from './wire.ts';

const DAY_MS = 86_400_000;

/** Refunds may be asked for so long after the settlement (pix.md 1.10). */
const REFUND_WINDOW_MS = 90 * DAY_MS;

const ID = /^[a-zA-Z0-9]{1,35}$/;

/** GET /pix: by instant of settlement. */
export function listPix(context: PixContext, query: URLSearchParams): unknown {
  const list = readList(context, query, { type: 'PixConsultaInvalida' });
  checkWindow(context, list);
  const filter = {
    from: list.from,
    to: list.to,
    document: list.document,
    txid: query.get('txid') ?? undefined,
    hasTxid: flagOf(query, 'txIdPresente'),
    hasRefund: flagOf(query, 'devolucaoPresente'),
  };
  const total = context.payments.count(filter);
  const rows = context.payments.list(filter, list.page);
  return {
    parametros: parametersOf(context, list, total),
    pix: rows.map((payment) => pixView(context, payment, 'query')),
  };
}

function checkWindow(context: PixContext, { from, to }: ListQuery): void {
  const { pixWindowDays } = context.settings();
  if (pixWindowDays === null || toMs(to) - toMs(from) <= pixWindowDays * DAY_MS) return;
  const razao = `O período passa de ${pixWindowDays} dias.`;
  throw new Refusal('PixConsultaInvalida', [{ razao, propriedade: 'fim', valor: to }]);
}

/** GET /pix/:e2eid. */
export const showPix = (context: PixContext, e2eid: string): unknown =>
  pixView(context, findPix(context, e2eid), 'query');

function findPix(context: PixContext, e2eid: string): Payment {
  const payment = context.payments.byId(e2eid);
  if (payment === undefined) throw new Refusal('PixNaoEncontrado');
  return payment;
}

/** PUT /pix/:e2eid/devolucao/:id. */
export function putRefund(
  context: PixContext,
  { e2eid, id }: { readonly e2eid: string; readonly id: string },
  body: unknown,
): unknown {
  const payment = findPix(context, e2eid);
  const refusing = { type: 'PixDevolucaoInvalida', name: 'devolucao' } as const;
  const accepted = accept(refundSchema, body, refusing);
  const amountCents = centsOf(accepted.valor);
  const wrong = whyNoRefund(context, payment, { id, amountCents });
  if (wrong !== undefined) throw new Refusal('PixDevolucaoInvalida', [wrong]);
  const asked = {
    id,
    amountCents,
    nature: accepted.natureza,
    description: accepted.descricao ?? null,
    seconds: context.settings().refundSeconds,
  };
  const refund = context.ports.store.transaction(() => beginRefund(context, payment, asked));
  return refundView(context, refund);
}

function whyNoRefund(
  context: PixContext,
  payment: Payment,
  { id, amountCents }: Pick<Refund, 'id' | 'amountCents'>,
): Violation | undefined {
  if (!ID.test(id))
    return { razao: 'O id precisa ter de 1 a 35 letras e algarismos.', propriedade: 'id' };
  if (context.payments.refundsOf(payment.e2eid).some((refund) => refund.id === id))
    return { razao: 'O id já foi usado em outra devolução deste Pix.', propriedade: 'id' };
  if (amountCents > refundableCents(context, payment))
    return { razao: 'As devoluções passariam do valor do Pix.', propriedade: 'devolucao.valor' };
  if (context.now() > addMs(payment.at, REFUND_WINDOW_MS))
    return { razao: 'O prazo de 90 dias para devolver já passou.', propriedade: 'e2eid' };
  return undefined;
}

/** GET /pix/:e2eid/devolucao/:id. */
export function showRefund(
  context: PixContext,
  { e2eid, id }: { readonly e2eid: string; readonly id: string },
): unknown {
  const payment = findPix(context, e2eid);
  const refund = context.payments.refundsOf(payment.e2eid).find((one) => one.id === id);
  if (refund === undefined) throw new Refusal('PixDevolucaoNaoEncontrada');
  return refundView(context, refund);
}
