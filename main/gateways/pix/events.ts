/** Charges and Pix, by whatever road they came -> events that are told once. */
import { civilDateOf } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import { cents, sum, type Cents } from '../../../domain/money.ts';
import type { EventTarget, GatewayEvent, ReportedPayment } from '../events.ts';
import { maskedRecord } from '../masking.ts';
import { kindOf, readCents, readInstant, refundKindOf, targetOf } from './mapping.ts';
import type { WireCharge, WirePix, WireRefund } from './wire.ts';

/** A Pix as the bank showed it when it was asked. */
export interface SeenPix {
  readonly pix: WirePix;
  readonly raw: unknown;
  /** Its day stands for the day of payment where the bank gives none. */
  readonly seenAt: Instant;
}

export interface SeenCharge {
  readonly charge: WireCharge;
  readonly raw: unknown;
  readonly pix: readonly SeenPix[];
}

/** Payments come first: a charge that was removed while one was under way is paid all the same. */
export function eventsOfCharge({ charge, raw, pix }: SeenCharge): readonly GatewayEvent[] {
  const paid = pix.flatMap((one) =>
    eventsOfPix({ ...one, pix: { ...one.pix, txid: charge.txid } }),
  );
  const kind = kindOf(charge);
  // A status says that a charge was paid, only a Pix says what was paid (pix 1.5).
  if (kind === 'paid') return paid;
  const happenedAt = kind === 'registered' ? readInstant(charge.calendario.criacao) : undefined;
  const state: GatewayEvent = {
    eventKey: `${charge.txid}:${charge.status}`,
    kind,
    target: targetOf(charge.txid),
    ...(happenedAt && { happenedAt, happenedOn: civilDateOf(happenedAt) }),
    rawStatus: charge.status,
    raw: maskedRecord(raw),
  };
  return [...paid, state];
}

/** The payment, then what went back of it. */
export function eventsOfPix(seen: SeenPix): readonly GatewayEvent[] {
  const { pix, raw, seenAt } = seen;
  const happenedAt = readInstant(pix.horario) ?? seenAt;
  const event: GatewayEvent = {
    eventKey: `${pix.endToEndId}:paid`,
    kind: 'paid',
    target: targetOfPix(pix),
    payment: paymentOf(pix, happenedAt),
    happenedAt,
    happenedOn: civilDateOf(happenedAt),
    rawStatus: 'CONCLUIDA',
    raw: maskedRecord(raw),
  };
  return [event, ...refundEvents(pix, event.target)];
}

/** A static code is ours with our key alone: without one its txid is just a text. */
function targetOfPix({ txid, chave }: WirePix): EventTarget {
  if (txid === undefined) return {};
  const target = targetOf(txid);
  return target.isStaticCode && chave === undefined ? { gatewayId: txid } : target;
}

/** `horario` is the moment at which the money was in the account (pix 7.1); the day is São Paulo's (pix 7.4). */
function paymentOf(pix: WirePix, happenedAt: Instant): ReportedPayment {
  const amountCents = readCents(pix.valor);
  const paidOn = civilDateOf(happenedAt);
  const feeCents = readCents(pix.gnExtras?.tarifa ?? '');
  return {
    paymentKey: pix.endToEndId,
    ...(amountCents !== undefined && { amountCents }),
    ...(feeCents !== undefined && { feeCents }),
    ...componentsOf(pix),
    paidOn,
    creditedOn: paidOn,
    method: 'pix',
  };
}

/** What the bank added and took off for that day (pix 1.9). */
function componentsOf({
  componentesValor: parts,
}: WirePix): Pick<ReportedPayment, 'lateCents' | 'discountCents'> {
  if (!parts) return {};
  return {
    lateCents: sum([valueOf(parts.multa), valueOf(parts.juros)]),
    discountCents: sum([valueOf(parts.desconto), valueOf(parts.abatimento)]),
  };
}

function valueOf(part: { readonly valor?: string | undefined } | undefined): Cents {
  return readCents(part?.valor ?? '') ?? cents(0);
}

/** Money that went back through the central bank's own way (MED) was not asked for by us (pix 7.11). */
const CONTESTED = /^MED_/;

/** Each devolução as it stands, and one event when nothing of the Pix is left. */
function refundEvents(pix: WirePix, target: EventTarget): readonly GatewayEvent[] {
  const refunds = pix.devolucoes ?? [];
  const isAllBack = returnedOf(pix) >= (readCents(pix.valor) ?? Infinity);
  const single = refunds
    .filter(({ status }) => !isAllBack || status !== 'DEVOLVIDO')
    .map((refund) => refundEvent(pix, target, refund));
  const contested = refunds.filter(({ natureza }) => CONTESTED.test(natureza ?? ''));
  return [
    ...contested.map((refund) => ({
      ...refundEvent(pix, target, refund),
      eventKey: `${pix.endToEndId}:refund:${refund.id}:contested`,
      kind: 'contested' as const,
    })),
    ...single,
    ...(isAllBack ? [allBack(pix, target)] : []),
  ];
}

function refundEvent(pix: WirePix, target: EventTarget, refund: WireRefund): GatewayEvent {
  const { id, status, natureza } = refund;
  return {
    eventKey: `${pix.endToEndId}:refund:${id}:${status}`,
    kind: refundKindOf(status),
    target,
    ...momentOf(refund),
    rawStatus: rawStatusOf(status, natureza),
    raw: maskedRecord(refund),
  };
}

/** Names its payment: a charge may have had another one. */
function allBack(pix: WirePix, target: EventTarget): GatewayEvent {
  const last = (pix.devolucoes ?? []).filter(({ status }) => status === 'DEVOLVIDO').at(-1);
  const moment = last ? momentOf(last) : {};
  const paidAt = readInstant(pix.horario);
  const paidOn = paidAt && civilDateOf(paidAt);
  const day = moment.happenedOn ?? paidOn;
  return {
    eventKey: `${pix.endToEndId}:refunded`,
    kind: 'refunded',
    target,
    ...(day && { payment: { paymentKey: pix.endToEndId, paidOn: paidOn ?? day, method: 'pix' } }),
    ...moment,
    rawStatus: rawStatusOf('DEVOLVIDO', last?.natureza),
    raw: maskedRecord(pix.devolucoes),
  };
}

function momentOf({ horario }: WireRefund): Pick<GatewayEvent, 'happenedAt' | 'happenedOn'> {
  const at = readInstant(horario?.liquidacao) ?? readInstant(horario?.solicitacao);
  return at ? { happenedAt: at, happenedOn: civilDateOf(at) } : {};
}

function rawStatusOf(status: string, nature: string | undefined): string {
  return nature === undefined || nature === '' ? status : `${nature} ${status}`;
}

/** What went back of a Pix, done. */
export function returnedOf({ devolucoes = [] }: WirePix): Cents {
  return sum(
    devolucoes
      .filter(({ status }) => status === 'DEVOLVIDO')
      .map(({ valor }) => readCents(valor) ?? cents(0)),
  );
}

/** What went back or is on its way. */
export function returningOf({ devolucoes = [] }: WirePix): Cents {
  return sum(
    devolucoes
      .filter(({ status }) => status !== 'NAO_REALIZADO')
      .map(({ valor }) => readCents(valor) ?? cents(0)),
  );
}
