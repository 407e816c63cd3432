/** Reads the picture of the core when something changed, and every minute: a red light grows old by itself. */
import type { Area } from '../../../preload/contract/events.ts';
import type { Core } from '../../app.ts';
import type { Log } from '../../log.ts';
import { readPicture, type AskedCore, type Picture } from './picture.ts';

export interface CoreFollower {
  /** Resolves when what is true now was shown. */
  refresh(): Promise<void>;
  stop(): void;
}

export interface FollowOptions {
  readonly core: AskedCore & Pick<Core, 'onEvent'>;
  readonly log: Log;
  readonly show: (picture: Picture) => void;
}

const EVERY_MS = 60_000;
/** So long the changes of a run of many charges are gathered. */
const GATHER_MS = 2_000;

const shownAreas: ReadonlySet<Area> = new Set<Area>([
  'accounts',
  'callbacks',
  'exposure',
  'payments',
  'security',
  'settings',
  'status',
]);

export function followCore({ core, log, show }: FollowOptions): CoreFollower {
  let isStopped = false;
  let gathering: NodeJS.Timeout | undefined;

  async function refresh(): Promise<void> {
    clearTimeout(gathering);
    gathering = undefined;
    try {
      const picture = isStopped ? undefined : await readPicture(core);
      if (picture !== undefined && !stopped()) show(picture);
    } catch (error) {
      log.error('shell.background-broke', error);
    }
  }

  // The end may come while the core is asked; a plain variable would be taken for what it was before.
  const stopped = (): boolean => isStopped;
  const endHearing = core.onEvent((_, payload) => {
    if (!('area' in payload) || !shownAreas.has(payload.area)) return;
    gathering ??= setTimeout(() => void refresh(), GATHER_MS);
  });
  const timer = setInterval(() => void refresh(), EVERY_MS);
  void refresh();
  return {
    refresh,
    stop: () => {
      isStopped = true;
      endHearing();
      clearInterval(timer);
      clearTimeout(gathering);
    },
  };
}
