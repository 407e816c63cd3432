import { afterEach, describe, expect, it } from 'vitest';
import { columns } from '../harness.ts';
import { cob, cobv, txidOf } from './bodies.ts';
import { basic, startPix, tokenRequest, withKey, type PixClient, type PixId } from './client.ts';

let pix: PixClient;

afterEach(async () => {
  await pix.close();
});

const banks: readonly PixId[] = ['pix-bb', 'pix-efi'];

const json = async (response: Response): Promise<unknown> => response.json();

describe.each(banks)('the token of %s', (id) => {
  it('is refused to another client in the shape of OAuth', async () => {
    pix = await startPix(id);
    const request = tokenRequest(id);
    const headers = new Headers(request.headers);
    headers.set('authorization', basic('another:one'));

    const response = await pix.raw('POST', '/oauth/token', { ...request, headers });

    expect(response.status).toBe(401);
    expect(await json(response)).toMatchObject({ error: 'invalid_client' });
  });

  it('ends with its time', async () => {
    pix = await startPix(id);
    const token = await pix.token();
    const path = withKey(id, id === 'pix-bb' ? '/pix/v2/webhook' : '/v2/webhook');
    const call = () => pix.raw('GET', path, { headers: { authorization: `Bearer ${token}` } });

    const before = await call();
    await pix.control('POST', '/clock', { advanceMs: 3_600_000 });
    const after = await call();

    expect([before.status, after.status]).toEqual([200, 401]);
  });
});

describe('Banco do Brasil', () => {
  it('takes a form for the token and gives the scopes that were asked and contracted', async () => {
    pix = await startPix('pix-bb');
    const asked = tokenRequest('pix-bb', 'cob.read cob.write cobr.read');

    const given = await pix.raw('POST', '/oauth/token', asked);
    const asJson = await pix.raw('POST', '/oauth/token', {
      headers: { authorization: basic('sandbox:sandbox'), 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'client_credentials' }),
    });

    expect(await json(given)).toMatchObject({
      token_type: 'Bearer',
      expires_in: 600,
      scope: 'cob.read cob.write',
    });
    expect(asJson.status).toBe(415);
  });

  it('refuses a call outside the scopes of the token with AcessoNegado', async () => {
    pix = await startPix('pix-bb');
    const headers = { authorization: `Bearer ${await pix.token('cob.read')}` };

    const response = await pix.raw('GET', withKey('pix-bb', '/pix/v2/pix/E1'), { headers });

    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await json(response)).toMatchObject({
      type: 'https://pix.bcb.gov.br/api/v2/error/AcessoNegado',
      status: 403,
    });
  });

  it('wants its application key on every call, and tells a wrong token in its own shape', async () => {
    pix = await startPix('pix-bb');
    const headers = { authorization: `Bearer ${await pix.token()}` };

    const noKey = await pix.raw('GET', '/pix/v2/webhook', { headers });
    const noToken = await pix.raw('GET', withKey('pix-bb', '/pix/v2/webhook'));

    expect(noKey.status).toBe(401);
    expect(noToken.status).toBe(401);
    expect(await json(noToken)).toEqual({
      statusCode: 401,
      error: 'Unauthorized',
      message: 'Bad Credentials',
      attributes: { error: 'Bad Credentials' },
    });
  });

  it('has nothing found as a code of its own, or the standard way', async () => {
    pix = await startPix('pix-bb');

    const own = await pix.pix('GET', `/cob/${txidOf(9)}`);
    await pix.on('PUT', '/settings', { errorShapes: 'problem' });
    const standard = await pix.pix('GET', `/cob/${txidOf(9)}`);

    expect(own.status).toBe(404);
    expect(own.body.erros).toMatchObject([{ codigo: '4769515', versao: '1' }]);
    expect(standard.body).toMatchObject({ status: 404, title: 'Não encontrado' });
    expect(standard.body.type).toMatch(/CobNaoEncontrado$/);
  });

  it('tells what is wrong with a charge', async () => {
    pix = await startPix('pix-bb');
    const wrong = { ...cob, valor: { original: '0.00' }, chave: 'x'.repeat(78) };

    const { status, body } = await pix.pix('PUT', `/cob/${txidOf(1)}`, wrong);

    expect(status).toBe(400);
    expect(body.type).toMatch(/CobOperacaoInvalida$/);
    expect(body.numeroOcorrencia).toMatch(/^CHOM\d{20}$/);
    expect(columns(body.violacoes, 'propriedade')).toEqual([['cob.chave'], ['cob.valor.original']]);
  });

  it('lists Pix of five days at most, fifty a page, in its own way of writing', async () => {
    pix = await startPix('pix-bb');
    await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);
    await pix.on('POST', `/charges/${txidOf(1)}/pay`);

    const wide = await pix.pix('GET', '/pix?inicio=2026-11-16T00:00:00Z&fim=2026-11-21T00:00:01Z');
    const five = await pix.pix('GET', '/pix?inicio=2026-11-17T00:00:00Z&fim=2026-11-22T00:00:00Z');
    const shown = await pix.pix('GET', `/cob/${txidOf(1)}`);

    expect(wide.status).toBe(400);
    expect(wide.body.type).toMatch(/PixConsultaInvalida$/);
    expect(five.body.parametros.paginacao.itensPorPagina).toBe(50);
    expect(five.body.parametros.inicio).toBe('2026-11-16T21:00:00.00-03:00\0\0\0\0');
    expect(five.body.pix[0].horario).toBe('2026-11-21T09:00:00.00-03:00');
    expect(five.body.pix[0].pagador).toEqual({ cpf: cob.devedor.cpf, nome: cob.devedor.nome });
    expect(shown.body.calendario.expiracao).toBe('3600');
  });

  it('leaves out the copy-and-paste code when told so', async () => {
    pix = await startPix('pix-bb');
    await pix.on('PUT', '/settings', { tellsCopyAndPaste: false });

    const { body } = await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);

    expect(body.pixCopiaECola).toBeUndefined();
    expect(body.location).toMatch(/^[a-z.]+\/pix\/v2\//);
  });

  it('refuses a repeated txid when told so', async () => {
    pix = await startPix('pix-bb');
    await pix.on('PUT', '/settings', { repeatedPut: 'refused' });
    await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);

    const again = await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);

    expect(again.status).toBe(400);
  });
});

describe('Efí', () => {
  it('names its errors for immediate charges', async () => {
    pix = await startPix('pix-efi');
    await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);
    const zero = { ...cob, valor: { original: '0.00' } };

    const missing = await pix.pix('GET', `/cob/${txidOf(9)}`);
    const wrong = await pix.pix('PUT', `/cob/${txidOf(2)}`, zero);
    const stranger = await pix.pix('PUT', `/cob/${txidOf(2)}`, { ...cob, chave: 'a@b.example' });
    const taken = await pix.pix('PUT', `/cob/${txidOf(1)}`, {
      ...cob,
      valor: { original: '1.00' },
    });

    expect([missing.status, missing.body.nome]).toEqual([404, 'cobranca_nao_encontrada']);
    expect([wrong.status, wrong.body.nome]).toEqual([400, 'valor_invalido']);
    expect(wrong.body.erros).toMatchObject([{ chave: 'original', caminho: '.valor.original' }]);
    expect(stranger.body.nome).toBe('chave_invalida');
    expect([taken.status, taken.body.nome]).toEqual([409, 'txid_duplicado']);
  });

  it('tells broken JSON by its name', async () => {
    pix = await startPix('pix-efi');
    const headers = {
      authorization: `Bearer ${await pix.token()}`,
      'content-type': 'application/json',
    };

    const response = await pix.raw('POST', '/v2/cob', { headers, body: '{' });

    expect(response.status).toBe(400);
    expect(await json(response)).toMatchObject({ nome: 'json_invalido' });
  });

  it('has the standard shape for charges with due date', async () => {
    pix = await startPix('pix-efi');

    const missing = await pix.pix('GET', `/cobv/${txidOf(9)}`);
    const past = await pix.pix('PUT', `/cobv/${txidOf(1)}`, {
      ...cobv,
      calendario: { dataDeVencimento: '2026-11-20' },
      valor: { original: '99.90' },
    });

    expect(missing.body.type).toMatch(/CobVNaoEncontrada$/);
    expect(past.body).toMatchObject({
      status: 400,
      violacoes: [{ propriedade: 'cobv.calendario.dataDeVencimento', valor: '2026-11-20' }],
    });
  });
});

describe.each(banks)('%s', (id) => {
  const wrongBodies: readonly (readonly [string, object])[] = [
    ['no payer', { devedor: undefined }],
    ['a payer with both documents', { devedor: { ...cobv.devedor, cnpj: '11444777000161' } }],
    ['a wrong CPF', { devedor: { ...cobv.devedor, cpf: '52998224724' } }],
    ['an amount without cents', { valor: { original: '99' } }],
    ['a rebate of everything', valor({ abatimento: { modalidade: 2, valorPerc: '100.00' } })],
    ['dates in a daily discount', valor({ desconto: { ...cobv.valor.desconto, modalidade: 3 } })],
    ['a dated discount without dates', valor({ desconto: { modalidade: 1, valorPerc: '1.00' } })],
    ['a daily discount without value', valor({ desconto: { modalidade: 5 } })],
    ['a discount after the due date', valor({ desconto: dated('2026-12-11', '1.00') })],
    ['a discount of everything', valor({ desconto: dated('2026-12-01', '99.90') })],
    ['an unknown kind of interest', valor({ juros: { modalidade: 9, valorPerc: '1.00' } })],
    ['a negative validity', calendar(-1)],
  ];

  it.each(wrongBodies)('refuses a charge with %s', async (_, change) => {
    pix = await startPix(id);

    const { status, body } = await pix.pix('PUT', `/cobv/${txidOf(1)}`, { ...cobv, ...change });

    expect(status).toBe(400);
    expect(body.type).toMatch(/CobVOperacaoInvalida$/);
    expect(body.violacoes.length).toBeGreaterThan(0);
  });

  it.each(['short', 'x'.repeat(36), 'BAIXA0-0000000000000000000'])(
    'refuses the txid %s',
    async (txid) => {
      pix = await startPix(id);

      const { status } = await pix.pix('PUT', `/cob/${txid}`, cob);

      expect(status).toBe(400);
    },
  );

  it.each([
    ['no window', ''],
    ['a window that ends before it begins', 'inicio=2026-11-21T00:00:00Z&fim=2026-11-20T00:00:00Z'],
    ['a sign that was not escaped', 'inicio=2026-11-21T00:00:00+00:00&fim=2026-11-22T00:00:00Z'],
    ['two documents', 'inicio=2026-11-21T00:00:00Z&fim=2026-11-22T00:00:00Z&cpf=1&cnpj=2'],
    [
      'a page below zero',
      'inicio=2026-11-21T00:00:00Z&fim=2026-11-22T00:00:00Z&paginacao.paginaAtual=-1',
    ],
    [
      'a page of too many',
      'inicio=2026-11-21T00:00:00Z&fim=2026-11-22T00:00:00Z&paginacao.itensPorPagina=1001',
    ],
  ])('refuses a list with %s', async (_, query) => {
    pix = await startPix(id);

    const { status } = await pix.pix('GET', `/cob?${query}`);

    expect(status).toBe(400);
  });

  it('gives a txid to one charge, whatever its kind', async () => {
    pix = await startPix(id);
    await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);

    const other = await pix.pix('PUT', `/cobv/${txidOf(1)}`, cobv);

    expect([400, 409]).toContain(other.status);
  });

  it('limits calls when told so', async () => {
    pix = await startPix(id);
    await pix.on('PUT', '/settings', { callsPerMinute: 2 });

    const first = await pix.pix('GET', '/webhook');
    const second = await pix.raw('GET', '/anything');

    expect([first.status, second.status]).toEqual([200, 429]);
  });

  it('answers with the error that a fault asks for', async () => {
    pix = await startPix(id);
    const fault = { gateway: id, kind: 'error', code: 'ServicoIndisponivel', count: 1 };
    const token = await pix.token();
    await pix.control('PUT', '/faults', { faults: [fault] });

    const response = await pix.raw('GET', '/anything', {
      headers: { authorization: `Bearer ${token}` },
    });

    expect(response.status).toBe(503);
    expect(await json(response)).toMatchObject({ status: 503, title: 'Serviço indisponível' });
  });
});

describe('/pix', () => {
  it('says which two paths there are', async () => {
    pix = await startPix('pix-bb');

    const response = await fetch(pix.simulator.baseUrl('pix'));

    expect(response.status).toBe(404);
    expect(await response.text()).toContain('/pix-bb (Banco do Brasil) ou /pix-efi (Efí)');
  });
});

function valor(change: object) {
  return { valor: { original: '99.90', ...change } };
}

function dated(data: string, valorPerc: string) {
  return { modalidade: 1, descontoDataFixa: [{ data, valorPerc }] };
}

function calendar(validadeAposVencimento: number) {
  return { calendario: { dataDeVencimento: '2026-12-10', validadeAposVencimento } };
}
