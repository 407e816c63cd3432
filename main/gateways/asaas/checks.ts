/** The rules of asaas 1.4, 2 and 3.1 that can be checked before anything is sent. */
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import { parseEmail } from '../../../domain/email.ts';
import { cents, scale, subtract, type Cents } from '../../../domain/money.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { ChargeToIssue, Payer } from '../charge.ts';
import { LONGEST_DESCRIPTION } from './bodies.ts';

/** R$ 5,00, counted after the discount (asaas 3.1). */
export const MINIMUM_CENTS: Cents = cents(500);
/** With the description they share 500 characters. */
export const MESSAGE_LINES = { count: 4, length: 80 } as const;

const PHONE = /^[1-9]{2}9?[0-9]{8}$/;
const ONE_DIGIT = /^(\d)\1+$/;

/** The problems that Asaas would refuse the charge for. */
export function checkOffline(charge: ChargeToIssue, today: CivilDate): readonly Problem[] {
  const { dueOn } = charge;
  return [
    ...when(dueOn < today, { code: 'due-date-past', field: 'dueOn', detail: { today } }),
    ...checkAmounts(charge),
    ...checkPayer(charge.payer),
    ...checkMessage(charge),
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

function checkPayer(payer: Payer): readonly Problem[] {
  const { name, email, phone, address } = payer;
  return [
    ...when(name.trim() === '', { code: 'name-missing', field: 'payer.name' }),
    ...checkTaxId(payer),
    ...when(phone !== undefined && !isPhone(phone), {
      code: 'phone-invalid',
      field: 'payer.phone',
    }),
    ...when(email !== undefined && parseEmail(email) === undefined, {
      code: 'email-invalid',
      field: 'payer.email',
    }),
    ...when(address !== undefined && !/^\d{8}$/.test(address.postalCode), {
      code: 'address-incomplete',
      field: 'payer.address.postalCode',
    }),
  ];
}

/** A customer needs a document (asaas 2); whether Asaas takes letters in a CNPJ is not known (asaas 11). */
function checkTaxId({ taxId }: Payer): readonly Problem[] {
  const field = 'payer.taxId';
  if (!taxId) return [{ code: 'tax-id-missing', field }];
  return when(!/^\d+$/.test(taxId.digits), { code: 'tax-id-invalid', field });
}

/** Telephones of one repeated digit are refused (asaas 2). */
function isPhone(phone: string): boolean {
  return PHONE.test(phone) && !ONE_DIGIT.test(phone.slice(2));
}

function checkMessage({ description, messageLines }: ChargeToIssue): readonly Problem[] {
  const length = [description.trim(), ...messageLines].join('\n').length;
  const isTooLong =
    messageLines.length > MESSAGE_LINES.count ||
    messageLines.some((line) => line.length > MESSAGE_LINES.length) ||
    length > LONGEST_DESCRIPTION;
  return when(isTooLong, {
    code: 'message-too-long',
    field: 'messageLines',
    detail: { lines: MESSAGE_LINES.count, length: MESSAGE_LINES.length },
  });
}

function when(isProblem: boolean, problem: Problem): readonly Problem[] {
  return isProblem ? [problem] : [];
}
