import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columns, type Wire } from '../harness.ts';
import { emission, openAccount, orderOf, type TokenAccount } from './account.ts';

let account: TokenAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

const errorOf = async (xml: string): Promise<Wire> => {
  const { status, xml: answer } = await account.issue(xml);
  const { statusCod, resposta } = answer.integracao;
  return { status, statusCod, ...resposta.erro };
};

const issuedCount = async (): Promise<number> =>
  (await account.harness.control('GET', '/gerencianet-token/charges')).body.charges
    .length as number;

describe('what the simulated token mode refuses', () => {
  /** 1012, 195, 124 and 1106 are the real codes that are known; those from 9001 on are made up (README.md). */
  it.each([
    ['an e-mail that is none', { 'm@example.com': 'm@example' }, '124', { email: 'm@example' }],
    ['a name without text', { 'MARIA DA SILVA': ' ' }, '9005', { nomeRazaoSocial: '' }],
    [
      'a CPF with wrong digits',
      { '94271564656': '94271564650' },
      '9006',
      { cpfcnpj: '94271564650' },
    ],
    [
      'a phone with the code of the country',
      { '>319': '>55319' },
      '9007',
      { cel: '5531987654321' },
    ],
    ['a CEP with a hyphen', { '35400000': '35400-000' }, '9008', { cep: '35400-000' }],
    ['a state that there is not', { '>MG<': '>XX<' }, '9008', { estado: 'XX' }],
    [
      'a description of 96 characters',
      { '>Internet<': `>${'x'.repeat(96)}<` },
      '9009',
      { descricao: 'x'.repeat(96) },
    ],
    ['no quantity', { '<qtde>1': '<qtde>0' }, '9009', { qtde: '' }],
    ['a value with decimals', { '>9990<': '>99.90<' }, '9010', { valor: '99.90' }],
    ['an ISO date', { '10/12/2026': '2026-12-10' }, '9011', { vencimento: '2026-12-10' }],
    [
      'a day that the calendar lacks',
      { '10/12/2026': '31/11/2026' },
      '9011',
      { vencimento: '31/11/2026' },
    ],
    [
      'a due date in the past',
      { '10/12/2026': '20/11/2026' },
      '9011',
      { vencimento: '2026-11-20' },
    ],
    ['an option that is neither s nor n', { '<btaxa>n': '<btaxa>1' }, '9012', { btaxa: '1' }],
    ['less than R$ 5,00', { '>9990<': '>499<' }, '9013', { valor: '499' }],
    ['more than the account may charge', { '>9990<': '>1000001<' }, '9014', { valor: '1000001' }],
    ['a missing element', { '<cel>31987654321</cel>': '' }, '9004', { cel: '' }],
    [
      'an element that it does not know',
      { '<contra>': '<multa>2</multa><contra>' },
      '9004',
      { multa: '' },
    ],
    [
      'elements out of order',
      {
        '<estado>MG</estado><cidade>Ouro Preto</cidade>':
          '<cidade>Ouro Preto</cidade><estado>MG</estado>',
      },
      '9004',
      { estado: '' },
    ],
    [
      'the same element twice',
      { '<contra>n</contra>': '<contra>n</contra><contra>n</contra>' },
      '9004',
      { contra: '' },
    ],
    ['another root', { '<boleto>': '<carne>', '</boleto>': '</carne>' }, '9004', { carne: '' }],
    ['a token of another form', { 'sandbox-token': 'abc' }, '9002', ''],
    [
      'a token of the right form that is not its own',
      { 'sandbox-token': 'a'.repeat(32) },
      '9003',
      '',
    ],
  ])('refuses %s', async (_name, changes, code, entrada) => {
    const error = await errorOf(emission(changes));

    expect(error).toEqual({
      status: code,
      statusCod: '1',
      statusMsg: expect.stringMatching(/\w/) as string,
      entrada,
    });
    expect(await issuedCount()).toBe(0);
  });

  it.each([
    ['nothing', ''],
    ['what is no XML', 'boleto'],
    ['an element that is not closed', '<boleto><token>sandbox-token</boleto>'],
    ['two roots', '<boleto/><boleto/>'],
    ['a DTD', `<!DOCTYPE boleto>${emission().replace(/^<\?.*?\?>/, '')}`],
    ['an entity beyond the five', emission({ MARIA: '&eacute;' })],
    ['an ampersand that stands alone', emission({ Internet: 'Casa & Cia' })],
    ['a line break', emission({ '<clientes>': '\n<clientes>' })],
    ['a tab', emission({ '<clientes>': '\t<clientes>' })],
    ['control characters', emission({ MARIA: 'MAR\u0001IA' })],
    [
      'more depth than a request has',
      emission({ Internet: `${'<a>'.repeat(20)}${'</a>'.repeat(20)}` }),
    ],
    ['half a megabyte', emission({ Internet: 'x'.repeat(500_000) })],
  ])('refuses %s as no XML', async (_name, xml) => {
    const { status, xml: answer } = await account.issue(xml);

    expect(status).toBe(200);
    expect(answer.integracao.resposta.erro).toMatchObject({ status: '9001', entrada: '' });
  });

  it('refuses bytes that are no UTF-8', async () => {
    const url = `${account.harness.simulator.baseUrl('gerencianet-token')}/xml/boleto/emite/xml`;
    const body = new URLSearchParams({ entrada: emission({ MARIA: 'JOSe' }) })
      .toString()
      .replace('JOSe', 'JOS%E9');
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };

    const text = await (await fetch(url, { method: 'POST', headers, body })).text();

    expect(text).toContain('<status>9001</status>');
  });

  it('takes accents in UTF-8, the five entities, character references and CDATA', async () => {
    const name = 'JOSÉ &amp; &#70;ilhos <![CDATA[<A&B>]]>';

    const chave = await account.charge('A', { 'MARIA DA SILVA': name });

    expect((await account.show(chave)).payer).toBe('JOSÉ & Filhos <A&B>');
  });

  it('minds order, line breaks, accents and unknown elements as the account says', async () => {
    const disorder = {
      '<bairro>Centro</bairro><complemento/>': '<complemento/><bairro>X</bairro>',
    };
    await account.set({
      checksOrder: false,
      refusesLineBreaks: false,
      refusesAccents: true,
      unknownElements: 'ignored',
    });

    const taken = await account.issue(
      orderOf('A', { ...disorder, '<clientes>': '\n\t<clientes>', '<contra>': '<multa/><contra>' }),
    );
    const refused = await errorOf(orderOf('B', { MARIA: 'JOSÉ' }));

    expect(taken.xml.integracao.statusCod).toBe('2');
    expect(refused.status).toBe('9005');
  });

  it('refuses a retorno that another request used, and issues nothing of the batch', async () => {
    await account.issue(emission());

    const other = await errorOf(emission({ '>9990<': '>9991<' }));

    expect(other).toMatchObject({ status: '195', entrada: { retorno: 'TIT-000123' } });
    expect(await issuedCount()).toBe(1);
  });

  it('answers 1012 although the token, the blanks or the charge have changed meanwhile', async () => {
    const chave = await account.charge('TIT-000123');
    await account.act(chave, 'pay');
    await account.harness.simulator.advance(90 * 86_400_000);

    const again = await errorOf(emission({ '<boleto><token>': '<boleto> <token>' }));

    expect(again.status).toBe('1012');
    const { lote, cobrancasGeradas } = again.entrada.emitirCobranca.resposta;
    expect(lote).toMatch(/^38_/);
    expect(cobrancasGeradas.cliente.cobranca.chave).toBe(chave);
  });

  it('takes two requests without retorno for two', async () => {
    const bare = emission({ '<retorno>TIT-000123</retorno>': '' });

    const both = [await account.issue(bare), await account.issue(bare)];

    expect(both.map(({ xml }) => xml.integracao.statusCod as string)).toEqual(['2', '2']);
  });

  it('refuses an online charge where the account may not take cards', async () => {
    await account.set({ hasCard: false });
    const entrada = emission();

    const { xml } = await account.post('/xml/cobrancaonline/emite/xml', { entrada });

    expect(xml.integracao.resposta.erro.status).toBe('1106');
  });

  it('refuses a chave that it does not know in the shape of each host', async () => {
    const detail = await account.detail('38_1_NADA0');
    const cancelled = await account.cancel('38_1_NADA0');
    const status = await account.post('/xml/statusChave/xml', {
      entrada: '<statusChave><token>sandbox-token</token><chave>38_1_NADA0</chave></statusChave>',
    });

    const refused = { StatusCod: '1', Mensagem: 'Cobrança não encontrada.' };
    expect(detail).toEqual(refused);
    expect(cancelled.xml.CancelarCobranca).toEqual(refused);
    expect(status.xml.integracao.resposta.erro).toMatchObject({ status: '9015' });
  });

  it('refuses a wrong token at the webservice, and names in the other case', async () => {
    const ask = async (xml: string): Promise<Wire> =>
      (await account.post('/webservice/detalharCobranca', { xml })).xml.DetalharCobranca;

    const wrong = await ask(
      '<DetalharCobranca><Token>x</Token><Chave>1</Chave></DetalharCobranca>',
    );
    const lower = await ask(
      '<DetalharCobranca><Token>sandbox-token</Token><chave>1</chave></DetalharCobranca>',
    );

    expect([wrong.StatusCod, lower.StatusCod]).toEqual(['1', '1']);
    expect(wrong.Mensagem).toMatch(/32/);
  });

  it('wants each host its own form field', async () => {
    const { xml } = await account.post('/xml/boleto/emite/xml', { xml: emission() });

    expect(xml.integracao.resposta.erro.status).toBe('9001');
  });

  it('answers with the codes, the root and the HTTP status that the account was given', async () => {
    await account.set({ codes: { token: 7 }, answerRoot: 'retorno', errorStatus: 400 });

    const reply = await account.issue(emission({ 'sandbox-token': 'a'.repeat(32) }));

    expect(reply.status).toBe(400);
    expect(reply.xml.retorno.resposta.erro.status).toBe('7');
  });

  it('counts calls where there is a limit', async () => {
    await account.set({ quota: 2 });

    const codes = [];
    for (const retorno of ['A', 'B', 'C'])
      codes.push((await account.issue(orderOf(retorno))).xml.integracao.statusCod);

    expect(codes).toEqual(['2', '2', '1']);
  });

  it('answers faults with an error in its own shape', async () => {
    const faults = (...kinds: readonly object[]) =>
      account.harness.control('PUT', '/faults', {
        faults: kinds.map((fault) => ({ gateway: 'gerencianet-token', count: 1, ...fault })),
      });

    await faults({ kind: 'error', code: '124' });
    const first = await errorOf(emission());
    await faults({ kind: 'rate-limit' });
    const second = await errorOf(emission());
    await faults({ kind: 'drop-after' });
    const lost = account.issue(emission());
    await expect(lost).rejects.toThrow();
    const third = await errorOf(emission());

    expect([first.status, second.status, third.status]).toEqual(['124', '9017', '1012']);
  });

  it('refuses settings that are none', async () => {
    const bad = [
      { paymentUrl: 'nowhere' },
      { sentLetters: ['x'] },
      { callbackBatch: { size: 0, waitSeconds: 1 } },
      { unknown: 1 },
    ];

    const statuses = [];
    for (const settings of bad) statuses.push((await account.set(settings)).status);

    expect(statuses).toEqual([400, 400, 400, 400]);
  });

  it('has no address but those that are known', async () => {
    const base = account.harness.simulator.baseUrl('gerencianet-token');

    const replies = await Promise.all([
      fetch(`${base}/xml/carne/emite/xml`, {
        method: 'POST',
        body: new URLSearchParams({ entrada: emission() }),
      }),
      fetch(`${base}/xml/boleto/emite/xml`),
    ]);

    expect(columns(replies as never, 'status').flat()).toEqual([404, 404]);
  });
});
