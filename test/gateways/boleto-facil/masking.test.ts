import { afterEach, beforeEach, expect, it } from 'vitest';
import { details, recorded, refused } from './fixture.ts';
import { callback, openReplayBench, TOKEN, type ReplayBench } from './replay-bench.ts';
import { CHARGE, MARIA, PADARIA } from './samples.ts';

const PLANTED = [
  TOKEN,
  'planted-callback-secret',
  'PLANTEDPAYMENTTOKEN',
  '94271564656',
  '942.715.646-56',
  '99794567000144',
  'maria@example.com',
  '31987654321',
  'Maria da Silva',
  'Padaria',
  'Rua das Flores',
  'Casa 2',
  '35400000',
  'Ouro Preto',
];

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

it('records every call without a secret or a word about the payer, whatever the answer repeats', async () => {
  bench.server.play(
    'POST /issue-charge',
    recorded('issue-charge'),
    refused('O CPF 942.715.646-56 de maria@example.com é inválido'),
    refused(`O token ${TOKEN} não é válido`),
  );
  bench.server.play('POST /fetch-payment-details', details());

  const outcomes = [
    await bench.gateway.issue(
      { ...CHARGE, payer: { ...MARIA, email: 'maria@example.com' } },
      bench.context,
    ),
    await bench.gateway.issue({ ...CHARGE, payer: PADARIA }, bench.context),
    await bench.gateway.issue(CHARGE, bench.context),
    await bench.gateway.readCallback(
      callback({ paymentToken: 'PLANTEDPAYMENTTOKEN', chargeCode: '30000001' }),
      bench.context,
    ),
  ];

  const text = JSON.stringify([bench.attempts, outcomes]);
  expect(PLANTED.filter((secret) => text.includes(secret))).toEqual([]);
  expect(bench.attempts.map(({ operation }) => operation)).toEqual([
    'issue-charge',
    'issue-charge',
    'issue-charge',
    'fetch-payment-details',
  ]);
});

it('keeps the structure of a form', async () => {
  bench.server.play('POST /issue-charge', recorded('issue-charge'));

  await bench.gateway.issue(CHARGE, bench.context);

  const request = bench.attempts[0]?.request;
  expect(request).toContain('"amount": "99.90"');
  expect(request).toContain('"payerCpfCnpj": "‹oculto: 11›"');
  expect(request).toContain('"token": "‹segredo›"');
});
