/** Telling the webhooks what happened (juno.md 3.4). */
import { createHash, createHmac } from 'node:crypto';
import { formatAmount, type Cents } from '../../../domain/money.ts';
import type { Charge, Payer, Payment } from '../store/juno/charge.ts';
import type { NewDelivery } from '../store/deliveries.ts';
import type { Webhook } from '../store/juno/webhooks.ts';
import {
  digitalAccountId,
  JUNO_ID,
  localStamp,
  localTime,
  randomHex,
  type JunoContext,
} from './context.ts';
import { isEnabled, type SentEvent } from './event-types.ts';
import { codeOf, reais } from './views.ts';

const CONTENT_TYPE = 'application/json;charset=UTF-8';

/** What an event is about. */
interface Told {
  readonly type: SentEvent;
  readonly charge: Charge;
  /** The status that is told, for people and for filters. */
  readonly change: string;
  readonly entity: {
    readonly entityId: string;
    readonly entityType: 'CHARGE' | 'PAYMENT';
    readonly attributes: unknown;
  };
}

export function tellCharge(
  context: JunoContext,
  type: 'CHARGE_CREATED' | 'CHARGE_STATUS_CHANGED',
  charge: Charge,
): void {
  const attributes = {
    ...ownAttributes(context, charge),
    amount: amountOf(context, charge.amountCents),
    status: charge.status,
    dueDate: charge.dueOn,
  };
  tell(context, { type, charge, change: charge.status, entity: chargeEntity(charge, attributes) });
}

/** The payer has seen the boleto: as a document, or elsewhere. Which page counts as what is a guess. */
export function tellRead(
  context: JunoContext,
  charge: Charge,
  source: 'DOCUMENT' | 'UNDEFINED',
): void {
  const type = 'CHARGE_READ_CONFIRMATION';
  const attributes = { ...ownAttributes(context, charge), source };
  tell(context, { type, charge, change: type, entity: chargeEntity(charge, attributes) });
}

export function tellPayment(context: JunoContext, charge: Charge, payment: Payment): void {
  const hasPayback = payment.paybackCents > 0;
  const attributes = {
    digitalAccountId: digitalAccountId(context),
    createdOn: localTime(payment.createdAt),
    date: payment.paidOn,
    releaseDate: payment.releaseOn,
    amount: amountOf(context, payment.amountCents),
    fee: amountOf(context, payment.feeCents),
    status: payment.status,
    type: payment.type,
    paybackDate: payment.paybackOn,
    paybackAmount: hasPayback ? amountOf(context, payment.paybackCents) : null,
    charge: chargeOfPayment(context, charge),
  };
  const entity = { entityId: payment.id, entityType: 'PAYMENT', attributes } as const;
  tell(context, { type: 'PAYMENT_NOTIFICATION', charge, change: payment.status, entity });
}

const chargeEntity = (charge: Charge, attributes: unknown) =>
  ({ entityId: charge.id, entityType: 'CHARGE', attributes }) as const;

const ownAttributes = (context: JunoContext, charge: Charge) => ({
  digitalAccountId: digitalAccountId(context),
  code: codeOf(charge),
  reference: charge.reference,
});

function chargeOfPayment(context: JunoContext, charge: Charge) {
  const sure = {
    id: charge.id,
    code: codeOf(charge),
    dueDate: charge.dueOn,
    amount: amountOf(context, charge.amountCents),
  };
  if (context.settings().callbackCharge === 'bare') return sure;
  return {
    ...sure,
    reference: charge.reference,
    status: charge.status,
    payer: payerView(charge.payer),
  };
}

/** The prefix of the payer's id is a guess. */
function payerView({ name, document, address }: Payer) {
  const hash = createHash('sha256').update(document).digest('hex').slice(0, 16);
  return { id: `pyr_${hash.toUpperCase()}`, name, address: address ?? {} };
}

/** Amounts are text or numbers: clients expect both. */
const amountOf = (context: JunoContext, amount: Cents): string | number =>
  context.settings().callbackAmounts === 'text' ? plainAmount(amount) : reais(amount);

const plainAmount = (amount: Cents): string =>
  formatAmount(amount).replaceAll('.', '').replace(',', '.');

function tell(context: JunoContext, told: Told): void {
  if (!isEnabled(context, told.type)) return;
  for (const webhook of context.webhooks.list())
    if (webhook.status === 'ACTIVE' && webhook.eventTypes.includes(told.type))
      context.ports.callbacks.enqueue(deliveryOf(context, webhook, told));
}

function deliveryOf(context: JunoContext, webhook: Webhook, told: Told): NewDelivery {
  const sequence = context.webhooks.addEvent(told.type, told.charge.id, context.now());
  return {
    gateway: JUNO_ID,
    charge: told.charge.id,
    subject: `${webhook.id} ${told.charge.id}`,
    sequence,
    change: told.change,
    ...signedPost(webhook, bodyOf(context, told.type, told.entity)),
    settledBy: 'answer',
  };
}

const bodyOf = (context: JunoContext, eventType: string, entity: unknown): string =>
  JSON.stringify({
    eventId: randomHex(32).toUpperCase(),
    eventType,
    timestamp: localStamp(context.now()),
    data: [entity],
  });

/** Lower-case hexadecimal HMAC-SHA256 over the raw body; the secret is text, not decoded. */
function signedPost({ url, secret }: Pick<Webhook, 'url' | 'secret'>, body: string) {
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return { url, contentType: CONTENT_TYPE, headers: { 'X-Signature': signature }, body };
}

/** A made-up event about a charge that does not exist, signed with the secret of the webhook at that URL. */
export function testPost(
  context: JunoContext,
  url: string,
): Pick<NewDelivery, 'url' | 'contentType' | 'headers' | 'body'> {
  const webhook = context.webhooks.list().find((one) => one.url === url);
  const entity = {
    entityId: `chr_${'0'.repeat(32)}`,
    entityType: 'CHARGE',
    attributes: { digitalAccountId: digitalAccountId(context), code: 0, status: 'ACTIVE' },
  };
  const body = bodyOf(context, 'CHARGE_STATUS_CHANGED', entity);
  return signedPost(webhook ?? { url, secret: '0'.repeat(64) }, body);
}
