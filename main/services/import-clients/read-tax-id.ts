/** CPF and CNPJ as lists hold them: masked, marked as text, short of their zeros, or damaged. */
import { formatTaxId, parseTaxId, restoreTaxId } from '../../../domain/cpf-cnpj.ts';
import { looseTaxId, type TaxIdRule } from '../clients/client-form.ts';
import { problem, type ImportProblem } from './problems.ts';

export interface TaxIdReading {
  /** 11 or 14 characters; undefined when there is none or it cannot be taken. */
  readonly value?: string;
  readonly problems: readonly ImportProblem[];
}

/** `1,23457E+13`: the digits after the first ones are gone for good. */
const SCIENTIFIC = /^\d([.,]\d+)?e\+?\d{1,2}$/i;

/** Fillers that stand for "none". */
const FILLER = /^[0\s./-]*$/;

/** A number that was kept as one: `52998224725.0`. */
const WITH_DECIMALS = /^(\d{8,14})[.,]0{1,2}$/;

/** A letter C before the digits, which keeps a spreadsheet from reading a number (exchange 2.4). */
const GUARDED = /^C(?=\d{11}$|[0-9A-Z]{12}\d{2}$)/i;

export function readTaxId(text: string, rule: TaxIdRule): TaxIdReading {
  const bare = text.replace(/\s/g, '');
  if (FILLER.test(bare)) return { problems: [] };
  if (SCIENTIFIC.test(bare))
    return { problems: [problem('tax-id-damaged-by-spreadsheet', 'taxId', text)] };
  const digits = bare.replace(WITH_DECIMALS, '$1').replace(/[./-]/g, '').replace(GUARDED, '');
  const exact = parseTaxId(digits);
  if (exact !== undefined) return { value: exact.digits, problems: [] };
  const restored = restoreTaxId(digits);
  if (restored !== undefined) {
    const shown = formatTaxId(restored);
    return { value: restored.digits, problems: [problem('tax-id-restored', 'taxId', shown)] };
  }
  const loose = rule.checksTaxIds ? undefined : looseTaxId(digits);
  if (loose !== undefined)
    return { value: loose, problems: [problem('tax-id-unchecked', 'taxId', text)] };
  return { problems: [problem('tax-id-invalid', 'taxId', text)] };
}
