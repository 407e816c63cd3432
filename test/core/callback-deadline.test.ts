import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { addMs } from '../../domain/instant.ts';
import { cents } from '../../domain/money.ts';
import type { Input } from '../../preload/contract/api.ts';
import { openCore, type TestCore } from '../support/core.ts';

const HOUR_MS = 60 * 60_000;

const account: Input<'accounts.save'> = {
  label: 'Gerencianet da matriz',
  gateway: 'gerencianet-token',
  profile: null,
  environment: 'production',
  instrument: 'boleto',
  isActive: true,
  autoSettle: true,
  sendsOnline: false,
  forwardsEmail: false,
  closesOnGatewayCancel: true,
  sendDaysBeforeDue: 20,
  feeEstimateCents: cents(150),
  startNumber: null,
  fallbackRank: null,
  terms: PLAIN_TERMS,
  messageLines: [],
  credentials: {},
};

let bench: TestCore;
let way: http.Server;
let isOpen: boolean;

beforeEach(async () => {
  bench = await openCore();
  isOpen = true;
  way = http.createServer((request, response) => {
    if (!isOpen) return void response.writeHead(502).end();
    const { method, url: path, headers } = request;
    const port = bench.core.addresses.listenerPort ?? 0;
    const inner = http.request({ host: '127.0.0.1', port, method, path, headers }, (answer) =>
      answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers)),
    );
    request.pipe(inner);
  });
  await new Promise<void>((resolve) => way.listen(0, '127.0.0.1', resolve));
});

afterEach(async () => {
  await bench.close();
  await new Promise((resolve) => way.close(resolve));
});

const deadlines = async () =>
  (await bench.call('accounts.list', {})).map(({ callbackDeadline }) => callbackDeadline);

it('counts from the moment when the way in was shut, and says that it is an estimate', async () => {
  const { id } = await bench.call('accounts.save', account);
  await bench.call('accounts.save', { ...account, label: 'Prática', environment: 'simulator' });
  const baseUrl = `http://127.0.0.1:${(way.address() as AddressInfo).port}`;
  await bench.call('exposure.save', {
    ways: [{ kind: 'other-tunnel', baseUrl }],
    asksOutside: false,
  });
  await bench.until(
    () => bench.call('exposure.get', {}),
    ({ light }) => light?.state === 'confirmed',
  );
  const before = await deadlines();
  isOpen = false;

  await bench.call('exposure.look', {});
  const { light } = await bench.call('exposure.look', {});
  const [real, practice] = await deadlines();

  const since = light?.at;
  expect(before).toEqual([null, null]);
  expect(practice).toBeNull();
  expect(real).toMatchObject({ state: 'counting', isEstimate: true, end: 'address-off', since });
  expect(real?.endsAt).toBe(since && addMs(since, HOUR_MS));
  expect(id).toBeGreaterThan(0);
});

it('counts the tries that got no 200, and forgets them with the next one that did', async () => {
  const { callbackUrl } = await bench.call('accounts.save', {
    ...account,
    environment: 'simulator',
  });
  const post = (body: Uint8Array<ArrayBuffer> | string) =>
    fetch(callbackUrl ?? '', { method: 'POST', body });

  await post(new Uint8Array(1024 * 1024 + 1));
  await post(new Uint8Array(1024 * 1024 + 1));
  const [failing] = await bench.until(deadlines, ([first]) => first?.failedTries === 2);
  await post('xml=');
  const [good] = await bench.until(deadlines, ([first]) => first === null);

  expect(failing).toMatchObject({ state: 'counting', failedTries: 2, end: 'address-off' });
  expect(good).toBeNull();
});

it('knows the hour where the plan of the gateway is exact and its first try was seen', async () => {
  const { callbackUrl } = await bench.call('accounts.save', {
    ...account,
    gateway: 'boleto-facil',
    environment: 'simulator',
  });

  await fetch(callbackUrl ?? '', { method: 'POST', body: new Uint8Array(1024 * 1024 + 1) });
  const [deadline] = await bench.until(deadlines, ([first]) => first !== null);

  const { since } = deadline ?? {};
  expect(deadline).toMatchObject({ isEstimate: false, triesLeft: 49, end: 'notice-lost' });
  expect(deadline?.endsAt).toBe(since && addMs(since, 98 * HOUR_MS));
});
