/** Which slip goes where on which sheet. */
import type { SheetOrder } from './paper.ts';

/** One sheet: what lies in its first, second and third band. A band may stay empty. */
export type Sheet<Item> = readonly (Item | undefined)[];

/**
 * Lays the items of each carnê on sheets of `perSheet` bands.
 * `by-client`: each carnê starts a sheet and fills it downwards.
 * `stacked`: all carnês are one run; band k of consecutive sheets holds consecutive items, so that the piles of a
 * guillotine, first band on top, are in order.
 */
export function arrangeSheets<Item>(
  carnes: readonly (readonly Item[])[],
  order: SheetOrder,
  perSheet: number,
): readonly Sheet<Item>[] {
  if (order === 'by-client') return carnes.flatMap((items) => downwards(items, perSheet));
  return stacked(carnes.flat(), perSheet);
}

function downwards<Item>(items: readonly Item[], perSheet: number): readonly Sheet<Item>[] {
  const sheets = Math.ceil(items.length / perSheet);
  return range(sheets).map((sheet) =>
    range(perSheet).map((band) => items[sheet * perSheet + band]),
  );
}

function stacked<Item>(items: readonly Item[], perSheet: number): readonly Sheet<Item>[] {
  const sheets = Math.ceil(items.length / perSheet);
  return range(sheets).map((sheet) => range(perSheet).map((band) => items[band * sheets + sheet]));
}

function range(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => index);
}
