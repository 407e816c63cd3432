import { addBankDays } from '../../../domain/bank-days.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Payment } from '../../store/payments.ts';
import { askForCharge, endAnnouncement } from '../events/ask-for-charge.ts';
import { todayOf, type Tools } from '../tools.ts';

/** An announced payment is confirmed within days; after these the gateway is asked what became of it. */
const BANK_DAYS = 5;
const AT_ONCE = 50;

/** Asks for announced payments that were never confirmed; what the gateway shows as open again is void. */
export async function askAnnounced(tools: Tools, signal?: AbortSignal): Promise<void> {
  const day = addBankDays(todayOf(tools), -BANK_DAYS);
  let after = 0;
  for (;;) {
    const payments = tools.books.payments.announcedBefore(day, { after, limit: AT_ONCE });
    const last = payments.at(-1);
    if (last === undefined) return;
    for (const payment of payments) {
      if (signal?.aborted === true) return;
      await ask(tools, payment);
    }
    after = last.id;
  }
}

/** One that cannot be asked for now is asked for tomorrow; of a charge that the gateway does not know nothing comes. */
async function ask(tools: Tools, { id, chargeId }: Payment): Promise<void> {
  if (chargeId === null) return;
  try {
    await askForCharge(tools, chargeId, 'routine');
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    if (error.code === 'gateway-not-found') {
      tools.books.transaction(() => endAnnouncement(tools, id));
      return;
    }
    tools.log.warn('upkeep.announced-not-asked', { paymentId: id, code: error.code });
  }
}
