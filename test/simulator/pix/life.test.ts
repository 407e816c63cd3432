import { afterEach, describe, expect, it } from 'vitest';
import { columns } from '../harness.ts';
import { cob, cobv, KEY, person, txidOf } from './bodies.ts';
import { startPix, type PixClient, type PixId } from './client.ts';

let pix: PixClient;

afterEach(async () => {
  await pix.close();
});

const DAY = 'inicio=2026-11-21T00:00:00Z&fim=2026-11-21T23:59:59Z';

const banks: readonly PixId[] = ['pix-bb', 'pix-efi'];

describe.each(banks)('a charge at %s', (id) => {
  it('goes from ATIVA to CONCLUIDA by one Pix', async () => {
    pix = await startPix(id);
    const created = await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);

    await pix.on('POST', `/charges/${txidOf(1)}/pay`);

    const shown = await pix.pix('GET', `/cob/${txidOf(1)}`);
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({
      txid: txidOf(1),
      revisao: 0,
      status: 'ATIVA',
      chave: KEY,
      devedor: person,
      valor: { original: '99.90' },
      loc: { tipoCob: 'cob' },
    });
    expect(created.body.pixCopiaECola).toContain(created.body.location);
    expect(created.body.location).not.toMatch(/^https?:/);
    expect(shown.body.status).toBe('CONCLUIDA');
    expect(shown.body.revisao).toBe(0);
    expect(columns(shown.body.pix, 'txid', 'valor')).toEqual([[txidOf(1), '99.90']]);
    expect(shown.body.pix[0].endToEndId).toMatch(/^E\d{20}[a-zA-Z0-9]{11}$/);
  });

  it('takes a second Pix', async () => {
    pix = await startPix(id);
    await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);

    await pix.on('POST', `/charges/${txidOf(1)}/pay`);
    await pix.on('POST', `/charges/${txidOf(1)}/pay`, { amountCents: 500 });

    const shown = await pix.pix('GET', `/cob/${txidOf(1)}`);
    const ledger = await pix.on('GET', '/ledger');
    expect(columns(shown.body.pix, 'valor')).toEqual([['99.90'], ['5.00']]);
    expect(columns(ledger.body.entries, 'customId', 'paidCents')).toEqual([
      [txidOf(1), 9990],
      [txidOf(1), 500],
    ]);
    expect(ledger.body.entries[0].charge).toBe(txidOf(1));
    expect(ledger.body.entries[1].charge).toBe(shown.body.pix[1].endToEndId);
  });

  it('is revised while ATIVA, remembers what it said, and is removed for good', async () => {
    pix = await startPix(id);
    const path = `/cobv/${txidOf(1)}`;
    await pix.pix('PUT', path, cobv);

    const revised = await pix.pix('PATCH', path, { valor: { original: '120.00' } });
    const old = await pix.pix('GET', `${path}?revisao=0`);
    const removal = { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' };
    const both = await pix.pix('PATCH', path, { ...removal, solicitacaoPagador: 'x' });
    const removed = await pix.pix('PATCH', path, removal);
    const after = await pix.pix('PATCH', path, { valor: { original: '130.00' } });

    expect(revised.body).toMatchObject({ revisao: 1, valor: { original: '120.00' } });
    expect(revised.body.valor.multa).toBeUndefined();
    expect(old.body.valor.multa).toEqual({ modalidade: 2, valorPerc: '2.00' });
    expect(both.status).toBe(400);
    expect(removed.body).toMatchObject({ ...removal, revisao: 1 });
    expect(after.status).toBe(400);
  });

  it('explains what a late Pix is made of', async () => {
    pix = await startPix(id);
    await pix.pix('PUT', `/cobv/${txidOf(1)}`, cobv);

    await pix.on('POST', `/charges/${txidOf(1)}/pay`, { on: '2026-12-25' });

    const listed = await pix.pix(
      'GET',
      `/pix?inicio=2026-12-24T00:00:00Z&fim=2026-12-26T00:00:00Z&txid=${txidOf(1)}`,
    );
    // Base 94,90: fine 2 % and 15 days of 1 % a month.
    expect(listed.body.pix[0]).toMatchObject({
      valor: '97.26',
      componentesValor: {
        original: { valor: '99.90' },
        abatimento: { valor: '5.00' },
        multa: { valor: '1.89' },
        juros: { valor: '0.47' },
      },
    });
  });

  it('is refused by payers after its end and stays ATIVA', async () => {
    pix = await startPix(id);
    await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);
    await pix.pix('PUT', `/cobv/${txidOf(2)}`, cobv);

    await pix.control('POST', '/clock', { advanceMs: 3_600_001 });
    const late = await pix.on('POST', `/charges/${txidOf(1)}/pay`);
    const overdue = await pix.on('POST', `/charges/${txidOf(2)}/pay`, { on: '2027-02-11' });

    const shown = await pix.pix('GET', `/cob/${txidOf(1)}`);
    expect([late.status, overdue.status]).toEqual([409, 409]);
    expect(shown.body.status).toBe('ATIVA');
  });

  it('takes a Pix that was on its way when it was removed, unless the account refuses', async () => {
    pix = await startPix(id);
    for (const n of [1, 2]) await pix.pix('PUT', `/cob/${txidOf(n)}`, cob);
    for (const n of [1, 2]) await pix.on('POST', `/charges/${txidOf(n)}/cancel`);

    const landed = await pix.on('POST', `/charges/${txidOf(1)}/pay`);
    await pix.on('PUT', '/settings', { acceptsAfterRemoval: false });
    const refused = await pix.on('POST', `/charges/${txidOf(2)}/pay`);

    const shown = await pix.pix('GET', `/cob/${txidOf(1)}`);
    expect([landed.status, refused.status]).toEqual([200, 409]);
    expect(shown.body.status).toBe('REMOVIDA_PELO_USUARIO_RECEBEDOR');
    expect(shown.body.pix).toHaveLength(1);
  });

  it.each(['identify', 'overdue', 'credit', 'settle', 'restore'])('knows no %s', async (action) => {
    pix = await startPix(id);
    await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);

    const outcome = await pix.on('POST', `/charges/${txidOf(1)}/${action}`);

    expect(outcome.status).toBe(409);
  });

  it('is made once, however often the same request comes', async () => {
    pix = await startPix(id);
    const first = await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);

    const again = await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);

    const listed = await pix.pix('GET', `/cob?${DAY}`);
    expect(again.status).toBe(201);
    expect(again.body).toEqual(first.body);
    expect(listed.body.cobs).toHaveLength(1);
  });

  it('survives a restart of the bank', async () => {
    pix = await startPix(id);
    const token = await pix.token();
    await pix.pix('PUT', `/cobv/${txidOf(1)}`, cobv);
    await pix.on('POST', `/charges/${txidOf(1)}/pay`);

    await pix.restart();

    const shown = await pix.pix('GET', `/cobv/${txidOf(1)}`);
    const ledger = await pix.on('GET', '/ledger');
    expect(token).not.toBe('');
    expect(shown.body.status).toBe('CONCLUIDA');
    expect(shown.body.pix).toHaveLength(1);
    // 99,90 less a rebate of 5,00 and a discount of 10,00.
    expect(ledger.body.entries).toMatchObject([{ charge: txidOf(1), paidCents: 8490 }]);
  });

  it('is listed by page and by status', async () => {
    pix = await startPix(id);
    for (const n of [1, 2, 3]) await pix.pix('PUT', `/cob/${txidOf(n)}`, cob);
    await pix.on('POST', `/charges/${txidOf(2)}/pay`);

    const page = 'paginacao.itensPorPagina=2&paginacao.paginaAtual=1';
    const second = await pix.pix('GET', `/cob?${DAY}&${page}`);
    const paid = await pix.pix('GET', `/cob?${DAY}&status=CONCLUIDA&cpf=${person.cpf}`);
    const none = await pix.pix('GET', `/cobv?${DAY}`);

    expect(columns(second.body.cobs, 'txid')).toEqual([[txidOf(3)]]);
    expect(second.body.parametros.paginacao).toEqual({
      paginaAtual: 1,
      itensPorPagina: 2,
      quantidadeDePaginas: 2,
      quantidadeTotalDeItens: 3,
    });
    expect(columns(paid.body.cobs, 'txid')).toEqual([[txidOf(2)]]);
    expect(none.body.parametros.paginacao).toMatchObject({
      quantidadeDePaginas: 1,
      quantidadeTotalDeItens: 0,
    });
  });

  it('gets a txid of the bank when none is given', async () => {
    pix = await startPix(id);

    const created = await pix.pix('POST', '/cob', cob);

    const shown = await pix.pix('GET', `/cob/${created.body.txid}`);
    expect(created.status).toBe(201);
    expect(created.body.txid).toMatch(/^[a-zA-Z0-9]{26,35}$/);
    expect(shown.body.txid).toBe(created.body.txid);
  });
});

describe.each(banks)('a Pix at %s', (id) => {
  it('comes without a charge: with a short txid, or with none', async () => {
    pix = await startPix(id);

    const short = await pix.on('POST', '/charges/FAT123/pay', { amountCents: 300 });
    const none = await pix.on('POST', '/charges/***/pay', { amountCents: 400 });
    const noAmount = await pix.on('POST', '/charges/FAT999/pay');

    const all = await pix.pix('GET', `/pix?${DAY}`);
    const named = await pix.pix('GET', `/pix?${DAY}&txIdPresente=true`);
    expect([short.status, none.status, noAmount.status]).toEqual([200, 200, 404]);
    expect(columns(all.body.pix, 'txid')).toEqual([['FAT123'], [undefined]]);
    expect(columns(named.body.pix, 'txid')).toEqual([['FAT123']]);
  });

  it('is refunded in parts, up to its value, each id once', async () => {
    pix = await startPix(id);
    await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);
    await pix.on('POST', `/charges/${txidOf(1)}/pay`);
    const { body } = await pix.pix('GET', `/cob/${txidOf(1)}`);
    const path = `/pix/${body.pix[0].endToEndId}/devolucao`;

    const asked = await pix.pix('PUT', `${path}/dev1`, { valor: '40.00' });
    const twice = await pix.pix('PUT', `${path}/dev1`, { valor: '1.00' });
    const tooMuch = await pix.pix('PUT', `${path}/dev2`, { valor: '59.91' });
    await pix.control('POST', '/clock', { advanceMs: 11_000 });
    const shown = await pix.pix('GET', `${path}/dev1`);
    await pix.on('PUT', '/settings', { refundOutcome: 'NAO_REALIZADO' });
    await pix.pix('PUT', `${path}/dev3`, { valor: '59.90' });
    await pix.control('POST', '/clock', { advanceMs: 11_000 });
    const refused = await pix.pix('GET', `${path}/dev3`);

    const ledger = await pix.on('GET', '/ledger');
    expect(asked.status).toBe(201);
    expect(asked.body).toMatchObject({ id: 'dev1', valor: '40.00', status: 'EM_PROCESSAMENTO' });
    expect(asked.body.rtrId).toMatch(/^D[a-zA-Z0-9]{31}$/);
    expect([twice.status, tooMuch.status]).toEqual([400, 400]);
    expect(shown.body.status).toBe('DEVOLVIDO');
    expect(shown.body.horario.liquidacao).toBeDefined();
    expect(refused.body).toMatchObject({ status: 'NAO_REALIZADO', motivo: 'Saldo insuficiente' });
    expect(ledger.body.entries[0]).toMatchObject({ paidCents: 9990, refundedCents: 4000 });
  });

  it('is taken back by the MED without being asked', async () => {
    pix = await startPix(id);
    await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);
    await pix.on('POST', `/charges/${txidOf(1)}/pay`);

    const contested = await pix.on('POST', `/charges/${txidOf(1)}/contest`);
    const again = await pix.on('POST', `/charges/${txidOf(1)}/contest`);

    const listed = await pix.pix('GET', `/pix?${DAY}&devolucaoPresente=true`);
    expect([contested.status, again.status]).toEqual([200, 409]);
    expect(listed.body.pix[0].devolucoes).toMatchObject([
      { valor: '99.90', natureza: 'MED_FRAUDE', status: 'DEVOLVIDO' },
    ]);
  });

  it('cannot be refunded after ninety days', async () => {
    pix = await startPix(id);
    const paid = { amountCents: 100, on: '2026-08-22' };
    await pix.on('POST', '/charges/FAT1/pay', paid);
    const window = 'inicio=2026-08-22T00:00:00Z&fim=2026-08-23T00:00:00Z';
    const { body } = await pix.pix('GET', `/pix?${window}`);

    const late = await pix.pix('PUT', `/pix/${body.pix[0].endToEndId}/devolucao/1`, {
      valor: '1.00',
    });

    expect(late.status).toBe(400);
  });
});

describe.each(banks)('a location at %s', (id) => {
  it('is made, taken by one charge of its kind, and let go', async () => {
    pix = await startPix(id);
    const made = await pix.pix('POST', '/loc', { tipoCob: 'cobv' });
    const loc = { id: made.body.id as number };

    const wrongKind = await pix.pix('PUT', `/cob/${txidOf(1)}`, { ...cob, loc });
    const taken = await pix.pix('PUT', `/cobv/${txidOf(2)}`, { ...cobv, loc });
    const inUse = await pix.pix('PUT', `/cobv/${txidOf(3)}`, { ...cobv, loc });
    const shown = await pix.pix('GET', `/loc/${loc.id}`);
    const freed = await pix.pix('DELETE', `/loc/${loc.id}/txid`);
    const moved = await pix.pix('PATCH', `/cobv/${txidOf(2)}`, { loc });
    const listed = await pix.pix('GET', `/loc?${DAY}&txIdPresente=true`);

    expect(made.status).toBe(201);
    expect([wrongKind.status, taken.status, inUse.status]).toEqual([400, 201, 400]);
    expect(taken.body.loc.id).toBe(loc.id);
    expect(taken.body.loc.location).toContain('/cobv/');
    expect(shown.body.txid).toBe(txidOf(2));
    expect(freed.body.txid).toBeUndefined();
    expect(moved.body).toMatchObject({ revisao: 0, loc });
    expect(columns(listed.body.loc, 'txid')).toEqual([[txidOf(2)]]);
  });
});

describe('the sandbox rule of Efí', () => {
  it('pays small charges by itself when the account says so', async () => {
    pix = await startPix('pix-efi');
    await pix.on('PUT', '/settings', { paysSmallCharges: true });

    const small = await pix.pix('PUT', `/cob/${txidOf(1)}`, {
      ...cob,
      valor: { original: '10.00' },
    });
    const large = await pix.pix('PUT', `/cob/${txidOf(2)}`, {
      ...cob,
      valor: { original: '10.01' },
    });

    expect([small.body.status, large.body.status]).toEqual(['CONCLUIDA', 'ATIVA']);
  });
});
