import type { Handlers } from '../../preload/contract/api.ts';
import { accountHandlers } from './accounts.ts';
import { callbackHandlers } from './callbacks.ts';
import { carneHandlers } from './carnes.ts';
import { clientHandlers } from './clients.ts';
import type { Desk } from './desk.ts';
import { exposureHandlers } from './exposure.ts';
import { importHandlers } from './imports.ts';
import { listenerHandlers } from './listener.ts';
import { simulatorHandlers } from './simulator.ts';
import { systemHandlers } from './system.ts';
import { tituloHandlers } from './titulos.ts';

/** One function for every call of the contract; a missing one does not compile. */
export function createHandlers(desk: Desk): Handlers {
  return {
    ...accountHandlers(desk),
    ...callbackHandlers(desk),
    ...carneHandlers(desk),
    ...clientHandlers(desk),
    ...exposureHandlers(desk),
    ...importHandlers(desk),
    ...listenerHandlers(desk),
    ...simulatorHandlers(desk),
    ...systemHandlers(desk),
    ...tituloHandlers(desk),
  };
}
