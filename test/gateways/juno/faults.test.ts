import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import { junoDefinition } from '../../../main/gateways/juno/definition.ts';
import type { Reply } from '../../support/replay-server.ts';
import { recorded } from './fixture.ts';
import { at, CREATE, LIST, openReplayBench, TOKEN, type ReplayBench } from './replay-bench.ts';
import { AT_GATEWAY, CHARGE, CHARGE_ID, GROUP } from './samples.ts';

const ONE = at(`GET /charges/${CHARGE_ID}`);
const FIXED_CLOCK = { now: () => instant('2026-11-21T13:00:00Z') };

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

describe('a creation whose ending nobody knows', () => {
  it.each<[string, Reply]>([
    ['an HTML page with status 200', { status: 200, html: '<html>ok</html>' }],
    ['an HTML page with status 404', { status: 404, html: '<html>not here</html>' }],
    ['an internal error', { status: 500, body: { status: 500, error: 'Internal' } }],
    ['a bad gateway page', { status: 502, html: '<html>Bad gateway</html>' }],
    ['a request time-out', { status: 408, body: {} }],
    ['a cut answer', 'truncated'],
    ['a reset connection', 'reset'],
    ['a redirect', { status: 302, body: {}, headers: { location: '/elsewhere' } }],
    ['JSON of another shape', { status: 200, body: { id: CHARGE_ID } }],
    ['a charge without id', { status: 200, body: { _embedded: { charges: [{ code: 1 }] } } }],
    ['no charge at all', { status: 200, body: { _embedded: { charges: [] } } }],
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
    bench.server.play(CREATE, 'reset');

    const outcome = await bench.gateway.issueGroup(GROUP, bench.context);

    expect(outcome.ending).toBe('unknown');
    expect(bench.server.requestsTo(CREATE)).toHaveLength(1);
  });

  it('is read with the content type of something else, since the text tells what it is', async () => {
    const { body } = recorded('charges-created') as { readonly body: unknown };
    bench.server.play(CREATE, { status: 200, html: JSON.stringify(body) });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome.ending).toBe('registered');
  });
});

describe('a call that surely was not sent', () => {
  it.each<[string, Reply, string]>([
    ['has no ending', 'reset', 'no-network'],
    ['is an internal error', { status: 500, body: {} }, 'no-network'],
    ['is a page', { status: 200, html: '<html></html>' }, 'no-network'],
    ['has no token', { status: 200, body: { token_type: 'bearer' } }, 'refused-before-processing'],
    ['is refused', { status: 400, body: { error: 'invalid_grant' } }, 'credentials'],
    ['is unauthorised', { status: 401, body: { error: 'unauthorized' } }, 'credentials'],
    ['comes too often', { status: 429, body: {} }, 'rate-limited'],
  ])('is not sent when the authorisation %s', async (_what, reply, reason) => {
    bench.server.play(TOKEN, reply);

    const outcomes = [
      await bench.gateway.issue(CHARGE, bench.context),
      await bench.gateway.issueGroup(GROUP, bench.context),
    ];

    expect(outcomes).toMatchObject([
      { ending: 'not-sent', reason },
      { ending: 'not-sent', reason },
    ]);
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it('is not sent when its known id cannot be asked for', async () => {
    bench.server.play(ONE, 'reset');

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: CHARGE_ID }, bench.context);

    expect(outcome.ending).toBe('not-sent');
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it('ends the loop of 401 after one repeat, in the words of an operator', async () => {
    bench.server.play(CREATE, recorded('error-unauthorised'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'not-sent',
      reason: 'credentials',
      text: expect.stringContaining('token privado') as string,
    });
    expect(bench.server.requestsTo(CREATE)).toHaveLength(2);
    expect(bench.server.requestsTo(TOKEN)).toHaveLength(2);
    expect(bench.attempts.at(-1)).toMatchObject({ httpStatus: 401, statusCode: '391000' });
  });

  it('is not sent after the page of a proxy with status 403', async () => {
    bench.server.play(CREATE, { status: 403, html: '<html>forbidden</html>' });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
  });

  it('waits as long as it is told after 429', async () => {
    bench.server.play(CREATE, { status: 429, body: {}, headers: { 'retry-after': '120' } });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ reason: 'rate-limited', retryAfterMs: 120_000 });
  });

  it('is not sent when nobody listens at the address', async () => {
    await bench.server.close();

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'no-network' });
    bench = await openReplayBench();
  });

  it.each(['client-id', 'client-secret', 'resource-token'])(
    'is not sent without %s, or with a line break in it, and asks nobody',
    async (name) => {
      const outcomes = await Promise.all(
        [undefined, ' ', 'line\nbreak'].map((value) =>
          bench.open({ [`homologation-${name}`]: value }).testCredentials(bench.context),
        ),
      );

      expect(outcomes.map(({ ending }) => ending)).toEqual(['not-sent', 'not-sent', 'not-sent']);
      expect(bench.server.requests).toHaveLength(0);
    },
  );
});

describe('a refusal', () => {
  it.each([
    ['charge.dueDate', 'due-date-invalid', 'data'],
    ['charge.amount', 'value-invalid', 'data'],
    ['charge.totalAmount', 'value-invalid', 'data'],
    ['charge.description', 'message-too-long', 'data'],
    ['charge.installments', 'too-many-parcels', 'data'],
    ['charge.pixKey', 'pix-key-invalid', 'account'],
    ['charge.paymentTypes[0]', 'instrument-unavailable', 'account'],
    ['charge.references', 'field-invalid', 'data'],
    ['billing.document', 'tax-id-invalid', 'data'],
    ['billing.email', 'email-invalid', 'data'],
    ['billing.phone', 'phone-invalid', 'data'],
    ['billing.name', 'name-invalid', 'data'],
    ['billing.address.postCode', 'address-incomplete', 'data'],
  ])('is known by the field %s: %s', async (field, code, level) => {
    bench.server.play(CREATE, {
      status: 400,
      body: { details: [{ field, message: 'texto', errorCode: 'nnnnnn' }] },
    });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toEqual({
      ending: 'rejected',
      refusal: { level, code, text: 'texto', field },
    });
  });

  it.each([
    [{ details: [{ message: 'texto' }] }, 'texto'],
    [{ error: 'Bad Request' }, 'Bad Request'],
    [{ details: [{ message: 'CPF 942.715.646-56 inválido' }] }, 'CPF ‹oculto› inválido'],
    [{}, 'O Juno respondeu HTTP 422 sem explicação.'],
  ])('without a field is told with its text: %o', async (body, text) => {
    bench.server.play(CREATE, { status: 422, body });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toEqual({
      ending: 'rejected',
      refusal: { level: 'data', code: 'refused', text },
    });
  });
});

describe('a question', () => {
  it.each<[string, Reply, string]>([
    ['404', { status: 404, body: {} }, 'nothing'],
    ['400', recorded('error'), 'unreachable'],
    ['401', recorded('error-unauthorised'), 'unreachable'],
    ['500', { status: 500, body: {} }, 'unreachable'],
    ['HTML', { status: 200, html: '<html></html>' }, 'unreachable'],
    ['a cut answer', 'truncated', 'unreachable'],
    ['another shape', { status: 200, body: { name: 'x' } }, 'unreachable'],
    [
      'a payment that cannot be read',
      recorded('charge-ours', { payments: [{ status: 'CONFIRMED' }] }),
      'unreachable',
    ],
  ])('answered by %s finds %s', async (_what, reply, found) => {
    bench.server.play(ONE, reply);
    bench.server.play(LIST, reply);

    const outcome = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(outcome.found).toBe(found);
  });
});

describe('the address', () => {
  it.each([
    ['a simulator account without one', 'simulator', undefined],
    ['an unencrypted one', 'production', 'http://api.juno.example'],
    ['no address at all', 'production', 'juno'],
  ] as const)('is refused for %s', (_what, environment, baseUrl) => {
    const open = () =>
      junoDefinition.open(
        { environment, credential: () => 'x', ...(baseUrl !== undefined && { baseUrl }) },
        { clock: FIXED_CLOCK },
      );

    expect(open).toThrow(expect.objectContaining({ code: 'invalid-input' }) as Error);
  });
});
