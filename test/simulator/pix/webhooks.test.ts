import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns } from '../harness.ts';
import { startReceiver, type Receiver } from '../receiver.ts';
import { cob, KEY, txidOf } from './bodies.ts';
import { makeCertificates } from './certificates.ts';
import { startPix, withKey, type PixClient, type PixId } from './client.ts';

let pix: PixClient;
let receiver: Receiver;

beforeEach(async () => {
  receiver = await startReceiver();
});

afterEach(async () => {
  await pix.close();
  await receiver.close();
});

const banks: readonly PixId[] = ['pix-bb', 'pix-efi'];

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** The first Pix of a callback. */
const told = (post: { readonly body: string } | undefined): Told =>
  (JSON.parse(post?.body ?? '') as { readonly pix: readonly [Told] }).pix[0];

type Told = Readonly<Record<string, unknown>> & { readonly endToEndId: string };

/** Callbacks about Pix; what a bank posts to try a URL is not among them. */
const pixPosts = () => receiver.posts.filter(({ body }) => body.includes('"pix"'));

describe.each(banks)('the webhook of %s', (id) => {
  const register = (url = receiver.url) =>
    pix.pix('PUT', `/webhook/${encodeURIComponent(KEY)}`, { webhookUrl: url });

  const payOne = async (n = 1) => {
    await pix.pix('PUT', `/cob/${txidOf(n)}`, cob);
    await pix.on('POST', `/charges/${txidOf(n)}/pay`);
    await pix.simulator.whenIdle();
  };

  it('is kept per key, shown, listed and taken back', async () => {
    pix = await startPix(id);

    const put = await register();
    const shown = await pix.pix('GET', `/webhook/${KEY}`);
    const listed = await pix.pix('GET', '/webhook');
    const otherKey = await pix.pix('PUT', '/webhook/outra@provedor.example', {
      webhookUrl: receiver.url,
    });
    const removed = await pix.pix('DELETE', `/webhook/${KEY}`);
    const gone = await pix.pix('GET', `/webhook/${KEY}`);

    expect(put.status).toBe(200);
    expect(shown.body).toMatchObject({ webhookUrl: receiver.url, chave: KEY });
    expect(columns(listed.body.webhooks, 'chave')).toEqual([[KEY]]);
    expect([otherKey.status, removed.status, gone.status]).toEqual([400, 204, 404]);
  });

  it('is told of a Pix at the registered URL and /pix', async () => {
    pix = await startPix(id);
    await register();

    await payOne();

    const [post] = pixPosts();
    expect(post?.path).toBe('/callbacks/efi/pix');
    expect(post?.contentType).toContain('application/json');
    expect(told(post)).toMatchObject({ txid: txidOf(1), valor: '99.90', chave: KEY });
  });

  it('swallows the suffix in a query', async () => {
    pix = await startPix(id);
    await register(`${receiver.url}?hmac=SECRET&ignorar=`);

    await payOne();

    expect(pixPosts()[0]?.path).toBe('/callbacks/efi?hmac=SECRET&ignorar=/pix');
  });

  it('is told nothing of a Pix without txid, but of one with a short txid', async () => {
    pix = await startPix(id);
    await register();

    await pix.on('POST', '/charges/***/pay', { amountCents: 100 });
    await pix.on('POST', '/charges/FAT1/pay', { amountCents: 200 });
    await pix.simulator.whenIdle();

    expect(pixPosts().map((post) => told(post)['txid'])).toEqual(['FAT1']);
  });

  it('is told of a refund once it is final', async () => {
    pix = await startPix(id);
    await register();
    await payOne();
    const { endToEndId } = told(pixPosts()[0]);

    await pix.pix('PUT', `/pix/${endToEndId}/devolucao/dev1`, { valor: '9.90' });
    await pix.control('POST', '/clock', { advanceMs: 60_000 });

    const posts = pixPosts();
    expect(posts).toHaveLength(2);
    expect(told(posts[1])).toMatchObject({
      endToEndId,
      devolucoes: [{ id: 'dev1', valor: '9.90', status: 'DEVOLVIDO' }],
    });
  });

  it('is tried again after 5, 10, 20 minutes until it answers', async () => {
    pix = await startPix(id);
    await register();
    receiver.answerWith((response) => response.writeHead(503).end());
    await payOne();
    await pix.control('POST', '/clock', { advanceMs: 16 * 60_000 });
    receiver.answerWith((response) => response.writeHead(200).end());

    await pix.control('POST', '/clock', { advanceMs: DAY_MS });

    const { body } = await pix.on('GET', '/charges');
    const [callback] = body.charges[0].callbacks;
    expect(columns(callback.attempts, 'httpStatus')).toEqual([[503], [503], [503], [200]]);
    expect(callback.state).toBe('delivered');
    expect(pixPosts()).toHaveLength(4);
  });

  it('is given up after the last try and can be sent again', async () => {
    pix = await startPix(id);
    await register();
    receiver.answerWith((response) => response.writeHead(500).end());
    await payOne();
    await pix.control('POST', '/clock', { advanceMs: 60 * DAY_MS });
    const tries = pixPosts().length;
    receiver.answerWith((response) => response.writeHead(200).end());

    await pix.on('POST', '/callbacks/resend', { ids: [txidOf(1)] });
    await pix.simulator.whenIdle();

    expect(tries).toBe(id === 'pix-efi' ? 11 : 10);
    expect(pixPosts()).toHaveLength(tries + 1);
  });

  it('comes twice, or not, as a fault wants it', async () => {
    pix = await startPix(id);
    await register();
    const faults = [
      { gateway: id, kind: 'duplicate', count: 1 },
      { gateway: id, kind: 'lose', count: 1 },
    ];
    await pix.control('PUT', '/faults', { faults: faults.slice(0, 1) });
    await payOne(1);
    await pix.control('PUT', '/faults', { faults: faults.slice(1) });
    await payOne(2);

    expect(pixPosts().map((post) => told(post)['txid'])).toEqual([txidOf(1), txidOf(1)]);
  });

  it('keeps what is due over a restart', async () => {
    pix = await startPix(id);
    await register();
    receiver.answerWith((response) => response.writeHead(500).end());
    await payOne();
    receiver.answerWith((response) => response.writeHead(200).end());

    await pix.restart();
    await pix.control('POST', '/clock', { advanceMs: HOUR_MS });

    expect(pixPosts()).toHaveLength(2);
  });

  it('refuses a URL that is none or that is open on the net', async () => {
    pix = await startPix(id);

    const none = await register('not a url');
    const open = await register('http://provedor.example/pix');

    expect([none.status, open.status]).toEqual([400, 400]);
  });
});

describe('Banco do Brasil', () => {
  it('takes a URL of 140 characters at most', async () => {
    pix = await startPix('pix-bb');
    const url = `https://provedor.example/${'x'.repeat(120)}`;

    const { status } = await pix.pix('PUT', `/webhook/${KEY}`, { webhookUrl: url });

    expect(status).toBe(400);
    expect(withKey('pix-bb', '/x')).toContain('gw-dev-app-key');
  });
});

describe('Efí', () => {
  it('tries the URL before it keeps it', async () => {
    pix = await startPix('pix-efi');
    receiver.answerWith((response) => response.writeHead(500).end());

    const refused = await pix.pix('PUT', `/webhook/${KEY}`, { webhookUrl: receiver.url });
    const shown = await pix.pix('GET', `/webhook/${KEY}`);

    expect(refused.status).toBe(400);
    expect(refused.body.nome).toBe('webhook_invalido');
    expect(shown.status).toBe(404);
    expect(receiver.posts.map(({ path }) => path)).toEqual(['/callbacks/efi']);
  });

  it('sends a Pix again when it is asked to', async () => {
    pix = await startPix('pix-efi');
    await pix.pix('PUT', `/webhook/${KEY}`, { webhookUrl: receiver.url });
    await pix.on('POST', '/charges/FAT1/pay', { amountCents: 200 });
    await pix.simulator.whenIdle();
    const { endToEndId } = told(pixPosts()[0]);
    const body = { tipo: 'PIX_RECEBIDO', e2eids: [endToEndId] };

    const asked = await pix.pix('POST', '/gn/webhook/reenviar', body);
    await pix.simulator.whenIdle();

    expect(asked.status).toBe(202);
    expect(pixPosts()).toHaveLength(2);
  });

  it('tells fee, payer and Pix without txid when the account wants it', async () => {
    pix = await startPix('pix-efi');
    await pix.pix('PUT', `/webhook/${KEY}`, { webhookUrl: receiver.url });
    const webhook = {
      notificacao: { tarifa: true, pagador: true },
      notificar: { pixSemTxid: true },
    };
    await pix.pix('PUT', '/gn/config', {
      pix: { chaves: { [KEY]: { recebimento: { webhook } } } },
    });

    await pix.on('POST', '/charges/***/pay', { amountCents: 100 });
    await pix.simulator.whenIdle();

    expect(told(pixPosts()[0])['gnExtras']).toEqual({
      pagador: { cpf: '11144477735', nome: 'PAGADOR SIMULADO', codigoBanco: '999' },
      tarifa: '0.01',
    });
  });
});

describe('Efí and a server that asks for certificates', () => {
  const { ca, server, client } = makeCertificates();
  let listener: Server;

  const listenTls = (rejectUnauthorized: boolean): Promise<string> => {
    listener = createServer(
      { key: server.key, cert: server.cert, ca: ca.cert, requestCert: true, rejectUnauthorized },
      (request, response) => {
        request.resume().on('end', () => response.writeHead(200).end());
      },
    );
    return new Promise((resolve) =>
      listener.listen(0, '127.0.0.1', () => {
        const { port } = listener.address() as AddressInfo;
        resolve(`https://127.0.0.1:${port}/pix`);
      }),
    );
  };

  afterEach(() => {
    listener.closeAllConnections();
    listener.close();
  });

  /** PUT without the header that skips the check. */
  const register = async (webhookUrl: string) =>
    pix.raw('PUT', `/v2/webhook/${KEY}`, {
      headers: {
        authorization: `Bearer ${await pix.token()}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ webhookUrl }),
    });

  it.each([
    ['takes one that turns strangers away', true, 200],
    ['refuses one that lets everybody in', false, 400],
  ])('%s', async (_, turnsAway, status) => {
    const tls = { port: 0, key: client.key, cert: client.cert, clientCa: ca.cert };
    pix = await startPix('pix-efi', { tls });

    const answer = await register(await listenTls(turnsAway));

    expect(answer.status).toBe(status);
  });
});
