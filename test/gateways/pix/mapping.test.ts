import { describe, expect, it } from 'vitest';
import { readBrCode } from '../../../domain/br-code.ts';
import { PLAIN_TERMS, type ChargeTerms } from '../../../domain/charge-terms.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import type { ChargeToIssue } from '../../../main/gateways/charge.ts';
import { chargeBody } from '../../../main/gateways/pix/bodies.ts';
import { checkOffline } from '../../../main/gateways/pix/checks.ts';
import { eventsOfCharge, eventsOfPix } from '../../../main/gateways/pix/events.ts';
import {
  dueOnOf,
  issuedCharge,
  kindOf,
  readCents,
  readInstant,
  reaisOf,
  referenceIn,
  refundKindOf,
} from '../../../main/gateways/pix/mapping.ts';
import { endingOf, pixRefusalCodes, readError } from '../../../main/gateways/pix/refusals.ts';
import {
  clampTerms,
  discountBody,
  fineBody,
  interestBody,
} from '../../../main/gateways/pix/terms.ts';
import { charge, pix } from '../../../main/gateways/pix/wire.ts';
import { fixture, ourPix } from './fixture.ts';
import { NOW } from './replay-bench.ts';
import {
  CHARGE,
  END_TO_END_ID,
  MARIA,
  PADARIA,
  PIX_KEY,
  REFERENCE,
  TERMS,
  TXID,
} from './samples.ts';

const TODAY = civilDate('2026-11-21');

function wire(changed: object = {}) {
  return charge.parse({ ...fixture('cobv').body, ...changed });
}

function seen(changed: Readonly<Record<string, unknown>> = {}) {
  const raw = ourPix(changed);
  return { pix: pix.parse(raw), raw, seenAt: NOW };
}

describe('statuses (pix 1.5, data model 5)', () => {
  it.each([
    ['ATIVA', 'registered'],
    ['CONCLUIDA', 'paid'],
    ['REMOVIDA_PELO_USUARIO_RECEBEDOR', 'cancelled'],
    ['REMOVIDA_PELO_PSP', 'cancelled'],
    ['REMOVIDO_PELO_PSP', 'cancelled'],
    ['NOVA_PALAVRA', 'other'],
  ])('%s is %s', (status, kind) => {
    expect(kindOf({ status })).toBe(kind);
  });

  it.each([
    ['EM_PROCESSAMENTO', 'other'],
    ['DEVOLVIDO', 'partly-refunded'],
    ['NAO_REALIZADO', 'failed'],
  ])('a devolução that is %s is %s', (status, kind) => {
    expect(refundKindOf(status)).toBe(kind);
  });
});

describe('amounts and instants (pix 1.4, 3.6)', () => {
  it.each([
    ['99.90', 9_990],
    ['0.01', 1],
    ['1234567890.00', 123_456_789_000],
    ['5', 500],
    ['5.1', 510],
    ['99,90', undefined],
    ['-1.00', undefined],
    ['1.234', undefined],
    ['', undefined],
  ])('%s are %s centavos', (text, amount) => {
    expect(readCents(text)).toBe(amount);
  });

  it.each([
    [1, '0.01'],
    [10, '0.10'],
    [9_990, '99.90'],
    [123_456_789, '1234567.89'],
  ])('%s centavos are written %s', (amount, text) => {
    expect(reaisOf(amount)).toBe(text);
  });

  it.each([
    ['2022-12-05T13:43:53.00-03:00', '2022-12-05T16:43:53.000Z'],
    ['2026-12-10T13:40:34.000Z', '2026-12-10T13:40:34.000Z'],
    ['2026-12-10T13:40:34', '2026-12-10T16:40:34.000Z'],
    ['ontem', undefined],
    [undefined, undefined],
  ])('%s is %s', (text, at) => {
    expect(readInstant(text)).toBe(at);
  });
});

describe('txids', () => {
  it.each([
    ['of a charge', TXID, REFERENCE],
    ['of a static code', REFERENCE, REFERENCE],
    ['of somebody else', 'fa4f14080adccb949fa2dc0d0123', undefined],
    ['of a hybrid boleto', 'BOLETO31285579999999984DATA27122024', undefined],
  ])('%s give the reference, where it is ours', (_what, txid, reference) => {
    expect(referenceIn(txid)).toBe(reference);
  });
});

describe('a charge as the bank has it', () => {
  it('comes with code, date and amount', () => {
    expect(issuedCharge(wire())).toEqual({
      gatewayId: TXID,
      txid: TXID,
      dueOn: '2026-12-10',
      amountCents: 9_990,
      pixPayload: fixture('cobv').body['pixCopiaECola'],
      links: {},
    });
  });

  it.each([
    ['its location', {}],
    ['the location of its loc', { location: undefined }],
    ['a location with scheme', { location: `https://${String(fixture('cobv').body['location'])}` }],
  ])('has its code made from %s where the bank gives none (pix 5)', (_what, changed) => {
    const issued = issuedCharge(wire({ ...changed, pixCopiaECola: undefined }));

    expect(readBrCode(issued?.pixPayload ?? '')).toMatchObject({
      reading: 'code',
      code: {
        kind: 'dynamic',
        charge: 'cobv',
        location: fixture('cobv').body['location'],
        name: 'Serra Azul',
        city: 'Ouro Preto',
      },
    });
  });

  it('has no code where there is nothing to make one of', () => {
    const bare = { pixCopiaECola: undefined, location: undefined, loc: undefined };

    expect(issuedCharge(wire(bare))?.pixPayload).toBeUndefined();
    expect(issuedCharge(wire({ ...bare, location: 'x'.repeat(78) }))?.pixPayload).toBeUndefined();
  });

  it.each([
    ['to the second', '2026-11-21T13:00:00Z'],
    ["with the bank's clock five hours ahead", '2026-11-21T18:00:00Z'],
    ["with the bank's clock five hours behind", '2026-11-21T08:00:00Z'],
  ])('without due date ends with the day that was asked, %s', (_what, criacao) => {
    const { body } = chargeBody({ ...CHARGE, terms: { ...TERMS, isContra: true } }, PIX_KEY, NOW);
    const expiracao = 'expiracao' in body.calendario ? body.calendario.expiracao : 0;

    const dueOn = dueOnOf(wire({ calendario: { criacao, expiracao: String(expiracao) } }));

    expect(dueOn).toBe('2026-12-10');
  });
});

describe('terms (pix 1.7)', () => {
  it.each([
    ['none', { kind: 'none', value: 0 }, undefined],
    ['2 %', { kind: 'percent', value: 200 }, { modalidade: 2, valorPerc: '2.00' }],
    ['R$ 5,00', { kind: 'fixed', value: 500 }, { modalidade: 1, valorPerc: '5.00' }],
    ['0 %', { kind: 'percent', value: 0 }, undefined],
  ] as const)('a fine of %s', (_what, fine, body) => {
    expect(fineBody(fine)).toEqual(body);
  });

  it.each([
    ['none', { kind: 'none', value: 0 }, undefined],
    ['1 % a month', { kind: 'percent-month', value: 1_000 }, { modalidade: 3, valorPerc: '1.00' }],
    ['0,033 % a day', { kind: 'percent-day', value: 33 }, { modalidade: 3, valorPerc: '0.99' }],
    ['0,001 % a day', { kind: 'percent-day', value: 1 }, { modalidade: 3, valorPerc: '0.03' }],
    ['R$ 0,05 a day', { kind: 'amount-day', value: 5 }, { modalidade: 1, valorPerc: '0.05' }],
    [
      '0,999 % a month',
      { kind: 'percent-month', value: 999 },
      { modalidade: 3, valorPerc: '0.99' },
    ],
    ['0,009 % a month', { kind: 'percent-month', value: 9 }, undefined],
  ] as const)('interest of %s', (_what, interest, body) => {
    expect(interestBody(interest)).toEqual(body);
  });

  it.each([
    ['none', { kind: 'none', value: 0, daysBefore: 0 }, undefined],
    [
      '10 % until five days before',
      { kind: 'percent', value: 1_000, daysBefore: 5 },
      { modalidade: 2, descontoDataFixa: [{ data: '2026-12-05', valorPerc: '10.00' }] },
    ],
    [
      'R$ 5,00 until the due date',
      { kind: 'fixed', value: 500, daysBefore: 0 },
      { modalidade: 1, descontoDataFixa: [{ data: '2026-12-10', valorPerc: '5.00' }] },
    ],
    ['one whose last day is over', { kind: 'fixed', value: 500, daysBefore: 30 }, undefined],
  ] as const)('a discount of %s', (_what, discount, body) => {
    expect(discountBody(discount, civilDate('2026-12-10'), TODAY)).toEqual(body);
  });

  it('are applied as the bank computes them, and clamping twice changes nothing', () => {
    const asked: ChargeTerms = {
      ...PLAIN_TERMS,
      interest: { kind: 'percent-month', value: 1_005 },
      payableDays: 400,
    };

    const once = clampTerms(asked);

    expect(once.terms).toMatchObject({
      rounding: 'truncate',
      countsFrom: 'business-due',
      payableDays: 365,
      interest: { value: 1_000 },
    });
    expect(once.notes).toEqual([
      { field: 'interest', asked: 1_005, applied: 1_000 },
      { field: 'payableDays', asked: 400, applied: 365 },
    ]);
    expect(clampTerms(once.terms)).toEqual({ terms: once.terms, notes: [] });
  });

  it('of contra-apresentação are none, and say so', () => {
    const { terms, notes } = clampTerms({ ...TERMS, isContra: true });

    expect(terms).toMatchObject({
      fine: { kind: 'none' },
      interest: { kind: 'none' },
      payableDays: 0,
    });
    expect(notes.map(({ field }) => field)).toEqual(['fine', 'interest']);
  });
});

describe('bodies', () => {
  it('of a charge with due date hold what the standard asks for', () => {
    expect(chargeBody(CHARGE, PIX_KEY, NOW)).toEqual({
      kind: 'cobv',
      body: {
        calendario: { dataDeVencimento: '2026-12-10', validadeAposVencimento: 60 },
        devedor: {
          cpf: '94271564656',
          nome: 'Maria da Silva',
          logradouro: 'Rua das Flores, 10',
          cidade: 'Ouro Preto',
          uf: 'MG',
          cep: '35400000',
        },
        valor: {
          original: '99.90',
          multa: { modalidade: 2, valorPerc: '2.00' },
          juros: { modalidade: 3, valorPerc: '0.99' },
        },
        chave: PIX_KEY,
        solicitacaoPagador: 'Internet 300M 12/2026 - Obrigado por pagar em dia.',
      },
    });
  });

  it('name a company by its CNPJ, and give an e-mail where it is forwarded', () => {
    const payer = { ...PADARIA, email: 'padaria@example.com' };

    const { body } = chargeBody({ ...CHARGE, payer }, PIX_KEY, NOW);

    expect(body.devedor).toEqual({
      cnpj: '99794567000144',
      nome: 'Padaria do Vale Ltda',
      email: 'padaria@example.com',
    });
  });

  it('of contra-apresentação need no payer', () => {
    const anonymous = {
      ...CHARGE,
      terms: { ...TERMS, isContra: true },
      payer: { ...MARIA, taxId: undefined },
    };

    expect(chargeBody(anonymous, PIX_KEY, NOW)).toEqual({
      kind: 'cob',
      body: {
        calendario: { expiracao: 1_691_999 },
        valor: { original: '99.90' },
        chave: PIX_KEY,
        solicitacaoPagador: 'Internet 300M 12/2026 - Obrigado por pagar em dia.',
      },
    });
  });
});

describe('what is checked before anything is sent', () => {
  it.each<[string, Partial<ChargeToIssue>, readonly string[]]>([
    ['a good charge', {}, []],
    ['a charge of today', { dueOn: TODAY }, []],
    ['a charge of yesterday', { dueOn: civilDate('2026-11-20') }, ['due-date-past']],
    ['no value', { amountCents: cents(0) }, ['value-too-low']],
    [
      'more than ten digits of reais',
      { amountCents: cents(1_000_000_000_000) },
      ['value-too-high'],
    ],
    ['no CPF', { payer: { ...MARIA, taxId: undefined } }, ['tax-id-missing']],
    ['no name', { payer: { ...MARIA, name: ' ' } }, ['name-missing']],
    ['a wrong e-mail', { payer: { ...MARIA, email: 'maria' } }, ['email-invalid']],
    ['141 characters', { description: 'x'.repeat(141), messageLines: [] }, ['message-too-long']],
    [
      'a discount of all',
      { terms: { ...TERMS, discount: { kind: 'fixed', value: 9_990, daysBefore: 0 } } },
      ['discount-too-high'],
    ],
    [
      'contra-apresentação without CPF',
      { terms: { ...TERMS, isContra: true }, payer: { ...MARIA, taxId: undefined, name: '' } },
      [],
    ],
  ])('finds what is wrong with %s', (_what, changed, codes) => {
    const problems = checkOffline({ ...CHARGE, ...changed }, TODAY);

    expect(problems.map(({ code }) => code)).toEqual(codes);
  });

  it('looks at an address as well', () => {
    const address = { ...MARIA.address, postalCode: '354', state: 'XX' } as NonNullable<
      typeof MARIA.address
    >;

    const problems = checkOffline({ ...CHARGE, payer: { ...MARIA, address } }, TODAY);

    expect(problems.map(({ code }) => code)).toEqual(['address-incomplete', 'state-unknown']);
  });
});

describe('events of a Pix', () => {
  it('are one payment, on the day of São Paulo', () => {
    expect(eventsOfPix(seen())).toMatchObject([
      {
        eventKey: `${END_TO_END_ID}:paid`,
        kind: 'paid',
        target: { gatewayId: TXID, reference: REFERENCE },
        payment: {
          paymentKey: END_TO_END_ID,
          amountCents: 9_990,
          lateCents: 0,
          discountCents: 0,
          paidOn: '2026-12-10',
          creditedOn: '2026-12-10',
          method: 'pix',
        },
        happenedAt: '2026-12-11T01:40:34.000Z',
        happenedOn: '2026-12-10',
      },
    ]);
  });

  it('say what was added and taken off that day (worked example of pix 1.7)', () => {
    const raw = fixture('pix-late').body;

    const [event] = eventsOfPix({ pix: pix.parse(raw), raw, seenAt: NOW });

    expect(event?.payment).toMatchObject({ amountCents: 10_238, lateCents: 248, discountCents: 0 });
  });

  it('say nothing of parts where the bank tells none, and the fee where it does', () => {
    const [event] = eventsOfPix(
      seen({ componentesValor: undefined, gnExtras: { tarifa: '0.01' } }),
    );

    expect(event?.payment).toMatchObject({ feeCents: 1 });
    expect(event?.payment).not.toHaveProperty('lateCents');
  });

  it('have the txid of somebody else as their target, or none', () => {
    const targets = ['PEDIDO-7', undefined].map((txid) => eventsOfPix(seen({ txid }))[0]?.target);

    expect(targets).toEqual([{ gatewayId: 'PEDIDO-7' }, {}]);
  });

  it('are two where one charge was paid twice', () => {
    const second = seen({ endToEndId: `E${'2'.repeat(31)}` });

    const events = eventsOfCharge({
      charge: wire({ status: 'CONCLUIDA' }),
      raw: {},
      pix: [seen(), second],
    });

    expect(events.map(({ payment }) => payment?.paymentKey)).toEqual([
      END_TO_END_ID,
      `E${'2'.repeat(31)}`,
    ]);
  });

  it('tell a payment before the removal that came too late', () => {
    const removed = wire({ status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' });

    const events = eventsOfCharge({ charge: removed, raw: {}, pix: [seen()] });

    expect(events.map(({ kind }) => kind)).toEqual(['paid', 'cancelled']);
  });

  const back = (id: string, valor: string, changed: object = {}) => ({
    id,
    rtrId: `D${'0'.repeat(31)}`,
    valor,
    natureza: 'ORIGINAL',
    horario: { solicitacao: '2026-12-11T12:00:00Z', liquidacao: '2026-12-11T12:00:10Z' },
    status: 'DEVOLVIDO',
    ...changed,
  });

  it.each([
    ['nothing yet', [back('1', '99.90', { status: 'EM_PROCESSAMENTO' })], ['other']],
    ['a part', [back('1', '40.00')], ['partly-refunded']],
    ['all in two parts', [back('1', '40.00'), back('2', '59.90')], ['refunded']],
    [
      'all in two parts, the later one first',
      [back('2', '59.90'), back('1', '40.00')],
      ['refunded'],
    ],
    ['nothing, for want of balance', [back('1', '99.90', { status: 'NAO_REALIZADO' })], ['failed']],
    ['all by the MED', [back('1', '99.90', { natureza: 'MED_FRAUDE' })], ['contested', 'refunded']],
    [
      'nothing yet by the MED',
      [back('1', '99.90', { natureza: 'MED_OPERACIONAL', status: 'EM_PROCESSAMENTO' })],
      ['contested', 'other'],
    ],
  ])('tell what went back: %s', (_what, devolucoes, kinds) => {
    const [, ...events] = eventsOfPix(seen({ devolucoes }));

    expect(events.map(({ kind }) => kind)).toEqual(kinds);
    expect(new Set(events.map(({ eventKey }) => eventKey)).size).toBe(events.length);
  });

  it('name the payment that went back, and when', () => {
    const events = eventsOfPix(seen({ devolucoes: back('1', '99.90') }));

    expect(events[1]).toMatchObject({
      eventKey: `${END_TO_END_ID}:refunded`,
      payment: { paymentKey: END_TO_END_ID },
      happenedAt: '2026-12-11T12:00:10.000Z',
      rawStatus: 'ORIGINAL DEVOLVIDO',
    });
  });

  it('show no payer', () => {
    const text = JSON.stringify(eventsOfPix(seen()));

    expect(text).not.toMatch(/94271564656|Maria/);
  });
});

describe('errors in every shape (pix 1.11, 3.5, efi 6.3)', () => {
  it.each([
    [
      'error-bb',
      {
        code: '4769515',
        text: 'Não há informações para os dados informados. (ocorrência CHOM00000062715498140101)',
      },
    ],
    ['error-bb-token', { code: '401', name: 'Unauthorized', text: 'Bad Credentials' }],
    [
      'error-bacen',
      {
        name: 'CobVOperacaoInvalida',
        field: 'cobv.devedor.cpf',
        text: expect.stringMatching(
          /não é válido: ‹oculto›\. \(ocorrência PIX-000123\)$/,
        ) as string,
      },
    ],
    ['error-oauth', { name: 'invalid_scope', text: 'Scope cobv.write not allowed' }],
    [
      'error-efi',
      {
        name: 'valor_invalido',
        field: 'body.valor.original',
        text: 'Campo valor.original com valor inválido body.valor.original: não respeita o formato',
      },
    ],
  ])('%s is read', (name, read) => {
    expect(readError(fixture(name).body)).toEqual(read);
  });

  it.each([
    ['a text', 'Service unavailable'],
    ['nothing', undefined],
    ['a list', []],
  ])('%s says nothing', (_what, body) => {
    expect(readError(body)).toEqual({});
  });

  it.each([
    ['error-bb', 'not-found', 'data'],
    ['error-bacen', 'tax-id-invalid', 'data'],
    ['error-efi', 'value-invalid', 'data'],
    ['error-oauth', 'refused', 'data'],
  ])('%s refuses as %s', (name, code, level) => {
    const { status, body } = fixture(name);

    expect(endingOf({ status, body })).toMatchObject({
      ending: 'rejected',
      refusal: { code, level },
    });
    expect(pixRefusalCodes).toContain(code);
  });

  it.each([
    [{ nome: 'chave_invalida', mensagem: 'A chave não é desta conta' }, 400],
    [{ type: 'x/CobVOperacaoInvalida', violacoes: [{ propriedade: 'cobv.chave' }] }, 400],
  ])('a wrong Pix key concerns the account: %j', (body, status) => {
    expect(endingOf({ status, body })).toMatchObject({
      refusal: { code: 'key-invalid', level: 'account' },
    });
  });

  it.each([
    [401, 'credentials'],
    [403, 'credentials'],
    [429, 'rate-limited'],
  ])('HTTP %s is not sent, for %s', (status, reason) => {
    expect(endingOf({ status, body: undefined, retryAfterMs: 5_000 })).toMatchObject({
      ending: 'not-sent',
      reason,
    });
  });
});
