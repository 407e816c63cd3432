import type { RunResult } from 'better-sqlite3';
import { Failure } from '../../domain/failure.ts';

/** For updates that concern one row: anything else means that the row moved under our feet. */
export function mustHit(result: RunResult): void {
  if (result.changes !== 1)
    throw new Failure('conflict', `Expected one row, hit ${result.changes}`);
}
