import { readSettings } from '../desk/settings.ts';
import { SYSTEM } from '../tools.ts';
import { renewCallbackUrls, type CallbackUrlTools } from './renew-callback-urls.ts';

/**
 * The way in has this public address now: it is what new charges carry, and the gateways are told of it.
 * @param wake called when there is something for the outbox
 */
export function takeAddress(tools: CallbackUrlTools, baseUrl: string, wake: () => void): void {
  const { books, clock, log } = tools;
  const before = readSettings(tools);
  if (before.publicBaseUrl !== baseUrl) {
    books.transaction(() => {
      books.settings.write('core', { ...before, publicBaseUrl: baseUrl });
      books.audit.write({
        at: clock.now(),
        actor: SYSTEM,
        action: 'address-changed',
        entity: 'settings',
        entityId: 1,
      });
    });
    for (const area of ['settings', 'accounts', 'status'] as const) tools.notify(area, 'all');
  }
  // An address that is the same may still be unknown to some gateway: the last telling was cut short.
  void renewCallbackUrls(tools)
    .then(wake)
    .catch((error: unknown) => log.error('callback-urls.not-renewed', error));
}
