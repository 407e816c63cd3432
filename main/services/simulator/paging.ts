import { Failure } from '../../../domain/failure.ts';

/**
 * Where a page begins.
 * @throws Failure `invalid-input` for what no page of ours has given
 */
export function offsetOf(after: string | undefined): number {
  if (after === undefined) return 0;
  if (/^\d{1,9}$/.test(after)) return Number(after);
  throw new Failure('invalid-input', 'Not a position in this list');
}

/** The `next` of a page that may have another one behind it. */
export function nextOffset(offset: number, rows: number, limit: number): { next?: string } {
  return rows < limit ? {} : { next: String(offset + rows) };
}
