import type { Instant } from '../../../domain/instant.ts';
import type { Answer, ApiRequest } from '../http.ts';
import type { RetryPolicy } from '../retry-policy.ts';
import type { Payment, Refund } from '../store/pix/charge.ts';
import type { Account } from './account.ts';
import type { Refusal } from './refusal.ts';

/** Where a Pix is shown: pushed to the webhook, asked for by itself, or as part of its charge, alone or in a list. */
export type PixPlace = 'callback' | 'query' | 'charge' | 'charge-list';

/** What one bank does in its own way; everything else is the API Pix of the central bank. */
export interface PixProfile {
  readonly id: 'pix-bb' | 'pix-efi';
  /** Where the API begins on the bank's host, and where tokens are given. */
  readonly apiPrefix: string;
  readonly tokenPath: string;
  readonly tokenSeconds: number;
  /** Host and path of payloads, without scheme; `cobv/` follows for charges with due date. */
  readonly locationBase: string;
  /** Whether a charge with due date tells `location` beside `loc`. */
  readonly tellsDueLocation: boolean;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly credentials: Readonly<Record<string, string>>;
  readonly bodyTypes: readonly string[];
  readonly retryPolicy: RetryPolicy;
  readonly callback: Readonly<{ contentType: string; headers: Readonly<Record<string, string>> }>;
  readonly account: Account;
  /** Refuses a token request of the wrong form; undefined when it may go on. */
  refuseTokenRequest(request: ApiRequest): Answer | undefined;
  /** Fields `grant_type` and `scope` of a token request. */
  readTokenRequest(request: ApiRequest): URLSearchParams;
  wrongClient(): Answer;
  /** Refuses a call before its token is looked at; undefined when it may go on. */
  refuseCall(account: Account, request: ApiRequest): Answer | undefined;
  wrongToken(): Answer;
  refusalAnswer(account: Account, refusal: Refusal): Answer;
  /** The bank's error of that code, for a fault; undefined when it is none of its own. */
  errorOf(code: string): Answer | undefined;
  instantText(account: Account, at: Instant): string;
  expirationOf(account: Account, seconds: number): number | string;
  /** `parametros.inicio` and `fim` of a list. */
  windowText(account: Account, name: 'inicio' | 'fim', at: Instant): string;
  /** Fields of a Pix beside the standard ones, and standard ones that this bank leaves out as undefined. */
  pixExtras(account: Account, payment: Payment, place: PixPlace): Readonly<Record<string, unknown>>;
  refundExtras(refund: Refund): Readonly<Record<string, unknown>>;
  /** Whether a Pix without txid is told. */
  tellsWithoutTxid(account: Account, key: string): boolean;
  /** Whether a URL can be a webhook at all; the reason when not. */
  whyNoWebhook(url: string): string | undefined;
}
