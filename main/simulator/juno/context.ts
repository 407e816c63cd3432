import { randomBytes } from 'node:crypto';
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import { BRASILIA_ZONE, instantInSaoPaulo, toMs, type Instant } from '../../../domain/instant.ts';
import type { GatewayPorts } from '../gateway.ts';
import { createCallbackUrls, type CallbackUrls } from '../store/callback-urls.ts';
import { createAccountBook, type AccountBook } from '../store/juno/account.ts';
import { createCharges, type Charges } from '../store/juno/charges.ts';
import { createPayments, type Payments } from '../store/juno/payments.ts';
import { createWebhooks, type Webhooks } from '../store/juno/webhooks.ts';
import { createAccount, type Account } from './account.ts';

export const JUNO_ID = 'juno';

/** What every part of the simulated Juno works with. */
export interface JunoContext {
  readonly ports: GatewayPorts;
  readonly charges: Charges;
  readonly payments: Payments;
  readonly webhooks: Webhooks;
  /** Whether a webhook's address was switched off is the state of its URL. */
  readonly urls: CallbackUrls;
  readonly book: AccountBook;
  readonly account: ReturnType<typeof createAccount>;
  now(): Instant;
  /** The civil date in São Paulo. */
  today(): CivilDate;
  settings(): Account;
}

export function createContext(ports: GatewayPorts): JunoContext {
  const { db } = ports.store;
  const account = createAccount(ports);
  return {
    ports,
    charges: createCharges(db),
    payments: createPayments(db),
    webhooks: createWebhooks(db),
    urls: createCallbackUrls(db),
    book: createAccountBook(db),
    account,
    now: () => ports.clock.now(),
    today: () => civilDateOf(ports.clock.now()),
    settings: () => account.get(),
  };
}

const localForm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: BRASILIA_ZONE,
  dateStyle: 'short',
  timeStyle: 'medium',
});

/** `2026-12-12 10:20:30`, Brasília. */
export const localTime = (at: Instant): string => localForm.format(toMs(at));

/** `2026-12-12T10:20:30.123-03:00`. Brasília has had no summer time since 2019. */
export const localStamp = (at: Instant): string =>
  `${localTime(at).replace(' ', 'T')}.${at.slice(20, 23)}-03:00`;

/** Midnight in São Paulo at which the day begins. */
export const startOfDay = (on: CivilDate): Instant => instantInSaoPaulo(`${on} 00:00:00`);

/** Lower-case hexadecimal digits, never the same twice. */
export const randomHex = (length: number): string => randomBytes(length / 2).toString('hex');

/** A prefixed identity with upper-case hexadecimal digits: `chr_`, `pay_`, `wbh_` (juno.md 3.2). */
export const newId = (prefix: string, length: number): string =>
  `${prefix}_${randomHex(length).toUpperCase()}`;

/** An address of the resource server; links carry the prefix of the sandbox. */
export const apiUrl = (context: JunoContext, path: string): string =>
  `${context.ports.baseUrl()}/api-integration${path}`;

/** The digital account's own id, made once. */
export function digitalAccountId({ ports: { settings } }: JunoContext): string {
  const stored = settings.get(JUNO_ID, 'digitalAccountId');
  if (typeof stored === 'string') return stored;
  const made = newId('dac', 16);
  settings.put(JUNO_ID, 'digitalAccountId', made);
  return made;
}
