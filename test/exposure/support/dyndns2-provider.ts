/**
 * A provider of the dyndns2 kind, as its manuals describe it: checks login and agent, keeps one address a name, and blocks
 * a name that is told again and again what it holds already. Replies can be put in front of its own.
 */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly rawQuery: string;
  readonly headers: IncomingHttpHeaders;
}

/** `silence` never answers, `cut` closes the connection. */
export type ScriptedReply =
  | {
      readonly status?: number;
      readonly body: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | 'silence'
  | 'cut';

export interface TestProvider {
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Address by name. */
  readonly records: ReadonlyMap<string, string>;
  /** How often a name in a row was told what it held. */
  readonly needless: ReadonlyMap<string, number>;
  /** Each is given once, before the provider answers by itself again. */
  play(...replies: readonly ScriptedReply[]): void;
  /** The next request that arrives from now on. */
  nextRequest(): Promise<void>;
  close(): Promise<void>;
}

export interface ProviderAccount {
  readonly user: string;
  readonly password: string;
  readonly names: readonly string[];
}

const NEEDLESS_LIMIT = 3;

export async function startDyndns2Provider(account: ProviderAccount): Promise<TestProvider> {
  const requests: SeenRequest[] = [];
  const records = new Map<string, string>();
  const needless = new Map<string, number>();
  const script: ScriptedReply[] = [];
  const arrivals = new EventEmitter();

  const changeOne = (name: string, address: string): string => {
    if (!/\./.test(name)) return 'notfqdn';
    if (!account.names.includes(name)) return 'nohost';
    const isSame = records.get(name) === address;
    needless.set(name, isSame ? (needless.get(name) ?? 0) + 1 : 0);
    if ((needless.get(name) ?? 0) >= NEEDLESS_LIMIT) return 'abuse';
    records.set(name, address);
    return `${isSame ? 'nochg' : 'good'} ${address}`;
  };

  const ownReply = ({ query, headers }: SeenRequest): ScriptedReply => {
    const login = Buffer.from(`${account.user}:${account.password}`).toString('base64');
    if (headers.authorization !== `Basic ${login}`) return { status: 401, body: 'badauth\n' };
    if (!headers['user-agent']) return { body: 'badagent' };
    const names = (query['hostname'] ?? '').split(',');
    const lines = names.map((name) => changeOne(name, query['myip'] ?? ''));
    return { body: `${lines.join('\r\n')}\r\n` };
  };

  const server = createServer((message, response) => {
    const url = new URL(message.url ?? '/', 'http://127.0.0.1');
    const query = Object.fromEntries(url.searchParams);
    const request = { path: url.pathname, query, rawQuery: url.search, headers: message.headers };
    requests.push(request);
    arrivals.emit('request');
    const reply = script.shift() ?? ownReply(request);
    if (reply === 'silence') return;
    if (reply === 'cut') message.socket.destroy();
    else
      response
        .writeHead(reply.status ?? 200, { 'content-type': 'text/plain', ...reply.headers })
        .end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    records,
    needless,
    play: (...replies) => void script.push(...replies),
    nextRequest: async () => {
      await once(arrivals, 'request');
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
