/** The error codes of API Cobranças (efi 4.2) and how a call ends that met one of them. */
import { civilDateOf, addDays } from '../../../domain/civil-date.ts';
import { instantInSaoPaulo, toMs, type Instant } from '../../../domain/instant.ts';
import type { NotSent, Refusal, Rejected, UnknownEnding } from '../outcomes.ts';
import type { ErrorWords, HttpAnswer } from '../http.ts';
import { maskText } from '../masking.ts';
import { errorBody, type WireError } from './wire.ts';

type Level = Refusal['level'];

/** Efí's code -> level and our word. What is not here and is below 500 is refused data. */
const REFUSALS: ReadonlyMap<number, readonly [Level, string]> = new Map([
  [3500001, ['account', 'permission-missing']],
  [3500006, ['account', 'transaction-limit']],
  [3500007, ['account', 'instrument-unavailable']],
  [3500008, ['account', 'not-authorised']],
  [3500010, ['data', 'not-found']],
  [3500023, ['data', 'field-missing']],
  [3500025, ['data', 'field-invalid']],
  [3500030, ['data', 'already-payable']],
  [3500034, ['data', 'field-invalid']],
  [3500036, ['data', 'not-a-boleto']],
  [3500037, ['data', 'due-date-invalid']],
  [3500038, ['data', 'not-open']],
  [3500041, ['data', 'too-few-parcels']],
  [3500043, ['data', 'not-cancellable']],
  [3500044, ['data', 'not-payable']],
  [3500066, ['data', 'not-open']],
  [3500068, ['data', 'not-open']],
  [3500069, ['data', 'not-open']],
  [3500072, ['account', 'account-blocked']],
  [3500083, ['data', 'carne-finished']],
  [3500084, ['data', 'parcel-of-carne']],
  [3500100, ['data', 'parcel-of-carne']],
  [3500101, ['data', 'due-date-earlier']],
  [4600002, ['data', 'field-invalid']],
  [4600007, ['data', 'due-date-past']],
  [4600035, ['account', 'service-unavailable']],
  [4600036, ['data', 'value-too-low']],
  [4600037, ['account', 'account-limit']],
  [4600057, ['data', 'parcel-too-high']],
  [4600059, ['data', 'too-many-parcels']],
  [4600060, ['data', 'due-date-invalid']],
  [4600142, ['data', 'payer-data-mismatch']],
  [4600209, ['data', 'payer-daily-limit']],
  [4600210, ['data', 'identical-charges']],
  [4600211, ['data', 'payer-monthly-limit']],
  [4600222, ['data', 'payer-is-owner']],
  [4600224, ['account', 'permission-missing']],
  [4600414, ['data', 'due-date-too-far']],
  [4600521, ['data', 'discount-date-invalid']],
  [4600523, ['data', 'discount-too-high']],
]);

/** A schema refusal names its field by path; the last known name in it says more than "invalid". */
const FIELD_WORDS: readonly (readonly [RegExp, string])[] = [
  [/\/(?:cpf|cnpj)\b/, 'tax-id-invalid'],
  [/phone_number\b/, 'phone-invalid'],
  [/email\b/, 'email-invalid'],
  [/address\b/, 'address-incomplete'],
  [/(?:customer\/name|corporate_name)\b/, 'name-invalid'],
  [/expire_at\b/, 'due-date-invalid'],
  [/message\b/, 'message-too-long'],
];

/** The endpoint is closed until the next day (efi 1.10). */
const QUOTA: ReadonlySet<number> = new Set([3500049, 3500055]);

/** Nobody knows: internal error, link not made, validation timed out, unexpected failure (efi 4.3). */
const UNCLEAR: ReadonlySet<number> = new Set([3500000, 4600009, 4600100, 4699999]);

/** The codes after which the charge itself is read: it may already be what was asked for. */
export const ALREADY_PAYABLE = 3500030;
export const LINK_NOT_MADE = 4600009;
export const NOT_PAYABLE = 3500044;
export const NOT_FOUND = 3500010;
export const NOT_CANCELLABLE = 3500043;
export const NOT_SETTLEABLE = 3500069;

/** Every word that `Refusal.code` can hold, for the catalogue of texts. */
export const efiRefusalCodes: readonly string[] = [
  ...new Set([
    ...[...REFUSALS.values()].map(([, word]) => word),
    ...FIELD_WORDS.map(([, word]) => word),
    'refused',
  ]),
].sort();

/** The error object of any answer; every field undefined where the body is none. */
export function readError(body: unknown): WireError {
  const parsed = errorBody.safeParse(body);
  return parsed.success ? parsed.data : {};
}

export function readErrorWords(body: unknown): ErrorWords {
  const { code, error } = readError(body);
  const description = describe(body);
  return {
    ...(code !== undefined && { statusCode: String(code) }),
    ...(error !== undefined && { statusError: error }),
    ...(description !== undefined && { description }),
  };
}

/** What is read of an answer of status 400 or more. */
export type ErrorAnswer = Omit<HttpAnswer, 'kind'>;

/** Whether the code alone says that nothing was done, even under a 5xx (3500101 comes with 500, efi 4.1). */
export function isClearRefusal(body: unknown): boolean {
  return refusalOf(body) !== undefined || isQuota(readError(body).code);
}

/** How a call ends that Efí answered with a status of 400 or more. */
export function endingOf(answer: ErrorAnswer, now: Instant): Rejected | NotSent | UnknownEnding {
  const { code } = readError(answer.body);
  const text = textOf(answer);
  if (answer.status === 401) return { ending: 'not-sent', reason: 'credentials', text };
  if (answer.status === 429 || isQuota(code)) return rateLimited(answer, code, now);
  const known = refusalOf(answer.body);
  if (known) return { ending: 'rejected', refusal: known };
  if (code !== undefined && UNCLEAR.has(code)) return { ending: 'unknown', text };
  if (answer.status === 403) return { ending: 'not-sent', reason: 'credentials', text };
  return { ending: 'rejected', refusal: { level: 'data', code: 'refused', text } };
}

/** The refusal that a body names by a code of the table, whatever its HTTP status. */
function refusalOf(body: unknown): Refusal | undefined {
  const error = readError(body);
  const known = error.code === undefined ? undefined : REFUSALS.get(error.code);
  if (!known) return undefined;
  const [level, word] = known;
  const field = fieldOf(error);
  return {
    level,
    code: word === 'field-invalid' ? wordOfField(field) : word,
    text: describe(body) ?? word,
    ...(field !== undefined && { field }),
  };
}

function rateLimited(answer: ErrorAnswer, code: number | undefined, now: Instant): NotSent {
  const retryAfterMs = answer.retryAfterMs ?? (isQuota(code) ? msToNextDay(now) : undefined);
  return {
    ending: 'not-sent',
    reason: 'rate-limited',
    text: textOf(answer),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

function isQuota(code: number | undefined): boolean {
  return code !== undefined && QUOTA.has(code);
}

function msToNextDay(now: Instant): number {
  const tomorrow = addDays(civilDateOf(now), 1);
  return toMs(instantInSaoPaulo(`${tomorrow} 00:05:00`)) - toMs(now);
}

function textOf(answer: ErrorAnswer): string {
  return describe(answer.body) ?? `A Efí respondeu HTTP ${answer.status} sem explicação.`;
}

function describe(body: unknown): string | undefined {
  const { code, error, error_description: description } = readError(body);
  const said = typeof description === 'string' ? description : description?.message;
  const text = said ?? error;
  if (text === undefined) return undefined;
  return maskText(code === undefined ? text : `${text} (${code})`);
}

function fieldOf(error: WireError): string | undefined {
  const description = error.error_description;
  return typeof description === 'object' ? description.property : undefined;
}

function wordOfField(field: string | undefined): string {
  return FIELD_WORDS.find(([form]) => form.test(`/${field ?? ''}`))?.[1] ?? 'field-invalid';
}
