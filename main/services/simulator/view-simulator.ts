/** The simulator at a glance: its gateways with their names, its clock. Read this first. */
import { simulatorIdOf } from '../open-gateways.ts';
import type { SimulatorControl } from '../ports.ts';
import type { Tools } from '../tools.ts';

/** With nothing in it while no simulator runs. */
export async function viewSimulator(tools: Pick<Tools, 'gateways'>, simulator: SimulatorControl) {
  if (!simulator.isRunning)
    return { isRunning: false, gateways: [], clock: null, faults: 0, revision: 0 };
  const { gateways, clock, faults, revision } = await simulator.panel.overview();
  return {
    isRunning: true,
    gateways: gateways.map(({ id, baseUrl, credentials, statuses }) => ({
      id,
      label: labelOf(tools, id),
      baseUrl,
      credentials: Object.entries(credentials).map(([name, value]) => ({ name, value })),
      statuses,
    })),
    clock,
    faults,
    revision,
  };
}

/** As the gateway's users call it; its id at the simulator where this version has no adapter for it. */
export function labelOf({ gateways }: Pick<Tools, 'gateways'>, simulatorId: string): string {
  const labels = gateways.all().flatMap(({ id, label, profiles }) => [
    { id: simulatorIdOf({ gateway: id, profile: null }), label },
    ...(profiles ?? []).map((profile) => ({
      id: simulatorIdOf({ gateway: id, profile: profile.id }),
      label: `${label}, ${profile.label}`,
    })),
  ]);
  return labels.find(({ id }) => id === simulatorId)?.label ?? simulatorId;
}
