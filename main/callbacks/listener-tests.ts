/** Marks by which the listener tells a test of ours from a gateway's own callback. */
import { randomBytes } from 'node:crypto';
import type { Instant } from '../../domain/instant.ts';

/** The row that a test became. */
export interface TestArrival {
  /** In the inbox. */
  readonly id: number;
  readonly at: Instant;
  /** The peer of the socket: 127.0.0.1 through a tunnel. */
  readonly sourceIp: string;
}

export type NoteArrival = (arrival: TestArrival) => void;

export interface OpenTest {
  /** Parameter of the query; nobody guesses its value. */
  readonly mark: { readonly name: string; readonly value: string };
  /** The first request that came with the mark. */
  arrival(): TestArrival | undefined;
}

export interface Tests {
  /** For one request to the address of this account. */
  open(accountId: number): OpenTest;
  /** Knows the mark of a test; undefined for every other request. */
  take(target: string, accountId: number): NoteArrival | undefined;
}

export const MARK_NAME = 'teste';
const NONCE_BYTES = 16;
const MARK = new RegExp(`[?&]${MARK_NAME}=([0-9a-f]{32})(?=&|$)`, 'u');
/** Marks stay known after their test: what a proxy delivers late, or twice, is a test all the same. */
const MOST_KNOWN = 1_000;

export function createTests(): Tests {
  const known = new Map<string, { readonly accountId: number; readonly note: NoteArrival }>();
  return {
    open(accountId) {
      const value = randomBytes(NONCE_BYTES).toString('hex');
      let first: TestArrival | undefined;
      known.set(value, { accountId, note: (arrival) => void (first ??= arrival) });
      forgetOldest(known);
      return { mark: { name: MARK_NAME, value }, arrival: () => first };
    },
    take(target, accountId) {
      const test = known.get(MARK.exec(target)?.[1] ?? '');
      return test?.accountId === accountId ? test.note : undefined;
    },
  };
}

function forgetOldest(known: Map<string, unknown>): void {
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}
