/** "Enviar ao gateway": an operator sends títulos now, whatever "remessa on-line" says. */
import type { ChargeState } from '../../../domain/charge-states.ts';
import type { Charge } from '../../store/charges.ts';
import type { Titulo } from '../../store/titulos.ts';
import { discardCharge } from '../charges/discard-charge.ts';
import { prepareCharge, problemsOf } from '../charges/prepare-charge.ts';
import type { Tools } from '../tools.ts';
import { waitingMoneyOf, type WaitingMoney } from './waiting-money.ts';

export type SendResult =
  | { readonly result: 'queued'; readonly tituloId: number }
  | { readonly result: 'refused'; readonly tituloId: number; readonly reason: SendRefusal };

export type SendRefusal =
  | 'problems'
  | 'not-open'
  | 'already-registered'
  | 'fate-unknown'
  | 'account-inactive'
  | WaitingMoney;

/** Queues one título, in a transaction of its own. Corrected ones get a new attempt, partly paid ones one for the rest. */
export function sendTitulo(tools: Tools, tituloId: number): SendResult {
  const { books } = tools;
  return books.transaction(() => {
    const titulo = books.titulos.getById(tituloId);
    const charge = books.charges.ofTitulo(tituloId).at(-1);
    const refusal = refusalOf(tools, titulo, charge);
    if (refusal !== undefined) return { result: 'refused', tituloId, reason: refusal };
    queue(tools, titulo, charge);
    // The operator asks for it now: a rest after an earlier trouble ends.
    books.accounts.pauseUntil(titulo.accountId, null);
    return { result: 'queued', tituloId };
  });
}

function refusalOf(
  tools: Tools,
  titulo: Titulo,
  charge: Charge | undefined,
): SendRefusal | undefined {
  if (titulo.state !== 'open' && titulo.state !== 'partly-paid') return 'not-open';
  const waiting = waitingMoneyOf(tools, titulo.id);
  if (waiting !== undefined) return waiting;
  const isRest = titulo.state === 'partly-paid' && charge?.state === 'paid';
  if (charge !== undefined && AT_GATEWAY.has(charge.state) && !isRest) return 'already-registered';
  if (charge !== undefined && ON_ITS_WAY.has(charge.state)) return 'fate-unknown';
  const account = tools.books.accounts.getById(titulo.accountId);
  if (!account.isActive) return 'account-inactive';
  return problemsOf(tools, { titulo, account }).length > 0 ? 'problems' : undefined;
}

const AT_GATEWAY: ReadonlySet<ChargeState> = new Set(['registered', 'closing', 'paid', 'marked']);
const ON_ITS_WAY: ReadonlySet<ChargeState> = new Set(['sending', 'sent', 'unknown']);

function queue(tools: Tools, titulo: Titulo, charge: Charge | undefined): void {
  const { books, clock } = tools;
  const isPrepared = charge?.state === 'prepared';
  if (isPrepared && charge.groupId !== null && queueGroup(tools, charge.groupId)) return;
  const [waiting] = isPrepared ? books.outbox.openOf({ chargeId: charge.id }) : [];
  if (waiting !== undefined) {
    books.outbox.makeExplicit(waiting.id, clock.now());
    return;
  }
  if (charge?.state === 'prepared' || charge?.state === 'rejected') discardCharge(tools, charge);
  const account = books.accounts.getById(titulo.accountId);
  prepareCharge(tools, { titulo, account, isExplicit: true, sendsNow: true });
}

/** @returns whether the carnê goes as a whole: one that waited for its client's data does once all of it is right */
function queueGroup(tools: Tools, groupId: number): boolean {
  const { outbox, chargeGroups } = tools.books;
  const now = tools.clock.now();
  const [row] = outbox.openOf({ groupId });
  if (row !== undefined) {
    if (row.state === 'waiting') outbox.makeExplicit(row.id, now);
    return true;
  }
  const { state, accountId } = chargeGroups.getById(groupId);
  if (state !== 'prepared' || !isSound(tools, groupId)) return false;
  outbox.add({
    accountId,
    subject: { groupId },
    action: 'issue',
    isExplicit: true,
    notBeforeAt: now,
    createdAt: now,
  });
  return true;
}

function isSound(tools: Tools, groupId: number): boolean {
  const { charges, titulos, accounts } = tools.books;
  return charges.ofGroup(groupId).every((charge) => {
    const titulo = titulos.getById(charge.tituloId);
    const account = accounts.getById(charge.accountId);
    return charge.state === 'prepared' && problemsOf(tools, { titulo, account }).length === 0;
  });
}
