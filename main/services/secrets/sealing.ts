/** AES-256-GCM as everything here uses it: one version byte, 12 bytes of nonce, 16 of tag, then the cipher text. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Failure } from '../../../domain/failure.ts';

export const KEY_BYTES = 32;

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/**
 * @param key 32 bytes
 * @param owner what the result is for; only the same owner opens it
 */
export function seal(key: Uint8Array, owner: string, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(owner, 'utf8'));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), text]);
}

/** Opens what `seal` made. Throws Failure `secret-unreadable` for another key, another owner or a changed byte. */
export function unseal(key: Uint8Array, owner: string, sealed: Uint8Array): Uint8Array {
  if (sealed.length < HEAD_BYTES || sealed[0] !== VERSION) {
    throw new Failure('secret-unreadable', 'Sealed bytes of an unknown form');
  }
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(owner, 'utf8'));
  decipher.setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEAD_BYTES));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new Failure('secret-unreadable', 'Sealed bytes do not open', {}, { cause });
  }
}
