import type { Database } from 'better-sqlite3';
import { Failure } from '../../domain/failure.ts';

/** Runs a synchronous function in one immediate transaction; nested calls join the outer one's fate. */
export type Transaction = <T>(work: () => T) => T;

/**
 * A promise would let other statements slip between those of the transaction, so a function that
 * returns one is refused and everything it did is undone.
 */
export function createTransaction(db: Database): Transaction {
  return (work) =>
    db
      .transaction(() => {
        const result = work();
        if (result instanceof Promise) {
          // Its own failure is of no interest any more: the transaction is refused as a whole.
          result.catch(() => undefined);
          throw new Failure('unexpected', 'A transaction must not hold a promise');
        }
        return result;
      })
      .immediate();
}
