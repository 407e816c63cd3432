import { createHash, timingSafeEqual } from 'node:crypto';

/** Hashes are compared, so that neither the length nor the first wrong character shows in the time that it takes. */
export function isSameSecret(sent: string, known: string): boolean {
  return timingSafeEqual(digestOf(sent), digestOf(known));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
