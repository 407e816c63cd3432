import { closeUnlessOwed } from '../outbox/register-charge.ts';
import { nextTurn, type Tools } from '../tools.ts';

const AT_ONCE = 50;

/** Asks again for the closing of charges that a gateway refused to close, unless they are owed again by now. */
export async function closeAgain(tools: Tools): Promise<void> {
  const { books, clock } = tools;
  for (;;) {
    const charges = books.charges.toCloseAgain(clock.now(), AT_ONCE);
    if (charges.length === 0) return;
    books.transaction(() => {
      for (const { id } of charges) {
        if (!closeUnlessOwed(tools, id)) books.charges.closeAgainAt(id, null);
      }
    });
    await nextTurn();
  }
}
