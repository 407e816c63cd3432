import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import { efiDefinition } from '../../../main/gateways/efi/definition.ts';
import type { Reply } from '../../support/replay-server.ts';
import { recorded } from './fixture.ts';
import { openReplayBench, type ReplayBench } from './replay-bench.ts';
import { CHARGE, CHARGE_ID } from './samples.ts';

const CREATE = 'POST /v1/charge';
const PAY = `POST /v1/charge/${CHARGE_ID}/pay`;
const AUTHORIZE = 'POST /v1/authorize';

const FIXED_CLOCK = { now: () => instant('2026-11-21T13:00:00Z') };

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

describe('a call whose ending nobody knows', () => {
  it.each<[string, Reply]>([
    ['an HTML page with status 200', { status: 200, html: '<html>ok</html>' }],
    ['an HTML page with status 404', { status: 404, html: '<html>not here</html>' }],
    ['an internal error', { status: 500, body: { code: 3500000, error: 'server_error' } }],
    ['a bad gateway page', { status: 502, html: '<html>Bad gateway</html>' }],
    ['a cut answer', 'truncated'],
    ['a reset connection', 'reset'],
    ['a redirect', { status: 302, body: {}, headers: { location: '/elsewhere' } }],
    ['JSON of another shape', { status: 200, body: { code: 200, data: {} } }],
    ['the validation time-out 4600100', { status: 400, body: { code: 4600100, error: 'timeout' } }],
  ])('is unknown after %s', async (_what, reply) => {
    bench.server.play(CREATE, reply);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome.ending).toBe('unknown');
    expect(bench.server.requestsTo(CREATE)).toHaveLength(1);
  });

  it('is unknown when no answer comes in time', async () => {
    bench.server.play(CREATE, 'nothing');

    const outcome = await bench.hasty.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'unknown',
      text: expect.stringContaining('a tempo') as string,
    });
    expect(bench.attempts.at(-1)).toMatchObject({
      operation: 'createCharge',
      description: 'TIMEOUT',
    });
  });

  it('keeps the id of the created charge when /pay has no ending', async () => {
    bench.server.play(CREATE, recorded('create-charge'));
    bench.server.play(PAY, 'reset');

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome.ending).toBe('unknown');
    expect(bench.createdIds).toEqual([CHARGE_ID]);
  });
});

describe('a call that surely was not sent', () => {
  it('is not sent when nobody listens at the address', async () => {
    await bench.server.close();

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'no-network' });
    bench = await openReplayBench();
  });

  it('is not sent when the other side speaks no TLS', async () => {
    const gateway = openAt(bench.server.url.replace('http:', 'https:'));

    const outcome = await gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'no-network' });
  });

  it('is not sent when the call is stopped before it leaves', async () => {
    const outcome = await bench.gateway.issue(CHARGE, {
      ...bench.context,
      signal: AbortSignal.abort(),
    });

    expect(outcome).toMatchObject({ ending: 'not-sent' });
    expect(bench.server.requestsTo(CREATE)).toHaveLength(0);
  });

  it('is not sent without credentials, and asks nobody', async () => {
    const gateway = efiDefinition.open(
      { environment: 'homologation', baseUrl: bench.server.url, credential: () => ' ' },
      { clock: FIXED_CLOCK },
    );

    const outcome = await gateway.testCredentials(bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
    expect(bench.server.requests).toHaveLength(0);
  });

  it('is not sent when the authorisation itself has no ending', async () => {
    bench.server.play(AUTHORIZE, 'reset');

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'no-network' });
  });

  it('waits as long as Retry-After says after 429', async () => {
    bench.server.play(CREATE, { status: 429, body: {}, headers: { 'retry-after': '120' } });

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'not-sent',
      reason: 'rate-limited',
      retryAfterMs: 120_000,
    });
  });

  it('waits for the next day of São Paulo when the quota is used up', async () => {
    bench.server.play(CREATE, recorded('error-quota'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    // 13:00 UTC is 10:00 in São Paulo; 14 h and 5 min are left.
    expect(outcome).toMatchObject({ reason: 'rate-limited', retryAfterMs: (14 * 60 + 5) * 60_000 });
  });
});

describe('refusals', () => {
  it('names the field of an object description', async () => {
    bench.server.play(CREATE, recorded('create-charge'));
    bench.server.play(PAY, recorded('error-validation'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: {
        level: 'data',
        code: 'phone-invalid',
        field: '/payment/banking_billet/customer/phone_number',
      },
    });
  });

  it('takes a text description, with the payer masked', async () => {
    bench.server.play(CREATE, recorded('error-validation-text'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: { level: 'data', code: 'field-invalid' },
    });
    expect(JSON.stringify(outcome)).not.toMatch(/942|maria@/);
  });

  it('knows a refusal under HTTP 500 by its code', async () => {
    bench.server.play('PUT /v1/charge/44800001/billet', recorded('error-update-parcels'));

    const outcome = await bench.gateway.changeDueDate?.(
      { charge: { gatewayId: CHARGE_ID, reference: CHARGE.reference }, dueOn: CHARGE.dueOn },
      bench.context,
    );

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'due-date-earlier' } });
  });
});

describe('access tokens', () => {
  it('authorises once more after 401 and repeats once', async () => {
    bench.server.play(CREATE, recorded('error-unauthorised'), recorded('create-charge'));
    bench.server.play(PAY, recorded('define-pay-method'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome.ending).toBe('registered');
    expect(bench.server.requestsTo(AUTHORIZE)).toHaveLength(2);
  });

  it('gives up on a 401 that stays', async () => {
    bench.server.play(CREATE, recorded('error-unauthorised'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
    expect(bench.server.requestsTo(CREATE)).toHaveLength(2);
    expect(bench.server.requestsTo(AUTHORIZE)).toHaveLength(2);
  });

  it('says credentials when the pair is refused', async () => {
    bench.server.play(AUTHORIZE, { status: 401, html: 'Unauthorized' });

    const outcome = await bench.gateway.testCredentials(bench.context);

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
  });

  it('asks for one token for many calls at once', async () => {
    bench.server.play('GET /v1/charges', recorded('list-charges-empty'));

    await Promise.all(
      Array.from({ length: 8 }, () => bench.gateway.testCredentials(bench.context)),
    );

    expect(bench.server.requestsTo(AUTHORIZE)).toHaveLength(1);
  });

  it('renews a token thirty seconds before it ends', async () => {
    bench.server.play('GET /v1/charges', recorded('list-charges-empty'));

    await bench.gateway.testCredentials(bench.context);
    bench.advance(569_000);
    await bench.gateway.testCredentials(bench.context);
    const before = bench.server.requestsTo(AUTHORIZE).length;
    bench.advance(1_000);
    await bench.gateway.testCredentials(bench.context);

    expect(before).toBe(1);
    expect(bench.server.requestsTo(AUTHORIZE)).toHaveLength(2);
  });

  it('authorises with the pair as Basic and sends the token as Bearer', async () => {
    bench.server.play('GET /v1/charges', recorded('list-charges-empty'));

    await bench.gateway.testCredentials(bench.context);

    const basic = Buffer.from('Client_Id_planted:Client_Secret_planted').toString('base64');
    expect(bench.server.requestsTo(AUTHORIZE)[0]).toMatchObject({
      headers: { authorization: `Basic ${basic}` },
      body: { grant_type: 'client_credentials' },
    });
    expect(bench.server.requestsTo('GET /v1/charges')[0]?.headers.authorization).toBe(
      'Bearer planted-access-token-1',
    );
  });
});

function openAt(baseUrl: string) {
  return efiDefinition.open(
    { environment: 'homologation', baseUrl, credential: (name) => name },
    { clock: FIXED_CLOCK },
  );
}
