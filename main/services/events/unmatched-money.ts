/** Money for a charge that we do not know (yet): kept as a fact, settled as soon as its charge turns up. */
import type { GatewayEvent } from '../../gateways/events.ts';
import type { Account } from '../../store/accounts.ts';
import type { Charge } from '../../store/charges.ts';
import { confirmPayment, settleStored } from '../settlement/confirm-payment.ts';
import { paymentByKey } from '../settlement/payment-by-key.ts';
import { reversePayment } from '../settlement/reverse-payment.ts';
import type { Tools } from '../tools.ts';
import { chargePaidBy } from './static-pix.ts';

/** Stores the payment of an event that found no charge, for "Precisa de você". */
export function keepUnmatchedMoney(
  tools: Tools,
  about: { readonly account: Account; readonly event: GatewayEvent; readonly eventId: number },
): void {
  const { account, event } = about;
  const { payment } = event;
  // Without an amount there is no fact to keep: the event itself stays, and is tried again.
  if (event.kind !== 'paid' || payment?.amountCents === undefined) return;
  confirmPayment(tools, {
    environment: account.environment,
    account,
    charge: undefined,
    titulo: undefined,
    paymentKey: payment.paymentKey,
    source: 'gateway',
    method: payment.method,
    amountCents: payment.amountCents,
    lateCents: payment.lateCents,
    discountCents: payment.discountCents,
    feeCents: payment.feeCents,
    paidOn: payment.paidOn,
    creditedOn: payment.creditedOn,
    actor: `gateway:${account.id}`,
    cause: `event:${about.eventId}`,
  });
}

/** @returns whether the event's payment had been kept, and is settled now */
export function settleUnmatchedMoney(
  tools: Tools,
  about: { readonly account: Account; readonly event: GatewayEvent; readonly charge: Charge },
): boolean {
  const { account, event, charge } = about;
  const { books } = tools;
  const key = event.payment?.paymentKey;
  if (event.kind !== 'paid' || key === undefined) return false;
  const { environment } = account;
  const payment = paymentByKey(tools, { account, environment, paymentKey: key });
  if (payment?.review !== 'unmatched') return false;
  settleStored(tools, {
    payment,
    titulo: books.titulos.getById(charge.tituloId),
    charge: chargePaidBy(event, charge),
    mode: 'by-rule',
    actor: `gateway:${account.id}`,
  });
  return true;
}

/** Money that had no charge of ours went back: whatever was done with it since is taken back. */
export function returnUnmatchedMoney(
  tools: Tools,
  { account, event }: { readonly account: Account; readonly event: GatewayEvent },
): void {
  const key = event.payment?.paymentKey;
  if (event.kind !== 'refunded' || key === undefined) return;
  const { environment } = account;
  const payment = paymentByKey(tools, { account, environment, paymentKey: key });
  if (payment === undefined) return;
  reversePayment(tools, {
    payment,
    kind: 'refund',
    reversalKey: event.eventKey,
    actor: `gateway:${account.id}`,
  });
}
