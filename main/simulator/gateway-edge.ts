import type { ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Fault, Faults } from './faults.ts';
import type { SimulatedGateway } from './gateway.ts';
import { html, json, sendAnswer, writeHead, type Answer, type ApiRequest } from './http.ts';

/** Where an answer goes, and what may go wrong on the way. */
export interface GatewayEdge {
  readonly response: ServerResponse;
  readonly faults: Faults;
  /** Aborted when the simulator closes. */
  readonly signal: AbortSignal;
}

const FAULT_PAGE =
  '<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>';

/** Lets the gateway answer, with the faults that strike this request. */
export async function answerGateway(
  gateway: SimulatedGateway,
  request: ApiRequest,
  { response, faults, signal }: GatewayEdge,
): Promise<void> {
  const struck = faults.takeForRequest(gateway.id, request.method, request.path);
  if (struck.some(({ kind }) => kind === 'drop-before')) {
    response.destroy();
    return;
  }
  const answer = await disturbed(gateway, request, struck);
  const delayMs = struck.find(({ kind }) => kind === 'delay')?.delayMs ?? 0;
  if (delayMs > 0) await wait(delayMs, undefined, { signal });
  if (struck.some(({ kind }) => kind === 'drop-after')) response.destroy();
  else if (struck.some(({ kind }) => kind === 'truncate')) sendHalf(response, answer);
  else sendAnswer(response, answer);
}

const replacing: readonly Fault['kind'][] = ['status', 'html', 'error'];

/** The gateway's answer, or the one that a fault puts in its place. Only `after` faults let the request be processed. */
async function disturbed(
  gateway: SimulatedGateway,
  request: ApiRequest,
  struck: readonly Fault[],
): Promise<Answer> {
  if (struck.some(({ kind }) => kind === 'rate-limit')) return gateway.rateLimited();
  const replaced = struck.find(({ kind }) => replacing.includes(kind));
  if (replaced === undefined) return gateway.handle(request);
  if (replaced.after === true) await gateway.handle(request);
  return replacement(gateway, replaced);
}

function replacement(gateway: SimulatedGateway, { kind, status, code }: Fault): Answer {
  if (kind === 'html') return html(status ?? 200, FAULT_PAGE);
  if (kind === 'status') return json(status ?? 500, {});
  const answer = gateway.errorAnswer(code ?? '');
  return { ...answer, status: status ?? answer.status };
}

/** Promises the whole body and breaks off in the middle. */
function sendHalf(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body);
  writeHead(response, answer);
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}
