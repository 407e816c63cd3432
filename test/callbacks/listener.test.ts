import http from 'node:http';
import { expect, it, onTestFinished } from 'vitest';
import { createCallbackAccounts } from '../../main/callbacks/listener-accounts.ts';
import { hashOfSecret } from '../../main/services/accounts/callback-secret.ts';
import { aCallback, NOON, openTestInbox } from './support/inbox.ts';
import { ACCOUNT_PATH, SECRET, send, startTestListener } from './support/listener.ts';

it.each(['POST', 'PUT'])('stores a %s and answers 200', async (method) => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await send(listener.port, { method, body: 'notification=b1e1' });

  const [row] = await inbox.due(NOON, 10);
  expect([answer.status, answer.body.toString()]).toEqual([200, 'OK']);
  expect(row).toMatchObject({ accountId: 7, method, sourceIp: '127.0.0.1', receivedAt: NOON });
  expect(Buffer.from(row?.body ?? []).toString()).toBe('notification=b1e1');
});

it.each([
  ['binary', Buffer.from(Array.from({ length: 70_000 }, (_, index) => index % 256))],
  ['invalid UTF-8', Buffer.from([0x7b, 0xff, 0xfe, 0xc3, 0x28, 0x00, 0xed, 0xa0, 0x80, 0x7d])],
  ['Latin-1', Buffer.from('situação=pago', 'latin1')],
  ['empty', Buffer.alloc(0)],
  ['a whole MiB', Buffer.alloc(1024 * 1024, 'x')],
])('keeps a body that is %s byte for byte', async (_kind, body) => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await send(listener.port, { body });

  const [row] = await inbox.due(NOON, 10);
  expect(answer.status).toBe(200);
  expect(Buffer.compare(Buffer.from(row?.body ?? []), body)).toBe(0);
});

it('keeps a body that comes in chunks', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await send(listener.port, {
    headers: { 'transfer-encoding': 'chunked' },
    body: 'a=1&b=2',
  });

  const [row] = await inbox.due(NOON, 10);
  expect(answer.status).toBe(200);
  expect(Buffer.from(row?.body ?? []).toString()).toBe('a=1&b=2');
});

it.each(['', '/', '/pix', '/pix?hmac=x', '?ignorar=/pix', '/a/b/../c'])(
  'takes what a gateway adds to the path: "%s"',
  async (suffix) => {
    const inbox = await openTestInbox();
    const listener = await startTestListener(inbox);

    const answer = await send(listener.port, { path: `${ACCOUNT_PATH}${suffix}`, body: '{}' });

    expect(answer.status).toBe(200);
  },
);

it('stores no secret: not of the path, nor of headers, nor of the query', async () => {
  const inbox = await openTestInbox();
  const accounts = createCallbackAccounts();
  accounts.put(hashOfSecret(SECRET), {
    accountId: 7,
    secrets: ['chave/da conta'],
    secretFingerprint: 'f1',
  });
  const listener = await startTestListener(inbox, { findAccount: accounts.find });

  await send(listener.port, {
    path: `${ACCOUNT_PATH}/pix?hmac=abc123&chave=chave%2Fda%20conta&n=1`,
    headers: {
      authorization: 'Bearer planted-1',
      cookie: 'a=planted-2',
      'asaas-access-token': 'planted-3',
      referer: `https://provedor.example.com${ACCOUNT_PATH}`,
      'x-origem': 'chave/da conta',
      'x-signature': 'cafe',
    },
    body: '{}',
  });

  const [row] = await inbox.due(NOON, 10);
  expect(row?.path).toBe('/c/‹segredo›/pix?hmac=‹segredo›&chave=‹segredo›&n=1');
  expect(row?.headers).toMatchObject({
    authorization: '‹segredo›',
    cookie: '‹segredo›',
    'asaas-access-token': '‹segredo›',
    referer: 'https://provedor.example.com/c/‹segredo›',
    'x-origem': '‹segredo›',
    'x-signature': 'cafe',
  });
  expect(row?.secretFingerprint).toBe('f1');
  expect(JSON.stringify(row)).not.toMatch(/planted|Zk3v/u);
});

it('checks shared secrets before the row is stored and keeps a wrong one all the same', async () => {
  const inbox = await openTestInbox();
  const accounts = createCallbackAccounts();
  accounts.put(hashOfSecret(SECRET), {
    accountId: 7,
    checkAuth: ({ headers }) => (headers['asaas-access-token'] === 'right' ? 'ok' : 'wrong'),
  });
  const listener = await startTestListener(inbox, { findAccount: accounts.find });

  const right = await send(listener.port, { headers: { 'asaas-access-token': 'right' } });
  const wrong = await send(listener.port, { headers: { 'asaas-access-token': 'guess' } });

  const rows = await inbox.due(NOON, 10);
  expect([right.status, wrong.status]).toEqual([200, 200]);
  expect(rows.map((row) => row.auth)).toEqual(['ok', 'wrong']);
});

it.each(['GET', 'HEAD'])('shows one sentence to a %s and stores nothing', async (method) => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answer = await send(listener.port, { method });

  const page = answer.body.toString();
  expect(answer.status).toBe(200);
  expect(answer.headers['x-robots-tag']).toBe('noindex');
  expect(answer.headers).not.toHaveProperty('set-cookie');
  expect(answer.headers).not.toHaveProperty('server');
  expect(page.includes('pronto para receber avisos de pagamento.')).toBe(method === 'GET');
  expect(page).not.toMatch(/baixa/iu);
  expect(await inbox.list({ limit: 10 })).toEqual([]);
});

it.each(['DELETE', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND'])(
  'answers 405 to %s',
  async (method) => {
    const inbox = await openTestInbox();
    const listener = await startTestListener(inbox);

    const answer = await send(listener.port, { method });

    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD, POST, PUT');
    expect(await inbox.list({ limit: 10 })).toEqual([]);
  },
);

it('serves many requests over one connection', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());

  const answers = await Promise.all(
    Array.from({ length: 50 }, () => send(listener.port, { agent, body: '{}' })),
  );

  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]));
  expect(listener.stats()).toMatchObject({ stored: 50, refused: 0, notStored: 0 });
});

it('shares commits among requests that come together', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  const answers = await Promise.all(
    Array.from({ length: 300 }, () => send(listener.port, { body: '{}' })),
  );

  const stats = await inbox.stats();
  expect(answers.every((answer) => answer.status === 200)).toBe(true);
  expect(stats.stored).toBe(300);
  expect(stats.commits).toBeLessThan(300);
});

it('tells of a stored row once its answer is out, and notes the time it took', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox);

  await send(listener.port, { body: '{}' });

  const row = await inbox.byId(1);
  expect(listener.told).toEqual([[1, 7]]);
  expect(row?.answered).toBe(200);
  expect(row?.answeredUs).toBeGreaterThan(0);
});

it('answers 200 whatever happens to the one who is told', async () => {
  const inbox = await openTestInbox();
  const listener = await startTestListener(inbox, {
    onStored: () => {
      throw new TypeError('no');
    },
  });

  const answer = await send(listener.port, { body: '{}' });

  expect(answer.status).toBe(200);
  expect(listener.lines).toEqual([
    expect.objectContaining({ event: 'callbacks.told-in-vain', inboxId: 1, accountId: 7 }),
  ]);
});

it('finishes what is under way before it closes', async () => {
  let arrived: () => void = () => undefined;
  const hasArrived = new Promise<void>((resolve) => (arrived = resolve));
  let storeIt: (id: number) => void = () => undefined;
  const listener = await startTestListener({
    store: () => {
      arrived();
      return new Promise<number>((resolve) => (storeIt = resolve));
    },
    noteAnswer: () => undefined,
  });
  const sending = send(listener.port, { body: '{}' });
  await hasArrived;

  const closing = listener.close();
  storeIt(1);

  expect((await sending).status).toBe(200);
  await expect(closing).resolves.toBeUndefined();
  await expect(send(listener.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

it('says that the port is taken', async () => {
  const inbox = await openTestInbox();
  const first = await startTestListener(inbox);

  const second = startTestListener(inbox, { port: first.port });

  await expect(second).rejects.toMatchObject({
    code: 'port-taken',
    detail: { port: first.port },
  });
});

it('keeps an old secret and a new one side by side', async () => {
  const inbox = await openTestInbox();
  const accounts = createCallbackAccounts();
  const newer = SECRET.toLowerCase();
  accounts.put(hashOfSecret(SECRET), { accountId: 7 });
  accounts.put(hashOfSecret(newer), { accountId: 7 });
  const listener = await startTestListener(inbox, { findAccount: accounts.find });

  const both = [await send(listener.port), await send(listener.port, { path: `/c/${newer}` })];
  accounts.remove(hashOfSecret(SECRET));
  const gone = await send(listener.port);

  expect(both.map((answer) => answer.status)).toEqual([200, 200]);
  expect(gone.status).toBe(404);
});

it('stores what arrived whole even when the sender did not wait for the answer', async () => {
  const inbox = await openTestInbox();
  let leave: () => void = () => undefined;
  const listener = await startTestListener({
    store: async (callback) => {
      leave();
      return inbox.store(callback);
    },
    noteAnswer: (id, answeredUs) => inbox.noteAnswer(id, answeredUs),
  });
  const request = http.request({
    host: '127.0.0.1',
    port: listener.port,
    path: ACCOUNT_PATH,
    method: 'POST',
  });
  const left = new Promise<void>((resolve) => request.on('close', resolve));
  request.on('error', () => undefined);
  leave = () => request.destroy();

  request.end(aCallback().body);
  await left;
  await inbox.stats();

  expect(await inbox.list({ limit: 10 })).toHaveLength(1);
});
