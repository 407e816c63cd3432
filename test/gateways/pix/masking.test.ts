import { afterEach, expect, it } from 'vitest';
import { fixture, ourPix, page, recorded } from './fixture.ts';
import { callback, openReplayBench, SECRETS, type ReplayBench } from './replay-bench.ts';
import { CHARGE, END_TO_END_ID, MARIA, PIX_KEY, TXID } from './samples.ts';

const URL = 'https://provedor.example.com/c/a-secret-path';
const PLANTED = [
  SECRETS.clientSecret,
  btoa(`${SECRETS.clientId}:${SECRETS.clientSecret}`),
  SECRETS.appKey,
  SECRETS.token,
  SECRETS.callback,
  'a-secret-path',
  '94271564656',
  '942.715.646-56',
  'Maria da Silva',
  'maria@example.com',
  'Rua das Flores',
  '35400000',
];

let bench: ReplayBench;
afterEach(() => bench.server.close());

it.each(['bb', 'efi'] as const)(
  'records every call to %s without a secret or a word about the payer',
  async (profile) => {
    bench = await openReplayBench(profile);
    const cobv = bench.route('PUT', `/cobv/${TXID}`);
    bench.server.play(cobv, recorded('cobv'), recorded('error-bacen'));
    bench.server.play(bench.route('GET', `/cobv/${TXID}`), recorded('cobv'));
    bench.server.play(bench.route('GET', `/pix/${END_TO_END_ID}`), recorded('pix'));
    bench.server.play(bench.route('GET', '/pix'), page({ pix: [ourPix()] }));
    bench.server.play(bench.route('PUT', `/webhook/${PIX_KEY}`), {
      status: 200,
      body: { webhookUrl: `${URL}?hmac=${SECRETS.callback}` },
    });
    const charge = { ...CHARGE, payer: { ...MARIA, email: 'maria@example.com' } };

    const outcomes = [
      await bench.gateway.issue(charge, bench.context),
      await bench.gateway.issue(charge, bench.context),
      await bench.gateway.readCallback(callback(fixture('callback-efi').body), bench.context),
      await bench.gateway.listChanges({ from: CHARGE.dueOn, to: CHARGE.dueOn }, bench.context),
      await bench.gateway.registerCallbackUrl?.(URL, bench.context),
    ];

    const recordedText = JSON.stringify([bench.attempts, outcomes]);
    expect(PLANTED.filter((secret) => recordedText.includes(secret))).toEqual([]);
    expect(bench.attempts.map(({ operation }) => operation)).toEqual([
      'token',
      'create cobv',
      'create cobv',
      'get cobv',
      'get pix',
      'list pix',
      'put webhook',
    ]);
  },
);

it('keeps the structure of a body and what says why it was refused', async () => {
  bench = await openReplayBench('bb');
  bench.server.play(bench.route('PUT', `/cobv/${TXID}`), recorded('error-bacen'));

  await bench.gateway.issue(CHARGE, bench.context);

  const create = bench.attempts[1];
  expect(create?.request).toContain('"dataDeVencimento": "2026-12-10"');
  expect(create?.request).toContain('"cpf": "‹oculto: 11›"');
  expect(create?.request).toContain('"gw-dev-app-key": "‹segredo›"');
  expect(create?.response).toContain('PIX-000123');
});
