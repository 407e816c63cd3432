import { startOutbox } from '../../main/services/outbox/run-outbox.ts';
import type { Till } from './till.ts';

/** Lets the outbox do all that is due at the till's own time, and stops it. */
export async function runOutbox(
  till: Till,
  leaving: (accountId: number) => void = () => undefined,
): Promise<void> {
  const outbox = startOutbox({
    tools: till.tools,
    callbackUrlOf: () => 'https://provedor.test/c/secret',
    leaving,
  });
  for (let turn = 0; turn < 2_000 && isBusy(till); turn += 1) {
    outbox.wake();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await outbox.stop();
}

function isBusy({ books, tools }: Till): boolean {
  const now = tools.clock.now();
  const isDue = books.accounts.all().some((account) => {
    if (account.pausedUntilAt !== null && account.pausedUntilAt > now) return false;
    const issuing = !account.isActive ? 'none' : account.sendsOnline ? 'all' : 'explicit';
    return books.outbox.due({ accountId: account.id, now, limit: 1, issuing }).length > 0;
  });
  return isDue || books.outbox.running().length > 0;
}
