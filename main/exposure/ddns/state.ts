/** What is remembered of a dynamic name's updates, so that no provider is asked too often: plain data, kept by the caller. */
import { isSameIpAddress } from '../../../domain/ip-address.ts';
import { addMs, toMs, type Instant } from '../../../domain/instant.ts';
import type { DdnsCode } from './answers.ts';
import type { DdnsAddresses } from './calls.ts';
import { endpointOf, providerTraits, type DdnsSettings } from '../../../domain/ddns-settings.ts';
import type { WebTrouble } from '../http.ts';

export interface DdnsNameState {
  readonly name: string;
  /** The addresses that the provider last took for it. */
  readonly told: DdnsAddresses;
  readonly goodAt?: Instant;
  /** Set until the operator edits. */
  readonly stoppedBy?: DdnsCode;
}

/** Why the next request waits. */
export type DdnsTrouble = DdnsCode | WebTrouble;

export interface DdnsState {
  /** Of the settings that it belongs to. */
  readonly revision: number;
  /** Host of the provider: what it asked for outlives an edit of the rest. */
  readonly host: string;
  readonly names: readonly DdnsNameState[];
  readonly stoppedBy?: DdnsCode;
  readonly lastSentAt?: Instant;
  readonly wait?: { readonly until: Instant; readonly reason: DdnsTrouble };
  /** Failures in a row. */
  readonly failures: number;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** Two requests are never nearer than this, whatever happened; the two big clients keep it too. */
export const SHORTEST_PAUSE_MS = 30 * SECOND_MS;
/** A free name lapses after about a month without an update. */
export const REFRESH_MS = 25 * 24 * HOUR_MS;
/** No provider asks for more, and a clock that was set back must not silence the updates for years. */
const LONGEST_WAIT_MS = 24 * HOUR_MS;

/** The request surely never arrived, so it cannot count as abuse. */
const unsent: ReadonlySet<DdnsTrouble> = new Set<WebTrouble>([
  'name-not-found',
  'refused',
  'unreachable',
]);

/** What is left of `kept` for these settings: everything, or after an edit only what a provider may hold against us. */
export function stateFor(settings: DdnsSettings, kept: DdnsState | undefined): DdnsState {
  const endpoint = endpointOf(settings) ?? '';
  const host = URL.canParse(endpoint) ? new URL(endpoint).host : '';
  const isSameHost = kept?.host === host;
  const known = isSameHost && kept.revision === settings.revision ? kept : undefined;
  return {
    revision: settings.revision,
    host,
    names: settings.names.map((name) => nameState(name, known)),
    ...(known?.stoppedBy !== undefined && { stoppedBy: known.stoppedBy }),
    ...(isSameHost && kept.lastSentAt !== undefined && { lastSentAt: kept.lastSentAt }),
    ...(isSameHost && kept.wait !== undefined && { wait: kept.wait }),
    failures: known?.failures ?? 0,
  };
}

function nameState(name: string, known: DdnsState | undefined): DdnsNameState {
  return known?.names.find((entry) => entry.name === name) ?? { name, told: {} };
}

/** Names that may be updated and either point elsewhere or were not confirmed for long. */
export function dueNames(state: DdnsState, addresses: DdnsAddresses, now: Instant): string[] {
  return state.names
    .filter(({ stoppedBy }) => stoppedBy === undefined)
    .filter((entry) => !isTold(entry.told, addresses) || isStale(entry.goodAt, now))
    .map(({ name }) => name);
}

/** When the next request may leave, if not now, and why. */
export function restOf(
  state: DdnsState,
  now: Instant,
): { readonly until: Instant; readonly reason: DdnsTrouble | 'just-sent' } | undefined {
  if (state.wait !== undefined && isAhead(state.wait.until, now, LONGEST_WAIT_MS))
    return state.wait;
  if (state.lastSentAt === undefined) return undefined;
  const until = addMs(state.lastSentAt, SHORTEST_PAUSE_MS);
  return isAhead(until, now, SHORTEST_PAUSE_MS) ? { until, reason: 'just-sent' } : undefined;
}

/** How long to rest after a failure. @param failures how many there were before in a row */
export function waitAfter(
  reason: DdnsTrouble,
  failures: number,
  { settings, askedMs }: { readonly settings: DdnsSettings; readonly askedMs?: number | undefined },
): number {
  const { firstMs, longestMs } = paceOf(reason, settings);
  const growing = Math.min(firstMs * 2 ** Math.min(failures, 16), longestMs);
  // What the provider asked for itself is neither shortened nor made to grow.
  const wanted =
    reason === 'asked-to-wait' ? (askedMs ?? growing) : Math.max(growing, askedMs ?? 0);
  return Math.min(Math.max(wanted, SHORTEST_PAUSE_MS), LONGEST_WAIT_MS);
}

function paceOf(
  reason: DdnsTrouble,
  settings: DdnsSettings,
): { readonly firstMs: number; readonly longestMs: number } {
  if (unsent.has(reason)) return { firstMs: MINUTE_MS, longestMs: 30 * MINUTE_MS };
  const isFault = ['dns-error', 'provider-fault', 'ko-after-good'].includes(reason);
  const firstMs = isFault ? providerTraits[settings.provider].faultWaitMs : 5 * MINUTE_MS;
  return { firstMs, longestMs: 4 * HOUR_MS };
}

function isTold(told: DdnsAddresses, addresses: DdnsAddresses): boolean {
  const pairs = [
    [told.v4, addresses.v4],
    [told.v6, addresses.v6],
  ] as const;
  return pairs.every(
    ([known, wanted]) =>
      wanted === undefined || (known !== undefined && isSameIpAddress(known, wanted)),
  );
}

function isStale(goodAt: Instant | undefined, now: Instant): boolean {
  return goodAt === undefined || toMs(now) - toMs(goodAt) >= REFRESH_MS;
}

function isAhead(until: Instant, now: Instant, atMostMs: number): boolean {
  const aheadMs = toMs(until) - toMs(now);
  return aheadMs > 0 && aheadMs <= atMostMs;
}
