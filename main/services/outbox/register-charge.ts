/** Writes what a gateway registered, whatever happened to the charge while we were waiting for the answer. */
import type { ChargeState } from '../../../domain/charge-states.ts';
import type { IssuedCharge } from '../../gateways/gateway.ts';
import type { Charge } from '../../store/charges.ts';
import { closeCharge } from '../charges/close-charges.ts';
import { SYSTEM, type Tools } from '../tools.ts';

const WAITING_FOR_REGISTRATION: ReadonlySet<ChargeState> = new Set(['sending', 'sent', 'unknown']);

/** Must run inside a transaction. A charge that an event was faster for keeps the state that the event gave it. */
export function registerCharge(tools: Tools, chargeId: number, issued: IssuedCharge): void {
  const { books, clock } = tools;
  const charge = books.charges.getById(chargeId);
  const to = WAITING_FOR_REGISTRATION.has(charge.state) ? 'registered' : charge.state;
  books.charges.register({
    id: chargeId,
    from: charge.state,
    to,
    dueOn: issued.dueOn,
    at: clock.now(),
    registration: issued,
  });
  books.audit.write({
    at: clock.now(),
    actor: SYSTEM,
    action: 'charge-registered',
    entity: 'titulo',
    entityId: charge.tituloId,
    detail: { chargeId, attempt: charge.attempt, gatewayId: issued.gatewayId },
  });
  closeWhatIsNotOwed(tools, chargeId);
  mendDueDate(tools, { charge, issued });
}

/** Registered too late: the título was cancelled, or paid another way, while nobody knew of this charge. */
function closeWhatIsNotOwed(tools: Tools, chargeId: number): void {
  const charge = tools.books.charges.getById(chargeId);
  const titulo = tools.books.titulos.getById(charge.tituloId);
  if (charge.state !== 'registered') return;
  if (titulo.state === 'cancelled') closeCharge(tools, charge, 'cancelled');
  if (titulo.state === 'paid') closeCharge(tools, charge, 'paid-elsewhere');
}

/** A carnê's parcels come back on the gateway's own dates: the ones we wanted later are asked for. */
function mendDueDate(
  tools: Tools,
  about: { readonly charge: Charge; readonly issued: IssuedCharge },
): void {
  const { charge, issued } = about;
  if (charge.groupId === null || issued.dueOn >= charge.dueOn) return;
  const now = tools.clock.now();
  tools.books.outbox.add({
    accountId: charge.accountId,
    subject: { chargeId: charge.id },
    action: 'change-due',
    payload: { dueOn: charge.dueOn },
    isExplicit: true,
    notBeforeAt: now,
    createdAt: now,
  });
}
