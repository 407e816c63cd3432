import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangeSheets } from '../../main/documents/imposition.ts';

describe('arranging slips on sheets', () => {
  it('fills the sheets of one client downwards and starts a new one for the next', () => {
    const sheets = arrangeSheets([['a1', 'a2', 'a3', 'a4'], ['b1']], 'by-client', 3);

    expect(sheets).toEqual([
      ['a1', 'a2', 'a3'],
      ['a4', undefined, undefined],
      ['b1', undefined, undefined],
    ]);
  });

  it('gives piles that lie in order once cut and laid one on another', () => {
    const run = fc.array(fc.array(fc.nat(), { maxLength: 40 }), { maxLength: 12 });

    fc.assert(
      fc.property(run, (carnes) => {
        const sheets = arrangeSheets(carnes, 'stacked', 3);
        const piles = [0, 1, 2].flatMap((band) => sheets.map((sheet) => sheet[band]));
        expect(piles.filter((item) => item !== undefined)).toEqual(carnes.flat());
        expect(sheets).toHaveLength(Math.ceil(carnes.flat().length / 3));
      }),
    );
  });
});
