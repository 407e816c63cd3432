/** The end: when all windows have agreed to close and nothing goes on behind them, the core writes what it holds. */
import { app } from 'electron';
import type { Core } from '../app.ts';
import { endCore } from '../end-core.ts';
import type { Log } from '../log.ts';

export interface Ending {
  readonly core: Pick<Core, 'close'>;
  readonly log: Log;
  /** Before the core is closed: whatever asks it must end first. */
  readonly ending: () => void;
}

export function closeCoreAtEnd({ core, log, ending }: Ending): void {
  let isEnding = false;
  // Windows are asked before this event, so a form with unsaved changes can still stop the end.
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isEnding) return;
    isEnding = true;
    ending();
    void endCore(core, log).then(() => app.exit(0));
  });
}
