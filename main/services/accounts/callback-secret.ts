/** The secret part of an account's callback address. The books keep its hash, the vault the secret itself. */
import { createHash, randomInt } from 'node:crypto';
import type { SecretPlace } from '../../store/secrets.ts';
import type { Vault } from '../secrets/vault.ts';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** 32 characters of base62: about 190 bits, which nobody guesses. */
export function newCallbackSecret(): string {
  return Array.from({ length: 32 }, () => BASE62[randomInt(BASE62.length)]).join('');
}

/** SHA-256, hex: by which a path is looked up while the secrets are locked. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

export function placeOfCallbackSecret(accountId: number): SecretPlace {
  return { ownerTable: 'accounts', ownerId: accountId, name: 'callback-secret' };
}

/** Undefined while the secrets are locked. */
export function callbackSecretOf(vault: Vault, accountId: number): string | undefined {
  if (vault.status().state !== 'open') return undefined;
  return vault.get(placeOfCallbackSecret(accountId));
}
