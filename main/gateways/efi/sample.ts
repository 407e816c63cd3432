/** A callback as Efí posts it: a form with the token of a notification, which never changes (efi 3.1, 3.2). */
import type { SampleCallback, SampleSource } from '../gateway.ts';
import { findToken } from './callback.ts';

/** Has the form of a token and is none of Efí's. */
const MADE_UP = '00000000-0000-4000-8000-000000000000';

/** Efí tells tokens in callbacks alone: without an earlier one there is none to ask with. */
export function sampleCallback({ earlier }: SampleSource): SampleCallback {
  const found = earlier === undefined ? undefined : findToken(earlier);
  const isKnown = found?.found === 'token';
  const token = found?.found === 'token' ? found.token : MADE_UP;
  return {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ notification: token }).toString(),
    isKnown,
  };
}
