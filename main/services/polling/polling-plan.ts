import type { GatewayDefinition, PollingPlan } from '../../gateways/gateway.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** For gateways that say nothing of their own. */
const USUAL: PollingPlan = { everyMs: 15 * MINUTE_MS, sweepEveryMs: 24 * HOUR_MS };

export function pollingOf({ polling }: GatewayDefinition): PollingPlan {
  return polling ?? USUAL;
}
