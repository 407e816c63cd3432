import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toMs } from '../../../domain/instant.ts';
import { createBench, NAME, post, type Bench } from './bench.ts';

let bench: Bench;

beforeEach(() => {
  bench = createBench();
});

afterEach(() => bench.closeAll());

/** A server whose registration leads to a port of the test's own. */
async function serverLeadingTo(port: () => number) {
  return bench.server({
    intercept: () => ({
      status: 200,
      body: JSON.stringify({
        id: NAME,
        port: port(),
        url: 'http://x.tunel.test',
        max_conn_count: 9,
      }),
    }),
  });
}

describe('a tunnel in trouble', () => {
  it('goes on asking a busy server, with growing pauses, until it gets its name', async () => {
    let asked = 0;
    const server = await bench.server({
      intercept: () => {
        asked += 1;
        return asked > 4 ? undefined : { status: 503, body: 'busy' };
      },
    });
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });

    const { url } = await tunnel.until('open');

    const losses = tunnel.states.filter((state) => state.kind === 'lost');
    expect(losses).toMatchObject(
      Array.from({ length: 4 }, () => ({ reason: 'server-busy', status: 503 })),
    );
    expect(new Set(losses.map(({ at }) => at)).size).toBe(1);
    expect(await post(`${url}/cb`)).toMatchObject({ status: 200 });
    const warned = tunnel.log.lines.filter(({ event }) => event === 'exposure.tunnel-lost');
    expect(warned).toHaveLength(1);
  });

  it('asks for the name anew when its port is closed', async () => {
    const closed = createTcpServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const server = await serverLeadingTo(() => port);
    const tunnel = bench.ours({ host: server.origin, local: { port: 1 }, random: () => 1 });

    await server.until(() => server.registrations.length >= 6);

    const lost = await tunnel.until('lost');
    expect(lost.reason).toBe('port-closed');
    const waits = tunnel.log.lines.filter(({ event }) => event === 'exposure.tunnel-lost');
    expect(waits).toMatchObject([{ reason: 'port-closed', waitMs: 20 }]);
    expect(tunnel.states.some(({ kind }) => kind === 'open')).toBe(false);
  });

  it('is not open as long as the server drops what it takes', async () => {
    let taken = 0;
    const full = createTcpServer((socket) => {
      taken += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(full, 'listening');
    const server = await serverLeadingTo(() => (full.address() as AddressInfo).port);
    const tunnel = bench.ours({ host: server.origin, local: { port: 1 } });

    const lost = await tunnel.until('lost');
    tunnel.renew('probe');
    await server.until(() => server.registrations.length >= 2);
    await tunnel.close();
    full.close();

    expect(lost.reason).toBe('sockets-dropped');
    expect(toMs(lost.nextTryAt)).toBeGreaterThanOrEqual(toMs(lost.at));
    expect(tunnel.states.some(({ kind }) => kind === 'open')).toBe(false);
    // Four places, tried three times before the name is asked for anew, and what was under way on both sides of that.
    expect(taken).toBeLessThanOrEqual(20);
  });

  it('is opened by the connections that the server takes at last', async () => {
    let isFull = true;
    const port = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      if (isFull) socket.destroy();
    }).listen(0, '127.0.0.1');
    await once(port, 'listening');
    const server = await serverLeadingTo(() => (port.address() as AddressInfo).port);
    const tunnel = bench.ours({ host: server.origin, local: { port: 1 } });

    await tunnel.until('lost');
    isFull = false;
    const open = await tunnel.until('open');
    await tunnel.close();
    port.close();

    expect(open).toMatchObject({ name: NAME, url: 'http://x.tunel.test' });
  });

  it.each(['address', 'resume', 'operator'] as const)(
    'tries at once when there is news (%s), however long the pause',
    async (cause) => {
      let asked = 0;
      const server = await bench.server({
        intercept: () => {
          asked += 1;
          return asked === 1 ? { status: 500, body: '' } : undefined;
        },
      });
      const app = await bench.app();
      const pace = { firstRetryMs: 3_600_000, maxRetryMs: 3_600_000 };
      const tunnel = bench.ours({ host: server.origin, local: app, pace });
      await tunnel.until('lost');

      tunnel.renew('probe');
      tunnel.renew(cause);

      expect(await tunnel.until('open')).toMatchObject({ name: NAME });
      expect(server.registrations).toHaveLength(2);
    },
  );

  it('stays closed whatever comes after', async () => {
    const server = await bench.server();
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });
    await tunnel.until('open');

    await tunnel.close();
    tunnel.renew('operator');
    await tunnel.close();

    expect(tunnel.states.at(-1)?.kind).toBe('closed');
    expect(server.registrations).toHaveLength(1);
  });

  it('writes no names, addresses or words of others into the log', async () => {
    const body = JSON.stringify({ message: 'planted-words' });
    const refusing = await bench.server({ intercept: () => ({ status: 401, body }) });
    const server = await bench.server();
    const app = await bench.app();
    const refused = bench.ours({ host: refusing.origin, local: app });
    await refused.until('refused');
    const open = bench.ours({ host: server.origin, local: app });
    await open.until('open');
    const wrong = bench.ours({ host: server.origin, local: app });
    await wrong.until('wrong-name');

    const text = JSON.stringify([refused, open, wrong].map(({ log }) => log.lines));

    expect(text).toContain('exposure.tunnel-wrong-name');
    expect(text).not.toMatch(/planted|provedor1|127\.0\.0\.1|tunel\.test|\(refused\)/);
  });
});
