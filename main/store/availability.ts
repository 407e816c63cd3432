import type { CivilDate } from '../../domain/civil-date.ts';
import type { Db } from './open.ts';

export type LookResult = 'confirmed' | 'unknown' | 'failed';

/** How the looks at the way in of one day ended. */
export interface DayOfAvailability {
  readonly on: CivilDate;
  readonly confirmed: number;
  readonly unknown: number;
  readonly failed: number;
}

export function createAvailability(db: Db) {
  const add = db.prepare(`
    INSERT INTO availability (on_date, way, confirmed, unknown, failed)
    VALUES (@on, @way, @confirmed, @unknown, @failed)
    ON CONFLICT (on_date, way) DO UPDATE SET confirmed = confirmed + excluded.confirmed,
      unknown = unknown + excluded.unknown, failed = failed + excluded.failed`);
  const since = db.prepare<[string], DayOfAvailability>(`
    SELECT on_date AS "on", sum(confirmed) AS confirmed, sum(unknown) AS unknown,
      sum(failed) AS failed
    FROM availability
    WHERE on_date >= ?
    GROUP BY on_date
    ORDER BY on_date`);
  return {
    note(on: CivilDate, way: string, result: LookResult): void {
      const one = (name: LookResult): number => Number(name === result);
      add.run({
        on,
        way,
        confirmed: one('confirmed'),
        unknown: one('unknown'),
        failed: one('failed'),
      });
    },

    /** Day by day, all ways together. */
    since: (on: CivilDate): readonly DayOfAvailability[] => since.all(on),
  };
}
