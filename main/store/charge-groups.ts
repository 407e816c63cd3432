import type { Environment } from '../../domain/account.ts';
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

export type ChargeGroupState =
  'prepared' | 'sending' | 'unknown' | 'registered' | 'rejected' | 'discarded';

/** One carnê that goes to the gateway in one call. */
export interface ChargeGroup {
  readonly id: number;
  readonly environment: Environment;
  readonly accountId: number;
  readonly carneId: number;
  readonly reference: string;
  readonly gatewayGroupId: string | null;
  readonly state: ChargeGroupState;
  readonly lookUps: number;
  readonly sentAt: Instant | null;
}

interface Row {
  readonly id: number;
  readonly environment: string;
  readonly account_id: number;
  readonly carne_id: number;
  readonly reference: string;
  readonly gateway_group_id: string | null;
  readonly state: ChargeGroupState;
  readonly look_ups: number;
  readonly sent_at: string | null;
}

const COLUMNS = `id, environment, account_id, carne_id, reference, gateway_group_id, state,
  look_ups, sent_at`;

export function createChargeGroups(db: Db) {
  const byId = db.prepare<[number], Row>(`SELECT ${COLUMNS} FROM charge_groups WHERE id = ?`);
  const byGatewayId = db.prepare<[number, string, string], Row>(`
    SELECT ${COLUMNS}
    FROM charge_groups
    WHERE account_id = ? AND environment = ? AND gateway_group_id = ?`);
  const byReference = db.prepare<[string], Row>(`
    SELECT ${COLUMNS} FROM charge_groups WHERE reference = ?`);
  const byState = db.prepare<[string], Row>(`
    SELECT ${COLUMNS} FROM charge_groups WHERE state = ? ORDER BY id`);
  const insert = db.prepare(`
    INSERT INTO charge_groups (environment, account_id, carne_id, reference, state, created_at)
    VALUES (@environment, @accountId, @carneId, @reference, 'prepared', @createdAt)`);
  const changeState = db.prepare(`
    UPDATE charge_groups
    SET state = @to, sent_at = coalesce(@sentAt, sent_at)
    WHERE id = @id AND state = @from`);
  const register = db.prepare(`
    UPDATE charge_groups
    SET state = 'registered', gateway_group_id = @gatewayGroupId, links = @links,
      failure_code = NULL, failure_text = NULL
    WHERE id = @id`);
  const noteNumber = db.prepare(`
    UPDATE charge_groups SET gateway_group_id = @gatewayGroupId WHERE id = @id`);
  const noteFailure = db.prepare(`
    UPDATE charge_groups SET failure_code = @code, failure_text = @text WHERE id = @id`);
  const noteLookUp = db.prepare(`UPDATE charge_groups SET look_ups = @lookUps WHERE id = @id`);

  const one = (row: Row | undefined): ChargeGroup | undefined =>
    row === undefined ? undefined : toGroup(row);

  return {
    byId: (id: number): ChargeGroup | undefined => one(byId.get(id)),

    getById(id: number): ChargeGroup {
      const row = byId.get(id);
      if (row === undefined) throw new Failure('not-found', `No charge group ${id}`);
      return toGroup(row);
    },

    byGatewayId: (
      accountId: number,
      environment: Environment,
      groupId: string,
    ): ChargeGroup | undefined => one(byGatewayId.get(accountId, environment, groupId)),

    byReference: (reference: string): ChargeGroup | undefined => one(byReference.get(reference)),

    inState: (state: ChargeGroupState): readonly ChargeGroup[] => byState.all(state).map(toGroup),

    insert: (group: {
      readonly environment: Environment;
      readonly accountId: number;
      readonly carneId: number;
      readonly reference: string;
      readonly createdAt: Instant;
    }): number => Number(insert.run(group).lastInsertRowid),

    changeState(change: {
      readonly id: number;
      readonly from: ChargeGroupState;
      readonly to: ChargeGroupState;
      readonly sentAt?: Instant;
    }): void {
      mustHit(changeState.run({ ...change, sentAt: change.sentAt ?? null }));
    },

    register(
      id: number,
      gatewayGroupId: string | null,
      links: Readonly<Record<string, string>>,
    ): void {
      mustHit(register.run({ id, gatewayGroupId, links: JSON.stringify(links) }));
    },

    noteNumber(id: number, gatewayGroupId: string): void {
      mustHit(noteNumber.run({ id, gatewayGroupId }));
    },

    noteFailure(id: number, code: string | null, text: string | null): void {
      mustHit(noteFailure.run({ id, code, text }));
    },

    noteLookUp(id: number, lookUps: number): void {
      mustHit(noteLookUp.run({ id, lookUps }));
    },
  };
}

function toGroup(row: Row): ChargeGroup {
  return {
    id: row.id,
    environment: row.environment as Environment,
    accountId: row.account_id,
    carneId: row.carne_id,
    reference: row.reference,
    gatewayGroupId: row.gateway_group_id,
    state: row.state,
    lookUps: row.look_ups,
    sentAt: row.sent_at as Instant | null,
  };
}
