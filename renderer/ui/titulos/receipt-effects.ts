import { formatMoney, subtract, ZERO, type Cents } from '../../../domain/money.ts';
import type { TituloRow } from '../../../preload/contract/titulos.ts';
import { gatewayTexts } from '../../text/states.ts';
import { titulosText } from '../../text/titulos.ts';
import { balanceOf, fateOf } from './outcome.ts';

const text = titulosText.receive;

/** What a receipt by hand does to the título and to its charge, in words. */
export function receiptEffects(
  row: TituloRow,
  receipt: { readonly amountCents: Cents | null; readonly discountCents: Cents | null },
): readonly string[] {
  const discount = receipt.discountCents ?? ZERO;
  const rest = subtract(subtract(balanceOf(row), discount), receipt.amountCents ?? ZERO);
  return [tituloEffect(rest), chargeEffect(row, rest <= 0)];
}

function tituloEffect(rest: Cents): string {
  if (rest > 0) return text.partly(formatMoney(rest));
  if (rest === 0) return text.settles;
  return text.settlesWithLate(formatMoney(subtract(ZERO, rest)));
}

function chargeEffect(row: TituloRow, closes: boolean): string {
  const gateway = row.charge ? gatewayTexts[row.charge.gateway] : '';
  switch (fateOf(row)) {
    case 'registered':
      return closes ? text.chargeCloses(gateway) : text.chargeStays(gateway);
    case 'on-the-way':
      return closes ? text.chargeOnTheWay(gateway) : text.chargeStays(gateway);
    case 'prepared':
      return closes ? text.chargeDiscarded : '';
    case 'none':
    case 'over':
      return text.noCharge;
  }
}
