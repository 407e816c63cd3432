/** Pix received: how one comes in, its refunds, and what the webhook is told of both. */
import { randomInt } from 'node:crypto';
import { addMs, instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import { cents, sum, type Cents } from '../../../domain/money.ts';
import type { Charge, Payment, Person, Refund } from '../store/pix/charge.ts';
import { amountDue, type AmountDue } from './amounts.ts';
import type { PixContext } from './context.ts';
import { pixView } from './views.ts';

const ALPHANUMERIC = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A bank that does not exist. */
const PAYER_ISPB = '99999999';

/** Who pays what names no payer; the CPF is a made-up one. */
const STRANGER: Person = { cpf: '11144477735', nome: 'PAGADOR SIMULADO' };

export interface Incoming {
  /** Undefined for a Pix of a static code, or straight to the key. */
  readonly charge: Charge | undefined;
  readonly txid: string | null;
  /** Defaults to what the charge costs on the day. */
  readonly amountCents?: Cents | undefined;
  readonly on: CivilDate;
}

/** A Pix settles: stored, the charge is CONCLUIDA, the book gets its row, the webhook is told. */
export function receive(context: PixContext, incoming: Incoming): Payment {
  const payment = paymentOf(context, incoming);
  context.payments.add(payment);
  const { charge } = incoming;
  if (charge?.status === 'ATIVA') context.charges.save({ ...charge, status: 'CONCLUIDA' });
  const { amountCents, feeCents, txid, ledgerKey } = payment;
  context.ports.ledger.add(context.profile.id, {
    charge: ledgerKey,
    customId: txid,
    paidCents: amountCents,
    feeCents,
    paidOn: incoming.on,
    creditedOn: incoming.on,
  });
  notify(context, payment, 'CONCLUIDA');
  return payment;
}

function paymentOf(context: PixContext, incoming: Incoming): Payment {
  const { charge, txid, on } = incoming;
  const due = charge === undefined ? undefined : amountDue(charge, on);
  const amountCents = incoming.amountCents ?? due?.totalCents;
  if (amountCents === undefined) throw new RangeError('A Pix without charge needs an amount');
  const at = on === context.today() ? context.now() : instantInSaoPaulo(`${on} 12:00:00`);
  const e2eid = newId('E', at);
  const isFirst = txid !== null && context.payments.ofTxid(txid).length === 0;
  return {
    e2eid,
    txid,
    key: charge?.content.chave ?? context.settings().keys[0] ?? '',
    amountCents,
    feeCents: cents(Math.min(context.settings().feeCents, amountCents)),
    components: componentsOf(due, amountCents),
    payer: charge?.content.devedor ?? STRANGER,
    info: 'Pagamento simulado',
    at,
    ledgerKey: isFirst ? txid : e2eid,
  };
}

/** Another amount than the one due is not explained by the terms of the charge. */
const componentsOf = (due: AmountDue | undefined, amount: Cents): Payment['components'] =>
  due?.totalCents === amount ? due.components : { original: amount };

/** `E` or `D`, the bank, the minute in UTC, eleven characters (pix.md 1.4). */
function newId(kind: 'E' | 'D', at: Instant): string {
  const minute = at.replace(/\D/g, '').slice(0, 12);
  const tail = Array.from({ length: 11 }, () => ALPHANUMERIC[randomInt(ALPHANUMERIC.length)]);
  return `${kind}${PAYER_ISPB}${minute}${tail.join('')}`;
}

/** What was neither given back nor is on its way back. */
export function refundableCents(context: PixContext, { e2eid, amountCents }: Payment): Cents {
  const given = context.payments
    .refundsOf(e2eid)
    .filter(({ status }) => status !== 'NAO_REALIZADO')
    .map((refund) => refund.amountCents);
  return cents(amountCents - sum(given));
}

export interface NewRefund {
  readonly id: string;
  readonly amountCents: Cents;
  readonly nature: string;
  readonly description: string | null;
  /** From the request to the final state. */
  readonly seconds: number;
}

/** Begins a refund; the clock brings it to its final state. */
export function beginRefund(context: PixContext, payment: Payment, refund: NewRefund): Refund {
  const now = context.now();
  const { seconds, ...asked } = refund;
  const begun: Refund = {
    ...asked,
    e2eid: payment.e2eid,
    rtrId: newId('D', now),
    status: 'EM_PROCESSAMENTO',
    reason: null,
    requestedAt: now,
    settlesAt: addMs(now, seconds * 1_000),
  };
  context.payments.addRefund(begun);
  return begun;
}

/** Brings a refund to its final state and tells it. */
export function endRefund(
  context: PixContext,
  refund: Refund,
  status: 'DEVOLVIDO' | 'NAO_REALIZADO',
): void {
  const payment = context.payments.byId(refund.e2eid);
  if (payment === undefined) throw new RangeError(`No Pix ${refund.e2eid}`);
  const reason = status === 'NAO_REALIZADO' ? 'Saldo insuficiente' : null;
  context.payments.endRefund(refund, { status, reason });
  if (status === 'DEVOLVIDO') bookRefunds(context, payment, refund);
  notify(context, payment, status);
}

function bookRefunds(context: PixContext, payment: Payment, last: Refund): void {
  const done = context.payments
    .refundsOf(payment.e2eid)
    .filter(({ status }) => status === 'DEVOLVIDO');
  context.ports.ledger.markRefunded(context.profile.id, {
    charge: payment.ledgerKey,
    refundedCents: sum(done.map(({ amountCents }) => amountCents)),
    refundedOn: civilDateOf(last.settlesAt),
  });
}

/** Tells the webhook of the Pix's key, where there is one (pix.md 2). */
export function notify(context: PixContext, payment: Payment, change: string): void {
  const webhook = context.webhooks.byKey(payment.key);
  if (webhook === undefined || !isTold(context, payment)) return;
  const refunds = context.payments.refundsOf(payment.e2eid);
  const { profile } = context;
  context.ports.callbacks.enqueue({
    gateway: profile.id,
    charge: payment.txid ?? payment.e2eid,
    subject: payment.e2eid,
    sequence: 1 + refunds.filter(({ status }) => status !== 'EM_PROCESSAMENTO').length,
    change,
    url: callbackUrl(webhook.url),
    ...profile.callback,
    body: JSON.stringify({ pix: [pixView(context, payment, 'callback')] }),
    settledBy: 'answer',
  });
}

const isTold = (context: PixContext, { txid, key }: Payment): boolean =>
  txid !== null || context.profile.tellsWithoutTxid(context.settings(), key);

/** The registered URL with `/pix` after it, whatever it ends in: a query swallows the suffix (efi.md 6.4). */
export const callbackUrl = (url: string): string =>
  url.endsWith('/') && !url.includes('?') ? `${url}pix` : `${url}/pix`;
