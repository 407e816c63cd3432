/** The rules of pix 1.4, 1.6 and 1.7 that can be checked before anything is sent. */
import { addDays, type CivilDate } from '../../../domain/civil-date.ts';
import { parseEmail } from '../../../domain/email.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { Problem } from '../../../domain/problem.ts';
import { isUf } from '../../../domain/uf.ts';
import type { ChargeToIssue, Payer, PayerAddress } from '../charge.ts';
import { LONGEST_MESSAGE, messageOf } from './bodies.ts';

export const MINIMUM_CENTS: Cents = cents(1);
/** Ten digits before the point. */
const MAXIMUM_CENTS = 999_999_999_999;
/** With the description they share 140 characters. */
export const MESSAGE_LINES = { count: 1, length: 80 } as const;

/** The problems that a bank would refuse the charge for. */
export function checkOffline(charge: ChargeToIssue, today: CivilDate): readonly Problem[] {
  const { dueOn } = charge;
  return [
    ...when(dueOn < today, { code: 'due-date-past', field: 'dueOn', detail: { today } }),
    ...checkAmounts(charge),
    ...checkPayer(charge),
    ...when(messageOf(charge).length > LONGEST_MESSAGE, {
      code: 'message-too-long',
      field: 'messageLines',
      detail: { lines: 1, length: LONGEST_MESSAGE },
    }),
  ];
}

function checkAmounts({ amountCents, terms, dueOn }: ChargeToIssue): readonly Problem[] {
  if (amountCents < MINIMUM_CENTS)
    return [
      { code: 'value-too-low', field: 'amountCents', detail: { minimumCents: MINIMUM_CENTS } },
    ];
  if (amountCents > MAXIMUM_CENTS) return [{ code: 'value-too-high', field: 'amountCents' }];
  const { kind, value, daysBefore } = terms.discount;
  const isTooHigh =
    (kind === 'fixed' && value >= amountCents) || (kind === 'percent' && value >= 10_000);
  const detail = { minimumCents: MINIMUM_CENTS, untilOn: addDays(dueOn, -daysBefore) };
  return when(isTooHigh, { code: 'discount-too-high', field: 'terms.discount', detail });
}

/** A charge with a due date names its payer; one without may leave it out (pix 1.6, 1.7). */
function checkPayer({ payer, terms }: ChargeToIssue): readonly Problem[] {
  const { email, address } = payer;
  if (terms.isContra) return payer.taxId ? checkName(payer) : [];
  return [
    ...checkName(payer),
    ...when(!payer.taxId, { code: 'tax-id-missing', field: 'payer.taxId' }),
    ...when(email !== undefined && parseEmail(email) === undefined, {
      code: 'email-invalid',
      field: 'payer.email',
    }),
    ...(address ? checkAddress(address) : []),
  ];
}

function checkName({ name }: Payer): readonly Problem[] {
  return when(name.trim() === '', { code: 'name-missing', field: 'payer.name' });
}

function checkAddress({ postalCode, state }: PayerAddress): readonly Problem[] {
  return [
    ...when(!/^\d{8}$/.test(postalCode), {
      code: 'address-incomplete',
      field: 'payer.address.postalCode',
    }),
    ...when(!isUf(state), { code: 'state-unknown', field: 'payer.address.state' }),
  ];
}

function when(isProblem: boolean, problem: Problem): readonly Problem[] {
  return isProblem ? [problem] : [];
}
