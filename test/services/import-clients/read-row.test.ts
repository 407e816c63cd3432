import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCivilDate } from '../../../domain/civil-date.ts';
import { importFields, type ImportField, type Mapping } from '../../../domain/import-fields.ts';
import { createRowReader } from '../../../main/services/import-clients/read-row.ts';

function readRow(cells: readonly string[], mapping: Mapping) {
  return createRowReader(mapping, { checksTaxIds: true })(cells);
}

function readCell(field: ImportField, cell: string) {
  const { values, problems } = readRow([cell], [field]);
  return [values[field], ...problems.map(({ code }) => code)];
}

describe('a cell', () => {
  it.each<[ImportField, string, ...(string | number | boolean | undefined)[]]>([
    // exchange 2.4, 2.5; boleto 4: CPF, CNPJ and their damage.
    ['taxId', '529.982.247-25', '52998224725'],
    ['taxId', "'529.982.247-25", '52998224725'],
    ['taxId', '="52998224725"', '52998224725'],
    ['taxId', 'C52998224725', '52998224725'],
    ['taxId', 'c11222333000181', '11222333000181'],
    ['taxId', '52998224725.0', '52998224725'],
    ['taxId', '12.ABC.345/01DE-35', '12ABC34501DE35'],
    ['taxId', '12abc34501de35', '12ABC34501DE35'],
    ['taxId', '191', undefined, 'tax-id-invalid'],
    ['taxId', '3944149777', '03944149777', 'tax-id-restored'],
    ['taxId', '191000100', undefined, 'tax-id-invalid'],
    ['taxId', '5,29982E+10', undefined, 'tax-id-damaged-by-spreadsheet'],
    ['taxId', '1.12223E+13', undefined, 'tax-id-damaged-by-spreadsheet'],
    ['taxId', '000.000.000-00', undefined],
    ['taxId', '-', undefined],
    ['taxId', 'isento', undefined, 'tax-id-invalid'],
    ['taxId', '111.111.111-11', undefined, 'tax-id-invalid'],

    ['email', ' Ana@Example.COM ', 'Ana@example.com'],
    ['email', 'a@example.com; b@example.com', 'a@example.com', 'email-first-only'],
    ['email', 'não tem', undefined, 'email-unreadable'],

    // exchange 6.1.
    ['phone', '(75) 90478-8154', '75904788154'],
    ['phone', '+55 75 90478-8154', '75904788154'],
    ['phone', '075 3221-0000', '7532210000'],
    ['phone', '(75) 3221-0000 / (75) 90478-8154', '7532210000'],
    ['phone', '8812-0000 ou (75) 90478-8154', '75904788154'],
    ['phone', '(75) 8812-0000', '75988120000', 'phone-ninth-digit'],
    ['phone', '3221-0000', undefined, 'phone-unreadable'],

    ['state', 'pe', 'PE'],
    ['state', 'São Paulo', 'SP'],
    ['state', 'Mato Grosso do Sul', 'MS'],
    ['state', 'Lisboa', undefined, 'state-unknown'],

    ['postalCode', '01310-100', '01310100'],
    ['postalCode', '1310100', '01310100'],
    ['postalCode', '123', undefined, 'postal-code-unreadable'],

    ['dueDay', '05', 5],
    ['dueDay', 'dia 31', 31],
    ['dueDay', '10.0', 10],
    ['dueDay', '25/12/2026', 25],
    ['dueDay', '2026-12-25', 25],
    ['dueDay', '0', undefined, 'due-day-unreadable'],
    ['dueDay', '31/02/2026', undefined, 'due-day-unreadable'],

    // exchange 2.5: money.
    ['price', '89.90', 8_990],
    ['price', 'R$ 1.089,90', 108_990],
    ['price', '12345', 1_234_500],
    ['price', '0,00', undefined, 'price-zero'],
    ['price', '-3,50', undefined, 'price-unreadable'],
    ['price', '89.9000', undefined, 'price-unreadable'],

    ['isActive', 's', true],
    ['isActive', 'NÃO', false],
    ['isActive', 'Bloqueado', true],
    ['isActive', 'Cancelado', false],
    ['isActive', '1', true],
    ['isActive', 'talvez', undefined, 'status-unreadable'],

    ['billing', 'Carnê', 'carne'],
    ['billing', 'BOLETO', 'titulo'],
    ['billing', 'cartão', undefined, 'billing-unreadable'],

    ['name', ' Ana \n Souza\t', 'Ana Souza'],
    ['notes', 'uma linha\noutra', 'uma linha\noutra'],
    ['login', "'=1+1", '=1+1'],
    ['number', 'S/N', 'S/N'],
    ['plan', 'x'.repeat(81), undefined, 'text-too-long'],
    ['plan', '', undefined],
  ])('of %s written %j is read', (field, cell, value, ...problems) => {
    const read = readCell(field, cell);

    expect(read).toEqual([value, ...problems]);
  });

  it.each(importFields)('of %s never makes reading fail', (field) => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60, unit: 'binary' }), (cell) => {
        const { values } = readRow([cell], [field]);
        return Object.keys(values).length <= 1;
      }),
    );
  });

  it('of a due day is never outside of a month', () => {
    const text = fc.oneof(
      fc.integer({ min: -50, max: 500 }).map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
    );

    fc.assert(
      fc.property(text, (cell) => {
        const [day] = readCell('dueDay', cell);
        return day === undefined
          ? !isCivilDate(cell)
          : Number.isInteger(day) && Number(day) >= 1 && Number(day) <= 31;
      }),
    );
  });
});

describe('a row', () => {
  it('takes the first column that can be read where several are one field', () => {
    const { values, problems } = readRow(
      ['', '52998224725', 'x', '(75) 90478-8154'],
      ['taxId', 'taxId', 'phone', 'phone'],
    );

    expect(values).toEqual({ taxId: '52998224725', phone: '75904788154' });
    expect(problems).toEqual([]);
  });

  it('warns of a CEP of another state', () => {
    const { problems } = readRow(['SP', '55000-000'], ['state', 'postalCode']);

    expect(problems.map(({ code }) => code)).toEqual(['state-postal-code']);
  });

  it('leaves out what is not mapped, and what the row lacks', () => {
    const { values, problems } = readRow(['Ana', 'segredo'], ['name', null, 'email']);

    expect(values).toEqual({ name: 'Ana' });
    expect(problems).toEqual([]);
  });
});
