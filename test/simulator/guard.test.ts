import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHarness, type Harness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});

afterAll(() => harness.close());

interface RawReply {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
}

/** A request with exactly these headers, which fetch would not let a test set. */
function send(
  path: string,
  headers: Record<string, string>,
  { method = 'GET', body = '' } = {},
): Promise<RawReply> {
  return new Promise((resolve, reject) => {
    const { port } = harness.simulator;
    const options = { host: '127.0.0.1', port, path, method, headers };
    const request = httpRequest(options, (response) => {
      response.resume();
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}

describe('the guard of the simulator port', () => {
  it.each([
    ['another host name', { host: 'evil.test' }],
    ['a host with another port', { host: '127.0.0.1:1' }],
    ['an Origin', { origin: 'https://evil.test' }],
    ['the null Origin', { origin: 'null' }],
    ['a Referer', { referer: 'https://evil.test/page' }],
    ['a cross-site fetch', { 'sec-fetch-site': 'cross-site' }],
    ['a same-origin fetch', { 'sec-fetch-site': 'same-origin' }],
  ])('refuses a request with %s, on both sides of the port', async (_name, headers) => {
    const control = await send('/control', headers);
    const api = await send('/efi/v1/charge/1', headers);

    expect(control.status).toBe(403);
    expect(api.status).toBe(403);
  });

  it('answers under both names of loopback, and to an address typed by a person', async () => {
    const host = `localhost:${harness.simulator.port}`;

    const typed = await send('/control', { host, 'sec-fetch-site': 'none' });

    expect(typed.status).toBe(200);
  });

  it.each([['text/plain'], ['application/x-www-form-urlencoded'], ['multipart/form-data']])(
    'refuses a body of type %s, which a plain form could send',
    async (type) => {
      const body = '{"advanceMs":0}';
      const headers = { 'content-type': type, 'content-length': String(body.length) };

      const reply = await send('/control/clock', headers, { method: 'POST', body });

      expect(reply.status).toBe(415);
    },
  );

  it('takes the body-less PUT of the official SDK with its form content type', async () => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '0',
    };

    const reply = await send('/efi/v1/charge/1/cancel', headers, { method: 'PUT' });

    expect(reply.status).toBe(401);
  });

  it('never gives a header that would let a page read the answer', async () => {
    const reply = await send('/control', {});
    const preflight = await send('/control', {}, { method: 'OPTIONS' });

    const names = [...Object.keys(reply.headers), ...Object.keys(preflight.headers)];
    expect(names.filter((name) => name.startsWith('access-control'))).toEqual([]);
    expect(preflight.status).toBe(405);
  });

  it('says which gateways there are when the path names another', async () => {
    const reply = await send('/nobody/v1/charge', {});

    expect(reply.status).toBe(404);
  });
});
