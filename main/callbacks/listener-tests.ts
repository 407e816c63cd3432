/** One-time marks by which the listener tells a test of ours from a gateway's own callback. */
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
  arrival(): TestArrival | undefined;
  /** From now on the mark is as unknown as any other. */
  close(): void;
}

export interface Tests {
  /** For one request to the address of this account. */
  open(accountId: number): OpenTest;
  /** Uses up the mark of an open test; undefined for every other request. */
  take(target: string, accountId: number): NoteArrival | undefined;
}

export const MARK_NAME = 'teste';
const NONCE_BYTES = 16;
const MARK = new RegExp(`[?&]${MARK_NAME}=([0-9a-f]{32})(?=&|$)`, 'u');

export function createTests(): Tests {
  const open = new Map<string, { readonly accountId: number; readonly note: NoteArrival }>();
  return {
    open(accountId) {
      const value = randomBytes(NONCE_BYTES).toString('hex');
      let seen: TestArrival | undefined;
      open.set(value, { accountId, note: (arrival) => void (seen = arrival) });
      return {
        mark: { name: MARK_NAME, value },
        arrival: () => seen,
        close: () => void open.delete(value),
      };
    },
    take(target, accountId) {
      const value = MARK.exec(target)?.[1] ?? '';
      const test = open.get(value);
      if (test?.accountId !== accountId) return undefined;
      open.delete(value);
      return test.note;
    },
  };
}
