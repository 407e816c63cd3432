import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixture, recorded, sentXml } from './fixture.ts';
import { DETAIL, ISSUE, KEY_STATUS, openReplayBench, type ReplayBench } from './replay-bench.ts';
import { CHARGE, KEY, MARIA, UNKNOWN } from './samples.ts';

const REGISTERED = {
  ending: 'registered',
  charge: {
    gatewayId: KEY,
    dueOn: '2026-12-10',
    amountCents: 9990,
    links: { page: 'https://gateway.example.com/boleto/CHAVE123' },
  },
};
const EDITED = { ...CHARGE, payer: { ...MARIA, name: 'Maria de Souza' } };

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

const issue = (charge = CHARGE) => bench.gateway.issue(charge, bench.context);
const resolve = () => bench.gateway.resolve(UNKNOWN, bench.context);

describe('an issue', () => {
  it('posts one form field with the document, and gives key and link', async () => {
    bench.server.play(ISSUE, recorded('issue-answer'));

    const outcome = await issue();

    expect(outcome).toEqual(REGISTERED);
    const [request] = bench.server.requestsTo(ISSUE);
    expect(request?.headers['content-type']).toMatch(/^application\/x-www-form-urlencoded/);
    expect(sentXml(request, 'entrada')).toBe(fixture('issue-request').xml);
  });

  it('takes the amount and the date that the gateway wrote down', async () => {
    const changed = { '9990': '10190', '10/12/2026': '11/12/2026' };
    bench.server.play(ISSUE, recorded('issue-answer', changed));

    const outcome = await issue();

    expect(outcome).toMatchObject({ charge: { amountCents: 10_190, dueOn: '2026-12-11' } });
  });

  it('has no link where the gateway gives none', async () => {
    bench.server.play(
      ISSUE,
      recorded('issue-answer', { '<link>https://gateway.example.com/boleto/CHAVE123</link>': '' }),
    );

    const outcome = await issue();

    expect(outcome).toMatchObject({ ending: 'registered', charge: { links: {} } });
  });

  it.each([
    ['of another charge', { '0RH5P2S8ABCDEFGHJKMN': 'SOMEBODYELSES' }],
    ['without charges', { 'cobrancasGeradas>': 'outraCoisa>' }],
  ])('is unknown after an answer %s', async (_what, changed) => {
    bench.server.play(ISSUE, recorded('issue-answer', changed));

    const outcome = await issue();

    expect(outcome.ending).toBe('unknown');
  });

  it('is refused with the gateway’s text', async () => {
    bench.server.play(ISSUE, recorded('error-permission'));

    const outcome = await issue();

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: { level: 'account', text: 'Conta sem permissao para cartao (1106)' },
    });
    expect(bench.attempts[0]).toMatchObject({ operation: 'emiteBoleto', httpStatus: 200 });
  });
});

describe('the same issue again', () => {
  it('gives the earlier answer', async () => {
    bench.server.play(ISSUE, recorded('error-already-issued'));

    const outcome = await issue();

    expect(outcome).toEqual(REGISTERED);
  });

  it('is unknown when the earlier answer cannot be read', async () => {
    bench.server.play(ISSUE, recorded('error-already-issued', { emitirCobranca: 'outra' }));

    const outcome = await issue();

    expect(outcome.ending).toBe('unknown');
  });

  it('shows what was sent first when the client was edited meanwhile', async () => {
    bench.server.play(
      ISSUE,
      'reset',
      recorded('error-reference-used'),
      recorded('error-already-issued'),
    );

    const lost = await issue();
    const again = await issue(EDITED);

    expect([lost.ending, again]).toEqual(['unknown', REGISTERED]);
    const sent = bench.server.requestsTo(ISSUE).map((request) => sentXml(request, 'entrada'));
    expect(sent[1]).toContain('Maria de Souza');
    expect(sent[2]).toBe(sent[0]);
  });

  it('says that nothing can be looked up when other contents hold the reference', async () => {
    bench.server.play(ISSUE, recorded('error-reference-used'));

    const outcome = await issue();
    const resolved = await resolve();

    const text = expect.stringContaining(CHARGE.reference) as string;
    expect(outcome).toEqual({ ending: 'unknown', text });
    expect(resolved).toEqual({ found: 'unreachable', text });
    expect(bench.server.requests).toHaveLength(1);
  });
});

describe('resolving', () => {
  it('lets the same request go again once the gateway can be reached', async () => {
    bench.server.play(KEY_STATUS, recorded('error-key'));

    const outcome = await resolve();

    expect(outcome).toEqual({ found: 'nothing' });
    expect(bench.server.requestsTo(ISSUE)).toHaveLength(0);
  });

  it.each([
    ['the token is refused', recorded('error-token')],
    ['the host shows a page', { status: 404, html: '<html>gone</html>' } as const],
    ['the connection is cut', 'reset' as const],
  ])('is unreachable while %s', async (_what, reply) => {
    bench.server.play(KEY_STATUS, reply);

    const outcome = await resolve();

    expect(outcome.found).toBe('unreachable');
  });

  it.each([
    ['detail-open', { found: 'created', gatewayId: KEY }],
    ['detail-paid', { found: 'registered', charge: { gatewayId: KEY, amountCents: 9990 } }],
    ['webservice-no-key', { found: 'nothing' }],
    ['webservice-token', { found: 'unreachable' }],
  ])('asks for a key that is known: %s', async (name, expected) => {
    bench.server.play(DETAIL, recorded(name));

    const outcome = await bench.gateway.resolve({ ...UNKNOWN, gatewayId: KEY }, bench.context);

    expect(outcome).toMatchObject(expected);
  });
});

it('has no carnê, and says so', async () => {
  const group = { ...CHARGE, parcels: [] };

  const issued = await bench.gateway.issueGroup(group, bench.context);
  const resolved = await bench.gateway.resolveGroup(
    { reference: CHARGE.reference, parcels: [], sentAt: UNKNOWN.sentAt },
    bench.context,
  );

  expect(issued).toMatchObject({ ending: 'rejected', refusal: { code: 'no-carne' } });
  expect(resolved).toEqual({ found: 'nothing' });
  expect(bench.server.requests).toHaveLength(0);
});
