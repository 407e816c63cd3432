import type { Handlers } from '../../preload/contract/api.ts';
import type { callbackCalls } from '../../preload/contract/callbacks.ts';
import type { Desk } from './desk.ts';

export function callbackHandlers({ callbacks }: Desk): Pick<Handlers, keyof typeof callbackCalls> {
  return {
    'callbacks.list': (query) => callbacks.list(query),
    'callbacks.get': ({ id }) => callbacks.get(id),
    'callbacks.test': ({ accountId }) => callbacks.test(accountId),
    'callbacks.lastTest': ({ accountId }) => callbacks.lastTest(accountId),
    'callbacks.replay': async ({ id }) => ({ id: await callbacks.replay(id) }),
  };
}
