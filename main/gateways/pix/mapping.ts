/** What a bank says -> our words: statuses, amounts, instants, charges. Pure. */
import { buildDynamicPix } from '../../../domain/br-code.ts';
import { civilDate, civilDateOf, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import { addMs, instant, instantInSaoPaulo, toMs, type Instant } from '../../../domain/instant.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import { isReference, referenceOfTxid, txidOf } from '../../../domain/reference.ts';
import type { IssuedCharge } from '../charge.ts';
import type { EventTarget } from '../events.ts';
import type { WireCharge } from './wire.ts';

/** Statuses of cob and cobv (pix 1.5). Expired and overdue are none: such a charge stays ATIVA. */
const STATUSES: ReadonlyMap<string, EventKind> = new Map([
  ['ATIVA', 'registered'],
  ['CONCLUIDA', 'paid'],
  ['REMOVIDA_PELO_USUARIO_RECEBEDOR', 'cancelled'],
  ['REMOVIDA_PELO_PSP', 'cancelled'],
  // So in texts of the standard, though not in its list.
  ['REMOVIDO_PELO_USUARIO_RECEBEDOR', 'cancelled'],
  ['REMOVIDO_PELO_PSP', 'cancelled'],
]);

/** Statuses of a devolução (pix 1.5). */
const REFUND_STATUSES: ReadonlyMap<string, EventKind> = new Map([
  ['DEVOLVIDO', 'partly-refunded'],
  ['NAO_REALIZADO', 'failed'],
]);

/** Any status that the table lacks is `other`: new words must never stop a reading. */
export function kindOf({ status }: Pick<WireCharge, 'status'>): EventKind {
  return STATUSES.get(status) ?? 'other';
}

export function refundKindOf(status: string): EventKind {
  return REFUND_STATUSES.get(status) ?? 'other';
}

const HALF_A_DAY_MS = 12 * 60 * 60 * 1000;

/** `99.90` -> centavos; undefined for anything that is no amount. */
export function readCents(text: string): Cents | undefined {
  const [, whole, fraction = ''] = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined
    ? undefined
    : cents(Number(whole) * 100 + Number(fraction.padEnd(2, '0')));
}

/** Centavos -> `99.90`. */
export function reaisOf(amount: number): string {
  const digits = String(amount).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** With an offset or Z as it says, without one as São Paulo; undefined for anything else (pix 3.6). */
export function readInstant(text: string | undefined): Instant | undefined {
  if (text === undefined) return undefined;
  try {
    return /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) ? instant(text) : instantInSaoPaulo(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function readCivilDate(text: string | undefined): CivilDate | undefined {
  const day = text?.slice(0, 10) ?? '';
  return isCivilDate(day) ? civilDate(day) : undefined;
}

/**
 * The txid of a charge of ours.
 * @throws RangeError for a text that is no reference
 */
export function txidFor(reference: string): string {
  if (!isReference(reference)) throw new RangeError('Not a reference');
  return txidOf(reference);
}

/** Our reference inside a txid: of a charge, or of a static code, which carries it as it is. */
export function referenceIn(txid: string): string | undefined {
  return isReference(txid) ? txid : referenceOfTxid(txid);
}

export function targetOf(txid: string): EventTarget {
  const reference = referenceIn(txid);
  return {
    gatewayId: txid,
    ...(reference !== undefined && { reference }),
    ...(reference === txid && { isStaticCode: true as const }),
  };
}

/** The last moment of a cob that is payable up to that day. */
export function endOf(day: CivilDate): Instant {
  return instantInSaoPaulo(`${day} 23:59:59`);
}

/** A cob has no due date: it ends with the day on which it is due, give or take what two clocks differ. */
export function dueOnOf({ calendario }: WireCharge): CivilDate | undefined {
  const stated = readCivilDate(calendario.dataDeVencimento);
  const madeAt = readInstant(calendario.criacao);
  if (stated || !madeAt || calendario.expiracao === undefined) return stated;
  return civilDateOf(addMs(madeAt, calendario.expiracao * 1000 - HALF_A_DAY_MS));
}

/** Seconds from `from` to the end of that day. */
export function secondsUntilEndOf(day: CivilDate, from: Instant): number {
  return Math.max(1, Math.floor((toMs(endOf(day)) - toMs(from)) / 1000));
}

/** @returns undefined when the bank gave no readable date or amount */
export function issuedCharge(charge: WireCharge): IssuedCharge | undefined {
  const dueOn = dueOnOf(charge);
  const amountCents = readCents(charge.valor.original);
  if (!dueOn || amountCents === undefined) return undefined;
  const pixPayload = payloadOf(charge);
  return {
    gatewayId: charge.txid,
    txid: charge.txid,
    dueOn,
    amountCents,
    ...(pixPayload !== undefined && { pixPayload }),
    links: {},
  };
}

const LONGEST_LOCATION = 77;

/** A bank need not give the code itself: its address makes one (pix 5). Readers show the name of the key, not this one. */
function payloadOf(charge: WireCharge): string | undefined {
  if (charge.pixCopiaECola !== undefined) return charge.pixCopiaECola;
  const location = (charge.location ?? charge.loc?.location)?.replace(/^\w+:\/\//, '');
  if (location === undefined || location.length > LONGEST_LOCATION) return undefined;
  const { nome, nomeFantasia, cidade } = charge.recebedor ?? {};
  return buildDynamicPix({ location, name: nomeFantasia ?? nome ?? '', city: cidade ?? '' });
}
