import type { Environment } from '../../domain/account.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Db } from './open.ts';

/** A booklet of parcels for one client. Its state is derived from its títulos. */
export interface Carne {
  readonly id: number;
  readonly environment: Environment;
  readonly clientId: number;
  readonly contractId: number | null;
  readonly accountId: number;
  readonly description: string;
  readonly parcels: number;
  readonly firstDueOn: CivilDate;
}

export function createCarnes(db: Db) {
  const byId = db.prepare<[number], Carne>(`
    SELECT id, environment, client_id AS clientId, contract_id AS contractId,
      account_id AS accountId, description, parcels, first_due_on AS firstDueOn
    FROM carnes
    WHERE id = ?`);
  const insert = db.prepare(`
    INSERT INTO carnes (environment, client_id, contract_id, account_id, description, parcels,
      first_due_on, created_at)
    VALUES (@environment, @clientId, @contractId, @accountId, @description, @parcels,
      @firstDueOn, @createdAt)`);

  return {
    getById(id: number): Carne {
      const carne = byId.get(id);
      if (carne === undefined) throw new Failure('not-found', `No carnê ${id}`);
      return carne;
    },

    insert: (carne: Omit<Carne, 'id'> & { readonly createdAt: Instant }): number =>
      Number(insert.run(carne).lastInsertRowid),
  };
}
