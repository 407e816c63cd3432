import type { Environment } from '../../domain/account.ts';
import type { CivilDate } from '../../domain/civil-date.ts';
import type { EventKind, EventSource } from '../../domain/gateway-event.ts';
import type { Instant } from '../../domain/instant.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

export type GatewayEventState = 'new' | 'applied' | 'unmatched' | 'ignored';

/** One thing that a gateway told, once. `event` is the whole of it, as the port gave it. */
export interface StoredGatewayEvent {
  readonly id: number;
  readonly accountId: number;
  readonly environment: Environment;
  readonly eventKey: string;
  readonly kind: EventKind;
  readonly rawStatus: string;
  readonly chargeId: number | null;
  readonly source: EventSource;
  readonly inboxId: number | null;
  readonly event: string;
  readonly state: GatewayEventState;
}

export interface GatewayEventToStore extends Omit<StoredGatewayEvent, 'id' | 'state' | 'chargeId'> {
  readonly paymentKey: string | null;
  readonly amountCents: number | null;
  readonly feeCents: number | null;
  readonly happenedAt: Instant | null;
  readonly happenedOn: CivilDate | null;
  readonly receivedAt: Instant;
}

/** What one callback told and what became of it, for the list of callbacks. */
export interface EventEffect {
  readonly inboxId: number;
  readonly kind: EventKind;
  readonly rawStatus: string;
  readonly state: GatewayEventState;
  readonly tituloId: number | null;
  readonly tituloNumber: number | null;
  readonly clientName: string | null;
  readonly amountCents: number | null;
  readonly happenedOn: CivilDate | null;
}

interface Row {
  readonly id: number;
  readonly account_id: number;
  readonly environment: string;
  readonly event_key: string;
  readonly kind: EventKind;
  readonly raw_status: string;
  readonly charge_id: number | null;
  readonly source: EventSource;
  readonly inbox_id: number | null;
  readonly event: string;
  readonly state: GatewayEventState;
}

export type GatewayEvents = ReturnType<typeof createGatewayEvents>;

export function createGatewayEvents(db: Db) {
  const insert = db.prepare(`
    INSERT INTO gateway_events (environment, account_id, event_key, kind, raw_status, payment_key,
      amount_cents, fee_cents, happened_at, happened_on, source, inbox_id, event, state,
      received_at)
    VALUES (@environment, @accountId, @eventKey, @kind, @rawStatus, @paymentKey, @amountCents,
      @feeCents, @happenedAt, @happenedOn, @source, @inboxId, @event, 'new', @receivedAt)
    ON CONFLICT (account_id, environment, event_key) DO NOTHING`);
  const close = db.prepare(`
    UPDATE gateway_events
    SET state = @state, charge_id = @chargeId, group_id = @groupId, applied_at = @at
    WHERE id = @id`);
  const unmatched = db.prepare<[number], Row>(`
    SELECT id, account_id, environment, event_key, kind, raw_status, charge_id, source, inbox_id,
      event, state
    FROM gateway_events
    WHERE account_id = ? AND state = 'unmatched'
    ORDER BY id
    LIMIT 500`);
  const effects = db.prepare<[string], EventEffect>(`
    SELECT gateway_events.inbox_id AS inboxId, gateway_events.kind AS kind,
      gateway_events.raw_status AS rawStatus, gateway_events.state AS state,
      titulos.id AS tituloId, titulos.number AS tituloNumber, clients.name AS clientName,
      gateway_events.amount_cents AS amountCents, gateway_events.happened_on AS happenedOn
    FROM gateway_events
    LEFT JOIN charges ON charges.id = gateway_events.charge_id
    LEFT JOIN titulos ON titulos.id = charges.titulo_id
    LEFT JOIN clients ON clients.id = titulos.client_id
    WHERE gateway_events.inbox_id IN (SELECT value FROM json_each(?))
    ORDER BY gateway_events.id`);

  return {
    /** @returns the new row's id, or undefined when the gateway has told it before */
    insertOnce(event: GatewayEventToStore): number | undefined {
      const result = insert.run(event);
      return result.changes === 1 ? Number(result.lastInsertRowid) : undefined;
    },

    close(change: {
      readonly id: number;
      readonly state: GatewayEventState;
      readonly chargeId: number | null;
      readonly groupId: number | null;
      readonly at: Instant;
    }): void {
      mustHit(close.run(change));
    },

    /** Events that found no charge yet, oldest first, at most 500. */
    unmatchedOf: (accountId: number): readonly StoredGatewayEvent[] =>
      unmatched.all(accountId).map(toEvent),

    effectsOf: (inboxIds: readonly number[]): readonly EventEffect[] =>
      effects.all(JSON.stringify(inboxIds)),
  };
}

function toEvent(row: Row): StoredGatewayEvent {
  return {
    id: row.id,
    accountId: row.account_id,
    environment: row.environment as Environment,
    eventKey: row.event_key,
    kind: row.kind,
    rawStatus: row.raw_status,
    chargeId: row.charge_id,
    source: row.source,
    inboxId: row.inbox_id,
    event: row.event,
    state: row.state,
  };
}
