import { afterEach, describe, expect, it } from 'vitest';
import type { ProfileId } from '../../../main/gateways/pix/profiles.ts';
import type { Reply } from '../../support/replay-server.ts';
import { fixture, NOTHING, recorded } from './fixture.ts';
import { openReplayBench, SECRETS, token, TOKEN_ROUTE, type ReplayBench } from './replay-bench.ts';
import { AT_GATEWAY, CHARGE, PIX_KEY, TERMS, TXID, UNKNOWN } from './samples.ts';

const COBV = `/cobv/${TXID}`;
const COB = `/cob/${TXID}`;

let bench: ReplayBench;
afterEach(() => bench.server.close());

async function open(profile: ProfileId): Promise<void> {
  bench = await openReplayBench(profile);
}

const cob = (changed: object = {}) =>
  recorded('cobv', {
    calendario: { criacao: '2026-11-21T13:00:00Z', expiracao: 1_691_999 },
    ...changed,
  });

describe('an issue', () => {
  it('at Banco do Brasil asks for a token by form and carries the application key', async () => {
    await open('bb');
    bench.server.play(bench.route('PUT', COBV), recorded('cobv'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    const [asked] = bench.server.requestsTo(TOKEN_ROUTE);
    const [put] = bench.server.requestsTo(bench.route('PUT', COBV));
    expect(outcome).toMatchObject({ ending: 'registered', charge: { gatewayId: TXID } });
    expect(asked?.headers).toMatchObject({
      'content-type': expect.stringContaining('application/x-www-form-urlencoded') as string,
      authorization: `Basic ${btoa(`${SECRETS.clientId}:${SECRETS.clientSecret}`)}`,
    });
    expect(asked?.body).toContain('grant_type=client_credentials&scope=cob.read+cob.write');
    expect(put).toMatchObject({
      query: { 'gw-dev-app-key': SECRETS.appKey },
      headers: { authorization: `Bearer ${SECRETS.token}` },
      body: { chave: PIX_KEY, calendario: { dataDeVencimento: '2026-12-10' } },
    });
    expect(bench.createdIds).toEqual([TXID]);
  });

  it('at Efí asks for a token by JSON and carries no application key', async () => {
    await open('efi');
    bench.server.play(bench.route('PUT', COBV), recorded('cobv'));

    await bench.gateway.issue(CHARGE, bench.context);

    expect(bench.server.requestsTo(TOKEN_ROUTE)).toMatchObject([
      { body: { grant_type: 'client_credentials' } },
    ]);
    expect(bench.server.requestsTo(bench.route('PUT', COBV))).toMatchObject([{ query: {} }]);
  });

  it.each([
    ['gw-dev-app-key', undefined],
    ['gw-app-key', 'gw-app-key'],
  ])('sends the application key as %s where the account says %s', async (name, setting) => {
    await open('bb');
    bench.server.play(bench.route('PUT', COBV), recorded('cobv'));

    await bench.open({ 'app-key-name': setting }).issue(CHARGE, bench.context);

    const [put] = bench.server.requestsTo(bench.route('PUT', COBV));
    expect(put?.query).toEqual({ [name]: SECRETS.appKey });
    expect(JSON.stringify(bench.attempts)).not.toContain(SECRETS.appKey);
  });

  it('asks for the scopes of the account alone, and says which ones are missing', async () => {
    await open('bb');
    bench.server.play(TOKEN_ROUTE, token({ scope: 'cob.read pix.read' }));
    bench.server.play(bench.route('GET', '/pix'), NOTHING);

    const outcome = await bench
      .open({ scopes: 'cob.read pix.read' })
      .testCredentials(bench.context);

    expect(bench.server.requestsTo(TOKEN_ROUTE)[0]?.body).toContain('scope=cob.read+pix.read');
    expect(outcome).toEqual({
      ending: 'not-sent',
      reason: 'credentials',
      text: 'Faltam permissões (escopos) na aplicação do banco: cobv.read, cobv.write.',
    });
  });

  it('of contra-apresentação is a charge without due date', async () => {
    await open('bb');
    bench.server.play(bench.route('PUT', COB), cob());

    const outcome = await bench.gateway.issue(
      { ...CHARGE, terms: { ...TERMS, isContra: true } },
      bench.context,
    );

    expect(outcome).toMatchObject({ ending: 'registered', charge: { dueOn: '2026-12-10' } });
  });

  it('that was answered without a code is taken, and looked up until it has one', async () => {
    await open('bb');
    const bare = { pixCopiaECola: undefined, location: undefined, loc: undefined };
    bench.server.play(bench.route('PUT', COBV), recorded('cobv', bare));
    bench.server.play(bench.route('GET', COBV), recorded('cobv', bare), recorded('cobv'));

    const outcome = await bench.gateway.issue(CHARGE, bench.context);
    const first = await bench.gateway.resolve(UNKNOWN, bench.context);
    const second = await bench.gateway.resolve(UNKNOWN, bench.context);

    expect(outcome).toEqual({ ending: 'accepted', gatewayId: TXID });
    expect([first.found, second.found]).toEqual(['unreachable', 'registered']);
  });

  it.each<[ProfileId, string, Reply]>([
    [
      'bb',
      'a rule of business',
      { status: 422, body: { type: 'x/RegraDeNegocio', title: 'txid já utilizado' } },
    ],
    [
      'bb',
      'an invalid operation',
      { status: 400, body: { type: 'x/CobVOperacaoInvalida', title: 'x' } },
    ],
    [
      'efi',
      'a txid that is there',
      { status: 409, body: { nome: 'txid_duplicado', mensagem: 'x' } },
    ],
  ])(
    'at %s that is refused for %s ends with what the bank has',
    async (profile, _what, refusal) => {
      await open(profile);
      bench.server.play(bench.route('PUT', COBV), refusal);
      bench.server.play(bench.route('GET', COBV), recorded('cobv'));

      const outcome = await bench.gateway.issue(CHARGE, bench.context);

      expect(outcome).toMatchObject({ ending: 'registered', charge: { amountCents: 9_990 } });
    },
  );

  it('under a txid that was removed is refused: it can never be used again', async () => {
    await open('efi');
    bench.server.play(bench.route('PUT', COBV), recorded('error-efi'));
    bench.server.play(
      bench.route('GET', COBV),
      recorded('cobv', { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' }),
    );

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'removed-at-gateway' } });
  });

  it('that the bank refuses, and knows nothing of, is refused with its words', async () => {
    await open('bb');
    bench.server.play(bench.route('PUT', COBV), recorded('error-bacen'));
    bench.server.play(bench.route('GET', COBV), NOTHING);
    bench.server.play(bench.route('GET', COB), NOTHING);

    const outcome = await bench.gateway.issue(CHARGE, bench.context);

    expect(outcome).toMatchObject({
      ending: 'rejected',
      refusal: { level: 'data', code: 'tax-id-invalid', field: 'cobv.devedor.cpf' },
    });
    expect(bench.attempts[1]).toMatchObject({
      httpStatus: 400,
      statusError: 'CobVOperacaoInvalida',
      description: expect.stringContaining('ocorrência PIX-000123') as string,
    });
  });

  it('with its id asks first, and makes nothing that is there', async () => {
    await open('bb');
    bench.server.play(bench.route('GET', COBV), recorded('cobv'));

    const outcome = await bench.gateway.issue({ ...CHARGE, gatewayId: TXID }, bench.context);

    expect(outcome).toMatchObject({ ending: 'registered' });
    expect(bench.server.requestsTo(bench.route('PUT', COBV))).toEqual([]);
  });

  it('of a carnê is refused: there is none', async () => {
    await open('bb');

    const outcome = await bench.gateway.issueGroup(
      { ...CHARGE, parcels: [{ ...CHARGE, number: 1 }] },
      bench.context,
    );

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'no-carne' } });
    expect(bench.server.requests).toEqual([]);
  });
});

describe('a look-up', () => {
  it('asks for the charge with a due date first, and finds nothing only where neither kind is there', async () => {
    await open('bb');
    bench.server.play(bench.route('GET', COBV), NOTHING);
    bench.server.play(bench.route('GET', COB), cob(), NOTHING);

    const found = await bench.gateway.resolve(UNKNOWN, bench.context);
    const nothing = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(found).toMatchObject({ found: 'registered', charge: { dueOn: '2026-12-10' } });
    expect(nothing).toEqual({ found: 'nothing' });
  });

  it.each([
    ['a charge that is not due yet', {}, 'registered'],
    ['one that is', { calendario: { dataDeVencimento: '2026-11-20' } }, 'overdue'],
  ])('shows %s', async (_what, changed, status) => {
    await open('bb');
    bench.server.play(bench.route('GET', COBV), recorded('cobv', changed));

    const outcome = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({ snapshot: { status, rawStatus: 'ATIVA' } });
  });

  it('shows a charge that was removed and paid as paid', async () => {
    await open('bb');
    const changed = { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR', pix: [fixture('pix').body] };
    bench.server.play(bench.route('GET', COBV), recorded('cobv', changed));

    const outcome = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({
      snapshot: { status: 'paid', events: [{ kind: 'paid' }, { kind: 'cancelled' }] },
    });
  });

  it('drops no money that it cannot read', async () => {
    await open('bb');
    const changed = { status: 'CONCLUIDA', pix: [{ endToEndId: 'short', valor: '99.90' }] };
    bench.server.play(bench.route('GET', COBV), recorded('cobv', changed));

    const outcome = await bench.gateway.fetchCharge(AT_GATEWAY, bench.context);

    expect(outcome.found).toBe('unreachable');
  });
});
