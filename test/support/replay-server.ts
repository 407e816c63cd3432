/** A gateway that only repeats what was recorded: each route plays its replies in order and then keeps the last one. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: IncomingMessage['headers'];
  /** Parsed where it is JSON, else the text. */
  readonly body: unknown;
}

/** `nothing` never answers, `reset` cuts the connection, `truncated` cuts the answer in the middle. */
export type Reply =
  | {
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | { readonly status: number; readonly html: string }
  | { readonly status: number; readonly xml: string }
  | 'nothing'
  | 'reset'
  | 'truncated';

export interface ReplayServer {
  readonly url: string;
  readonly requests: readonly ReceivedRequest[];
  /** @param route method and path without query, for example `GET /v1/charges` */
  play(route: string, ...replies: readonly Reply[]): void;
  requestsTo(route: string): readonly ReceivedRequest[];
  close(): Promise<void>;
}

export async function startReplayServer(): Promise<ReplayServer> {
  const requests: ReceivedRequest[] = [];
  const scripts = new Map<string, Reply[]>();
  const server = createServer((message, response) => {
    void receive(message).then((request) => {
      requests.push(request);
      answer(response, nextReply(scripts.get(`${request.method} ${request.path}`)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    play: (route, ...replies) => void scripts.set(route, [...replies]),
    requestsTo: (route) => requests.filter(({ method, path }) => `${method} ${path}` === route),
    close: () => closeServer(server),
  };
}

function nextReply(script: Reply[] | undefined): Reply {
  const reply = script && script.length > 1 ? script.shift() : script?.[0];
  return reply ?? { status: 418, body: { error: 'no reply was recorded for this route' } };
}

async function receive(message: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const url = new URL(message.url ?? '/', 'http://127.0.0.1');
  return {
    method: message.method ?? '',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: message.headers,
    body: parse(Buffer.concat(chunks).toString('utf8')),
  };
}

function parse(text: string): unknown {
  return text.startsWith('{') ? (JSON.parse(text) as unknown) : text;
}

function answer(response: ServerResponse, reply: Reply): void {
  if (reply === 'nothing') return;
  if (reply === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (reply === 'truncated') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"code":200,"data":{"charge_id":', () => response.socket?.destroy());
    return;
  }
  if ('xml' in reply) {
    response.writeHead(reply.status, { 'content-type': 'text/xml' }).end(reply.xml);
    return;
  }
  if ('html' in reply) {
    response.writeHead(reply.status, { 'content-type': 'text/html' }).end(reply.html);
    return;
  }
  response
    .writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
    .end(JSON.stringify(reply.body));
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
}
