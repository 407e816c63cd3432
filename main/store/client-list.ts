/** Lists clients with their contract and what they owe. Pages by key, never by offset. */
import type { Environment } from '../../domain/account.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { cents, type Cents } from '../../domain/money.ts';
import { conditionOfText } from './client-search.ts';
import type { Billing } from './contracts.ts';
import type { Db } from './open.ts';

export interface ClientListFilter {
  readonly text?: string | undefined;
  readonly status?: 'active' | 'inactive' | 'overdue' | undefined;
  readonly billing?: Billing | undefined;
  readonly planId?: number | undefined;
}

export type ClientSort = 'name' | 'code';

/** Whose títulos count, and from which day on they are late. */
export interface OwedView {
  readonly environments: readonly Environment[];
  readonly today: CivilDate;
}

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

export interface ClientTotals {
  readonly count: number;
  /** Overdue títulos of these clients. */
  readonly overdueCount: number;
  readonly overdueCents: Cents;
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

type Parameters = Readonly<Record<string, string | number>>;

const NOTHING_OWED: Owed = { openCents: cents(0), overdueCents: cents(0), overdueCount: 0 };

const SORTS = {
  name: { column: 'clients.sort_name', start: '' },
  code: { column: 'clients.code', start: 0 },
} as const satisfies Record<
  ClientSort,
  { readonly column: string; readonly start: string | number }
>;

const IS_OWED = `titulos.state IN ('open', 'partly-paid')`;
/** The rule of domain/overdue.ts in SQL; a test compares the two. */
const IS_LATE = `titulos.effective_due_on < @today
  AND titulos.terms_id NOT IN (SELECT id FROM charge_terms WHERE is_contra = 1)
  AND titulos.id NOT IN (SELECT titulo_id FROM payments
    WHERE state = 'announced' AND titulo_id IS NOT NULL)`;
const LISTED = 'SELECT value FROM json_each(@ids)';

export type ClientList = ReturnType<typeof createClientList>;

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
      const { conditions, parameters } = where(filter, view);
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
  const { conditions, parameters } = where(query.filter, query);
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

function lateTotalsSql(view: OwedView, clientIds: string | undefined): string {
  return `SELECT count(*) AS overdueCount,
      coalesce(sum(titulos.total_cents - titulos.settled_cents), 0) AS overdueCents
    FROM titulos INDEXED BY titulos_owed_by_day
    WHERE ${IS_OWED} AND titulos.environment IN (${listOf(view.environments)}) AND ${IS_LATE}
      ${clientIds === undefined ? '' : `AND titulos.client_id IN (${clientIds})`}`;
}

interface Where {
  readonly conditions: readonly string[];
  readonly parameters: Parameters;
}

function where(filter: ClientListFilter, view: OwedView): Where {
  const text = conditionOfText(filter.text ?? '');
  const conditions = [
    text?.sql,
    statusCondition(filter.status, view),
    filter.billing === undefined ? undefined : contractCondition('billing = @billing'),
    filter.planId === undefined ? undefined : contractCondition('plan_id = @planId'),
  ].filter((condition) => condition !== undefined);
  return {
    conditions: conditions.length === 0 ? ['TRUE'] : conditions,
    parameters: {
      ...text?.parameters,
      ...(filter.billing === undefined ? {} : { billing: filter.billing }),
      ...(filter.planId === undefined ? {} : { planId: filter.planId }),
    },
  };
}

function contractCondition(condition: string): string {
  return `clients.id IN (SELECT client_id FROM contracts WHERE ${condition} AND status <> 'ended')`;
}

function statusCondition(status: ClientListFilter['status'], view: OwedView): string | undefined {
  switch (status) {
    case undefined:
      return undefined;
    case 'active':
      return 'clients.is_active = 1';
    case 'inactive':
      return 'clients.is_active = 0';
    case 'overdue':
      return `clients.id IN (
        SELECT titulos.client_id FROM titulos INDEXED BY titulos_owed_by_day
        WHERE ${IS_OWED} AND titulos.environment IN (${listOf(view.environments)}) AND ${IS_LATE})`;
  }
}

/** Environments are a closed list of our own, never text from outside. */
function listOf(environments: readonly Environment[]): string {
  return environments.map((environment) => `'${environment}'`).join(', ');
}

function toOwed(row: OwedRow): Owed {
  return {
    openCents: cents(row.openCents),
    overdueCents: cents(row.overdueCents),
    overdueCount: row.overdueCount,
  };
}
