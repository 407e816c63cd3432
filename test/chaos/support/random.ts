/** Rounds that can be played again: every choice of a round comes from its seed. */
import { randomInt } from 'node:crypto';

export interface Round {
  readonly number: number;
  readonly seed: number;
}

const ROUNDS = 10;
const SEEDS = 0x1_0000_0000;

/** CHAOS_ROUNDS rounds, the first with CHAOS_SEED, each next one with the seed after it. */
export function planRounds(env: NodeJS.ProcessEnv = process.env): readonly Round[] {
  const first = env['CHAOS_SEED'] === undefined ? randomInt(SEEDS) : Number(env['CHAOS_SEED']);
  const length = env['CHAOS_ROUNDS'] === undefined ? ROUNDS : Number(env['CHAOS_ROUNDS']);
  return Array.from({ length }, (_, index) => ({
    number: index + 1,
    seed: (first + index) % SEEDS,
  }));
}

export interface Random {
  /** A whole number, both ends possible. */
  between(least: number, most: number): number;
  chance(probability: number): boolean;
  /** The same things in another order. */
  shuffled<T>(things: readonly T[]): T[];
}

/** The generator mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / SEEDS;
  };
  return {
    between: (least, most) => least + Math.floor(draw() * (most - least + 1)),
    chance: (probability) => draw() < probability,
    shuffled: (things) =>
      things
        .map((thing) => ({ thing, place: draw() }))
        .sort((one, other) => one.place - other.place)
        .map(({ thing }) => thing),
  };
}
