import type { CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import type { SimulatedAction } from '../../../domain/simulator-panel.ts';
import type { SimulatorControl } from '../ports.ts';
import type { Tools } from '../tools.ts';

export interface SimulatedOrder {
  readonly gateway: string;
  readonly id: string;
  readonly action: SimulatedAction;
  readonly amountCents?: Cents | undefined;
  readonly on?: CivilDate | undefined;
}

/** What the payer, the bank or the gateway's operator does; our books learn of it by the gateway's notice. */
export async function actOnSimulatedCharge(
  { notify }: Pick<Tools, 'notify'>,
  simulator: SimulatorControl,
  { gateway, id, action, amountCents, on }: SimulatedOrder,
) {
  const outcome = await simulator.panel.act({ gateway, id }, action, { amountCents, on });
  if (outcome.ending === 'refused') return outcome;
  notify('simulator', 'all');
  return { ending: outcome.ending, status: outcome.charge.status };
}
