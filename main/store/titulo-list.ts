/** Lists títulos with what a screen shows of them: client, last charge, last payment. Pages by key, never by offset. */
import type { Environment, GatewayId, Instrument } from '../../domain/account.ts';
import type { ChargeState } from '../../domain/charge-states.ts';
import type { CivilDate, Competence } from '../../domain/civil-date.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Cents } from '../../domain/money.ts';
import type { TituloState } from '../../domain/titulo-states.ts';
import type { Db } from './open.ts';
import {
  PAGE_SORTS,
  pageSql,
  totalsSql,
  type TituloListFilter,
  type TituloListQuery,
} from './titulo-filter.ts';
import type { PaymentMethod } from './payments.ts';

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
      AND p.review NOT IN ('same-payment', 'duplicate')
    ORDER BY p.paid_on DESC, p.id DESC LIMIT 1)`;

export function createTituloList(db: Db) {
  const byId = db.prepare<[number], TituloListRow>(
    `SELECT ${COLUMNS} FROM titulos ${JOINS} WHERE titulos.id = ?`,
  );

  /** The ids of a page are found by one index; only then is the rest of its rows read. */
  function pageOf(query: TituloListQuery) {
    const { sql, parameters } = pageSql(db, query);
    const { column, direction } = PAGE_SORTS[query.sort];
    return {
      sql: `WITH page AS MATERIALIZED (${sql})
        SELECT ${COLUMNS}
        FROM page CROSS JOIN titulos ON titulos.id = page.id ${JOINS}
        ORDER BY ${column} ${direction}, titulos.id ${direction}`,
      parameters,
    };
  }

  return {
    page(query: TituloListQuery): readonly TituloListRow[] {
      const { sql, parameters } = pageOf(query);
      return db.prepare<[typeof parameters], TituloListRow>(sql).all(parameters);
    },

    byId: (id: number): TituloListRow | undefined => byId.get(id),

    totals(filter: TituloListFilter, today: CivilDate): TituloTotals {
      const { sql, parameters } = totalsSql(db, filter, today);
      const row = db.prepare<[typeof parameters], TituloTotals>(sql).get(parameters);
      if (row === undefined) throw new RangeError('A sum has one row');
      return row;
    },

    /** How SQLite will find a page, for the test of its plans. */
    explainPage(query: TituloListQuery): readonly string[] {
      const { sql, parameters } = pageOf(query);
      return db
        .prepare<[typeof parameters], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(parameters)
        .map(({ detail }) => detail);
    },
  };
}
