/** Lists títulos with what a screen shows of them: client, last charge, last payment. Pages by key, never by offset. */
import type { Environment, GatewayId, Instrument } from '../../domain/account.ts';
import type { ChargeState } from '../../domain/charge-states.ts';
import type { CivilDate, Competence } from '../../domain/civil-date.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Cents } from '../../domain/money.ts';
import type { TituloState } from '../../domain/titulo-states.ts';
import type { Db } from './open.ts';
import type { PaymentMethod } from './payments.ts';

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

/** One row as SQLite gives it: columns of the charge are null while there is none. */
export interface TituloListRow {
  readonly id: number;
  readonly number: number;
  readonly environment: Environment;
  readonly clientId: number;
  readonly clientName: string;
  readonly kind: string;
  readonly description: string;
  readonly competence: Competence | null;
  readonly carneId: number | null;
  readonly parcelNo: number | null;
  readonly parcels: number | null;
  readonly faceCents: Cents;
  readonly totalCents: Cents;
  readonly settledCents: Cents;
  readonly dueOn: CivilDate;
  readonly effectiveDueOn: CivilDate;
  readonly issuedOn: CivilDate;
  readonly closedAt: Instant | null;
  readonly cancelReason: string | null;
  readonly state: TituloState;
  readonly termsId: number;
  readonly isContra: number;
  readonly hasAnnounced: number;
  readonly awaitsApproval: number;
  readonly hasLiveCharge: number;
  readonly paidOn: CivilDate | null;
  readonly paidCents: Cents | null;
  readonly paidBy: PaymentMethod | null;
  readonly chargeId: number | null;
  readonly chargeAttempt: number | null;
  readonly chargeState: ChargeState | null;
  readonly chargeInstrument: Instrument | null;
  readonly chargeAccountId: number | null;
  readonly accountLabel: string | null;
  readonly gateway: GatewayId | null;
  readonly reference: string | null;
  readonly gatewayId: string | null;
  readonly chargeAmountCents: Cents | null;
  readonly chargeDueOn: CivilDate | null;
  readonly bank: string | null;
  readonly nossoNumero: string | null;
  readonly linha: string | null;
  readonly pixPayload: string | null;
  readonly links: string | null;
  readonly failureCode: string | null;
  readonly failureText: string | null;
  readonly preparedAt: Instant | null;
  readonly registeredAt: Instant | null;
}

export interface TituloTotals {
  readonly count: number;
  readonly faceCents: Cents;
  readonly totalCents: Cents;
  readonly balanceCents: Cents;
}

const CHARGE_COLUMNS = `charges.id AS chargeId, charges.attempt AS chargeAttempt,
  charges.state AS chargeState, charges.instrument AS chargeInstrument,
  charges.account_id AS chargeAccountId, accounts.label AS accountLabel, accounts.gateway,
  charges.reference, charges.gateway_id AS gatewayId, charges.amount_cents AS chargeAmountCents,
  charges.due_on AS chargeDueOn, charges.bank, charges.nosso_numero AS nossoNumero, charges.linha,
  charges.pix_payload AS pixPayload, charges.links, charges.failure_code AS failureCode,
  charges.failure_text AS failureText, charges.prepared_at AS preparedAt,
  charges.registered_at AS registeredAt`;

const COLUMNS = `titulos.id, titulos.number, titulos.environment, titulos.client_id AS clientId,
  clients.name AS clientName, titulos.kind, titulos.description, titulos.competence,
  titulos.carne_id AS carneId, titulos.parcel_no AS parcelNo, carnes.parcels,
  titulos.face_cents AS faceCents, titulos.total_cents AS totalCents,
  titulos.settled_cents AS settledCents, titulos.due_on AS dueOn,
  titulos.effective_due_on AS effectiveDueOn, titulos.issued_on AS issuedOn,
  titulos.closed_at AS closedAt, titulos.cancel_reason AS cancelReason, titulos.state,
  titulos.terms_id AS termsId, charge_terms.is_contra AS isContra,
  EXISTS (SELECT 1 FROM payments AS p WHERE p.titulo_id = titulos.id AND p.state = 'announced')
    AS hasAnnounced,
  EXISTS (SELECT 1 FROM payments AS p WHERE p.titulo_id = titulos.id AND p.review = 'approval')
    AS awaitsApproval,
  EXISTS (SELECT 1 FROM charges AS c WHERE c.titulo_id = titulos.id
    AND c.state IN ('sending', 'sent', 'unknown', 'registered', 'closing')) AS hasLiveCharge,
  payments.paid_on AS paidOn, payments.amount_cents AS paidCents, payments.method AS paidBy,
  ${CHARGE_COLUMNS}`;

const JOINS = `
  JOIN clients ON clients.id = titulos.client_id
  JOIN charge_terms ON charge_terms.id = titulos.terms_id
  LEFT JOIN carnes ON carnes.id = titulos.carne_id
  LEFT JOIN charges ON charges.id = (
    SELECT c.id FROM charges AS c WHERE c.titulo_id = titulos.id ORDER BY c.attempt DESC LIMIT 1)
  LEFT JOIN accounts ON accounts.id = charges.account_id
  LEFT JOIN payments ON payments.id = (
    SELECT p.id FROM payments AS p
    WHERE p.titulo_id = titulos.id AND p.state IN ('confirmed', 'credited')
    ORDER BY p.paid_on DESC, p.id DESC LIMIT 1)`;

const SORTS: Readonly<
  Record<TituloSort, { readonly column: string; readonly direction: 'ASC' | 'DESC' }>
> = {
  due: { column: 'titulos.effective_due_on', direction: 'ASC' },
  'due-latest': { column: 'titulos.effective_due_on', direction: 'DESC' },
  number: { column: 'titulos.number', direction: 'ASC' },
  'number-latest': { column: 'titulos.number', direction: 'DESC' },
  'paid-latest': { column: 'titulos.closed_at', direction: 'DESC' },
};

const LAST_CHARGE_STATE = `(SELECT c.state FROM charges AS c WHERE c.titulo_id = titulos.id
  ORDER BY c.attempt DESC LIMIT 1)`;
const IS_OPEN = `titulos.state IN ('open', 'partly-paid')`;

const CHIPS: Readonly<Record<TituloChip, string>> = {
  open: IS_OPEN,
  due: `${IS_OPEN} AND titulos.effective_due_on >= @today`,
  overdue: `${IS_OPEN} AND titulos.effective_due_on < @today
    AND NOT EXISTS (SELECT 1 FROM charge_terms AS t WHERE t.id = titulos.terms_id AND t.is_contra = 1)
    AND NOT EXISTS (SELECT 1 FROM payments AS p
      WHERE p.titulo_id = titulos.id AND p.state = 'announced')`,
  unregistered: `${IS_OPEN} AND coalesce(${LAST_CHARGE_STATE}, 'prepared')
    IN ('prepared', 'discarded', 'expired', 'cancelled')`,
  rejected: `titulos.id IN (SELECT c.titulo_id FROM charges AS c WHERE c.state = 'rejected')
    AND ${IS_OPEN} AND ${LAST_CHARGE_STATE} = 'rejected'`,
  unknown: `titulos.id IN (SELECT c.titulo_id FROM charges AS c WHERE c.state = 'unknown')`,
  paid: `titulos.state = 'paid'`,
  cancelled: `titulos.state = 'cancelled'`,
};

export type TituloList = ReturnType<typeof createTituloList>;

type Parameters = Record<string, string | number>;

export function createTituloList(db: Db) {
  return {
    page(query: TituloListQuery): readonly TituloListRow[] {
      const { column, direction } = SORTS[query.sort];
      const { conditions, parameters } = where(query.filter, query.today);
      if (query.after !== undefined) {
        const than = direction === 'ASC' ? '>' : '<';
        conditions.push(`(${column}, titulos.id) ${than} (@afterKey, @afterId)`);
        parameters['afterKey'] = query.after.key;
        parameters['afterId'] = query.after.id;
      }
      return db
        .prepare<[Parameters], TituloListRow>(
          `SELECT ${COLUMNS}
          FROM titulos ${JOINS}
          WHERE ${conditions.join(' AND ')}
          ORDER BY ${column} ${direction}, titulos.id ${direction}
          LIMIT @limit`,
        )
        .all({ ...parameters, limit: query.limit });
    },

    byId(id: number): TituloListRow | undefined {
      return db
        .prepare<[number], TituloListRow>(
          `SELECT ${COLUMNS} FROM titulos ${JOINS} WHERE titulos.id = ?`,
        )
        .get(id);
    },

    totals(filter: TituloListFilter, today: CivilDate): TituloTotals {
      const { conditions, parameters } = where(filter, today);
      const row = db
        .prepare<[Parameters], TituloTotals>(
          `SELECT count(*) AS count, coalesce(sum(face_cents), 0) AS faceCents,
            coalesce(sum(total_cents), 0) AS totalCents,
            coalesce(sum(total_cents - settled_cents), 0) AS balanceCents
          FROM titulos
          WHERE ${conditions.join(' AND ')}`,
        )
        .get(parameters);
      if (row === undefined) throw new RangeError('A sum has one row');
      return row;
    },
  };
}

interface Where {
  readonly conditions: string[];
  readonly parameters: Parameters;
}

function where(filter: TituloListFilter, today: CivilDate): Where {
  const conditions = [
    filter.isPractice
      ? `titulos.environment IN ('homologation', 'simulator')`
      : `titulos.environment = 'production'`,
  ];
  const parameters: Parameters = {};
  const add = (condition: string, name?: string, value?: string | number) => {
    conditions.push(condition);
    if (name !== undefined && value !== undefined) parameters[name] = value;
  };
  if (filter.chip !== undefined) add(CHIPS[filter.chip]);
  if (filter.chip === 'due' || filter.chip === 'overdue') parameters['today'] = today;
  if (filter.clientId !== undefined)
    add('titulos.client_id = @clientId', 'clientId', filter.clientId);
  if (filter.carneId !== undefined) add('titulos.carne_id = @carneId', 'carneId', filter.carneId);
  if (filter.accountId !== undefined)
    add('titulos.account_id = @accountId', 'accountId', filter.accountId);
  if (filter.dueFrom !== undefined)
    add('titulos.effective_due_on >= @dueFrom', 'dueFrom', filter.dueFrom);
  if (filter.dueTo !== undefined) add('titulos.effective_due_on <= @dueTo', 'dueTo', filter.dueTo);
  if (filter.text !== undefined && filter.text.trim() !== '')
    addText({ conditions, parameters }, filter.text.trim());
  return { conditions, parameters };
}

/** Digits are a título's number or a bar code; other text is looked for in the client's name. */
function addText({ conditions, parameters }: Where, text: string): void {
  const digits = text.replace(/[\s.-]/g, '');
  if (/^\d{44}$|^\d{47}$/.test(digits)) {
    conditions.push(`titulos.id IN (SELECT titulo_id FROM charges
      WHERE ${digits.length === 44 ? 'barcode' : 'linha'} = @code)`);
    parameters['code'] = digits;
  } else if (/^\d{1,8}$/.test(digits)) {
    conditions.push('titulos.number = @number');
    parameters['number'] = Number(digits);
  } else {
    conditions.push(`titulos.client_id IN (
      SELECT rowid FROM client_search WHERE client_search MATCH @words)`);
    parameters['words'] = quoteForSearch(text);
  }
}

/** Every word as a literal phrase, so that no character of a name is read as an operator of the search. */
export function quoteForSearch(text: string): string {
  return text
    .split(/\s+/)
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(' AND ');
}
