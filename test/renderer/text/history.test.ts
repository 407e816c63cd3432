import { expect, it } from 'vitest';
import { historySentence } from '../../../renderer/text/history.ts';

it.each([
  ['created', { accountId: 1 }, 'Criado.'],
  [
    'due-date-asked',
    { from: '2026-11-10', to: '2026-11-30' },
    'Mudança de vencimento pedida: de 10/11/2026 para 30/11/2026.',
  ],
  ['charge-registered', { gatewayId: '1001' }, 'Cobrança registrada no gateway com o número 1001.'],
  ['charge-registered', { gatewayId: null }, 'Cobrança registrada no gateway.'],
  ['settled', { amountCents: 8_990 }, 'Baixado com um pagamento de R$\u00a089,90.'],
  ['gateway-contested', {}, 'O gateway avisou: contestado.'],
  ['gateway-of-tomorrow', {}, 'gateway-of-tomorrow'],
])('tells %s %o in words', (action, detail, sentence) => {
  expect(historySentence(action, detail)).toBe(sentence);
});
