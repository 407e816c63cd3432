import type { Db } from './open.ts';
import { mustHit } from './must-hit.ts';

export type SequenceName = 'titulo' | 'client';

/** Numbers that never repeat; taken in the transaction that uses them, so a rolled-back one is taken again. */
export function createSequences(db: Db) {
  const read = db.prepare<[string], { next: number }>(`
    SELECT next
    FROM sequences
    WHERE name = ?`);
  const set = db.prepare<[number, string]>(`
    UPDATE sequences
    SET next = ?
    WHERE name = ?`);

  function peek(name: SequenceName): number {
    return read.get(name)?.next ?? 1;
  }

  return {
    peek,

    take(name: SequenceName): number {
      const number = peek(name);
      mustHit(set.run(number + 1, name));
      return number;
    },

    /** Goes on at `next` at the earliest; a lower value changes nothing. */
    raiseTo(name: SequenceName, next: number): void {
      if (next > peek(name)) mustHit(set.run(next, name));
    },
  };
}
