import type { Environment } from '../../domain/account.ts';
import type { CivilDate, Competence } from '../../domain/civil-date.ts';
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { cents, type Cents } from '../../domain/money.ts';
import type { TituloState } from '../../domain/titulo-states.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

/** What is owed. */
export interface Titulo {
  readonly id: number;
  readonly number: number;
  readonly environment: Environment;
  readonly clientId: number;
  readonly contractId: number | null;
  readonly carneId: number | null;
  readonly parcelNo: number | null;
  readonly origin: 'monthly' | 'carne' | 'loose' | 'import';
  readonly kind: string;
  readonly description: string;
  readonly competence: Competence | null;
  readonly dueOn: CivilDate;
  /** The due date after the bank-day rule. */
  readonly effectiveDueOn: CivilDate;
  readonly faceCents: Cents;
  readonly totalCents: Cents;
  /** Sum of principal and discount of its allocations. */
  readonly settledCents: Cents;
  readonly termsId: number;
  readonly accountId: number;
  readonly state: TituloState;
  readonly issuedOn: CivilDate;
  readonly closedAt: Instant | null;
  readonly cancelReason: string | null;
}

export type TituloToStore = Omit<
  Titulo,
  'id' | 'totalCents' | 'settledCents' | 'state' | 'closedAt' | 'cancelReason'
> & { readonly createdAt: Instant };

interface Row {
  readonly id: number;
  readonly number: number;
  readonly environment: string;
  readonly client_id: number;
  readonly contract_id: number | null;
  readonly carne_id: number | null;
  readonly parcel_no: number | null;
  readonly origin: Titulo['origin'];
  readonly kind: string;
  readonly description: string;
  readonly competence: string | null;
  readonly due_on: string;
  readonly effective_due_on: string;
  readonly face_cents: number;
  readonly total_cents: number;
  readonly settled_cents: number;
  readonly terms_id: number;
  readonly account_id: number;
  readonly state: TituloState;
  readonly issued_on: string;
  readonly closed_at: string | null;
  readonly cancel_reason: string | null;
}

const COLUMNS = `id, number, environment, client_id, contract_id, carne_id, parcel_no, origin, kind,
  description, competence, due_on, effective_due_on, face_cents, total_cents, settled_cents,
  terms_id, account_id, state, issued_on, closed_at, cancel_reason`;

export function createTitulos(db: Db) {
  const byId = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM titulos WHERE id = ?`);
  const ofCarne = db.prepare<[number], Row>(`
    SELECT ${COLUMNS}
    FROM titulos
    WHERE carne_id = ?
    ORDER BY parcel_no, id`);
  const insert = db.prepare(`
    INSERT INTO titulos (number, environment, client_id, contract_id, carne_id, parcel_no, origin,
      kind, description, competence, due_on, effective_due_on, face_cents, total_cents, terms_id,
      account_id, issued_on, created_at)
    VALUES (@number, @environment, @clientId, @contractId, @carneId, @parcelNo, @origin,
      @kind, @description, @competence, @dueOn, @effectiveDueOn, @faceCents, @faceCents, @termsId,
      @accountId, @issuedOn, @createdAt)`);
  const settle = db.prepare(`
    UPDATE titulos
    SET settled_cents = @settledCents, state = @state, closed_at = @closedAt
    WHERE id = @id`);
  const cancel = db.prepare(`
    UPDATE titulos
    SET state = 'cancelled', closed_at = @closedAt, cancel_reason = @reason
    WHERE id = @id AND state = 'open'`);
  const changeDue = db.prepare(`
    UPDATE titulos
    SET due_on = @dueOn, effective_due_on = @effectiveDueOn
    WHERE id = @id`);
  const changeAccount = db.prepare(`UPDATE titulos SET account_id = ? WHERE id = ?`);
  const openOfAccount = db.prepare<[number], { id: number }>(`
    SELECT id
    FROM titulos
    WHERE account_id = ? AND state IN ('open', 'partly-paid')
    ORDER BY effective_due_on, id`);
  const openOfMonth = db.prepare<[string, number, string], { number: number }>(`
    SELECT number
    FROM titulos
    WHERE environment = ? AND contract_id = ? AND competence = ?
      AND origin IN ('monthly', 'carne') AND state <> 'cancelled'`);

  function findById(id: number): Titulo | undefined {
    const row = byId.get(id);
    return row === undefined ? undefined : toTitulo(row);
  }

  return {
    byId: findById,

    getById(id: number): Titulo {
      const titulo = findById(id);
      if (titulo === undefined) throw new Failure('not-found', `No título ${id}`);
      return titulo;
    },

    ofCarne: (carneId: number): readonly Titulo[] => ofCarne.all(carneId).map(toTitulo),

    insert: (titulo: TituloToStore): number => Number(insert.run(titulo).lastInsertRowid),

    /** Writes what its allocations add up to; the service that wrote them calls this in the same transaction. */
    settle(change: {
      readonly id: number;
      readonly settledCents: Cents;
      readonly state: TituloState;
      readonly closedAt: Instant | null;
    }): void {
      mustHit(settle.run(change));
    },

    cancel(change: {
      readonly id: number;
      readonly closedAt: Instant;
      readonly reason: string;
    }): void {
      mustHit(cancel.run(change));
    },

    changeDue(change: {
      readonly id: number;
      readonly dueOn: CivilDate;
      readonly effectiveDueOn: CivilDate;
    }): void {
      mustHit(changeDue.run(change));
    },

    /** Where it is billed from now on; of the same environment. */
    changeAccount(id: number, accountId: number): void {
      mustHit(changeAccount.run(accountId, id));
    },

    /** All that is still owed of one account, by due date. */
    openOfAccount: (accountId: number): readonly number[] =>
      openOfAccount.all(accountId).map(({ id }) => id),

    /** Number of the living título of this contract and month, if there is one. */
    numberOfMonth: (
      environment: Environment,
      contractId: number,
      competence: Competence,
    ): number | undefined => openOfMonth.get(environment, contractId, competence)?.number,
  };
}

function toTitulo(row: Row): Titulo {
  return {
    id: row.id,
    number: row.number,
    environment: row.environment as Environment,
    clientId: row.client_id,
    contractId: row.contract_id,
    carneId: row.carne_id,
    parcelNo: row.parcel_no,
    origin: row.origin,
    kind: row.kind,
    description: row.description,
    competence: row.competence as Competence | null,
    dueOn: row.due_on as CivilDate,
    effectiveDueOn: row.effective_due_on as CivilDate,
    faceCents: cents(row.face_cents),
    totalCents: cents(row.total_cents),
    settledCents: cents(row.settled_cents),
    termsId: row.terms_id,
    accountId: row.account_id,
    state: row.state,
    issuedOn: row.issued_on as CivilDate,
    closedAt: row.closed_at as Instant | null,
    cancelReason: row.cancel_reason,
  };
}
