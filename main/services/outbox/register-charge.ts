/** Writes what a gateway registered, whatever happened to the charge while we were waiting for the answer. */
import { nextBankDay } from '../../../domain/bank-days.ts';
import { isLive, type ChargeState } from '../../../domain/charge-states.ts';
import { formatMoney } from '../../../domain/money.ts';
import type { IssuedCharge } from '../../gateways/charge.ts';
import type { Charge } from '../../store/charges.ts';
import type { Titulo } from '../../store/titulos.ts';
import { closeCharge, type ClosingReason } from '../charges/close-charges.ts';
import { queueDueChange } from '../charges/queue-due-change.ts';
import { SYSTEM, type Tools } from '../tools.ts';

const WAITING_FOR_REGISTRATION: ReadonlySet<ChargeState> = new Set(['sending', 'sent', 'unknown']);

/** Code of a registered charge whose amount is not the one that we asked for. */
const AMOUNT_DIFFERS = 'amount-differs';

/**
 * Must run inside a transaction. A charge that an event was faster for keeps the state that the event gave it;
 * one that was registered before is left alone.
 */
export function registerCharge(tools: Tools, chargeId: number, issued: IssuedCharge): void {
  const { books, clock } = tools;
  const charge = books.charges.getById(chargeId);
  if (charge.registeredAt !== null) return;
  const to = WAITING_FOR_REGISTRATION.has(charge.state) ? 'registered' : charge.state;
  books.charges.register({
    id: chargeId,
    from: charge.state,
    to,
    dueOn: issued.dueOn,
    at: clock.now(),
    registration: issued,
  });
  if (issued.amountCents !== charge.amountCents) noteAmount(tools, charge, issued);
  books.audit.write({
    at: clock.now(),
    actor: SYSTEM,
    action: 'charge-registered',
    entity: 'titulo',
    entityId: charge.tituloId,
    detail: { chargeId, attempt: charge.attempt, gatewayId: issued.gatewayId },
  });
  if (to !== 'registered') return;
  if (closeUnlessOwed(tools, chargeId)) return;
  // A carnê's parcels come back on the gateway's own dates: the ones we wanted later are asked for.
  if (charge.groupId !== null && issued.dueOn < charge.dueOn) {
    queueDueChange(tools, charge, charge.dueOn);
  }
}

/**
 * Takes over what the gateway shows of a registered charge: a changed due date changes linha, bar code and the
 * título's own due date. Must run inside a transaction.
 */
export function takeOver(tools: Tools, charge: Charge, issued: IssuedCharge): void {
  const { books, clock } = tools;
  books.charges.register({
    id: charge.id,
    from: charge.state,
    to: charge.state,
    dueOn: issued.dueOn,
    at: clock.now(),
    registration: issued,
  });
  books.titulos.changeDue({
    id: charge.tituloId,
    dueOn: issued.dueOn,
    effectiveDueOn: nextBankDay(issued.dueOn),
  });
  books.audit.write({
    at: clock.now(),
    actor: SYSTEM,
    action: 'due-date-changed',
    entity: 'titulo',
    entityId: charge.tituloId,
    detail: { chargeId: charge.id, dueOn: issued.dueOn },
  });
}

/** Whether the gateway shows another date or linha than our books. */
export function hasMoved(charge: Charge, { dueOn, linha }: IssuedCharge): boolean {
  return dueOn !== charge.dueOn || (linha !== undefined && linha !== charge.linha);
}

function noteAmount(tools: Tools, charge: Charge, issued: IssuedCharge): void {
  const text = `O gateway registrou ${formatMoney(issued.amountCents)} em vez de ${formatMoney(charge.amountCents)}.`;
  tools.books.charges.noteFailure(charge.id, AMOUNT_DIFFERS, text);
}

/**
 * Closes a registered charge whose título was cancelled, paid another way, or moved to another account. Must run
 * inside a transaction.
 * @returns whether it is being closed
 */
export function closeUnlessOwed(tools: Tools, chargeId: number): boolean {
  const charge = tools.books.charges.getById(chargeId);
  const reason = charge.state === 'registered' ? reasonToClose(tools, charge) : undefined;
  if (reason !== undefined) closeCharge(tools, charge, reason);
  return reason !== undefined;
}

function reasonToClose(tools: Tools, charge: Charge): ClosingReason | undefined {
  const titulo = tools.books.titulos.getById(charge.tituloId);
  if (titulo.state === 'paid') return 'paid-elsewhere';
  return titulo.state === 'cancelled' || hasMovedAway(tools, charge, titulo)
    ? 'cancelled'
    : undefined;
}

/** The charge at the new account waits for the end of this one, or can be paid beside it. */
function hasMovedAway({ books }: Tools, charge: Charge, titulo: Titulo): boolean {
  if (titulo.accountId === charge.accountId) return false;
  return books.charges
    .ofTitulo(titulo.id)
    .filter(({ accountId }) => accountId === titulo.accountId)
    .some(({ state }) => state === 'prepared' || isLive(state));
}
