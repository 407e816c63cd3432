/** M70, another gateway for what is open: cancelled at the one account, issued at the other, one título all the way. */
import { isLive } from '../../../domain/charge-states.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import type { Titulo } from '../../store/titulos.ts';
import { closeCharges } from '../charges/close-charges.ts';
import { prepareCharge, problemsOf } from '../charges/prepare-charge.ts';
import type { JobReporter } from '../desk/jobs.ts';
import { nextTurn, OPERATOR, type Tools } from '../tools.ts';
import { waitingMoneyOf, type WaitingMoney } from './waiting-money.ts';

export type MoveRefusal =
  | 'not-open'
  | 'same-account'
  | 'other-environment'
  | 'account-inactive'
  | 'fate-unknown'
  | 'problems'
  | WaitingMoney;

/** What would become of one título: nothing was registered yet, or a live charge has to be cancelled first. */
export type MovePlan = 'prepared-anew' | 'cancelled-and-issued';

export interface MovePreview {
  readonly count: number;
  readonly byPlan: Readonly<Record<MovePlan, number>>;
  readonly refused: readonly {
    readonly tituloId: number;
    readonly number: number;
    readonly reason: MoveRefusal;
  }[];
}

/** Títulos looked at before the event loop is let go. */
const AT_ONCE = 25;

export interface MoveOrder {
  /** These, or all that is open at this account. */
  readonly what: { readonly ids: readonly number[] } | { readonly fromAccountId: number };
  readonly toAccountId: number;
}

/** Says what a move would do, without doing it. */
export async function previewMove(tools: Tools, order: MoveOrder): Promise<MovePreview> {
  const to = tools.books.accounts.getById(order.toAccountId);
  const byPlan = { 'prepared-anew': 0, 'cancelled-and-issued': 0 };
  const refused: MovePreview['refused'][number][] = [];
  const ids = idsOf(tools, order);
  for (const [index, id] of ids.entries()) {
    const { titulo, charges, refusal } = lookAt(tools, id, to);
    if (refusal === undefined) byPlan[planOf(charges)] += 1;
    else refused.push({ tituloId: id, number: titulo.number, reason: refusal });
    if (index % AT_ONCE === AT_ONCE - 1) await nextTurn();
  }
  return { count: ids.length, byPlan, refused };
}

/** Moves a selection, each título in a transaction of its own; what is refused stays where it is. */
export async function moveTitulos(
  tools: Tools,
  order: MoveOrder & { readonly wake: () => void },
  job: JobReporter,
): Promise<undefined> {
  const ids = idsOf(tools, order);
  let refused = 0;
  for (const [index, id] of ids.entries()) {
    if (job.signal.aborted) throw new Failure('job-cancelled', 'The rest stays where it is');
    if (moveTitulo(tools, id, order.toAccountId) !== undefined) refused += 1;
    if (index % AT_ONCE !== AT_ONCE - 1) continue;
    job.progress(index + 1, ids.length, refused);
    await nextTurn();
  }
  job.progress(ids.length, ids.length, refused);
  order.wake();
  tools.notify('titulos', 'all');
  tools.notify('carnes', 'all');
  return undefined;
}

/** @returns why it stays where it is; undefined when it moved */
export function moveTitulo(
  tools: Tools,
  tituloId: number,
  toAccountId: number,
): MoveRefusal | undefined {
  const { books } = tools;
  return books.transaction(() => {
    const to = books.accounts.getById(toAccountId);
    const { titulo, charges, refusal } = lookAt(tools, tituloId, to);
    if (refusal !== undefined) return refusal;
    closeCharges(tools, { tituloId, reason: 'cancelled' });
    books.titulos.changeAccount(tituloId, to.id);
    const wasRegistered = planOf(charges) === 'cancelled-and-issued';
    prepareCharge(tools, {
      titulo: { ...titulo, accountId: to.id },
      account: to,
      isExplicit: wasRegistered,
      sendsNow: wasRegistered || titulo.carneId !== null,
    });
    audit(tools, titulo, to);
    return undefined;
  });
}

function idsOf(tools: Tools, { what }: MoveOrder): readonly number[] {
  return 'ids' in what ? what.ids : tools.books.titulos.openOfAccount(what.fromAccountId);
}

function lookAt(tools: Tools, tituloId: number, to: Account) {
  const titulo = tools.books.titulos.getById(tituloId);
  const charges = tools.books.charges.ofTitulo(tituloId);
  return { titulo, charges, refusal: refusalOf(tools, { titulo, charges, to }) };
}

function refusalOf(
  tools: Tools,
  about: { readonly titulo: Titulo; readonly charges: readonly Charge[]; readonly to: Account },
): MoveRefusal | undefined {
  const { titulo, charges, to } = about;
  if (titulo.state !== 'open' && titulo.state !== 'partly-paid') return 'not-open';
  if (titulo.accountId === to.id) return 'same-account';
  if (titulo.environment !== to.environment) return 'other-environment';
  if (!to.isActive) return 'account-inactive';
  const isOnItsWay = charges.some(({ state }) => isLive(state) && state !== 'registered');
  if (isOnItsWay) return 'fate-unknown';
  const waiting = waitingMoneyOf(tools, titulo.id);
  if (waiting !== undefined) return waiting;
  return problemsOf(tools, { titulo, account: to }).length > 0 ? 'problems' : undefined;
}

function planOf(charges: readonly Charge[]): MovePlan {
  return charges.some(({ state }) => state === 'registered')
    ? 'cancelled-and-issued'
    : 'prepared-anew';
}

function audit(tools: Tools, titulo: Titulo, to: Account): void {
  tools.books.audit.write({
    at: tools.clock.now(),
    actor: OPERATOR,
    action: 'moved',
    entity: 'titulo',
    entityId: titulo.id,
    detail: { from: tools.books.accounts.getById(titulo.accountId).label, to: to.label },
  });
}
