import { describe, expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { amountInWords } from '../../main/documents/amount-in-words.ts';

describe('amounts in words', () => {
  it.each([
    [0, 'zero reais'],
    [1, 'um centavo'],
    [99, 'noventa e nove centavos'],
    [100, 'um real'],
    [101, 'um real e um centavo'],
    [1600, 'dezesseis reais'],
    [10000, 'cem reais'],
    [10990, 'cento e nove reais e noventa centavos'],
    [100000, 'mil reais'],
    [110000, 'mil e cem reais'],
    [110100, 'mil cento e um reais'],
    [100500, 'mil e cinco reais'],
    [123456, 'mil duzentos e trinta e quatro reais e cinquenta e seis centavos'],
    [200000000, 'dois milhões de reais'],
    [100000001, 'um milhão de reais e um centavo'],
    [100000100, 'um milhão e um reais'],
    [
      123456789,
      'um milhão duzentos e trinta e quatro mil quinhentos e sessenta e sete reais e oitenta e nove centavos',
    ],
    [100000000000, 'um bilhão de reais'],
  ])('says %i centavos as "%s"', (amount, words) => {
    expect(amountInWords(cents(amount))).toBe(words);
  });

  it('refuses a negative amount', () => {
    expect(() => amountInWords(cents(-1))).toThrow(RangeError);
  });
});
