import { html, json, type Answer } from '../http.ts';
import type { AsaasContext } from './context.ts';

/** A refusal in Asaas' own shape (asaas.md 1.4). Thrown by whatever finds it and answered at one place, `answerAsaas`. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  /** @param message text in Portuguese for the operator, our own wording */
  constructor(code: string, message: string, more: RefusalDetail = {}) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = more.status ?? 400;
    this.headers = more.headers ?? {};
  }
}

interface RefusalDetail {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Codes of a 401 (asaas.md 1.4). */
const unauthorized: Readonly<Record<string, string>> = {
  access_token_not_found: 'O cabeçalho access_token não foi informado.',
  invalid_access_token_format: 'O formato da chave de API é inválido.',
  invalid_access_token: 'A chave de API é inválida.',
  invalid_environment: 'A chave de API não pertence a este ambiente.',
};

export const unauthorizedRefusal = (code: keyof typeof unauthorized): Refusal =>
  new Refusal(code, unauthorized[code] ?? '', { status: 401 });

/** A field that is missing or wrong: the code is made of its name. */
export const invalidField = (name: string): Refusal =>
  new Refusal(`invalid_${name}`, `O campo ${name} é inválido ou não foi informado.`);

/** What cannot be done in the present state. */
export const invalidAction = (message: string): Refusal => new Refusal('invalid_action', message);

export const notFound = (): Refusal =>
  new Refusal('not_found', 'O recurso não existe.', { status: 404 });

/** Limits of 25,000 requests and of single endpoints. The body of a 429 is a guess. */
export const tooManyRequests = (limit: number, resetSeconds: number): Refusal =>
  new Refusal('too_many_requests', 'O limite de requisições foi atingido.', {
    status: 429,
    headers: {
      'RateLimit-Limit': String(limit),
      'RateLimit-Remaining': '0',
      'RateLimit-Reset': String(resetSeconds),
    },
  });

export function refusalAnswer(context: AsaasContext, refusal: Refusal): Answer {
  const { code, status, message, headers } = refusal;
  if (status === 404 && context.settings().notFoundBody === 'empty')
    return { status, contentType: 'application/json', body: '' };
  return { ...json(status, { errors: [{ code, description: message }] }), headers };
}

/** The error of that code, whatever was asked: what a fault wants to see. */
export function answerWithCode(context: AsaasContext, code: string): Answer {
  if (code in unauthorized) return refusalAnswer(context, unauthorizedRefusal(code));
  if (code === 'not_found') return refusalAnswer(context, notFound());
  return refusalAnswer(context, new Refusal(code, 'Não foi possível concluir a operação.'));
}

/** What stands before the API answers for it: blocked addresses and a GET with a body get a page, no JSON. */
export const forbiddenPage = (): Answer =>
  html(
    403,
    '<!DOCTYPE html><html><head><title>ERROR: The request could not be satisfied</title></head><body><h1>403 ERROR</h1></body></html>',
  );
