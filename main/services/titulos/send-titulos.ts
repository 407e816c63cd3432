/** "Enviar ao gateway": an operator sends títulos now, whatever "remessa on-line" says. */
import type { ChargeState } from '../../../domain/charge-states.ts';
import type { Charge } from '../../store/charges.ts';
import type { Titulo } from '../../store/titulos.ts';
import { discardCharge } from '../charges/discard-charge.ts';
import { prepareCharge, problemsOf } from '../charges/prepare-charge.ts';
import type { Tools } from '../tools.ts';

export type SendResult =
  | { readonly result: 'queued'; readonly tituloId: number }
  | { readonly result: 'refused'; readonly tituloId: number; readonly reason: SendRefusal };

export type SendRefusal = 'problems' | 'not-open' | 'already-registered' | 'fate-unknown';

/** Queues one título, in a transaction of its own. Corrected ones get a new attempt. */
export function sendTitulo(tools: Tools, tituloId: number): SendResult {
  const { books } = tools;
  return books.transaction(() => {
    const titulo = books.titulos.getById(tituloId);
    const charge = books.charges.ofTitulo(tituloId).at(-1);
    const refusal = refusalOf(tools, titulo, charge);
    if (refusal !== undefined) return { result: 'refused', tituloId, reason: refusal };
    queue(tools, titulo, charge);
    return { result: 'queued', tituloId };
  });
}

function refusalOf(
  tools: Tools,
  titulo: Titulo,
  charge: Charge | undefined,
): SendRefusal | undefined {
  if (titulo.state !== 'open' && titulo.state !== 'partly-paid') return 'not-open';
  if (charge !== undefined && AT_GATEWAY.has(charge.state)) return 'already-registered';
  if (charge !== undefined && ON_ITS_WAY.has(charge.state)) return 'fate-unknown';
  const account = tools.books.accounts.getById(titulo.accountId);
  return problemsOf(tools, { titulo, account }).length > 0 ? 'problems' : undefined;
}

const AT_GATEWAY: ReadonlySet<ChargeState> = new Set(['registered', 'closing', 'paid', 'marked']);
const ON_ITS_WAY: ReadonlySet<ChargeState> = new Set(['sending', 'sent', 'unknown']);

function queue(tools: Tools, titulo: Titulo, charge: Charge | undefined): void {
  const { books, clock } = tools;
  const account = books.accounts.getById(titulo.accountId);
  if (charge?.state === 'prepared' && charge.groupId !== null) {
    if (queueGroup(tools, charge.groupId)) return;
  }
  const waiting =
    charge?.state === 'prepared' ? books.outbox.openOf({ chargeId: charge.id })[0] : undefined;
  if (waiting !== undefined) return books.outbox.makeExplicit(waiting.id, clock.now());
  if (charge?.state === 'prepared' || charge?.state === 'rejected') discardCharge(tools, charge);
  prepareCharge(tools, { titulo, account, isExplicit: true, sendsNow: true });
}

/** @returns whether the carnê still goes as a whole */
function queueGroup(tools: Tools, groupId: number): boolean {
  const { outbox } = tools.books;
  const [row] = outbox.openOf({ groupId });
  if (row?.state === 'waiting') outbox.makeExplicit(row.id, tools.clock.now());
  return row !== undefined;
}
