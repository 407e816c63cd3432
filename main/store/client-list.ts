/** Lists clients with their contract and what they owe. Pages by key, never by offset. */
import { civilDate } from '../../domain/civil-date.ts';
import { cents, type Cents } from '../../domain/money.ts';
import {
  conditionsOf,
  IS_LATE,
  IS_OWED,
  listOf,
  type ClientListFilter,
  type OwedView,
  type Parameters,
} from './client-filter.ts';
import type { Billing } from './contracts.ts';
import type { Db } from './open.ts';

export type ClientSort = 'name' | 'code';

export interface ClientListQuery extends OwedView {
  readonly filter: ClientListFilter;
  readonly sort: ClientSort;
  /** Where the page before ended: its last sort value and id. */
  readonly after?: { readonly key: string | number; readonly id: number } | undefined;
  readonly limit: number;
}

/** What is owed and not cancelled; overdue is what is past its day, as in domain/overdue.ts. */
export interface Owed {
  readonly openCents: Cents;
  readonly overdueCents: Cents;
  readonly overdueCount: number;
}

export interface ClientListRow extends Owed {
  readonly id: number;
  readonly code: number;
  readonly name: string;
  readonly sortName: string;
  readonly taxId: string | null;
  readonly phone: string;
  readonly email: string;
  readonly city: string;
  readonly isActive: boolean;
  readonly billing: Billing | null;
  readonly planName: string | null;
  readonly dueDay: number | null;
}

/** Money that came in; credit is what of it settles no título and waits for no decision. */
export interface Received {
  readonly receivedCents: Cents;
  readonly creditCents: Cents;
}

export interface ClientTotals {
  readonly count: number;
  /** Overdue títulos of these clients. */
  readonly overdueCount: number;
  readonly overdueCents: Cents;
}

export interface FoundClient {
  readonly id: number;
  readonly code: number;
  readonly name: string;
}

interface ClientRow {
  readonly id: number;
  readonly code: number;
  readonly name: string;
  readonly sortName: string;
  readonly taxId: string | null;
  readonly phone: string;
  readonly email: string;
  readonly city: string;
  readonly isActive: number;
}

interface ContractRow {
  readonly clientId: number;
  readonly billing: Billing;
  readonly dueDay: number;
  readonly planName: string | null;
}

interface OwedRow {
  readonly clientId: number;
  readonly openCents: number;
  readonly overdueCents: number;
  readonly overdueCount: number;
}

const NOTHING_OWED: Owed = { openCents: cents(0), overdueCents: cents(0), overdueCount: 0 };

const SORTS = {
  name: { column: 'clients.sort_name', start: '' },
  code: { column: 'clients.code', start: 0 },
} as const satisfies Record<
  ClientSort,
  { readonly column: string; readonly start: string | number }
>;

/** A search over names alone asks for no títulos. */
const NO_VIEW: OwedView = { environments: [], today: civilDate('2000-01-01') };
const LISTED = 'SELECT value FROM json_each(@ids)';

export function createClientList(db: Db) {
  const statements = new Map<string, ReturnType<typeof db.prepare<[Parameters], unknown>>>();
  const contracts = db.prepare<[Parameters], ContractRow>(`
    SELECT contracts.client_id AS clientId, contracts.billing, contracts.due_day AS dueDay,
      plans.name AS planName
    FROM contracts
    LEFT JOIN plans ON plans.id = contracts.plan_id
    WHERE contracts.client_id IN (${LISTED}) AND contracts.status <> 'ended'
    ORDER BY contracts.id`);

  /** Filters make few different texts, so each is prepared once. */
  function prepare(sql: string) {
    const known = statements.get(sql);
    if (known !== undefined) return known;
    const made = db.prepare<[Parameters]>(sql);
    statements.set(sql, made);
    return made;
  }

  function owedOf(ids: readonly number[], view: OwedView): ReadonlyMap<number, Owed> {
    const rows = prepare(owedSql(view)).all({ ids: JSON.stringify(ids), today: view.today });
    return new Map((rows as OwedRow[]).map((row) => [row.clientId, toOwed(row)]));
  }

  function contractsOf(ids: readonly number[]): ReadonlyMap<number, ContractRow> {
    // The newest contract comes last and stays.
    return new Map(contracts.all({ ids: JSON.stringify(ids) }).map((row) => [row.clientId, row]));
  }

  return {
    page(query: ClientListQuery): readonly ClientListRow[] {
      const { sql, parameters } = pageSql(query);
      const rows = prepare(sql).all(parameters) as ClientRow[];
      const ids = rows.map((row) => row.id);
      const owed = owedOf(ids, query);
      const held = contractsOf(ids);
      return rows.map((row) => ({
        ...row,
        isActive: row.isActive === 1,
        billing: held.get(row.id)?.billing ?? null,
        dueDay: held.get(row.id)?.dueDay ?? null,
        planName: held.get(row.id)?.planName ?? null,
        ...(owed.get(row.id) ?? NOTHING_OWED),
      }));
    },

    totals(filter: ClientListFilter, view: OwedView): ClientTotals {
      const { conditions, parameters } = conditionsOf(filter, view);
      const matching = `FROM clients WHERE ${conditions.join(' AND ')}`;
      const all = { ...parameters, today: view.today };
      const counted = prepare(`SELECT count(*) AS count ${matching}`).get(all) as {
        readonly count: number;
      };
      const isEverybody = Object.keys(parameters).length === 0 && filter.status === undefined;
      const owed = prepare(
        lateTotalsSql(view, isEverybody ? undefined : `SELECT clients.id ${matching}`),
      ).get(all) as { readonly overdueCount: number; readonly overdueCents: number };
      return {
        count: counted.count,
        overdueCount: owed.overdueCount,
        overdueCents: cents(owed.overdueCents),
      };
    },

    /** What one client owes. */
    owedOf: (clientId: number, view: OwedView): Owed =>
      owedOf([clientId], view).get(clientId) ?? NOTHING_OWED,

    /** What one client has paid, what was returned taken off. */
    receivedOf(clientId: number, view: OwedView): Received {
      const row = prepare(receivedSql(view)).get({ clientId }) as Received;
      return { receivedCents: cents(row.receivedCents), creditCents: cents(row.creditCents) };
    },

    /** The first clients by name that a text names, for the palette. */
    find(text: string, limit: number): readonly FoundClient[] {
      const { conditions, parameters } = conditionsOf({ text }, NO_VIEW);
      const sql = `SELECT clients.id, clients.code, clients.name
        FROM clients
        WHERE ${conditions.join(' AND ')}
        ORDER BY clients.sort_name, clients.id
        LIMIT @limit`;
      return prepare(sql).all({ ...parameters, limit }) as FoundClient[];
    },

    /** The statements of a page as SQLite will run them, for the test of their plans. */
    explainPage(query: ClientListQuery): readonly string[] {
      const { sql, parameters } = pageSql(query);
      const plans = [
        { sql, parameters },
        { sql: owedSql(query), parameters: { ids: '[1]', today: query.today } },
      ].flatMap((one) =>
        db
          .prepare<[Parameters], { detail: string }>(`EXPLAIN QUERY PLAN ${one.sql}`)
          .all(one.parameters),
      );
      return plans.map((row) => row.detail);
    },
  };
}

function pageSql(query: ClientListQuery): {
  readonly sql: string;
  readonly parameters: Parameters;
} {
  const { column, start } = SORTS[query.sort];
  const { conditions, parameters } = conditionsOf(query.filter, query);
  return {
    sql: `SELECT clients.id, clients.code, clients.name, clients.sort_name AS sortName,
      clients.tax_id AS taxId, clients.phone, clients.email, clients.city,
      clients.is_active AS isActive
    FROM clients
    WHERE ${[...conditions, `(${column}, clients.id) > (@afterKey, @afterId)`].join(' AND ')}
    ORDER BY ${column}, clients.id
    LIMIT @limit`,
    parameters: {
      ...parameters,
      today: query.today,
      limit: query.limit,
      afterKey: query.after?.key ?? start,
      afterId: query.after?.id ?? 0,
    },
  };
}

function owedSql(view: OwedView): string {
  return `SELECT titulos.client_id AS clientId,
      sum(titulos.total_cents - titulos.settled_cents) AS openCents,
      sum(CASE WHEN ${IS_LATE} THEN titulos.total_cents - titulos.settled_cents ELSE 0 END)
        AS overdueCents,
      sum(CASE WHEN ${IS_LATE} THEN 1 ELSE 0 END) AS overdueCount
    FROM titulos
    WHERE titulos.client_id IN (${LISTED}) AND ${IS_OWED}
      AND titulos.environment IN (${listOf(view.environments)})
    GROUP BY titulos.client_id`;
}

const RETURNED = `(SELECT coalesce(sum(payment_reversals.amount_cents), 0) FROM payment_reversals
  WHERE payment_reversals.payment_id = payments.id AND payment_reversals.state = 'done')`;
const ALLOCATED = `(SELECT coalesce(sum(principal_cents + late_cents), 0) FROM allocations
  WHERE allocations.payment_id = payments.id)`;

function receivedSql(view: OwedView): string {
  return `SELECT coalesce(sum(payments.amount_cents - ${RETURNED}), 0) AS receivedCents,
      coalesce(sum(CASE WHEN payments.review IN ('none', 'amount')
        THEN payments.amount_cents - ${RETURNED} - ${ALLOCATED} ELSE 0 END), 0) AS creditCents
    FROM payments
    WHERE payments.client_id = @clientId
      AND payments.state IN ('confirmed', 'credited', 'partly-reversed', 'reversed')
      AND payments.environment IN (${listOf(view.environments)})`;
}

function lateTotalsSql(view: OwedView, clientIds: string | undefined): string {
  return `SELECT count(*) AS overdueCount,
      coalesce(sum(titulos.total_cents - titulos.settled_cents), 0) AS overdueCents
    FROM titulos INDEXED BY titulos_owed_by_day
    WHERE ${IS_OWED} AND titulos.environment IN (${listOf(view.environments)}) AND ${IS_LATE}
      ${clientIds === undefined ? '' : `AND titulos.client_id IN (${clientIds})`}`;
}

function toOwed(row: OwedRow): Owed {
  return {
    openCents: cents(row.openCents),
    overdueCents: cents(row.overdueCents),
    overdueCount: row.overdueCount,
  };
}
