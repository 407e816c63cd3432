import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chargeStatuses } from '../../../main/simulator/store/gerencianet-token/charge.ts';
import { chargeTransitions } from '../../../main/simulator/gerencianet-token/states.ts';
import { columns, type Wire } from '../harness.ts';
import { DAY, emission, openAccount, orderOf, read, type TokenAccount } from './account.ts';

let account: TokenAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

const letterOf = async (chave: string): Promise<string> =>
  (await account.detail(chave)).Boleto.Status as string;

/** The recorded request with a second cliente. */
const batch = (first: string, second: string): string => {
  const xml = orderOf(first);
  const [cliente = ''] = /<cliente>.*<\/cliente>/.exec(xml) ?? [];
  const other = cliente
    .replace('MARIA DA SILVA', 'PADARIA EXEMPLO LTDA')
    .replace('94271564656', '11444777000161')
    .replace(`>${first}<`, `>${second}<`);
  return xml.replace(cliente, cliente + other);
};

describe('the life of a charge in the simulated token mode', () => {
  it('is paid with what is due, and its book is written', async () => {
    const chave = await account.charge('A');

    const paid = await account.act(chave, 'pay', { on: '2026-12-09' });

    const detail = await account.detail(chave);
    expect(paid.body.charge.status).toBe('paid');
    expect(detail.Boleto).toEqual({
      Status: 'p',
      Valor: '9990',
      DataEmissao: '21/11/2026',
      DataVencimento: '10/12/2026',
      DataPagamento: '09/12/2026',
    });
    expect(await account.ledger()).toEqual([
      {
        charge: chave,
        customId: 'A',
        paidCents: 9990,
        feeCents: 150,
        paidOn: '2026-12-09',
        creditedOn: '2026-11-21',
        refundedCents: 0,
        refundedOn: null,
      },
    ]);
  });

  it('shows the charge with the codes that only the paper has', async () => {
    const chave = await account.charge('A');

    const shown = await account.show(chave);

    expect(shown).toMatchObject({
      id: chave,
      groupId: null,
      customId: 'A',
      status: 'open',
      totalCents: 9990,
      dueTodayCents: 9990,
      dueOn: '2026-12-10',
      payer: 'MARIA DA SILVA',
      linha: expect.stringMatching(/^36490\.00\d{3} .* \d{14}$/) as string,
      pixPayload: null,
      callbackUrl: null,
    });
  });

  it('adds discount, freight and, where the payer bears it, the fee', async () => {
    const chave = await account.charge('A', {
      '<qtde>1': '<qtde>2',
      '<btaxa>n': '<btaxa>s',
      '<descontoSobreTotal>0': '<descontoSobreTotal>500',
      '<frete>0': '<frete>30',
    });

    const detail = await account.detail(chave);

    expect(detail.Boleto.Valor).toBe(String(2 * 9990 - 500 + 30 + 150));
    expect(detail.ProdutosServicos).toEqual({
      Item: { Descricao: 'Internet', Valor: '9990', Qtde: '2' },
      Desconto: '500',
    });
  });

  it('adds fine and interest of the panel to what is paid late', async () => {
    await account.set({ fine: 200, interest: 33 });
    const [inTime, late] = [await account.charge('A'), await account.charge('B')];

    await account.act(inTime, 'pay', { on: '2026-12-10' });
    await account.act(late, 'pay', { on: '2027-01-09' });

    expect(columns(await account.ledger(), 'paidCents').flat()).toEqual([9990, 9990 + 200 + 99]);
  });

  it('never makes a contra-apresentação late', async () => {
    await account.set({ fine: 200, interest: 33 });
    const { xml } = await account.issue(
      orderOf('A', { '<contra>n': '<contra>s', '<vencimento>10/12/2026</vencimento>': '' }),
    );
    const { chave, vencimento } = xml.integracao.resposta.cobrancasGeradas.cliente.cobranca;
    await account.harness.simulator.advance(400 * DAY);

    const overdue = await account.act(chave as string, 'overdue');
    const shown = await account.show(chave as string);
    const paid = await account.act(chave as string, 'pay');

    expect(vencimento).toBe('');
    expect(overdue.status).toBe(409);
    expect(shown).toMatchObject({ dueOn: null, status: 'open', dueTodayCents: 9990 });
    expect(shown.linha).toMatch(/ 00000000009990$/);
    expect(paid.status).toBe(200);
  });

  it('issues one charge for each cliente of a request, under one lote', async () => {
    const { xml } = await account.issue(batch('A', 'B'));
    const { lote, cobrancasGeradas } = xml.integracao.resposta;

    const again = await account.issue(batch('A', 'B'));
    const crossed = await account.issue(batch('B', 'C'));
    const { body } = await account.harness.control('GET', '/gerencianet-token/charges');

    expect(columns(cobrancasGeradas.cliente, 'cobranca.retorno').flat()).toEqual(['A', 'B']);
    expect(columns(body.charges, 'customId', 'groupId', 'payer')).toEqual([
      ['A', lote, 'MARIA DA SILVA'],
      ['B', lote, 'PADARIA EXEMPLO LTDA'],
    ]);
    expect(again.xml.integracao.resposta.erro.status).toBe('1012');
    expect(crossed.xml.integracao.resposta.erro.status).toBe('195');
  });

  it('becomes overdue after the first bank day on which it was in time', async () => {
    const chave = await account.charge('A', { '10/12/2026': '12/12/2026' });

    await account.harness.simulator.advance(23 * DAY);
    const monday = await account.show(chave);
    await account.harness.simulator.advance(DAY);
    const tuesday = await account.show(chave);

    expect([monday.status, tuesday.status]).toEqual(['open', 'overdue']);
    expect(await letterOf(chave)).toBe('i');
  });

  it('is cancelled once, by webservice, and may be paid all the same', async () => {
    const chave = await account.charge('A');

    const first = await account.cancel(chave);
    const second = await account.cancel(chave);
    const letter = await letterOf(chave);
    const paid = await account.act(chave, 'pay');
    const third = await account.cancel(chave);

    const codes = [first, second, third].map(({ xml }) => xml.CancelarCobranca.StatusCod as string);
    expect(codes).toEqual(['2', '1', '1']);
    expect(letter).toBe('c');
    expect(paid.body.charge.status).toBe('paid');
  });

  it('is finalized by hand, or after the days that the account says', async () => {
    const byHand = await account.charge('A');
    await account.act(byHand, 'pay');
    await account.set({ finalizedAfterDays: 2 });
    const byItself = await account.charge('B');
    await account.act(byItself, 'pay');

    const credited = await account.act(byHand, 'credit');
    await account.harness.simulator.advance(3 * DAY);

    expect(credited.body.charge.status).toBe('finalized');
    expect([await letterOf(byHand), await letterOf(byItself)]).toEqual(['f', 'f']);
    expect(columns(await account.ledger(), 'creditedOn').flat()).toEqual([
      '2026-11-21',
      '2026-11-24',
    ]);
  });

  it('is refunded as a whole, and the book alone says so', async () => {
    const chave = await account.charge('A');
    await account.act(chave, 'pay');

    const part = await account.act(chave, 'refund', { amountCents: 1 });
    const whole = await account.act(chave, 'refund');
    const before = await letterOf(chave);
    await account.set({ refundedAs: 'c' });
    const after = await letterOf(chave);

    expect([part.status, whole.status]).toEqual([409, 200]);
    expect([before, after]).toEqual(['p', 'c']);
    expect((await account.ledger())[0]).toMatchObject({
      refundedCents: 9990,
      refundedOn: '2026-11-21',
    });
  });

  it('cannot be paid once the bank wrote it off, until it is restored', async () => {
    const chave = await account.charge('A');
    await account.act(chave, 'expire');

    const refused = await account.act(chave, 'pay');
    await account.act(chave, 'restore');
    const paid = await account.act(chave, 'pay');
    const late = await account.act(await account.charge('B'), 'pay', { on: '2027-03-10' });

    expect([refused.status, paid.status, late.status]).toEqual([409, 200, 409]);
  });

  it.each([['identify'], ['settle'], ['contest']])('has no step to %s', async (action) => {
    const chave = await account.charge('A');

    const refused = await account.act(chave, action);

    expect(refused.status).toBe(409);
  });

  it('holds one payment, and says of an unknown charge that it is unknown', async () => {
    const chave = await account.charge('A');
    await account.act(chave, 'pay');

    const [second, nobody] = [await account.act(chave, 'pay'), await account.act('38_0', 'pay')];

    expect([second.status, nobody.status]).toEqual([409, 404]);
    expect(await account.ledger()).toHaveLength(1);
  });

  it('reaches every status from open', () => {
    const reached = new Set<string>(['open']);
    for (const status of reached)
      for (const next of chargeTransitions[status as keyof typeof chargeTransitions])
        reached.add(next);

    expect([...reached].sort()).toEqual([...chargeStatuses].sort());
  });

  it('tells the status of the token alone and of a charge', async () => {
    const chave = await account.charge('A');
    const ask = async (inner: string): Promise<Wire> => {
      const entrada = `<statusChave><token>sandbox-token</token>${inner}</statusChave>`;
      return (await account.post('/xml/statusChave/xml', { entrada })).xml.integracao;
    };

    const [token, charge] = [await ask(''), await ask(`<chave>${chave}</chave>`)];

    expect(token).toMatchObject({ statusCod: '2', metodo: 'statusChave', resposta: { chave: '' } });
    expect(charge.resposta).toEqual({ chave, status: 'i' });
  });

  it('writes the detail as the account says', async () => {
    const chave = await account.charge('A');
    await account.act(chave, 'pay', { amountCents: 10_000 });
    await account.set({
      detailDateForm: 'br-time',
      detailStatus: 'words',
      detailAmounts: 'decimal',
      detailValue: 'paid',
      webserviceRoot: 'Retorno',
    });

    const { xml } = await account.post('/webservice/detalharCobranca', {
      xml: `<DetalharCobranca><Token>sandbox-token</Token><Chave>${chave}</Chave></DetalharCobranca>`,
    });

    expect(xml.Retorno.Boleto).toMatchObject({
      Status: 'pago',
      Valor: '100.00',
      DataPagamento: '21/11/2026 09:00:00',
    });
  });

  it('leads its link to a page and a PDF that say that they are practice', async () => {
    const { xml } = await account.issue(emission({ 'MARIA DA SILVA': 'MARIA &lt;b&gt;' }));
    const { link } = xml.integracao.resposta.cobrancasGeradas.cliente.cobranca;

    const page = await (await fetch(link as string)).text();
    const pdf = await (await fetch(`${String(link)}.pdf`)).text();

    expect(page).toContain('documento de prática');
    expect(page).toContain('MARIA &#60;b&#62;');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
  });

  it('answers without link where the account says so, as the test host does', async () => {
    await account.set({ answersLink: false });

    const { text } = await account.issue(emission());

    expect(read(text).integracao.statusCod).toBe('2');
    expect(text).not.toContain('<link>');
  });

  it('answers with a page where a page was asked for, errors too', async () => {
    const ask = (entrada: string) => account.post('/xml/boleto/emite/html', { entrada });

    const [good, bad] = [await ask(orderOf('A')), await ask(orderOf('A', { '>9990<': '>1<' }))];

    expect(good.contentType).toBe('text/html; charset=utf-8');
    expect(good.text).toMatch(/href="http:\/\/127\.0\.0\.1:\d+\/gerencianet-token\/emissao\//);
    expect(bad.text).toContain('195');
  });

  it('issues an online charge', async () => {
    const { xml } = await account.post('/xml/cobrancaonline/emite/xml', { entrada: emission() });
    const { chave } = xml.integracao.resposta.cobrancasGeradas.cliente.cobranca;

    expect((await account.detail(chave as string)).Tipo).toBe('cobrancaonline');
  });
});
