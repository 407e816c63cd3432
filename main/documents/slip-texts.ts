/** Texts of a slip that more than one part of the sheet shows, and the check that its codes can be printed. */
import { formatCivilDate, formatCompetence } from '../../domain/civil-date.ts';
import { Failure } from '../../domain/failure.ts';
import { formatMoney } from '../../domain/money.ts';
import { isPixPayload } from './codes.ts';
import type { BoletoSlip, PaperSlip } from './paper.ts';

/** What a charge that is paid by Pix alone is called on paper. */
export const PIX_TITLE = 'Cobrança Pix';

/** `34191.09008 00001.230051 71234.570001 6 16370000009990`. */
export function maskedLinha(linha: string): string {
  return linha.replace(
    /^(\d{5})(\d{5})(\d{5})(\d{6})(\d{5})(\d{6})(\d)(\d{14})$/,
    '$1.$2 $3.$4 $5.$6 $7 $8',
  );
}

/** `3/12`, or nothing for a loose título. */
export function parcelText({ parcel }: PaperSlip): string | undefined {
  return parcel && `${parcel.number}/${parcel.of}`;
}

/** `Título 1024 · Parcela 3/12 · Referência 12/2026`. */
export function referenceLine(slip: PaperSlip): string {
  const parcel = parcelText(slip);
  return [
    `Título ${slip.tituloNumber}`,
    ...(parcel === undefined ? [] : [`Parcela ${parcel}`]),
    ...(slip.competence === undefined ? [] : [`Referência ${formatCompetence(slip.competence)}`]),
  ].join(' · ');
}

/** What a 2ª via says beside the unchanged charge. */
export function secondCopyLine({ secondCopy }: PaperSlip): string | undefined {
  if (!secondCopy) return undefined;
  const { todayCents, on } = secondCopy;
  return `2ª via · valor para pagamento em ${formatCivilDate(on)}: ${formatMoney(todayCents)} (informativo)`;
}

/** `CPF 123.456.789-09`, `CNPJ 12.345.678/0001-95`; only a CNPJ has a slash. */
export function taxIdText(taxId: string): string {
  return taxId === '' ? '' : `${taxId.includes('/') ? 'CNPJ' : 'CPF'} ${taxId}`;
}

/** Test hosts answer zeros in place of a bar code. */
export function hasBlankCode({ barcode }: BoletoSlip): boolean {
  return /^0{44}$/.test(barcode);
}

/**
 * A slip that people will pay must carry one payable code, said twice the same where it is a bar code.
 * @throws Failure `invalid-input` when a code is malformed, when the linha digitável and the bar code differ,
 * or when a slip that is no practice has none
 */
export function checkSlip(slip: PaperSlip): void {
  if (slip.form === 'pix' ? isPixPayload(slip.pixPayload) : hasSoundBars(slip)) return;
  throw new Failure('invalid-input', 'The codes of a slip cannot be printed', {
    tituloNumber: slip.tituloNumber,
    documentNumber: slip.documentNumber,
  });
}

function hasSoundBars(slip: BoletoSlip): boolean {
  const isBlank = hasBlankCode(slip) && /^0{47}$/.test(slip.linha);
  if (isBlank && slip.isPractice) return true;
  const isPayable =
    /^\d{44}$/.test(slip.barcode) && /^\d{47}$/.test(slip.linha) && !hasBlankCode(slip);
  return isPayable && barcodeOf(slip.linha) === slip.barcode;
}

/** The bar code's digits in the order of the linha digitável, check digits left out (BB manual, 2.3.4). */
function barcodeOf(linha: string): string {
  return (
    linha.slice(0, 4) +
    linha.slice(32, 47) +
    linha.slice(4, 9) +
    linha.slice(10, 20) +
    linha.slice(21, 31)
  );
}
