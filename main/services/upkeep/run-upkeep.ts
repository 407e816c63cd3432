/** What the core does once a day, and at its start: nothing of it is urgent, and each part goes on without the others. */
import { addMonths, type CivilDate } from '../../../domain/civil-date.ts';
import { instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import { endWithin } from '../bounded-end.ts';
import { todayOf, type Tools } from '../tools.ts';
import { askAnnounced } from './ask-announced.ts';
import { closeAgain } from './close-again.ts';
import { expireCharges } from './expire-charges.ts';

/** How long the bodies of callbacks are kept; who, when, hash and result stay. */
const BODIES_KEPT_MONTHS = 24;
/** How often the day is looked at. */
const TICK_MS = 60_000;

export interface Upkeep {
  /** Ends after the part under way, as far as that takes some seconds. */
  stop(): Promise<void>;
}

export interface UpkeepOptions {
  readonly tools: Tools;
  /** Drops bodies of callbacks received before that instant, some at a time; resolves with how many. */
  readonly dropBodies: (before: Instant) => Promise<number>;
}

export function startUpkeep({ tools, dropBodies }: UpkeepOptions): Upkeep {
  const stop = new AbortController();
  let doneOn: CivilDate | undefined;
  let run = Promise.resolve();
  const parts: Readonly<Record<string, () => Promise<unknown>>> = {
    'close-again': () => closeAgain(tools),
    'expire-charges': () => expireCharges(tools, stop.signal),
    'ask-announced': () => askAnnounced(tools, stop.signal),
    'drop-bodies': () => dropOldBodies(tools, dropBodies),
  };

  async function runParts(): Promise<void> {
    for (const [name, part] of Object.entries(parts)) {
      if (stop.signal.aborted) return;
      await part().catch((error: unknown) =>
        tools.log.error('upkeep.part-broke', error, { action: name }),
      );
    }
  }

  function look(): void {
    const today = todayOf(tools);
    if (stop.signal.aborted || doneOn === today) return;
    doneOn = today;
    run = run.then(runParts);
  }

  const timer = setInterval(look, TICK_MS);
  look();
  return {
    async stop() {
      stop.abort();
      clearInterval(timer);
      await endWithin([run]);
    },
  };
}

async function dropOldBodies(tools: Tools, dropBodies: UpkeepOptions['dropBodies']): Promise<void> {
  const oldest = addMonths(todayOf(tools), -BODIES_KEPT_MONTHS);
  const before = instantInSaoPaulo(`${oldest} 00:00:00`);
  while ((await dropBodies(before)) > 0);
}
