/** The one home of ipcMain: carries calls of our own page to the core, and nobody else's. */
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { Failure } from '../../domain/failure.ts';
import { CALL_CHANNEL } from '../../preload/contract/events.ts';
import type { Result } from '../../preload/contract/result.ts';
import type { Core } from '../app.ts';
import type { Log } from '../log.ts';
import { isOwnAddress, type Page } from './page.ts';

export interface CarrierOptions {
  readonly core: Pick<Core, 'dispatch'>;
  readonly page: Page;
  readonly log: Log;
}

/** Must run before the first window loads its page. */
export function carryCalls({ core, page, log }: CarrierOptions): void {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, input: unknown) => {
    if (typeof name !== 'string' || !isFromOwnPage(event, page)) {
      log.warn('shell.refused', { kind: 'call', windowId: event.sender.id });
      return resultOf(new Failure('not-allowed', 'The call did not come from a window of ours'));
    }
    try {
      return await core.dispatch(name, input, { kind: 'window', windowId: event.sender.id });
    } catch (error) {
      // Electron would print the message, which may hold anything.
      log.error('core.bug', error, { call: name });
      return resultOf(new Failure('unexpected', 'The core failed'));
    }
  });
}

// A frame that was navigated away or embedded carries the same bridge; its address tells it from ours.
function isFromOwnPage({ sender, senderFrame }: IpcMainInvokeEvent, page: Page): boolean {
  if (senderFrame === null || senderFrame !== sender.mainFrame) return false;
  return isOwnAddress(page, senderFrame.url);
}

function resultOf({ code, message, detail }: Failure): Result<never> {
  return { ok: false, failure: { code, message, detail } };
}
