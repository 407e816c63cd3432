import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import { gerencianetTokenDefinition } from '../../../main/gateways/gerencianet-token/definition.ts';
import type { Reply } from '../../support/replay-server.ts';
import { callback, fixture, recorded } from './fixture.ts';
import { DETAIL, ISSUE, openReplayBench, type ReplayBench } from './replay-bench.ts';
import { AT_GATEWAY, CHARGE } from './samples.ts';

const clock = { now: () => instant('2026-11-21T13:00:00Z') };

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

const cutDocument = { status: 200, xml: fixture('issue-answer').xml.slice(0, 300) };

describe('an issue whose ending nobody knows', () => {
  it.each<[string, Reply]>([
    ['an HTML page with status 200', { status: 200, html: '<html><body>ok</body></html>' }],
    ['an HTML page with status 404', { status: 404, html: '<html>not here</html>' }],
    ['an internal error', { status: 500, html: 'error' }],
    ['an internal error with an error in it', { ...fixture('error-key'), status: 500 }],
    ['a cut document', cutDocument],
    ['a cut answer', 'truncated'],
    ['a reset connection', 'reset'],
    ['a redirect', { status: 302, body: {}, headers: { location: '/elsewhere' } }],
    ['JSON', { status: 200, body: { statusCod: 2 } }],
    ['another status code', { status: 200, xml: '<r><statusCod>7</statusCod></r>' }],
    ['an empty answer', { status: 200, xml: '' }],
  ])('is unknown after %s, and is not repeated', async (_what, reply) => {
    bench.server.play(ISSUE, reply);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome.ending).toBe('unknown');
    expect(bench.server.requestsTo(ISSUE)).toHaveLength(1);
  });

  it('is unknown when no answer comes in time', async () => {
    bench.server.play(ISSUE, 'nothing');

    const outcome = await bench.hasty.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'unknown',
      text: expect.stringContaining('a tempo') as string,
    });
  });

  it('is clear by a code that is known, whatever the HTTP status is', async () => {
    bench.server.play(
      ISSUE,
      { ...fixture('error-already-issued'), status: 500 },
      { ...fixture('error-email'), status: 400 },
    );

    const outcomes = [
      await bench.gateway.issue(CHARGE, bench.context),
      await bench.gateway.issue(CHARGE, bench.context),
    ];

    expect(outcomes).toMatchObject([
      { ending: 'registered' },
      { ending: 'rejected', refusal: { code: 'email-invalid' } },
    ]);
  });

  it('is answered whatever the content type of a good document is', async () => {
    bench.server.play(ISSUE, { status: 200, html: fixture('issue-answer').xml });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome.ending).toBe('registered');
  });
});

describe('a call that surely was not sent', () => {
  it.each([[undefined], [''], ['  ']])('has the token %j, and asks nobody', async (token) => {
    const gateway = bench.open({ 'production-token': token });

    const outcome = await gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
    expect(bench.server.requests).toHaveLength(0);
  });

  it.each<[string, Reply]>([
    ['a refused token', recorded('error-token')],
    ['401', { status: 401, html: '<html>no</html>' }],
    ['403', { status: 403, html: '<html>no</html>' }],
  ])('is not sent after %s, and is not repeated', async (_what, reply) => {
    bench.server.play(ISSUE, reply);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
    expect(bench.server.requestsTo(ISSUE)).toHaveLength(1);
  });

  it('waits as long as Retry-After says after 429', async () => {
    bench.server.play(ISSUE, { status: 429, body: {}, headers: { 'retry-after': '120' } });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ reason: 'rate-limited', retryAfterMs: 120_000 });
  });

  it('is not sent when nobody listens at the address', async () => {
    await bench.server.close();

    const outcome = await bench.gateway.issue(CHARGE, bench.context);
    const reading = await bench.gateway.readCallback(
      callback({ xml: fixture('callback-paid').xml }),
      bench.context,
    );

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'no-network' });
    expect(reading.reading).toBe('unreachable');
    bench = await openReplayBench();
  });
});

describe('a question without a good answer', () => {
  it.each<[string, Reply]>([
    ['HTML', { status: 200, html: '<html><body>ok</body></html>' }],
    ['an internal error', { status: 503, html: 'later' }],
    ['401', { status: 401, html: 'no' }],
    ['429', { status: 429, html: 'slow' }],
    ['a cut document', { status: 200, xml: fixture('detail-paid').xml.slice(0, 200) }],
  ])('is unreachable after %s, and never nothing', async (_what, reply) => {
    bench.server.play(DETAIL, reply);

    const fetched = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);
    const reading = await bench.gateway.readCallback(
      callback({ xml: fixture('callback-paid').xml }),
      bench.context,
    );

    expect([fetched.found, reading.reading]).toEqual(['unreachable', 'unreachable']);
  });
});

describe('the addresses', () => {
  const openWith = (values: Readonly<Record<string, string>>) => () =>
    gerencianetTokenDefinition.open(
      { environment: 'production', credential: (name) => values[name] },
      { clock },
    );

  it('may be replaced each for itself, by encrypted ones alone', () => {
    expect(openWith({})).not.toThrow();
    expect(openWith({ 'production-issue-url': 'https://emissao.example.com/' })).not.toThrow();
    expect(openWith({ 'production-webservice-url': 'http://consulta.example.com' })).toThrow(
      expect.objectContaining({ code: 'invalid-input' }) as Error,
    );
  });

  it('are two: a charge is issued at one and looked up at the other', async () => {
    const other = await openReplayBench();
    bench.server.play(ISSUE, recorded('issue-answer'));
    other.server.play(DETAIL, recorded('detail-open'));
    const values: Readonly<Record<string, string>> = {
      'production-token': 'x',
      'production-issue-url': bench.server.url,
      'production-webservice-url': other.server.url,
    };
    const gateway = openWith(values)();

    const issued = await gateway.issue(CHARGE, bench.context);
    const fetched = await gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect([issued.ending, fetched.found]).toEqual(['registered', 'charge']);
    await other.server.close();
  });
});
