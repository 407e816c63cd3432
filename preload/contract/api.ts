/** Everything that can be asked across the process border: names are area.verb. */
import type { z } from 'zod';
import { accountCalls } from './accounts.ts';
import { bookkeepingCalls } from './bookkeeping.ts';
import { callbackCalls } from './callbacks.ts';
import { carneCalls } from './carnes.ts';
import { clientCalls } from './clients.ts';
import { exposureCalls } from './exposure.ts';
import { importCalls } from './imports.ts';
import { listenerCalls } from './listener.ts';
import { simulatorCalls } from './simulator.ts';
import { systemCalls } from './system.ts';
import { tituloCalls } from './titulos.ts';

export const api = {
  ...accountCalls,
  ...bookkeepingCalls,
  ...callbackCalls,
  ...carneCalls,
  ...clientCalls,
  ...exposureCalls,
  ...importCalls,
  ...listenerCalls,
  ...simulatorCalls,
  ...systemCalls,
  ...tituloCalls,
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;

export type CallName = keyof typeof api;
/** What a caller hands over. */
export type Input<N extends CallName> = z.input<(typeof api)[N]['input']>;
/** What a handler gets, parsed. */
export type Parsed<N extends CallName> = z.output<(typeof api)[N]['input']>;
export type Output<N extends CallName> = z.output<(typeof api)[N]['output']>;
/** One function a call; a missing one does not compile. */
export type Handlers = {
  readonly [N in CallName]: (input: Parsed<N>) => Output<N> | Promise<Output<N>>;
};
