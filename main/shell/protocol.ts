/** `app://baixa/`: the bundle under an origin of its own, in place of `file://`. */
import { protocol } from 'electron';
import type { Bundle } from './bundle.ts';
import { APP_HOST, APP_SCHEME } from './page.ts';

/** Must run before Electron is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true },
    },
  ]);
}

/** Must run after Electron is ready. */
export function serveBundle(bundle: Bundle): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const { host, pathname } = new URL(request.url);
    return host === APP_HOST
      ? bundle.answer(request.method, pathname)
      : new Response('', { status: 404 });
  });
}
