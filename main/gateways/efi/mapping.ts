/** What Efí says -> our words: statuses, boletos, dates. Pure. */
import { civilDate, civilDateOf, isCivilDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import { instant, instantInSaoPaulo, type Instant } from '../../../domain/instant.ts';
import { barcodeOf, isLinha, isZeroed } from '../../../domain/linha-digitavel.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type {
  GroupToIssue,
  IssuedCharge,
  IssuedParcel,
  ParcelToIssue,
  RegisteredGroup,
} from '../charge.ts';
import { presentLinks } from '../links.ts';
import type { WireBillet, WireCarnet, WireCarnetCharge, WireDetail, WireIssued } from './wire.ts';

/**
 * Efí's statuses (efi 2.1, data model 5). `new` means created without a boleto, so it must not make a charge
 * registered: it is told as `other`, and `waiting` follows.
 */
const STATUSES: ReadonlyMap<string, EventKind> = new Map([
  ['new', 'other'],
  ['waiting', 'registered'],
  ['link', 'registered'],
  ['identified', 'announced'],
  ['approved', 'announced'],
  ['paid', 'paid'],
  ['unpaid', 'overdue'],
  ['settled', 'marked'],
  ['canceled', 'cancelled'],
  ['refunded', 'refunded'],
  ['contested', 'contested'],
  ['expired', 'expired'],
]);

/** Any text that the table lacks is `other`: new words of the gateway must never stop a reading. */
export function kindOf(status: string): EventKind {
  return STATUSES.get(status) ?? 'other';
}

/** `2026-12-10`, the day of `2026-12-10 07:34:22`, or the day in São Paulo of an instant with offset. */
export function readCivilDate(text: string | undefined): CivilDate | undefined {
  const at = readInstant(text);
  if (at) return civilDateOf(at);
  const day = text?.slice(0, 10) ?? '';
  return isCivilDate(day) ? civilDate(day) : undefined;
}

/** Timestamps without offset are São Paulo's (efi 1.6); a bare day is no instant. */
export function readInstant(text: string | undefined): Instant | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(text)) return undefined;
  try {
    return /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? instant(text) : instantInSaoPaulo(text);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** An amount of money received: nothing, zero and less are no amount. */
export function readAmount(value: number | undefined): Cents | undefined {
  return value !== undefined && value > 0 ? cents(value) : undefined;
}

/** What we asked for, which stands where the answer leaves the field out. */
export interface Asked {
  readonly gatewayId: string;
  readonly dueOn: CivilDate;
  readonly amountCents: Cents;
}

/** Undefined while the boleto does not exist: then there is no linha. */
export function issuedCharge(billet: WireBillet, asked: Asked): IssuedCharge | undefined {
  const linha = (billet.barcode ?? '').replace(/\D/g, '');
  if (linha.length !== 47) return undefined;
  const pixPayload = billet.pix?.qrcode;
  return {
    gatewayId: asked.gatewayId,
    dueOn: readCivilDate(billet.expire_at) ?? asked.dueOn,
    amountCents: asked.amountCents,
    linha,
    ...(!isZeroed(linha) && { bank: linha.slice(0, 3) }),
    // A linha whose digits do not fit is shown as it came, but never printed as bars.
    ...(isLinha(linha) && { barcode: barcodeOf(linha) }),
    ...(pixPayload !== undefined && { pixPayload }),
    links: presentLinks({
      page: billet.link ?? billet.parcel_link ?? billet.url,
      billet: billet.billet_link,
      pdf: billet.pdf?.charge,
    }),
  };
}

/** Answer of /pay. */
export function issuedOfPay(answer: WireIssued, dueOn: CivilDate): IssuedCharge | undefined {
  return issuedCharge(answer, {
    gatewayId: answer.charge_id,
    dueOn,
    amountCents: cents(answer.total),
  });
}

/** Answer of detailCharge; the boleto lies under the method of payment. */
export function issuedOfDetail(detail: WireDetail): IssuedCharge | undefined {
  const billet = detail.payment?.banking_billet ?? detail.payment?.carnet;
  const dueOn = readCivilDate(billet?.expire_at);
  if (!billet || !dueOn || detail.total === undefined) return undefined;
  return issuedCharge(billet, {
    gatewayId: detail.charge_id,
    dueOn,
    amountCents: cents(detail.total),
  });
}

/** Parcels in the order of their numbers; a parcel that we did not ask for, or without boleto, is left out. */
export function registeredGroup(
  carnet: WireCarnet,
  group: Pick<GroupToIssue, 'parcels'>,
): RegisteredGroup {
  const asked = new Map(group.parcels.map((parcel) => [parcel.number, parcel]));
  return {
    groupId: carnet.carnet_id,
    links: presentLinks({
      page: carnet.link ?? carnet.carnet_link,
      pdf: carnet.pdf?.carnet,
      cover: carnet.pdf?.cover ?? carnet.cover,
    }),
    parcels: carnet.charges
      .flatMap((charge) => issuedParcel(charge, asked.get(charge.parcel)))
      .sort((a, b) => a.number - b.number),
  };
}

function issuedParcel(
  charge: WireCarnetCharge,
  asked: ParcelToIssue | undefined,
): readonly IssuedParcel[] {
  if (!asked) return [];
  const issued = issuedCharge(charge, {
    gatewayId: charge.charge_id,
    dueOn: asked.dueOn,
    amountCents: charge.value === undefined ? asked.amountCents : cents(charge.value),
  });
  return issued ? [{ number: charge.parcel, charge: issued }] : [];
}
