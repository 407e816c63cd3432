import type { Charge } from '../../store/charges.ts';
import type { Tools } from '../tools.ts';

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

function dissolveGroup(tools: Tools, groupId: number): void {
  const { books, clock } = tools;
  const group = books.chargeGroups.getById(groupId);
  if (group.state !== 'prepared') return;
  const isExplicit = books.outbox.openOf({ groupId }).some((row) => row.isExplicit);
  books.chargeGroups.changeState({ id: groupId, from: 'prepared', to: 'discarded' });
  finishRows(tools, { groupId });
  for (const charge of books.charges.ofGroup(groupId)) {
    if (charge.state !== 'prepared') continue;
    books.outbox.add({
      accountId: charge.accountId,
      subject: { chargeId: charge.id },
      action: 'issue',
      isExplicit,
      notBeforeAt: clock.now(),
      createdAt: clock.now(),
    });
  }
}

function finishRows(tools: Tools, subject: { chargeId: number } | { groupId: number }): void {
  for (const row of tools.books.outbox.openOf(subject)) {
    if (row.state === 'waiting') tools.books.outbox.change({ id: row.id, state: 'done' });
  }
}
