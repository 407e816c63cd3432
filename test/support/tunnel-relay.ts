/** Stands between a tunnel's client and its port, and makes the faults of a real way: half-open and silent connections. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

export interface Relay {
  /** A port that leads to this port of the server. */
  open(port: number): Promise<number>;
  /** Connections that clients have opened since the start. */
  opened(): number;
  /** What a new address does: the client's ends are closed, the server's stay open and unread for ever. */
  freeze(): void;
  /** What a silent path does: both ends stay open and nothing passes. New connections pass. */
  silence(): void;
  close(): Promise<void>;
}

interface Pair {
  readonly client: Socket;
  readonly server: Socket;
}

export function createRelay(): Relay {
  const servers: Server[] = [];
  const pairs = new Set<Pair>();
  const cut: Pair[] = [];
  let opened = 0;

  const join = (client: Socket, port: number) => {
    opened += 1;
    const pair = { client, server: connect(port, '127.0.0.1') };
    pairs.add(pair);
    for (const [from, to] of [
      [client, pair.server],
      [pair.server, client],
    ] as const) {
      from.on('error', () => from.destroy());
      from.once('close', () => {
        if (pairs.delete(pair)) to.end();
      });
      from.pipe(to);
    }
  };

  const cutAll = (act: (pair: Pair) => void) => {
    for (const pair of pairs) {
      pairs.delete(pair);
      cut.push(pair);
      pair.client.unpipe().pause();
      pair.server.unpipe().pause();
      act(pair);
    }
  };

  return {
    async open(port) {
      const server = createServer((client) => join(client, port));
      servers.push(server);
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    },
    opened: () => opened,
    freeze: () => cutAll(({ client }) => client.destroy()),
    silence: () => cutAll(() => undefined),
    async close() {
      [...pairs, ...cut].forEach(({ client, server }) => {
        client.destroy();
        server.destroy();
      });
      await Promise.all(
        servers.map((server) => {
          server.close();
          return once(server, 'close');
        }),
      );
    },
  };
}
