/** The outside edge of the one-click test: what stands between an account's address and its listener. */
import { createServer as createPlainServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { judgeAddress, type AddressJudge } from '../../domain/public-address.ts';
import type { CallbackReading } from '../../main/gateways/events.ts';
import type { TestPorts } from '../../main/callbacks/one-click-test/ports.ts';
import { createReceptionTests } from '../../main/callbacks/one-click-test/tests.ts';
import { createTests, type Tests } from '../../main/callbacks/listener-tests.ts';
import type { TestView } from '../../main/callbacks/one-click-test/run-test.ts';
import { resolveHost } from '../../main/exposure/address/resolve-host.ts';
import type { Inbox } from '../../main/callbacks/inbox/inbox.ts';
import type { AccountToStore } from '../../main/store/accounts.ts';
import { startDnsServer } from '../exposure/support/dns-server.ts';
import { makeCertificates } from '../simulator/pix/certificates.ts';
import { recount } from '../support/ledger.ts';
import { openTill, told, type Till } from '../support/till.ts';
import { openTestInbox } from './support/inbox.ts';
import { ACCOUNT_PATH, startTestListener } from './support/listener.ts';

const TOKEN = 'b1e1d2a0-0000-4000-8000-00000000abcd';
/** Of the account that the listener of these tests knows. */
const LISTENER_ACCOUNT = 7;

let till: Till;
let inbox: Inbox;
let tests: Tests;
let reading: CallbackReading;

beforeEach(async () => {
  reading = {
    reading: 'events',
    events: [told('registered', 'g1')],
    parsed: { notification: TOKEN },
  };
  till = openTill({ gateway: { readCallback: () => reading } });
  inbox = await openTestInbox();
  tests = createTests();
});

afterEach(() => {
  expect(recount(till.db)).toEqual([]);
  till.close();
});

/** The account that the listener's address belongs to: of production unless told. */
function anAccount(changes: Partial<AccountToStore> = {}) {
  while (till.books.accounts.all().length < LISTENER_ACCOUNT - 1) till.addAccount();
  const account = till.addAccount({ environment: 'production', ...changes });
  expect(account.id).toBe(LISTENER_ACCOUNT);
  return account;
}

/** A callback of some time ago, which names a token that the gateway knows. */
async function hearOnce(): Promise<void> {
  const id = await inbox.store({
    accountId: LISTENER_ACCOUNT,
    receivedAt: till.now(),
    method: 'POST',
    path: '/c/‹segredo›',
    headers: {},
    body: Buffer.from(new URLSearchParams({ notification: TOKEN }).toString()),
    sourceIp: '127.0.0.1',
    auth: 'none',
  });
  await inbox.finish(id, { state: 'done', result: '{}' });
}

async function startListening(): Promise<string> {
  const listener = await startTestListener(inbox, { tests });
  return `http://127.0.0.1:${listener.port}${ACCOUNT_PATH}`;
}

/** Takes loopback for the internet, where the tests are. */
const outsideJudge: AddressJudge = (text) => {
  const verdict = judgeAddress(text);
  return verdict.kind === 'not-public' && verdict.range === 'loopback'
    ? { kind: 'public', family: 4, address: verdict.address }
    : verdict;
};

async function run(callbackUrl: string | undefined, ports: Partial<TestPorts> = {}) {
  const all = createReceptionTests({
    tools: till.tools,
    inbox,
    openTest: (accountId) => tests.open(accountId),
    callbackUrlOf: () => callbackUrl,
    resolve: () => Promise.resolve({ kind: 'found', addresses: ['127.0.0.1'] }),
    simulator: {
      start: () => Promise.reject(new Error('No simulator')),
      panel: {} as TestPorts['simulator']['panel'],
    },
    wakeOutbox: () => undefined,
    timeoutMs: 500,
    judge: outsideJudge,
    ...ports,
  });
  const before = countRows();
  const test = await all.run(LISTENER_ACCOUNT);
  expect(countRows()).toEqual(before);
  return test;
}

function countRows(): readonly unknown[] {
  const names = till.db
    .prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'audit'`)
    .pluck()
    .all();
  return names.map((name) => [
    name,
    till.db.prepare(`SELECT count(*) FROM "${name}"`).pluck().get(),
  ]);
}

/** The one step that says where the way ended. */
function failureOf({ steps, verdict }: TestView): string {
  const failed = steps.filter(({ state }) => state === 'failed');
  expect(failed).toHaveLength(1);
  expect(verdict).toBe('failed');
  expect(failed[0]?.advice).toBeTruthy();
  return `${failed[0]?.key ?? ''}: ${failed[0]?.text ?? ''}`;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

const serve = (answer: RequestListener): Promise<number> => listen(createPlainServer(answer));

async function serveTls(host: 'server' | 'client'): Promise<{ port: number; ca: string }> {
  const certificates = makeCertificates();
  const { key, cert } = certificates[host];
  const port = await listen(createTlsServer({ key, cert }, (_request, response) => response.end()));
  return { port, ca: certificates.ca.cert };
}

describe('the test of a production account', () => {
  it('passes with the token of an earlier callback, and issues nothing', async () => {
    anAccount();
    await hearOnce();

    const test = await run(await startListening());

    expect(test.verdict).toBe('passed');
    expect(test.postings.map(({ side }) => side)).toEqual(['receipt', 'credit', 'fee']);
    expect((await inbox.byId(test.inboxId ?? 0))?.isTest).toBe(true);
  });

  it('says that nothing could be asked without a charge, and proves the rest', async () => {
    anAccount();

    const test = await run(await startListening());

    expect(test.verdict).toBe('incomplete');
    expect(test.steps.filter(({ state }) => state === 'untried').map(({ key }) => key)).toEqual([
      'charge',
      'query',
    ]);
    expect(test.steps.at(-1)?.state).toBe('passed');
  });

  it('says that the money would wait where the account settles nothing by itself', async () => {
    anAccount({ autoSettle: false });

    const test = await run(await startListening());

    expect(test.steps.at(-1)).toMatchObject({
      state: 'passed',
      text: expect.stringContaining('esperaria o seu sim') as string,
    });
  });
});

describe('the way ends', () => {
  beforeEach(() => void anAccount());

  it.each([
    ['192.168.0.10', 'rede privada'],
    ['172.20.1.2', 'rede privada'],
    ['100.72.3.4', 'CGNAT'],
  ])('at the address %s', async (address, reason) => {
    const test = await run(`http://${address}:8080/c/x`, { judge: judgeAddress });

    expect(failureOf(test)).toContain(reason);
  });

  it('at a name that DNS does not have, or that points inside', async () => {
    const dns = await startDnsServer({ 'dentro.isp.test': ['10.0.0.2'] });
    onTestFinished(() => dns.close());
    const resolve: TestPorts['resolve'] = async (host) => {
      const finding = await resolveHost(host, undefined, { servers: [dns.address] });
      return { kind: 'trouble', text: 'text' in finding ? finding.text : '' };
    };

    const missing = await run('http://nenhum.isp.test/c/x', { resolve });
    const inside = await run('http://dentro.isp.test/c/x', { resolve });

    expect(failureOf(missing)).toMatch(/^address: .*não existe no DNS/);
    expect(failureOf(inside)).toMatch(/^address: .*10\.0\.0\.2/);
  });

  it('at a closed port', async () => {
    const port = await serve(() => undefined).then(async (open) => {
      const gone = createPlainServer();
      const free = await new Promise<number>((resolve) =>
        gone.listen(0, '127.0.0.1', () => resolve((gone.address() as AddressInfo).port)),
      );
      await new Promise((resolve) => gone.close(resolve));
      expect(free).not.toBe(open);
      return free;
    });

    const test = await run(`http://127.0.0.1:${port}/c/x`);

    expect(failureOf(test)).toContain(`port: A porta ${port} recusou`);
  });

  it('at a certificate that nobody vouches for', async () => {
    const { port } = await serveTls('server');

    const test = await run(`https://127.0.0.1:${port}/c/x`);

    expect(failureOf(test)).toContain('tls: O certificado não é aceito');
  });

  it('at a certificate of another name', async () => {
    const { port, ca } = await serveTls('server');

    const test = await run(`https://pagamentos.isp.test:${port}/c/x`, { authorities: ca });

    expect(failureOf(test)).toBe(
      'tls: O certificado é de outro nome: não serve para pagamentos.isp.test.',
    );
  });

  it('at a port that speaks no https', async () => {
    const port = await serve((_request, response) => void response.end());

    const test = await run(`https://127.0.0.1:${port}/c/x`);

    expect(failureOf(test)).toContain('tls: ');
  });

  it('at a server of somebody else that answers 404', async () => {
    const port = await serve((_request, response) => void response.writeHead(404).end('nada'));

    const test = await run(`http://127.0.0.1:${port}/c/x`);

    expect(failureOf(test)).toContain('http: Outro servidor respondeu neste endereço (HTTP 404)');
  });

  it('at a server of somebody else that answers 200', async () => {
    const port = await serve((_request, response) => void response.end('tudo bem'));

    const test = await run(`http://127.0.0.1:${port}/c/x`);

    expect(failureOf(test)).toContain('inbox: Alguém respondeu HTTP 200');
  });

  it('at a tunnel that takes the request and never answers', async () => {
    const port = await serve(() => undefined);

    const test = await run(`http://127.0.0.1:${port}/c/x`);

    expect(failureOf(test)).toContain('http: A porta abriu, mas ninguém respondeu');
  });

  it('at a proxy that turns our 200 into something else', async () => {
    const own = await startListening();
    const port = await serve((request, response) => {
      const target = new URL(request.url ?? '', own);
      void fetch(target, { method: 'POST', body: 'notification=x' }).then(() =>
        response.writeHead(502).end(),
      );
    });

    const test = await run(`http://127.0.0.1:${port}${ACCOUNT_PATH}`);

    expect(failureOf(test)).toMatch(/http: O aviso chegou .*HTTP 502/);
    expect(test.inboxId).not.toBeNull();
  });

  it('at a token that the gateway does not know', async () => {
    await hearOnce();
    reading = { reading: 'unknown-token', parsed: { notification: TOKEN } };

    const test = await run(await startListening());

    expect(failureOf(test)).toBe('query: O gateway não reconhece o código do aviso.');
    expect(test.postings).toEqual([]);
  });

  it('at a gateway that does not answer', async () => {
    await hearOnce();
    reading = { reading: 'unreachable', text: 'Sem resposta em 30 s.', parsed: {} };

    const test = await run(await startListening());

    expect(failureOf(test)).toContain('query: O gateway não respondeu à consulta');
  });
});

describe('a certificate', () => {
  it('is shown with its issuer, its name and its last day', async () => {
    anAccount();
    const { port, ca } = await serveTls('server');

    const test = await run(`https://127.0.0.1:${port}/c/x`, { authorities: ca });

    const tls = test.steps.find(({ key }) => key === 'tls');
    expect(tls?.state).toBe('passed');
    expect(tls?.evidence).toEqual(
      expect.arrayContaining([
        { label: 'Emitido por', value: 'CA de teste' },
        { label: 'Válido até', value: '31/12/2049' },
      ]),
    );
  });
});

describe('the mark of a test', () => {
  it('is good for its own account alone', () => {
    const { mark } = tests.open(LISTENER_ACCOUNT);
    const target = `${ACCOUNT_PATH}?${mark.name}=${mark.value}`;

    const ofOther = tests.take(target, LISTENER_ACCOUNT + 1);
    const ofOwn = tests.take(target, LISTENER_ACCOUNT);

    expect([ofOther, typeof ofOwn]).toEqual([undefined, 'function']);
  });

  it('is known to a request that a proxy delivers a second time, after the test', async () => {
    const url = await startListening();
    const test = tests.open(LISTENER_ACCOUNT);
    const marked = `${url}?${test.mark.name}=${test.mark.value}`;

    for (const body of ['notification=x', 'notification=x'])
      await fetch(marked, { method: 'POST', body });
    const rows = await inbox.list({ limit: 5 });

    expect(rows.map(({ isTest, state }) => [isTest, state])).toEqual([
      [true, 'ignored'],
      [true, 'ignored'],
    ]);
    expect(test.arrival()?.id).toBe(rows.at(-1)?.id);
  });

  it('that nobody gave out leaves a callback what it is', async () => {
    const url = await startListening();

    await fetch(`${url}?teste=${'0'.repeat(32)}`, { method: 'POST', body: 'notification=x' });
    const [row] = await inbox.list({ limit: 1 });

    expect(row).toMatchObject({ isTest: false, state: 'new' });
  });
});
