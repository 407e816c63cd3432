/** What can be wrong with a row, whether it stops the row, and how the refused file says it. */
import type { ImportField } from '../../../domain/import-fields.ts';
import type { RowProblem } from '../../store/import-rows.ts';

/** These keep a row out. */
export const refusalCodes = [
  'name-missing',
  'tax-id-invalid',
  'tax-id-damaged-by-spreadsheet',
  'tax-id-ambiguous',
  'id-of-another-client',
  'repeated-in-file',
  'price-unreadable',
  'due-day-unreadable',
  'text-too-long',
  'too-many-columns',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** These let it in, and say what was left out, mended or guessed. */
export const warningCodes = [
  'tax-id-missing',
  'tax-id-unchecked',
  'tax-id-restored',
  'tax-id-repeated',
  'email-unreadable',
  'email-first-only',
  'phone-unreadable',
  'phone-ninth-digit',
  'state-unknown',
  'postal-code-unreadable',
  'state-postal-code',
  'status-unreadable',
  'billing-unreadable',
  'price-zero',
  'due-day-missing',
  'plan-new',
  'plan-without-price',
  'name-exists',
  'name-changes',
  'tax-id-changes',
] as const;
export type WarningCode = (typeof warningCodes)[number];

export type ImportProblemCode = RefusalCode | WarningCode;

export interface ImportProblem extends RowProblem {
  readonly code: ImportProblemCode;
}

const refusals: ReadonlySet<string> = new Set(refusalCodes);

export function isRefusal(problem: RowProblem): boolean {
  return refusals.has(problem.code);
}

export function problem(
  code: ImportProblemCode,
  field: ImportField | null,
  value = '',
): ImportProblem {
  return { code, field, value };
}

/** Sentences for the file of refused rows, which is read outside of the app. */
const REASONS: Readonly<Record<RefusalCode, (value: string) => string>> = {
  'name-missing': () => 'O nome está vazio.',
  'tax-id-invalid': (value) => `O CPF/CNPJ "${value}" não existe: os dígitos não conferem.`,
  'tax-id-damaged-by-spreadsheet': (value) =>
    `A planilha trocou o CPF/CNPJ por "${value}" e dígitos se perderam. Formate a coluna como texto e digite o número de novo.`,
  'tax-id-ambiguous': (value) =>
    `Mais de um cliente já tem o CPF/CNPJ ${value}. Informe o código do cliente para saber qual deles é.`,
  'id-of-another-client': (value) =>
    `O código ${value} já é de outro cliente, com outro nome e outro CPF/CNPJ. Se a lista vem de outro sistema, deixe a coluna do código de fora.`,
  'repeated-in-file': (value) => `É o mesmo cliente da linha ${value} deste arquivo.`,
  'price-unreadable': (value) => `O valor "${value}" não é um preço.`,
  'due-day-unreadable': (value) => `O vencimento "${value}" não é um dia de 1 a 31.`,
  'text-too-long': (value) => `O texto tem ${value} caracteres, mais do que o campo aceita.`,
  'too-many-columns': (value) =>
    `A linha tem ${value} colunas, mais do que o cabeçalho: confira aspas e separadores.`,
};

/** Why a row was refused, in Portuguese. */
export function reasonOf(problems: readonly RowProblem[]): string {
  return problems
    .map(({ code, value }) => (isReason(code) ? REASONS[code](value) : undefined))
    .filter((reason) => reason !== undefined)
    .join(' ');
}

function isReason(code: string): code is RefusalCode {
  return refusals.has(code);
}
