import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recorded, sentXml } from './fixture.ts';
import { CANCEL, DETAIL, KEY_STATUS, openReplayBench, type ReplayBench } from './replay-bench.ts';
import { AT_GATEWAY, KEY, REFERENCE, TOKEN } from './samples.ts';

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench('2026-12-11T13:00:00Z');
});
afterEach(() => bench.server.close());

const fetchIt = () => bench.gateway.fetchCharge(AT_GATEWAY, bench.context);
const cancelIt = () => bench.gateway.cancel(AT_GATEWAY, bench.context);

describe('a look-up', () => {
  it('asks with token and key in the other host’s spelling', async () => {
    bench.server.play(DETAIL, recorded('detail-open'));

    await fetchIt();

    expect(sentXml(bench.server.requestsTo(DETAIL)[0], 'xml')).toBe(
      `<?xml version="1.0" encoding="utf-8"?><DetalharCobranca><Token>${TOKEN}</Token><Chave>${KEY}</Chave></DetalharCobranca>`,
    );
  });

  it('shows an open charge', async () => {
    bench.server.play(DETAIL, recorded('detail-open'));

    const outcome = await fetchIt();

    expect(outcome).toMatchObject({
      found: 'charge',
      snapshot: {
        status: 'registered',
        rawStatus: 'Aguardando',
        issued: { gatewayId: KEY, dueOn: '2026-12-10', amountCents: 9990 },
        events: [{ eventKey: `${KEY}:registered`, target: { reference: REFERENCE } }],
      },
    });
  });

  it('tells a payment in time with its face value, credited at once', async () => {
    bench.server.play(DETAIL, recorded('detail-paid'));

    const outcome = await fetchIt();

    expect(outcome).toMatchObject({
      snapshot: {
        status: 'paid',
        events: [
          {
            eventKey: `${KEY}:paid`,
            kind: 'paid',
            payment: {
              paymentKey: `${KEY}:paid`,
              amountCents: 9990,
              paidOn: '2026-12-09',
              creditedOn: '2026-12-09',
              method: 'boleto',
            },
          },
        ],
      },
    });
  });

  it('leaves the amount of a late payment open: nobody tells what the panel charged', async () => {
    bench.server.play(DETAIL, recorded('detail-paid', { '09/12/2026': '15/12/2026' }));

    const outcome = await fetchIt();

    const event = outcome.found === 'charge' ? outcome.snapshot.events[0] : undefined;
    expect(event?.payment).toMatchObject({ paymentKey: `${KEY}:paid`, paidOn: '2026-12-15' });
    expect(event?.payment).not.toHaveProperty('amountCents');
    // The callback that brings the amount has the key of every payment, so that it is news.
    expect(event?.eventKey).toBe(`${KEY}:paid:without-amount`);
  });

  it.each([
    ['webservice-no-key', 'nothing'],
    ['webservice-token', 'unreachable'],
    ['webservice-error', 'unreachable'],
    ['cancel-done', 'unreachable'],
  ])('after %s says %s', async (name, found) => {
    bench.server.play(DETAIL, recorded(name));

    const outcome = await fetchIt();

    expect(outcome.found).toBe(found);
  });
});

describe('cancelling', () => {
  it('is done when the gateway says so', async () => {
    bench.server.play(CANCEL, recorded('cancel-done'));

    const outcome = await cancelIt();

    expect(outcome).toEqual({ ending: 'done' });
    expect(sentXml(bench.server.requestsTo(CANCEL)[0], 'xml')).toContain(
      `<CancelarCobranca><Token>${TOKEN}</Token><Chave>${KEY}</Chave></CancelarCobranca>`,
    );
  });

  it('is done when the charge is cancelled already', async () => {
    bench.server.play(CANCEL, recorded('webservice-error'));
    bench.server.play(DETAIL, recorded('detail-cancelled'));

    const outcome = await cancelIt();

    expect(outcome).toEqual({ ending: 'done' });
  });

  it('is refused for a charge that is paid', async () => {
    bench.server.play(CANCEL, recorded('webservice-error'));
    bench.server.play(DETAIL, recorded('detail-paid'));

    const outcome = await cancelIt();

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: { text: 'A cobranca nao pode ser cancelada' },
    });
  });

  it('is not sent with a refused token, and unknown when the connection is cut', async () => {
    bench.server.play(CANCEL, recorded('webservice-token'), 'reset');

    const outcomes = [await cancelIt(), await cancelIt()];

    expect(outcomes).toMatchObject([
      { ending: 'not-sent', reason: 'credentials' },
      { ending: 'unknown' },
    ]);
  });
});

describe('a test of the credentials', () => {
  it('asks both hosts for a charge that does not exist', async () => {
    bench.server.play(KEY_STATUS, recorded('error-key'));
    bench.server.play(DETAIL, recorded('webservice-no-key'));

    const outcome = await bench.gateway.testCredentials(bench.context);

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requests).toHaveLength(2);
  });

  it('gives the text of an error that it does not understand', async () => {
    bench.server.play(KEY_STATUS, recorded('error-permission'));

    const outcome = await bench.gateway.testCredentials(bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'permission-missing' } });
  });

  it('says credentials when either host refuses the token', async () => {
    bench.server.play(KEY_STATUS, recorded('error-token'), recorded('error-key'));
    bench.server.play(DETAIL, recorded('webservice-token'));

    const outcomes = [
      await bench.gateway.testCredentials(bench.context),
      await bench.gateway.testCredentials(bench.context),
    ];

    expect(outcomes).toMatchObject([{ reason: 'credentials' }, { reason: 'credentials' }]);
  });
});

it('has nothing to list', async () => {
  const window = { from: '2026-12-01', to: '2026-12-31' } as never;

  const page = await bench.gateway.listChanges(window, bench.context);

  expect(page).toEqual({ found: 'page', events: [] });
  expect(bench.server.requests).toHaveLength(0);
});
