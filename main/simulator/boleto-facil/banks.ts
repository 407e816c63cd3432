/** The partner banks' own part of a boleto. Agencies and accounts are made up, check digits are real (boleto.md 2.2 to 2.4). */
import { assertNever } from '../../../domain/assert-never.ts';
import { collectionMod11, mod10, mod11Rest } from '../../../domain/check-digit.ts';
import type { BankCode, Charge } from '../store/boleto-facil/charge.ts';
import { barcodeOf, printedLinha } from '../boleto.ts';

/** `billetDetails` and the linha digitável. */
export interface Slip {
  readonly bankAccount: string;
  readonly ourNumber: string;
  readonly barcodeNumber: string;
  readonly portfolio: string;
  readonly linha: string;
}

type BankPart = Pick<Slip, 'bankAccount' | 'ourNumber' | 'portfolio'> & { readonly free: string };

export function slipOf({
  code,
  bank,
  dueOn,
  amountCents,
}: Pick<Charge, 'code' | 'bank' | 'dueOn' | 'amountCents'>): Slip {
  const { free, ...printed } = bankPart(bank, String(code));
  const barcodeNumber = barcodeOf({ bank, dueOn, amount: amountCents, free });
  return { ...printed, barcodeNumber, linha: printedLinha(barcodeNumber) };
}

function bankPart(bank: BankCode, code: string): BankPart {
  switch (bank) {
    case '341':
      return itau(code.padStart(8, '0').slice(-8));
    case '033':
      return santander(code.padStart(12, '0'));
    case '237':
      return bradesco(code.padStart(11, '0'));
    default:
      return assertNever(bank);
  }
}

const ITAU = { agency: '1234', account: '56789', portfolio: '176' } as const;

function itau(number: string): BankPart {
  const { agency, account, portfolio } = ITAU;
  const digit = String(mod10(agency + account + portfolio + number));
  const accountDigit = String(mod10(agency + account));
  return {
    bankAccount: `${agency}/${account}-${accountDigit}`,
    ourNumber: `${portfolio}/${number}-${digit}`,
    portfolio,
    free: `${portfolio}${number}${digit}${agency}${account}${accountDigit}000`,
  };
}

const SANTANDER = { agency: '2345', payee: '6789012', portfolio: '101' } as const;

function santander(number: string): BankPart {
  const { agency, payee, portfolio } = SANTANDER;
  const digit = String(collectionMod11(number));
  return {
    bankAccount: `${agency}/${payee}`,
    ourNumber: `${number}-${digit}`,
    portfolio,
    free: `9${payee}${number}${digit}0${portfolio}`,
  };
}

const BRADESCO = { agency: '3456', account: '0078901', portfolio: '09' } as const;

function bradesco(number: string): BankPart {
  const { agency, account, portfolio } = BRADESCO;
  return {
    bankAccount: `${agency}/${account}`,
    ourNumber: `${portfolio}/${number}-${bradescoDigit(portfolio + number)}`,
    portfolio,
    free: `${agency}${portfolio}${number}${account}0`,
  };
}

function bradescoDigit(text: string): string {
  const rest = mod11Rest(text, [2, 3, 4, 5, 6, 7]);
  if (rest === 1) return 'P';
  return rest === 0 ? '0' : String(11 - rest);
}
