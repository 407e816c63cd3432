/** A charge as detalharCobranca shows it, with what a callback said of it -> one event that is told once. */
import { civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import type { Instant } from '../../../domain/instant.ts';
import { subtract, type Cents } from '../../../domain/money.ts';
import type { EventTarget, GatewayEvent, ReportedPayment } from '../events.ts';
import { maskedRecord } from '../masking.ts';
import { kindOfDetail, readAmount, readCivilDate } from './mapping.ts';
import type { WireDetail, WireNotice } from './wire.ts';

export interface SeenCharge {
  readonly chave: string;
  readonly detail: WireDetail;
  /** Its day stands for the day of payment where the gateway gives none at all. */
  readonly seenAt: Instant;
  /** What the callback said, when one led here. */
  readonly notice?: WireNotice;
  readonly reference?: string;
}

/** Of the key of a payment without its amount: the callback that brings the amount is news all the same. */
const OPEN_AMOUNT = ':without-amount';

/**
 * The present state, by whatever road it was seen: a charge is paid once here, so state and payment have one key
 * each. Whether it was paid, and when, is the gateway's answer; only the amount is the callback's.
 */
export function eventOf(seen: SeenCharge): GatewayEvent {
  const { chave, detail, notice, seenAt } = seen;
  const kind = kindOfDetail(detail, civilDateOf(seenAt));
  const rawStatus = detail.Status ?? '';
  const payment = kind === 'paid' ? paymentOf(seen) : undefined;
  const isOpenAmount = payment !== undefined && payment.amountCents === undefined;
  return {
    eventKey: `${chave}:${kind === 'other' ? rawStatus : kind}${isOpenAmount ? OPEN_AMOUNT : ''}`,
    kind,
    target: targetOf(seen),
    ...(payment && { payment, happenedOn: payment.paidOn }),
    rawStatus,
    raw: maskedRecord({ Boleto: detail, ...(notice && { cobranca: notice }) }),
  };
}

function targetOf({ chave, notice, reference }: SeenCharge): EventTarget {
  const ours = reference ?? notice?.retorno;
  return { gatewayId: chave, ...(ours !== undefined && ours !== '' && { reference: ours }) };
}

function paymentOf(seen: SeenCharge): ReportedPayment {
  const { chave, detail, notice, seenAt } = seen;
  const paidOn =
    readCivilDate(detail.DataPagamento) ?? readCivilDate(notice?.pag) ?? civilDateOf(seenAt);
  return {
    paymentKey: `${chave}:paid`,
    ...amountsOf(seen, paidOn),
    paidOn,
    // There is no later word of it: paid is credited (data model 5).
    creditedOn: paidOn,
    method: 'boleto',
  };
}

/**
 * A look-up shows the face value alone. What came late has fine and interest by the rules of the gateway's panel,
 * which nobody tells us: then only a callback knows the amount, and without one it is left open.
 */
function amountsOf(
  { detail, notice }: SeenCharge,
  paidOn: CivilDate,
): { readonly amountCents?: Cents; readonly lateCents?: Cents } {
  const face = readAmount(notice?.total) ?? readAmount(detail.Valor);
  const dueOn = readCivilDate(detail.DataVencimento);
  const isLate = dueOn !== undefined && paidOn > dueOn;
  const told = readAmount(notice?.valorPago);
  if (told === undefined) return isLate || face === undefined ? {} : { amountCents: face };
  if (!isLate || face === undefined || told <= face) return { amountCents: told };
  return { amountCents: told, lateCents: subtract(told, face) };
}
