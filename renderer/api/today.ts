/** Now, as the core's clock has it: in practice the simulator's clock may be days ahead of the machine's. */
import { civilDateOf, type CivilDate } from '../../domain/civil-date.ts';
import { fromMs, toMs, type Instant } from '../../domain/instant.ts';

let aheadMs = 0;
const watchers = new Set<() => void>();

/** Remembers how far the core's clock is from this machine's. */
export function followClock(coreNow: Instant): void {
  aheadMs = toMs(coreNow) - Date.now();
  for (const watcher of watchers) watcher();
}

/** Calls `watcher` whenever the core's clock was read, until the returned function is called. */
export function watchClock(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Milliseconds since 1970 on the core's clock. */
export function nowMs(): number {
  return Date.now() + aheadMs;
}

/** The civil date of now in São Paulo, for what a form proposes. What counts is decided by the core. */
export function today(): CivilDate {
  return civilDateOf(fromMs(nowMs()));
}
