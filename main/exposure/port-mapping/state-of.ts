/** Makes states out of what a router gave or refused. */
import { addMs, type Instant } from '../../../domain/instant.ts';
import type { RouterEvidence } from '../../../domain/nat-verdict.ts';
import type { MappingState } from './state.ts';
import { textOfBlock, textOfOpen } from './texts.ts';
import type { Held, Refused, WayTools } from './way.ts';

type OpenState = Extract<MappingState, { kind: 'open' }>;
type BlockedState = Extract<MappingState, { kind: 'blocked' }>;

/** Seconds between tries, growing. */
const RETRY_S = [30, 60, 120, 300, 900];
const SHORTEST_RETRY_S = 30;
const LONGEST_RETRY_S = 900;

/** @param before a port that stays open keeps the instant since when it is */
export function openState(held: Held, before: MappingState, tools: WayTools): OpenState {
  const { request, clock, judge } = tools;
  const { way, externalPort, internalAddress, lifeS, isVerified, router } = held;
  const wantedPort = request.wantedExternalPort;
  const now = clock.now();
  const stays = before.kind === 'open' && before.externalPort === externalPort;
  const isPermanent = lifeS === undefined;
  return {
    kind: 'open',
    at: stays ? before.at : now,
    way,
    externalPort,
    internalAddress,
    internalPort: request.internalPort,
    life: isPermanent
      ? { kind: 'permanent' }
      : { kind: 'lease', seconds: lifeS, renewAt: addMs(now, (lifeS * 1_000) / 2) },
    isVerified,
    router,
    ...textOfOpen({ way, externalPort, wantedPort, isPermanent, isVerified, router }, judge),
  };
}

/** The same open port behind another address of the router. */
export function withRouter(
  state: OpenState,
  router: RouterEvidence,
  { request, judge }: WayTools,
): OpenState {
  const isPermanent = state.life.kind === 'permanent';
  const wantedPort = request.wantedExternalPort;
  return { ...state, router, ...textOfOpen({ ...state, wantedPort, isPermanent, router }, judge) };
}

export function isSameRouter(one: RouterEvidence, other: RouterEvidence): boolean {
  if (one.kind !== 'address' || other.kind !== 'address') return one.kind === other.kind;
  return one.address === other.address;
}

/** @param refusals how many came before, one after the other */
export function blockedState(refusal: Refused, refusals: number, now: Instant): BlockedState {
  const { reason, code, offeredPort, router, retryAfterS } = refusal;
  const numbers = {
    ...(code !== undefined && { code }),
    ...(offeredPort !== undefined && { offeredPort }),
  };
  return {
    kind: 'blocked',
    at: now,
    reason,
    ...numbers,
    router,
    nextTryAt: addMs(now, retryS(refusals, retryAfterS) * 1_000),
    ...textOfBlock(reason, numbers),
  };
}

function retryS(refusals: number, wishedS: number | undefined): number {
  const ownS = RETRY_S[refusals] ?? LONGEST_RETRY_S;
  if (wishedS === undefined) return ownS;
  return Math.min(Math.max(wishedS, SHORTEST_RETRY_S), LONGEST_RETRY_S);
}
