/** Keeps the computer from falling asleep by itself. A closed lid, the operator and an empty battery still can. */
import type { PowerSaveBlocker } from 'electron';

export interface StayAwake {
  /** May be told the same again and again. */
  want(isWanted: boolean): void;
}

export function createStayAwake(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): StayAwake {
  let id: number | undefined;
  return {
    want: (isWanted) => {
      if (isWanted) {
        id ??= blocker.start('prevent-app-suspension');
      } else if (id !== undefined) {
        blocker.stop(id);
        id = undefined;
      }
    },
  };
}
