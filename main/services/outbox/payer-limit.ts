/** Gateways limit the single charges of one payer: what is over waits for the next day, or the next month. */
import { addDays, addMonths, civilDate, type CivilDate } from '../../../domain/civil-date.ts';
import { instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import { todayOf, type Tools } from '../tools.ts';
import type { OutboxJob } from './outbox-job.ts';

/** @returns when the payer may get another charge; undefined when that is now */
export function payerWaitsUntil(
  tools: Tools,
  { account }: OutboxJob,
  clientId: number,
): Instant | undefined {
  const { limits } = tools.gateways.definitionOf(account.gateway);
  const today = todayOf(tools);
  const month = civilDate(`${today.slice(0, 7)}-01`);
  const isSpent = (limit: number | undefined, since: CivilDate): boolean =>
    limit !== undefined &&
    tools.books.charges.sentSince(clientId, account.id, startOf(since)) >= limit;
  if (isSpent(limits.perPayerAndMonth, month)) return openingOf(addMonths(month, 1));
  return isSpent(limits.perPayerAndDay, today) ? openingOf(addDays(today, 1)) : undefined;
}

function startOf(day: CivilDate): Instant {
  return instantInSaoPaulo(`${day} 00:00:00`);
}

/** Some minutes into the day, since the clocks of two sides are never quite the same. */
function openingOf(day: CivilDate): Instant {
  return instantInSaoPaulo(`${day} 00:05:00`);
}
