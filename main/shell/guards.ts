/** What no window may do, whatever its page asks for: leave our page, open another one, or use a device. */
import { app, session, type Session, type WebContents } from 'electron';
import type { Log } from '../log.ts';
import { isOwnAddress, isStartPage, type Page } from './page.ts';

/** Must run after Electron is ready and before the first window. */
export function guardWindows(page: Page, log: Log): void {
  guardSession(session.defaultSession, page, log);
  app.on('web-contents-created', (_, contents) => guardContents(contents, page, log));
}

function guardContents(contents: WebContents, page: Page, log: Log): void {
  const refuse = (kind: string): void => log.warn('shell.refused', { kind });
  contents.setWindowOpenHandler(() => {
    refuse('new-window');
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame && isStartPage(page, event.url)) return;
    event.preventDefault();
    refuse('navigation');
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
    refuse('redirect');
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    refuse('webview');
  });
}

/** The copy buttons of our own page are the only thing that needs a permission. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

function guardSession(ses: Session, page: Page, log: Log): void {
  ses.setPermissionRequestHandler((contents, permission, answer) => {
    const isAllowed = permission === ALLOWED_PERMISSION && isOwnAddress(page, contents.getURL());
    if (!isAllowed) log.warn('shell.refused', { kind: 'permission', reason: permission });
    answer(isAllowed);
  });
  ses.setPermissionCheckHandler(
    (contents, permission) =>
      permission === ALLOWED_PERMISSION &&
      contents !== null &&
      isOwnAddress(page, contents.getURL()),
  );
  ses.setDevicePermissionHandler(() => false);
  // The content policy keeps the page from asking; this keeps everything else in the session from it.
  ses.webRequest.onBeforeRequest((details, answer) => {
    const isOwn = isOwnAddress(page, details.url) || isHarmless(details.url, page);
    if (!isOwn) log.warn('shell.refused', { kind: 'request' });
    answer({ cancel: !isOwn });
  });
}

function isHarmless(address: string, page: Page): boolean {
  const { protocol, host } = new URL(address);
  if (protocol === 'ws:') return page.prefix === `http://${host}/`;
  return ['data:', 'blob:', 'devtools:'].includes(protocol);
}
