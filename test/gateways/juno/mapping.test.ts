import { describe, expect, it } from 'vitest';
import { PLAIN_TERMS, type ChargeTerms } from '../../../domain/charge-terms.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type { ChargeToIssue } from '../../../main/gateways/charge.ts';
import { junoDefinition } from '../../../main/gateways/juno/definition.ts';
import { eventsOfSeen } from '../../../main/gateways/juno/events.ts';
import {
  issuedCharge,
  kindOf,
  kindOfPayment,
  kindOfStatus,
  paymentOf,
  readCivilDate,
  referenceOfParcel,
  targetOfReference,
} from '../../../main/gateways/juno/mapping.ts';
import { endingOf, junoRefusalCodes } from '../../../main/gateways/juno/refusals.ts';
import { termsBody } from '../../../main/gateways/juno/terms.ts';
import { payment, type WirePayment } from '../../../main/gateways/juno/wire.ts';
import { ours, paid, wireOurs } from './fixture.ts';
import { BARCODE, CHARGE, CHARGE_ID, LINHA, MARIA, PADARIA, REFERENCE, TERMS } from './samples.ts';

const TODAY = civilDate('2026-11-21');
const SEEN_AT = instant('2026-12-12T13:00:00Z');
const PAYMENT_ID = 'pay_00112233445566778899AABBCCDDEEFF';

const wirePaid = (changed: Readonly<Record<string, unknown>> = {}): WirePayment =>
  payment.parse(paid(changed));

describe('statuses of a charge (juno 3.2, data model 5)', () => {
  it.each([
    ['ACTIVE', 'registered'],
    ['CANCELLED', 'cancelled'],
    ['MANUAL_RECONCILIATION', 'marked'],
    ['FAILED', 'failed'],
    ['PAID', 'other'],
    ['active', 'other'],
    [undefined, 'other'],
  ])('%s is %s', (status, kind) => {
    expect(kindOfStatus(status)).toBe(kind);
  });
});

describe('statuses of a payment (juno 2.3, data model 5)', () => {
  it.each([
    ['AUTHORIZED', 'announced'],
    ['AWAITING_PROCESSING', 'announced'],
    ['PRECONFIRMED', 'announced'],
    ['CONFIRMED', 'paid'],
    ['DECLINED', 'failed'],
    ['FAILED', 'failed'],
    ['NOT_AUTHORIZED', 'failed'],
    ['CUSTOMER_PAID_BACK', 'refunded'],
    ['BANK_PAID_BACK', 'refunded'],
    ['PARTIALLY_REFUNDED', 'partly-refunded'],
    ['SOMETHING_NEW', 'other'],
  ])('%s is %s', (status, kind) => {
    expect(kindOfPayment({ status })).toBe(kind);
  });
});

describe('the state of a charge with its payments', () => {
  it.each<[string, readonly string[], string]>([
    ['PAID', ['CONFIRMED'], 'paid'],
    ['ACTIVE', ['CONFIRMED'], 'paid'],
    ['CANCELLED', ['CONFIRMED'], 'paid'],
    ['PAID', ['CUSTOMER_PAID_BACK', 'CONFIRMED'], 'paid'],
    ['PAID', ['PARTIALLY_REFUNDED'], 'paid'],
    ['PAID', ['BANK_PAID_BACK'], 'refunded'],
    ['CANCELLED', ['BANK_PAID_BACK'], 'cancelled'],
    ['ACTIVE', ['AUTHORIZED'], 'announced'],
    ['MANUAL_RECONCILIATION', ['AUTHORIZED'], 'marked'],
    ['ACTIVE', ['DECLINED'], 'registered'],
    ['PAID', [], 'other'],
  ])('%s with %j is %s', (status, statuses, kind) => {
    const payments = statuses.map((one) => paid({ status: one }));

    expect(kindOf(wireOurs({ status, payments }))).toBe(kind);
  });
});

describe('amounts and dates', () => {
  it('come as numbers or as text (juno 3.4)', () => {
    expect(wireOurs({ amount: '51.75' }).amount).toBe(51.75);
    expect(wireOurs({ amount: 51.75 }).amount).toBe(51.75);
    expect(wireOurs({ amount: '51,75' }).amount).toBeUndefined();
  });

  it.each([
    ['2026-12-10', '2026-12-10'],
    ['2026-12-10 10:20:30', '2026-12-10'],
    ['2026-02-30', undefined],
    ['10/12/2026', undefined],
  ])('%s falls on %s', (text, day) => {
    expect(readCivilDate(text)).toBe(day);
  });
});

describe('references', () => {
  it('of parcels carry their number, and are read back', () => {
    expect(referenceOfParcel(REFERENCE, 3)).toBe(`${REFERENCE}-03`);
    expect(targetOfReference(`${REFERENCE}-24`)).toEqual({
      reference: REFERENCE,
      groupId: REFERENCE,
      parcel: 24,
    });
  });

  it.each([REFERENCE, 'CLI42-01', `${REFERENCE}-1`, `${REFERENCE}-001`])(
    'of single charges and of others stay as they are: %s',
    (reference) => {
      expect(targetOfReference(reference)).toEqual({ reference });
    },
  );

  it('may be missing', () => {
    expect(targetOfReference(undefined)).toEqual({});
  });
});

describe('an issued charge', () => {
  it('has the linha and bar code of the public vector (juno 3.2)', () => {
    expect(issuedCharge(wireOurs())).toMatchObject({ linha: LINHA, barcode: BARCODE, bank: '383' });
  });

  it('shows 47 digits that do not fit, without bars of its own making', () => {
    const payNumber = `${LINHA.slice(0, 46)}1`;

    const charge = issuedCharge(wireOurs({ payNumber, billetDetails: null }));

    expect(charge?.linha).toBe(payNumber);
    expect(charge).not.toHaveProperty('barcode');
  });

  it('is read from an answer full of nulls and unknown keys', () => {
    const bare = Object.fromEntries(
      Object.entries(ours()).map(([key, value]) => [
        key,
        ['id', 'amount', 'dueDate'].includes(key) ? value : null,
      ]),
    );

    expect(issuedCharge(wireOurs({ ...bare, somethingNew: { a: 1 } }))).toEqual({
      gatewayId: CHARGE_ID,
      dueOn: '2026-12-10',
      amountCents: 9990,
      links: {},
    });
  });

  it.each([{ dueDate: null }, { amount: null }])('is none with %o', (changed) => {
    expect(issuedCharge(wireOurs(changed))).toBeUndefined();
  });
});

describe('a payment', () => {
  it('is credited on its day of release, fee told', () => {
    expect(paymentOf(wirePaid(), TODAY)).toEqual({
      paymentKey: PAYMENT_ID,
      amountCents: 9990,
      feeCents: 250,
      paidOn: '2026-12-09',
      creditedOn: '2026-12-10',
      method: 'boleto',
    });
  });

  it.each([
    ['BOLETO_PIX', 'boleto'],
    ['CREDIT_CARD', 'card'],
    ['INSTALLMENT_CREDIT_CARD', 'card'],
    ['SOMETHING_NEW', 'other'],
    [null, 'other'],
  ])('of type %s came by %s', (type, method) => {
    expect(paymentOf(wirePaid({ type }), TODAY).method).toBe(method);
  });

  it('falls on the day it was seen where Juno gives none, and is not credited without release', () => {
    const bare = paymentOf(wirePaid({ date: null, releaseDate: null }), TODAY);

    expect(bare.paidOn).toBe(TODAY);
    expect(bare).not.toHaveProperty('creditedOn');
  });

  it.each([{ fee: null }, { fee: 200 }, { fee: -1 }])('has no fee with %o', (changed) => {
    expect(paymentOf(wirePaid(changed), TODAY)).not.toHaveProperty('feeCents');
  });

  it.each([{ amount: null }, { amount: 0 }])('has no amount with %o', (changed) => {
    expect(paymentOf(wirePaid(changed), TODAY)).not.toHaveProperty('amountCents');
  });
});

describe('events', () => {
  const tell = (changed: Readonly<Record<string, unknown>>) =>
    eventsOfSeen({ charge: wireOurs(changed), raw: ours(changed), seenAt: SEEN_AT });

  it.each<[string, readonly string[], readonly string[]]>([
    ['ACTIVE', [], ['registered']],
    ['CANCELLED', [], ['cancelled']],
    ['MANUAL_RECONCILIATION', [], ['marked']],
    ['FAILED', [], ['failed']],
    ['PAID', [], ['other']],
    ['PAID', ['CONFIRMED'], ['paid', 'credited']],
    ['ACTIVE', ['CONFIRMED'], ['paid', 'credited', 'registered']],
    ['ACTIVE', ['AUTHORIZED'], ['announced', 'registered']],
    ['ACTIVE', ['DECLINED'], ['failed', 'registered']],
    ['PAID', ['PARTIALLY_REFUNDED'], ['paid', 'credited', 'partly-refunded']],
    ['PAID', ['BANK_PAID_BACK'], ['refunded']],
    ['MANUAL_RECONCILIATION', ['CONFIRMED'], ['paid', 'credited', 'marked']],
  ])('of %s with %j tell %j', (status, statuses, kinds) => {
    const payments = statuses.map((one) => paid({ status: one }));

    expect(tell({ status, payments }).map(({ kind }) => kind)).toEqual(kinds);
  });

  it('have keys of charge, payment and status', () => {
    const payments = [paid({ status: 'AUTHORIZED' }), paid({ id: 'pay_2' })];

    expect(tell({ payments }).map(({ eventKey }) => eventKey)).toEqual([
      `${CHARGE_ID}:${PAYMENT_ID}:AUTHORIZED`,
      `${CHARGE_ID}:pay_2:CONFIRMED`,
      `${CHARGE_ID}:pay_2:credited`,
      `${CHARGE_ID}:ACTIVE`,
    ]);
  });

  it('confirm under one key, whether a part was given back already or not', () => {
    const [before] = tell({ status: 'PAID', payments: [paid()] });
    const [after] = tell({ status: 'PAID', payments: [paid({ status: 'PARTIALLY_REFUNDED' })] });

    expect(after?.eventKey).toBe(before?.eventKey);
  });

  it('name carnê and parcel', () => {
    const [event] = tell({ reference: `${REFERENCE}-02` });

    expect(event?.target).toEqual({
      gatewayId: CHARGE_ID,
      reference: REFERENCE,
      groupId: REFERENCE,
      parcel: 2,
    });
  });
});

describe('terms (juno 3.2)', () => {
  const body = (changed: Partial<ChargeTerms>) => termsBody({ ...TERMS, ...changed }, cents(9990));

  it.each<[string, Partial<ChargeTerms>, object]>([
    ['makes 0,033 % a day 0,99 % a month', {}, { fine: 2, interest: 0.99, maxOverdueDays: 29 }],
    ['keeps 1 % a month', { interest: { kind: 'percent-month', value: 1000 } }, { interest: 1 }],
    [
      'sends explicit zeros',
      { fine: { kind: 'none', value: 0 }, interest: { kind: 'none', value: 0 } },
      { fine: 0, interest: 0 },
    ],
    ['charges nothing late on contra-apresentação', { isContra: true }, { fine: 0, interest: 0 }],
    [
      'charges nothing late where nobody can pay late',
      { payableDays: 0 },
      { maxOverdueDays: 0, fine: 0, interest: 0 },
    ],
    [
      'has a discount in reais until days before the due date',
      { discount: { kind: 'fixed', value: 500, daysBefore: 5 } },
      { discountAmount: 5, discountDays: 5 },
    ],
    [
      'computes a discount in percent',
      { discount: { kind: 'percent', value: 1050, daysBefore: 0 } },
      { discountAmount: 10.49, discountDays: 0 },
    ],
  ])('%s', (_what, changed, expected) => {
    expect(body(changed)).toMatchObject(expected);
  });

  it('say nothing of a discount that is none', () => {
    expect(body({})).not.toHaveProperty('discountAmount');
    expect(body({})).not.toHaveProperty('discountDays');
  });

  it.each<[string, Partial<ChargeTerms>, readonly object[]]>([
    ['nothing that is applied exactly', {}, []],
    [
      'a fine in reais',
      { fine: { kind: 'fixed', value: 350 } },
      [{ field: 'fine', asked: 350, applied: 0 }],
    ],
    [
      'a fine over 20 %',
      { fine: { kind: 'percent', value: 2500 } },
      [{ field: 'fine', asked: 2500, applied: 2000 }],
    ],
    [
      'interest in reais',
      { interest: { kind: 'amount-day', value: 5 } },
      [{ field: 'interest', asked: 5, applied: 0 }],
    ],
    [
      'interest over 20 % a month, in the unit that was asked',
      { interest: { kind: 'percent-day', value: 900 } },
      [{ field: 'interest', asked: 900, applied: 667 }],
    ],
    [
      'a third decimal of interest',
      { interest: { kind: 'percent-month', value: 995 } },
      [{ field: 'interest', asked: 995, applied: 1000 }],
    ],
    ['more than 29 days', { payableDays: 60 }, [{ field: 'payableDays', asked: 60, applied: 29 }]],
  ])('note %s, and once clamped nothing more', (_what, changed, notes) => {
    const clamped = junoDefinition.clampTerms({ ...TERMS, ...changed });

    expect(clamped.notes).toEqual(notes);
    expect(junoDefinition.clampTerms(clamped.terms)).toEqual({ terms: clamped.terms, notes: [] });
  });
});

describe('checks before sending', () => {
  it.each<[string, Partial<ChargeToIssue>, readonly string[]]>([
    ['passes a good charge', {}, []],
    ['passes a name of one word', { payer: PADARIA }, []],
    ['wants a date from today on', { dueOn: civilDate('2026-11-20') }, ['due-date-past']],
    ['wants R$ 2,50', { amountCents: cents(249) }, ['value-too-low']],
    ['takes up to a million', { amountCents: cents(100_000_001) }, ['value-too-high']],
    [
      'wants something left after the discount',
      { terms: { ...PLAIN_TERMS, discount: { kind: 'fixed', value: 9990, daysBefore: 0 } } },
      ['discount-too-high'],
    ],
    ['wants a document', { payer: { ...MARIA, taxId: undefined } }, ['tax-id-missing']],
    [
      'takes no letters in a CNPJ',
      { payer: { ...PADARIA, taxId: { kind: 'cnpj', digits: '12ABC34501DE35' } } },
      ['tax-id-invalid'],
    ],
    ['wants a name', { payer: { ...MARIA, name: ' ' } }, ['name-missing']],
    ['refuses a short phone', { payer: { ...MARIA, phone: '98765' } }, ['phone-invalid']],
    ['refuses a broken e-mail', { payer: { ...MARIA, email: 'maria@' } }, ['email-invalid']],
    [
      'refuses an e-mail over 80 characters',
      { payer: { ...MARIA, email: `${'m'.repeat(80)}@example.com` } },
      ['email-invalid'],
    ],
    [
      'takes three lines beside the description',
      { messageLines: ['1', '2', '3', '4'] },
      ['message-too-long'],
    ],
    [
      'counts description and lines together',
      { description: 'x'.repeat(380) },
      ['message-too-long'],
    ],
  ])('%s', (_what, changed, codes) => {
    const problems = junoDefinition.checkOffline({ ...CHARGE, ...changed }, TODAY);

    expect(problems.map(({ code }) => code)).toEqual(codes);
  });
});

describe('refusals', () => {
  it('have a word of the catalogue each', () => {
    const words = ['charge.dueDate', 'billing.document', 'x', undefined].map((field) => {
      const body = { details: [{ ...(field && { field }), message: 'texto' }] };
      const ending = endingOf({ status: 400, body });
      return ending.ending === 'rejected' ? ending.refusal.code : '';
    });

    expect(words).toEqual(['due-date-invalid', 'tax-id-invalid', 'field-invalid', 'refused']);
    expect(junoRefusalCodes).toEqual(expect.arrayContaining(words));
  });
});

describe('the form of an account', () => {
  it('asks for the token of the digital account first, and every environment for the same settings', () => {
    const names = (environment: string) =>
      junoDefinition.credentialFields
        .filter((field) => field.environment === environment)
        .map(({ name }) => name.replace(`${environment}-`, ''));

    expect(names('production')).toEqual([
      'resource-token',
      'client-id',
      'client-secret',
      'pix-key',
      'webhook-secret',
      'takes-callbacks',
      'resource-path',
    ]);
    expect(names('homologation')).toEqual(names('production'));
    expect(names('simulator')).toEqual(names('production'));
  });

  it('says that Juno is history', () => {
    expect(junoDefinition.label).toContain('histórico');
    expect(junoDefinition.credentialFields[0]?.help).toContain('não abre contas novas');
  });
});
