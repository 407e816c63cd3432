/** Reading single charges and lists back from Efí. */
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { CallContext } from '../gateway.ts';
import type { ChargeSnapshot, FetchOutcome } from '../outcomes.ts';
import { calls, type ListQuery } from './calls.ts';
import { eventOfSeen } from './events.ts';
import { issuedOfDetail, kindOf } from './mapping.ts';
import { failureText, isNotFound, type Session } from './session.ts';
import {
  detailAnswer,
  listAnswer,
  listEntry,
  type WireDetail,
  type WireListEntry,
} from './wire.ts';

export const UNREADABLE = 'A resposta da Efí veio em uma forma desconhecida.';

/** Largest page in use in the field; the real maximum is not documented (efi 9.5). */
const PAGE_SIZE = 100;

export type DetailReading =
  | { readonly found: 'charge'; readonly detail: WireDetail; readonly raw: unknown }
  | { readonly found: 'nothing' }
  | { readonly found: 'unreachable'; readonly text: string };

/** GET /v1/charge/:id. */
export async function readDetail(
  session: Session,
  gatewayId: string,
  context: CallContext,
): Promise<DetailReading> {
  const answer = await session.call(calls.detailCharge(gatewayId), context);
  if (!answer.ok) {
    if (isNotFound(answer)) return { found: 'nothing' };
    return { found: 'unreachable', text: failureText(answer) };
  }
  const parsed = detailAnswer.safeParse(answer.body);
  if (!parsed.success) return { found: 'unreachable', text: UNREADABLE };
  return { found: 'charge', detail: parsed.data.data, raw: dataOf(answer.body) };
}

/** A charge as Efí shows it now. */
export async function fetchCharge(
  session: Session,
  gatewayId: string,
  context: CallContext,
): Promise<FetchOutcome> {
  const reading = await readDetail(session, gatewayId, context);
  if (reading.found !== 'charge') return reading;
  const { detail, raw } = reading;
  return { found: 'charge', snapshot: snapshotOf(session, detail, raw) };
}

function snapshotOf(session: Session, detail: WireDetail, raw: unknown): ChargeSnapshot {
  const issued = issuedOfDetail(detail);
  const seenAt = session.clock.now();
  return {
    status: kindOf(detail.status),
    rawStatus: detail.status,
    ...(issued && { issued }),
    events: [eventOfSeen({ gatewayId: detail.charge_id, charge: detail, raw, seenAt })],
  };
}

export interface ListPageQuery {
  readonly chargeType: ListQuery['charge_type'];
  readonly dateOf: ListQuery['date_of'];
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly reference?: string;
  /** 1-based. */
  readonly page: number;
}

export interface ReadListEntry {
  readonly entry: WireListEntry;
  readonly raw: unknown;
}

export type ListReading =
  | {
      readonly found: 'page';
      readonly entries: readonly ReadListEntry[];
      /** A shorter page is the last one. */
      readonly isFull: boolean;
      /** Names the page by its ids: Efí was seen to answer page 1 again and again (efi 1.9). */
      readonly print: string;
    }
  | { readonly found: 'unreachable'; readonly text: string };

/** One page of GET /v1/charges. An entry that cannot be read makes the whole page unreadable: nothing is dropped. */
export async function readListPage(
  session: Session,
  query: ListPageQuery,
  context: CallContext,
): Promise<ListReading> {
  const answer = await session.call(calls.listCharges(wireQuery(query)), context);
  if (!answer.ok) return { found: 'unreachable', text: failureText(answer) };
  const list = listAnswer.safeParse(answer.body);
  if (!list.success) return { found: 'unreachable', text: UNREADABLE };
  const read = list.data.data.map((raw) => ({ parsed: listEntry.safeParse(raw), raw }));
  const entries = read.flatMap(({ parsed, raw }) =>
    parsed.success ? [{ entry: parsed.data, raw }] : [],
  );
  if (entries.length < read.length) return { found: 'unreachable', text: UNREADABLE };
  const limit = list.data.params?.pagination?.limit ?? PAGE_SIZE;
  return {
    found: 'page',
    entries,
    isFull: entries.length >= Math.min(limit, PAGE_SIZE),
    print: printOf(entries),
  };
}

function wireQuery(query: ListPageQuery): ListQuery {
  return {
    charge_type: query.chargeType,
    begin_date: query.from,
    end_date: query.to,
    date_of: query.dateOf,
    ...(query.reference !== undefined && { custom_id: query.reference }),
    page: String(query.page),
    limit: String(PAGE_SIZE),
  };
}

function printOf(entries: readonly ReadListEntry[]): string {
  return `${entries.length}-${entries[0]?.entry.id ?? ''}-${entries.at(-1)?.entry.id ?? ''}`;
}

function dataOf(body: unknown): unknown {
  return typeof body === 'object' && body !== null && 'data' in body ? body.data : body;
}
