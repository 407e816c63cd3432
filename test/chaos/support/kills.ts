/** Lives and deaths of cores: each life is cut short somewhere in the middle of what it does. */
import { setTimeout as delay } from 'node:timers/promises';
import { CoreGone, type CoreProcess } from './core-process.ts';
import type { Random } from './random.ts';
import { MINUTE_MS, type Stage } from './stage.ts';

export interface KillPlan {
  readonly stage: Stage;
  readonly random: Random;
  /** What is asked of each core, or happens round it, once it is up. */
  readonly begin: (core: CoreProcess) => Promise<unknown>;
  /** What happens outside in each life, whether the core lives or not. */
  readonly meanwhile?: () => Promise<void>;
}

/** A life in which too little passes is cut all the same, so long after the core was up. */
const LONGEST_LIFE_MS = 1_500;
const LOOK_MS = 150;
/** Eighteen hours of the simulator's time: what waits for longer than that is stuck. */
const MOST_MOVES = 100;

/** @returns how many cores were killed */
export async function killAgainAndAgain(plan: KillPlan): Promise<number> {
  const kills = plan.random.between(3, 6);
  for (let life = 0; life < kills; life += 1) {
    await liveAndDie(plan);
    const minutes = plan.random.between(0, 22);
    // As often as not the next core comes at once.
    if (minutes <= 11) await plan.stage.advance(minutes * MINUTE_MS);
  }
  return kills;
}

async function liveAndDie(plan: KillPlan): Promise<void> {
  const core = plan.stage.spawn();
  const work = Promise.all([live(plan, core), plan.meanwhile?.()]);
  // Its failure is told below, after the kill.
  work.catch(() => undefined);
  await momentOfDeath(plan, core);
  if (core.hasEnded()) throw new Error('The core ended before it was killed');
  await core.kill();
  await work;
}

async function live({ begin }: KillPlan, core: CoreProcess): Promise<void> {
  try {
    await core.ready;
    await begin(core);
  } catch (error) {
    // What the kill interrupts is the point of it; a refusal is not.
    if (!(error instanceof CoreGone)) throw error;
  }
}

/** While it starts, or in the middle of its traffic with the gateway. */
async function momentOfDeath({ stage, random }: KillPlan, core: CoreProcess): Promise<void> {
  const passing = random.between(1, 350);
  const startMs = random.between(20, 700);
  const pauseMs = random.between(0, random.chance(0.5) ? 2 : 20);
  if (random.chance(0.2)) {
    await delay(startMs);
    return;
  }
  await core.ready;
  await Promise.race([stage.traffic.after(passing), delay(LONGEST_LIFE_MS)]);
  await delay(pauseMs);
}

/**
 * Lets time pass until `isDone`: whenever nothing changes any more and nothing passes on the wire, the clock moves.
 * @throws when it does not come to rest
 */
export async function settleDown<T>(
  stage: Stage,
  look: () => Promise<T>,
  isDone: (seen: T) => boolean,
): Promise<void> {
  let last = '';
  for (let moves = 0; moves < MOST_MOVES;) {
    const seen = await look();
    if (isDone(seen)) return;
    const shown = JSON.stringify([seen, stage.traffic.passed()]);
    if (shown === last) {
      await stage.advance(11 * MINUTE_MS);
      moves += 1;
    }
    last = shown;
    await delay(LOOK_MS);
  }
  throw new Error(`It never came to rest: ${last}`);
}
