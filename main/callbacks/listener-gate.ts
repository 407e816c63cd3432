/** What the operator allows at the door: borrowed paths, ranges of senders, proxies. Changes hold at once. */
import type { GatewayId } from '../../domain/account.ts';
import { toMs, type Instant } from '../../domain/instant.ts';
import type { IpBlock } from '../../domain/ip-address.ts';
import { plainAddress, readBlocks, realSource } from '../../domain/ip-blocks.ts';
import {
  aliasPathOf,
  isExpectedSource,
  PLAIN_LISTENER,
  type ListenerSettings,
} from '../../domain/listener-settings.ts';

/** A request on a borrowed path, which shows no secret. */
export type AliasVisit =
  | { readonly kind: 'account'; readonly accountId: number }
  /** Too many in a short time: the sender is to come again. */
  | { readonly kind: 'too-many' };

export interface Gate {
  /**
   * @param peer the other end of the socket
   * @param headers names in lower case
   */
  sourceOf(peer: string, headers: Readonly<Record<string, unknown>>): string;
  /** Undefined for every path that is not borrowed, or not switched on. */
  aliasOf(target: string, now: Instant): AliasVisit | undefined;
  /** False where the account's gateway never calls from this address and others are to be turned away. */
  mayPass(accountId: number, sourceIp: string): boolean;
  follow(settings: ListenerSettings, gatewayOf: (accountId: number) => GatewayId | undefined): void;
}

/** Anybody can call a borrowed path: a burst of a whole day of payments passes, a flood does not. */
const BURST = 300;
const PER_SECOND = 5;

export function createGate(): Gate {
  let settings = PLAIN_LISTENER;
  let proxies: readonly IpBlock[] = [];
  let gatewayOf: (accountId: number) => GatewayId | undefined = () => undefined;
  const buckets = new Map<string, Bucket>();

  return {
    sourceOf: (peer, headers) => {
      const forwarded = headers[settings.forwardedHeader];
      return proxies.length === 0 || typeof forwarded !== 'string'
        ? plainAddress(peer)
        : realSource(peer, forwarded, proxies);
    },
    aliasOf: (target, now) => {
      const path = aliasPathOf(target);
      const alias = settings.aliases.find((one) => one.path === path);
      if (alias === undefined) return undefined;
      const bucket = poured(buckets.get(alias.path), toMs(now));
      buckets.set(alias.path, { ...bucket, left: Math.max(0, bucket.left - 1) });
      return bucket.left < 1
        ? { kind: 'too-many' }
        : { kind: 'account', accountId: alias.accountId };
    },
    mayPass: (accountId, sourceIp) => {
      const rule = settings.sources.find(({ gateway }) => gateway === gatewayOf(accountId));
      return rule?.mode !== 'block' || isExpectedSource(rule, sourceIp) !== false;
    },
    follow: (next, nextGatewayOf) => {
      settings = next;
      proxies = readBlocks(next.proxies);
      gatewayOf = nextGatewayOf;
    },
  };
}

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

function poured(bucket: Bucket | undefined, nowMs: number): Bucket {
  if (bucket === undefined) return { left: BURST, atMs: nowMs };
  const gained = (Math.max(0, nowMs - bucket.atMs) / 1_000) * PER_SECOND;
  return { left: Math.min(BURST, bucket.left + gained), atMs: nowMs };
}
