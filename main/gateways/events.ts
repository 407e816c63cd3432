/** What gateways tell by themselves, by callback and by list, and the money in it. */
import type { CivilDate } from '../../domain/civil-date.ts';
import type { EventKind } from '../../domain/gateway-event.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Cents } from '../../domain/money.ts';

export interface ChangeWindow {
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly after?: string;
}

export type ChangePage =
  | { readonly found: 'page'; readonly events: readonly GatewayEvent[]; readonly next?: string }
  | { readonly found: 'unreachable'; readonly text: string };

export interface CallbackToRead {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** It came without a secret of ours: nothing that it says is believed, the gateway's answer alone counts. */
  readonly isHint?: boolean;
}

export type CallbackReading =
  /** Verified at the gateway. `parsed` is what the body said, for the screen. */
  | {
      readonly reading: 'events';
      readonly events: readonly GatewayEvent[];
      readonly parsed: ParsedCallback;
    }
  /** The gateway does not know what the callback speaks of. */
  | { readonly reading: 'unknown-token'; readonly parsed: ParsedCallback }
  /** Not a callback of this gateway. */
  | { readonly reading: 'unreadable'; readonly why: string }
  /** The gateway could not be asked now: try again. */
  | { readonly reading: 'unreachable'; readonly text: string; readonly parsed: ParsedCallback };

export type ParsedCallback = Readonly<Record<string, string>>;

/** One thing that happened to one charge, told once by `eventKey`. */
export interface GatewayEvent {
  /** Unique in the account, the same whenever the gateway tells it again. */
  readonly eventKey: string;
  readonly kind: EventKind;
  readonly target: EventTarget;
  /** Of `refunded`: the payment that was given back, where the gateway names it; else all of the charge. */
  readonly payment?: ReportedPayment;
  readonly happenedAt?: Instant;
  readonly happenedOn?: CivilDate;
  /** The gateway's own word for the status, and its entry as JSON with secrets masked. */
  readonly rawStatus: string;
  readonly raw: string;
}

/** Whom an event is about: matched by gateway id, then reference, then group and parcel. */
export interface EventTarget {
  readonly gatewayId?: string;
  readonly reference?: string;
  readonly groupId?: string;
  readonly parcel?: number;
  /**
   * Of a Pix of a static code of ours, key and reference of which were the right ones: the bank knows no charge of it,
   * and anybody can pay another amount with the same two.
   */
  readonly isStaticCode?: true;
}

/** Money as the gateway reported it. Only what it said; nothing is computed here. */
export interface ReportedPayment {
  /** Unique in the account whatever the road, for example `44800001:paid:1`. */
  readonly paymentKey: string;
  readonly amountCents?: Cents;
  readonly feeCents?: Cents;
  readonly lateCents?: Cents;
  readonly discountCents?: Cents;
  readonly paidOn: CivilDate;
  readonly creditedOn?: CivilDate;
  readonly method: 'boleto' | 'pix' | 'card' | 'other';
}
