import { Failure } from '../../domain/failure.ts';
import { cents, type Cents } from '../../domain/money.ts';
import { mustHit } from './must-hit.ts';
import { foldText, type Db } from './open.ts';

/** What is sold each month. */
export interface Plan {
  readonly id: number;
  readonly name: string;
  /** > 0. */
  readonly priceCents: Cents;
  readonly isActive: boolean;
  /** Where the títulos of its clients go, unless a contract says otherwise. */
  readonly accountId: number | null;
}

/** A plan and how many clients hold it in a contract that has not ended. */
export interface PlanRow extends Plan {
  readonly clients: number;
}

export type PlanToStore = Omit<Plan, 'id'>;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly price_cents: number;
  readonly is_active: number;
  readonly account_id: number | null;
}

export function createPlans(db: Db) {
  const byId = db.prepare<[number], Row>(`
    SELECT id, name, price_cents, is_active, account_id FROM plans WHERE id = ?`);
  const all = db.prepare<[], Row>(`
    SELECT id, name, price_cents, is_active, account_id FROM plans ORDER BY fold(name), id`);
  const withClients = db.prepare<[], Row & { clients: number }>(`
    SELECT id, name, price_cents, is_active, account_id,
      (SELECT count(DISTINCT client_id) FROM contracts
        WHERE plan_id = plans.id AND status <> 'ended') AS clients
    FROM plans
    ORDER BY fold(name), id`);
  const insert = db.prepare(`
    INSERT INTO plans (name, price_cents, is_active, account_id)
    VALUES (@name, @priceCents, @active, @accountId)`);
  const update = db.prepare(`
    UPDATE plans
    SET name = @name, price_cents = @priceCents, is_active = @active, account_id = @accountId
    WHERE id = @id`);

  return {
    byId(id: number): Plan | undefined {
      const row = byId.get(id);
      return row === undefined ? undefined : toPlan(row);
    },

    getById(id: number): Plan {
      const row = byId.get(id);
      if (row === undefined) throw new Failure('not-found', `No plan ${id}`);
      return toPlan(row);
    },

    /** All plans by name; there are tens of them, not thousands. */
    all: (): readonly Plan[] => all.all().map(toPlan),

    listWithClients: (): readonly PlanRow[] =>
      withClients.all().map((row) => ({ ...toPlan(row), clients: row.clients })),

    insert: (plan: PlanToStore): number => Number(insert.run(toParameters(plan)).lastInsertRowid),

    update(plan: Plan): void {
      mustHit(update.run({ ...toParameters(plan), id: plan.id }));
    },
  };
}

/** How two spellings of one plan are told to be one: case, accents and blanks do not count. */
export function planKey(name: string): string {
  return foldText(name).replace(/\s+/g, ' ').trim();
}

function toParameters(plan: PlanToStore) {
  const { name, priceCents, accountId } = plan;
  return { name, priceCents, accountId, active: plan.isActive ? 1 : 0 };
}

function toPlan(row: Row): Plan {
  return {
    id: row.id,
    name: row.name,
    priceCents: cents(row.price_cents),
    isActive: row.is_active === 1,
    accountId: row.account_id,
  };
}
