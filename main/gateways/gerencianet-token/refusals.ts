/** The errors of the token mode, as far as they are known (efi 5.2), and how a call ends that met one. */
import type { NotSent, Refusal, Rejected } from '../outcomes.ts';
import type { ErrorWords, HttpAnswer } from '../http.ts';
import { maskText } from '../masking.ts';
import { issueAnswer, messageAnswer, type WireIssueError } from './wire.ts';

/** The request was answered before; that answer comes with the error. */
export const ALREADY_ISSUED = '1012';
/** The reference belongs to a charge with other contents. */
export const REFERENCE_USED = '195';

const REFUSALS: ReadonlyMap<string, readonly [Refusal['level'], string]> = new Map([
  ['124', ['data', 'email-invalid']],
  [REFERENCE_USED, ['data', 'reference-used']],
  [ALREADY_ISSUED, ['data', 'already-issued']],
  ['1106', ['account', 'permission-missing']],
]);

/** The code of a refused token is not documented: an error that names the token is about it. */
const NAMES_TOKEN = /\btoken\b/i;
/** Nor is that of an unknown charge: of questions that hold nothing but a token and a charge. */
const NAMES_NOTHING =
  /\b(?:inexistente|inv[áa]lid[ao]|n[ãa]o (?:foi |est[áa] )?(?:encontrad|localizad|cadastrad|exist))/i;

/** Every word that `Refusal.code` can hold, for the catalogue of texts. */
export const tokenRefusalCodes: readonly string[] = [
  ...new Set([...[...REFUSALS.values()].map(([, word]) => word), 'no-carne', 'refused']),
].sort();

/** What an answer says of its error; both undefined where it says none. */
interface SaidError {
  readonly code?: string;
  readonly text?: string;
}

export function readError(body: unknown): SaidError {
  const { status: code, statusMsg } = issueErrorOf(body) ?? {};
  const text = statusMsg ?? messageAnswer.safeParse(body).data?.Mensagem;
  return {
    ...(code !== undefined && { code }),
    ...(text !== undefined && text !== '' && { text }),
  };
}

/** The first error of an issue: one charge is sent at a time. */
export function issueErrorOf(body: unknown): WireIssueError | undefined {
  const parsed = issueAnswer.safeParse(body);
  return parsed.success ? parsed.data.resposta.erro?.[0] : undefined;
}

export function readErrorWords(body: unknown): ErrorWords {
  const { code, text } = readError(body);
  return {
    ...(code !== undefined && { statusCode: code }),
    ...(text !== undefined && { description: maskText(text) }),
  };
}

/** Whether the code alone says that nothing was done: the HTTP status of errors is not documented. */
export function isClearRefusal(body: unknown): boolean {
  return REFUSALS.has(readError(body).code ?? '');
}

/** How a call ends that was answered with an error: nothing was done. */
export function endingOf(answer: Omit<HttpAnswer, 'kind'>): Rejected | NotSent {
  const { status, body, retryAfterMs } = answer;
  const error = readError(body);
  const text = textOf(error, status);
  if (status === 429) {
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
    return { ending: 'not-sent', reason: 'rate-limited', text, ...wait };
  }
  const isKnown = error.code !== undefined && REFUSALS.has(error.code);
  if (status === 401 || status === 403 || (!isKnown && NAMES_TOKEN.test(error.text ?? '')))
    return { ending: 'not-sent', reason: 'credentials', text };
  const [level, code] = REFUSALS.get(error.code ?? '') ?? (['data', 'refused'] as const);
  return { ending: 'rejected', refusal: { level, code, text } };
}

/** Whether a question about one charge was refused because there is no such charge. */
export function isNotFound(body: unknown): boolean {
  return NAMES_NOTHING.test(readError(body).text ?? '');
}

function textOf({ code, text }: SaidError, status: number): string {
  if (text === undefined && code === undefined)
    return `A Gerencianet respondeu HTTP ${status} sem explicação.`;
  const said = text ?? 'A Gerencianet recusou sem explicação';
  return maskText(code === undefined ? said : `${said} (${code})`);
}
