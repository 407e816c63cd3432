/** Telling the webhooks what happened to a charge (asaas.md 5.2). */
import { createHash, randomUUID } from 'node:crypto';
import type { NewDelivery } from '../store/deliveries.ts';
import type { Payment } from '../store/asaas/payment.ts';
import type { Webhook } from '../store/asaas/webhooks.ts';
import { ASAAS_ID, localTime, type AsaasContext } from './context.ts';
import { paymentView } from './views.ts';

/** Names of the events of charges that the simulator can send. */
export type PaymentEvent =
  | 'PAYMENT_CREATED'
  | 'PAYMENT_UPDATED'
  | 'PAYMENT_CONFIRMED'
  | 'PAYMENT_RECEIVED'
  | 'PAYMENT_OVERDUE'
  | 'PAYMENT_DELETED'
  | 'PAYMENT_RESTORED'
  | 'PAYMENT_REFUNDED'
  | 'PAYMENT_PARTIALLY_REFUNDED'
  | 'PAYMENT_RECEIVED_IN_CASH_UNDONE'
  | 'PAYMENT_BANK_SLIP_CANCELLED'
  | 'PAYMENT_BANK_SLIP_VIEWED'
  | 'PAYMENT_CHECKOUT_VIEWED';

const CONTENT_TYPE = 'application/json;charset=UTF-8';

/** Queues an event for every webhook that wants it; the body holds the charge as it is now. */
export function tell(context: AsaasContext, event: PaymentEvent, payment: Payment): void {
  for (const webhook of context.webhooks.list())
    if (webhook.isEnabled && webhook.events.includes(event))
      context.ports.callbacks.enqueue(deliveryOf(context, webhook, { event, payment }));
}

interface Told {
  readonly event: PaymentEvent;
  readonly payment: Payment;
}

function deliveryOf(
  context: AsaasContext,
  webhook: Webhook,
  { event, payment }: Told,
): NewDelivery {
  const at = context.now();
  const sequence = context.webhooks.addEvent(event, payment.id, at);
  const isOrdered = webhook.sendType === 'SEQUENTIALLY';
  return {
    gateway: ASAAS_ID,
    charge: payment.id,
    // Without order each event is a queue of its own.
    subject: isOrdered ? webhook.id : `${webhook.id} ${String(sequence)}`,
    sequence,
    change: event,
    url: webhook.url,
    contentType: CONTENT_TYPE,
    headers: headersOf(context, webhook),
    body: JSON.stringify({
      id: eventId(payment, event, sequence),
      event,
      dateCreated: localTime(at),
      account: { id: accountId(context), ownerId: null },
      payment: paymentView(context, payment),
    }),
    settledBy: 'answer',
    isOrdered,
  };
}

/** The token is sent as it is; nothing is signed. */
export const headersOf = (
  context: AsaasContext,
  { authToken }: Pick<Webhook, 'authToken'>,
): Readonly<Record<string, string>> => ({
  'user-agent': context.settings().callbackUserAgent,
  ...(authToken === null ? {} : { 'asaas-access-token': authToken }),
});

/** `evt_<32 hex>&<digits>`: kept for all tries of one event. */
function eventId(payment: Payment, event: string, sequence: number): string {
  const hash = createHash('md5')
    .update(`${payment.id} ${event} ${String(sequence)}`)
    .digest('hex');
  return `evt_${hash}&${String(368_604_919 + sequence)}`;
}

/** The account's own id, made once. */
function accountId({ ports: { settings } }: AsaasContext): string {
  const stored = settings.get(ASAAS_ID, 'accountId');
  if (typeof stored === 'string') return stored;
  const made = randomUUID();
  settings.put(ASAAS_ID, 'accountId', made);
  return made;
}

/** A made-up event about a charge that does not exist, with the token of the webhook at that URL. */
export function testPost(
  context: AsaasContext,
  url: string,
): Pick<NewDelivery, 'url' | 'contentType' | 'headers' | 'body'> {
  const webhook = context.webhooks.list().find((one) => one.url === url);
  const payment = { object: 'payment', id: 'pay_0_00000000000000', status: 'PENDING' };
  return {
    url,
    contentType: CONTENT_TYPE,
    headers: headersOf(context, webhook ?? { authToken: null }),
    body: JSON.stringify({
      id: `evt_${randomUUID().replaceAll('-', '')}&0`,
      event: 'PAYMENT_CREATED',
      dateCreated: localTime(context.now()),
      account: { id: accountId(context), ownerId: null },
      payment,
    }),
  };
}
