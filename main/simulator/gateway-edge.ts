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
  const answer = disturbed(gateway, request, struck);
  const delayMs = struck.find(({ kind }) => kind === 'delay')?.delayMs ?? 0;
  if (delayMs > 0) await wait(delayMs, undefined, { signal });
  if (struck.some(({ kind }) => kind === 'drop-after')) response.destroy();
  else if (struck.some(({ kind }) => kind === 'truncate')) sendHalf(response, answer);
  else sendAnswer(response, answer);
}

/** The gateway's answer, or the one that a fault puts in its place. Only `after` faults let the request be processed. */
function disturbed(
  gateway: SimulatedGateway,
  request: ApiRequest,
  struck: readonly Fault[],
): Answer {
  if (struck.some(({ kind }) => kind === 'rate-limit')) return gateway.rateLimited();
  const replaced = struck.find(({ kind }) => kind === 'status' || kind === 'html');
  if (replaced === undefined) return gateway.handle(request);
  if (replaced.after === true) gateway.handle(request);
  return replaced.kind === 'html'
    ? html(replaced.status ?? 200, FAULT_PAGE)
    : json(replaced.status ?? 500, {});
}

/** Promises the whole body and breaks off in the middle. */
function sendHalf(response: ServerResponse, answer: Answer): void {
  const body = Buffer.from(answer.body);
  writeHead(response, answer);
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}
