import type { CivilDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Charge } from '../../store/charges.ts';
import type { Tools } from '../tools.ts';

/**
 * Asks the gateway for another due date of a registered charge. Asked again while it waits, the last date counts.
 * Must run inside a transaction.
 * @throws Failure `state-not-allowed` while a change is under way
 */
export function queueDueChange(tools: Tools, charge: Charge, dueOn: CivilDate): void {
  const { outbox } = tools.books;
  const now = tools.clock.now();
  const open = outbox.openOf({ chargeId: charge.id }).find(({ action }) => action === 'change-due');
  if (open === undefined) {
    outbox.add({
      accountId: charge.accountId,
      subject: { chargeId: charge.id },
      action: 'change-due',
      payload: { dueOn },
      isExplicit: true,
      notBeforeAt: now,
      createdAt: now,
    });
  } else if (open.state === 'waiting') {
    outbox.renew(open.id, { dueOn }, now);
  } else {
    throw new Failure('state-not-allowed', 'A change of the due date is under way');
  }
}
