/** What a simulated gateway is to the server around it. To add one: a folder with the same file names, a line in registry.ts. */
import type { CivilDate } from '../../domain/civil-date.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Cents } from '../../domain/money.ts';
import type { Callback, PostOutcome } from './callback-client.ts';
import type { Clock } from './clock.ts';
import type { Answer, ApiRequest } from './http.ts';
import type { RetryPolicy } from './retry-policy.ts';
import type { NewDelivery } from './store/deliveries.ts';
import type { Ledger } from './store/ledger.ts';
import type { Store } from './store/open.ts';
import type { Settings } from './store/settings.ts';

/** What the payer, the bank or the operator of the gateway's panel can do to a charge. */
export const chargeActions = [
  'pay',
  'identify',
  'overdue',
  'credit',
  'settle',
  'cancel',
  'expire',
  'refund',
  'contest',
  'restore',
] as const;

export type ChargeAction = (typeof chargeActions)[number];

/** `amountCents` defaults to what is due on `on`, `on` to today in São Paulo. */
export interface ActionInput {
  readonly amountCents?: Cents | undefined;
  readonly on?: CivilDate | undefined;
}

/** `refused` is told as 409 with the reason in Portuguese, `unknown-charge` as 404. */
export type ActionOutcome =
  | { readonly kind: 'done'; readonly charge: ChargeOverview }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown-charge' };

/** A charge as `GET /control/<id>/charges` shows it. `id` is the gateway's own id as text. */
export interface ChargeOverview {
  readonly id: string;
  readonly groupId: string | null;
  readonly parcel: number | null;
  readonly customId: string | null;
  readonly status: string;
  readonly totalCents: Cents;
  /** What a payer would pay today; null where nothing can be paid. */
  readonly dueTodayCents: Cents | null;
  readonly dueOn: CivilDate | null;
  readonly payer: string | null;
  readonly linha: string | null;
  readonly pixPayload: string | null;
  readonly callbackUrl: string | null;
  readonly createdAt: Instant;
}

export interface ChargeQuery {
  /** The one charge with this id. */
  readonly id?: string | undefined;
  readonly status?: string | undefined;
  readonly customId?: string | undefined;
  /** In the order of their making unless this is true. */
  readonly newestFirst?: boolean | undefined;
  readonly limit: number;
  readonly offset: number;
}

/** How the gateway would reach the payer, and where it shows the charge. */
export interface ChargeContact {
  readonly email: string | null;
  readonly pageUrl: string | null;
  readonly pdfUrl: string | null;
}

/** Settings of the simulated account; which there are is the gateway's affair. */
export type AccountSettings = Readonly<Record<string, unknown>>;

export type SettingsOutcome =
  | { readonly kind: 'done'; readonly settings: AccountSettings }
  | { readonly kind: 'invalid'; readonly reason: string };

export interface SimulatedGateway {
  readonly id: string;
  readonly retryPolicy: RetryPolicy;
  /** Content types of the bodies that its API takes, `application/json` as a rule. */
  readonly bodyTypes: readonly string[];
  /** Fixed credentials, told by `GET /control`. */
  readonly credentials: Readonly<Record<string, string>>;
  /** Whether its API is also served on the port that asks for a client certificate. */
  readonly takesCertificates?: boolean;
  /** Answers the gateway's own API, errors in the gateway's own shape. */
  handle(request: ApiRequest): Answer | Promise<Answer>;
  /** The gateway's own answer that carries an error code, in its shape; a code that it does not know gets no special text. */
  errorAnswer(code: string): Answer;
  /** The gateway's own answer when a quota is spent. */
  rateLimited(): Answer;
  /** Every status that a charge of it can have, for the panel's filter. */
  readonly statuses?: readonly string[];
  charges(query: ChargeQuery): readonly ChargeOverview[];
  /** Absent for gateways that keep neither the payer's e-mail nor a page of the charge. */
  contactOf?(chargeId: string): ChargeContact | undefined;
  /** Keeps what it changes in the store alone: the panel rehearses each action to know whether it is possible. */
  act(chargeId: string, action: ChargeAction, input: ActionInput): ActionOutcome;
  /** The callback that the gateway's "Testar" sends to a URL. */
  testCallback(url: string): Pick<NewDelivery, 'url' | 'contentType' | 'headers' | 'body'>;
  /**
   * Callback URLs of the account by their names in `settings`, null = none; for gateways whose panel holds them.
   * `PUT /control/<id>/url` sets them by these names.
   */
  panelUrls?(): Readonly<Record<string, string | null>>;
  /** The panel switched a callback URL on again; for gateways that send what has piled up by themselves. */
  urlSwitchedOn?(url: string): void;
  settings(): AccountSettings;
  changeSettings(change: unknown): SettingsOutcome;
  /** Does what the passing of time does up to now (overdue, expired). */
  catchUp(): void;
  /** When `catchUp` has something to do next. */
  nextChangeAt(): Instant | undefined;
}

/** What the server gives a gateway. */
export interface GatewayPorts {
  readonly store: Store;
  readonly ledger: Ledger;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly callbacks: {
    enqueue(delivery: NewDelivery): void;
    acknowledge(gateway: string, subject: string, upTo: number): void;
    /** Sends what is still to be sent of a subject to another URL. */
    redirect(gateway: string, subject: string, url: string): void;
    /** Looks again for what is due, after a queue was changed. */
    wake(): void;
    /** POSTs at once, beside the queue: how a gateway tries a URL before it takes it. */
    probe(callback: Callback, how: { readonly withCertificate: boolean }): Promise<PostOutcome>;
  };
  /** The gateway's base URL, `http://127.0.0.1:Q/<id>`. */
  readonly baseUrl: () => string;
}

export type GatewayFactory = (ports: GatewayPorts) => SimulatedGateway;
