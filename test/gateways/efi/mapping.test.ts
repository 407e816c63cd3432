import { CreateOneStepChargeBodySchema } from 'sdk-node-apis-efi';
import { describe, expect, it } from 'vitest';
import type { ChargeTerms } from '../../../domain/charge-terms.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import { carnetBody, chargeBody, customerOf, payBody } from '../../../main/gateways/efi/bodies.ts';
import { efiDefinition } from '../../../main/gateways/efi/definition.ts';
import {
  issuedCharge,
  kindOf,
  readCivilDate,
  readInstant,
} from '../../../main/gateways/efi/mapping.ts';
import { efiRefusalCodes, endingOf } from '../../../main/gateways/efi/refusals.ts';
import type { ChargeToIssue } from '../../../main/gateways/charge.ts';
import { CHARGE, GROUP, LINHA, MARIA, PADARIA, TERMS } from './samples.ts';

const TODAY = civilDate('2026-11-21');
const NOW = instant('2026-11-21T13:00:00Z');

describe('statuses (efi 2.1)', () => {
  it.each([
    ['new', 'other'],
    ['waiting', 'registered'],
    ['link', 'registered'],
    ['identified', 'announced'],
    ['approved', 'announced'],
    ['paid', 'paid'],
    ['unpaid', 'overdue'],
    ['settled', 'marked'],
    ['canceled', 'cancelled'],
    ['refunded', 'refunded'],
    ['contested', 'contested'],
    ['expired', 'expired'],
    ['', 'other'],
    ['PAID', 'other'],
  ])('%s is %s', (status, kind) => {
    expect(kindOf(status)).toBe(kind);
  });
});

describe('dates', () => {
  it.each([
    ['2026-12-10', '2026-12-10'],
    ['2026-12-10 23:59:59', '2026-12-10'],
    ['2026-12-11T02:59:59.000Z', '2026-12-10'],
    ['2026-12-11T12:00:00Z', '2026-12-11'],
    ['2026-02-30', undefined],
    ['', undefined],
  ])('%s falls on %s', (text, day) => {
    expect(readCivilDate(text)).toBe(day);
  });

  it.each([
    ['2026-11-21 10:18:21', '2026-11-21T13:18:21.000Z'],
    ['2026-11-10T12:00:00.000Z', '2026-11-10T12:00:00.000Z'],
    ['2026-11-10', undefined],
    ['2026-99-10 10:00:00', undefined],
  ])('%s is %s', (text, at) => {
    expect(readInstant(text)).toBe(at);
  });
});

describe('late terms (efi 1.4)', () => {
  it('sends explicit zeros where nothing is charged', () => {
    const { configurations } = billetOf({ ...CHARGE, terms: plain({}) });

    expect(configurations).toEqual({ days_to_write_off: 29, fine: 0, interest: 0 });
  });

  it.each<[string, Partial<ChargeTerms>, object, readonly object[]]>([
    ['keeps 2 % and 0,033 % a day', {}, { fine: 200, interest: 33, days_to_write_off: 60 }, []],
    [
      'makes 1 % a month 0,033 % a day',
      { interest: { kind: 'percent-month', value: 1000 } },
      { interest: 33 },
      [{ field: 'interest', asked: 1000, applied: 990 }],
    ],
    [
      'rounds half up',
      { interest: { kind: 'percent-month', value: 15 } },
      { interest: 1 },
      [{ field: 'interest', asked: 15, applied: 30 }],
    ],
    [
      'stops at 0,33 % a day',
      { interest: { kind: 'percent-day', value: 400 } },
      { interest: 330 },
      [{ field: 'interest', asked: 400, applied: 330 }],
    ],
    [
      'stops at 10 % of fine',
      { fine: { kind: 'percent', value: 1500 } },
      { fine: 1000 },
      [{ field: 'fine', asked: 1500, applied: 1000 }],
    ],
    [
      'has no fine in reais',
      { fine: { kind: 'fixed', value: 300 } },
      { fine: 0 },
      [{ field: 'fine', asked: 300, applied: 0 }],
    ],
    [
      'has no interest in reais',
      { interest: { kind: 'amount-day', value: 5 } },
      { interest: 0 },
      [{ field: 'interest', asked: 5, applied: 0 }],
    ],
    [
      'stops at 120 payable days',
      { payableDays: 150 },
      { days_to_write_off: 120 },
      [{ field: 'payableDays', asked: 150, applied: 120 }],
    ],
    [
      'charges nothing late on contra-apresentação',
      { isContra: true },
      { fine: 0, interest: 0 },
      [
        { field: 'fine', asked: 200, applied: 0 },
        { field: 'interest', asked: 33, applied: 0 },
      ],
    ],
  ])('%s', (_what, change, configurations, notes) => {
    const terms = { ...TERMS, ...change };

    const clamped = efiDefinition.clampTerms(terms);

    expect(clamped.notes).toEqual(notes);
    expect(efiDefinition.clampTerms(clamped.terms)).toEqual({ terms: clamped.terms, notes: [] });
    expect(billetOf({ ...CHARGE, terms }).configurations).toMatchObject(configurations);
  });
});

describe('small amounts', () => {
  it.each([
    [999, { fine: 'none', interest: 'none', discount: 'none' }],
    [1_000, { fine: 'percent', interest: 'percent-day', discount: 'fixed' }],
  ] as const)('%i centavos have the terms that Efí applies to them', (amount, expected) => {
    const terms = plain({
      fine: { kind: 'percent', value: 200 },
      interest: { kind: 'percent-day', value: 33 },
      discount: { kind: 'fixed', value: 100, daysBefore: 0 },
    });

    const { fine, interest, discount } = efiDefinition.clampTerms(terms, cents(amount)).terms;

    expect({ fine: fine.kind, interest: interest.kind, discount: discount.kind }).toEqual(expected);
  });
});

describe('discount', () => {
  it.each([
    ['percent', 500, 5, { type: 'percentage', value: 500, until_date: '2026-12-05' }],
    ['fixed', 300, 0, { type: 'currency', value: 300, until_date: '2026-12-10' }],
  ] as const)('%s holds until its day', (kind, value, daysBefore, expected) => {
    const terms = plain({ discount: { kind, value, daysBefore } });

    expect(billetOf({ ...CHARGE, terms }).conditional_discount).toEqual(expected);
  });

  it('is left out when its last day is over', () => {
    const terms = plain({ discount: { kind: 'fixed', value: 300, daysBefore: 20 } });

    expect(billetOf({ ...CHARGE, terms })).not.toHaveProperty('conditional_discount');
  });
});

describe('payer', () => {
  it('sends a person by CPF and leaves the e-mail out unless it is given', () => {
    expect(customerOf(MARIA)).toEqual({
      name: 'Maria da Silva',
      cpf: '94271564656',
      phone_number: '31987654321',
      address: {
        street: 'Rua das Flores',
        number: '10',
        neighborhood: 'Centro',
        zipcode: '35400000',
        city: 'Ouro Preto',
        state: 'MG',
      },
    });
    expect(customerOf({ ...MARIA, email: 'm@example.com' })).toHaveProperty(
      'email',
      'm@example.com',
    );
  });

  it('sends a company in its own object, never in cpf', () => {
    expect(customerOf(PADARIA)).toEqual({
      juridical_person: { corporate_name: 'Padaria', cnpj: '99794567000144' },
    });
  });

  it('passes the official schema with every field filled in', () => {
    const charge = {
      ...CHARGE,
      payer: { ...MARIA, email: 'm@example.com', address: { ...address(), complement: 'Fundos' } },
      terms: plain({ discount: { kind: 'percent', value: 500, daysBefore: 5 } }),
    };

    const body = { ...chargeBody(charge), ...payBody(charge, TODAY) };

    expect(CreateOneStepChargeBodySchema.safeParse(body).error).toBeUndefined();
  });

  it('makes no carnê without parcels', () => {
    expect(carnetBody({ ...GROUP, parcels: [] })).toBeUndefined();
  });
});

describe('boleto', () => {
  it('takes the bar code out of the linha digitável', () => {
    // Made-up linha of bank 001 with valid check digits: fields 1, 2, 3, digit, factor and amount.
    const issued = issuedCharge(
      { barcode: '00190.50095 40144.816069 06809.350314 3 37370000000100' },
      { gatewayId: '1', dueOn: TODAY, amountCents: cents(100) },
    );

    expect(issued).toMatchObject({
      bank: '001',
      linha: '00190500954014481606906809350314337370000000100',
      barcode: '00193373700000001000500940144816060680935031',
    });
  });

  it('shows the zeros of homologação without bank and bar code', () => {
    const asked = { gatewayId: '1', dueOn: TODAY, amountCents: cents(100) };

    const issued = issuedCharge({ barcode: '0'.repeat(47) }, asked);

    expect(issued).toEqual({ ...asked, linha: '0'.repeat(47), links: {} });
  });

  it('has no boleto without a linha of 47 digits', () => {
    const asked = { gatewayId: '1', dueOn: TODAY, amountCents: cents(100) };

    expect(issuedCharge({ barcode: LINHA.slice(1) }, asked)).toBeUndefined();
  });
});

describe('refusals (efi 4.2)', () => {
  it.each([3500001, 3500006, 3500072, 4600035, 4600037, 4600224])(
    '%i is about the account',
    (code) => {
      expect(endingOf({ status: 400, body: { code } }, NOW)).toMatchObject({
        ending: 'rejected',
        refusal: { level: 'account' },
      });
    },
  );

  it.each([
    [4600209, 'payer-daily-limit'],
    [4600210, 'identical-charges'],
    [4600211, 'payer-monthly-limit'],
    [4600222, 'payer-is-owner'],
    [4600036, 'value-too-low'],
    [4600007, 'due-date-past'],
    [9999999, 'refused'],
  ])('%i is %s of this charge', (code, word) => {
    const ending = endingOf({ status: 400, body: { code: String(code) } }, NOW);

    expect(ending).toMatchObject({ ending: 'rejected', refusal: { level: 'data', code: word } });
  });

  it.each([
    ['/payment/banking_billet/customer/cpf', 'tax-id-invalid'],
    ['/customer/juridical_person/cnpj', 'tax-id-invalid'],
    ['/payment/banking_billet/customer/name', 'name-invalid'],
    ['/payment/banking_billet/customer/email', 'email-invalid'],
    ['/payment/banking_billet/customer/address/number', 'address-incomplete'],
    ['number', 'field-invalid'],
    ['/payment/banking_billet/expire_at', 'due-date-invalid'],
  ])('a schema refusal of %s is %s', (property, word) => {
    const body = { code: 3500034, error_description: { property, message: 'x' } };

    expect(endingOf({ status: 400, body }, NOW)).toMatchObject({
      refusal: { code: word, field: property },
    });
  });

  it('is credentials for 403 without a known code, and for any 401', () => {
    expect(endingOf({ status: 403, body: undefined }, NOW)).toMatchObject({
      reason: 'credentials',
    });
    expect(endingOf({ status: 401, body: { code: 3500001 } }, NOW)).toMatchObject({
      reason: 'credentials',
    });
  });

  it('lists every word that can be shown', () => {
    expect(efiRefusalCodes).toContain('payer-daily-limit');
    expect(new Set(efiRefusalCodes).size).toBe(efiRefusalCodes.length);
  });
});

describe('checks before sending (efi 1.4)', () => {
  it('lets a good charge pass', () => {
    expect(efiDefinition.checkOffline(CHARGE, TODAY)).toEqual([]);
    expect(efiDefinition.checkOffline({ ...CHARGE, payer: PADARIA }, TODAY)).toEqual([]);
  });

  it.each<[string, string, Partial<ChargeToIssue>]>([
    ['due-date-past', 'dueOn', { dueOn: civilDate('2026-11-20') }],
    ['due-date-too-far', 'dueOn', { dueOn: civilDate('2030-04-22') }],
    ['value-too-low', 'amountCents', { amountCents: cents(499) }],
    [
      'discount-too-high',
      'terms.discount',
      { terms: plain({ discount: { kind: 'fixed', value: 9491, daysBefore: 0 } }) },
    ],
    [
      'discount-too-high',
      'terms.discount',
      { terms: plain({ discount: { kind: 'percent', value: 9600, daysBefore: 0 } }) },
    ],
    ['fine-too-high', 'terms.fine', { terms: plain({ fine: { kind: 'percent', value: 1001 } }) }],
    [
      'interest-too-high',
      'terms.interest',
      { terms: plain({ interest: { kind: 'percent-day', value: 331 } }) },
    ],
    ['name-one-word', 'payer.name', { payer: { ...MARIA, name: 'Maria' } }],
    ['name-missing', 'payer.name', { payer: { ...PADARIA, name: ' ' } }],
    ['tax-id-missing', 'payer.taxId', { payer: { ...MARIA, taxId: undefined } }],
    [
      'tax-id-invalid',
      'payer.taxId',
      { payer: { ...PADARIA, taxId: { kind: 'cnpj', digits: '12ABC34501DE35' } } },
    ],
    ['phone-invalid', 'payer.phone', { payer: { ...MARIA, phone: '5531987654321' } }],
    ['email-invalid', 'payer.email', { payer: { ...MARIA, email: 'maria' } }],
    [
      'address-incomplete',
      'payer.address.number',
      { payer: { ...MARIA, address: { ...address(), number: '' } } },
    ],
    [
      'address-incomplete',
      'payer.address.postalCode',
      { payer: { ...MARIA, address: { ...address(), postalCode: '35400-000' } } },
    ],
    [
      'state-unknown',
      'payer.address.state',
      { payer: { ...MARIA, address: { ...address(), state: 'XX' } } },
    ],
    ['message-too-long', 'messageLines', { messageLines: ['a', 'b', 'c', 'd', 'e'] }],
    ['message-too-long', 'messageLines', { messageLines: ['a'.repeat(101)] }],
  ])('finds %s in %s', (code, field, change) => {
    expect(efiDefinition.checkOffline({ ...CHARGE, ...change }, TODAY)).toMatchObject([
      { code, field },
    ]);
  });
});

describe('opening an account', () => {
  it.each(['http://cobrancas.example.com', 'ftp://127.0.0.1', 'not an address'])(
    'refuses to send credentials to %s',
    (baseUrl) => {
      const open = () =>
        efiDefinition.open(
          { environment: 'production', baseUrl, credential: () => 'x' },
          { clock: { now: () => NOW } },
        );

      expect(open).toThrow(expect.objectContaining({ code: 'invalid-input' }) as Error);
    },
  );
});

function plain(change: Partial<ChargeTerms>): ChargeTerms {
  return {
    ...TERMS,
    fine: { kind: 'none', value: 0 },
    interest: { kind: 'none', value: 0 },
    payableDays: 29,
    ...change,
  };
}

function billetOf(charge: ChargeToIssue) {
  return payBody(charge, TODAY).payment.banking_billet;
}

function address() {
  return {
    street: 'Rua das Flores',
    number: '10',
    district: 'Centro',
    city: 'Ouro Preto',
    state: 'MG',
    postalCode: '35400000',
  };
}
