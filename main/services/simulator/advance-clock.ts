import { assertNever } from '../../../domain/assert-never.ts';
import { addDays, civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import { instantInSaoPaulo, toMs, type Instant } from '../../../domain/instant.ts';
import type { SimulatorControl } from '../ports.ts';
import type { Tools } from '../tools.ts';
import { labelOf } from './view-simulator.ts';

export type ClockOrder =
  | { readonly by: 'hour' }
  | { readonly by: 'day' }
  | { readonly by: 'date'; readonly on: CivilDate };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Further than any schedule of a gateway reaches. */
const FURTHEST_DAYS = 730;

/**
 * Lets the simulator's time pass, and tells what happened on the way.
 * @throws Failure `not-allowed` while an account of another environment exists, `invalid-input` for a day that is
 *   not ahead or too far
 */
export async function advanceClock(
  tools: Pick<Tools, 'gateways' | 'notify'>,
  simulator: SimulatorControl,
  order: ClockOrder,
) {
  const { clock } = await simulator.panel.overview();
  const move = await simulator.panel.advance(lengthOf(order, clock.now));
  tools.notify('simulator', 'all');
  tools.notify('status', 'all');
  tools.notify('titulos', 'all');
  return {
    now: move.now,
    tries: move.tries,
    failedTries: move.failedTries,
    told: move.told.map(({ gateway, change, count }) => ({
      gatewayLabel: labelOf(tools, gateway),
      change,
      count,
    })),
    switchedOff: move.switchedOff,
  };
}

function lengthOf(order: ClockOrder, now: Instant): number {
  switch (order.by) {
    case 'hour':
      return HOUR_MS;
    case 'day':
      return DAY_MS;
    case 'date':
      return untilMorningOf(order.on, now);
    default:
      return assertNever(order);
  }
}

/** Nine in the morning: after what every gateway does at the turn of the day. */
function untilMorningOf(on: CivilDate, now: Instant): number {
  const ms = toMs(instantInSaoPaulo(`${on} 09:00:00`)) - toMs(now);
  if (ms <= 0 || on > addDays(civilDateOf(now), FURTHEST_DAYS))
    throw new Failure('invalid-input', 'Not a day ahead', { field: 'on', reason: 'not-ahead' });
  return ms;
}
