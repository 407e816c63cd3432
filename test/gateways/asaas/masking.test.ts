import { afterEach, beforeEach, expect, it } from 'vitest';
import { fixture, listed, recorded } from './fixture.ts';
import { ACCESS_TOKEN, CALLBACK_TOKEN, openReplayBench, type ReplayBench } from './replay-bench.ts';
import { CHARGE, CHARGE_ID, MARIA, PADARIA } from './samples.ts';

const PLANTED = [
  ACCESS_TOKEN,
  CALLBACK_TOKEN,
  '94271564656',
  '942.715.646-56',
  '99794567000144',
  'maria@example.com',
  'financeiro@provedor.example',
  '31987654321',
  'Maria da Silva',
  'Padaria',
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
  bench.server.play('GET /payments', listed([]));
  bench.server.play('GET /customers', listed([]), listed([fixture('customer').body]));
  bench.server.play('POST /customers', recorded('customer'));
  bench.server.play('POST /payments', recorded('payment-ours'), {
    status: 400,
    body: {
      errors: [
        { code: 'invalid_object', description: 'O CPF 942.715.646-56 de maria@example.com' },
      ],
    },
  });
  bench.server.play(`GET /payments/${CHARGE_ID}/billingInfo`, recorded('billing-info'));
  bench.server.play('GET /webhooks', listed([]));
  bench.server.play('POST /webhooks', 'reset');

  const outcomes = [
    await bench.gateway.issue(
      { ...CHARGE, payer: { ...MARIA, email: 'maria@example.com' } },
      bench.context,
    ),
    await bench.gateway.issue({ ...CHARGE, payer: PADARIA }, bench.context),
    await bench.gateway.registerCallbackUrl?.('https://provedor.example.com/cb', bench.context),
  ];

  const recordedText = JSON.stringify([bench.attempts, outcomes]);
  expect(PLANTED.filter((secret) => recordedText.includes(secret))).toEqual([]);
  expect(bench.attempts.map(({ operation }) => operation)).toEqual([
    'listPayments',
    'listCustomers',
    'createCustomer',
    'createPayment',
    'getBillingInfo',
    'listPayments',
    'listCustomers',
    'createCustomer',
    'createPayment',
    'listWebhooks',
    'createWebhook',
  ]);
});

it('keeps the structure of a body and what says why it was refused', async () => {
  bench.server.play('GET /payments', listed([]));
  bench.server.play('GET /customers', listed([fixture('customer').body]));
  bench.server.play('POST /payments', recorded('error-below-floor'));

  await bench.gateway.issue(CHARGE, bench.context);

  const create = bench.attempts.at(-1);
  expect(create).toMatchObject({
    httpStatus: 400,
    statusError: 'invalid_object',
    description: expect.stringContaining('R$ 5,00') as string,
  });
  expect(create?.request).toContain('"value": 99.9');
  expect(create?.request).toContain('"dueDate": "2026-12-10"');
  expect(bench.attempts[1]?.request).toContain('"cpfCnpj": "‹oculto: 11›"');
});
