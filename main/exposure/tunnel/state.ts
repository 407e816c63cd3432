/** What a tunnel can be in, and what it may be told. */
import type { Instant } from '../../../domain/instant.ts';
import type { WebTrouble } from '../http.ts';

/** Ends the tunnel's own tries: trying again changes nothing until somebody does. */
export type Refusal =
  | { readonly reason: 'name-not-allowed' | 'host-not-allowed' }
  | {
      readonly reason: 'refused-by-server' | 'server-moved';
      /** HTTP status of the registration. */
      readonly status: number;
      /** The server's own words, without control characters, at most 200; never for the log. */
      readonly serverSays?: string;
    };

/** Passes by itself: the tunnel goes on trying. */
export type Loss =
  | { readonly reason: 'server-unreachable'; readonly trouble: WebTrouble }
  /** 429 or 5xx at the registration. */
  | { readonly reason: 'server-busy'; readonly status: number }
  | { readonly reason: 'answer-unreadable' }
  /** Nobody listens at the tunnel's port: the server was started again, or a firewall turns the port away. */
  | { readonly reason: 'port-closed' }
  /** The port takes connections and drops them at once: it still counts old ones. */
  | { readonly reason: 'sockets-dropped' }
  | { readonly reason: 'port-silent' };

/** `at`: since when. `url` has no closing slash. */
export type TunnelState =
  | { readonly kind: 'opening'; readonly at: Instant }
  | {
      readonly kind: 'open';
      readonly at: Instant;
      readonly url: string;
      readonly name: string;
      /** Connections to the server now. */
      readonly sockets: number;
    }
  /** The wanted name belongs to somebody else, or the server still holds it for our dead connections. */
  | {
      readonly kind: 'wrong-name';
      readonly at: Instant;
      readonly wanted: string;
      readonly granted: string;
      readonly nextTryAt: Instant;
    }
  | ({ readonly kind: 'refused'; readonly at: Instant } & Refusal)
  | ({ readonly kind: 'lost'; readonly at: Instant; readonly nextTryAt: Instant } & Loss)
  | { readonly kind: 'closed'; readonly at: Instant };

/**
 * Why somebody wants fresh connections: the probe found no way in, an address of this machine or of its router changed,
 * the machine woke up, the operator asked.
 */
export type RenewCause = 'probe' | 'address' | 'resume' | 'operator';
