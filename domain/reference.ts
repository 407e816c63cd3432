import { fromMs, instant, toMs, type Instant } from './instant.ts';

/**
 * Our own name of a charge, made once when it is prepared and carried by every gateway as it is:
 * 8 characters of time (ms since 2020, 40 bits) and 12 random ones, in Crockford's base 32.
 */
export type Reference = string & { readonly __brand: 'Reference' };

/** Random bytes that a reference takes; only the low five bits of each are used. */
export const REFERENCE_RANDOM_BYTES = 12;

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_LENGTH = 8;
const FORM = /^[0-9A-HJKMNP-TV-Z]{20}$/;
const EPOCH_MS = toMs(instant('2020-01-01T00:00:00Z'));
const TIME_RANGE = 32 ** TIME_LENGTH;
const TXID_PREFIX = 'BAIXA0';
const MAX_TITULO_NUMBER = 99_999_999;
const MAX_ATTEMPT = 99;

/**
 * @param random at least 12 bytes from a cryptographic source
 * @throws RangeError for fewer bytes, or an instant outside 2020..2054
 */
export function newReference(at: Instant, random: Uint8Array): Reference {
  const elapsedMs = toMs(at) - EPOCH_MS;
  if (elapsedMs < 0 || elapsedMs >= TIME_RANGE)
    throw new RangeError(`A reference cannot be made at ${at}`);
  if (random.length < REFERENCE_RANDOM_BYTES)
    throw new RangeError(`A reference takes ${REFERENCE_RANDOM_BYTES} random bytes`);
  const tail = Array.from(random.subarray(0, REFERENCE_RANDOM_BYTES), (byte) =>
    ALPHABET.charAt(byte % 32),
  );
  return `${timePart(elapsedMs)}${tail.join('')}` as Reference;
}

export function isReference(text: string): text is Reference {
  return FORM.test(text);
}

/** When a reference was made. */
export function referenceMadeAt(reference: Reference): Instant {
  const elapsedMs = Array.from(reference.slice(0, TIME_LENGTH)).reduce(
    (value, char) => value * 32 + ALPHABET.indexOf(char),
    0,
  );
  return fromMs(EPOCH_MS + elapsedMs);
}

/** The txid of cob and cobv: 26 characters of [0-9A-Z], as the Pix manual asks (26 to 35). */
export function txidOf(reference: Reference): string {
  return `${TXID_PREFIX}${reference}`;
}

/** The reference inside one of our txids; undefined for anybody else's. */
export function referenceOfTxid(txid: string): Reference | undefined {
  if (!txid.startsWith(TXID_PREFIX)) return undefined;
  const rest = txid.slice(TXID_PREFIX.length);
  return isReference(rest) ? rest : undefined;
}

/**
 * Document number as printed: 8 digits of the título and 2 of the attempt, which fits CNAB 400.
 * @throws RangeError when a part does not fit
 */
export function documentNumber(tituloNumber: number, attempt: number): string {
  return `${part(tituloNumber, MAX_TITULO_NUMBER)}${part(attempt, MAX_ATTEMPT)}`;
}

function part(value: number, maximum: number): string {
  if (!Number.isInteger(value) || value < 1 || value > maximum)
    throw new RangeError(`${value} does not fit 1..${maximum} of a document number`);
  return String(value).padStart(String(maximum).length, '0');
}

function timePart(elapsedMs: number): string {
  let rest = elapsedMs;
  let text = '';
  for (let index = 0; index < TIME_LENGTH; index += 1) {
    text = ALPHABET.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}
