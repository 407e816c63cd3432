/** Fine, interest and discount in the token mode: none can be sent. */
import type { ChargeTerms } from '../../../domain/charge-terms.ts';
import type { ClampNote } from '../../../domain/problem.ts';
import type { ClampedTerms } from '../gateway.ts';

/**
 * Days after the due date on which a Gerencianet boleto was accepted, before the API made them a setting (efi 1.4).
 * They are not sent: the panel rules.
 */
export const MOST_PAYABLE_DAYS = 89;

/**
 * The terms as this account can count on them: what the gateway charges late payers is set in its panel and told to
 * nobody, so nothing is. Doing it twice changes nothing.
 */
export function clampTerms(terms: ChargeTerms): ClampedTerms {
  const payableDays = Math.min(terms.payableDays, MOST_PAYABLE_DAYS);
  return {
    terms: {
      ...terms,
      fine: { kind: 'none', value: 0 },
      interest: { kind: 'none', value: 0 },
      discount: { kind: 'none', value: 0, daysBefore: 0 },
      payableDays,
    },
    notes: [
      ...noteOf('fine', terms.fine.value, 0),
      ...noteOf('interest', terms.interest.value, 0),
      ...noteOf('discount', terms.discount.value, 0),
      ...noteOf('payableDays', terms.payableDays, payableDays),
    ],
  };
}

function noteOf(field: ClampNote['field'], asked: number, applied: number): readonly ClampNote[] {
  return asked === applied ? [] : [{ field, asked, applied }];
}
