import { json, type Answer } from '../http.ts';
import { localStamp, type JunoContext } from './context.ts';

/** The only code that was seen for real (juno.md 3.5): no token, a wrong one or one of another environment. */
export const UNAUTHORIZED = '391000';

/** Codes of our own making: nobody documents the real ones. */
export const codes = {
  invalid: '300001',
  state: '300002',
  notFound: '300003',
  method: '300004',
  body: '300005',
  throttled: '300006',
} as const;

/** One thing that is wrong; `field` is a path such as `charge.dueDate`. */
export interface Fault {
  readonly field?: string;
  readonly message: string;
  readonly errorCode: string;
}

/** A refusal in Juno's own shape. Thrown by whatever finds it and answered at one place, `answerJuno`. */
export class Refusal extends Error {
  readonly status: number;
  readonly details: readonly Fault[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    details: readonly Fault[],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(details[0]?.message ?? '');
    this.name = 'Refusal';
    this.status = status;
    this.details = details;
    this.headers = headers;
  }
}

/** A field that is missing or wrong. */
export const fault = (field: string, message: string): Fault => ({
  field,
  message,
  errorCode: codes.invalid,
});

export const invalid = (field: string, message: string): Refusal =>
  new Refusal(400, [fault(field, message)]);

/** Texts seen for real: the first without a token, the second with one that is wrong or too old. */
export const noToken = (): Refusal =>
  unauthorized('Full authentication is required to access this resource');

export const wrongToken = (): Refusal => unauthorized('Cannot convert access token to JSON');

const unauthorized = (message: string): Refusal =>
  new Refusal(401, [{ message, errorCode: UNAUTHORIZED }]);

/** What cannot be done in the present state. */
export const notPossible = (message: string): Refusal =>
  new Refusal(400, [{ message, errorCode: codes.state }]);

export const notFound = (): Refusal =>
  new Refusal(404, [{ message: 'Recurso não encontrado', errorCode: codes.notFound }]);

export const wrongMethod = (): Refusal =>
  new Refusal(405, [{ message: 'Método não permitido', errorCode: codes.method }]);

export const tooManyRequests = (seconds: number): Refusal =>
  new Refusal(
    429,
    [{ message: 'O limite de requisições foi atingido', errorCode: codes.throttled }],
    { 'Retry-After': String(seconds) },
  );

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  404: 'Not Found',
  405: 'Method Not Allowed',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
};

/** @param path of the request, without the gateway's prefixes */
export function refusalAnswer(context: JunoContext, refusal: Refusal, path: string): Answer {
  const { status, details, headers } = refusal;
  const error = reasons[status] ?? 'Internal Server Error';
  return {
    ...json(status, { timestamp: localStamp(context.now()), status, error, details, path }),
    headers,
  };
}

/** The error of that code, whatever was asked: what a fault wants to see. */
export function answerWithCode(context: JunoContext, code: string): Answer {
  if (code === UNAUTHORIZED) return refusalAnswer(context, wrongToken(), '/');
  if (code === codes.notFound) return refusalAnswer(context, notFound(), '/');
  const detail = { message: 'Não foi possível concluir a operação', errorCode: code };
  return refusalAnswer(context, new Refusal(400, [detail]), '/');
}
