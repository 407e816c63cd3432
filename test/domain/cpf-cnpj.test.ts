import { isValidCnpj, isValidCpf } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { isCNPJ, isCPF } from 'validation-br';
import { describe, expect, it } from 'vitest';
import { formatTaxId, isCnpj, isCpf, parseTaxId, restoreTaxId } from '../../domain/cpf-cnpj.ts';

// Fact sheet of boletos, 4; the alphanumeric ones after the SERPRO manual.
const validCpfs = ['529.982.247-25', '111.444.777-35', '123.456.789-09', '987.654.321-00'];
const validCnpjs = [
  '11.222.333/0001-81',
  '11.444.777/0001-61',
  '33.683.111/0002-80',
  '00.000.000/0001-91',
  '12.ABC.345/01DE-35',
  '12.345.678/000A-08',
  'AA.345.678/000A-29',
  'AA.345.678/0001-14',
  'WX.BC2.1FX/0001-00',
  '6T.S1H.J0S/0001-70',
  'AB.CDE.FGH/0001-95',
  'ZZ.ZZZ.ZZZ/ZZZZ-62',
];

describe('a tax number', () => {
  it.each(validCpfs)('%s is a CPF and is written with the same mask', (text) => {
    const taxId = parseTaxId(text);

    expect(taxId).toEqual({ kind: 'cpf', digits: text.replace(/\D/g, '') });
    expect(taxId && formatTaxId(taxId)).toBe(text);
  });

  it.each(validCnpjs)('%s is a CNPJ and is written with the same mask', (text) => {
    const taxId = parseTaxId(text);

    expect(taxId).toEqual({ kind: 'cnpj', digits: text.replace(/[./-]/g, '') });
    expect(taxId && formatTaxId(taxId)).toBe(text);
  });

  it('keeps letters typed small as capitals', () => {
    expect(parseTaxId(' 12.abc.345/01de-35 ')?.digits).toBe('12ABC34501DE35');
  });

  it.each([
    ['', 'empty'],
    ['529.982.247-24', 'wrong digit of a CPF'],
    ['111.111.111-11', 'one digit eleven times'],
    ['12.ABC.345/01DE-36', 'wrong digit of a CNPJ'],
    ['00000000000000', 'one digit fourteen times'],
    ['12ABC34501DE3A', 'a letter as check digit'],
    ['5299822472', 'too short'],
    ['529982247255', 'between the two lengths'],
    ['529,982,247-25', 'another mask'],
  ])('%s is none (%s)', (text) => {
    expect(parseTaxId(text)).toBeUndefined();
  });

  it.each([
    ['9123450000146', '09123450000146', 'cnpj'],
    ['1234567890', '01234567890', 'cpf'],
    ['529.982.247-25', '52998224725', 'cpf'],
    ['12.ABC.345/01DE-35', '12ABC34501DE35', 'cnpj'],
  ])('%s gets its leading zeros back as %s', (text, digits, kind) => {
    expect(restoreTaxId(text)).toEqual({ kind, digits });
  });

  it('is not made up of a number that fits neither or is too short to tell', () => {
    expect(restoreTaxId('1234567891')).toBeUndefined();
    expect(restoreTaxId('191')).toBeUndefined();
  });
});

describe('independent checkers', () => {
  const cpfBody = fc.stringMatching(/^\d{9}$/);
  const cnpjBody = fc.stringMatching(/^[0-9A-Z]{12}$/);
  const twoDigits = fc.stringMatching(/^\d{2}$/);

  it('agree on every CPF', () => {
    fc.assert(
      fc.property(cpfBody, twoDigits, (body, end) => {
        const candidates = [`${body}${end}`, ...allEndings(body, isCPF)];

        for (const text of candidates) {
          expect(isCpf(text)).toBe(isCPF(text));
          expect(isCpf(text)).toBe(isValidCpf(text));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('agree on every CNPJ, letters included', () => {
    fc.assert(
      fc.property(cnpjBody, twoDigits, (body, end) => {
        const candidates = [`${body}${end}`, ...allEndings(body, isCNPJ)];

        for (const text of candidates) {
          expect(isCnpj(text)).toBe(isCNPJ(text));
          expect(isCnpj(text)).toBe(isValidCnpj(text, { version: 2 }));
        }
      }),
      { numRuns: 50 },
    );
  });

  /** The endings that the checker accepts: one, for any body. */
  function allEndings(body: string, accepts: (text: string) => boolean): readonly string[] {
    return Array.from({ length: 100 }, (_, end) => `${body}${String(end).padStart(2, '0')}`).filter(
      accepts,
    );
  }
});

describe('any typed text', () => {
  it('is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const taxId = parseTaxId(text);

        expect(taxId === undefined || /^[0-9A-Z]{11,14}$/.test(taxId.digits)).toBe(true);
      }),
    );
  });
});
