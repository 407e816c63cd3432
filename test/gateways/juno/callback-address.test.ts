import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixture, recorded } from './fixture.ts';
import { at, openReplayBench, type ReplayBench } from './replay-bench.ts';

const URL_NOW = 'https://provedor.example.com/cb/novo';
const SECRET = String(fixture('webhook').body['secret']);
/** Without its key, as a list may tell it. */
const LISTED: Readonly<Record<string, unknown>> = { ...fixture('webhook').body, secret: null };
const ID = String(LISTED['id']);
const LIST = at('GET /notifications/webhooks');
const CREATE = at('POST /notifications/webhooks');
const UPDATE = at(`PATCH /notifications/webhooks/${ID}`);
const REMOVE = at(`DELETE /notifications/webhooks/${ID}`);
const EVENTS = ['PAYMENT_NOTIFICATION', 'CHARGE_STATUS_CHANGED'];
const KEPT = 'homologation-webhook-secret';

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
  bench.server.play(CREATE, recorded('webhook'));
  bench.server.play(UPDATE, recorded('webhook'));
  bench.server.play(REMOVE, { status: 204, body: undefined });
});
afterEach(() => bench.server.close());

const holding = (...webhooks: readonly unknown[]) =>
  bench.server.play(LIST, { status: 200, body: { _embedded: { webhooks }, _links: {} } });
const register = (url = URL_NOW, gateway = bench.gateway) =>
  gateway.registerCallbackUrl?.(url, bench.context);

describe('the address of the callbacks', () => {
  it('is made, and its key kept', async () => {
    holding();

    const outcome = await register();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(CREATE)).toMatchObject([
      { body: { url: URL_NOW, eventTypes: EVENTS } },
    ]);
    expect(bench.kept.get(KEPT)).toBe(SECRET);
  });

  it('is only switched on where it is there and its key known', async () => {
    holding(LISTED);
    const gateway = bench.open({ [KEPT]: SECRET });

    const outcome = await register(URL_NOW, gateway);

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(UPDATE)).toMatchObject([
      { body: { status: 'ACTIVE', eventTypes: EVENTS } },
    ]);
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it('gives its key where the list tells it', async () => {
    holding({ ...LISTED, secret: SECRET });

    await register();

    expect(bench.kept.get(KEPT)).toBe(SECRET);
    expect(bench.server.requestsTo(REMOVE)).toHaveLength(0);
  });

  it('is made anew where its key is not known', async () => {
    holding(LISTED);

    const outcome = await register();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(REMOVE)).toHaveLength(1);
    expect(bench.kept.get(KEPT)).toBe(SECRET);
  });

  it('replaces ours under the host that we had before', async () => {
    holding({ ...LISTED, url: 'https://antigo.example.com/cb/novo' });

    const outcome = await register();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(REMOVE)).toHaveLength(1);
    expect(bench.server.requestsTo(CREATE)).toHaveLength(1);
  });

  it('takes nothing from another system unless the account says so, and names it', async () => {
    holding({ ...LISTED, url: 'https://loja.example.com/juno' });

    const outcome = await register();

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: {
        code: 'callback-taken',
        text: expect.stringContaining('loja.example.com') as string,
      },
    });
    expect(bench.server.requests.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });

  it('switches another system off where the account says so', async () => {
    holding({ ...LISTED, url: 'https://loja.example.com/juno' });
    const gateway = bench.open({ 'homologation-takes-callbacks': 'sim' });

    const outcome = await register(URL_NOW, gateway);

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(UPDATE)).toMatchObject([
      { body: { status: 'INACTIVE', eventTypes: EVENTS } },
    ]);
    expect(bench.server.requestsTo(CREATE)).toHaveLength(1);
  });

  it.each([
    ['is inactive', { status: 'INACTIVE' }],
    ['hears of other things', { eventTypes: [{ name: 'TRANSFER_STATUS_CHANGED' }] }],
  ])('stands beside another one that %s', async (_what, changed) => {
    holding({ ...LISTED, url: 'https://loja.example.com/juno', ...changed });

    const outcome = await register();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(UPDATE)).toHaveLength(0);
  });

  it('must be https', async () => {
    const outcome = await register('http://provedor.example.com/cb/novo');

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: { code: 'callback-url-invalid' },
    });
    expect(bench.server.requests).toHaveLength(0);
  });

  it('is unknown when the list cannot be read, and makes nothing', async () => {
    bench.server.play(LIST, { status: 200, body: {} });

    const outcome = await register();

    expect(outcome?.ending).toBe('unknown');
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it('is made although its key was not told', async () => {
    holding();
    bench.server.play(CREATE, recorded('webhook', { secret: null }));

    const outcome = await register();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.kept.has(KEPT)).toBe(false);
  });

  it('is told as refused with the words of Juno', async () => {
    holding();
    bench.server.play(CREATE, { status: 400, body: { details: [{ message: 'URL inválida' }] } });

    const outcome = await register();

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { text: 'URL inválida' } });
  });
});
