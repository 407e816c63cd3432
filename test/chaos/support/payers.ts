/** Everybody pays, in an order of their own: some are only announced first, some pay while no core lives. */
import type { Random } from './random.ts';
import type { Stage } from './stage.ts';

export interface Payers {
  /** Some of those who have not paid yet do. */
  some(): Promise<void>;
  allOthers(): Promise<void>;
}

type Step = readonly [action: 'identify' | 'pay', charge: string];

/** In one life of a core at most so many come. */
const MOST_AT_ONCE = 50;

export async function startPayers(stage: Stage, random: Random): Promise<Payers> {
  const { charges } = (await stage.control('/efi/charges?limit=100000')) as {
    readonly charges: readonly { readonly id: string }[];
  };
  const steps = planSteps(
    charges.map(({ id }) => id),
    random,
  );
  const take = async (count: number) => {
    for (const [action, charge] of steps.splice(0, count)) {
      await stage.control(`/efi/charges/${charge}/${action}`, { method: 'POST' });
    }
  };
  return {
    some: () => take(random.between(0, MOST_AT_ONCE)),
    allOthers: () => take(steps.length),
  };
}

/** Of those who are announced first the money comes some payers later. */
function planSteps(charges: readonly string[], random: Random): Step[] {
  const order = random.shuffled(charges);
  const places = order.flatMap((charge, place) => {
    const pay = { step: ['pay', charge] as const, place: place + random.between(1, 40) };
    const identify = { step: ['identify', charge] as const, place };
    return random.chance(0.6) ? [identify, pay] : [pay];
  });
  return places.sort((one, other) => one.place - other.place).map(({ step }) => step);
}
