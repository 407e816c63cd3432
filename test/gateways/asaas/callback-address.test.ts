import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asaasDefinition } from '../../../main/gateways/asaas/definition.ts';
import type { GatewayAccount } from '../../../main/gateways/gateway.ts';
import { fixture, listed, recorded } from './fixture.ts';
import { CALLBACK_TOKEN, openReplayBench, type ReplayBench } from './replay-bench.ts';

const URL = 'https://provedor.example.com/cb/novo';
const OWN = fixture('webhook-config').body;
const LIST = 'GET /webhooks';
const CREATE = 'POST /webhooks';
const UPDATE = `PUT /webhooks/${String(OWN['id'])}`;
const BACKOFF = `POST /webhooks/${String(OWN['id'])}/removeBackoff`;

describe('the address of the callbacks', () => {
  let bench: ReplayBench;
  beforeEach(async () => {
    bench = await openReplayBench();
    bench.server.play(CREATE, recorded('webhook-config'));
    bench.server.play(UPDATE, recorded('webhook-config'));
    bench.server.play(BACKOFF, recorded('webhook-config'));
  });
  afterEach(() => bench.server.close());
  const register = () => bench.gateway.registerCallbackUrl?.(URL, bench.context);

  it('is made beside those of others, with the secret', async () => {
    bench.server.play(LIST, listed([{ ...OWN, name: 'ERP', url: 'https://erp.example.com/x' }]));

    const outcome = await register();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(CREATE)).toMatchObject([
      {
        body: {
          name: 'Baixa',
          url: URL,
          email: 'financeiro@provedor.example',
          enabled: true,
          interrupted: false,
          apiVersion: 3,
          authToken: CALLBACK_TOKEN,
          events: expect.arrayContaining(['PAYMENT_CONFIRMED', 'PAYMENT_RECEIVED']) as string[],
        },
      },
    ]);
  });

  it('replaces our own old address and clears its penalty', async () => {
    bench.server.play(LIST, listed([OWN]));

    const outcome = await register();

    expect(outcome).toEqual({ ending: 'done' });
    const [update] = bench.server.requestsTo(UPDATE);
    expect(update?.body).toMatchObject({ url: URL, enabled: true, interrupted: false });
    expect(update?.body).not.toHaveProperty('email');
    expect(bench.server.requestsTo(BACKOFF)).toHaveLength(1);
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it('prefers the entry that has the address already, whatever its name', async () => {
    const same = { ...OWN, id: 'w-1', name: 'by hand', url: URL, interrupted: false };
    bench.server.play(LIST, listed([OWN, { ...same, penalizedRequestsCount: 0 }]));
    bench.server.play('PUT /webhooks/w-1', recorded('webhook-config'));

    const outcome = await register();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requests).toHaveLength(2);
  });

  it('is registered even where the penalty cannot be cleared', async () => {
    bench.server.play(LIST, listed([OWN]));
    bench.server.play(BACKOFF, { status: 404, body: undefined });

    const outcome = await register();

    expect(outcome).toEqual({ ending: 'done' });
  });

  it('needs an e-mail to be made', async () => {
    bench.server.play(LIST, listed([]));
    const gateway = bench.open({ 'homologation-callback-email': undefined });

    const outcome = await gateway.registerCallbackUrl?.(URL, bench.context);

    expect(outcome).toMatchObject({
      refusal: { level: 'account', code: 'callback-email-missing' },
    });
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it('makes nothing when the entries cannot be read', async () => {
    bench.server.play(LIST, { status: 200, body: {} });

    const outcome = await register();

    expect(outcome?.ending).toBe('unknown');
    expect(bench.server.requests).toHaveLength(1);
  });
});

describe('the secret of a callback (asaas 5.2)', () => {
  const account = (token: string | undefined): GatewayAccount => ({
    environment: 'production',
    credential: (name) => (name === 'production-callback-token' ? token : undefined),
  });

  it.each([
    ['the right one', { 'asaas-access-token': CALLBACK_TOKEN }, CALLBACK_TOKEN, 'ok'],
    ['another one', { 'asaas-access-token': 'x' }, CALLBACK_TOKEN, 'wrong'],
    ['none', {}, CALLBACK_TOKEN, 'wrong'],
    ['any, where the account has none', { 'asaas-access-token': 'x' }, undefined, 'none'],
    ['any, where the field is blank', {}, ' ', 'none'],
  ])('is checked with %s', (_what, headers, token, answer) => {
    const request = { path: '/cb/asaas', headers };

    expect(asaasDefinition.checkCallback?.(request, account(token))).toBe(answer);
  });

  it('is suggested in the form, long enough and for each environment another one', () => {
    const fields = asaasDefinition.credentialFields.filter(({ name }) =>
      name.endsWith('-callback-token'),
    );

    const suggested = fields.map(({ help }) => /[0-9a-f]{48}$/.exec(help)?.[0]);
    expect(new Set(suggested).size).toBe(3);
    expect(suggested.filter((token) => !fields[0]?.usualShape?.test(token ?? ''))).toEqual([]);
  });
});

describe('the health of the callbacks', () => {
  let bench: ReplayBench;
  beforeEach(async () => {
    bench = await openReplayBench();
  });
  afterEach(() => bench.server.close());

  it.each([
    ['is good', { enabled: true, interrupted: false }, 'running'],
    ['is that of a queue that was paused', { enabled: true, interrupted: true }, 'paused'],
    ['is that of a switch that was turned off', { enabled: false, interrupted: false }, 'paused'],
    ['is nobody’s while another address stands there', { url: 'https://x.test' }, 'not-registered'],
  ])('%s', async (_case, entry, health) => {
    bench.server.play(LIST, listed([{ ...OWN, url: URL, ...entry }]));

    expect(await bench.gateway.callbackHealth?.(URL, bench.context)).toEqual({ health });
  });

  it('is not known while Asaas does not answer', async () => {
    bench.server.play(LIST, { status: 503, body: undefined });

    const answer = await bench.gateway.callbackHealth?.(URL, bench.context);

    expect(answer?.health).toBe('unreachable');
  });
});
