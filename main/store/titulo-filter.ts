/** Turns what a list of títulos is asked for into SQL that reads one index, whatever the data look like. */
import type { CivilDate } from '../../domain/civil-date.ts';
import { conditionOfText } from './client-search.ts';
import type { Db } from './open.ts';

export type TituloChip =
  'open' | 'due' | 'overdue' | 'unregistered' | 'rejected' | 'unknown' | 'paid' | 'cancelled';
export type TituloSort = 'due' | 'due-latest' | 'number' | 'number-latest' | 'paid-latest';

export interface TituloListFilter {
  readonly text?: string | undefined;
  readonly chip?: TituloChip | undefined;
  readonly clientId?: number | undefined;
  readonly carneId?: number | undefined;
  readonly accountId?: number | undefined;
  readonly dueFrom?: CivilDate | undefined;
  readonly dueTo?: CivilDate | undefined;
  readonly isPractice: boolean;
}

export interface TituloListQuery {
  readonly filter: TituloListFilter;
  readonly sort: TituloSort;
  readonly today: CivilDate;
  /** Value of the sort column and id of the last row of the page before. */
  readonly after?: { readonly key: string | number; readonly id: number };
  readonly limit: number;
}

export type Parameters = Record<string, string | number>;

export interface Sql {
  readonly sql: string;
  readonly parameters: Parameters;
}

type Direction = 'ASC' | 'DESC';

/** What is not closed has no such instant, and comes last. */
const CLOSED_AT = `coalesce(titulos.closed_at, '')`;

export const PAGE_SORTS: Readonly<
  Record<TituloSort, { readonly column: string; readonly direction: Direction }>
> = {
  due: { column: 'titulos.effective_due_on', direction: 'ASC' },
  'due-latest': { column: 'titulos.effective_due_on', direction: 'DESC' },
  number: { column: 'titulos.number', direction: 'ASC' },
  'number-latest': { column: 'titulos.number', direction: 'DESC' },
  'paid-latest': { column: CLOSED_AT, direction: 'DESC' },
};

const LAST_CHARGE_STATE = `(SELECT c.state FROM charges AS c WHERE c.titulo_id = titulos.id
  ORDER BY c.attempt DESC LIMIT 1)`;
const IS_OPEN = `titulos.state IN ('open', 'partly-paid')`;

/** Past its day, but for what has no day and what a payment was announced of. */
export const IS_OVERDUE = `${IS_OPEN} AND titulos.effective_due_on < @today
  AND NOT EXISTS (SELECT 1 FROM charge_terms AS t WHERE t.id = titulos.terms_id AND t.is_contra = 1)
  AND NOT EXISTS (SELECT 1 FROM payments AS p
    WHERE p.titulo_id = titulos.id AND p.state = 'announced')`;

/** Owed, and nothing of it can be paid at a gateway. */
export const IS_UNREGISTERED = `${IS_OPEN} AND coalesce(${LAST_CHARGE_STATE}, 'prepared')
  IN ('prepared', 'discarded', 'expired', 'cancelled', 'refunded')`;

/** Owed, and refused by the gateway the last time it was sent. */
export const IS_REJECTED = `titulos.id IN (SELECT c.titulo_id FROM charges AS c WHERE c.state = 'rejected')
  AND ${IS_OPEN} AND ${LAST_CHARGE_STATE} = 'rejected'`;

const CHIPS: Readonly<Record<TituloChip, string>> = {
  open: IS_OPEN,
  due: `${IS_OPEN} AND titulos.effective_due_on >= @today`,
  overdue: IS_OVERDUE,
  unregistered: IS_UNREGISTERED,
  rejected: IS_REJECTED,
  unknown: `titulos.id IN (SELECT c.titulo_id FROM charges AS c WHERE c.state = 'unknown')`,
  paid: `titulos.state = 'paid'`,
  cancelled: `titulos.state = 'cancelled'`,
};

/** The ids of one page. Each environment has its own place in an index, so each is read apart and the heads are merged. */
export function pageSql(db: Db, query: TituloListQuery): Sql {
  const { column, direction } = PAGE_SORTS[query.sort];
  const found = where(db, query.filter, query.today);
  const { conditions, parameters } = found;
  const than = direction === 'ASC' ? '>' : '<';
  const after =
    query.after === undefined
      ? ''
      : `AND ${column} ${than}= @afterKey AND (${column} ${than} @afterKey OR titulos.id ${than} @afterId)`;
  const branches = environmentsOf(query.filter).map(
    (environment) => `SELECT * FROM (
      SELECT titulos.id, ${column} AS place
      FROM titulos ${driverOf(found, query)}
      WHERE titulos.environment = '${environment}' AND ${conditions.join(' AND ')} ${after}
      ORDER BY place ${direction}, titulos.id ${direction}
      LIMIT @limit)`,
  );
  return {
    sql: `${branches.join(' UNION ALL ')} ORDER BY place ${direction}, id ${direction} LIMIT @limit`,
    parameters: {
      ...parameters,
      limit: query.limit,
      ...(query.after === undefined ? {} : { afterKey: query.after.key, afterId: query.after.id }),
    },
  };
}

/** Count and sums of a filter. Reads all that matches: not for the thread that shows windows. */
export function totalsSql(db: Db, filter: TituloListFilter, today: CivilDate): Sql {
  const { conditions, parameters } = where(db, filter, today);
  const environments = environmentsOf(filter).map((environment) => `'${environment}'`);
  return {
    sql: `SELECT count(*) AS count, coalesce(sum(face_cents), 0) AS faceCents,
        coalesce(sum(total_cents), 0) AS totalCents,
        coalesce(sum(total_cents - settled_cents), 0) AS balanceCents
      FROM titulos
      WHERE titulos.environment IN (${environments.join(', ')}) AND ${conditions.join(' AND ')}`,
    parameters,
  };
}

function environmentsOf({ isPractice }: TituloListFilter): readonly string[] {
  return isPractice ? ['homologation', 'simulator'] : ['production'];
}

interface Found {
  readonly conditions: readonly string[];
  readonly parameters: Parameters;
  /** An index that leaves few rows; undefined when the rows are to be read in the order of the list. */
  readonly index: string | undefined;
}

/** SQLite knows nothing of how many rows match, so the index is named here. */
function driverOf({ index }: Found, { filter, sort }: TituloListQuery): string {
  const { chip } = filter;
  if (index !== undefined) return index;
  if (chip === 'rejected' || chip === 'unknown') return 'NOT INDEXED';
  return `INDEXED BY ${indexOf(sort, chip)}`;
}

function indexOf(sort: TituloSort, chip: TituloChip | undefined): string {
  const isClosed = chip === 'paid' || chip === 'cancelled';
  const isOwed = chip !== undefined && !isClosed;
  const isByDue = sort === 'due' || sort === 'due-latest';
  if (sort === 'paid-latest' && !isOwed) {
    return isClosed ? 'titulos_by_state_closing' : 'titulos_by_closing';
  }
  if (isOwed) return isByDue ? 'titulos_owed_by_day' : 'titulos_owed_by_number';
  if (isByDue) return isClosed ? 'titulos_by_state' : 'titulos_by_due';
  return isClosed ? 'titulos_by_state_number' : 'titulos_by_number';
}

function where(db: Db, filter: TituloListFilter, today: CivilDate): Found {
  const conditions: string[] = ['1 = 1'];
  const parameters: Parameters = {};
  const add = (condition: string, values: Parameters = {}) => {
    conditions.push(condition);
    Object.assign(parameters, values);
  };
  const { chip, clientId, carneId, accountId, dueFrom, dueTo } = filter;
  if (chip !== undefined) add(CHIPS[chip]);
  if (chip === 'due' || chip === 'overdue') add('1 = 1', { today });
  if (clientId !== undefined) add('titulos.client_id = @clientId', { clientId });
  if (carneId !== undefined) add('titulos.carne_id = @carneId', { carneId });
  if (accountId !== undefined) add('titulos.account_id = @accountId', { accountId });
  if (dueFrom !== undefined) add('titulos.effective_due_on >= @dueFrom', { dueFrom });
  if (dueTo !== undefined) add('titulos.effective_due_on <= @dueTo', { dueTo });
  const text = textFilter(db, filter.text?.trim() ?? '');
  if (text !== undefined) add(text.condition, text.parameters);
  return { conditions, parameters, index: indexOfFew(filter) ?? text?.index };
}

function indexOfFew({ clientId, carneId }: TituloListFilter): string | undefined {
  if (carneId !== undefined) return 'INDEXED BY titulos_by_carne';
  return clientId === undefined ? undefined : 'INDEXED BY titulos_by_client';
}

interface TextFilter {
  readonly condition: string;
  readonly parameters: Parameters;
  readonly index: string | undefined;
}

/** Digits are a título's number or a bar code; other text is looked for in the client's name. */
function textFilter(db: Db, text: string): TextFilter | undefined {
  if (text === '') return undefined;
  const digits = text.replace(/[\s.-]/g, '');
  if (/^\d{44}$|^\d{47}$/.test(digits)) {
    const column = digits.length === 44 ? 'barcode' : 'linha';
    return {
      condition: `titulos.id IN (SELECT titulo_id FROM charges WHERE ${column} = @code)`,
      parameters: { code: digits },
      index: 'NOT INDEXED',
    };
  }
  if (/^\d{1,8}$/.test(digits)) {
    return {
      condition: 'titulos.number = @number',
      parameters: { number: Number(digits) },
      index: 'INDEXED BY titulos_by_number',
    };
  }
  return clientFilter(db, text);
}

/** So many clients are found through their own títulos; more than that are met soon enough in the order of the list. */
const FEW_CLIENTS = 100;

function clientFilter(db: Db, text: string): TextFilter | undefined {
  const found = conditionOfText(text);
  if (found === undefined) return undefined;
  const matching = `SELECT clients.id FROM clients WHERE ${found.sql}`;
  const ids = db
    .prepare<[Parameters], number>(`${matching} LIMIT ${FEW_CLIENTS + 1}`)
    .pluck()
    .all({ ...found.parameters });
  if (ids.length > FEW_CLIENTS) {
    return {
      condition: `titulos.client_id IN (${matching})`,
      parameters: { ...found.parameters },
      index: undefined,
    };
  }
  return {
    condition: 'titulos.client_id IN (SELECT value FROM json_each(@clientIds))',
    parameters: { clientIds: JSON.stringify(ids) },
    index: 'INDEXED BY titulos_by_client',
  };
}
