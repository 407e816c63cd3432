/** Each fault of the stock client (2.0.2), shown on it, and the same situation with ours. */
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocaltunnelServer } from '../../support/localtunnel-server.ts';
import {
  closeApp,
  createBench,
  echo,
  interfaceOf,
  NAME,
  post,
  quickPace,
  type Bench,
} from './bench.ts';

/** How long a caller of these tests waits where it gets no answer. */
const PATIENCE = { timeoutMs: 400 };
const NO_ANSWER = { kind: 'failed', trouble: 'timeout' };
const STOCK = 'provedor2';

let bench: Bench;

beforeEach(() => {
  bench = createBench();
});

afterEach(() => bench.closeAll());

describe('a callback that comes rarely', () => {
  it('gets 408 through the stock client, and its answer through ours', async () => {
    const server = await bench.server();
    const ended: unknown[] = [];
    let seeEnd: (() => void) | undefined;
    // Node's own limit is 60 s, looked at every 30 s.
    const app = await bench.app(echo, { headersTimeout: 100, connectionsCheckingInterval: 50 });
    app.server.on('connection', (socket) => {
      socket.once('close', () => {
        ended.push(socket);
        seeEnd?.();
      });
    });
    const ours = bench.ours({ host: server.origin, local: app });
    const { url } = await ours.until('open');
    const stockUrl = await bench.stock({ host: server.origin, port: app.port, subdomain: STOCK })
      .url;
    await new Promise<void>((resolve) => {
      seeEnd = () => ended.length >= 10 && resolve();
      seeEnd();
    });

    const [stockAnswer, ourAnswer] = await Promise.all([post(`${stockUrl}/cb`), post(`${url}/cb`)]);

    expect(stockAnswer).toMatchObject({ status: 408 });
    expect(ourAnswer).toMatchObject({ status: 200, body: 'POST /cb token=1' });
  });
});

describe('a change of address, which leaves the server with dead connections', () => {
  it('makes the stock client open connections without end, all turned away', async () => {
    const relay = bench.relay();
    const server = await bench.server({ relay });
    const app = await bench.app();
    const url = await bench.stock({ host: server.origin, port: app.port, subdomain: NAME }).url;
    await server.until(() => server.connected(NAME) === 10);

    relay.freeze();
    await server.until(() => server.dropped() >= 200);
    const answer = await post(`${url}/cb`, 'token=1', PATIENCE);

    expect(answer).toEqual(NO_ANSWER);
    expect(server.connected(NAME)).toBe(10);
  });

  it('is survived by ours, on the same port, with nothing turned away', async () => {
    const relay = bench.relay();
    const server = await bench.server({ relay });
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });
    const { url } = await tunnel.until('open');
    await server.until(() => server.connected(NAME) === 4);

    relay.freeze();
    await tunnel.untilLogged('exposure.tunnel-spent-dead');
    const answer = await post(`${url}/cb`);

    expect(answer).toMatchObject({ status: 200, body: 'POST /cb token=1' });
    expect(server.dropped()).toBe(0);
    expect(server.registrations).toHaveLength(1);
  });

  it('may come four times before the server forgets the first', async () => {
    const relay = bench.relay();
    const server = await bench.server({ relay });
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });
    const { url } = await tunnel.until('open');
    const answers: unknown[] = [];

    for (let change = 1; change <= 4; change += 1) {
      await fallIdle();
      relay.freeze();
      await tunnel.untilLogged('exposure.tunnel-spent-dead', change);
      answers.push(await post(`${url}/${change}`));
    }

    expect(answers).toMatchObject(Array.from({ length: 4 }, () => ({ status: 200 })));
    expect(server.dropped()).toBe(0);
    expect(server.registrations).toHaveLength(1);
  });

  it.each(['probe', 'address', 'resume', 'operator'] as const)(
    'is cured where nothing was noticed, as soon as somebody says so: %s',
    async (cause) => {
      const relay = bench.relay();
      const server = await bench.server({ relay });
      const app = await bench.app();
      const tunnel = bench.ours({ host: server.origin, local: app });
      const { url } = await tunnel.until('open');
      await server.until(() => server.connected(NAME) === 4);
      relay.silence();
      const lost = await post(`${url}/cb`, 'token=1', PATIENCE);

      tunnel.renew(cause);
      await tunnel.untilLogged('exposure.tunnel-spent-dead');
      const answer = await post(`${url}/cb`);

      expect(lost).toEqual(NO_ANSWER);
      expect(answer).toMatchObject({ status: 200 });
      expect(server.registrations).toHaveLength(1);
    },
  );

  it("is noticed by ours at this machine's own addresses", async () => {
    const relay = bench.relay();
    const server = await bench.server({ relay });
    const app = await bench.app();
    let address = '198.51.100.7';
    const tunnel = bench.ours({
      host: server.origin,
      local: app,
      pace: { networkEveryMs: 10 },
      readInterfaces: () => ({ ppp0: [interfaceOf(address)] }),
    });
    const { url } = await tunnel.until('open');
    await server.until(() => server.connected(NAME) === 4);
    relay.silence();

    address = '203.0.113.9';
    await tunnel.untilLogged('exposure.tunnel-spent-dead');
    const answer = await post(`${url}/cb`);

    expect(answer).toMatchObject({ status: 200 });
  });
});

describe('a server that announces more connections than it takes', () => {
  it('is hammered by the stock client, and not by ours', async () => {
    const server = await bench.server({ announced: 128 });
    const other = await bench.server({ announced: 128 });
    const app = await bench.app();
    bench.stock({ host: server.origin, port: app.port, subdomain: STOCK });
    const tunnel = bench.ours({ host: other.origin, local: app });
    await tunnel.until('open');

    await server.until(() => server.dropped() >= 500);

    expect(other.dropped()).toBe(0);
    expect(other.connected(NAME)).toBe(4);
  });
});

describe('a name that somebody else holds', () => {
  it('is another one with the stock client, without a word', async () => {
    const server = await bench.server();
    const [first, second] = [await bench.app(), await bench.app()];
    await bench.ours({ host: server.origin, local: first }).until('open');

    const { url } = bench.stock({ host: server.origin, port: second.port, subdomain: NAME });

    expect(new URL(await url).hostname).not.toMatch(new RegExp(`^${NAME}\\.`));
  });

  it('is told by ours, which takes no other and waits for its own', async () => {
    const server = await bench.server({ graceMs: 10 });
    const [first, second] = [await bench.app(), await bench.app()];
    const holder = bench.ours({ host: server.origin, local: first });
    await holder.until('open');
    const tunnel = bench.ours({ host: server.origin, local: second });

    const wrong = await tunnel.until('wrong-name');
    await server.until(() => server.connected(wrong.granted) === undefined);
    await holder.close();
    const open = await tunnel.until('open');

    expect(wrong).toMatchObject({ wanted: NAME });
    expect(open).toMatchObject({ name: NAME, url: server.urlOf(NAME) });
    expect(await post(`${open.url}/cb`)).toMatchObject({ status: 200 });
  });
});

describe('an app that does not answer', () => {
  it('leaves the caller hanging with the stock client', async () => {
    const server = await bench.server();
    const app = await bench.app();
    const url = await bench.stock({ host: server.origin, port: app.port, subdomain: NAME }).url;
    await closeApp(app.server);

    const answer = await post(`${url}/cb`, 'token=1', PATIENCE);

    expect(answer).toEqual(NO_ANSWER);
  });

  it('becomes a 503 with a time to come back with ours', async () => {
    const server = await bench.server();
    const app = await bench.app();
    const { url } = await bench.ours({ host: server.origin, local: app }).until('open');
    await closeApp(app.server);

    const answer = await post(`${url}/cb`);

    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '30' } });
  });

  it('becomes a 503 as well when it takes the connection and then says nothing', async () => {
    const server = await bench.server();
    const mute = createTcpServer((socket) => socket.on('error', () => undefined).resume());
    mute.listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const local = { port: (mute.address() as AddressInfo).port };
    const tunnel = bench.ours({ host: server.origin, local, pace: { localAnswerMs: 50 } });
    const { url } = await tunnel.until('open');

    const answer = await post(`${url}/cb`);
    mute.close();

    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '30' } });
  });
});

describe('a server that was started again', () => {
  it('is never asked for the name again by the stock client', async () => {
    const server = await startLocaltunnelServer();
    const app = await bench.app();
    const stock = bench.stock({ host: server.origin, port: app.port, subdomain: NAME });
    const url = await stock.url;
    await server.until(() => server.connected(NAME) === 10);

    await server.close();
    await stock.untilErrors(10);
    const again = await bench.server({ port: server.port });
    const answer = await post(`${url}/cb`);

    expect(stock.errors[0]?.message).toMatch('connection refused');
    expect(again.registrations).toEqual([]);
    expect(answer).toMatchObject({ status: 404 });
  });

  it('is asked by ours as soon as it is back', async () => {
    const server = await startLocaltunnelServer();
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });
    const { url } = await tunnel.until('open');

    await server.close();
    const lost = await tunnel.until('lost');
    const again = await bench.server({ port: server.port });
    await tunnel.until('open');

    expect(lost).toMatchObject({ reason: 'port-closed' });
    expect(again.registrations.at(-1)).toMatchObject({ name: NAME });
    expect(await post(`${url}/cb`)).toMatchObject({ status: 200 });
  });

  it('is asked by ours when the probe fails and the server says that it does not know the name', async () => {
    const relay = bench.relay();
    const server = await bench.server({ tellsStatus: true, relay });
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });
    const { url } = await tunnel.until('open');
    await server.until(() => server.statusTold() === 1);
    relay.silence();
    server.forget(NAME);

    tunnel.renew('probe');
    await server.until(() => server.registrations.length === 2);
    await tunnel.until('open');

    expect(await post(`${url}/cb`)).toMatchObject({ status: 200 });
  });
});

describe('a server that refuses', () => {
  it('is asked again and again by the stock client, which says nothing', async () => {
    const server = await bench.server();
    bench.stock({ host: server.origin, port: 1, subdomain: 'ab' });

    await server.until(() => server.registrations.length >= 3);

    expect(server.registrations.map(({ name }) => name)).toEqual(['ab', 'ab', 'ab']);
  });

  it('is asked once by ours, which tells the reason', async () => {
    const body = JSON.stringify({ message: 'Wrong\u0007 password.' });
    const server = await bench.server({ intercept: () => ({ status: 403, body }) });
    const tunnel = bench.ours({ host: server.origin, local: { port: 1 } });

    const refused = await tunnel.until('refused');
    tunnel.renew('probe');
    const asked = server.registrations.length;
    tunnel.renew('operator');
    await server.until(() => server.registrations.length === 2);

    expect(refused).toMatchObject({
      reason: 'refused-by-server',
      status: 403,
      serverSays: 'Wrong  password.',
    });
    expect(asked).toBe(1);
  });
});

/** A connection that ends just after an answer was ended by the server; these have to be older. */
function fallIdle(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2 * quickPace.endingMs));
}
