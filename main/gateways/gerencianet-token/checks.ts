/** What can be checked before anything is sent: little is documented of this mode (efi 5.2). */
import type { CivilDate } from '../../../domain/civil-date.ts';
import { parseEmail } from '../../../domain/email.ts';
import { cents, type Cents } from '../../../domain/money.ts';
import type { Problem } from '../../../domain/problem.ts';
import { isUf } from '../../../domain/uf.ts';
import type { ChargeToIssue, Payer, PayerAddress } from '../charge.ts';

/** R$ 5,00, the gateway's floor in its API; that of the token mode is not documented. */
export const MINIMUM_CENTS: Cents = cents(500);
/** No text of ours is printed on the boleto. */
export const MESSAGE_LINES = { count: 0, length: 0 } as const;

const PHONE = /^[1-9]{2}9?[0-9]{8}$/;

/** The problems that Gerencianet would refuse the charge for, or that would be left out unseen. */
export function checkOffline(charge: ChargeToIssue, today: CivilDate): readonly Problem[] {
  const { amountCents, dueOn, terms, messageLines } = charge;
  return [
    // Without a due date nothing can be past.
    ...when(!terms.isContra && dueOn < today, {
      code: 'due-date-past',
      field: 'dueOn',
      detail: { today },
    }),
    ...when(amountCents < MINIMUM_CENTS, {
      code: 'value-too-low',
      field: 'amountCents',
      detail: { minimumCents: MINIMUM_CENTS },
    }),
    ...checkPayer(charge.payer),
    ...when(messageLines.length > MESSAGE_LINES.count, {
      code: 'message-too-long',
      field: 'messageLines',
      detail: { lines: MESSAGE_LINES.count, length: MESSAGE_LINES.length },
    }),
  ];
}

function checkPayer(payer: Payer): readonly Problem[] {
  const { name, email, phone, address } = payer;
  return [
    ...when(name.trim() === '', { code: 'name-missing', field: 'payer.name' }),
    ...checkTaxId(payer),
    // Every public client of this mode sends one, and some call it required.
    ...when(!PHONE.test(phone ?? ''), { code: 'phone-invalid', field: 'payer.phone' }),
    ...when(email !== undefined && parseEmail(email) === undefined, {
      code: 'email-invalid',
      field: 'payer.email',
    }),
    ...(address ? checkAddress(address) : []),
  ];
}

/** This mode is older than letters in a CNPJ. */
function checkTaxId({ taxId }: Payer): readonly Problem[] {
  const field = 'payer.taxId';
  if (!taxId) return [{ code: 'tax-id-missing', field }];
  return when(!/^\d+$/.test(taxId.digits), { code: 'tax-id-invalid', field });
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
