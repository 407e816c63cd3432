import type { Db } from './open.ts';

/** Settings as JSON, per gateway (`*` for the simulator itself). */
export function createSettings(db: Db) {
  const read = db.prepare('SELECT value FROM settings WHERE gateway = ? AND name = ?').pluck();
  const write = db.prepare(`
    INSERT INTO settings (gateway, name, value)
    VALUES (?, ?, ?)
    ON CONFLICT (gateway, name) DO UPDATE SET value = excluded.value`);
  return {
    /** The stored value as parsed JSON, undefined when never written. The caller parses it into its type. */
    get(gateway: string, name: string): unknown {
      const value = read.get(gateway, name);
      return typeof value === 'string' ? JSON.parse(value) : undefined;
    },
    put(gateway: string, name: string, value: unknown): void {
      write.run(gateway, name, JSON.stringify(value));
    },
  };
}

export type Settings = ReturnType<typeof createSettings>;
