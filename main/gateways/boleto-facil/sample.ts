/** A callback as Boleto Fácil posts it: a form with the token of a payment (juno 2.1). */
import type { SampleCallback, SampleSource } from '../gateway.ts';
import { readForm } from './callback.ts';

/** Has the form of a token and is none of the gateway's. */
const MADE_UP = { paymentToken: '0000000000000000', chargeReference: '', chargeCode: '0' };

/** The token comes with a payment alone: without an earlier callback there is none to ask with. */
export function sampleCallback({ earlier }: SampleSource): SampleCallback {
  const told = earlier === undefined ? undefined : readForm(earlier);
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ ...(told ?? MADE_UP) }).toString(),
    isKnown: told !== undefined,
  };
}
