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

/** Whom an unmatched event may be about. */
export interface UnmatchedQuery {
  readonly accountId: number;
  readonly gatewayId: string | null;
  readonly reference: string | null;
  readonly groupId: string | null;
}

export interface GatewayEventToStore extends Omit<StoredGatewayEvent, 'id' | 'state' | 'chargeId'> {
  readonly targetGatewayId: string | null;
  readonly targetReference: string | null;
  readonly targetGroupId: string | null;
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

export function createGatewayEvents(db: Db) {
  const insert = db.prepare(`
    INSERT INTO gateway_events (environment, account_id, event_key, kind, raw_status,
      target_gateway_id, target_reference, target_group_id, payment_key, amount_cents, fee_cents,
      happened_at, happened_on, source, inbox_id, event, state, received_at)
    VALUES (@environment, @accountId, @eventKey, @kind, @rawStatus, @targetGatewayId,
      @targetReference, @targetGroupId, @paymentKey, @amountCents, @feeCents, @happenedAt,
      @happenedOn, @source, @inboxId, @event, 'new', @receivedAt)
    ON CONFLICT (account_id, environment, event_key) DO NOTHING`);
  const close = db.prepare(`
    UPDATE gateway_events
    SET state = @state, charge_id = @chargeId, group_id = @groupId, applied_at = @at
    WHERE id = @id`);
  const unmatched = db.prepare<[UnmatchedQuery], Row>(`
    SELECT id, account_id, environment, event_key, kind, raw_status, charge_id, source, inbox_id,
      event, state
    FROM gateway_events
    WHERE id IN (
      SELECT id FROM gateway_events
      WHERE account_id = @accountId AND state = 'unmatched' AND target_gateway_id = @gatewayId
      UNION SELECT id FROM gateway_events
      WHERE account_id = @accountId AND state = 'unmatched' AND target_reference = @reference
      UNION SELECT id FROM gateway_events
      WHERE account_id = @accountId AND state = 'unmatched' AND target_group_id = @groupId)
    ORDER BY id`);
  const knows = db.prepare<[number, string, string, string], { found: number }>(`
    SELECT EXISTS (
      SELECT 1 FROM gateway_events
      WHERE account_id = ? AND environment = ? AND event_key > ? AND event_key < ?
        AND charge_id IS NOT NULL) AS found`);
  const has = db.prepare<[number, string, string], { found: number }>(`
    SELECT EXISTS (
      SELECT 1 FROM gateway_events
      WHERE account_id = ? AND environment = ? AND event_key = ?) AS found`);
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

    /** Events that name one of these and found no charge yet, oldest first. */
    unmatchedAbout: (query: UnmatchedQuery): readonly StoredGatewayEvent[] =>
      unmatched.all(query).map(toEvent),

    /** Whether the account was told of this before. */
    has: (accountId: number, environment: Environment, eventKey: string): boolean =>
      has.get(accountId, environment, eventKey)?.found === 1,

    /** Whether a charge was found for an event whose key begins with the topic and a colon. */
    knowsTopic: (accountId: number, environment: Environment, topic: string): boolean =>
      knows.get(accountId, environment, `${topic}:`, `${topic};`)?.found === 1,

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
