/** Asaas' answers of status 400 and more (asaas 1.4) and how a call ends that met one. */
import type { NotSent, Refusal, Rejected, UnknownEnding } from '../outcomes.ts';
import type { ErrorWords, HttpAnswer } from '../http.ts';
import { maskText } from '../masking.ts';
import { errorBody } from './wire.ts';

/** Code of a 400 -> our word. What is not here is `refused`; all of them are about the data of this charge. */
const REFUSALS: ReadonlyMap<string, string> = new Map([
  ['invalid_customer', 'customer-unknown'],
  ['invalid_object', 'field-invalid'],
  ['invalid_value', 'value-invalid'],
  ['invalid_dueDate', 'due-date-invalid'],
  ['invalid_cpfCnpj', 'tax-id-invalid'],
  ['invalid_mobilePhone', 'phone-invalid'],
  ['invalid_phone', 'phone-invalid'],
  ['invalid_email', 'email-invalid'],
  ['invalid_billingType', 'instrument-unavailable'],
  ['invalid_installmentCount', 'too-many-parcels'],
  ['invalid_action', 'not-open'],
]);

/** The four reasons of a 401, in the operator's words (asaas 1.4). */
const CREDENTIALS: ReadonlyMap<string, string> = new Map([
  ['access_token_not_found', 'A chave de API não foi enviada.'],
  ['invalid_access_token_format', 'A chave de API não tem a forma das chaves da Asaas.'],
  ['invalid_access_token', 'A Asaas não aceita esta chave: foi revogada, desativada ou expirou.'],
  [
    'invalid_environment',
    'A chave é do outro ambiente: chave do sandbox na produção, ou o contrário.',
  ],
]);

const FORBIDDEN =
  'A Asaas recusou o acesso (HTTP 403): confira as permissões da chave e a lista de IPs autorizados.';

/** The payer that we named does not exist any more, or is of another account. */
export const CUSTOMER_UNKNOWN = 'invalid_customer';

/** Every word that `Refusal.code` can hold, for the catalogue of texts. */
export const asaasRefusalCodes: readonly string[] = [
  ...new Set([
    ...REFUSALS.values(),
    'callback-email-missing',
    'not-found',
    'partial-refund-unavailable',
    'refused',
    'removed-at-gateway',
    'too-few-parcels',
    'values-differ',
  ]),
].sort();

export interface ReadError {
  readonly code?: string;
  readonly text?: string;
}

/** The first error of any answer, its text masked; empty where the body is none. */
export function readError(body: unknown): ReadError {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return {};
  const [first] = parsed.data.errors ?? [];
  const text = first?.description ?? parsed.data.message;
  return {
    ...(first?.code !== undefined && { code: first.code }),
    ...(text !== undefined && { text: maskText(text) }),
  };
}

export function readErrorWords(body: unknown): ErrorWords {
  const { code, text } = readError(body);
  return {
    ...(code !== undefined && { statusError: code }),
    ...(text !== undefined && { description: text }),
  };
}

/** How a call ends that was answered with a status of 400 to 499. */
export function endingOf(answer: Omit<HttpAnswer, 'kind'>): Rejected | NotSent | UnknownEnding {
  const { code, text } = readError(answer.body);
  const said = text ?? `A Asaas respondeu HTTP ${answer.status} sem explicação.`;
  switch (answer.status) {
    case 401:
      return { ending: 'not-sent', reason: 'credentials', text: credentialsText(code, said) };
    case 403:
      return { ending: 'not-sent', reason: 'credentials', text: text ?? FORBIDDEN };
    case 408:
      return { ending: 'unknown', text: said };
    case 429:
      return rateLimited(said, answer.retryAfterMs);
    default:
      return { ending: 'rejected', refusal: refusalOf(answer.status, code, said) };
  }
}

function credentialsText(code: string | undefined, said: string): string {
  return CREDENTIALS.get(code ?? '') ?? said;
}

function rateLimited(text: string, retryAfterMs: number | undefined): NotSent {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { ending: 'not-sent', reason: 'rate-limited', text, ...wait };
}

function refusalOf(status: number, code: string | undefined, text: string): Refusal {
  const word = status === 404 ? 'not-found' : (REFUSALS.get(code ?? '') ?? 'refused');
  return { level: 'data', code: word, text };
}
