/** Listens where a gateway posts its callbacks, answers 200 and hands them on in the order of arrival. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallbackToRead } from '../../main/gateways/events.ts';

export interface CallbackCatcher {
  /** Where callbacks are posted, for example `http://127.0.0.1:4000/cb`. */
  readonly url: string;
  /** The next callback that nobody has taken, as soon as it is there. */
  next(): Promise<CallbackToRead>;
  close(): Promise<void>;
}

export async function startCallbackCatcher(): Promise<CallbackCatcher> {
  const caught: CallbackToRead[] = [];
  const waiting: ((callback: CallbackToRead) => void)[] = [];
  const server = createServer((message, response) => {
    void read(message).then((callback) => {
      response.writeHead(200).end();
      const taker = waiting.shift();
      if (taker) taker(callback);
      else caught.push(callback);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/cb`,
    next: () => {
      const first = caught.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => waiting.push(resolve));
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function read(message: IncomingMessage): Promise<CallbackToRead> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const headers = Object.entries(message.headers).map(([name, value]) => [name, String(value)]);
  return {
    method: message.method ?? '',
    path: message.url ?? '/',
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: Buffer.concat(chunks),
  };
}
