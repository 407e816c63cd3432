import type { Database } from 'better-sqlite3';
import { Failure } from '../../domain/failure.ts';

/** Runs a synchronous function in one immediate transaction; nested calls join the outer one's fate. */
export type Transaction = <T>(work: () => T) => T;

/**
 * Runs a synchronous function in a transaction of its own, undoes everything it wrote in the same tick, and gives its
 * result. Nobody else ever sees what was written. Throws what the function throws; Failure `unexpected` for a
 * function that returns a promise, and inside another transaction, whose fate it could not share.
 */
export type Rehearse = <T>(work: () => T) => T;

/**
 * A promise would let other statements slip between those of the transaction, so a function that
 * returns one is refused and everything it did is undone.
 */
export function createTransaction(db: Database): Transaction {
  return (work) =>
    db
      .transaction(() => {
        const result = work();
        refusePromise(result);
        return result;
      })
      .immediate();
}

export function createRehearse(db: Database): Rehearse {
  return (work) => {
    if (db.inTransaction) throw new Failure('unexpected', 'A rehearsal stands alone');
    const results: ReturnType<typeof work>[] = [];
    const play = db.transaction(() => {
      const result = work();
      refusePromise(result);
      results.push(result);
      throw new Undone();
    });
    try {
      play.immediate();
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
    }
    return results[0] as ReturnType<typeof work>;
  };
}

/** Ends a rehearsal: SQLite takes back what a transaction wrote when its function throws. */
class Undone extends Error {
  override readonly name = 'Undone';
}

function refusePromise(result: unknown): void {
  if (!(result instanceof Promise)) return;
  // Its own failure is of no interest any more: the transaction is refused as a whole.
  result.catch(() => undefined);
  throw new Failure('unexpected', 'A transaction must not hold a promise');
}
