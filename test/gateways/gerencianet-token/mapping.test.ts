import { describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { boletoContent, plainText } from '../../../main/gateways/gerencianet-token/bodies.ts';
import { gerencianetTokenDefinition } from '../../../main/gateways/gerencianet-token/definition.ts';
import {
  issuedOf,
  kindOf,
  kindOfDetail,
  readCivilDate,
} from '../../../main/gateways/gerencianet-token/mapping.ts';
import { endingOf, tokenRefusalCodes } from '../../../main/gateways/gerencianet-token/refusals.ts';
import {
  detailAnswer,
  issueAnswer,
  readXml,
  writeXml,
} from '../../../main/gateways/gerencianet-token/wire.ts';
import { fixture } from './fixture.ts';
import { CHARGE, PADARIA, TOKEN } from './samples.ts';

const PLAIN = { passesFee: false };
const today = civilDate('2026-11-21');

describe('the document of an issue', () => {
  it('is what public clients of this mode send, to the letter', () => {
    const document = writeXml('boleto', { token: TOKEN, ...boletoContent(CHARGE, PLAIN) });

    expect(document).toBe(fixture('issue-request').xml);
  });

  it('has no due date for a contra-apresentação', () => {
    const terms = { ...PLAIN_TERMS, isContra: true };

    const content = boletoContent({ ...CHARGE, terms }, PLAIN);

    expect(content).not.toHaveProperty('vencimento');
    expect(content).toMatchObject({ opcionais: { contra: 's' } });
  });

  it('passes the fee on and keeps charging only when the account says so', () => {
    const content = boletoContent(CHARGE, { passesFee: true, keepsCharging: '0' });

    expect(Object.entries(content['opcionais'] ?? {}).slice(0, 5)).toEqual([
      ['contra', 'n'],
      ['btaxa', 's'],
      ['enviarParaMim', 'n'],
      ['continuarCobrando', '0'],
      ['correios', 'n'],
    ]);
  });

  it('has no accents, and no more of a payer than is known', () => {
    const content = boletoContent({ ...CHARGE, payer: PADARIA }, PLAIN);

    expect(content).toMatchObject({
      clientes: {
        cliente: {
          nomeRazaoSocial: 'Padaria Pao & Cia',
          cpfcnpj: '99794567000144',
          cel: '3133334444',
          opcionais: { retorno: CHARGE.reference },
        },
      },
    });
    expect(JSON.stringify(content)).not.toMatch(/"(?:email|cep)"/);
  });

  it.each([
    ['São João\tdel-Rei\r\n', 'Sao Joao del-Rei'],
    ['  Ação   Úteis ', 'Acao Uteis'],
  ])('writes %j as %j', (text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it('cuts a long description at 95 characters', () => {
    const content = boletoContent({ ...CHARGE, description: 'x'.repeat(200) }, PLAIN);

    expect(content).toMatchObject({ itens: { item: { descricao: 'x'.repeat(95) } } });
  });
});

describe('statuses', () => {
  // efi 5.4 for the letters; the words are not documented.
  it.each([
    ['p', 'paid'],
    ['f', 'paid'],
    ['c', 'cancelled'],
    ['i', 'overdue'],
    ['Pago', 'paid'],
    ['Cancelado', 'cancelled'],
    ['Em aberto', 'registered'],
    ['Aguardando', 'registered'],
    ['VENCIDA', 'overdue'],
    ['algo novo', 'other'],
    ['', 'other'],
  ] as const)('reads %j as %s', (word, kind) => {
    expect(kindOf(word)).toBe(kind);
  });

  it.each([
    ['i', '10/12/2026', '', 'registered'],
    ['i', '20/11/2026', '', 'overdue'],
    ['i', '', '', 'registered'],
    ['algo novo', '10/12/2026', '20/11/2026', 'paid'],
    ['algo novo', '10/12/2026', '00/00/0000', 'other'],
    ['Cancelado', '10/12/2026', '20/11/2026', 'cancelled'],
  ] as const)('reads a look-up with %j, due %s, paid %j as %s', (Status, due, paid, kind) => {
    const detail = { Status, Valor: 9990, DataVencimento: due, DataPagamento: paid };

    expect(kindOfDetail(detail, today)).toBe(kind);
  });
});

it.each([
  ['10/12/2026', '2026-12-10'],
  ['10/12/2026 10:00:00', '2026-12-10'],
  ['2026-12-10', '2026-12-10'],
  ['2026-12-10T10:00:00', '2026-12-10'],
  ['0000-00-00', undefined],
  ['31/02/2026', undefined],
  ['', undefined],
  [undefined, undefined],
])('reads the day %j as %s', (text, day) => {
  expect(readCivilDate(text)).toBe(day);
});

it.each([
  ['9990', 9990],
  ['99.90', 9990],
  ['99,90', 9990],
  ['99.9', undefined],
  ['R$ 99,90', undefined],
  ['', undefined],
])('reads the amount %j of a look-up as %s', (Valor, amount) => {
  expect(detailAnswer.parse({ Boleto: { Valor } }).Boleto.Valor).toBe(amount);
});

describe('an answer with several charges', () => {
  const answer = (...retornos: readonly string[]) => {
    const charges = retornos.map(
      (retorno, index) =>
        `<cliente><cobranca><chave>K${index}</chave><valor>100${index}</valor><retorno>${retorno}</retorno></cobranca></cliente>`,
    );
    const document = `<r><resposta><cobrancasGeradas>${charges.join('')}</cobrancasGeradas></resposta></r>`;
    return issueAnswer.parse(readXml(document)).resposta.cobrancasGeradas;
  };

  it('gives the one with our reference', () => {
    const issued = issuedOf(answer('OTHER', CHARGE.reference), CHARGE);

    expect(issued).toEqual({
      gatewayId: 'K1',
      dueOn: CHARGE.dueOn,
      amountCents: cents(1001),
      links: {},
    });
  });

  it('gives a single one without reference, and none that is of others', () => {
    expect(issuedOf(answer(''), CHARGE)?.gatewayId).toBe('K0');
    expect(issuedOf(answer('OTHER'), CHARGE)).toBeUndefined();
    expect(issuedOf(answer('', ''), CHARGE)).toBeUndefined();
    expect(issuedOf(undefined, CHARGE)).toBeUndefined();
  });
});

describe('errors', () => {
  it.each([
    ['error-email', 'data', 'email-invalid'],
    ['error-permission', 'account', 'permission-missing'],
    ['error-reference-used', 'data', 'reference-used'],
    ['error-key', 'data', 'refused'],
  ])('of %s are of level %s and called %s', (name, level, code) => {
    const ending = endingOf({ status: 200, body: readXml(fixture(name).xml) });

    expect(ending).toMatchObject({ ending: 'rejected', refusal: { level, code } });
    expect(tokenRefusalCodes).toContain(code);
  });

  it('that name the token are credentials', () => {
    const ending = endingOf({ status: 200, body: readXml(fixture('error-token').xml) });

    expect(ending).toMatchObject({ ending: 'not-sent', reason: 'credentials' });
  });

  it('show no personal data of the gateway’s text', () => {
    const ending = endingOf({ status: 200, body: readXml(fixture('error-email').xml) });

    expect(JSON.stringify(ending)).not.toMatch(/maria|942/);
  });
});

describe('what is checked offline', () => {
  const check = (changed: Partial<typeof CHARGE>) =>
    gerencianetTokenDefinition
      .checkOffline({ ...CHARGE, ...changed }, today)
      .map(({ code }) => code);

  it('passes a whole charge, and one without address and e-mail', () => {
    expect([check({}), check({ payer: PADARIA })]).toEqual([[], []]);
  });

  it('finds what the gateway would refuse', () => {
    const payer = { ...PADARIA, name: ' ', taxId: undefined, phone: '0800', email: 'nobody' };

    expect(check({ payer, amountCents: cents(499), dueOn: civilDate('2026-11-20') })).toEqual([
      'due-date-past',
      'value-too-low',
      'name-missing',
      'tax-id-missing',
      'phone-invalid',
      'email-invalid',
    ]);
  });

  it('finds a line that no boleto of this mode carries', () => {
    expect(check({ messageLines: ['Obrigado'] })).toEqual(['message-too-long']);
  });

  it('asks for a phone, which every request of this mode carries', () => {
    const { name, taxId } = PADARIA;

    expect(check({ payer: { name, taxId } })).toEqual(['phone-invalid']);
  });

  it('minds no date of a contra-apresentação', () => {
    const terms = { ...PLAIN_TERMS, isContra: true };

    expect(check({ terms, dueOn: civilDate('2026-11-20') })).toEqual([]);
  });
});

it('counts on no fine, interest or discount, and says so of each', () => {
  const asked = {
    ...PLAIN_TERMS,
    fine: { kind: 'percent', value: 200 },
    interest: { kind: 'percent-day', value: 33 },
    discount: { kind: 'fixed', value: 500, daysBefore: 0 },
    payableDays: 120,
  } as const;

  const clamped = gerencianetTokenDefinition.clampTerms(asked);

  expect(clamped.terms).toEqual({ ...PLAIN_TERMS, payableDays: 89 });
  expect(clamped.notes).toEqual([
    { field: 'fine', asked: 200, applied: 0 },
    { field: 'interest', asked: 33, applied: 0 },
    { field: 'discount', asked: 500, applied: 0 },
    { field: 'payableDays', asked: 120, applied: 89 },
  ]);
  expect(gerencianetTokenDefinition.clampTerms(clamped.terms).notes).toEqual([]);
});
