import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCore, type TestCore } from '../support/core.ts';

let bench: TestCore;
let tunnel: http.Server;
let tunnelUrl: string;
/** Where the tunnel leads: the listener's port, or nowhere. */
let target: number | null;

beforeEach(async () => {
  bench = await openCore();
  target = bench.core.addresses.listenerPort;
  tunnel = http.createServer((request, response) => {
    if (target === null) return void response.writeHead(502).end();
    const { method, url, headers } = request;
    const inner = http.request(
      { host: '127.0.0.1', port: target, method, path: url, headers },
      (answer) => answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers)),
    );
    request.pipe(inner);
  });
  await new Promise<void>((resolve) => tunnel.listen(0, '127.0.0.1', resolve));
  tunnelUrl = `http://127.0.0.1:${(tunnel.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await bench.close();
  await new Promise((resolve) => tunnel.close(resolve));
});

const ownTunnel = () => ({ kind: 'other-tunnel', baseUrl: `${tunnelUrl}/` }) as const;
const get = () => bench.call('exposure.get', {});

describe('the way in', () => {
  it('is not there until it is set up', async () => {
    expect(await get()).toMatchObject({ baseUrl: null, light: null, ways: [] });
    expect(await bench.call('exposure.phone', {})).toBeNull();
  });

  it('is proved through the real way as soon as it is set up, and is the address of new charges', async () => {
    await bench.call('exposure.save', { ways: [ownTunnel()], asksOutside: false });

    const proved = await bench.until(get, ({ light }) => light?.state === 'confirmed');
    const settings = await bench.call('settings.get', {});

    expect(proved).toMatchObject({ baseUrl: tunnelUrl, light: { by: 'probe' } });
    expect(proved.ways[0]).toMatchObject({
      kind: 'other-tunnel',
      isActive: true,
      lastProbe: { hasArrived: true, status: 200, text: '' },
    });
    expect(settings.publicBaseUrl).toBe(tunnelUrl);
    expect(proved.availability.reduce((sum, { confirmed }) => sum + confirmed, 0)).toBe(1);
  });

  it('turns red when nothing comes through any more, and says what answered', async () => {
    await bench.call('exposure.save', { ways: [ownTunnel()], asksOutside: false });
    await bench.until(get, ({ light }) => light?.state === 'confirmed');
    target = null;

    await bench.call('exposure.look', {});
    const { light } = await bench.call('exposure.look', {});

    expect(light?.state).toBe('failed');
    expect(light?.why).toContain('HTTP 502');
  });

  it('is proved by a telephone that opens a one-time address', async () => {
    await bench.call('exposure.save', { ways: [ownTunnel()], asksOutside: false });
    await bench.until(get, ({ light }) => light?.state === 'confirmed');
    const phone = await bench.call('exposure.phone', {});

    const page = await fetch(phone?.url ?? '');
    const seen = await bench.until(get, (now) => now.phone?.visit !== null);

    expect(page.status).toBe(200);
    expect(seen.phone?.visit).toMatchObject({ isOutside: true });
    expect(seen.light).toMatchObject({ state: 'confirmed', by: 'outside' });
  });

  it('goes on after a restart as it was set up', async () => {
    await bench.call('exposure.save', { ways: [ownTunnel()], asksOutside: false });

    bench = await bench.restart();
    target = bench.core.addresses.listenerPort;
    const proved = await bench.until(
      () => bench.call('exposure.look', {}),
      ({ light }) => light?.state === 'confirmed',
    );

    expect(proved.settings.ways).toEqual([{ kind: 'other-tunnel', baseUrl: tunnelUrl }]);
  });
});

it('keeps the password of a dynamic name to itself', async () => {
  const saved = await bench.call('exposure.save', {
    ways: [
      {
        kind: 'ddns',
        provider: 'other',
        name: 'provedor.example.com',
        user: 'provedor',
        contact: '',
        endpoint: 'http://127.0.0.1:9/nic/update',
        externalPort: 8090,
        forwardsPort: false,
      },
    ],
    asksOutside: false,
    ddnsPassword: 'planted-secret-77',
  });

  expect(saved.settings.hasDdnsPassword).toBe(true);
  expect(JSON.stringify(saved)).not.toContain('planted-secret-77');
});

it('takes no address that no gateway could reach', async () => {
  const failure = await bench.refused('exposure.save', {
    ways: [{ kind: 'fixed', baseUrl: 'http://192.168.88.2:8090' }],
    asksOutside: false,
  });

  expect(failure).toMatchObject({ code: 'invalid-input', detail: { field: 'baseUrl' } });
});

it('tells nobody an address any more once every way is taken away', async () => {
  await bench.call('exposure.save', { ways: [ownTunnel()], asksOutside: false });
  await bench.until(get, ({ baseUrl }) => baseUrl !== null);

  const saved = await bench.call('exposure.save', { ways: [], asksOutside: false });

  expect(saved).toMatchObject({ baseUrl: null, light: null });
  expect(await bench.call('settings.get', {})).toMatchObject({ publicBaseUrl: null });
});
