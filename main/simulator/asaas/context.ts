import { randomBytes } from 'node:crypto';
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import { BRASILIA_ZONE, instantInSaoPaulo, toMs, type Instant } from '../../../domain/instant.ts';
import type { GatewayPorts } from '../gateway.ts';
import { createBook, type Book } from '../store/asaas/book.ts';
import { createCustomers, type Customers } from '../store/asaas/customers.ts';
import { createInstallments, type Installments } from '../store/asaas/installments.ts';
import { createPayments, type Payments } from '../store/asaas/payments.ts';
import {
  createWebhookQueue,
  createWebhooks,
  type WebhookQueue,
  type Webhooks,
} from '../store/asaas/webhooks.ts';
import { createCallbackUrls, type CallbackUrls } from '../store/callback-urls.ts';
import { createAccount, type Account } from './account.ts';

export const ASAAS_ID = 'asaas';

/** What every part of the simulated Asaas works with. */
export interface AsaasContext {
  readonly ports: GatewayPorts;
  readonly customers: Customers;
  readonly payments: Payments;
  readonly installments: Installments;
  readonly webhooks: Webhooks;
  readonly webhookQueue: WebhookQueue;
  /** Whether a webhook's queue is paused is the state of its URL. */
  readonly urls: CallbackUrls;
  readonly book: Book;
  readonly account: ReturnType<typeof createAccount>;
  now(): Instant;
  /** The civil date in São Paulo. */
  today(): CivilDate;
  settings(): Account;
}

export function createContext(ports: GatewayPorts): AsaasContext {
  const { db } = ports.store;
  const account = createAccount(ports);
  return {
    ports,
    customers: createCustomers(db),
    payments: createPayments(db),
    installments: createInstallments(db),
    webhooks: createWebhooks(db),
    webhookQueue: createWebhookQueue(db),
    urls: createCallbackUrls(db),
    book: createBook(db),
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

/** `2026-12-11 10:20:30`, Brasília, as Asaas writes instants. */
export const localTime = (at: Instant): string => localForm.format(toMs(at));

/** Midnight in São Paulo at which the day begins. */
export const startOfDay = (on: CivilDate): Instant => instantInSaoPaulo(`${on} 00:00:00`);

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Lower-case letters and digits, never the same twice. */
export function randomText(length: number): string {
  return Array.from(randomBytes(length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}
