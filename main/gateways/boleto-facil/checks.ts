/** The rules of juno 1.3 that can be checked before anything is sent. */
import type { CivilDate } from '../../../domain/civil-date.ts';
import { parseEmail } from '../../../domain/email.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { Problem } from '../../../domain/problem.ts';
import { isUf } from '../../../domain/uf.ts';
import type { ChargeToIssue, Payer } from '../charge.ts';
import { DESCRIPTION } from './bodies.ts';
import { clampTerms, HIGHEST_FINE, HIGHEST_INTEREST_MONTH } from './terms.ts';

/** R$ 2,50 by the error text of the official SDK; clients know R$ 2,30 as well (juno 1.3). */
export const MINIMUM_CENTS: Cents = cents(250);
const MAXIMUM_CENTS: Cents = cents(100_000_000);
/** The description itself is the first of the four lines. */
export const MESSAGE_LINES = {
  count: DESCRIPTION.lines - 1,
  length: DESCRIPTION.lineLength,
} as const;

const LONGEST_NAME = 80;
const LONGEST_EMAIL = 80;
const PHONE = /^[1-9]{2}9?[0-9]{8}$/;

/** The problems that Boleto Fácil would refuse the charge for. */
export function checkOffline(charge: ChargeToIssue, today: CivilDate): readonly Problem[] {
  const { dueOn } = charge;
  return [
    ...when(dueOn < today, { code: 'due-date-past', field: 'dueOn', detail: { today } }),
    ...checkAmount(charge),
    ...checkLateTerms(charge),
    ...checkPayer(charge.payer),
    ...checkMessage(charge),
  ];
}

function checkAmount({ amountCents, terms }: ChargeToIssue): readonly Problem[] {
  const field = 'amountCents';
  if (amountCents < MINIMUM_CENTS)
    return [{ code: 'value-too-low', field, detail: { minimumCents: MINIMUM_CENTS } }];
  if (amountCents > MAXIMUM_CENTS)
    return [{ code: 'value-too-high', field, detail: { maximumCents: MAXIMUM_CENTS } }];
  const { discount } = clampTerms(terms, amountCents).terms;
  return when(discount.value >= amountCents, {
    code: 'discount-too-high',
    field: 'terms.discount',
    detail: { maximumCents: amountCents },
  });
}

function checkLateTerms({ terms: { fine, interest } }: ChargeToIssue): readonly Problem[] {
  const isFineTooHigh = fine.kind === 'percent' && fine.value > HIGHEST_FINE;
  const isInterestTooHigh =
    (interest.kind === 'percent-month' && interest.value > HIGHEST_INTEREST_MONTH) ||
    (interest.kind === 'percent-day' && interest.value * 30 > HIGHEST_INTEREST_MONTH);
  return [
    ...when(isFineTooHigh, {
      code: 'fine-too-high',
      field: 'terms.fine',
      detail: { maximum: HIGHEST_FINE },
    }),
    ...when(isInterestTooHigh, {
      code: 'interest-too-high',
      field: 'terms.interest',
      detail: { maximum: HIGHEST_INTEREST_MONTH },
    }),
  ];
}

function checkPayer(payer: Payer): readonly Problem[] {
  const { name, email, phone, address } = payer;
  const length = name.trim().length;
  const isEmail =
    email === undefined || (parseEmail(email) !== undefined && email.length <= LONGEST_EMAIL);
  return [
    ...when(length === 0 || length > LONGEST_NAME, {
      code: 'name-missing',
      field: 'payer.name',
      detail: { maximum: LONGEST_NAME },
    }),
    ...checkTaxId(payer),
    ...when(phone !== undefined && !PHONE.test(phone), {
      code: 'phone-invalid',
      field: 'payer.phone',
    }),
    ...when(!isEmail, { code: 'email-invalid', field: 'payer.email' }),
    ...when(address !== undefined && !/^\d{8}$/.test(address.postalCode), {
      code: 'address-incomplete',
      field: 'payer.address.postalCode',
    }),
    ...when(address !== undefined && !isUf(address.state), {
      code: 'state-unknown',
      field: 'payer.address.state',
    }),
  ];
}

/** The API is older than the CNPJ with letters. */
function checkTaxId({ taxId }: Payer): readonly Problem[] {
  const field = 'payer.taxId';
  if (!taxId) return [{ code: 'tax-id-missing', field }];
  return when(!/^\d+$/.test(taxId.digits), { code: 'tax-id-invalid', field });
}

function checkMessage({ description, messageLines }: ChargeToIssue): readonly Problem[] {
  const length = [description.trim(), ...messageLines].join('\n').length;
  const isTooLong =
    messageLines.length > MESSAGE_LINES.count ||
    messageLines.some((line) => line.length > MESSAGE_LINES.length) ||
    length > DESCRIPTION.length;
  return when(isTooLong, {
    code: 'message-too-long',
    field: 'messageLines',
    detail: { lines: MESSAGE_LINES.count, length: MESSAGE_LINES.length },
  });
}

function when(isProblem: boolean, problem: Problem): readonly Problem[] {
  return isProblem ? [problem] : [];
}
