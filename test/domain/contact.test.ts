import { getAreaCodeInfo } from '@brazilian-utils/brazilian-utils';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCep, parseCep, ufOfCep } from '../../domain/cep.ts';
import { parseEmail, parseEmailField } from '../../domain/email.ts';
import {
  areaCodes,
  formatPhone,
  internationalDigits,
  isMobile,
  parsePhone,
  ufOfPhone,
} from '../../domain/phone.ts';
import { isUf, parseUf, ufs } from '../../domain/uf.ts';

describe('a phone', () => {
  it.each([
    ['(11) 98765-4321', '11987654321', '(11) 98765-4321', true],
    ['+55 11 98765 4321', '11987654321', '(11) 98765-4321', true],
    ['5511987654321', '11987654321', '(11) 98765-4321', true],
    ['011 3456-7890', '1134567890', '(11) 3456-7890', false],
    ['+55 (0)31 3456-7890', '3134567890', '(31) 3456-7890', false],
    ['55 98765-4321', '55987654321', '(55) 98765-4321', true],
    ['55 3456.7890', '5534567890', '(55) 3456-7890', false],
    ['+55 55 98765-4321', '55987654321', '(55) 98765-4321', true],
  ])('%s is %s for the gateway and %s on screen', (text, digits, formatted, mobile) => {
    const phone = parsePhone(text);

    expect(phone).toBe(digits);
    expect(phone && formatPhone(phone)).toBe(formatted);
    expect(phone && isMobile(phone)).toBe(mobile);
    expect(phone).toMatch(/^[1-9]{2}9?[0-9]{8}$/);
  });

  it.each([
    ['', 'empty'],
    ['98765-4321', 'no area code'],
    ['(20) 98765-4321', 'no such area code'],
    ['(11) 88765-4321', 'nine digits that do not begin with 9'],
    ['(11) 9876-5432', 'a mobile that lacks a digit'],
    ['(11) 99999-9999', 'one digit repeated'],
    ['11 98765-4321 recado', 'words'],
    ['+1 415 555 0100', 'another country'],
  ])('%s is none (%s)', (text) => {
    expect(parsePhone(text)).toBeUndefined();
  });

  it('has the area codes and states of an independent table', () => {
    const theirs = Array.from({ length: 90 }, (_, index) => getAreaCodeInfo(10 + index)).filter(
      (info) => info !== null,
    );

    const ours = areaCodes.map((code) => {
      const phone = parsePhone(`${code}34567890`);
      return [code, phone && ufOfPhone(phone)];
    });

    expect(ours).toHaveLength(67);
    expect(ours).toEqual(theirs.map(({ areaCode, stateCode }) => [areaCode, stateCode]));
  });

  it('has the country code in a link', () => {
    const phone = parsePhone('(11) 98765-4321');

    expect(phone && internationalDigits(phone)).toBe('5511987654321');
  });

  it('reads back what it writes', () => {
    const anyNumber = fc
      .tuple(fc.constantFrom(...areaCodes), fc.stringMatching(/^(9\d{8}|[2-5]\d{7})$/))
      .map(([code, number]) => `${code}${number}`);
    fc.assert(
      fc.property(anyNumber, (digits) => {
        const phone = parsePhone(digits);

        expect(phone === undefined ? undefined : parsePhone(formatPhone(phone))).toBe(phone);
      }),
    );
  });
});

describe('a CEP', () => {
  it.each([
    ['01310-100', '01310100', 'SP'],
    ['01.310-100', '01310100', 'SP'],
    ['1310100', '01310100', 'SP'],
    ['69301-000', '69301000', 'RR'],
    ['69400-000', '69400000', 'AM'],
    ['72800-000', '72800000', 'GO'],
    ['73000-000', '73000000', 'DF'],
    ['76801-000', '76801000', 'RO'],
    ['99999-999', '99999999', 'RS'],
  ])('%s is %s, in %s', (text, digits, uf) => {
    const cep = parseCep(text);

    expect(cep).toBe(digits);
    expect(cep && ufOfCep(cep)).toBe(uf);
  });

  it.each(['', '123', '00000-000', '013101000', '0131O-100'])('%j is none', (text) => {
    expect(parseCep(text)).toBeUndefined();
  });

  it('is written with its mask', () => {
    const cep = parseCep('01310100');

    expect(cep && formatCep(cep)).toBe('01310-100');
  });
});

describe('a state', () => {
  it('is one of 27', () => {
    expect(new Set(ufs).size).toBe(27);
    expect(isUf('SP')).toBe(true);
    expect(isUf('XX')).toBe(false);
  });

  it('is read in any case', () => {
    expect(parseUf(' sp ')).toBe('SP');
    expect(parseUf('São Paulo')).toBeUndefined();
  });
});

describe('an e-mail address', () => {
  it.each([
    ['maria@example.com', 'maria@example.com'],
    [' Maria.Silva+boleto@Example.COM ', 'Maria.Silva+boleto@example.com'],
    ["o'brien@provedor.example", "o'brien@provedor.example"],
  ])('%s is read as %s', (text, expected) => {
    expect(parseEmail(text)).toBe(expected);
  });

  it.each([
    '',
    'maria',
    '@example.com',
    'maria@',
    'maria@example',
    'maria..silva@example.com',
    '.maria@example.com',
    'joão@example.com',
    'maria@exa mple.com',
    'maria@-example.com',
    'maria@example.1',
    `${'a'.repeat(65)}@example.com`,
  ])('%j is none', (text) => {
    expect(parseEmail(text)).toBeUndefined();
  });

  it('may share a field with others', () => {
    const field = parseEmailField('a@example.com; b@example.com, a@example.com nada');

    expect(field).toEqual({ emails: ['a@example.com', 'b@example.com'], unreadable: ['nada'] });
  });

  it('leaves an empty field empty', () => {
    expect(parseEmailField('  ')).toEqual({ emails: [], unreadable: [] });
  });
});
