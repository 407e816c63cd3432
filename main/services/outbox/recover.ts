import { SYSTEM, type Tools } from '../tools.ts';

/**
 * What a crash left in the air: a call that was on its way has an unknown end, and is looked up before
 * anything else is done with it. Runs once, before the outbox starts.
 */
export function recoverInterrupted(tools: Tools): number {
  const { books, clock } = tools;
  return books.transaction(() => {
    const now = clock.now();
    const charges = books.charges.sending();
    for (const charge of charges) {
      books.charges.changeState({ id: charge.id, from: 'sending', to: 'unknown', at: now });
      books.charges.noteLookUps(charge.id, 0);
      books.audit.write({
        at: now,
        actor: SYSTEM,
        action: 'interrupted',
        entity: 'titulo',
        entityId: charge.tituloId,
        detail: { chargeId: charge.id },
      });
    }
    for (const group of books.chargeGroups.inState('sending')) {
      books.chargeGroups.changeState({ id: group.id, from: 'sending', to: 'unknown' });
    }
    for (const row of books.outbox.running()) {
      const state = row.action === 'issue' ? 'unknown' : 'waiting';
      books.outbox.change({ id: row.id, state, notBeforeAt: now });
    }
    return charges.length;
  });
}
