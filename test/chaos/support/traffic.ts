/** Watches what passes between a core and its simulator, so that a kill can fall into the middle of the work. */
import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';

export interface Traffic {
  /** Resolves when `count` more requests, answers or callbacks have passed. */
  after(count: number): Promise<void>;
  /** How many have passed so far. */
  passed(): number;
  close(): void;
}

interface ServerMessage {
  readonly request: IncomingMessage;
  readonly socket: Socket;
}

const CHANNELS = ['http.server.request.start', 'http.server.response.finish'] as const;
const CALLBACK_ANSWERED = 'http.client.response.finish';

/** @param port of the simulator, which runs in this process */
export function watchTraffic(port: number): Traffic {
  let passed = 0;
  let waiting: { readonly at: number; readonly resolve: () => void }[] = [];
  const count = () => {
    passed += 1;
    waiting.filter(({ at }) => at <= passed).forEach(({ resolve }) => resolve());
    waiting = waiting.filter(({ at }) => at > passed);
  };
  const onServer = (message: unknown) => {
    const { request, socket } = message as ServerMessage;
    const isCall = request.url?.startsWith('/control') === false;
    if (socket.localPort === port && isCall) count();
  };
  const onClient = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    if (request.path.startsWith('/c/')) count();
  };
  for (const name of CHANNELS) diagnostics.subscribe(name, onServer);
  diagnostics.subscribe(CALLBACK_ANSWERED, onClient);
  return {
    after: (more) =>
      new Promise((resolve) => {
        waiting.push({ at: passed + more, resolve });
      }),
    passed: () => passed,
    close() {
      for (const name of CHANNELS) diagnostics.unsubscribe(name, onServer);
      diagnostics.unsubscribe(CALLBACK_ANSWERED, onClient);
    },
  };
}
