import { afterEach, beforeEach, expect, it } from 'vitest';
import { callback, fixture, recorded } from './fixture.ts';
import {
  CANCEL,
  DETAIL,
  ISSUE,
  KEY_STATUS,
  openReplayBench,
  type ReplayBench,
} from './replay-bench.ts';
import { AT_GATEWAY, CHARGE, PADARIA, TOKEN } from './samples.ts';

const PLANTED = [
  TOKEN,
  TOKEN.slice(0, 7),
  '94271564656',
  '942.715.646-56',
  '99794567000144',
  'maria@example.com',
  '31987654321',
  'Maria da Silva',
  'MARIA DA SILVA',
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

it('records every call without the token or a word about the payer', async () => {
  const echo = { ...fixture('error-email'), xml: echoing(fixture('error-email').xml) };
  bench.server.play(ISSUE, recorded('issue-answer'), echo, 'reset');
  bench.server.play(KEY_STATUS, recorded('error-key'));
  bench.server.play(DETAIL, recorded('detail-paid'));
  bench.server.play(CANCEL, recorded('webservice-error'));

  const outcomes = [
    await bench.gateway.issue(CHARGE, bench.context),
    await bench.gateway.issue({ ...CHARGE, payer: PADARIA }, bench.context),
    await bench.gateway.issue(CHARGE, bench.context),
    await bench.gateway.testCredentials(bench.context),
    await bench.gateway.fetchCharge(AT_GATEWAY, bench.context),
    await bench.gateway.cancel(AT_GATEWAY, bench.context),
    await bench.gateway.readCallback(
      callback({ xml: fixture('callback-paid').xml }),
      bench.context,
    ),
  ];

  const text = JSON.stringify([bench.attempts, outcomes]);
  expect(PLANTED.filter((secret) => text.includes(secret))).toEqual([]);
  expect(bench.attempts.map(({ operation }) => operation)).toEqual([
    'emiteBoleto',
    'emiteBoleto',
    'emiteBoleto',
    'statusChave',
    'detalharCobranca',
    'detalharCobranca',
    'cancelarCobranca',
    'detalharCobranca',
    'detalharCobranca',
  ]);
});

it('keeps the structure of a request and what says why it was refused', async () => {
  bench.server.play(ISSUE, recorded('error-permission'));

  await bench.gateway.issue(CHARGE, bench.context);

  const [attempt] = bench.attempts;
  expect(attempt?.request).toContain('"valor": "9990"');
  expect(attempt?.request).toContain('"vencimento": "10/12/2026"');
  expect(attempt?.request).toContain('"cpfcnpj": "‹oculto: 11›"');
  expect(attempt?.response).toContain('Conta sem permissao para cartao');
});

/** The gateway repeats in `entrada` what it was sent. */
function echoing(xml: string): string {
  const sent = fixture('issue-request').xml.replace(/^.*?<boleto>|<\/boleto>$/g, '');
  return xml.replace(/<entrada>.*<\/entrada>/, `<entrada>${sent}</entrada>`);
}
