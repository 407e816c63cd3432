import { isValidBoleto } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatArrecadacao } from '../../domain/arrecadacao.ts';
import { civilDate } from '../../domain/civil-date.ts';
import { parsePayable } from '../../domain/payable.ts';
import arrecadacao from '../fixtures/boleto/arrecadacao.json' with { type: 'json' };
import boletos from '../fixtures/boleto/boletos.json' with { type: 'json' };

const TODAY = civilDate('2026-11-21');

describe('what a scanner read or a person typed', () => {
  // Fact sheet of boletos, 1.9, row 12.
  const expected = {
    kind: 'boleto',
    barcode: '34191165600000079901090000001230057123457000',
    linha: '34191090080000123005171234570001116560000007990',
    bank: '341',
    amountCents: 7990,
    due: '2026-12-10',
  };

  it.each([
    '34191165600000079901090000001230057123457000',
    '34191.09008 00001.230051 71234.570001 1 16560000007990',
    '34191090080000123005171234570001116560000007990',
    ' 34191.09008\t00001.230051\n71234.570001 1 16560000007990 ',
    '34191-09008 00001-230051 71234-570001 1 16560000007990',
  ])('%j is one and the same boleto', (text) => {
    expect(parsePayable(text, TODAY)).toEqual(expected);
  });

  // Fact sheet of boletos, 1.9, row 16: a card bill.
  it('may have neither date nor amount', () => {
    const payable = parsePayable('23794.15009 90019.801670 35000.211405 7 00000000000000', TODAY);

    expect(payable).toMatchObject({ kind: 'boleto', bank: '237', amountCents: 0, due: 'none' });
  });

  it('may have a date that nobody can tell', () => {
    const [row] = boletos.rows.filter(({ factor }) => factor >= 7138 && factor <= 7636);

    expect(parsePayable(row?.linha ?? '', TODAY)).toMatchObject({
      kind: 'boleto',
      due: 'ambiguous',
    });
  });

  it.each(arrecadacao.rows)('$linha is a bill of arrecadação', (row) => {
    const reais = ['6', '8'].includes(row.value_id);

    for (const text of [row.linha, row.barcode, formatArrecadacao(row.linha)])
      expect(parsePayable(text, TODAY)).toMatchObject({
        kind: 'arrecadacao',
        barcode: row.barcode,
        linha: row.linha,
        amountCents: reais ? row.value_cents : undefined,
      });
  });

  it('names the company of a telecom bill', () => {
    const payable = parsePayable('846300000003299902962024004101360008002006441147', TODAY);

    expect(payable).toMatchObject({ segment: 'telecom' });
  });

  it.each(['00000.00000 00000.000000 00000.000000 0 00000000000000', '0'.repeat(44)])(
    '%s is a test charge of a gateway',
    (text) => {
      expect(parsePayable(text, TODAY)).toEqual({ kind: 'zeroed' });
    },
  );

  it.each([
    ['', 'not-digits', undefined],
    ['boleto', 'not-digits', undefined],
    ['123', 'wrong-length', undefined],
    ['0'.repeat(46), 'wrong-length', undefined],
    ['34191.09009 00001.230051 71234.570001 1 16560000007990', 'wrong-field-digit', 1],
    ['34191.09008 00001.230052 71234.570001 1 16560000007990', 'wrong-field-digit', 2],
    ['34191.09008 00001.230051 71234.570002 1 16560000007990', 'wrong-field-digit', 3],
    ['34191.09008 00001.230051 71234.570001 2 16560000007990', 'wrong-check-digit', undefined],
    ['34192165600000079901090000001230057123457000', 'wrong-check-digit', undefined],
    ['34181165600000079901090000001230057123457000', 'wrong-currency', undefined],
    ['846300000003299902962025004101360008002006441147', 'wrong-block-digit', 2],
    ['84640000000299902962020041013600000200644114', 'wrong-check-digit', undefined],
    ['84530000000299902962020041013600000200644114', 'wrong-value-kind', undefined],
    ['145300000002999029620200410136000002006441140000', 'wrong-length', undefined],
  ])('%s is refused: %s', (text, reason, part) => {
    const invalid =
      part === undefined ? { kind: 'invalid', reason } : { kind: 'invalid', reason, part };

    expect(parsePayable(text, TODAY)).toEqual(invalid);
  });

  it('is never thrown at', () => {
    const lengths = fc.constantFrom(44, 47, 48);
    const digits = lengths.chain((length) => fc.stringMatching(new RegExp(`^\\d{${length}}$`)));
    fc.assert(
      fc.property(fc.oneof(fc.string(), digits), (text) => {
        expect(parsePayable(text, TODAY)).toHaveProperty('kind');
      }),
    );
  });

  it('is judged as an independent checker judges it, one wrong digit included', () => {
    const anyLinha = fc.constantFrom(
      ...boletos.rows.map(({ linha }) => linha),
      ...arrecadacao.rows.map(({ linha }) => linha),
    );
    // The first digits say what a line is; the checker reads them in its own way.
    const anyPlace = fc.integer({ min: 4, max: 46 });
    fc.assert(
      fc.property(anyLinha, anyPlace, fc.nat(9), (linha, at, digit) => {
        const changed = `${linha.slice(0, at)}${digit}${linha.slice(at + 1)}`;
        const { kind } = parsePayable(changed, TODAY);

        expect(kind === 'boleto' || kind === 'arrecadacao').toBe(isValidBoleto(changed));
      }),
      { numRuns: 2000 },
    );
  });
});
