import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pixDefinition } from '../../../main/gateways/pix/definition.ts';
import type { Reply } from '../../support/replay-server.ts';
import { fixture, recorded } from './fixture.ts';
import { NOW, openReplayBench, token, TOKEN_ROUTE, type ReplayBench } from './replay-bench.ts';
import { AT_GATEWAY, CHARGE, TXID, UNKNOWN } from './samples.ts';

let bench: ReplayBench;
let PUT: string;
let GET: string;
beforeEach(async () => {
  bench = await openReplayBench('bb');
  PUT = bench.route('PUT', `/cobv/${TXID}`);
  GET = bench.route('GET', `/cobv/${TXID}`);
});
afterEach(() => bench.server.close());

const HTML = '<html>Bad gateway</html>';
const REFUSED_TOKEN = { status: 401, body: fixture('error-bb-token').body };

describe('an issue whose ending nobody knows', () => {
  it.each<[string, Reply]>([
    ['an HTML page with status 200', { status: 200, html: HTML }],
    ['an HTML page with status 404', { status: 404, html: HTML }],
    ['a page that calls itself JSON', { status: 200, html: '{"txid":' }],
    ['JSON of another shape', { status: 201, body: { ok: true } }],
    ['an internal error', { status: 500, body: { title: 'ErroInternoDoServidor' } }],
    ['an XML fault', { status: 500, html: '<?xml version="1.0"?><fault/>' }],
    [
      'a service that is away',
      { status: 503, body: { type: 'x/ServicoIndisponivel', title: 'x' } },
    ],
    [
      'a time-out of theirs',
      { status: 504, body: { type: 'x/IndisponibilidadePorTempoEsgotado' } },
    ],
    ['a request time-out', { status: 408, body: {} }],
    ['a cut answer', 'truncated'],
    ['a lost connection', 'reset'],
    ['silence', 'nothing'],
  ])('after %s is unknown, and is not sent again', async (_what, reply) => {
    bench.server.play(PUT, reply);

    const outcome = await bench.hasty.issue(CHARGE, bench.context);

    expect(outcome.ending).toBe('unknown');
    expect(bench.server.requestsTo(PUT)).toHaveLength(1);
    expect(bench.createdIds).toEqual([]);
  });
});

describe('an issue that surely did not happen', () => {
  it.each<[string, Reply, string]>([
    ['429', { status: 429, body: {}, headers: { 'retry-after': '120' } }, 'rate-limited'],
    ['403', { status: 403, body: { type: 'x/AcessoNegado', title: 'Sem escopo' } }, 'credentials'],
    ['a firewall page with 403', { status: 403, html: HTML }, 'credentials'],
  ])('after %s is not sent', async (_what, reply, reason) => {
    bench.server.play(PUT, reply);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason });
  });

  it('says when to come back', async () => {
    bench.server.play(PUT, { status: 429, body: {}, headers: { 'retry-after': '120' } });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ retryAfterMs: 120_000 });
  });

  it.each<[string, Reply, string]>([
    ['refused', { status: 401, body: fixture('error-bb-token').body }, 'credentials'],
    ['refused for its scopes', recorded('error-oauth'), 'credentials'],
    ['given without a code', { status: 200, body: {} }, 'refused-before-processing'],
    ['lost', 'reset', 'no-network'],
    ['a page', { status: 502, html: HTML }, 'no-network'],
  ])('when its token was %s', async (_what, reply, reason) => {
    bench.server.play(TOKEN_ROUTE, reply);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason });
    expect(bench.server.requestsTo(PUT)).toEqual([]);
  });
});

describe('a token', () => {
  it('is asked for once by all who need it at one moment, and used while it holds', async () => {
    bench.server.play(PUT, recorded('cobv'));

    await Promise.all([1, 2, 3].map(() => bench.gateway.issue(CHARGE, bench.context)));
    await bench.gateway.issue(CHARGE, bench.context);

    expect(bench.server.requestsTo(TOKEN_ROUTE)).toHaveLength(1);
  });

  it('that was revoked is replaced, and the call repeated once', async () => {
    bench.server.play(TOKEN_ROUTE, token(), token({ access_token: 'newer' }));
    bench.server.play(PUT, REFUSED_TOKEN, recorded('cobv'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome.ending).toBe('registered');
    expect(bench.server.requestsTo(PUT).map(({ headers }) => headers.authorization)).toEqual([
      'Bearer planted-access-token',
      'Bearer newer',
    ]);
  });

  it('that is never taken ends the call as not sent, after two tries', async () => {
    bench.server.play(PUT, REFUSED_TOKEN);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
    expect(bench.server.requestsTo(PUT)).toHaveLength(2);
  });

  it('that lives a minute is asked for again at once: it would end on the way', async () => {
    bench.server.play(TOKEN_ROUTE, token({ expires_in: '60' }));
    bench.server.play(PUT, recorded('cobv'));

    await bench.gateway.issue(CHARGE, bench.context);
    await bench.gateway.issue(CHARGE, bench.context);

    expect(bench.server.requestsTo(TOKEN_ROUTE)).toHaveLength(2);
  });
});

describe('a question without an answer', () => {
  it.each<[string, Reply]>([
    ['an HTML page', { status: 404, html: HTML }],
    ['an internal error', { status: 500, body: {} }],
    ['silence', 'nothing'],
    ['a refusal that is no 404', { status: 400, body: { type: 'x/CobVConsultaInvalida' } }],
  ])('is never "nothing": %s', async (_what, reply) => {
    bench.server.play(GET, reply);

    const resolved = await bench.hasty.resolve(UNKNOWN, bench.context);
    const fetched = await bench.hasty.fetchCharge(AT_GATEWAY, bench.context);

    expect([resolved.found, fetched.found]).toEqual(['unreachable', 'unreachable']);
  });

  it.each<[string, Reply]>([
    ['an internal error', { status: 500, body: {} }],
    ['a cut answer', 'truncated'],
  ])('keeps a cancel, a new date and a refund from being sent: %s', async (_what, reply) => {
    bench.server.play(GET, reply);

    const outcomes = [
      await bench.gateway.cancel(AT_GATEWAY, bench.context),
      await bench.gateway.changeDueDate?.(
        { charge: AT_GATEWAY, dueOn: CHARGE.dueOn },
        bench.context,
      ),
      await bench.gateway.refund?.({ charge: AT_GATEWAY }, bench.context),
    ];

    expect(outcomes.map((outcome) => outcome?.ending)).toEqual([
      'not-sent',
      'not-sent',
      'not-sent',
    ]);
    expect(bench.server.requests.filter(({ method }) => method === 'PATCH')).toEqual([]);
  });
});

describe('an account', () => {
  it.each([
    ['without login', { 'client-secret': undefined }, 'Client ID e Client Secret'],
    ['without Pix key', { 'pix-key': '  ' }, 'chave Pix'],
    ['without application key', { 'app-key': undefined }, 'developer_application_key'],
    ['with a broken certificate', { certificate: btoa('nothing') }, 'não é um certificado'],
  ])('%s says so at every call, and sends nothing', async (_what, settings, text) => {
    const gateway = bench.open(settings);

    const outcomes = [
      await gateway.testCredentials(bench.context),
      await gateway.issue(CHARGE, bench.context),
      await gateway.resolve(UNKNOWN, bench.context),
    ];

    expect(outcomes).toMatchObject([
      { ending: 'not-sent', reason: 'credentials', text: expect.stringContaining(text) as string },
      { ending: 'not-sent', reason: 'credentials' },
      { found: 'unreachable' },
    ]);
    expect(bench.server.requests).toEqual([]);
  });

  it.each([
    ['in production', 'production', 'bb', true],
    ['in homologação at Banco do Brasil', 'homologation', 'bb', false],
    ['in homologação at Efí', 'homologation', 'efi', true],
  ] as const)('%s needs a certificate: %s, %s', async (_what, environment, profile, isNeeded) => {
    const login = ['client-id', 'client-secret', 'pix-key', 'app-key'];
    const settings: Readonly<Record<string, string>> = {
      ...Object.fromEntries(login.map((name) => [name, 'x'])),
      'token-host': 'http://127.0.0.1:1',
    };
    const gateway = pixDefinition.open(
      {
        environment,
        profile,
        credential: (name) => settings[name.replace(`${environment}-${profile}-`, '')],
      },
      { clock: { now: () => NOW } },
    );

    const outcome = await gateway.testCredentials(bench.context);

    const field = pixDefinition.credentialFields.find(
      ({ name }) => name === `${environment}-${profile}-certificate`,
    );
    expect(outcome).toMatchObject({
      ending: 'not-sent',
      reason: isNeeded ? 'credentials' : 'no-network',
    });
    expect(field?.isRequired).toBe(isNeeded);
  });

  it.each([
    ['http on another host', 'http://api-pix.bb.com.br'],
    ['no address', 'api-pix.bb.com.br'],
  ])('is refused for %s', (_what, baseUrl) => {
    const open = () =>
      pixDefinition.open(
        { environment: 'production', profile: 'bb', baseUrl, credential: () => undefined },
        { clock: { now: () => NOW } },
      );

    expect(open).toThrow(expect.objectContaining({ code: 'invalid-input' }) as Error);
  });
});
