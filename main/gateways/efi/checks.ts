/** The rules of efi 1.4 that can be checked before anything is sent. */
import { addDays, addMonths, type CivilDate } from '../../../domain/civil-date.ts';
import { parseEmail } from '../../../domain/email.ts';
import { cents, scale, subtract, type Cents } from '../../../domain/money.ts';
import type { Problem } from '../../../domain/problem.ts';
import { isUf } from '../../../domain/uf.ts';
import type { ChargeToIssue, Payer, PayerAddress } from '../charge.ts';
import { HIGHEST_FINE, HIGHEST_INTEREST_DAY } from './terms.ts';

/** R$ 5,00 (4600036). */
export const MINIMUM_CENTS: Cents = cents(500);
export const MESSAGE_LINES = { count: 4, length: 100 } as const;

/** About 3 years and 5 months (4600414). */
const FARTHEST_MONTHS = 41;
const TWO_WORDS = /^ *(?:\S+ +)+\S+ *$/;
const PHONE = /^[1-9]{2}9?[0-9]{8}$/;
const LONGEST_COMPANY_NAME = 255;

/** The problems that Efí would refuse the charge for. */
export function checkOffline(charge: ChargeToIssue, today: CivilDate): readonly Problem[] {
  return [
    ...checkDates(charge.dueOn, today),
    ...checkAmounts(charge),
    ...checkLateTerms(charge),
    ...checkPayer(charge.payer),
    ...checkMessage(charge.messageLines),
  ];
}

function checkDates(dueOn: CivilDate, today: CivilDate): readonly Problem[] {
  const last = addMonths(today, FARTHEST_MONTHS);
  return [
    ...when(dueOn < today, { code: 'due-date-past', field: 'dueOn', detail: { today } }),
    ...when(dueOn > last, { code: 'due-date-too-far', field: 'dueOn', detail: { last } }),
  ];
}

function checkAmounts({ amountCents, terms, dueOn }: ChargeToIssue): readonly Problem[] {
  if (amountCents < MINIMUM_CENTS)
    return [
      { code: 'value-too-low', field: 'amountCents', detail: { minimumCents: MINIMUM_CENTS } },
    ];
  const { kind, value, daysBefore } = terms.discount;
  if (kind === 'none') return [];
  const discount =
    kind === 'fixed'
      ? cents(value)
      : scale(amountCents, { numerator: value, denominator: 10_000 }, 'half-up');
  const isTooHigh = subtract(amountCents, discount) < MINIMUM_CENTS;
  const detail = { minimumCents: MINIMUM_CENTS, untilOn: addDays(dueOn, -daysBefore) };
  return when(isTooHigh, { code: 'discount-too-high', field: 'terms.discount', detail });
}

function checkLateTerms({ terms: { fine, interest } }: ChargeToIssue): readonly Problem[] {
  const isFineTooHigh = fine.kind === 'percent' && fine.value > HIGHEST_FINE;
  const isInterestTooHigh =
    interest.kind === 'percent-day' && interest.value > HIGHEST_INTEREST_DAY;
  return [
    ...when(isFineTooHigh, {
      code: 'fine-too-high',
      field: 'terms.fine',
      detail: { maximum: HIGHEST_FINE },
    }),
    ...when(isInterestTooHigh, {
      code: 'interest-too-high',
      field: 'terms.interest',
      detail: { maximum: HIGHEST_INTEREST_DAY },
    }),
  ];
}

function checkPayer(payer: Payer): readonly Problem[] {
  const { email, phone, address } = payer;
  return [
    ...checkName(payer),
    ...checkTaxId(payer),
    ...when(phone !== undefined && !PHONE.test(phone), {
      code: 'phone-invalid',
      field: 'payer.phone',
    }),
    ...when(email !== undefined && parseEmail(email) === undefined, {
      code: 'email-invalid',
      field: 'payer.email',
    }),
    ...(address ? checkAddress(address) : []),
  ];
}

/** A person needs two words; a company's name has only a length. */
function checkName({ name, taxId }: Payer): readonly Problem[] {
  const field = 'payer.name';
  const trimmed = name.trim();
  if (trimmed === '' || trimmed.length > LONGEST_COMPANY_NAME)
    return [{ code: 'name-missing', field, detail: { maximum: LONGEST_COMPANY_NAME } }];
  return when(taxId?.kind !== 'cnpj' && !TWO_WORDS.test(name), { code: 'name-one-word', field });
}

/** Efí documents 14 digits; whether it takes letters in a CNPJ is not known (efi 9.10). */
function checkTaxId({ taxId }: Payer): readonly Problem[] {
  const field = 'payer.taxId';
  if (!taxId) return [{ code: 'tax-id-missing', field }];
  return when(!/^\d+$/.test(taxId.digits), { code: 'tax-id-invalid', field });
}

/** Optional as a whole, complete when it is there. */
function checkAddress(address: PayerAddress): readonly Problem[] {
  const { street, number, district, city, postalCode, state } = address;
  const texts = { street, number, district, city };
  const missing = Object.entries(texts).filter(([, text]) => text.trim() === '');
  return [
    ...missing.map(([name]): Problem => incomplete(name)),
    ...when(!/^\d{8}$/.test(postalCode), incomplete('postalCode')),
    ...when(!isUf(state), { code: 'state-unknown', field: 'payer.address.state' }),
  ];
}

function incomplete(name: string): Problem {
  return { code: 'address-incomplete', field: `payer.address.${name}` };
}

function checkMessage(lines: readonly string[]): readonly Problem[] {
  const isTooLong =
    lines.length > MESSAGE_LINES.count || lines.some((line) => line.length > MESSAGE_LINES.length);
  return when(isTooLong, {
    code: 'message-too-long',
    field: 'messageLines',
    detail: { lines: MESSAGE_LINES.count, length: MESSAGE_LINES.length },
  });
}

function when(isProblem: boolean, problem: Problem): readonly Problem[] {
  return isProblem ? [problem] : [];
}
