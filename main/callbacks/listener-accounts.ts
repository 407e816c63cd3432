/** Which account a callback path belongs to. */
import { createHash } from 'node:crypto';
import type { CallbackAuth } from './inbox/inbox.ts';

export interface CallbackAccount {
  readonly accountId: number;
  /** Other secrets of the account (header token, query secret): their text is masked wherever it stands. */
  readonly secrets?: readonly string[];
  /** Keyed fingerprint of the secret in the path. */
  readonly secretFingerprint?: string;
  /** Checks the account's other shared secrets before the row is stored; without it the row says `none`. */
  readonly checkAuth?: (request: RequestToCheck) => CallbackAuth;
}

/** What a check of shared secrets may look at, unmasked. Lives only as long as the check. */
export interface RequestToCheck {
  /** Path and query as they came. */
  readonly path: string;
  /** Names in lower case; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Gives the account of a path's secret (32 characters base62), or nothing. */
export type FindAccount = (secret: string) => CallbackAccount | undefined;

export interface CallbackAccounts {
  /** An account may have several: an old secret stays valid until every charge was told the new one. */
  put(secret: string, account: CallbackAccount): void;
  remove(secret: string): void;
  readonly find: FindAccount;
}

// Looked up by hash: how long a look-up takes then says nothing about how much of a guess was right.
const keyOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Account paths held in memory, so that the listener answers even while the books are busy. */
export function createCallbackAccounts(): CallbackAccounts {
  const accounts = new Map<string, CallbackAccount>();
  return {
    put: (secret, account) => {
      accounts.set(keyOf(secret), account);
    },
    remove: (secret) => {
      accounts.delete(keyOf(secret));
    },
    find: (secret) => accounts.get(keyOf(secret)),
  };
}

// Nothing is decoded or resolved before this: `//c/`, `/%63/` and `/x/../c/` are other paths.
// What follows the secret is the gateway's own addition (`/pix`).
const ACCOUNT_PATH = /^(?:https?:\/\/[^/?#]*)?\/c\/([0-9A-Za-z]{32})(?:[/?].*)?$/su;

/** @param target the request line's target: a path with query, or an absolute URL as proxies send it */
export function secretOf(target: string): string | undefined {
  return ACCOUNT_PATH.exec(target)?.[1];
}
