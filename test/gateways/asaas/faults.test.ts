import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import { asaasDefinition } from '../../../main/gateways/asaas/definition.ts';
import type { Reply } from '../../support/replay-server.ts';
import { fixture, listed, recorded } from './fixture.ts';
import { openReplayBench, type ReplayBench } from './replay-bench.ts';
import { CHARGE, GROUP } from './samples.ts';

const CREATE = 'POST /payments';
const LIST = 'GET /payments';
const FIXED_CLOCK = { now: () => instant('2026-11-21T13:00:00Z') };

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
  bench.server.play('GET /customers', listed([fixture('customer').body]));
  bench.server.play(LIST, listed([]));
});
afterEach(() => bench.server.close());

describe('a creation whose ending nobody knows', () => {
  it.each<[string, Reply]>([
    ['an HTML page with status 200', { status: 200, html: '<html>ok</html>' }],
    ['an HTML page with status 404', { status: 404, html: '<html>not here</html>' }],
    ['an internal error', { status: 500, body: { errors: [] } }],
    ['a bad gateway page', { status: 502, html: '<html>Bad gateway</html>' }],
    ['a request time-out', { status: 408, body: {} }],
    ['a cut answer', 'truncated'],
    ['a reset connection', 'reset'],
    ['a redirect', { status: 302, body: {}, headers: { location: '/elsewhere' } }],
    ['JSON of another shape', { status: 200, body: { object: 'payment' } }],
  ])('is unknown after %s, and is not repeated', async (_what, reply) => {
    bench.server.play(CREATE, reply);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome.ending).toBe('unknown');
    expect(bench.server.requestsTo(CREATE)).toHaveLength(1);
    expect(bench.createdIds).toEqual([]);
  });

  it('is unknown when no answer comes in time', async () => {
    bench.server.play(CREATE, 'nothing');

    const outcome = await bench.hasty.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'unknown',
      text: expect.stringContaining('a tempo') as string,
    });
  });

  it('is unknown for a carnê as well', async () => {
    bench.server.play('POST /installments', 'reset');

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(outcome.ending).toBe('unknown');
    expect(bench.server.requestsTo('POST /installments')).toHaveLength(1);
  });
});

describe('a call that surely was not sent', () => {
  it.each<[string, Reply]>([
    ['has no ending', 'reset'],
    ['is an internal error', { status: 500, body: {} }],
    ['is refused', { status: 400, body: { errors: [] } }],
    ['has no known shape', { status: 200, body: {} }],
  ])('is not sent when the look-up of its reference %s', async (_what, reply) => {
    bench.server.play(LIST, reply);

    const outcomes = [
      await bench.gateway.issue(CHARGE, bench.context),
      await bench.gateway.issueGroup(GROUP, bench.context),
    ];

    expect(outcomes.map(({ ending }) => ending)).toEqual(['not-sent', 'not-sent']);
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it('is not sent when the search of its customer cannot be read', async () => {
    bench.server.play('GET /customers', listed([{ name: 'without id' }]));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'refused-before-processing' });
  });

  it('is not sent when nobody listens at the address', async () => {
    await bench.server.close();

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'no-network' });
    bench = await openReplayBench();
  });

  it('is not sent when the call is stopped before it leaves', async () => {
    const outcome = await bench.gateway.issue(CHARGE, {
      ...bench.context,
      signal: AbortSignal.abort(),
    });

    expect(outcome.ending).toBe('not-sent');
    expect(bench.server.requests).toHaveLength(0);
  });

  it.each([[undefined], [' '], ['two words'], ['line\nbreak']])(
    'is not sent with the key %j, and asks nobody',
    async (key) => {
      const gateway = bench.open({ 'homologation-access-token': key });

      const outcome = await gateway.testCredentials(bench.context);

      expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
      expect(bench.server.requests).toHaveLength(0);
    },
  );

  it.each([
    ['retry-after', '120', 120_000],
    ['ratelimit-reset', '45', 45_000],
  ])('waits as long as %s says after 429', async (header, value, retryAfterMs) => {
    bench.server.play(CREATE, { status: 429, body: {}, headers: { [header]: value } });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'rate-limited', retryAfterMs });
  });

  it('says in words that the key is of the other environment', async () => {
    bench.server.play(LIST, recorded('error-environment'));

    const outcome = await bench.gateway.testCredentials(bench.context);

    expect(outcome).toMatchObject({
      ending: 'not-sent',
      reason: 'credentials',
      text: expect.stringContaining('outro ambiente') as string,
    });
  });

  it('is not sent after the page of a proxy with status 403', async () => {
    bench.server.play(LIST, { status: 403, html: '<html>CloudFront</html>' });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'not-sent',
      reason: 'credentials',
      text: expect.stringContaining('IPs') as string,
    });
  });
});

describe('a refusal', () => {
  it('is rejected with the text of Asaas', async () => {
    bench.server.play(CREATE, recorded('error-below-floor'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: {
        level: 'data',
        code: 'field-invalid',
        text: expect.stringContaining('R$ 5,00') as string,
      },
    });
    expect(bench.attempts.at(-1)).toMatchObject({ httpStatus: 400, statusError: 'invalid_object' });
  });
});

describe('the address', () => {
  it.each([
    ['a simulator account without one', 'simulator', undefined],
    ['an unencrypted one', 'production', 'http://api.asaas.example/v3'],
    ['no address at all', 'production', 'asaas'],
  ] as const)('is refused for %s', (_what, environment, baseUrl) => {
    const open = () =>
      asaasDefinition.open(
        { environment, credential: () => 'x', ...(baseUrl !== undefined && { baseUrl }) },
        { clock: FIXED_CLOCK },
      );

    expect(open).toThrow(expect.objectContaining({ code: 'invalid-input' }) as Error);
  });
});
