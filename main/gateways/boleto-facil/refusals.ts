/** Failures of API v1 and how a call ends that met one. There is no code, only a sentence in Portuguese (juno 1.8). */
import type { NotSent, Refusal, Rejected, UnknownEnding } from '../outcomes.ts';
import type { ErrorWords, HttpAnswer } from '../http.ts';
import { maskText } from '../masking.ts';
import { failure } from './wire.ts';

/** Sentences without accents and in small letters -> our word. What is not here is `refused`. */
const REFUSALS: readonly (readonly [pattern: RegExp, code: string])[] = [
  [/^parametro obrigatorio/, 'field-missing'],
  [/valor minimo/, 'value-too-low'],
  [/valor maximo/, 'value-too-high'],
  [/\bcpf\b|\bcnpj\b|payercpfcnpj/, 'tax-id-invalid'],
  [/e-?mail/, 'email-invalid'],
  [/vencimento|duedate/, 'due-date-invalid'],
  [/^cobranca invalida/, 'not-open'],
];

const MISSING_FIELD = /^Parametro obrigatorio '?(\w+)/i;
const ABOUT_THE_TOKEN = /\btoken\b/;

const TOKEN_REFUSED =
  'O Boleto Fácil não aceita este token. Gerar outro em Integração > Token Privado derruba o anterior: cole o novo na conta. Nenhum dado se perde.';
const METHOD_GONE =
  'O Boleto Fácil não tem mais este serviço neste endereço. A API antiga pode ter sido desligada.';

/** These say that the method is not there, when no sentence of the gateway comes with them. */
const GONE: ReadonlySet<number> = new Set([404, 405, 410]);

/** Every word that `Refusal.code` can hold, for the catalogue of texts. */
export const boletoFacilRefusalCodes: readonly string[] = [
  ...REFUSALS.map(([, code]) => code),
  'dates-differ',
  'not-found',
  'refused',
  'removed-at-gateway',
  'too-few-parcels',
  'too-many-parcels',
  'values-differ',
].sort();

/** The sentence of a failed answer, masked; undefined where the body is none. */
export function readErrorText(body: unknown): string | undefined {
  const text = failure.safeParse(body).data?.errorMessage;
  return text === undefined ? undefined : maskText(text);
}

export function readErrorWords(body: unknown): ErrorWords {
  const text = readErrorText(body);
  return text === undefined ? {} : { description: text };
}

/** Whether the body itself says that the call failed: sources differ on the status that comes with it (juno 7.7). */
export function saysFailure(body: unknown): boolean {
  return failure.safeParse(body).data?.success === false;
}

/**
 * How a call ends that was answered by a failure.
 * @param hasToken whether the account's token went with it, so that the sentence may be about that
 */
export function endingOf(
  answer: Omit<HttpAnswer, 'kind'>,
  hasToken: boolean,
): Rejected | NotSent | UnknownEnding {
  const { status, retryAfterMs } = answer;
  const text = readErrorText(answer.body);
  const said = text ?? `O Boleto Fácil respondeu HTTP ${status} sem explicação.`;
  if (status === 429) {
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    return { ending: 'not-sent', reason: 'rate-limited', text: said, ...wait };
  }
  if (status === 401 || status === 403 || (hasToken && ABOUT_THE_TOKEN.test(plain(text ?? ''))))
    return { ending: 'not-sent', reason: 'credentials', text: TOKEN_REFUSED };
  if (status === 408) return { ending: 'unknown', text: said };
  if (text === undefined && GONE.has(status))
    return { ending: 'not-sent', reason: 'refused-before-processing', text: METHOD_GONE };
  return { ending: 'rejected', refusal: refusalOf(said) };
}

function refusalOf(text: string): Refusal {
  const sentence = plain(text);
  const [, code] = REFUSALS.find(([pattern]) => pattern.test(sentence)) ?? [];
  const field = MISSING_FIELD.exec(plain(text, false))?.[1];
  return { level: 'data', code: code ?? 'refused', text, ...(field !== undefined && { field }) };
}

/** Without accents; in small letters unless names of parameters are wanted as they are. */
function plain(text: string, isLowered = true): string {
  const bare = text.normalize('NFD').replace(/\p{M}/gu, '');
  return isLowered ? bare.toLowerCase() : bare;
}
