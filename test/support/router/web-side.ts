/** Description and control of UPnP IGD over HTTP. Strict: names, order and number of the inputs must be right. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeRouter } from './description.ts';
import { run, type ActionResult } from './actions.ts';
import type { Connection, RouterCore } from './test-router.ts';

export interface WebSide {
  readonly port: number;
  close(): Promise<void>;
}

export async function startWebSide(core: RouterCore): Promise<WebSide> {
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => answer(core, request, response, Buffer.concat(parts).toString()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(
  core: RouterCore,
  request: IncomingMessage,
  response: ServerResponse,
  body: string,
): void {
  const { switches } = core;
  const isDescription =
    request.url === '/description.xml' || (switches.isMikrotik && request.url === '/gateway.xml');
  const connections = connectionsOf(core);
  const connection = connections[Number(/^\/control\/(\d)$/.exec(request.url ?? '')?.[1] ?? -1)];
  if (switches.igd !== 'off' && request.method === 'GET' && isDescription)
    response.end(switches.description ?? describeRouter(switches.igd, connections));
  else if (switches.igd !== 'off' && request.method === 'POST' && connection !== undefined)
    control(core, connection, { request, response, body });
  else response.writeHead(404).end('not here');
}

function connectionsOf({ switches }: RouterCore): readonly Connection[] {
  return (
    switches.connections ?? [{ kind: 'IP', status: 'Connected', address: switches.externalAddress }]
  );
}

function control(
  core: RouterCore,
  connection: Connection,
  call: { request: IncomingMessage; response: ServerResponse; body: string },
): void {
  const { request, response, body } = call;
  const header = String(request.headers['soapaction']);
  const [, type = '', action = ''] = /^"(urn:[^#]+)#(\w+)"$/.exec(header) ?? [];
  core.heard.push(`${connection.kind} ${action}`);
  const isSoap = request.headers['content-type'] === 'text/xml; charset="utf-8"';
  const inputs = readInputs(action, type, body);
  const result: ActionResult =
    isSoap && inputs !== undefined ? run(core, connection, { action, inputs }) : { fault: 402 };
  const isLost = action === 'AddPortMapping' && core.switches.losesAnswers-- > 0;
  if (isLost) response.destroy();
  else if (result === 'empty') response.writeHead(200, { 'content-length': 0 }).end();
  else if ('fault' in result) sendFault(core, response, result.fault);
  else
    response.end(
      envelope(`<u:${action}Response xmlns:u="${type}">${result.xml}</u:${action}Response>`),
    );
}

/** @returns undefined where the body is not one whole call of that action */
function readInputs(
  action: string,
  type: string,
  body: string,
): readonly (readonly [string, string])[] | undefined {
  const whole = new RegExp(
    `<u:${action} xmlns:u="${type}">(.*)</u:${action}></s:Body></s:Envelope>\\s*$`,
  );
  const inner = whole.exec(body)?.[1];
  if (inner === undefined) return undefined;
  const inputs = [...inner.matchAll(/<(New\w+)>([^<>]*)<\/\1>/g)];
  if (inputs.map(([text]) => text).join('') !== inner) return undefined;
  return inputs.map(([, name = '', value = '']) => [name, value] as const);
}

function sendFault({ switches }: RouterCore, response: ServerResponse, code: number): void {
  const [codeTag, textTag] = switches.hasCapitalFaults
    ? ['faultCode', 'faultString']
    : ['faultcode', 'faultstring'];
  const detail = `<UPnPError xmlns="urn:schemas-upnp-org:control-1-0"><errorCode>${code}</errorCode><errorDescription>No</errorDescription></UPnPError>`;
  const fault = `<s:Fault><${codeTag}>s:Client</${codeTag}><${textTag}>UPnPError</${textTag}><detail>${detail}</detail></s:Fault>`;
  response.writeHead(500, { 'content-type': 'text/xml' }).end(envelope(fault));
}

function envelope(body: string): string {
  return `<?xml version="1.0"?>\n<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" s:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"><s:Body>${body}</s:Body></s:Envelope>`;
}
