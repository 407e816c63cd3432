/** The key that a passphrase stands for. */
import { randomBytes, scrypt } from 'node:crypto';
import { KEY_BYTES } from './sealing.ts';

// OWASP's first recommendation for scrypt: N = 2^17, r = 8, p = 1, which takes 128 MiB for about half a second.
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 } as const;
const SALT_BYTES = 16;

export function newSalt(): Uint8Array {
  return randomBytes(SALT_BYTES);
}

/** @returns 32 bytes; the work is done outside the calling thread */
export function derivePassphraseKey(passphrase: string, salt: Uint8Array): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // The same letters can be typed in several Unicode forms, depending on keyboard and system.
    scrypt(passphrase.normalize('NFKC'), salt, KEY_BYTES, COST, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}
