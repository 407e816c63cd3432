import { z } from 'zod';
import { gatewayIds } from '../../domain/account.ts';
import { aliasPaths, forwardedHeaders, sourceModes } from '../../domain/listener-settings.ts';
import { id, line, nothing } from './fields.ts';

const block = line(50).min(1);

/** What the operator allows at the door of the listener; everything is off unless set. */
export const listenerField = z.object({
  /** Paths of Mk-Auth that answer for one account each. */
  aliases: z.array(z.object({ path: z.enum(aliasPaths), accountId: id })).max(aliasPaths.length),
  /** From where each gateway calls, and what is done with others. */
  sources: z
    .array(
      z.object({
        gateway: z.enum(gatewayIds),
        mode: z.enum(sourceModes),
        blocks: z.array(block).max(100),
      }),
    )
    .max(gatewayIds.length),
  /** The operator's own proxies, whose header is believed. */
  proxies: z.array(block).max(50),
  forwardedHeader: z.enum(forwardedHeaders),
});
export type ListenerField = z.infer<typeof listenerField>;

export const listenerCalls = {
  'listener.get': { input: nothing, output: listenerField },
  'listener.save': { input: listenerField, output: listenerField },
};
