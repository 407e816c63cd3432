import { cents, formatMoney } from '../../../domain/money.ts';
import type { AccountDetail } from '../../../preload/contract/accounts.ts';
import { countOf, formatPercent } from '../../text/format.ts';

export type TermField = 'fine' | 'interest' | 'discount';

/** How a term's value is counted: centavos, percent with these decimals, or nothing. */
export type TermUnit = 'cents' | { readonly decimals: number } | undefined;

// Multa and desconto come in 1/100 %, juros in 1/1000 %.
const decimalsOf = { fine: 2, interest: 3, discount: 2 } as const;

export function unitOf(term: TermField, kind: string): TermUnit {
  if (kind === 'none') return undefined;
  return kind.startsWith('percent') ? { decimals: decimalsOf[term] } : 'cents';
}

/** A value of a term in words: `2,00%`, `R$ 1,50`, `29 dias`. */
export function termInWords(
  field: TermField | 'payableDays',
  value: number,
  terms: AccountDetail['terms'],
): string {
  if (field === 'payableDays') return countOf(value, 'dia', 'dias');
  const unit = unitOf(field, terms[field].kind);
  if (unit === undefined || unit === 'cents') return formatMoney(cents(value));
  return formatPercent(value, unit.decimals);
}
