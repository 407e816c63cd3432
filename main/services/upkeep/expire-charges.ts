import { lastPayableOn } from '../../../domain/charge-amount.ts';
import type { Charge } from '../../store/charges.ts';
import { nextTurn, SYSTEM, todayOf, type Tools } from '../tools.ts';

/** Charges looked at before the event loop is let go. */
const AT_ONCE = 100;

/**
 * Moves registered charges whose last payable day is over to `expired`; the debt stays. A payment that is told
 * later is taken all the same.
 * @returns how many
 */
export async function expireCharges(tools: Tools, signal?: AbortSignal): Promise<number> {
  const today = todayOf(tools);
  let expired = 0;
  let place: { dueOn: Charge['dueOn'] | ''; id: number } = { dueOn: '', id: 0 };
  for (;;) {
    const charges = tools.books.charges.payableOver({ ...place, today, limit: AT_ONCE });
    const last = charges.at(-1);
    if (last === undefined || signal?.aborted === true) break;
    expired += tools.books.transaction(() => charges.filter((one) => expire(tools, one)).length);
    place = { dueOn: last.dueOn, id: last.id };
    await nextTurn();
  }
  if (expired > 0) tools.notify('titulos', 'all');
  return expired;
}

function expire(tools: Tools, charge: Charge): boolean {
  const { books, clock } = tools;
  const lastOn = lastPayableOn(charge.dueOn, books.terms.getById(charge.termsId));
  if (lastOn >= todayOf(tools) || books.payments.hasAnnounced(charge.tituloId)) return false;
  const at = clock.now();
  books.charges.changeState({ id: charge.id, from: 'registered', to: 'expired', at });
  books.audit.write({
    at,
    actor: SYSTEM,
    action: 'charge-expired',
    entity: 'titulo',
    entityId: charge.tituloId,
    detail: { chargeId: charge.id, lastOn },
  });
  return true;
}
