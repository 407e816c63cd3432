import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBench, echo, NAME, post, type Bench } from './bench.ts';

let bench: Bench;

beforeEach(() => {
  bench = createBench();
});

afterEach(() => bench.closeAll());

describe('a tunnel of our own', () => {
  it('takes a callback from the public address to the listener and the answer back', async () => {
    const server = await bench.server();
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });

    const { url } = await tunnel.until('open');
    const answer = await post(`${url}/cb/1?a=b`, 'notification=42');

    expect(url).toBe(server.urlOf(NAME));
    expect(answer).toMatchObject({ status: 200, body: 'POST /cb/1?a=b notification=42' });
    expect(tunnel.states.map(({ kind }) => kind)).toEqual(['opening', 'open']);
  });

  it('keeps four connections, whatever the server announces', async () => {
    const server = await bench.server({ announced: 128 });
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });

    await server.until(() => server.connected(NAME) === 4);
    await post(`${(await tunnel.until('open')).url}/cb`);
    await server.until(() => server.connected(NAME) === 4);

    expect(server.dropped()).toBe(0);
  });

  it('takes fewer where the server announces fewer', async () => {
    const server = await bench.server({ announced: 1 });
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });

    const { url } = await tunnel.until('open');
    const answers = await Promise.all([post(`${url}/1`), post(`${url}/2`), post(`${url}/3`)]);

    expect(answers).toMatchObject([{ status: 200 }, { status: 200 }, { status: 200 }]);
    await server.until(() => server.connected(NAME) === 1);
    expect(tunnel.states.map(({ kind }) => kind)).toEqual(['opening', 'open']);
  });

  it('answers more callbacks at once than it has connections', async () => {
    const server = await bench.server();
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });
    const { url } = await tunnel.until('open');

    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => post(`${url}/${index}`, `n=${index}`)),
    );

    expect(answers.map((answer) => answer.kind === 'answered' && answer.body)).toEqual(
      Array.from({ length: 60 }, (_, index) => `POST /${index} n=${index}`),
    );
  });

  it('replaces a connection at once when it has worked, whatever the least time between two', async () => {
    const server = await bench.server({ announced: 1, graceMs: 100 });
    const app = await bench.app();
    const pace = { reopenMs: 3_600_000 };
    const tunnel = bench.ours({ host: server.origin, local: app, pace });
    const { url } = await tunnel.until('open');
    const answers: unknown[] = [];

    // Most callers close their connection, and the server then closes the one that answered.
    for (let index = 0; index < 20; index += 1) answers.push(await post(`${url}/${index}`));

    expect(answers).toMatchObject(Array.from({ length: 20 }, () => ({ status: 200 })));
    expect(server.registrations).toHaveLength(1);
  });

  it('asks the listener for a connection only when a callback is there', async () => {
    const server = await bench.server();
    const app = await bench.app();
    let connections = 0;
    app.server.on('connection', () => {
      connections += 1;
    });
    const tunnel = bench.ours({ host: server.origin, local: app });

    const { url } = await tunnel.until('open');
    const before = connections;
    await post(`${url}/cb`);

    expect([before, connections]).toEqual([0, 1]);
  });

  it('sends the extra headers with the registration', async () => {
    const server = await bench.server();
    const app = await bench.app();
    const headers = { authorization: 'Basic dGVzdGU6dGVzdGU=' };
    const tunnel = bench.ours({ host: server.origin, local: app, headers });

    await tunnel.until('open');

    expect(server.registrations).toMatchObject([{ name: NAME, headers }]);
    expect(JSON.stringify([tunnel.log.lines, tunnel.states])).not.toContain('dGVzdGU6');
  });

  it.each([
    'ab',
    'abc',
    'ab-cd',
    '-provedor',
    'provedor-',
    'Provedor',
    'provedor_1',
    'a/b',
    'x'.repeat(64),
    'são-joão',
    '',
  ])('does not ask for the name %j, which no server gives', async (name) => {
    const server = await bench.server();
    const tunnel = bench.ours({ host: server.origin, local: { port: 1 }, name });

    const refused = await tunnel.until('refused');
    tunnel.renew('operator');

    expect(refused).toMatchObject({ reason: 'name-not-allowed' });
    expect(server.registrations).toEqual([]);
  });

  it.each([
    'http://tunel.example.com',
    'https://user:pw@tunel.example.com',
    'https://tunel.example.com/x',
    'ftp://127.0.0.1',
    'tunel.example.com',
  ])('does not ask %s for a name', async (host) => {
    const tunnel = bench.ours({ host, local: { port: 1 } });

    expect(await tunnel.until('refused')).toMatchObject({ reason: 'host-not-allowed' });
  });

  it('lets a request under way be answered when it is closed', async () => {
    const server = await bench.server();
    let answerIt: (() => void) | undefined;
    let arrived: (() => void) | undefined;
    const isThere = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const app = await bench.app((request, response) => {
      answerIt = () => echo(request, response);
      arrived?.();
    });
    const tunnel = bench.ours({ host: server.origin, local: app });
    const { url } = await tunnel.until('open');

    const answer = post(`${url}/cb`);
    await isThere;
    const closed = tunnel.close();
    answerIt?.();

    expect(await answer).toMatchObject({ status: 200, body: 'POST /cb token=1' });
    await closed;
    expect(tunnel.states.at(-1)).toMatchObject({ kind: 'closed' });
  });

  it('gives the name back when it is closed', async () => {
    const server = await bench.server({ graceMs: 10 });
    const app = await bench.app();
    const tunnel = bench.ours({ host: server.origin, local: app });
    await tunnel.until('open');

    await tunnel.close();
    await server.until(() => server.connected(NAME) === undefined);

    expect(tunnel.state()).toMatchObject({ kind: 'closed' });
  });

  it('closes when its signal says so, also before it has begun', async () => {
    const server = await bench.server();
    const app = await bench.app();
    const stop = new AbortController();
    const tunnel = bench.ours({ host: server.origin, local: app, signal: stop.signal });
    await tunnel.until('open');

    stop.abort();
    const late = bench.ours({ host: server.origin, local: app, signal: stop.signal });

    expect(await tunnel.until('closed')).toMatchObject({ kind: 'closed' });
    expect(await late.until('closed')).toMatchObject({ kind: 'closed' });
    expect(server.registrations).toHaveLength(1);
  });
});
