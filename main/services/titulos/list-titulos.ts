/** Títulos as the screens show them: with the status that is derived from money, charge and day. */
import type { ChargeState } from '../../../domain/charge-states.ts';
import { daysBetween, type CivilDate } from '../../../domain/civil-date.ts';
import { Failure } from '../../../domain/failure.ts';
import { documentNumber } from '../../../domain/reference.ts';
import type { TituloListFilter, TituloSort } from '../../store/titulo-filter.ts';
import type { TituloListRow } from '../../store/titulo-list.ts';
import { INVALID_DATA } from '../charges/prepare-charge.ts';
import { todayOf, type Tools } from '../tools.ts';

export type TituloStatus =
  'due' | 'overdue' | 'partly-paid' | 'paid' | 'cancelled' | 'announced' | 'awaiting-approval';

export interface TituloPageQuery {
  readonly filter: TituloListFilter;
  readonly sort: TituloSort;
  readonly after?: string | undefined;
  readonly limit: number;
}

export type TituloView = ReturnType<typeof toView>;

export function listTitulos(tools: Tools, query: TituloPageQuery) {
  const today = todayOf(tools);
  const after = query.after === undefined ? undefined : readCursor(query.after);
  const rows = tools.books.tituloList.page({
    filter: query.filter,
    sort: query.sort,
    today,
    limit: query.limit,
    ...(after === undefined ? {} : { after }),
  });
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  const page = rows.map((row) => toView(row, today));
  return last === undefined ? { rows: page } : { rows: page, next: cursorOf(last, query.sort) };
}

export async function totalTitulos(tools: Tools, filter: TituloListFilter) {
  const countedAt = tools.clock.now();
  return { ...(await tools.figures.tituloTotals(filter, todayOf(tools))), countedAt };
}

export function viewTitulo(tools: Tools, id: number): TituloView {
  return toView(getRow(tools, id), todayOf(tools));
}

export function getRow(tools: Tools, id: number): TituloListRow {
  const row = tools.books.tituloList.byId(id);
  if (row === undefined) throw new Failure('not-found', `No título ${id}`);
  return row;
}

export function toView(row: TituloListRow, today: CivilDate) {
  return {
    id: row.id,
    number: row.number,
    environment: row.environment,
    clientId: row.clientId,
    clientName: row.clientName,
    kind: row.kind,
    competence: row.competence,
    carneId: row.carneId,
    parcelNo: row.parcelNo,
    parcels: row.parcels,
    faceCents: row.faceCents,
    totalCents: row.totalCents,
    settledCents: row.settledCents,
    dueOn: row.dueOn,
    effectiveDueOn: row.effectiveDueOn,
    daysToDue: daysToDue(row, today),
    issuedOn: row.issuedOn,
    state: row.state,
    status: statusOf(row, today),
    charge: chargeOf(row),
    paidOn: row.paidOn,
    paidCents: row.paidCents,
    paidBy: row.paidBy,
    isStillPayable: (row.state === 'paid' || row.state === 'cancelled') && row.hasLiveCharge === 1,
  };
}

/**
 * Counted to the date on the paper, as lateness is; after a due date without a bank to the day on which it can still
 * be paid in time. Negative once that is past.
 */
export function daysToDue(
  { dueOn, effectiveDueOn }: Pick<TituloListRow, 'dueOn' | 'effectiveDueOn'>,
  today: CivilDate,
): number {
  const isInGrace = dueOn < today && today <= effectiveDueOn;
  return daysBetween(today, isInGrace ? effectiveDueOn : dueOn);
}

function statusOf(row: TituloListRow, today: CivilDate): TituloStatus {
  if (row.state === 'paid' || row.state === 'cancelled') return row.state;
  if (row.awaitsApproval === 1) return 'awaiting-approval';
  if (row.hasAnnounced === 1) return 'announced';
  if (row.isContra === 0 && row.effectiveDueOn < today) return 'overdue';
  return row.state === 'partly-paid' ? 'partly-paid' : 'due';
}

/** The last charge; its columns come together or not at all. */
function chargeOf(row: TituloListRow) {
  if (
    row.chargeId === null ||
    row.chargeAttempt === null ||
    row.chargeState === null ||
    row.chargeInstrument === null ||
    row.chargeAccountId === null ||
    row.gateway === null ||
    row.chargeAmountCents === null ||
    row.chargeDueOn === null ||
    row.preparedAt === null
  ) {
    return null;
  }
  return chargeView({
    id: row.chargeId,
    attempt: row.chargeAttempt,
    state: row.chargeState,
    instrument: row.chargeInstrument,
    accountId: row.chargeAccountId,
    accountLabel: row.accountLabel ?? '',
    gateway: row.gateway,
    number: row.number,
    reference: row.reference ?? '',
    gatewayId: row.gatewayId,
    amountCents: row.chargeAmountCents,
    dueOn: row.chargeDueOn,
    bank: row.bank,
    nossoNumero: row.nossoNumero,
    linha: row.linha,
    pixPayload: row.pixPayload,
    links: JSON.parse(row.links ?? '{}') as Record<string, string>,
    failureCode: row.failureCode,
    failureText: row.failureText,
    preparedAt: row.preparedAt,
    registeredAt: row.registeredAt,
  });
}

interface ChargeParts {
  readonly id: number;
  readonly attempt: number;
  readonly state: ChargeState;
  readonly instrument: NonNullable<TituloListRow['chargeInstrument']>;
  readonly accountId: number;
  readonly accountLabel: string;
  readonly gateway: NonNullable<TituloListRow['gateway']>;
  readonly number: number;
  readonly reference: string;
  readonly gatewayId: string | null;
  readonly amountCents: TituloListRow['totalCents'];
  readonly dueOn: CivilDate;
  readonly bank: string | null;
  readonly nossoNumero: string | null;
  readonly linha: string | null;
  readonly pixPayload: string | null;
  readonly links: Readonly<Record<string, string>>;
  readonly failureCode: string | null;
  readonly failureText: string | null;
  readonly preparedAt: NonNullable<TituloListRow['preparedAt']>;
  readonly registeredAt: TituloListRow['registeredAt'];
}

export function chargeView(charge: ChargeParts) {
  const { links, number, failureCode, ...rest } = charge;
  return {
    ...rest,
    documentNumber: documentNumber(number, charge.attempt),
    pageLink: links['page'] ?? links['pdf'] ?? null,
    // Problems of the data are asked for with `titulos.check`, in the words of the screen.
    failureText: failureCode === INVALID_DATA ? null : charge.failureText,
  };
}

const SORT_KEYS: Readonly<Record<TituloSort, (row: TituloListRow) => string | number>> = {
  due: (row) => row.effectiveDueOn,
  'due-latest': (row) => row.effectiveDueOn,
  number: (row) => row.number,
  'number-latest': (row) => row.number,
  'paid-latest': (row) => row.closedAt ?? '',
};

function cursorOf(row: TituloListRow, sort: TituloSort): string {
  return JSON.stringify([SORT_KEYS[sort](row), row.id]);
}

/** @throws Failure `invalid-input` for what no page of ours has given */
function readCursor(text: string): { readonly key: string | number; readonly id: number } {
  const [key, id] = readArray(text);
  const isKey = typeof key === 'string' || Number.isSafeInteger(key);
  if (isKey && Number.isSafeInteger(id)) return { key: key as string | number, id: id as number };
  throw new Failure('invalid-input', 'Not a position in this list');
}

function readArray(text: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
