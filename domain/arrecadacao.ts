/** Bills of utilities and governments (arrecadação): read and verified, never issued. */
import { collectionMod11, mod10 } from './check-digit.ts';
import { cents, type Cents } from './money.ts';

/** Kind of company that collects, by the second digit. */
export const arrecadacaoSegments = {
  '1': 'prefeitura',
  '2': 'saneamento',
  '3': 'energia-gas',
  '4': 'telecom',
  '5': 'governo',
  '6': 'carnes',
  '7': 'transito',
  '9': 'banco',
} as const;
export type ArrecadacaoSegment = (typeof arrecadacaoSegments)[keyof typeof arrecadacaoSegments];

export interface Arrecadacao {
  /** 44 digits. */
  readonly barcode: string;
  /** 48 digits: four blocks of 11 and a check digit. */
  readonly linha: string;
  readonly segment: ArrecadacaoSegment | undefined;
  /** undefined when the slip carries a reference and not an amount in reais. */
  readonly amountCents: Cents | undefined;
}

/** Why digits are no arrecadação; `block` counts from 1. */
export type ArrecadacaoFault =
  | { readonly fault: 'wrong-length' | 'wrong-value-kind' | 'wrong-check-digit' }
  | { readonly fault: 'wrong-block-digit'; readonly block: number };

const BLOCK = 11;
const BLOCK_STARTS = [0, 1, 2, 3] as const;

/** Third digit: which modulus the check digits use, and whether the value is in reais (FEBRABAN). */
const VALUE_KINDS: ReadonlyMap<string, { readonly digitOf: DigitOf; readonly isReais: boolean }> =
  new Map([
    ['6', { digitOf: mod10, isReais: true }],
    ['7', { digitOf: mod10, isReais: false }],
    ['8', { digitOf: collectionMod11, isReais: true }],
    ['9', { digitOf: collectionMod11, isReais: false }],
  ]);

type DigitOf = (digits: string) => number;

/** Reads 44 bare digits that begin with 8. */
export function readArrecadacaoBarcode(barcode: string): Arrecadacao | ArrecadacaoFault {
  if (!/^8\d{43}$/.test(barcode)) return { fault: 'wrong-length' };
  const kind = VALUE_KINDS.get(barcode.charAt(2));
  if (!kind) return { fault: 'wrong-value-kind' };
  const expected = kind.digitOf(barcode.slice(0, 3) + barcode.slice(4));
  if (barcode.charAt(3) !== String(expected)) return { fault: 'wrong-check-digit' };
  const blocks = BLOCK_STARTS.map((index) => barcode.slice(index * BLOCK, (index + 1) * BLOCK));
  return {
    barcode,
    linha: blocks.map((block) => `${block}${kind.digitOf(block)}`).join(''),
    segment: segmentOf(barcode.charAt(1)),
    amountCents: kind.isReais ? cents(Number(barcode.slice(4, 15))) : undefined,
  };
}

/** Reads 48 bare digits that begin with 8. */
export function readArrecadacaoLinha(linha: string): Arrecadacao | ArrecadacaoFault {
  if (!/^8\d{47}$/.test(linha)) return { fault: 'wrong-length' };
  const kind = VALUE_KINDS.get(linha.charAt(2));
  if (!kind) return { fault: 'wrong-value-kind' };
  const blocks = BLOCK_STARTS.map((index) => linha.slice(index * 12, (index + 1) * 12));
  const wrong = blocks.findIndex(
    (block) => block.charAt(BLOCK) !== String(kind.digitOf(block.slice(0, BLOCK))),
  );
  if (wrong >= 0) return { fault: 'wrong-block-digit', block: wrong + 1 };
  return readArrecadacaoBarcode(blocks.map((block) => block.slice(0, BLOCK)).join(''));
}

/** `84630000000-3 29990296202-4 00410136000-8 00200644114-7`. */
export function formatArrecadacao(linha: string): string {
  return linha.replace(/(\d{11})(\d)/g, '$1-$2 ').trim();
}

function segmentOf(digit: string): ArrecadacaoSegment | undefined {
  const found = Object.entries(arrecadacaoSegments).find(([key]) => key === digit);
  return found?.[1];
}
