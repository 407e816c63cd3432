/** Money as several gateways write it: a number of reais with two decimals. */
import { cents, type Cents } from '../../domain/money.ts';

/** Reais -> centavos. */
export function centsOf(reais: number): Cents {
  return cents(Math.round(reais * 100));
}

/** Centavos -> the JSON number in reais. */
export function reaisOf(amount: Cents): number {
  return Number((amount / 100).toFixed(2));
}
