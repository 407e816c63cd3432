/** Answers of status 400 and more, in all the shapes that banks give them (pix 1.11, 3.5, efi 6.3), and how a call ends that met one. */
import type { NotSent, Refusal, Rejected, UnknownEnding } from '../outcomes.ts';
import type { ErrorWords, HttpAnswer } from '../http.ts';
import { maskText } from '../masking.ts';
import { errorBody, type WireError } from './wire.ts';

/** Banco do Brasil: nothing is known of what was asked for (pix 3.5). */
export const NO_DATA = '4769515';

/** Name of an error -> our word. What is not here goes by its status. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['chave_invalida', 'key-invalid'],
  ['valor_invalido', 'value-invalid'],
  ['txid_duplicado', 'duplicate'],
  ['json_invalido', 'refused'],
  ['webhook_invalido', 'callback-url-refused'],
  ['WebhookOperacaoInvalida', 'callback-url-refused'],
  ['PixDevolucaoInvalida', 'refund-refused'],
  ['cobranca_nao_encontrada', 'not-found'],
]);

/** The last word of a field's path -> our word. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['chave', 'key-invalid'],
  ['cpf', 'tax-id-invalid'],
  ['cnpj', 'tax-id-invalid'],
  ['nome', 'name-invalid'],
  ['email', 'email-invalid'],
  ['original', 'value-invalid'],
  ['dataDeVencimento', 'due-date-invalid'],
]);

/** A wrong Pix key would refuse every charge of the account. */
const OF_THE_ACCOUNT: ReadonlySet<string> = new Set(['key-invalid']);

/** Every word that `Refusal.code` can hold, for the catalogue of texts. */
export const pixRefusalCodes: readonly string[] = [
  ...new Set([
    ...NAMES.values(),
    ...FIELDS.values(),
    'callback-url-insecure',
    'callback-url-too-long',
    'no-carne',
    'not-open',
    'nothing-to-refund',
    'paid-already',
    'refused',
    'removed-at-gateway',
  ]),
].sort();

export interface ReadError {
  /** A number of the bank, kept as it came. */
  readonly code?: string;
  /** The error's own name, such as `CobVOperacaoInvalida` or `txid_duplicado`. */
  readonly name?: string;
  readonly text?: string;
  readonly field?: string;
}

/** The same four things of any shape, texts masked; empty where the body is no error that is known. */
export function readError(body: unknown): ReadError {
  const parsed = errorBody.safeParse(body);
  if (!parsed.success) return {};
  const error = parsed.data;
  const code = error.erros?.[0]?.codigo ?? error.statusCode?.toString();
  const name = error.nome ?? error.type?.split('/').at(-1) ?? error.error;
  const text = textOf(error);
  const field = fieldOf(error);
  return {
    ...(code !== undefined && { code }),
    ...(name !== undefined && { name }),
    ...(text !== '' && { text: maskText(text) }),
    ...(field !== undefined && { field }),
  };
}

/** What was said, what of it was wrong, and the number under which the bank finds it again. */
function textOf(error: WireError): string {
  const said =
    error.mensagem ?? error.detail ?? error.title ?? error.error_description ?? error.message;
  const reasons = [
    ...(error.violacoes ?? []).map(({ razao, propriedade }) => joined(': ', propriedade, razao)),
    ...(error.erros ?? []).map(({ mensagem, caminho, chave }) =>
      joined(': ', caminho ?? chave, mensagem),
    ),
  ];
  const [first] = error.erros ?? [];
  const occurrence = first?.ocorrencia ?? error.numeroOcorrencia ?? error.correlationId;
  return joined(
    ' ',
    said,
    ...reasons,
    occurrence === undefined ? undefined : `(ocorrência ${occurrence})`,
  );
}

function joined(by: string, ...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(by);
}

function fieldOf({ violacoes, erros }: WireError): string | undefined {
  return violacoes?.[0]?.propriedade ?? erros?.[0]?.caminho ?? erros?.[0]?.chave;
}

export function readErrorWords(body: unknown): ErrorWords {
  const { code, name, text } = readError(body);
  return {
    ...(code !== undefined && { statusCode: code }),
    ...(name !== undefined && { statusError: name }),
    ...(text !== undefined && { description: text }),
  };
}

/** Whether the bank does not know what was asked for. */
export function saysNothing(status: number | undefined, { code, name }: ReadError): boolean {
  if (status === 404 || status === 410 || code === NO_DATA) return true;
  return name !== undefined && /NaoEncontrad[oa]$|_nao_encontrad[oa]$/.test(name);
}

const WITHOUT_RIGHT =
  'O banco recusou o acesso (HTTP 403): confira os escopos da aplicação e se este computador está liberado.';

/** How a call ends that was answered with a status of 400 to 499. */
export function endingOf(answer: Omit<HttpAnswer, 'kind'>): Rejected | NotSent | UnknownEnding {
  const error = readError(answer.body);
  const said = error.text ?? `O banco respondeu HTTP ${answer.status} sem explicação.`;
  switch (answer.status) {
    case 401:
      return { ending: 'not-sent', reason: 'credentials', text: `${NOT_ACCEPTED} ${said}` };
    case 403:
      return {
        ending: 'not-sent',
        reason: 'credentials',
        text: joined(' ', WITHOUT_RIGHT, error.text),
      };
    case 408:
      return { ending: 'unknown', text: said };
    case 429:
      return rateLimited(said, answer.retryAfterMs);
    default:
      return { ending: 'rejected', refusal: refusalOf(answer.status, error, said) };
  }
}

const NOT_ACCEPTED = 'O banco não aceita as credenciais desta conta.';

function rateLimited(text: string, retryAfterMs: number | undefined): NotSent {
  const wait = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { ending: 'not-sent', reason: 'rate-limited', text, ...wait };
}

function refusalOf(status: number, error: ReadError, text: string): Refusal {
  const code = wordOf(status, error);
  return {
    level: OF_THE_ACCOUNT.has(code) ? 'account' : 'data',
    code,
    text,
    ...(error.field !== undefined && { field: error.field }),
  };
}

function wordOf(status: number, error: ReadError): string {
  const byName = NAMES.get(error.name ?? '');
  const byField = FIELDS.get(error.field?.split('.').at(-1) ?? '');
  if (byName !== undefined || byField !== undefined) return byName ?? byField ?? 'refused';
  if (saysNothing(status, error)) return 'not-found';
  return status === 409 ? 'duplicate' : 'refused';
}
