/** How the calls of the port end. No method throws for what a gateway answers: the ending says it. */
import type { EventKind } from '../../domain/gateway-event.ts';
import type { IssuedCharge, RegisteredGroup } from './charge.ts';
import type { GatewayEvent } from './events.ts';

/** Why a gateway refused, in a closed word of ours and in its own text. */
export interface Refusal {
  /** `data`: this charge as it is can never pass. `account`: blocked, quota, permission, value limit of the account. */
  readonly level: 'data' | 'account';
  readonly code: string;
  readonly text: string;
  /** The field that the gateway named, where it did. */
  readonly field?: string;
}

export type NotSentReason =
  'no-network' | 'credentials' | 'rate-limited' | 'refused-before-processing';

/** Surely nothing happened at the gateway. `retryAfterMs` where it said when to come back. */
export interface NotSent {
  readonly ending: 'not-sent';
  readonly reason: NotSentReason;
  readonly text: string;
  readonly retryAfterMs?: number;
}

/** Nobody knows whether the gateway did it. */
export interface UnknownEnding {
  readonly ending: 'unknown';
  readonly text: string;
}

export interface Rejected {
  readonly ending: 'rejected';
  readonly refusal: Refusal;
}

export type IssueOutcome =
  | { readonly ending: 'registered'; readonly charge: IssuedCharge }
  | { readonly ending: 'accepted'; readonly gatewayId: string }
  | Rejected
  | UnknownEnding
  | NotSent;

export type GroupOutcome =
  | { readonly ending: 'registered'; readonly group: RegisteredGroup }
  | Rejected
  | UnknownEnding
  | NotSent;

export type ActionOutcome = { readonly ending: 'done' } | Rejected | UnknownEnding | NotSent;

export type ResolveOutcome =
  | { readonly found: 'registered'; readonly charge: IssuedCharge }
  /** Created but without a payable boleto: issuing may go on with this id. */
  | { readonly found: 'created'; readonly gatewayId: string }
  | { readonly found: 'nothing' }
  | { readonly found: 'unreachable'; readonly text: string };

export type GroupResolveOutcome =
  | { readonly found: 'registered'; readonly group: RegisteredGroup }
  | { readonly found: 'nothing' }
  | { readonly found: 'unreachable'; readonly text: string };

export type FetchOutcome =
  | { readonly found: 'charge'; readonly snapshot: ChargeSnapshot }
  | { readonly found: 'nothing' }
  | { readonly found: 'unreachable'; readonly text: string };

/** A charge as the gateway shows it now. */
export interface ChargeSnapshot {
  readonly status: EventKind;
  /** The gateway's own word for it. */
  readonly rawStatus: string;
  readonly issued?: IssuedCharge;
  /**
   * What brings our books up to date, ready for `apply`; never more than one payment a charge, except where the
   * gateway names each of them.
   */
  readonly events: readonly GatewayEvent[];
}

export type RefundOutcome =
  /** `payerUrl` where the payer has to say first into which account the money goes. */
  { readonly ending: 'done'; readonly payerUrl?: string } | Rejected | UnknownEnding | NotSent;
