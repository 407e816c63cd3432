/** Juno's answers of status 400 and more (juno 3.5) and how a call ends that met one. */
import type { NotSent, Refusal, Rejected, UnknownEnding } from '../outcomes.ts';
import type { ErrorWords, HttpAnswer } from '../http.ts';
import { maskText } from '../masking.ts';
import { errorBody } from './wire.ts';

type Level = Refusal['level'];

/** The field that is named tells what is wrong: of the codes only 391000 is known. The first that fits counts. */
const FIELDS: readonly (readonly [RegExp, Level, string])[] = [
  [/\bdocument$/, 'data', 'tax-id-invalid'],
  [/\bemail$/i, 'data', 'email-invalid'],
  [/\bphone$/, 'data', 'phone-invalid'],
  [/\baddress\b/, 'data', 'address-incomplete'],
  [/\bbilling\.name$/, 'data', 'name-invalid'],
  [/\bdueDate$/, 'data', 'due-date-invalid'],
  [/\b(?:amount|totalAmount)$/, 'data', 'value-invalid'],
  [/\bdescription$/, 'data', 'message-too-long'],
  [/\binstallments$/, 'data', 'too-many-parcels'],
  [/\bpixKey$/, 'account', 'pix-key-invalid'],
  [/\bpaymentTypes\b/, 'account', 'instrument-unavailable'],
  [/./, 'data', 'field-invalid'],
];

/** Texts for refusals that are ours. */
const OWN_CODES = [
  'callback-taken',
  'callback-url-invalid',
  'dates-differ',
  'not-found',
  'not-open',
  'pix-key-missing',
  'refused',
  'too-few-parcels',
  'values-differ',
] as const;

/** Every word that `Refusal.code` can hold, for the catalogue of texts. */
export const junoRefusalCodes: readonly string[] = [
  ...new Set([...FIELDS.map(([, , word]) => word), ...OWN_CODES]),
].sort();

const CREDENTIALS =
  'O Juno não aceita as credenciais: confira Client ID, Client Secret e token privado, e se são deste ambiente.';

export interface ReadError {
  readonly code?: string;
  readonly field?: string;
  readonly text?: string;
}

/** The first error of any answer, its text masked; empty where the body is none. */
export function readError(body: unknown): ReadError {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return {};
  const { details, message, error_description: description, error } = parsed.data;
  const [first] = details ?? [];
  const text = first?.message ?? message ?? description ?? error;
  return {
    ...(first?.errorCode !== undefined && { code: first.errorCode }),
    ...(first?.field !== undefined && first.field !== '' && { field: first.field }),
    ...(text !== undefined && { text: maskText(text) }),
  };
}

export function readErrorWords(body: unknown): ErrorWords {
  const { code, field, text } = readError(body);
  return {
    ...(code !== undefined && { statusCode: code }),
    ...(field !== undefined && { statusError: field }),
    ...(text !== undefined && { description: text }),
  };
}

/** How a call ends that was answered with a status of 400 to 499. */
export function endingOf(answer: Omit<HttpAnswer, 'kind'>): Rejected | NotSent | UnknownEnding {
  const { field, text } = readError(answer.body);
  const said = text ?? `O Juno respondeu HTTP ${answer.status} sem explicação.`;
  switch (answer.status) {
    case 401:
    case 403:
      return { ending: 'not-sent', reason: 'credentials', text: credentialsText(text) };
    case 408:
      return { ending: 'unknown', text: said };
    case 429:
      return rateLimited(said, answer.retryAfterMs);
    default:
      return { ending: 'rejected', refusal: refusalOf(answer.status, field, said) };
  }
}

/** Juno's own sentence says nothing to an operator: it is kept behind ours. */
function credentialsText(text: string | undefined): string {
  return text === undefined ? CREDENTIALS : `${CREDENTIALS} (${text})`;
}

function rateLimited(text: string, retryAfterMs: number | undefined): NotSent {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { ending: 'not-sent', reason: 'rate-limited', text, ...wait };
}

function refusalOf(status: number, field: string | undefined, text: string): Refusal {
  if (status === 404) return { level: 'data', code: 'not-found', text };
  if (field === undefined) return { level: 'data', code: 'refused', text };
  const [, level, code] = FIELDS.find(([form]) => form.test(field)) ?? [/./, 'data', 'refused'];
  return { level, code, text, field };
}
