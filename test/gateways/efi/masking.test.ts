import { afterEach, beforeEach, expect, it } from 'vitest';
import { recorded } from './fixture.ts';
import { callback, CLIENT_SECRET, openReplayBench, type ReplayBench } from './replay-bench.ts';
import { CHARGE, CHARGE_ID, MARIA, PADARIA } from './samples.ts';

const TOKEN = '09027955-5e06-4ff0-a9c7-46b47b8f1b27';
const PLANTED = [
  CLIENT_SECRET,
  'Client_Id_planted',
  Buffer.from(`Client_Id_planted:${CLIENT_SECRET}`).toString('base64'),
  'planted-access-token-1',
  'planted-refresh-token-1',
  '94271564656',
  '942.715.646-56',
  '99794567000144',
  'maria@example.com',
  '31987654321',
  'Maria da Silva',
  'Rua das Flores',
  '35400000',
  'Ouro Preto',
];

let bench: ReplayBench;
beforeEach(async () => {
  bench = await openReplayBench();
});
afterEach(() => bench.server.close());

it('records every call without a secret or a word about the payer', async () => {
  bench.server.play('POST /v1/charge', recorded('create-charge'));
  bench.server.play(`POST /v1/charge/${CHARGE_ID}/pay`, recorded('error-validation-text'));
  bench.server.play(`GET /v1/charge/${CHARGE_ID}`, recorded('detail-charge'));
  bench.server.play('GET /v1/charges', recorded('list-charges-paid'));
  bench.server.play(`POST /v1/charge/${CHARGE_ID}/billet/resend`, 'reset');
  const charge = { gatewayId: CHARGE_ID, reference: CHARGE.reference };

  const outcomes = [
    await bench.gateway.issue(
      { ...CHARGE, payer: { ...MARIA, email: 'maria@example.com' } },
      bench.context,
    ),
    await bench.gateway.issue({ ...CHARGE, payer: PADARIA }, bench.context),
    await bench.gateway.fetchCharge(charge, bench.context),
    await bench.gateway.listChanges({ from: CHARGE.dueOn, to: CHARGE.dueOn }, bench.context),
    await bench.gateway.resendEmail?.({ charge, email: 'maria@example.com' }, bench.context),
  ];

  const recordedText = JSON.stringify([bench.attempts, outcomes]);
  expect(PLANTED.filter((secret) => recordedText.includes(secret))).toEqual([]);
  expect(bench.attempts.map(({ operation }) => operation)).toEqual([
    'authorize',
    'createCharge',
    'definePayMethod',
    'createCharge',
    'definePayMethod',
    'detailCharge',
    'listCharges',
    'sendBilletEmail',
  ]);
});

it('keeps the structure of a body and the gateway’s own code', async () => {
  bench.server.play('POST /v1/charge', recorded('create-charge'));
  bench.server.play(`POST /v1/charge/${CHARGE_ID}/pay`, recorded('error-validation'));

  await bench.gateway.issue(CHARGE, bench.context);

  const pay = bench.attempts.at(-1);
  expect(pay).toMatchObject({
    httpStatus: 400,
    statusCode: '3500034',
    statusError: 'validation_error',
    description: expect.stringContaining('formato esperado') as string,
  });
  expect(pay?.request).toContain('"cpf": "‹oculto: 11›"');
  expect(pay?.request).toContain('"expire_at": "2026-12-10"');
});

it('does not write the token of a notification into the request of the log', async () => {
  bench.server.play(`GET /v1/notification/${TOKEN}`, recorded('notification-charge'));

  await bench.gateway.readCallback(callback(`notification=${TOKEN}`), bench.context);

  expect(bench.attempts.at(-1)?.request).toBe('GET /v1/notification/‹token›');
});
