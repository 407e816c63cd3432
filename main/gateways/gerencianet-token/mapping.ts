/** What the token mode says -> our words: statuses, boletos, dates. Pure. */
import { parseBrazilianDate, type CivilDate } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { IssuedCharge } from '../charge.ts';
import { plainText } from './bodies.ts';
import type { WireDetail, WireGenerated, WireGeneratedList } from './wire.ts';

/**
 * Letters of the callback (efi 5.4, data model 5). The words of `Boleto/Status` are not documented: these are the
 * plain ones of the gateway's language, and a day of payment counts whatever the word is.
 */
const STATUSES: ReadonlyMap<string, EventKind> = new Map([
  ['p', 'paid'],
  ['f', 'paid'],
  ['c', 'cancelled'],
  ['i', 'overdue'],
  ['pago', 'paid'],
  ['paga', 'paid'],
  ['confirmado', 'paid'],
  ['confirmada', 'paid'],
  ['finalizado', 'paid'],
  ['finalizada', 'paid'],
  ['cancelado', 'cancelled'],
  ['cancelada', 'cancelled'],
  ['vencido', 'overdue'],
  ['vencida', 'overdue'],
  ['inadimplente', 'overdue'],
  ['aberto', 'registered'],
  ['aberta', 'registered'],
  ['em aberto', 'registered'],
  ['aguardando', 'registered'],
  ['aguardando pagamento', 'registered'],
  ['pendente', 'registered'],
  ['emitido', 'registered'],
  ['emitida', 'registered'],
  ['gerado', 'registered'],
  ['gerada', 'registered'],
]);

/** Any text that the table lacks is `other`: new words of the gateway must never stop a reading. */
export function kindOf(status: string): EventKind {
  return STATUSES.get(plainText(status).toLowerCase()) ?? 'other';
}

/** What the gateway shows of a charge on a day. */
export function kindOfDetail(detail: WireDetail, today: CivilDate): EventKind {
  const kind = kindOf(detail.Status ?? '');
  if (kind === 'other' && readCivilDate(detail.DataPagamento) !== undefined) return 'paid';
  const dueOn = readCivilDate(detail.DataVencimento);
  // `i` is said of open charges as well as of overdue ones, and of those that have no due date.
  const isLate = dueOn !== undefined && dueOn < today;
  return kind === 'overdue' && !isLate ? 'registered' : kind;
}

/** `10/12/2026` or `2026-12-10`, with or without an hour; undefined for empty and zeroed dates. */
export function readCivilDate(text: string | undefined): CivilDate | undefined {
  const day = text?.trim().split(/[ T]/)[0] ?? '';
  return day === '' ? undefined : parseBrazilianDate(day);
}

/** An amount of money received: nothing and zero are no amount. */
export function readAmount(value: number | undefined): Cents | undefined {
  return value !== undefined && value > 0 ? cents(value) : undefined;
}

/** What we asked for, which stands where the answer leaves the field out. */
export interface Asked {
  readonly reference: string;
  readonly dueOn: CivilDate;
  readonly amountCents: Cents;
}

/** The charge that carries our reference; undefined when the answer speaks of others alone. */
export function issuedOf(
  list: WireGeneratedList | undefined,
  asked: Asked,
): IssuedCharge | undefined {
  const charges = list?.cliente.flatMap(({ cobranca }) => cobranca) ?? [];
  const ours = charges.find(({ retorno }) => retorno === asked.reference) ?? lonely(charges);
  return ours && issuedCharge(ours, asked);
}

/** One charge was asked for, so one without reference is ours. */
function lonely(charges: readonly WireGenerated[]): WireGenerated | undefined {
  const [first] = charges;
  return charges.length === 1 && (first?.retorno ?? '') === '' ? first : undefined;
}

function issuedCharge(charge: WireGenerated, asked: Asked): IssuedCharge {
  return {
    gatewayId: charge.chave,
    dueOn: readCivilDate(charge.vencimento) ?? asked.dueOn,
    amountCents: readAmount(charge.valor) ?? asked.amountCents,
    links: charge.link === undefined || charge.link === '' ? {} : { page: charge.link },
  };
}

/** What a look-up shows of a boleto: neither link nor linha. Undefined without day or amount. */
export function issuedOfDetail(gatewayId: string, detail: WireDetail): IssuedCharge | undefined {
  const dueOn = readCivilDate(detail.DataVencimento);
  const amountCents = readAmount(detail.Valor);
  if (dueOn === undefined || amountCents === undefined) return undefined;
  return { gatewayId, dueOn, amountCents, links: {} };
}
