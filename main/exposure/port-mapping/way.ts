/** What every protocol gives to the one who keeps a mapping alive. */
import type { RouterEvidence } from '../../../domain/nat-verdict.ts';
import type { AddressJudge } from '../../../domain/public-address.ts';
import type { Clock } from '../../clock.ts';
import type { LanView } from './lan.ts';
import type { MappingPace } from './pace.ts';
import type { BlockReason, MappingRequest, MappingWay } from './state.ts';

/** What a try has to hand. */
export interface WayTools {
  readonly request: MappingRequest;
  readonly lan: LanView;
  readonly pace: MappingPace;
  readonly clock: Clock;
  readonly judge: AddressJudge;
  /** The same for every PCP packet, since a router refuses another for a mapping that lives on. */
  readonly nonce: Uint8Array;
  readonly signal: AbortSignal;
}

export interface Held {
  readonly way: MappingWay;
  readonly internalAddress: string;
  readonly externalPort: number;
  /** Seconds that the router gave; undefined means for ever. */
  readonly lifeS: number | undefined;
  readonly isVerified: boolean;
  readonly router: RouterEvidence;
}

/** A mapping that a router holds for us. Nothing here throws for what the router does. */
export interface Holding {
  readonly held: Held;
  /** Asks for the same mapping once more. */
  renew(signal: AbortSignal): Promise<Grant>;
  check(signal: AbortSignal): Promise<Check>;
  /** Deletes it, as far as the router answers. */
  release(signal: AbortSignal): Promise<void>;
}

export interface Refused {
  readonly kind: 'refused';
  readonly reason: BlockReason;
  readonly code?: number;
  readonly offeredPort?: number;
  /** Seconds after which the router wants to be asked again. */
  readonly retryAfterS?: number;
  readonly router: RouterEvidence;
}

export type Grant =
  { readonly kind: 'granted'; readonly holding: Holding } | Refused | { readonly kind: 'silent' };

/** `moved`: this computer's own address is another; `lost`: the router forgot (a restart, a menu that was touched). */
export type Check =
  | { readonly kind: 'held'; readonly router: RouterEvidence }
  | { readonly kind: 'lost' | 'moved' | 'silent' };

/** Seconds asked of PCP and NAT-PMP; RFC 6886, 3.3, advises it, and routers may give less. */
export const ASKED_LIFE_S = 7_200;

export const SILENT = { kind: 'silent' } as const;
export const UNKNOWN_ROUTER: RouterEvidence = { kind: 'unknown' };

export function refused(reason: BlockReason, more: Partial<Omit<Refused, 'kind'>> = {}): Refused {
  return { kind: 'refused', reason, router: UNKNOWN_ROUTER, ...more };
}
