/** Which account a callback path belongs to. */
import { hashOfSecret } from '../services/accounts/callback-secret.ts';
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
  put(secretHash: string, account: CallbackAccount): void;
  remove(secretHash: string): void;
  readonly find: FindAccount;
}

/**
 * Account paths held in memory by the hash of their secret: the listener answers while the books are busy and while
 * the secrets are locked, and how long a look-up takes says nothing about how much of a guess was right.
 */
export function createCallbackAccounts(): CallbackAccounts {
  const accounts = new Map<string, CallbackAccount>();
  return {
    put: (secretHash, account) => {
      accounts.set(secretHash, account);
    },
    remove: (secretHash) => {
      accounts.delete(secretHash);
    },
    find: (secret) => accounts.get(hashOfSecret(secret)),
  };
}

// Nothing is decoded or resolved before this: `//c/`, `/%63/` and `/x/../c/` are other paths.
// What follows the secret is the gateway's own addition (`/pix`).
const ACCOUNT_PATH = /^(?:https?:\/\/[^/?#]*)?\/c\/([0-9A-Za-z]{32})(?:[/?].*)?$/su;

/** @param target the request line's target: a path with query, or an absolute URL as proxies send it */
export function secretOf(target: string): string | undefined {
  return ACCOUNT_PATH.exec(target)?.[1];
}
