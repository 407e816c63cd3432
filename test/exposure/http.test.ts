import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from '../../main/exposure/http.ts';

const closers: (() => void)[] = [];

afterEach(() => closers.splice(0).forEach((close) => close()));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a question over HTTP', () => {
  it('brings the answer with its status, headers and text', async () => {
    const url = await serve((request, response) => {
      request.setEncoding('utf8');
      request.on('data', (text: string) => {
        response.writeHead(201, { 'X-Seen': `${request.method} ${text}` }).end('João');
      });
    });

    const answer = await ask(url, { method: 'POST', body: 'são', headers: { 'x-a': 'b' } });

    expect(answer).toMatchObject({ kind: 'answered', status: 201, body: 'João' });
    expect(answer).toHaveProperty('headers.x-seen', 'POST são');
  });

  it('takes a redirect as the answer', async () => {
    let asked = 0;
    const url = await serve((_, response) => {
      asked += 1;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });

    const answer = await ask(url);

    expect(answer).toMatchObject({ kind: 'answered', status: 302 });
    expect(asked).toBe(1);
  });

  it('stops reading what is too long', async () => {
    const url = await serve((_, response) => response.end('x'.repeat(2_000)));

    const answer = await ask(url, { maxBytes: 1_000 });

    expect(answer).toEqual({ kind: 'failed', trouble: 'too-large' });
  });

  it('gives up on who never answers, and on who never ends', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/drip') response.write('a');
    });

    const answers = await Promise.all([
      ask(`${url}/silent`, { timeoutMs: 50 }),
      ask(`${url}/drip`, { timeoutMs: 50 }),
    ]);

    expect(answers).toEqual([
      { kind: 'failed', trouble: 'timeout' },
      { kind: 'failed', trouble: 'timeout' },
    ]);
  });

  it('can be called off before and during the exchange', async () => {
    const controller = new AbortController();
    const url = await serve(() => controller.abort());

    const during = await ask(url, { signal: controller.signal });
    const before = await ask(url, { signal: controller.signal });

    expect([during, before]).toEqual([
      { kind: 'failed', trouble: 'aborted' },
      { kind: 'failed', trouble: 'aborted' },
    ]);
  });

  it('says when nobody listens, when a connection breaks, and when it is no HTTP', async () => {
    const closed = createTcpServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    await once(closed, 'close');
    const broken = await serve((request) => request.socket.destroy());

    const answers = await Promise.all([ask(`http://127.0.0.1:${port}`), ask(broken)]);

    expect(answers).toEqual([
      { kind: 'failed', trouble: 'refused' },
      { kind: 'failed', trouble: 'broken' },
    ]);
  });

  it.each([
    ['another scheme', 'ftp://example.com/', {}],
    ['no address at all', 'example.com', {}],
    ['a line break in a header', 'http://127.0.0.1:9/', { 'x-a': 'b\r\nx-c: d' }],
    ['a space in the name of a header', 'http://127.0.0.1:9/', { 'x a': 'b' }],
  ])('refuses %s without sending anything', async (_, url, headers) => {
    const answer = await ask(url, { headers });

    expect(answer).toEqual({ kind: 'failed', trouble: 'bad-request' });
  });

  it('asks the resolver that it was given', async () => {
    const url = await serve((request, response) => response.end(request.headers.host));
    const named = url.replace('127.0.0.1', 'provedor.test');

    const found = await ask(named, {
      lookup: (_, options, done) => {
        if (options.all) done(null, [{ address: '127.0.0.1', family: 4 }]);
        else done(null, '127.0.0.1', 4);
      },
    });
    const lost = await ask(named, {
      lookup: (_, __, done) => done(Object.assign(new Error('none'), { code: 'ENOTFOUND' }), []),
    });

    expect(found).toMatchObject({ kind: 'answered', body: new URL(named).host });
    expect(lost).toEqual({ kind: 'failed', trouble: 'name-not-found' });
  });
});
