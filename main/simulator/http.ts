/** The few words of HTTP that all simulated gateways share. */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

/** Largest request body that is read, in bytes. Efí's largest documented body is a balance sheet of 300 KB. */
export const MAX_BODY_BYTES = 1_000_000;

/** A request that passed the guard. `path` starts with `/` and lacks the gateway's prefix. */
export interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export function json(status: number, value: unknown): Answer {
  return {
    status,
    contentType: 'application/json; charset=utf-8',
    body: JSON.stringify(value),
  };
}

export function html(status: number, body: string): Answer {
  return { status, contentType: 'text/html; charset=utf-8', body };
}

/** The simulator's own refusals, as people and tests read them; a gateway's refusals have the gateway's shape. */
export function refusal(status: number, code: string, message: string): Answer {
  return json(status, { error: { code, message } });
}

/** Writes the head of an answer, promising its whole length. */
export function writeHead(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-type': answer.contentType,
    'content-length': Buffer.byteLength(answer.body),
  });
}

export function sendAnswer(response: ServerResponse, answer: Answer): void {
  writeHead(response, answer);
  response.end(answer.body);
}

/** Reads the body up to MAX_BODY_BYTES; undefined when it is larger. Rejects when the connection breaks. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** JSON of a body, or undefined when it is none. */
export function parseJson(body: Buffer): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(body.toString('utf8')) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
