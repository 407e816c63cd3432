/** Faults on demand at the simulated gateways. */
import { Failure } from '../../../domain/failure.ts';
import type { SimulatorControl } from '../ports.ts';
import type { Tools } from '../tools.ts';
import type { ToldFault, ToldFaults } from './told.ts';

/** What is left to strike; `position` names a fault until the list changes. */
export async function listFaults(simulator: SimulatorControl) {
  return standing(await simulator.panel.faults());
}

export async function addFault(
  tools: Pick<Tools, 'notify'>,
  simulator: SimulatorControl,
  fault: ToldFault,
) {
  const plan = await simulator.panel.faults();
  return replace(tools, simulator, { ...plan, faults: [...plan.faults, fault] });
}

/** @throws Failure `conflict` when another fault stands there by now */
export async function removeFault(
  tools: Pick<Tools, 'notify'>,
  simulator: SimulatorControl,
  chosen: Pick<ToldFault, 'gateway' | 'kind'> & { readonly position: number },
) {
  const plan = await simulator.panel.faults();
  const fault = plan.faults[chosen.position];
  if (fault?.gateway !== chosen.gateway || fault.kind !== chosen.kind)
    throw new Failure('conflict', 'The faults have changed meanwhile');
  const faults = plan.faults.filter((one) => one !== fault);
  return replace(tools, simulator, { ...plan, faults });
}

export async function clearFaults(tools: Pick<Tools, 'notify'>, simulator: SimulatorControl) {
  return replace(tools, simulator, { faults: [] });
}

async function replace(
  { notify }: Pick<Tools, 'notify'>,
  simulator: SimulatorControl,
  plan: ToldFaults,
) {
  const replaced = await simulator.panel.setFaults(plan);
  notify('simulator', 'all');
  return standing(replaced);
}

const standing = ({ faults }: ToldFaults) =>
  faults.map((fault, position) => ({ ...fault, position }));
