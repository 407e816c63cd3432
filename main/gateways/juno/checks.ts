/** The rules of juno 3.2 that can be checked before anything is sent. */
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import { parseEmail } from '../../../domain/email.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { Problem } from '../../../domain/problem.ts';
import type { ChargeToIssue, Payer } from '../charge.ts';
import { LONGEST_DESCRIPTION } from './bodies.ts';
import { discountOf } from './terms.ts';

/** R$ 2,50 and R$ 1.000.000,00, both known of the older API alone. */
export const MINIMUM_CENTS: Cents = cents(250);
const MAXIMUM_CENTS = cents(100_000_000);
/** With the description they make the four lines of a boleto. */
export const MESSAGE_LINES = { count: 3, length: 80 } as const;

const LONGEST_EMAIL = 80;

/** The problems that Juno would refuse the charge for. */
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
  const field = 'amountCents';
  if (amountCents < MINIMUM_CENTS)
    return [{ code: 'value-too-low', field, detail: { minimumCents: MINIMUM_CENTS } }];
  if (amountCents > MAXIMUM_CENTS)
    return [{ code: 'value-too-high', field, detail: { maximumCents: MAXIMUM_CENTS } }];
  const isTooHigh = discountOf(terms.discount, amountCents) >= amountCents;
  const untilOn = addDays(dueOn, -terms.discount.daysBefore);
  const detail = { minimumCents: MINIMUM_CENTS, untilOn };
  return when(isTooHigh, { code: 'discount-too-high', field: 'terms.discount', detail });
}

function checkPayer(payer: Payer): readonly Problem[] {
  const { name, email, phone, address } = payer;
  return [
    ...when(name.trim() === '', { code: 'name-missing', field: 'payer.name' }),
    ...checkTaxId(payer),
    ...when(phone !== undefined && !/^\d{10,11}$/.test(phone), {
      code: 'phone-invalid',
      field: 'payer.phone',
    }),
    ...when(email !== undefined && !isEmail(email), {
      code: 'email-invalid',
      field: 'payer.email',
    }),
    ...when(address !== undefined && !/^\d{8}$/.test(address.postalCode), {
      code: 'address-incomplete',
      field: 'payer.address.postalCode',
    }),
  ];
}

/** The document is mandatory, and digits alone. */
function checkTaxId({ taxId }: Payer): readonly Problem[] {
  const field = 'payer.taxId';
  if (!taxId) return [{ code: 'tax-id-missing', field }];
  return when(!/^\d+$/.test(taxId.digits), { code: 'tax-id-invalid', field });
}

function isEmail(email: string): boolean {
  return email.length <= LONGEST_EMAIL && parseEmail(email) !== undefined;
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
