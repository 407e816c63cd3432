import { afterEach, beforeEach, expect, it } from 'vitest';
import { fixture, listed, ours, recorded } from './fixture.ts';
import {
  at,
  CLIENT_SECRET,
  CREATE,
  LIST,
  openReplayBench,
  RESOURCE_TOKEN,
  type ReplayBench,
} from './replay-bench.ts';
import { CHARGE, MARIA, PADARIA, UNKNOWN } from './samples.ts';

const PLANTED = [
  CLIENT_SECRET,
  RESOURCE_TOKEN,
  Buffer.from(`planted-client-id:${CLIENT_SECRET}`).toString('base64'),
  'planted.access.token',
  String(fixture('webhook').body['secret']),
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
  bench.server.play(CREATE, recorded('charges-created'), {
    status: 400,
    body: {
      details: [
        { field: 'billing.document', message: 'O CPF 942.715.646-56 de maria@example.com' },
      ],
    },
  });
  bench.server.play(LIST, listed([ours({ billing: { name: 'Maria da Silva' } })]));
  bench.server.play(at('GET /notifications/webhooks'), listed([]));
  bench.server.play(at('POST /notifications/webhooks'), recorded('webhook'));
  const payer = { ...MARIA, email: 'maria@example.com' };

  const outcomes = [
    await bench.gateway.issue({ ...CHARGE, payer }, bench.context),
    await bench.gateway.issue({ ...CHARGE, payer: PADARIA }, bench.context),
    await bench.gateway.resolve(UNKNOWN, bench.context),
    await bench.gateway.registerCallbackUrl?.('https://provedor.example.com/cb', bench.context),
  ];

  const recordedText = JSON.stringify([bench.attempts, outcomes]);
  expect(PLANTED.filter((secret) => recordedText.includes(secret))).toEqual([]);
  expect(bench.attempts.map(({ operation }) => operation)).toEqual([
    'authorize',
    'createCharges',
    'createCharges',
    'listCharges',
    'listWebhooks',
    'createWebhook',
  ]);
});

it('keeps the structure of a body and what says why it was refused', async () => {
  bench.server.play(CREATE, recorded('error'));

  await bench.gateway.issue(CHARGE, bench.context);

  const create = bench.attempts.at(-1);
  expect(create).toMatchObject({
    httpStatus: 400,
    statusCode: 'nnnnnn',
    statusError: 'charge.dueDate',
    description: 'Data de vencimento no passado',
  });
  expect(create?.request).toContain('POST /api-integration/charges');
  expect(create?.request).toContain('"amount": 99.9');
  expect(create?.request).toContain('"document": "‹oculto: 11›"');
});
