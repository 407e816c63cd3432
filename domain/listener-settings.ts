/** How the listener may be set up beyond its port: borrowed paths, ranges of senders, proxies. */
import type { GatewayId } from './account.ts';
import { isInAnyBlock, readBlocks } from './ip-blocks.ts';
import { isPublicAddress } from './public-address.ts';

/** Paths of Mk-Auth, for whoever moves from it and changes no address at the gateway (D15; efi 5.5). */
export const aliasPaths = [
  '/api/fortunus_confirma.php',
  '/api/fortunus_cancela.php',
  '/retorno/juno_confirma.php',
  '/api/retorno_gerencianet.php',
] as const;
export type AliasPath = (typeof aliasPaths)[number];

/** Whose callbacks came to the path. */
export const aliasGateways: Readonly<Record<AliasPath, readonly GatewayId[]>> = {
  '/api/fortunus_confirma.php': ['gerencianet-token'],
  '/api/fortunus_cancela.php': ['gerencianet-token'],
  '/retorno/juno_confirma.php': ['boleto-facil', 'juno'],
  '/api/retorno_gerencianet.php': ['efi'],
};

/** What is done with a callback from outside of the gateway's ranges: nothing, a mark, or a refusal. */
export const sourceModes = ['off', 'warn', 'block'] as const;
export type SourceMode = (typeof sourceModes)[number];

export const forwardedHeaders = ['x-forwarded-for', 'cf-connecting-ip'] as const;
export type ForwardedHeader = (typeof forwardedHeaders)[number];

export interface SourceRule {
  readonly gateway: GatewayId;
  readonly mode: SourceMode;
  /** Addresses and blocks, as the gateway publishes them. */
  readonly blocks: readonly string[];
}

export interface ListenerSettings {
  readonly aliases: readonly { readonly path: AliasPath; readonly accountId: number }[];
  readonly sources: readonly SourceRule[];
  /** Proxies of the operator's own, whose header is believed; none unless given. */
  readonly proxies: readonly string[];
  readonly forwardedHeader: ForwardedHeader;
}

export const PLAIN_LISTENER: ListenerSettings = {
  aliases: [],
  sources: [],
  proxies: [],
  forwardedHeader: 'x-forwarded-for',
};

const PATH = /^(?:https?:\/\/[^/?#]*)?(\/[^?]*)(?:\?.*)?$/su;

/** @param target the request line's target: a path with query, or an absolute URL as proxies send it */
export function aliasPathOf(target: string): AliasPath | undefined {
  const path = PATH.exec(target)?.[1];
  return aliasPaths.find((alias) => alias === path);
}

/**
 * Whether a gateway calls from such an address. Null where nobody said from where it calls, and for addresses of this
 * network: through a tunnel or an unknown proxy everybody has one of those.
 */
export function isExpectedSource(rule: SourceRule | undefined, sourceIp: string): boolean | null {
  if (rule === undefined || rule.mode === 'off' || !isPublicAddress(sourceIp)) return null;
  return isInAnyBlock(sourceIp, readBlocks(rule.blocks));
}
