/** A name with its CPF or CNPJ on one line. */
import type { PaperParty } from './paper.ts';
import type { Pen, TextPlace } from './pen.ts';
import { taxIdText } from './slip-texts.ts';

/** Millimetres between name and number. */
const GAP = 2;

/** A long name is cut so that the number, which the law asks for, always stands whole beside it. */
export function drawPartyLine(
  pen: Pen,
  place: TextPlace,
  { party, size }: { readonly party: PaperParty; readonly size: number },
): void {
  const style = { size, bold: true };
  const number = taxIdText(party.taxId);
  const taken = number === '' ? 0 : pen.widthOf(number, style) + GAP;
  const width = Math.min(pen.widthOf(party.name, style), place.width - taken);
  pen.text(party.name, { ...place, width: place.width - taken }, style);
  // Its own width is all that is left to it: a rounding error must not cost it a digit.
  const rest = { ...place, x: place.x + width + GAP, width: place.width - width - GAP };
  pen.text(number, rest, { ...style, overflow: 'condense' });
}
