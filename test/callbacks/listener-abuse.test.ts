import net from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { openTestInbox } from './support/inbox.ts';
import {
  ACCOUNT_PATH,
  SECRET,
  send,
  sendRaw,
  startTestListener,
  statusIn,
} from './support/listener.ts';

const HEAD = `POST ${ACCOUNT_PATH} HTTP/1.1\r\nHost: provedor.example.com\r\n`;
const TEN_MB = 10_000_000;

it('refuses 10 MB with 413, stores nothing, and ends the connection', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await send(listener.port, { body: Buffer.alloc(TEN_MB) });

  expect(answer.status).toBe(413);
  expect(answer.headers.connection).toBe('close');
  expect(await inbox.list({ limit: 10 })).toEqual([]);
});

it('refuses 10 MB in chunks with 413', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await send(listener.port, {
    headers: { 'transfer-encoding': 'chunked' },
    body: Buffer.alloc(TEN_MB),
  });

  expect(answer.status).toBe(413);
});

it('refuses one byte over 1 MiB', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await send(listener.port, { body: Buffer.alloc(1024 * 1024 + 1) });

  expect(answer.status).toBe(413);
});

it('stops reading a body without end', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, { limits: { drainBytes: 4_000_000 } });

  const { answer, sent } = await sendWithoutEnd(listener.port);

  expect(statusIn(answer)).toBe(413);
  expect(sent).toBeLessThan(100_000_000);
});

it('answers a sender who asks before sending too much', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, { limits: { drainTimeoutMs: 50 } });

  const answer = await sendRaw(
    listener.port,
    `${HEAD}Content-Length: ${TEN_MB}\r\nExpect: 100-continue\r\n\r\n`,
  );

  expect(statusIn(answer)).toBe(413);
});

it('lets a sender who asks go on, then stores', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await sendRaw(
    listener.port,
    `${HEAD}Content-Length: 2\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n{}`,
  );

  expect(answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 OK/u);
  expect(await inbox.list({ limit: 10 })).toHaveLength(1);
});

it('refuses a header without end with 431', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await sendRaw(listener.port, `${HEAD}X-Long: ${'a'.repeat(40_000)}`);

  expect(statusIn(answer)).toBe(431);
});

it('refuses more than 100 headers with 431', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);
  const headers = Array.from({ length: 101 }, (_, index) => `X-${index}: 1\r\n`).join('');

  const answer = await sendRaw(listener.port, `${HEAD}${headers}Connection: close\r\n\r\n`);

  expect(statusIn(answer)).toBe(431);
  expect(await inbox.list({ limit: 10 })).toEqual([]);
});

it('cuts off a sender whose headers do not come', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, { limits: { headersTimeoutMs: 100 } });

  const answer = await sendRaw(listener.port, HEAD);

  expect(statusIn(answer)).toBe(408);
});

it('cuts off a sender whose body does not come', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, { limits: { bodyTimeoutMs: 100 } });

  const answer = await sendRaw(listener.port, `${HEAD}Content-Length: 10\r\n\r\n{`);

  expect(statusIn(answer)).toBe(408);
  expect(await inbox.list({ limit: 10 })).toEqual([]);
});

it('waits for headers without a clock when told so', async () => {
  const inbox = await openTestInbox();
  const limits = { headersTimeoutMs: 0, bodyTimeoutMs: 0 };
  const listener = await startTestListener(inbox, { limits });

  const answer = await sendRaw(listener.port, `${HEAD}Connection: close\r\n\r\n`);

  expect(statusIn(answer)).toBe(200);
});

it('stores nothing of a sender who leaves in the middle', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);
  const socket = net.connect(listener.port, '127.0.0.1');
  socket.write(`${HEAD}Content-Length: 100\r\n\r\n{"a"`, () => socket.destroy());
  await new Promise((resolve) => socket.once('close', resolve));

  await send(listener.port, { body: '{}' });

  expect(await inbox.list({ limit: 10 })).toHaveLength(1);
});

it.each([
  ['no HTTP at all', 'hello\r\n\r\n', 400],
  ['a TLS hello', '\x16\x03\x01\x02\x00\x01\x00', 400],
  ['no host', `POST ${ACCOUNT_PATH} HTTP/1.1\r\n\r\n`, 400],
  ['two lengths', `${HEAD}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`, 400],
  [
    'length and chunks',
    `${HEAD}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    400,
  ],
  ['a broken chunk', `${HEAD}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
  ['a line break in a header', `${HEAD}X-A: b\rc: d\r\n\r\n`, 400],
])('refuses %s and goes on', async (_kind, bytes, status) => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await sendRaw(listener.port, bytes);
  const next = await send(listener.port, { body: '{}' });

  expect(statusIn(answer)).toBe(status);
  expect(next.status).toBe(200);
  expect(await inbox.list({ limit: 10 })).toHaveLength(1);
});

it.each([
  '/',
  '/c',
  '/c/',
  '/c/curto',
  `/c/${'0'.repeat(32)}`,
  `//c/${SECRET}`,
  `/c//${SECRET}`,
  `/x/../c/${SECRET}`,
  `/./c/${SECRET}`,
  `/%63/${SECRET}`,
  `/c%2F${SECRET}`,
  `/c/%5A${SECRET.slice(1)}`,
  `/c/${SECRET}x`,
  `/c/${SECRET}%2Fpix`,
  `/c/${SECRET};pix`,
  `/c/${SECRET}#pix`,
  `/C/${SECRET}`,
  `/c/${SECRET.toLowerCase()}`,
  `/?/c/${SECRET}`,
  `*`,
  `/api/fortunus_confirma.php`,
  `/control/efi/charges`,
])('answers %s like every other stranger', async (path) => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answers = await Promise.all(
    ['POST', 'GET', 'DELETE'].map((method) =>
      sendRaw(
        listener.port,
        `${method} ${path} HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n`,
      ),
    ),
  );

  const alike = new Set(answers.map((answer) => answer.replace(/Date: [^\r]+/u, 'Date: D')));
  const bare =
    'HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nDate: D\r\nConnection: close\r\n\r\n';
  expect([...alike]).toEqual([bare]);
  expect(await inbox.list({ limit: 10 })).toEqual([]);
});

it('takes an absolute target as proxies send it', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);
  const target = `http://provedor.example.com${ACCOUNT_PATH}`;

  const answer = await sendRaw(
    listener.port,
    `POST ${target} HTTP/1.1\r\nHost: provedor.example.com\r\nConnection: close\r\n\r\n`,
  );

  expect(statusIn(answer)).toBe(200);
});

it('counts strangers by the hour and remembers the last 500 without secrets', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);
  const knocks = Array.from({ length: 600 }, (_, index) => `/wp-login/${index}`);

  for (const path of knocks) await send(listener.port, { path, body: 'cpf=1' });
  await send(listener.port, { path: `/x/${SECRET}` });

  const { strangers, stored } = listener.stats();
  expect(strangers.total).toBe(601);
  expect(strangers.byHour).toEqual([{ hour: '2026-11-21T12', count: 601 }]);
  expect(strangers.sample).toHaveLength(500);
  expect(strangers.sample.at(-1)?.path).toBe('/x/‹segredo›');
  expect(JSON.stringify(strangers)).not.toContain('cpf');
  expect(stored).toBe(0);
});

it('turns away connections beyond its number and serves the others', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, { limits: { connections: 3 } });
  const idle = await Promise.all(Array.from({ length: 3 }, () => openIdle(listener.port)));

  const turnedAway = await sendRaw(listener.port, `${HEAD}\r\n`);
  idle.forEach((socket) => socket.destroy());
  await Promise.all(idle.map((socket) => new Promise((resolve) => socket.once('close', resolve))));

  expect(turnedAway).toBe('');
  expect(listener.stats().droppedConnections).toBe(1);
});

it('answers 503 to a body for which there is no memory left, and gives the memory back', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, { limits: { bodyBytesTogether: 1_000 } });

  const tooMuch = await send(listener.port, { body: Buffer.alloc(1_001) });
  const fitting = [
    await send(listener.port, { body: Buffer.alloc(1_000) }),
    await send(listener.port, { body: Buffer.alloc(1_000) }),
  ];

  expect(tooMuch.status).toBe(503);
  expect(tooMuch.headers['retry-after']).toBe('30');
  expect(fitting.map((answer) => answer.status)).toEqual([200, 200]);
});

it('answers requests sent without waiting in their order', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);
  const one = `${HEAD}Content-Length: 1\r\n\r\n`;

  const answer = await sendRaw(
    listener.port,
    `${one}a${one}b${HEAD}Content-Length: 1\r\nConnection: close\r\n\r\nc`,
  );

  expect(answer.match(/HTTP\/1\.1 200 OK/gu)).toHaveLength(3);
  expect(await inbox.list({ limit: 10 })).toHaveLength(3);
});

it('answers a whole request although rubbish follows it', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await sendRaw(
    listener.port,
    `${HEAD}Content-Length: 2\r\nConnection: close\r\n\r\n{}rubbish\r\n\r\n`,
  );

  expect(answer.match(/HTTP\/1\.1 \d{3}/gu)).toEqual(['HTTP/1.1 200']);
});

it('answers a whole request and closes on the rubbish behind it', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await sendRaw(listener.port, `${HEAD}Content-Length: 2\r\n\r\n{}rubbish\r\n\r\n`);

  expect(answer.match(/HTTP\/1\.1 \d{3}/gu)).toEqual(['HTTP/1.1 200']);
  expect(await inbox.list({ limit: 10 })).toHaveLength(1);
});

function openIdle(port: number): Promise<net.Socket> {
  const socket = net.connect(port, '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  return new Promise((resolve) => socket.once('connect', () => resolve(socket)));
}

function sendWithoutEnd(port: number): Promise<{ answer: string; sent: number }> {
  const chunk = Buffer.concat([
    Buffer.from('10000\r\n'),
    Buffer.alloc(65_536),
    Buffer.from('\r\n'),
  ]);
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    let answer = '';
    const goOn = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    };
    socket.on('data', (data) => (answer += data.toString('latin1')));
    socket.on('drain', goOn);
    socket.on('error', () => undefined);
    socket.on('end', () => socket.destroy());
    socket.on('close', () => resolve({ answer, sent: socket.bytesWritten }));
    socket.write(`${HEAD}Transfer-Encoding: chunked\r\n\r\n`);
    goOn();
  });
}
