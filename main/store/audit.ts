import type { Instant } from '../../domain/instant.ts';
import type { Db } from './open.ts';

/** Plain values only: ids, states, amounts, names of fields. Never a personal value. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | null>>;

export type AuditEntity =
  | 'titulo'
  | 'charge'
  | 'charge-group'
  | 'payment'
  | 'client'
  | 'account'
  | 'carne'
  | 'company'
  | 'settings'
  | 'import';

export interface AuditEntry {
  readonly at: Instant;
  /** `system`, `operator:1` or `gateway:3`. */
  readonly actor: string;
  readonly action: string;
  readonly entity: AuditEntity;
  readonly entityId: number;
  readonly detail?: AuditDetail;
  /** What brought it about, for example `event:12` or `job:…`. */
  readonly cause?: string;
}

interface Row {
  readonly at: string;
  readonly actor: string;
  readonly action: string;
  readonly entity: string;
  readonly entity_id: number;
  readonly detail: string;
  readonly cause: string | null;
}

export function createAudit(db: Db) {
  const insert = db.prepare(`
    INSERT INTO audit (at, actor, action, entity, entity_id, detail, cause)
    VALUES (?, ?, ?, ?, ?, ?, ?)`);
  const list = db.prepare<[string, number, number], Row>(`
    SELECT at, actor, action, entity, entity_id, detail, cause
    FROM audit
    WHERE entity = ? AND entity_id = ?
    ORDER BY id DESC
    LIMIT ?`);

  return {
    write(entry: AuditEntry): void {
      insert.run(
        entry.at,
        entry.actor,
        entry.action,
        entry.entity,
        entry.entityId,
        JSON.stringify(entry.detail ?? {}),
        entry.cause ?? null,
      );
    },

    /** The newest entries of one thing, newest first. */
    ofEntity(entity: AuditEntity, entityId: number, limit = 100): readonly AuditEntry[] {
      return list.all(entity, entityId, limit).map(toEntry);
    },
  };
}

function toEntry(row: Row): AuditEntry {
  return {
    at: row.at as Instant,
    actor: row.actor,
    action: row.action,
    entity: row.entity as AuditEntity,
    entityId: row.entity_id,
    detail: JSON.parse(row.detail) as AuditDetail,
    ...(row.cause === null ? {} : { cause: row.cause }),
  };
}
