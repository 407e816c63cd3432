/** The signature of a callback: HMAC-SHA256 over the bytes as they came, before anything is parsed (juno 3.4). */
import { createHmac, timingSafeEqual } from 'node:crypto';

export const SIGNATURE_HEADER = 'x-signature';

/** @param secret taken as text, although it looks like hexadecimal */
export function isSignedWith(secret: string, body: Uint8Array, signature: string): boolean {
  const expected = createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest();
  const sent = Buffer.from(signature.trim(), 'hex');
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}
