/** A callback as a bank posts it: a Pix by its end-to-end id (pix 2). */
import type { SampleCallback, SampleSource } from '../gateway.ts';
import { readBody } from './callback.ts';

/** Has the form of an end-to-end id; no bank has the number zero. */
const MADE_UP = `E${'0'.repeat(31)}`;

/**
 * A Pix is named by its payment alone: without an earlier callback there is none to ask with.
 * @param query what the bank adds to our address
 */
export function sampleCallback(
  { earlier, charge }: SampleSource,
  query: Readonly<Record<string, string>> | undefined,
): SampleCallback {
  const told = earlier === undefined ? undefined : readBody(earlier);
  const id = told?.told === 'pix' ? told.ids[0] : undefined;
  const txid = told?.told === 'pix' && id !== undefined ? told.txids[0] : charge?.gatewayId;
  return {
    headers: { 'content-type': 'application/json' },
    ...(query !== undefined && { query }),
    body: JSON.stringify({
      pix: [{ endToEndId: id ?? MADE_UP, ...(txid !== undefined && { txid }) }],
    }),
    isKnown: id !== undefined,
  };
}
