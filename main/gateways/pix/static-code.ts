/** Static codes: their key and txid are ours, and the bank hears of them when they are paid. */
import { buildStaticPix } from '../../../domain/br-code.ts';
import type { StaticPixOrder } from '../charge.ts';

/** Characters of a key (pix 1.4). */
const LONGEST_KEY = 77;

/** @returns undefined for a key that no code can hold */
export function staticCode(order: StaticPixOrder, key: string): string | undefined {
  if (key.length > LONGEST_KEY) return undefined;
  const { reference, amountCents, name, city } = order;
  return buildStaticPix({ key, amountCents, txid: reference, name, city });
}
