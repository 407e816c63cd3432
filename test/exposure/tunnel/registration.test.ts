import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isTunnelName, readRegistrationHost } from '../../../domain/tunnel-name.ts';
import { register, type RegistrationServer } from '../../../main/exposure/tunnel/registration.ts';
import type { InterceptedAnswer } from '../../support/localtunnel-server.ts';
import { closeApp, createBench, NAME, type Bench } from './bench.ts';

let bench: Bench;

beforeEach(() => {
  bench = createBench();
});

afterEach(() => bench.closeAll());

const grant = { id: NAME, port: 40_000, url: 'https://provedor1.tunel.test', max_conn_count: 10 };

async function answered(answer: InterceptedAnswer) {
  const server = await bench.server({ intercept: () => answer });
  return register(questionTo(server.origin), NAME);
}

function questionTo(origin: string, timeoutMs = 5_000): RegistrationServer {
  return { origin, headers: {}, timeoutMs, signal: new AbortController().signal };
}

describe('the registration of a name', () => {
  it.each([
    ['another name', { ...grant, id: 'bold-bat-1' }, { kind: 'other-name', granted: 'bold-bat-1' }],
    ['no number of connections', { ...grant, max_conn_count: null }, { grant: { maxSockets: 1 } }],
    ['an address of its own', { ...grant, ip: '127.0.0.9' }, { grant: { host: '127.0.0.9' } }],
    ['no such address', { ...grant, ip: 'evil.test' }, { grant: { host: '127.0.0.1' } }],
    ['a closing slash', { ...grant, url: `${grant.url}/` }, { grant: { url: grant.url } }],
  ])('reads a grant with %s', async (_, body, expected) => {
    expect(await answered({ status: 200, body: JSON.stringify(body) })).toMatchObject(expected);
  });

  it.each([
    ['no JSON', '<html>Entre na rede</html>'],
    ['a port that is none', JSON.stringify({ ...grant, port: 70_000 })],
    ['a name that is none', JSON.stringify({ ...grant, id: '../x' })],
    ['an address of another kind', JSON.stringify({ ...grant, url: 'javascript:alert(1)' })],
  ])('takes %s for no answer of a tunnel server', async (_, body) => {
    expect(await answered({ status: 200, body })).toEqual({
      kind: 'unavailable',
      loss: { reason: 'answer-unreadable' },
    });
  });

  it.each([408, 425, 429, 500, 502, 503, 504, 511])(
    'may be tried again after %i',
    async (status) => {
      expect(await answered({ status, body: '' })).toEqual({
        kind: 'unavailable',
        loss: { reason: 'server-busy', status },
      });
    },
  );

  it.each([400, 401, 403, 404, 405, 410, 422])('is refused by %i', async (status) => {
    expect(await answered({ status, body: 'no' })).toEqual({
      kind: 'refused',
      refusal: { reason: 'refused-by-server', status },
    });
  });

  it.each([301, 302, 307])('follows no redirect: %i', async (status) => {
    const headers = { location: 'http://127.0.0.1:9/' };

    expect(await answered({ status, body: '', headers })).toEqual({
      kind: 'refused',
      refusal: { reason: 'server-moved', status },
    });
  });

  it('says what kept it from the server', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;

    const late = await register(questionTo(`http://127.0.0.1:${port}`, 100), NAME);
    await closeApp(silent);
    const shut = await register(questionTo(`http://127.0.0.1:${port}`), NAME);

    const loss = { reason: 'server-unreachable' };
    expect(late).toEqual({ kind: 'unavailable', loss: { ...loss, trouble: 'timeout' } });
    expect(shut).toEqual({ kind: 'unavailable', loss: { ...loss, trouble: 'refused' } });
  });
});

describe('the rule of names', () => {
  // Measured on the official server, and DNS's 63 on top.
  it.each([
    ['abcd', true],
    ['a'.repeat(63), true],
    ['ab-cde', true],
    ['a----b', true],
    ['abc', false],
    ['ab-cd', false],
    ['-abcdef', false],
    ['abcdef-', false],
    ['a'.repeat(64), false],
    ['Abcd', false],
    ['ab_cd', false],
    ['ab.cdef', false],
    ['são1', false],
    ['abcd\n', false],
  ])('%j: %s', (name, isName) => {
    expect(isTunnelName(name)).toBe(isName);
  });

  it("is as strict as DNS and as the server's own", () => {
    const character = fc.constantFrom(...Array.from('abz019-_A.é'));
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 70 }), (name) => {
        const letters = Array.from(name);
        const isPlain = letters.every((letter) =>
          'abcdefghijklmnopqrstuvwxyz0123456789'.includes(letter),
        );
        const isInner = letters.every((letter, index) =>
          letter === '-' ? index > 0 && index < letters.length - 1 : 'abz019'.includes(letter),
        );
        const isLong = (least: number) => letters.length >= least && letters.length <= 63;
        expect(isTunnelName(name)).toBe((isPlain && isLong(4)) || (isInner && isLong(6)));
      }),
    );
  });

  it.each([
    ['https://tunel.example.com', 'https://tunel.example.com'],
    ['https://tunel.example.com:8443/', 'https://tunel.example.com:8443'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://localhost:3000/', 'http://localhost:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['http://127.0.0.1.example.com', undefined],
    ['http://192.168.0.1', undefined],
    ['https://tunel.example.com/?x=1', undefined],
    ['https://tunel.example.com/#x', undefined],
  ])('asks %s at %s', (host, origin) => {
    expect(readRegistrationHost(host)).toBe(origin);
  });
});
