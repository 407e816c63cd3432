import { expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { centsOf, reaisOf } from '../../main/gateways/reais.ts';

it.each([
  [59.9, 5990],
  [29.16, 2916],
  [0.07, 7],
  [1.1, 110],
  [350, 35_000],
  [9_999_999.99, 999_999_999],
])('%s reais are %s centavos', (reais, amount) => {
  expect(centsOf(reais)).toBe(amount);
  expect(reaisOf(cents(amount))).toBe(reais);
});
