/** The end: when all windows have agreed to close, the core writes what it holds. */
import { app } from 'electron';
import type { Core } from '../app.ts';
import { endCore } from '../end-core.ts';
import type { Log } from '../log.ts';

export function closeCoreAtEnd(core: Pick<Core, 'close'>, log: Log): void {
  let isEnding = false;
  // Windows are asked before this event, so a form with unsaved changes can still stop the end.
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isEnding) return;
    isEnding = true;
    void endCore(core, log).then(() => app.exit(0));
  });
  app.on('window-all-closed', () => app.quit());
}
