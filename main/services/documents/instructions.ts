/** What happens before and after the due date, in reais and dates as banks ask for, never in percentages and day counts. */
import { lastPayableOn } from '../../../domain/charge-amount.ts';
import type { ChargeTerms } from '../../../domain/charge-terms.ts';
import { formatCivilDate } from '../../../domain/civil-date.ts';
import { cents, formatMoney, scale } from '../../../domain/money.ts';
import type { Charge } from '../../store/charges.ts';

/** For whoever receives a boleto at a counter. */
export function boletoInstructions(charge: Charge, terms: ChargeTerms): readonly string[] {
  const late = lateTexts(charge, terms);
  const discount = discountOf(charge, terms);
  return [
    ...discount.map(({ until, value }) => `Até ${until} conceder desconto de ${value}.`),
    ...(late.length === 0 ? [] : [`Após o vencimento cobrar ${late.join(' e ')}.`]),
    // A carnê sent as a whole has no last day of ours: the account's own rule at the gateway holds.
    ...(charge.groupId === null
      ? [`Não receber após ${formatCivilDate(lastPayableOn(charge.dueOn, terms))}.`]
      : []),
  ];
}

/** For whoever pays by Pix: the bank works all of it out by itself. */
export function pixInstructions(charge: Charge, terms: ChargeTerms): readonly string[] {
  const late = lateTexts(charge, terms);
  // A charge without due date ends with the day that stands for it.
  const lastOn = terms.isContra ? charge.dueOn : lastPayableOn(charge.dueOn, terms);
  return [
    ...discountOf(charge, terms).map(({ until, value }) => `Até ${until} há desconto de ${value}.`),
    ...(late.length === 0
      ? []
      : [`Depois do vencimento: ${late.join(' e ')}, somados pelo banco na leitura do código.`]),
    `Este Pix pode ser pago até ${formatCivilDate(lastOn)}.`,
  ];
}

function lateTexts(charge: Charge, terms: ChargeTerms): readonly string[] {
  return [fineText(charge, terms), interestText(charge, terms)].filter((text) => text !== '');
}

function fineText({ amountCents }: Charge, { fine }: ChargeTerms): string {
  if (fine.kind === 'none' || fine.value === 0) return '';
  const value =
    fine.kind === 'fixed'
      ? cents(fine.value)
      : scale(amountCents, { numerator: fine.value, denominator: 10_000 }, 'half-up');
  return `multa de ${formatMoney(value)}`;
}

function interestText({ amountCents }: Charge, { interest }: ChargeTerms): string {
  if (interest.kind === 'none' || interest.value === 0) return '';
  const perDay =
    interest.kind === 'amount-day'
      ? cents(interest.value)
      : scale(
          amountCents,
          {
            numerator: interest.value,
            denominator: interest.kind === 'percent-day' ? 100_000 : 3_000_000,
          },
          'half-up',
        );
  return `juros de ${formatMoney(perDay)} por dia`;
}

interface Discount {
  readonly until: string;
  readonly value: string;
}

function discountOf(charge: Charge, terms: ChargeTerms): readonly Discount[] {
  const { discount } = terms;
  if (discount.kind === 'none') return [];
  const value =
    discount.kind === 'fixed'
      ? cents(discount.value)
      : scale(charge.amountCents, { numerator: discount.value, denominator: 10_000 }, 'half-up');
  return [{ until: formatCivilDate(charge.dueOn), value: formatMoney(value) }];
}
