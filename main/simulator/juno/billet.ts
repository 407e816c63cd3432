/** Bar code of Juno's own bank code, 383 (juno.md 3.2). */
import { barcodeMod11 } from '../../../domain/check-digit.ts';
import type { CivilDate } from '../../../domain/civil-date.ts';
import type { Cents } from '../../../domain/money.ts';
import { barcodeOf } from '../boleto.ts';

const BANK = '383';
const PORTFOLIO = '0001';

/** What a boleto is printed with. */
export interface Billet {
  /** Agency, account and digit: `0001/1000017759-5`. */
  readonly bankAccount: string;
  /** The charge's number. */
  readonly code: number;
  readonly amount: Cents;
  readonly dueOn: CivilDate;
}

const numberOf = ({ code }: Billet): string => String(code).padStart(15, '0');

/** The last nine digits of the account without its own digit, the number, and a constant 1. */
function freeField(billet: Billet): string {
  const [, account = ''] = billet.bankAccount.split('/');
  const digits = account.slice(0, -2).padStart(9, '0').slice(-9);
  return `${digits}${numberOf(billet)}1`;
}

/** The 44 digits. */
export const barcodeOfBillet = (billet: Billet): string =>
  barcodeOf({ bank: BANK, dueOn: billet.dueOn, amount: billet.amount, free: freeField(billet) });

/** `billetDetails` of a charge. */
export const billetView = (billet: Billet) => ({
  bankAccount: billet.bankAccount,
  ourNumber: `${numberOf(billet)}-${String(barcodeMod11(numberOf(billet)))}`,
  barcodeNumber: barcodeOfBillet(billet),
  portfolio: PORTFOLIO,
});
