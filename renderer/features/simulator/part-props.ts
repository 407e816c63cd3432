import type { SimulatedDetail, SimulatorOverview } from '../../../preload/contract/simulator.ts';
import type { SimulatorQuery } from './simulator-query.ts';

export type SimulatedGateway = SimulatorOverview['gateways'][number];

/** What every part of the panel is given. */
export interface PartProps {
  readonly overview: SimulatorOverview;
  readonly gateway: SimulatedGateway;
  readonly query: SimulatorQuery;
}

/** What every section about one charge is given; `gateway` is its id at the simulator. */
export interface ChargeProps {
  readonly gateway: string;
  readonly detail: SimulatedDetail;
}
