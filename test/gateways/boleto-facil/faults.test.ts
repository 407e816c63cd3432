import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import { boletoFacilDefinition } from '../../../main/gateways/boleto-facil/definition.ts';
import type { Reply } from '../../support/replay-server.ts';
import { recorded, refused } from './fixture.ts';
import { openReplayBench, type ReplayBench } from './replay-bench.ts';
import { CHARGE, GROUP } from './samples.ts';

const ISSUE = 'POST /issue-charge';

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

describe('an issue whose ending nobody knows', () => {
  it.each<[string, Reply]>([
    ['an HTML page with status 200', { status: 200, html: '<html>ok</html>' }],
    ['an HTML page with status 404', { status: 404, html: '<html>not here</html>' }],
    ['an internal error', { status: 500, body: { success: false, errorMessage: 'Erro' } }],
    ['a bad gateway page', { status: 502, html: '<html>Bad gateway</html>' }],
    ['a request time-out', { status: 408, body: {} }],
    ['a cut answer', 'truncated'],
    ['a reset connection', 'reset'],
    ['a redirect', { status: 302, body: {}, headers: { location: '/elsewhere' } }],
    ['JSON of another shape', { status: 200, body: { charges: [] } }],
    ['a success without charges', { status: 200, body: { success: true, data: { charges: [] } } }],
    ['a success without data', { status: 200, body: { success: true, data: null } }],
  ])('is unknown after %s, and is not repeated', async (_what, reply) => {
    bench.server.play(ISSUE, reply);

    const outcomes = [
      await bench.gateway.issue(CHARGE, bench.context),
      await bench.gateway.issueGroup(GROUP, bench.context),
    ];

    expect(outcomes.map(({ ending }) => ending)).toEqual(['unknown', 'unknown']);
    expect(bench.server.requestsTo(ISSUE)).toHaveLength(2);
    expect(bench.createdIds).toEqual([]);
  });

  it('is unknown when no answer comes in time', async () => {
    bench.server.play(ISSUE, 'nothing');

    const outcome = await bench.hasty.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'unknown',
      text: expect.stringContaining('a tempo') as string,
    });
  });
});

describe('a call that surely was not sent', () => {
  it('is not sent when nobody listens at the address', async () => {
    await bench.server.close();

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'no-network' });
    bench = await openReplayBench();
  });

  it.each([[undefined], [''], ['  ']])('asks nobody with the token %j', async (token) => {
    const outcome = await bench.open(token).testCredentials(bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
    expect(bench.server.requests).toHaveLength(0);
  });

  it.each<[string, Reply]>([
    ['401', { status: 401, body: {} }],
    ['403 with a page', { status: 403, html: '<html>Forbidden</html>' }],
    ['400 and a sentence about the token', refused('Token inválido')],
    ['422 and a sentence about the token', refused('Token inválido', 422)],
  ])('says credentials for %s, asks once and keeps the charge', async (_what, reply) => {
    bench.server.play(ISSUE, reply);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
    expect(bench.server.requests).toHaveLength(1);
  });

  it('waits as long as a 429 asks for', async () => {
    bench.server.play(ISSUE, { status: 429, body: {}, headers: { 'retry-after': '120' } });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ reason: 'rate-limited', retryAfterMs: 120_000 });
  });

  it('says that the method is gone for a bare 405', async () => {
    bench.server.play(ISSUE, { status: 405, body: {} });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'refused-before-processing' });
  });
});

describe('a refusal', () => {
  it.each([200, 400, 422])('is told by the body, with status %i as well', async (status) => {
    bench.server.play(ISSUE, refused('Valor mínimo para cobrança é de R$ 2,50', status));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: {
        level: 'data',
        code: 'value-too-low',
        text: expect.stringContaining('R$ 2,50') as string,
      },
    });
  });

  it('is recorded in the words of the gateway', async () => {
    bench.server.play(ISSUE, recorded('error'));

    await bench.gateway.issue(CHARGE, bench.context);

    expect(bench.attempts[0]).toMatchObject({
      operation: 'issue-charge',
      httpStatus: 400,
      description: 'Valor mínimo para cobrança é de R$ 2,50',
    });
  });
});

describe('an account', () => {
  it('accepts good credentials by asking for the balance', async () => {
    bench.server.play('POST /fetch-balance', recorded('balance'));

    expect(await bench.gateway.testCredentials(bench.context)).toEqual({ ending: 'done' });
  });

  it.each(['http://boletobancario.test/v1', 'ftp://127.0.0.1', 'nonsense'])(
    'is not opened at %s, where the token would be read on the way',
    (baseUrl) => {
      const clock = { now: () => instant('2026-11-21T13:00:00Z') };
      const account = { environment: 'homologation', baseUrl, credential: () => 'x' } as const;

      expect(() => boletoFacilDefinition.open(account, { clock })).toThrow(/https or loopback/);
    },
  );
});
