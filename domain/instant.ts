import { Temporal } from 'temporal-polyfill';

/** A moment in UTC as ISO text with milliseconds, ending in Z: `2026-11-21T12:00:00.000Z`. Sorts as text. */
export type Instant = string & { readonly __brand: 'Instant' };

/** Brazil's business clock: due dates, lateness and "today" are civil dates in this zone, whatever the machine's own. */
export const BRASILIA_ZONE = 'America/Sao_Paulo';

/** Reads any ISO instant with offset and gives it in the one stored form. Throws RangeError on anything else. */
export function instant(text: string): Instant {
  return fromMs(Temporal.Instant.from(text).epochMilliseconds);
}

/** @param epochMs milliseconds since 1970-01-01T00:00:00Z */
export function fromMs(epochMs: number): Instant {
  return new Date(epochMs).toISOString() as Instant;
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export function toMs(at: Instant): number {
  return Date.parse(at);
}

/** The instant `ms` milliseconds later (earlier when negative). */
export function addMs(at: Instant, ms: number): Instant {
  return fromMs(toMs(at) + ms);
}

/**
 * Reads `YYYY-MM-DD HH:mm:ss` (or with `T`) without offset as local time of São Paulo,
 * which is how the Brazilian gateways write it.
 */
export function instantInSaoPaulo(naive: string): Instant {
  const local = Temporal.PlainDateTime.from(naive.replace(' ', 'T'));
  return fromMs(local.toZonedDateTime(BRASILIA_ZONE).epochMilliseconds);
}
