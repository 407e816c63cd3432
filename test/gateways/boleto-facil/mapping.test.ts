import { describe, expect, it } from 'vitest';
import { PLAIN_TERMS, type ChargeTerms } from '../../../domain/charge-terms.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import type { EventKind } from '../../../domain/gateway-event.ts';
import { cents } from '../../../domain/money.ts';
import { cedenteLines, tidyCredentials } from '../../../main/gateways/boleto-facil/cedente.ts';
import { chargeForm, groupForm } from '../../../main/gateways/boleto-facil/bodies.ts';
import { boletoFacilDefinition } from '../../../main/gateways/boleto-facil/definition.ts';
import {
  issuedCharge,
  kindOf,
  kindOfCharge,
  reportedPayment,
} from '../../../main/gateways/boleto-facil/mapping.ts';
import { boletoFacilRefusalCodes, endingOf } from '../../../main/gateways/boleto-facil/refusals.ts';
import { clampTerms, decimal } from '../../../main/gateways/boleto-facil/terms.ts';
import { payment as paymentSchema } from '../../../main/gateways/boleto-facil/wire.ts';
import type { ChargeToIssue } from '../../../main/gateways/charge.ts';
import { payment, wireCharge } from './fixture.ts';
import { BARCODE, CALLBACK_URL, CHARGE, GROUP, LINHA, MARIA, PADARIA, TERMS } from './samples.ts';

const TODAY = civilDate('2026-11-21');

describe('statuses of payments (juno 2.3)', () => {
  it.each<[string, EventKind]>([
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
    ['A_NEW_WORD', 'other'],
  ])('reads %s as %s', (status, kind) => {
    const read = kindOf({ status });

    expect(read).toBe(kind);
  });

  it.each<[EventKind, readonly string[]]>([
    ['registered', []],
    ['registered', ['FAILED']],
    ['announced', ['AUTHORIZED']],
    ['paid', ['AUTHORIZED', 'CONFIRMED']],
    ['paid', ['BANK_PAID_BACK', 'CONFIRMED']],
    ['refunded', ['CUSTOMER_PAID_BACK']],
  ])('shows a charge as %s with payments %j', (kind, statuses) => {
    const payments = statuses.map((status, id) => payment({ id, status }));

    const read = kindOfCharge(wireCharge('list-charges', { payments }));

    expect(read).toBe(kind);
  });
});

describe('a charge as it was registered', () => {
  it('has linha, bar code, amount, bank and links', () => {
    const issued = issuedCharge(wireCharge('issue-charge'));

    expect(issued).toEqual({
      gatewayId: '30000001',
      dueOn: '2026-12-10',
      amountCents: 9990,
      bank: '341',
      nossoNumero: '176/30000001-0',
      linha: LINHA,
      barcode: BARCODE,
      links: {
        page: 'https://boletofacil.test/boletofacil/checkout/AB12',
        pdf: 'https://boletofacil.test/boletofacil/charge/boleto.pdf?token=1:m:CD34',
      },
    });
  });

  it('has neither linha nor bars where the test host gives a sentence', () => {
    const issued = issuedCharge(wireCharge('issue-charge-test-host'));

    expect(issued).toMatchObject({ bank: '341', amountCents: 9990 });
    expect(issued?.linha).toBeUndefined();
    expect(issued?.barcode).toBeUndefined();
  });

  it('reads the oldest answers, and another partner bank', () => {
    const issued = issuedCharge(wireCharge('issue-charge-oldest'));

    expect(issued).toMatchObject({ bank: '033', amountCents: 9990, dueOn: '2026-12-10' });
  });

  it('makes the linha of the bar code where no linha came at all', () => {
    const issued = issuedCharge(wireCharge('issue-charge', { payNumber: '' }));

    expect(issued?.linha).toBe(LINHA);
  });

  it.each([
    ['a wrong check digit', '34191.76304 00000.100651 54648.080007 2 16560000009990'],
    ['a digit too few', '34191.76304 00000.100651 54648.080007 1 1656000000999'],
  ])('takes no linha with %s', (_what, payNumber) => {
    const issued = issuedCharge(wireCharge('issue-charge-oldest', { payNumber }), {
      amountCents: cents(9990),
    });

    expect(issued?.amountCents).toBe(9990);
    expect(issued?.linha).toBeUndefined();
  });

  it('is unknown without an amount from anywhere', () => {
    const issued = issuedCharge(wireCharge('issue-charge-oldest', { payNumber: '' }));

    expect(issued).toBeUndefined();
  });
});

describe('a payment as it was reported', () => {
  const read = (changed: Readonly<Record<string, unknown>>) =>
    reportedPayment(paymentSchema.parse(payment(changed)), TODAY);

  it('has amount, fee, day and its own id, and no day of credit', () => {
    const reported = read({ amount: 163.9, fee: 4.34, date: '19/02/2026' });

    expect(reported).toEqual({
      paymentKey: '1113123',
      amountCents: 16_390,
      feeCents: 434,
      paidOn: '2026-02-19',
      method: 'boleto',
    });
  });

  it.each<[string, string]>([
    ['BOLETO', 'boleto'],
    ['CREDIT_CARD', 'card'],
    ['INSTALLMENT_CREDIT_CARD', 'card'],
    ['SOMETHING', 'other'],
  ])('reads the way %s as %s', (type, method) => {
    expect(read({ type }).method).toBe(method);
  });

  it('reads numbers that come as text, and the day it was seen where none came', () => {
    expect(read({ amount: '50.00', id: '77', date: '' })).toMatchObject({
      paymentKey: '77',
      amountCents: 5000,
      paidOn: TODAY,
    });
  });

  it('tells no fee that is no fee', () => {
    expect(read({ fee: 500 }).feeCents).toBeUndefined();
    expect(read({ fee: null }).feeCents).toBeUndefined();
  });
});

describe('the form of a charge (juno 1.3)', () => {
  it('has every field by its name, with a decimal point and Brazilian dates', () => {
    const form = chargeForm(CHARGE, TODAY);

    expect(form).toEqual({
      description:
        'Internet 300M 12/2026\nObrigado por pagar em dia.\nDúvidas & reclamações: (31) 3333-4444.',
      reference: CHARGE.reference,
      amount: '99.90',
      dueDate: '10/12/2026',
      installments: '1',
      maxOverdueDays: '29',
      fine: '2.00',
      interest: '0.99',
      paymentTypes: 'BOLETO',
      payerName: 'Maria da Silva',
      payerCpfCnpj: '94271564656',
      payerPhone: '31987654321',
      billingAddressStreet: 'Rua das Flores',
      billingAddressNumber: '10',
      billingAddressComplement: 'Casa 2',
      billingAddressNeighborhood: 'Centro',
      billingAddressCity: 'Ouro Preto',
      billingAddressState: 'MG',
      billingAddressPostcode: '35400000',
      notificationUrl: CALLBACK_URL,
    });
  });

  it('lets the gateway write to the payer only with an address', () => {
    const silent = chargeForm(CHARGE, TODAY);
    const told = chargeForm({ ...CHARGE, payer: { ...MARIA, email: 'maria@example.com' } }, TODAY);

    expect(Object.keys(silent)).not.toContain('notifyPayer');
    expect(told).toMatchObject({ payerEmail: 'maria@example.com', notifyPayer: 'true' });
  });

  it.each<[string, boolean]>([
    ['https://provedor.example.com/cb', true],
    ['http://10.0.0.8/cb', true],
    ['http://172.15.0.1/cb', true],
    ['http://172.16.0.1/cb', false],
    ['http://172.31.255.254:8080/cb', false],
    ['http://172.32.0.1/cb', true],
  ])('sends the address %s: %s (M117)', (callbackUrl, isSent) => {
    const form = chargeForm({ ...CHARGE, callbackUrl }, TODAY);

    expect('notificationUrl' in form).toBe(isSent);
  });

  it('sends the discount in reais until its last day, and not after it', () => {
    const terms: ChargeTerms = {
      ...TERMS,
      discount: { kind: 'percent', value: 1000, daysBefore: 5 },
    };

    const early = chargeForm({ ...CHARGE, terms }, civilDate('2026-12-05'));
    const late = chargeForm({ ...CHARGE, terms }, civilDate('2026-12-06'));

    expect(early).toMatchObject({ discountAmount: '9.99', discountDays: '5' });
    expect(Object.keys(late)).not.toContain('discountAmount');
  });

  it('asks for a carnê by number of parcels, amount of each and first due date', () => {
    const [first] = GROUP.parcels;
    const form = first ? groupForm(GROUP, first, TODAY) : {};

    expect(form).toMatchObject({ installments: '3', amount: '99.90', dueDate: '10/12/2026' });
  });

  it.each([
    [0, '0.00'],
    [5, '0.05'],
    [250, '2.50'],
    [100_000_000, '1000000.00'],
  ])('writes %i hundredths as %s', (hundredths, text) => {
    expect(decimal(hundredths)).toBe(text);
  });
});

describe('terms as Boleto Fácil applies them', () => {
  const terms = (changed: Partial<ChargeTerms>): ChargeTerms => ({
    ...PLAIN_TERMS,
    payableDays: 15,
    ...changed,
  });

  it('makes thirty times of a percent a day, without a note (juno 7.15)', () => {
    const clamped = clampTerms(terms({ interest: { kind: 'percent-day', value: 30 } }));

    expect(clamped.terms.interest).toEqual({ kind: 'percent-month', value: 900 });
    expect(clamped.notes).toEqual([]);
  });

  it('takes more than 29 days as 29, and says so (M24)', () => {
    const clamped = clampTerms(terms({ payableDays: 90 }));

    expect(clamped.terms.payableDays).toBe(29);
    expect(clamped.notes).toEqual([{ field: 'payableDays', asked: 90, applied: 29 }]);
  });

  it('has no fine and no interest in reais, and says so', () => {
    const clamped = clampTerms(
      terms({ fine: { kind: 'fixed', value: 500 }, interest: { kind: 'amount-day', value: 7 } }),
    );

    expect(clamped.terms).toMatchObject({ fine: { kind: 'none' }, interest: { kind: 'none' } });
    expect(clamped.notes).toEqual([
      { field: 'fine', asked: 500, applied: 0 },
      { field: 'interest', asked: 7, applied: 0 },
    ]);
  });

  it('drops the third decimal of a percent a month, and what is above 20 %', () => {
    const odd = clampTerms(terms({ interest: { kind: 'percent-month', value: 1005 } }));
    const high = clampTerms(
      terms({
        fine: { kind: 'percent', value: 2500 },
        interest: { kind: 'percent-day', value: 700 },
      }),
    );

    expect(odd.notes).toEqual([{ field: 'interest', asked: 1005, applied: 1000 }]);
    expect(high.terms).toMatchObject({ fine: { value: 2000 }, interest: { value: 20_000 } });
    expect(high.notes.map(({ field }) => field)).toEqual(['fine', 'interest']);
  });

  it('has neither fine nor interest without a day to pay late, nor for contra-apresentação (M23)', () => {
    const late = { fine: TERMS.fine, interest: TERMS.interest };

    const never = clampTerms(terms({ ...late, payableDays: 0 }));
    const contra = clampTerms(terms({ ...late, isContra: true }));

    expect(never.terms).toMatchObject({ fine: { value: 0 }, interest: { value: 0 } });
    expect(contra.terms).toMatchObject({ fine: { value: 0 }, interest: { value: 0 } });
    expect(never.notes).toHaveLength(2);
  });

  it('changes nothing when it is done twice', () => {
    const once = clampTerms(
      { ...TERMS, discount: { kind: 'percent', value: 1000, daysBefore: 0 }, payableDays: 60 },
      cents(9990),
    ).terms;

    expect(clampTerms(once, cents(9990))).toEqual({ terms: once, notes: [] });
  });
});

describe('what would be refused', () => {
  it.each<[string, Partial<ChargeToIssue>]>([
    ['value-too-low', { amountCents: cents(249) }],
    ['value-too-high', { amountCents: cents(100_000_001) }],
    ['due-date-past', { dueOn: civilDate('2026-11-20') }],
    ['name-missing', { payer: { ...PADARIA, name: 'P'.repeat(81) } }],
    ['tax-id-missing', { payer: { ...PADARIA, taxId: undefined } }],
    [
      'tax-id-invalid',
      { payer: { ...PADARIA, taxId: { kind: 'cnpj', digits: '12ABC34501DE35' } } },
    ],
    ['phone-invalid', { payer: { ...PADARIA, phone: '123' } }],
    ['email-invalid', { payer: { ...PADARIA, email: 'not an address' } }],
    ['message-too-long', { messageLines: ['1', '2', '3', '4'] }],
    ['fine-too-high', { terms: { ...TERMS, fine: { kind: 'percent', value: 2001 } } }],
    ['interest-too-high', { terms: { ...TERMS, interest: { kind: 'percent-day', value: 667 } } }],
    [
      'discount-too-high',
      { terms: { ...TERMS, discount: { kind: 'fixed', value: 9990, daysBefore: 0 } } },
    ],
  ])('is found offline: %s', (code, changed) => {
    const problems = boletoFacilDefinition.checkOffline({ ...CHARGE, ...changed }, TODAY);

    expect(problems.map((problem) => problem.code)).toEqual([code]);
  });

  it('is nothing for a good charge', () => {
    expect(boletoFacilDefinition.checkOffline(CHARGE, TODAY)).toEqual([]);
  });
});

describe('refusals (juno 1.8)', () => {
  const refusal = (errorMessage: string, status = 400, hasToken = true) =>
    endingOf({ status, body: { success: false, errorMessage } }, hasToken);

  it.each([
    ["Parâmetro obrigatório 'payerName' não está presente", 'field-missing', 'payerName'],
    ['Valor mínimo para cobrança é de R$ 2,50', 'value-too-low', undefined],
    ['Cobrança inválida', 'not-open', undefined],
    ['CPF/CNPJ do pagador inválido', 'tax-id-invalid', undefined],
    ['Data de vencimento anterior a hoje', 'due-date-invalid', undefined],
    ['Uma frase nova', 'refused', undefined],
  ])('reads "%s" as %s', (text, code, field) => {
    const ending = refusal(text);

    expect(ending).toEqual({
      ending: 'rejected',
      refusal: { level: 'data', code, text, ...(field !== undefined && { field }) },
    });
    expect(boletoFacilRefusalCodes).toContain(code);
  });

  it.each([
    ['Token inválido', 400],
    ['Token inválido', 422],
    ['Token inválido', 200],
    ["Parâmetro obrigatório 'token' não está presente", 400],
    ['O token privado informado não existe', 400],
    ['Acesso negado', 401],
    ['Acesso negado', 403],
  ])('reads "%s" with status %i as credentials, and says what to do (M56)', (text, status) => {
    expect(refusal(text, status)).toMatchObject({
      ending: 'not-sent',
      reason: 'credentials',
      text: expect.stringContaining('Integração > Token Privado') as string,
    });
  });

  it('does not blame the account for the token of a payment', () => {
    expect(refusal('Token de pagamento inválido', 400, false).ending).toBe('rejected');
  });

  it('waits when it is told to', () => {
    expect(endingOf({ status: 429, body: {}, retryAfterMs: 9000 }, true)).toMatchObject({
      ending: 'not-sent',
      reason: 'rate-limited',
      retryAfterMs: 9000,
    });
  });

  it('knows a method that is not there any more', () => {
    expect(endingOf({ status: 404, body: {} }, true)).toMatchObject({
      ending: 'not-sent',
      reason: 'refused-before-processing',
    });
  });
});

describe('the payee in two lines (M4)', () => {
  const account = (credentials: Readonly<Record<string, string>>) => ({
    environment: 'production' as const,
    credential: (name: string) => credentials[name],
  });

  it.each([
    'FIBRA NORTE <br> BoletoBancario.com 21.018.182/0001-06',
    'FIBRA NORTE<BR/>BoletoBancario.com   21.018.182/0001-06',
  ])('is split where "%s" was pasted', (pasted) => {
    const kept = tidyCredentials({ 'production-cedente-line-1': pasted });

    expect(kept).toEqual({
      'production-cedente-line-1': 'FIBRA NORTE',
      'production-cedente-line-2': 'BoletoBancario.com 21.018.182/0001-06',
    });
  });

  it('holds no markup, and leaves other credentials alone', () => {
    const kept = tidyCredentials({
      'production-cedente-line-1': '<b>FIBRA</b> & <script>NORTE',
      'production-token': 'A<br>B',
    });

    expect(kept).toEqual({
      'production-cedente-line-1': 'FIBRA & NORTE',
      'production-token': 'A<br>B',
    });
  });

  it('ends with the gateway unless the account says otherwise', () => {
    const alone = cedenteLines(account({ 'production-cedente-line-1': 'FIBRA NORTE' }));
    const both = cedenteLines(
      account({ 'production-cedente-line-1': 'FIBRA NORTE', 'production-cedente-line-2': 'OUTRO' }),
    );

    expect(alone).toEqual(['FIBRA NORTE', 'BoletoBancario.com 21.018.182/0001-06']);
    expect(both).toEqual(['FIBRA NORTE', 'OUTRO']);
  });
});

describe('the fields of an account', () => {
  it('ask for the token first, and send new charges to the sandbox while its token is filled in (M17)', () => {
    const { credentialFields } = boletoFacilDefinition;
    const production = credentialFields.filter(({ environment }) => environment === 'production');

    expect(production.map(({ name, isRequired }) => [name, isRequired])).toEqual([
      ['production-token', true],
      ['production-sandbox-token', false],
      ['production-cedente-line-1', false],
      ['production-cedente-line-2', false],
    ]);
    expect(production[1]?.twinCredential).toBe('homologation-token');
  });
});
