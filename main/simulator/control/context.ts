import type { SimulatorClock } from '../clock.ts';
import type { CallbackClient } from '../callback-client.ts';
import type { Deliveries } from '../deliveries.ts';
import type { Faults } from '../faults.ts';
import type { SimulatedGateway } from '../gateway.ts';
import type { Answer } from '../http.ts';
import type { Params } from '../router.ts';
import type { CallbackUrls } from '../store/callback-urls.ts';
import type { DeliveryQueue } from '../store/deliveries.ts';
import type { DeliveryLog } from '../store/delivery-log.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Store } from '../store/open.ts';
import type { Timekeeper } from '../timekeeper.ts';

/** What control calls reach. */
export interface ControlParts {
  readonly store: Store;
  readonly gateways: ReadonlyMap<string, SimulatedGateway>;
  readonly clock: SimulatorClock;
  readonly timekeeper: Timekeeper;
  readonly faults: Faults;
  readonly deliveries: Deliveries;
  readonly queue: DeliveryQueue;
  readonly log: DeliveryLog;
  readonly urls: CallbackUrls;
  readonly ledger: Ledger;
  readonly client: CallbackClient;
  readonly baseUrl: (gatewayId: string) => string;
  readonly mayMoveClock: () => boolean;
}

/** A control call, its body already JSON (an empty body is `{}`). */
export interface ControlCall {
  readonly parts: ControlParts;
  readonly params: Params;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

export interface ControlRoute {
  readonly method: string;
  readonly template: string;
  readonly answer: (call: ControlCall) => Answer | Promise<Answer>;
}

/** The gateway of the path. Throws RangeError where nobody has checked that it is there. */
export function gatewayOf({ parts, params }: ControlCall): SimulatedGateway {
  const gateway = parts.gateways.get(params['gateway'] ?? '');
  if (gateway === undefined) throw new RangeError('A gateway that was checked is missing');
  return gateway;
}
