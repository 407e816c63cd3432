import { describe, expect, it } from 'vitest';
import type { ChargeTerms } from '../../../domain/charge-terms.ts';
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import {
  customerBody,
  dueDateBody,
  parcelValues,
  paymentBody,
} from '../../../main/gateways/asaas/bodies.ts';
import { asaasDefinition } from '../../../main/gateways/asaas/definition.ts';
import { eventsOfCallback, eventsOfSeen } from '../../../main/gateways/asaas/events.ts';
import {
  issuedCharge,
  kindOf,
  paymentOf,
  readCivilDate,
} from '../../../main/gateways/asaas/mapping.ts';
import { asaasRefusalCodes, endingOf } from '../../../main/gateways/asaas/refusals.ts';
import { billingInfo } from '../../../main/gateways/asaas/wire.ts';
import type { ChargeToIssue } from '../../../main/gateways/charge.ts';
import { fixture, ours, wireOurs } from './fixture.ts';
import { CHARGE, CHARGE_ID, CUSTOMER_ID, LINHA, MARIA, PADARIA, TERMS } from './samples.ts';

const TODAY = civilDate('2026-11-21');
const SEEN_AT = instant('2026-12-11T13:00:00Z');

describe('statuses (asaas 4)', () => {
  it.each([
    ['PENDING', 'registered'],
    ['AWAITING_RISK_ANALYSIS', 'registered'],
    ['AUTHORIZED', 'registered'],
    ['OVERDUE', 'overdue'],
    ['DUNNING_REQUESTED', 'overdue'],
    ['CONFIRMED', 'paid'],
    ['RECEIVED', 'paid'],
    ['DUNNING_RECEIVED', 'paid'],
    ['RECEIVED_IN_CASH', 'marked'],
    ['REFUNDED', 'refunded'],
    ['REFUND_REQUESTED', 'other'],
    ['REFUND_IN_PROGRESS', 'other'],
    ['CHARGEBACK_REQUESTED', 'contested'],
    ['CHARGEBACK_DISPUTE', 'contested'],
    ['AWAITING_CHARGEBACK_REVERSAL', 'contested'],
    ['', 'other'],
    ['received', 'other'],
  ])('%s is %s', (status, kind) => {
    expect(kindOf(wireOurs({ status }))).toBe(kind);
  });

  it.each([
    ['PENDING', 'cancelled'],
    ['OVERDUE', 'cancelled'],
    ['SOMETHING_NEW', 'cancelled'],
    ['RECEIVED', 'paid'],
    ['REFUNDED', 'refunded'],
  ])('%s that was removed is %s', (status, kind) => {
    expect(kindOf(wireOurs({ status, deleted: true }))).toBe(kind);
  });

  it('takes the mark by hand as a way of payment too (asaas 5.3)', () => {
    const kind = kindOf(wireOurs({ status: 'RECEIVED', billingType: 'RECEIVED_IN_CASH' }));

    expect(kind).toBe('marked');
  });
});

describe('amounts and dates', () => {
  it.each([
    ['2026-12-10', '2026-12-10'],
    ['2026-12-10 23:59:59', '2026-12-10'],
    ['2026-02-30', undefined],
    ['', undefined],
  ])('%s falls on %s', (text, day) => {
    expect(readCivilDate(text)).toBe(day);
  });
});

describe('an issued charge', () => {
  const info = billingInfo.parse(fixture('billing-info').body);

  it('has linha, bar code, QR and links', () => {
    const charge = issuedCharge(wireOurs(), info);

    expect(charge).toEqual({
      gatewayId: CHARGE_ID,
      dueOn: '2026-12-10',
      amountCents: 9990,
      bank: '461',
      nossoNumero: '12745149',
      linha: LINHA,
      barcode: '46192165600000099900000061274514900000001701',
      pixPayload: expect.stringContaining('BR.GOV.BCB.PIX') as string,
      links: {
        page: 'https://example.test/i/xxxx',
        pdf: 'https://example.test/b/pdf/xxxx',
      },
    });
  });

  it('leaves out the QR of a partner, which dies before the boleto is due (asaas 3.3)', () => {
    const pix = { payload: 'PIX', expirationDate: '2026-11-21 23:59:59' };

    expect(issuedCharge(wireOurs(), { ...info, pix })).not.toHaveProperty('pixPayload');
    expect(issuedCharge(wireOurs({ billingType: 'PIX' }), { pix })).toMatchObject({
      pixPayload: 'PIX',
    });
  });

  it('keeps the face value once it was paid late', () => {
    const charge = issuedCharge(wireOurs({ value: 102.88, originalValue: 99.9 }));

    expect(charge?.amountCents).toBe(9990);
  });

  it('shows a linha whose digits do not fit, without bars of its own making', () => {
    const bankSlip = { identificationField: `${LINHA.slice(0, 46)}1`, barCode: 'none' };

    const charge = issuedCharge(wireOurs(), { bankSlip });

    expect(charge?.linha).toHaveLength(47);
    expect(charge).not.toHaveProperty('barcode');
  });

  it('is read from an answer full of nulls and unknown keys', () => {
    const bare = Object.fromEntries(
      Object.entries(ours()).map(([key, value]) => [
        key,
        ['id', 'status', 'value', 'dueDate'].includes(key) ? value : null,
      ]),
    );

    expect(issuedCharge(wireOurs({ ...bare, somethingNew: { a: 1 } }))).toEqual({
      gatewayId: CHARGE_ID,
      dueOn: '2026-12-10',
      amountCents: 9990,
      links: {},
    });
  });
});

describe('a payment', () => {
  const paid = { clientPaymentDate: '2026-12-09', confirmedDate: '2026-12-10' };

  it('is not credited while it is CONFIRMED, although a day is told already (asaas 3.2)', () => {
    const payment = paymentOf(
      wireOurs({ ...paid, status: 'CONFIRMED', creditDate: '2026-12-11' }),
      TODAY,
    );

    expect(payment).toEqual({
      paymentKey: CHARGE_ID,
      amountCents: 9990,
      feeCents: 199,
      paidOn: '2026-12-09',
      method: 'boleto',
    });
  });

  it('is credited on the day that RECEIVED tells, with fine and interest', () => {
    const payment = paymentOf(
      wireOurs({
        ...paid,
        status: 'RECEIVED',
        value: 102.88,
        netValue: 100.89,
        originalValue: 99.9,
        interestValue: 2.98,
        paymentDate: '2026-12-11',
        creditDate: '2026-12-12',
      }),
      TODAY,
    );

    expect(payment).toMatchObject({
      amountCents: 10288,
      feeCents: 199,
      lateCents: 298,
      creditedOn: '2026-12-12',
    });
  });

  it.each([
    [{ billingType: 'PIX' }, 'pix'],
    [{ billingType: 'BOLETO', pixTransaction: 'c1' }, 'pix'],
    [{ billingType: 'BOLETO', pixTransaction: { id: 'c1' } }, 'pix'],
    [{ billingType: 'CREDIT_CARD' }, 'card'],
    [{ billingType: 'TRANSFER' }, 'other'],
  ])('of %o came by %s', (fields, method) => {
    expect(paymentOf(wireOurs({ ...fields, status: 'RECEIVED' }), TODAY).method).toBe(method);
  });

  it('has no fee where Asaas told none or more than was paid', () => {
    expect(paymentOf(wireOurs({ netValue: null }), TODAY)).not.toHaveProperty('feeCents');
    expect(paymentOf(wireOurs({ netValue: 120 }), TODAY)).not.toHaveProperty('feeCents');
  });

  it('falls on the day it was seen where Asaas gives no day at all', () => {
    expect(paymentOf(wireOurs({ status: 'RECEIVED' }), TODAY).paidOn).toBe(TODAY);
  });
});

describe('events', () => {
  const seen = (fields: Readonly<Record<string, unknown>>) => ({
    payment: wireOurs(fields),
    raw: ours(fields),
    seenAt: SEEN_AT,
  });

  it('tell of RECEIVED that it is paid and that it is credited, under one payment key', () => {
    const events = eventsOfSeen(
      seen({ status: 'RECEIVED', paymentDate: '2026-12-11', creditDate: '2026-12-12' }),
    );

    expect(events).toMatchObject([
      { eventKey: `${CHARGE_ID}:seen:RECEIVED`, kind: 'paid' },
      {
        eventKey: `${CHARGE_ID}:seen:RECEIVED:credited`,
        kind: 'credited',
        happenedOn: '2026-12-12',
        payment: { paymentKey: CHARGE_ID, creditedOn: '2026-12-12' },
      },
    ]);
  });

  it('tell of a mark by hand without a payment', () => {
    const [event] = eventsOfSeen(seen({ status: 'RECEIVED_IN_CASH', paymentDate: '2026-12-11' }));

    expect(event).toMatchObject({ kind: 'marked', happenedOn: '2026-12-11' });
    expect(event).not.toHaveProperty('payment');
  });

  it('name carnê and parcel', () => {
    const [event] = eventsOfSeen(seen({ installment: 'uuid', installmentNumber: 2 }));

    expect(event?.target).toMatchObject({ groupId: 'uuid', parcel: 2 });
  });

  it('tell of overdue once for each due date', () => {
    const keys = ['2026-12-10', '2026-12-20'].map(
      (dueDate) => eventsOfSeen(seen({ status: 'OVERDUE', dueDate }))[0]?.eventKey,
    );

    expect(keys).toEqual([
      `${CHARGE_ID}:seen:OVERDUE:2026-12-10`,
      `${CHARGE_ID}:seen:OVERDUE:2026-12-20`,
    ]);
  });

  it.each([
    ['PAYMENT_BANK_SLIP_CANCELLED', 'OVERDUE', ['overdue', 'expired']],
    ['PAYMENT_BANK_SLIP_CANCELLED', 'CONFIRMED', ['paid']],
    ['PAYMENT_PARTIALLY_REFUNDED', 'CONFIRMED', ['paid', 'partly-refunded']],
    ['PAYMENT_PARTIALLY_REFUNDED', 'REFUNDED', ['refunded']],
    ['PAYMENT_RECEIVED', 'PENDING', ['registered']],
  ])('of %s tell what a charge in %s allows', (event, status, kinds) => {
    const events = eventsOfCallback(seen({ status }), { eventId: 'evt_1&2', event });

    expect(events.map(({ kind }) => kind)).toEqual(kinds);
    expect(events[0]?.eventKey).toBe(`${CHARGE_ID}:evt_1&2`);
  });
});

describe('terms (asaas 3.1)', () => {
  it.each<[string, Partial<ChargeTerms>, object]>([
    [
      'makes 0,033 % a day 0,99 % a month',
      {},
      { fine: { value: 2, type: 'PERCENTAGE' }, interest: { value: 0.99 } },
    ],
    [
      'keeps 1 % a month',
      { interest: { kind: 'percent-month', value: 1000 } },
      { interest: { value: 1 } },
    ],
    [
      'has a fine in reais',
      { fine: { kind: 'fixed', value: 350 } },
      { fine: { value: 3.5, type: 'FIXED' } },
    ],
    [
      'sends explicit zeros',
      { fine: { kind: 'none', value: 0 }, interest: { kind: 'none', value: 0 } },
      { fine: { value: 0, type: 'PERCENTAGE' }, interest: { value: 0 } },
    ],
    [
      'charges nothing late on contra-apresentação',
      { isContra: true },
      { fine: { value: 0, type: 'PERCENTAGE' }, interest: { value: 0 } },
    ],
    [
      'has a discount in reais until days before the due date',
      { discount: { kind: 'fixed', value: 500, daysBefore: 5 } },
      { discount: { value: 5, dueDateLimitDays: 5, type: 'FIXED' } },
    ],
    [
      'has a discount in percent',
      { discount: { kind: 'percent', value: 1050, daysBefore: 0 } },
      { discount: { value: 10.5, dueDateLimitDays: 0, type: 'PERCENTAGE' } },
    ],
  ])('%s', (_what, changed, body) => {
    expect(paymentBody(withTerms(changed), CUSTOMER_ID)).toMatchObject(body);
  });

  it('notes interest in reais and too many days, and nothing for what it applies exactly', () => {
    const asked = withTerms({ interest: { kind: 'amount-day', value: 5 }, payableDays: 400 }).terms;

    const clamped = asaasDefinition.clampTerms(asked);

    expect(clamped.notes).toEqual([
      { field: 'interest', asked: 5, applied: 0 },
      { field: 'payableDays', asked: 400, applied: 365 },
    ]);
    expect(asaasDefinition.clampTerms(TERMS).notes).toEqual([]);
    expect(asaasDefinition.clampTerms(clamped.terms)).toEqual({ terms: clamped.terms, notes: [] });
  });
});

describe('bodies', () => {
  it('of a bolix is a boleto with the days that it stays registered', () => {
    expect(paymentBody(CHARGE, CUSTOMER_ID)).toEqual({
      customer: CUSTOMER_ID,
      billingType: 'BOLETO',
      value: 99.9,
      dueDate: '2026-12-10',
      description: 'Internet 300M 12/2026\nObrigado por pagar em dia.\nDúvidas: (31) 3333-4444.',
      externalReference: CHARGE.reference,
      fine: { value: 2, type: 'PERCENTAGE' },
      interest: { value: 0.99 },
      daysAfterDueDateToRegistrationCancellation: 60,
    });
  });

  it('of a Pix has no registration to end', () => {
    const body = paymentBody({ ...CHARGE, instrument: 'pix' }, CUSTOMER_ID);

    expect(body.billingType).toBe('PIX');
    expect(body).not.toHaveProperty('daysAfterDueDateToRegistrationCancellation');
  });

  it('of a customer has the bairro as province, and no city', () => {
    expect(customerBody({ ...MARIA, email: 'maria@example.com' }, false)).toEqual({
      name: 'Maria da Silva',
      cpfCnpj: '94271564656',
      email: 'maria@example.com',
      mobilePhone: '31987654321',
      address: 'Rua das Flores',
      addressNumber: '10',
      province: 'Centro',
      postalCode: '35400000',
      notificationDisabled: true,
    });
    expect(customerBody({ ...PADARIA, phone: '3133334444' }, true)).toEqual({
      name: 'Padaria',
      cpfCnpj: '99794567000144',
      phone: '3133334444',
      notificationDisabled: false,
    });
  });

  it('of a new due date repeats what the charge has', () => {
    const body = dueDateBody(
      wireOurs({ value: 101, originalValue: 99.9 }),
      civilDate('2026-12-20'),
    );

    expect(body).toEqual({
      billingType: 'BOLETO',
      value: 99.9,
      dueDate: '2026-12-20',
      description: 'Internet 300M 12/2026',
      externalReference: CHARGE.reference,
      fine: { value: 2, type: 'PERCENTAGE' },
      interest: { value: 1 },
      discount: { value: 5, dueDateLimitDays: 0, type: 'FIXED' },
    });
  });

  it.each([
    ['one value', [9990, 9990, 9990], { value: 99.9 }],
    [
      'a rest on the last parcel (350 / 12, asaas 3.6)',
      [...Array<number>(11).fill(2916), 2924],
      { totalValue: 350 },
    ],
    ['a rest on the first parcel', [3334, 3333, 3333], undefined],
    ['values of their own', [5000, 6000], undefined],
  ])('of a carnê with %s', (_what, amounts, values) => {
    const parcels = amounts.map((amount, index) => ({
      number: index + 1,
      dueOn: TODAY,
      amountCents: cents(amount),
    }));

    expect(parcelValues(parcels)).toEqual(values);
  });
});

describe('checks before sending', () => {
  it.each<[string, Partial<ChargeToIssue>, readonly string[]]>([
    ['passes a good charge', {}, []],
    ['passes a name of one word', { payer: PADARIA }, []],
    ['wants a date from today on', { dueOn: civilDate('2026-11-20') }, ['due-date-past']],
    ['wants R$ 5,00', { amountCents: cents(499) }, ['value-too-low']],
    [
      'wants R$ 5,00 after the discount (asaas 9.9)',
      {
        amountCents: cents(900),
        terms: { ...PLAIN_TERMS, discount: { kind: 'fixed', value: 401, daysBefore: 0 } },
      },
      ['discount-too-high'],
    ],
    ['wants a document', { payer: { ...MARIA, taxId: undefined } }, ['tax-id-missing']],
    [
      'takes no letters in a CNPJ',
      { payer: { ...PADARIA, taxId: { kind: 'cnpj', digits: '12ABC34501DE35' } } },
      ['tax-id-invalid'],
    ],
    ['wants a name', { payer: { ...MARIA, name: ' ' } }, ['name-missing']],
    [
      'refuses a phone of one digit',
      { payer: { ...MARIA, phone: '31999999999' } },
      ['phone-invalid'],
    ],
    ['refuses a broken e-mail', { payer: { ...MARIA, email: 'maria@' } }, ['email-invalid']],
    [
      'counts description and lines together',
      { description: 'x'.repeat(480) },
      ['message-too-long'],
    ],
  ])('%s', (_what, changed, codes) => {
    const problems = asaasDefinition.checkOffline({ ...CHARGE, ...changed }, TODAY);

    expect(problems.map(({ code }) => code)).toEqual(codes);
  });
});

describe('refusals (asaas 1.4)', () => {
  it.each([
    ['invalid_object', 'field-invalid'],
    ['invalid_value', 'value-invalid'],
    ['invalid_dueDate', 'due-date-invalid'],
    ['invalid_mobilePhone', 'phone-invalid'],
    ['invalid_billingType', 'instrument-unavailable'],
    ['invalid_installmentCount', 'too-many-parcels'],
    ['invalid_action', 'not-open'],
    ['invalid_customer', 'customer-unknown'],
    ['invalid_somethingNew', 'refused'],
  ])('%s is %s', (code, word) => {
    const ending = endingOf({ status: 400, body: { errors: [{ code, description: 'texto' }] } });

    expect(ending).toEqual({
      ending: 'rejected',
      refusal: { level: 'data', code: word, text: 'texto' },
    });
    expect(asaasRefusalCodes).toContain(word);
  });

  it.each([
    [{ errors: [] }, 'A Asaas respondeu HTTP 400 sem explicação.'],
    [{ message: 'algo' }, 'algo'],
    [undefined, 'A Asaas respondeu HTTP 400 sem explicação.'],
    [{ errors: [{ description: 'CPF 942.715.646-56 inválido' }] }, 'CPF ‹oculto› inválido'],
  ])('of %o has a text', (body, text) => {
    expect(endingOf({ status: 400, body })).toMatchObject({ refusal: { text } });
  });
});

function withTerms(changed: Partial<ChargeTerms>): ChargeToIssue {
  return { ...CHARGE, terms: { ...TERMS, ...changed } };
}
