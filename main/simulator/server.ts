/** The HTTP side of the simulator: guard, body, then control or the gateway that the path names. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { ControlParts } from './control/context.ts';
import { control } from './control/routes.ts';
import { answerGateway } from './gateway-edge.ts';
import { guard } from './guard.ts';
import { readBody, refusal, sendAnswer, type Answer, type ApiRequest } from './http.ts';

export interface ServerParts extends ControlParts {
  readonly port: number;
  /** Aborted when the simulator closes. */
  readonly stop: AbortSignal;
  readonly onError: (error: unknown) => void;
  /** False on a port that serves gateways alone. */
  readonly hasControl?: boolean;
}

const JSON_ONLY = ['application/json'];

/** Answers one request; never rejects. */
export async function serve(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const answer = await answerTo(parts, request, response);
    if (answer !== undefined) sendAnswer(response, answer);
  } catch (error) {
    // The caller sees a cut answer, the simulator goes on for the others.
    parts.onError(error);
    response.destroy();
  }
}

/** The answer, or undefined when the gateway's edge has sent (or withheld) it by itself. */
async function answerTo(
  parts: ServerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Answer | undefined> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const [, first = ''] = url.pathname.split('/');
  const gateway = parts.gateways.get(first);
  const bodyTypes = gateway?.bodyTypes ?? JSON_ONLY;
  const refused = guard(request, { port: parts.port, bodyTypes });
  if (refused !== undefined) return refused;
  const body = await readBody(request);
  if (body === undefined) return refusal(413, 'too-large', 'Corpo grande demais.');
  const inner = toApiRequest(request, { url, first, body });
  parts.timekeeper.catchUp();
  if (first === 'control' && parts.hasControl !== false) return control(parts, inner);
  if (gateway === undefined) return refusal(404, 'unknown-gateway', unknownText(parts, first));
  await answerGateway(gateway, inner, { response, faults: parts.faults, signal: parts.stop });
  return undefined;
}

function toApiRequest(
  request: IncomingMessage,
  read: { readonly url: URL; readonly first: string; readonly body: Buffer },
): ApiRequest {
  return {
    method: request.method ?? 'GET',
    path: read.url.pathname.slice(read.first.length + 1) || '/',
    query: read.url.searchParams,
    headers: request.headers,
    body: read.body,
  };
}

const unknownText = (parts: ServerParts, first: string): string =>
  first === 'pix'
    ? 'O Pix tem dois perfis: use /pix-bb (Banco do Brasil) ou /pix-efi (Efí).'
    : `Gateway desconhecido; há: ${[...parts.gateways.keys()].join(', ')}.`;

/** Listens on loopback only. @returns the port. Rejects when it is taken */
export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/** Cuts open connections: a gateway's client must live with that. */
export function stopListening(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
