import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { addMs, type Instant } from '../../domain/instant.ts';
import { PLAIN_LISTENER, type ListenerSettings } from '../../domain/listener-settings.ts';
import { createGate, type Gate } from '../../main/callbacks/listener-gate.ts';
import { NOON, openTestInbox } from './support/inbox.ts';
import { send, SECRET, startTestListener } from './support/listener.ts';

const PAID = '/api/fortunus_confirma.php';
const GATEWAY = '8.8.4.4';

function aGate(changes: Partial<ListenerSettings> = {}): Gate {
  const gate = createGate();
  gate.follow({ ...PLAIN_LISTENER, ...changes }, () => 'gerencianet-token');
  return gate;
}

/** As nginx does it: the peer is put behind whatever the header says already. */
async function startProxy(port: number, sender: string): Promise<number> {
  const proxy = http.createServer((request, response) => {
    const told = request.headers['x-forwarded-for'];
    const { method, url: path } = request;
    const headers = {
      ...request.headers,
      'x-forwarded-for': told === undefined ? sender : `${String(told)}, ${sender}`,
    };
    const inner = http.request({ host: '127.0.0.1', port, method, path, headers }, (answer) =>
      answer.pipe(response.writeHead(answer.statusCode ?? 0, answer.headers)),
    );
    request.pipe(inner);
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  return (proxy.address() as AddressInfo).port;
}

it('stores who called the proxy, and believes nothing that the caller wrote', async () => {
  const inbox = await openTestInbox();
  const gate = aGate({ proxies: ['127.0.0.1'] });
  const listener = await startTestListener(inbox, { gate });
  const proxyPort = await startProxy(listener.port, GATEWAY);

  await send(proxyPort, { body: 'a=1', headers: { 'x-forwarded-for': '1.1.1.1' } });

  const [row] = await inbox.due(NOON, 10);
  expect(row?.sourceIp).toBe(GATEWAY);
});

it('stores its peer where nobody set up a proxy, whatever the header says', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, { gate: aGate() });

  await send(listener.port, { body: 'a=1', headers: { 'x-forwarded-for': '1.1.1.1' } });

  const [row] = await inbox.due(NOON, 10);
  expect(row?.sourceIp).toBe('127.0.0.1');
});

it('reads the header of Cloudflare where that is the one', async () => {
  const inbox = await openTestInbox();
  const gate = aGate({ proxies: ['127.0.0.0/8'], forwardedHeader: 'cf-connecting-ip' });
  const listener = await startTestListener(inbox, { gate });

  await send(listener.port, {
    body: 'a=1',
    headers: { 'cf-connecting-ip': GATEWAY, 'x-forwarded-for': '1.1.1.1' },
  });

  const [row] = await inbox.due(NOON, 10);
  expect(row?.sourceIp).toBe(GATEWAY);
});

const viaProxy = (mode: 'warn' | 'block', blocks: readonly string[]) =>
  aGate({ proxies: ['127.0.0.1'], sources: [{ gateway: 'gerencianet-token', mode, blocks }] });

it.each([
  ['within the ranges', viaProxy('block', ['8.8.4.0/24']), GATEWAY, 200],
  ['outside of ranges that block', viaProxy('block', ['8.8.8.0/24']), GATEWAY, 404],
  ['outside of ranges that only warn', viaProxy('warn', ['8.8.8.0/24']), GATEWAY, 200],
  [
    'this network, where nobody knows who it is',
    viaProxy('block', ['8.8.8.0/24']),
    '10.0.0.7',
    200,
  ],
])('answers a callback from %s', async (_case, gate, sender, status) => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, { gate });
  const headers = { 'x-forwarded-for': sender };

  const answer = await send(listener.port, { body: 'a=1', headers });

  const rows = await inbox.due(NOON, 10);
  expect([answer.status, rows.length]).toEqual([status, status === 200 ? 1 : 0]);
});

it('shows the sentence to a browser from anywhere', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, { gate: viaProxy('block', ['8.8.8.0/24']) });

  const answer = await send(listener.port, {
    method: 'GET',
    headers: { 'x-forwarded-for': GATEWAY },
  });

  expect(answer.status).toBe(200);
});

it.each([
  '/api/fortunus_confirma.php',
  '/api/fortunus_cancela.php',
  '/retorno/juno_confirma.php',
  '/api/retorno_gerencianet.php',
] as const)('answers at %s for the account that it is bound to', async (path) => {
  const inbox = await openTestInbox();
  const gate = aGate({ aliases: [{ path, accountId: 3 }] });
  const listener = await startTestListener(inbox, { gate });

  const answer = await send(listener.port, { path: `${path}?origem=mk`, body: 'xml=' });

  const [row] = await inbox.due(NOON, 10);
  expect(answer.status).toBe(200);
  expect(row).toMatchObject({ accountId: 3, path: `${path}?origem=mk`, auth: 'none' });
});

it.each([PAID, '/API/fortunus_confirma.php', `${PAID}/x`, `/x${PAID}`, `${PAID}5`])(
  'knows nobody at %s unless it is switched on, letter by letter',
  async (path) => {
    const inbox = await openTestInbox();
    const gate = aGate({ aliases: [{ path: '/api/fortunus_cancela.php', accountId: 3 }] });
    const listener = await startTestListener(inbox, { gate });

    const answer = await send(listener.port, { path, body: 'xml=' });

    expect([answer.status, (await inbox.due(NOON, 10)).length]).toEqual([404, 0]);
  },
);

it('follows a change without a new port', async () => {
  const inbox = await openTestInbox();
  const gate = aGate();
  const listener = await startTestListener(inbox, { gate });
  const before = await send(listener.port, { path: PAID, body: 'xml=' });

  gate.follow({ ...PLAIN_LISTENER, aliases: [{ path: PAID, accountId: 3 }] }, () => undefined);
  const after = await send(listener.port, { path: PAID, body: 'xml=' });

  expect([before.status, after.status]).toEqual([404, 200]);
});

it('lets a flood at a borrowed path wait, and takes it again later', () => {
  const gate = aGate({ aliases: [{ path: PAID, accountId: 3 }] });
  const call = (now: Instant) => gate.aliasOf(PAID, now)?.kind;

  const flood = Array.from({ length: 1_000 }, () => call(NOON));
  const later = Array.from({ length: 10 }, () => call(addMs(NOON, 1_000)));

  expect(flood.filter((kind) => kind === 'account')).toHaveLength(300);
  expect(later.filter((kind) => kind === 'account')).toHaveLength(5);
});

it('says busy to a flood at a borrowed path, and goes on answering the secret one', async () => {
  const inbox = await openTestInbox();
  const gate = aGate({ aliases: [{ path: PAID, accountId: 3 }] });
  const listener = await startTestListener(inbox, { gate });
  for (let calls = 0; calls < 300; calls += 1) gate.aliasOf(PAID, NOON);

  const borrowed = await send(listener.port, { path: PAID, body: 'xml=' });
  const own = await send(listener.port, { path: `/c/${SECRET}`, body: 'xml=' });

  expect([borrowed.status, borrowed.headers['retry-after'], own.status]).toEqual([503, '30', 200]);
});

it('tells of every call to the secret path that got no 200, and of no stranger', async () => {
  const inbox = await openTestInbox();
  const failed: number[] = [];
  const gate = viaProxy('block', ['8.8.8.0/24']);
  const listener = await startTestListener(inbox, { gate, onFailed: (id) => failed.push(id) });
  const headers = { 'x-forwarded-for': GATEWAY };

  await send(listener.port, { body: 'a=1' });
  await send(listener.port, { body: 'a=1', headers });
  await send(listener.port, { path: '/c/nobody', body: 'a=1' });
  await send(listener.port, { body: Buffer.alloc(1024 * 1024 + 1) });

  await expect.poll(() => failed).toEqual([7, 7]);
});
