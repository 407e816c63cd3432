/** Random Pix keys of the account: POST /pix/keys (juno.md 3.3). */
import { randomUUID } from 'node:crypto';
import type { ApiRequest } from '../http.ts';
import type { PixKey } from '../store/juno/account.ts';
import { localStamp, type JunoContext } from './context.ts';
import { invalid } from './errors.ts';
import { accept, pixKeySchema } from './wire.ts';

/** Makes a key, or gives again the one that was made with the same idempotency key. */
export function createPixKey(
  context: JunoContext,
  headers: ApiRequest['headers'],
  input: unknown,
): unknown {
  const idempotencyKey = readIdempotencyKey(context, headers);
  accept(pixKeySchema, input);
  const known = idempotencyKey === null ? undefined : context.book.keyMadeWith(idempotencyKey);
  return keyView(known ?? addKey(context, idempotencyKey));
}

function readIdempotencyKey(context: JunoContext, headers: ApiRequest['headers']): string | null {
  const value = headers['x-idempotency-key'];
  if (typeof value === 'string' && value !== '') return value;
  if (context.settings().requiresIdempotencyKey)
    throw invalid('X-Idempotency-Key', 'Campo obrigatório');
  return null;
}

function addKey(context: JunoContext, idempotencyKey: string | null): PixKey {
  const key = { key: randomUUID(), createdAt: context.now() };
  context.book.addKey(key, idempotencyKey);
  return key;
}

const keyView = ({ key, createdAt }: PixKey) => ({
  key,
  creationDateTime: localStamp(createdAt),
  ownershipDateTime: localStamp(createdAt),
});
