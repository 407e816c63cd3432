import type { Instant } from '../../domain/instant.ts';
import type { Db } from './open.ts';

/** One call to a gateway and its answer, secrets and personal data masked. */
export interface GatewayAttempt {
  readonly accountId: number;
  readonly chargeId: number | null;
  readonly operation: string;
  readonly origin: 'app' | 'routine' | 'operator';
  readonly at: Instant;
  readonly durationMs: number;
  readonly httpStatus: number | null;
  readonly statusCode: string | null;
  readonly statusError: string | null;
  readonly description: string | null;
  readonly request: string | null;
  readonly response: string | null;
}

export type StoredAttempt = GatewayAttempt & { readonly id: number };

/** Calls about a carnê belong to no charge alone: account, period and reference find them. */
export interface GroupCalls {
  readonly accountId: number;
  readonly from: Instant;
  readonly to: Instant;
  readonly reference: string;
}

const COLUMNS = `
  gateway_attempts.id AS id, gateway_attempts.account_id AS accountId, charge_id AS chargeId,
  operation, origin, at, duration_ms AS durationMs, http_status AS httpStatus,
  status_code AS statusCode, status_error AS statusError, description, request, response`;

export function createGatewayAttempts(db: Db) {
  const insert = db.prepare(`
    INSERT INTO gateway_attempts (account_id, charge_id, operation, origin, at, duration_ms,
      http_status, status_code, status_error, description, request, response)
    VALUES (@accountId, @chargeId, @operation, @origin, @at, @durationMs, @httpStatus,
      @statusCode, @statusError, @description, @request, @response)`);
  const countSince = db.prepare<[number, string], { count: number }>(`
    SELECT count(*) AS count
    FROM gateway_attempts
    WHERE account_id = ? AND at >= ?`);
  const ofTitulo = db.prepare<[number, number], StoredAttempt>(`
    SELECT ${COLUMNS}
    FROM gateway_attempts
    JOIN charges ON charges.id = gateway_attempts.charge_id
    WHERE charges.titulo_id = ?
    ORDER BY gateway_attempts.id DESC
    LIMIT ?`);
  const ofCharge = db.prepare<[number, number], StoredAttempt>(`
    SELECT ${COLUMNS}
    FROM gateway_attempts
    WHERE charge_id = ?
    ORDER BY id DESC
    LIMIT ?`);
  const ofGroup = db.prepare<GroupCalls, StoredAttempt>(`
    SELECT ${COLUMNS}
    FROM gateway_attempts
    WHERE account_id = @accountId AND at >= @from AND at <= @to
      AND charge_id IS NULL AND instr(request, @reference) > 0
    ORDER BY id DESC
    LIMIT 20`);

  return {
    insert(attempt: GatewayAttempt): void {
      insert.run(attempt);
    },

    /** How many calls an account has made since then: what counts against a quota. */
    countSince: (accountId: number, since: Instant): number =>
      countSince.get(accountId, since)?.count ?? 0,

    /** The newest calls about a título's charges, newest first. */
    ofTitulo: (tituloId: number, limit = 50): readonly StoredAttempt[] =>
      ofTitulo.all(tituloId, limit),

    /** The newest calls about one charge, newest first. */
    ofCharge: (chargeId: number, limit = 50): readonly StoredAttempt[] =>
      ofCharge.all(chargeId, limit),

    /** The calls of a period that sent a whole carnê under its reference, newest first. */
    ofGroup: (calls: GroupCalls): readonly StoredAttempt[] => ofGroup.all(calls),
  };
}
