import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pixDefinition } from '../../../main/gateways/pix/definition.ts';
import type { GatewayAccount } from '../../../main/gateways/gateway.ts';
import { fixture, NOTHING, ourPix, recorded } from './fixture.ts';
import { callback, openReplayBench, SECRETS, type ReplayBench } from './replay-bench.ts';
import { END_TO_END_ID, PIX_KEY, TXID } from './samples.ts';

const SECOND = `E${'2'.repeat(31)}`;
const pixPath = (id: string) => `/pix/${id}`;

describe('a callback', () => {
  let bench: ReplayBench;
  beforeEach(async () => {
    bench = await openReplayBench('efi');
    bench.server.play(bench.route('GET', pixPath(END_TO_END_ID)), recorded('pix'));
    bench.server.play(bench.route('GET', pixPath(SECOND)), NOTHING);
  });
  afterEach(() => bench.server.close());
  const entry = (endToEndId: string, changed: object = {}) => ({
    endToEndId,
    txid: TXID,
    valor: '99.90',
    ...changed,
  });
  const read = (body: unknown) => bench.gateway.readCallback(callback(body), bench.context);

  it.each([
    ['as the standard wraps it', fixture('callback-efi').body],
    ['as a bare list', [entry(END_TO_END_ID)]],
    ['told twice in one', { pix: [entry(END_TO_END_ID), entry(END_TO_END_ID)] }],
    [
      'beside a Pix that was sent',
      { pix: [entry(END_TO_END_ID), entry(SECOND, { tipo: 'SOLICITACAO' })] },
    ],
    ['beside something else', { pix: [{ saldo: 1 }, entry(END_TO_END_ID)] }],
  ])('is asked for at the bank, %s', async (_what, body) => {
    const reading = await read(body);

    expect(reading).toMatchObject({
      reading: 'events',
      events: [{ eventKey: `${END_TO_END_ID}:paid`, target: { gatewayId: TXID } }],
      parsed: { endToEndId: END_TO_END_ID, txid: TXID },
    });
    expect(bench.server.requestsTo(bench.route('GET', pixPath(END_TO_END_ID)))).toHaveLength(1);
  });

  it('says what the bank says, and not what it says itself', async () => {
    const reading = await read({ pix: [entry(END_TO_END_ID, { txid: 'x', valor: '1.00' })] });

    expect(reading).toMatchObject({ events: [{ payment: { amountCents: 9_990 } }] });
  });

  it('of several Pix tells of those that the bank knows', async () => {
    const reading = await read({ pix: [entry(SECOND), entry(END_TO_END_ID)] });

    expect(reading).toMatchObject({
      reading: 'events',
      events: [{ payment: { paymentKey: END_TO_END_ID } }],
      parsed: { unknown: SECOND },
    });
  });

  it('about nothing that the bank knows is unknown', async () => {
    expect((await read({ pix: [entry(SECOND)] })).reading).toBe('unknown-token');
  });

  it('waits whole while the bank does not answer for one of its Pix', async () => {
    bench.server.play(bench.route('GET', pixPath(SECOND)), { status: 503, body: {} });

    expect((await read({ pix: [entry(END_TO_END_ID), entry(SECOND)] })).reading).toBe(
      'unreachable',
    );
  });

  it.each([
    ['the trial of an address', { evento: 'teste_webhook', data_criacao: '2026-11-21' }],
    ['a Pix that the account sent', { pix: [entry(SECOND, { gnExtras: { idEnvio: 'abc' } })] }],
    ['no Pix at all', { pix: [] }],
  ])('that is %s tells nothing, and asks nothing', async (_what, body) => {
    const reading = await read(body);

    expect(reading).toMatchObject({ reading: 'events', events: [] });
    expect(bench.server.requests).toEqual([]);
  });

  it.each([
    ['text', 'hello'],
    ['a recurrence', { recs: [] }],
    ['an id that would leave the address', { pix: [entry('../../oauth/token')] }],
    ['more Pix than can be asked for', { pix: Array.from({ length: 201 }, () => entry(SECOND)) }],
  ])('with %s is unreadable', async (_what, body) => {
    expect((await read(body)).reading).toBe('unreadable');
    expect(bench.server.requests).toEqual([]);
  });

  it('is about its first Pix, so that its keys are known before it is asked for', async () => {
    const one = callback(fixture('callback-efi').body);

    const reading = await bench.gateway.readCallback(one, bench.context);

    const keys = reading.reading === 'events' ? reading.events.map(({ eventKey }) => eventKey) : [];
    expect(bench.gateway.topicOf?.(one)).toBe(END_TO_END_ID);
    expect(keys.filter((key) => !key.startsWith(`${END_TO_END_ID}:`))).toEqual([]);
    expect(bench.gateway.topicOf?.(callback('hello'))).toBeUndefined();
  });

  it('tells of a devolução under keys of the same Pix', async () => {
    const devolucoes = [{ id: 'd1', valor: '99.90', status: 'DEVOLVIDO' }];
    bench.server.play(bench.route('GET', pixPath(END_TO_END_ID)), {
      status: 200,
      body: ourPix({ devolucoes }),
    });

    const reading = await read(fixture('callback-efi').body);

    expect(reading).toMatchObject({ events: [{ kind: 'paid' }, { kind: 'refunded' }] });
  });
});

describe('the secret of a callback (efi 6.4)', () => {
  const account = (profile: string, secret: string | undefined): GatewayAccount => ({
    environment: 'production',
    profile,
    credential: (name) => (name === `production-${profile}-callback-secret` ? secret : undefined),
  });
  const secret = SECRETS.callback;

  it.each([
    ['the right one', `/c/x?hmac=${secret}&ignorar=/pix`, 'efi', secret, 'ok'],
    ['another one', '/c/x?hmac=x&ignorar=/pix', 'efi', secret, 'wrong'],
    ['none', '/c/x/pix', 'efi', secret, 'wrong'],
    ['any, where the account has none', '/c/x?hmac=x', 'efi', undefined, 'none'],
    ['any, at a bank that takes none', '/c/x/pix', 'bb', secret, 'none'],
  ])('is checked with %s', (_what, path, profile, known, answer) => {
    const checked = pixDefinition.checkCallback?.({ path, headers: {} }, account(profile, known));

    expect(checked).toBe(answer);
  });
});

describe('the address of the callbacks', () => {
  let bench: ReplayBench;
  afterEach(() => bench.server.close());
  const url = 'https://provedor.example.com/c/0123456789';
  const route = () => bench.route('PUT', `/webhook/${PIX_KEY}`);

  it('at Efí goes with its secret, takes up the suffix and asks for no certificate check', async () => {
    bench = await openReplayBench('efi');
    bench.server.play(route(), { status: 201, body: {} });

    const outcome = await bench.gateway.registerCallbackUrl?.(url, bench.context);

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(route())).toMatchObject([
      {
        headers: { 'x-skip-mtls-checking': 'true' },
        body: { webhookUrl: `${url}?hmac=${SECRETS.callback}&ignorar=` },
      },
    ]);
  });

  it('at Efí gets a secret where the account has none, which is kept', async () => {
    bench = await openReplayBench('efi');
    bench.server.play(route(), { status: 201, body: {} });
    const gateway = bench.open({ 'callback-secret': undefined });

    await gateway.registerCallbackUrl?.(url, bench.context);

    const made = bench.kept.get('homologation-efi-callback-secret') ?? '';
    expect(made).toMatch(/^[0-9a-f]{32}$/);
    expect(bench.server.requestsTo(route())[0]?.body).toEqual({
      webhookUrl: `${url}?hmac=${made}&ignorar=`,
    });
  });

  it('at Banco do Brasil goes as it is, the key encoded', async () => {
    bench = await openReplayBench('bb');
    const key = '+5561912345678';
    bench.server.play(bench.route('PUT', '/webhook/%2B5561912345678'), { status: 200, body: {} });

    const outcome = await bench.open({ 'pix-key': key }).registerCallbackUrl?.(url, bench.context);

    const [put] = bench.server.requests.slice(1);
    expect(outcome).toEqual({ ending: 'done' });
    expect(put?.body).toEqual({ webhookUrl: url });
    expect(put?.headers).not.toHaveProperty('x-skip-mtls-checking');
  });

  it('that Banco do Brasil refuses says which ways in cannot carry it', async () => {
    bench = await openReplayBench('bb');
    const body = { type: 'x/WebhookOperacaoInvalida', title: 'Webhook inválido.', status: 400 };
    bench.server.play(route(), { status: 400, body });

    const outcome = await bench.gateway.registerCallbackUrl?.(url, bench.context);

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: {
        code: 'callback-url-refused',
        text: expect.stringMatching(/^Webhook inválido\. .*túnel, proxy ou DDNS/) as string,
      },
    });
  });

  it.each([
    ['http', 'http://provedor.example.com/c/x', 'callback-url-insecure'],
    ['no address', 'provedor', 'callback-url-insecure'],
    [
      'more than 140 characters',
      `https://provedor.example.com/${'x'.repeat(120)}`,
      'callback-url-too-long',
    ],
  ])('is not sent where it is %s', async (_what, address, code) => {
    bench = await openReplayBench('bb');

    const outcome = await bench.gateway.registerCallbackUrl?.(address, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { level: 'account', code } });
    expect(bench.server.requests).toEqual([]);
  });
});
