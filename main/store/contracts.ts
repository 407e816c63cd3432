import type { CivilDate } from '../../domain/civil-date.ts';
import { Failure } from '../../domain/failure.ts';
import { cents, type Cents } from '../../domain/money.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

/** Tipo de cobrança: single títulos month by month, or carnês. */
export type Billing = 'titulo' | 'carne';
export type ContractStatus = 'active' | 'blocked' | 'ended';

/** What a client buys, for how much, and when it falls due. */
export interface Contract {
  readonly id: number;
  readonly clientId: number;
  readonly planId: number | null;
  readonly accountId: number | null;
  readonly billing: Billing;
  /** 1..31; a month that lacks the day takes its last one. */
  readonly dueDay: number;
  /** > 0; null takes the plan's. */
  readonly priceCents: Cents | null;
  readonly login: string;
  readonly status: ContractStatus;
  readonly startsOn: CivilDate;
  readonly endsOn: CivilDate | null;
}

export type ContractToStore = Omit<Contract, 'id' | 'status' | 'endsOn'>;

interface Row {
  readonly id: number;
  readonly client_id: number;
  readonly plan_id: number | null;
  readonly account_id: number | null;
  readonly billing: Billing;
  readonly due_day: number;
  readonly price_cents: number | null;
  readonly login: string;
  readonly status: ContractStatus;
  readonly starts_on: string;
  readonly ends_on: string | null;
}

const COLUMNS = `id, client_id, plan_id, account_id, billing, due_day, price_cents, login, status,
  starts_on, ends_on`;

export function createContracts(db: Db) {
  const byId = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM contracts WHERE id = ?`);
  const ofClient = db.prepare<[number], Row>(`
    SELECT ${COLUMNS}
    FROM contracts
    WHERE client_id = ? AND status <> 'ended'
    ORDER BY id DESC
    LIMIT 1`);
  const insert = db.prepare(`
    INSERT INTO contracts (client_id, plan_id, account_id, billing, due_day, price_cents, login,
      starts_on)
    VALUES (@clientId, @planId, @accountId, @billing, @dueDay, @priceCents, @login, @startsOn)`);
  const update = db.prepare(`
    UPDATE contracts
    SET plan_id = @planId, account_id = @accountId, billing = @billing, due_day = @dueDay,
      price_cents = @priceCents, login = @login, starts_on = @startsOn
    WHERE id = @id`);
  const setBilling = db.prepare(`
    UPDATE contracts
    SET billing = @billing
    WHERE id = @id AND billing <> @billing`);

  const one = (row: Row | undefined): Contract | undefined =>
    row === undefined ? undefined : toContract(row);

  return {
    byId: (id: number): Contract | undefined => one(byId.get(id)),

    getById(id: number): Contract {
      const contract = one(byId.get(id));
      if (contract === undefined) throw new Failure('not-found', `No contract ${id}`);
      return contract;
    },

    /** The living contract: the newest one that has not ended. */
    ofClient: (clientId: number): Contract | undefined => one(ofClient.get(clientId)),

    insert: (contract: ContractToStore): number => Number(insert.run(contract).lastInsertRowid),

    update(contract: ContractToStore & { readonly id: number }): void {
      mustHit(update.run(contract));
    },

    /** Changes the tipo de cobrança; false when it was that already. */
    setBilling: (id: number, billing: Billing): boolean =>
      setBilling.run({ id, billing }).changes === 1,
  };
}

function toContract(row: Row): Contract {
  return {
    id: row.id,
    clientId: row.client_id,
    planId: row.plan_id,
    accountId: row.account_id,
    billing: row.billing,
    dueDay: row.due_day,
    priceCents: row.price_cents === null ? null : cents(row.price_cents),
    login: row.login,
    status: row.status,
    startsOn: row.starts_on as CivilDate,
    endsOn: row.ends_on as CivilDate | null,
  };
}
