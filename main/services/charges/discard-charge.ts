import type { Charge } from '../../store/charges.ts';
import type { OutboxRow, OutboxSubject } from '../../store/outbox.ts';
import type { Tools } from '../tools.ts';
import { INVALID_DATA } from './prepare-charge.ts';

/**
 * Drops a charge that was never sent, or that was refused. Must run inside a transaction.
 * A carnê that loses a parcel this way cannot go as a whole any more: its other parcels go one by one.
 */
export function discardCharge(tools: Tools, charge: Charge): void {
  const { books, clock } = tools;
  books.charges.changeState({
    id: charge.id,
    from: charge.state,
    to: 'discarded',
    at: clock.now(),
  });
  finishRows(tools, { chargeId: charge.id });
  if (charge.groupId !== null) dissolveGroup(tools, charge.groupId);
}

/**
 * A charge that came back unsent is of no use any more when its título was cancelled or paid meanwhile.
 * Must run inside a transaction.
 */
export function discardUnlessOwed(tools: Tools, chargeId: number): void {
  const charge = tools.books.charges.getById(chargeId);
  const { state } = tools.books.titulos.getById(charge.tituloId);
  const isOver = state === 'paid' || state === 'cancelled';
  if (charge.state === 'prepared' && isOver) discardCharge(tools, charge);
}

/** Lets the parcels of a prepared carnê go one by one. Must run inside a transaction. */
export function dissolveGroup(tools: Tools, groupId: number): void {
  const { books } = tools;
  const group = books.chargeGroups.getById(groupId);
  if (group.state !== 'prepared') return;
  const rows = books.outbox.openOf({ groupId });
  books.chargeGroups.changeState({ id: groupId, from: 'prepared', to: 'discarded' });
  finishRows(tools, { groupId });
  // A carnê without a row waits for its client's data to be corrected, and so do its parcels.
  const [row] = rows;
  if (row === undefined) return;
  for (const charge of books.charges.ofGroup(groupId)) {
    const isSound = charge.state === 'prepared' && charge.failureCode !== INVALID_DATA;
    if (isSound) queueAlone(tools, charge, row);
  }
}

function queueAlone(tools: Tools, charge: Charge, row: OutboxRow): void {
  tools.books.outbox.add({
    accountId: charge.accountId,
    subject: { chargeId: charge.id },
    action: 'issue',
    isExplicit: row.isExplicit,
    notBeforeAt: row.notBeforeAt,
    createdAt: tools.clock.now(),
  });
}

function finishRows(tools: Tools, subject: OutboxSubject): void {
  for (const row of tools.books.outbox.openOf(subject)) {
    if (row.state !== 'running') tools.books.outbox.change({ id: row.id, state: 'done' });
  }
}
