import { request as ask, type IncomingMessage, type RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryLog } from '../../../main/log.ts';
import { startListener } from '../../../main/callbacks/listener.ts';
import type { CallbackToStore } from '../../../main/callbacks/inbox/inbox.ts';
import { systemClock } from '../../../main/clock.ts';
import type { TunnelPace } from '../../../main/exposure/tunnel/pace.ts';
import { loopbackLookup } from '../../support/localtunnel-server.ts';
import { closeApp, createBench, post, type Bench } from './bench.ts';

let bench: Bench;

beforeEach(() => {
  bench = createBench();
});

afterEach(() => bench.closeAll());

async function open(listener: RequestListener, pace: Partial<TunnelPace> = {}) {
  const server = await bench.server();
  const local = await bench.app(listener);
  const tunnel = bench.ours({ host: server.origin, local, pace });
  return { server, local, tunnel, url: (await tunnel.until('open')).url };
}

/** A caller that keeps its body in hand. */
function call(url: string, options: { method?: string; headers?: Record<string, string> } = {}) {
  const request = ask(url, { method: 'POST', agent: false, lookup: loopbackLookup, ...options });
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request.on('response', resolve);
    request.on('error', reject);
  });
  return { request, response };
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

describe('a request that comes out of the tunnel', () => {
  it('keeps every byte of its body, both ways', async () => {
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
    const { url } = await open((request, response) => request.pipe(response));

    const { request, response } = call(url);
    request.end(bytes);
    const answer = await bytesOf(await response);

    expect(answer.equals(bytes)).toBe(true);
  });

  it('keeps names, order and repetition of its headers', async () => {
    const seen: string[][] = [];
    const { url } = await open((request, response) => {
      seen.push(request.rawHeaders);
      response
        .writeHead(200, ['X-Um', '1', 'Set-Cookie', 'a', 'x-UM', '2', 'Set-Cookie', 'b'])
        .end();
    });

    const { request, response } = call(url, { headers: { 'X-Hub-Signature': 'abc' } });
    request.end('x');
    const { headers } = await response;

    // The server on the way writes names in lower case.
    expect(seen[0]).toEqual(expect.arrayContaining(['x-hub-signature', 'abc', 'host']));
    expect(headers).toMatchObject({ 'x-um': '1, 2', 'set-cookie': ['a', 'b'] });
  });

  it.each([
    ['HEAD', 200],
    ['GET', 204],
    ['GET', 304],
    ['POST', 404],
    ['POST', 500],
  ])('brings %s its answer %i', async (method, status) => {
    const { url } = await open((_, response) => response.writeHead(status).end());

    const { request, response } = call(url, { method });
    request.end();

    expect((await response).statusCode).toBe(status);
  });

  it('may announce its body with Expect: 100-continue', async () => {
    const { url } = await open((request, response) => request.pipe(response));

    const { request, response } = call(url, { headers: { expect: '100-continue' } });
    request.on('continue', () => request.end('token=1'));

    expect((await bytesOf(await response)).toString()).toBe('token=1');
  });

  it('waits for a body that comes slowly, longer than the listener may think', async () => {
    const { url } = await open((request, response) => request.pipe(response), {
      localAnswerMs: 1_000,
    });
    const parts = Array.from({ length: 25 }, (_, index) => `${index}`);

    const { request, response } = call(url);
    for (const part of parts) {
      request.write(part);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    request.end();

    expect((await bytesOf(await response)).toString()).toBe(parts.join(''));
  });

  it('ends with its caller, and leaves the way open for the next', async () => {
    let leave: (() => void) | undefined;
    const hasLeft = new Promise<void>((resolve) => (leave = resolve));
    const { url } = await open((request, response) => {
      if (request.url === '/next') response.end('ok');
      else request.on('error', () => leave?.());
    });

    const { request, response } = call(url, { headers: { 'content-length': '1000' } });
    response.catch(() => undefined);
    request.write('x', () => request.destroy());
    await hasLeft;

    expect(await post(`${url}/next`)).toMatchObject({ status: 200, body: 'ok' });
  });

  it('gets 503 when the listener cuts the connection, and a cut answer stays cut', async () => {
    const { url } = await open((request, response) => {
      if (request.url === '/begun') {
        response.writeHead(200, { 'content-length': '1000' }).write('x', () => response.destroy());
      } else {
        request.socket.destroy();
      }
    });

    const [cut, begun] = await Promise.all([
      post(`${url}/cut`),
      post(`${url}/begun`, '', { timeoutMs: 300 }),
    ]);

    expect(cut).toMatchObject({ status: 503, headers: { 'retry-after': '30' } });
    expect(begun).toMatchObject({ kind: 'failed' });
  });

  it.each(['the app is away', 'the app says no at once'])(
    'brings a long body its refusal when %s, also where the caller closes the connection',
    async (reason) => {
      const { local, url } = await open((request, response) => {
        response.writeHead(413, { 'content-length': 0 }).flushHeaders();
        request.resume().on('end', () => response.end());
      });
      if (reason === 'the app is away') await closeApp(local.server);
      const status = reason === 'the app is away' ? 503 : 413;
      const body = 'x'.repeat(4 * 1024 * 1024);

      const answers = [
        await post(url, body),
        await post(url, body, { headers: { connection: 'keep-alive' } }),
        await post(url, ''),
      ];

      expect(answers).toMatchObject([{ status }, { status }, { status }]);
    },
  );

  it('reaches the listener of the app, which stores it as it came and sees this machine as its sender', async () => {
    const stored: CallbackToStore[] = [];
    const secret = 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6';
    const listener = await startListener({
      host: '127.0.0.1',
      port: 0,
      inbox: {
        store: (callback) => Promise.resolve(stored.push(callback)),
        noteAnswer: () => undefined,
      },
      findAccount: (found) => (found === secret ? { accountId: 7 } : undefined),
      clock: systemClock,
      log: createMemoryLog(),
      limits: { headersTimeoutMs: 0, bodyTimeoutMs: 0 },
      onStored: () => undefined,
    });
    const server = await bench.server();
    const tunnel = bench.ours({ host: server.origin, local: listener });
    const { url } = await tunnel.until('open');

    const answers = [
      await post(`${url}/c/${secret}`, 'notification=ação'),
      await post(`${url}/c/0000`, 'x'),
      await post(`${url}/`, 'x'.repeat(2 * 1024 * 1024)),
      await post(`${url}/c/${secret}`, 'x'.repeat(2 * 1024 * 1024)),
    ];
    await tunnel.close();
    await listener.close();

    expect(answers).toMatchObject([
      { status: 200 },
      { status: 404 },
      { status: 404 },
      { status: 413 },
    ]);
    expect(stored).toMatchObject([
      { accountId: 7, body: Buffer.from('notification=ação'), sourceIp: '127.0.0.1' },
    ]);
  });
});
