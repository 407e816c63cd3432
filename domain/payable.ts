import {
  readArrecadacaoBarcode,
  readArrecadacaoLinha,
  type Arrecadacao,
  type ArrecadacaoFault,
} from './arrecadacao.ts';
import { barcodeFault, isBarcode, readBarcode, type Barcode } from './barcode.ts';
import type { CivilDate } from './civil-date.ts';
import { decodeDueFactor } from './due-factor.ts';
import {
  barcodeOf,
  isLinha,
  isZeroed,
  linhaFault,
  linhaOf,
  type Linha,
} from './linha-digitavel.ts';
import type { Cents } from './money.ts';

/** Why a text is nothing payable. */
export type PayableFault =
  | 'not-digits'
  | 'wrong-length'
  | 'wrong-currency'
  | 'wrong-value-kind'
  | 'wrong-check-digit'
  | 'wrong-field-digit'
  | 'wrong-block-digit';

/** What a scanner read or a person typed. */
export type Payable =
  | {
      readonly kind: 'boleto';
      readonly barcode: Barcode;
      readonly linha: Linha;
      /** COMPE code, three digits. */
      readonly bank: string;
      /** 0 when the amount is left open. */
      readonly amountCents: Cents;
      readonly due: CivilDate | 'none' | 'ambiguous';
    }
  | ({ readonly kind: 'arrecadacao' } & Arrecadacao)
  /** The zeros of a gateway's test host: a test charge, never payable. */
  | { readonly kind: 'zeroed' }
  | {
      readonly kind: 'invalid';
      readonly reason: PayableFault;
      /** Field or block with the wrong digit, from 1. */
      readonly part?: number;
    };

/**
 * Classifies 44 digits of a bar code, 47 of a linha digitável or 48 of an arrecadação,
 * with or without blanks, dots and dashes.
 * @param today from where a due factor is read, the civil date in São Paulo
 */
export function parsePayable(text: string, today: CivilDate): Payable {
  const digits = text.replace(/[\s.-]/g, '');
  if (!/^\d+$/.test(digits)) return { kind: 'invalid', reason: 'not-digits' };
  if (isZeroed(digits)) return { kind: 'zeroed' };
  if (digits.length === 48) return collection(readArrecadacaoLinha(digits));
  if (digits.length === 44 && digits.startsWith('8'))
    return collection(readArrecadacaoBarcode(digits));
  if (isLinha(digits)) return boleto(barcodeOf(digits), today);
  if (isBarcode(digits)) return boleto(digits, today);
  return digits.length === 47 ? invalidLinha(digits) : invalidBarcode(digits);
}

function boleto(barcode: Barcode, today: CivilDate): Payable {
  const { bank, amountCents, dueFactor } = readBarcode(barcode);
  const due = decodeDueFactor(dueFactor, today);
  return { kind: 'boleto', barcode, linha: linhaOf(barcode), bank, amountCents, due };
}

function collection(read: Arrecadacao | ArrecadacaoFault): Payable {
  if (!('fault' in read)) return { kind: 'arrecadacao', ...read };
  const part = 'block' in read ? { part: read.block } : {};
  return { kind: 'invalid', reason: read.fault, ...part };
}

function invalidLinha(digits: string): Payable {
  const found = linhaFault(digits) ?? { fault: 'wrong-length' };
  const part = 'field' in found ? { part: found.field } : {};
  return { kind: 'invalid', reason: found.fault, ...part };
}

function invalidBarcode(digits: string): Payable {
  return { kind: 'invalid', reason: barcodeFault(digits) ?? 'wrong-length' };
}
