/** What is asked of a router, and what a forwarded port can be in. */
import type { Instant } from '../../../domain/instant.ts';
import type { RouterEvidence } from '../../../domain/nat-verdict.ts';

export interface MappingRequest {
  /** TCP port of the listener on this computer. */
  readonly internalPort: number;
  /** TCP port that the outside should use. */
  readonly wantedExternalPort: number;
  /** Shown in the router's own list; reduced to 60 printable characters of ASCII. */
  readonly description: string;
  /** Takes another external port where the wanted one is taken; otherwise that port is only offered. */
  readonly takesOtherPort?: boolean;
}

export type MappingWay = 'pcp' | 'nat-pmp' | 'upnp';

export type BlockReason =
  /** This computer has no IPv4 address on a network. */
  | 'no-network'
  /** Neither a route nor an answer tells of a router with private addresses. */
  | 'no-gateway'
  /** A router is there, but speaks none of the three protocols. */
  | 'no-answer'
  /** The router's policy says no (UPnP 606 or 501 twice, NAT-PMP 2, PCP 2). */
  | 'refused'
  /** The wanted port belongs to somebody else (UPnP 718). */
  | 'port-taken'
  /** The router's owner has forwarded the port already (UPnP 729). */
  | 'forwarded-by-hand'
  /** The router only joins equal ports, and the listener's own number is taken too (UPnP 724). */
  | 'same-port-only'
  /** No free port or no room in the table (UPnP 728, NAT-PMP 4, PCP 8 and 10). */
  | 'no-room'
  /** The router cannot forward one port alone (UPnP 727). */
  | 'manual-only'
  /** The router says that it has no public address (NAT-PMP 3, PCP 7). */
  | 'no-public-address'
  /** Another NAT stands before the router that answered (PCP 12). */
  | 'another-nat'
  /** The router said yes and its list does not hold the mapping. */
  | 'not-kept'
  /** The router answered what none of its protocols knows. */
  | 'router-fault';

/** Leased ports are asked for again at `renewAt`, half of what the router gave. */
export type MappingLife =
  | { readonly kind: 'permanent' }
  | { readonly kind: 'lease'; readonly seconds: number; readonly renewAt: Instant };

/** `at`: since when. `text`: what happened; `advice`: what to do next, the best way first; both for the operator. */
export type MappingState =
  | { readonly kind: 'searching'; readonly at: Instant }
  | {
      readonly kind: 'open';
      readonly at: Instant;
      readonly way: MappingWay;
      readonly externalPort: number;
      /** Own IPv4 address that the router sends to. */
      readonly internalAddress: string;
      readonly internalPort: number;
      readonly life: MappingLife;
      /** True when the router's own list, or its answer, shows the mapping. */
      readonly isVerified: boolean;
      /** The router's address on the side of the internet, as it tells it. */
      readonly router: RouterEvidence;
      readonly text: string;
      readonly advice: readonly string[];
    }
  | {
      readonly kind: 'blocked';
      readonly at: Instant;
      readonly reason: BlockReason;
      /** The router's own number for it, where it gave one. */
      readonly code?: number;
      /** A port that is free, or was a moment ago. */
      readonly offeredPort?: number;
      readonly router: RouterEvidence;
      readonly nextTryAt: Instant;
      readonly text: string;
      readonly advice: readonly string[];
    }
  | { readonly kind: 'closed'; readonly at: Instant };
