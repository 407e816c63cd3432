/** Writes what `settle` has decided: charge, allocation, título, and the end of its other charges. */
import { isLive } from '../../../domain/charge-states.ts';
import type { Settlement } from '../../../domain/settlement.ts';
import type { Charge } from '../../store/charges.ts';
import type { Titulo } from '../../store/titulos.ts';
import { closeCharges } from '../charges/close-charges.ts';
import { OTHER_CHARGE_LIVE } from '../charges/waiting-codes.ts';
import type { Tools } from '../tools.ts';

export interface SettlementToApply {
  readonly paymentId: number;
  readonly titulo: Titulo;
  /** The charge that the money came through. */
  readonly charge: Charge | undefined;
  readonly settlement: Settlement;
  readonly actor: string;
}

/** Must run inside the transaction that stored the payment. */
export function applySettlement(tools: Tools, order: SettlementToApply): void {
  const { charge, settlement } = order;
  if (charge !== undefined) moveCharge(tools, charge, settlement.chargeState ?? charge.state);
  if (settlement.allocation !== undefined) allocate(tools, order, settlement.allocation);
}

/** A paid charge has nothing left to be done at the gateway. */
export function moveCharge(tools: Tools, charge: Charge, to: Charge['state']): void {
  const { books, clock } = tools;
  if (charge.state !== to) {
    books.charges.changeState({ id: charge.id, from: charge.state, to, at: clock.now() });
  }
  for (const row of books.outbox.openOf({ chargeId: charge.id })) {
    if (row.state !== 'running') books.outbox.change({ id: row.id, state: 'done' });
  }
  if (!isLive(to)) letNextGo(tools, charge.tituloId);
}

/** A charge that only waited for the end of another one of its título goes at once. */
function letNextGo({ books, clock }: Tools, tituloId: number): void {
  const prepared = books.charges.ofTitulo(tituloId).filter(({ state }) => state === 'prepared');
  for (const row of prepared.flatMap(({ id }) => books.outbox.openOf({ chargeId: id }))) {
    if (row.code !== OTHER_CHARGE_LIVE || row.state !== 'waiting') continue;
    books.outbox.change({ id: row.id, state: 'waiting', notBeforeAt: clock.now() });
  }
}

/** The announcement of a payment that was kept before its charge was known has come true under another row. */
export function endAnnouncements(tools: Tools, chargeId: number): void {
  const { payments } = tools.books;
  for (const { id, state } of payments.ofCharge(chargeId)) {
    if (state === 'announced') payments.changeState(id, 'announced', 'void');
  }
}

function allocate(
  tools: Tools,
  { paymentId, titulo, charge, settlement, actor }: SettlementToApply,
  allocation: NonNullable<Settlement['allocation']>,
): void {
  const { books, clock } = tools;
  const at = clock.now();
  books.allocations.insert({ paymentId, tituloId: titulo.id, ...allocation }, actor, at);
  books.titulos.settle({
    id: titulo.id,
    settledCents: books.allocations.settledOf(titulo.id),
    state: settlement.tituloState,
    closedAt: settlement.tituloState === 'paid' ? at : null,
  });
  if (settlement.tituloState !== 'paid') return;
  closeCharges(tools, {
    tituloId: titulo.id,
    reason: 'paid-elsewhere',
    ...(charge === undefined ? {} : { exceptChargeId: charge.id }),
  });
}
