import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { cents } from '../../../domain/money.ts';
import { fixture, NOTHING, ourPix, recorded } from './fixture.ts';
import { openReplayBench, type ReplayBench } from './replay-bench.ts';
import { AT_GATEWAY, END_TO_END_ID, TXID } from './samples.ts';

const COBV = `/cobv/${TXID}`;
const COB = `/cob/${TXID}`;
const REMOVED = { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' };
const PAID = { status: 'CONCLUIDA', pix: [fixture('pix').body] };
const LATER = civilDate('2026-12-20');
const INVALID = { status: 400, body: { type: 'x/CobVOperacaoInvalida', title: 'Não está ATIVA' } };

let bench: ReplayBench;
let GET: string;
let PATCH: string;
beforeEach(async () => {
  bench = await openReplayBench('bb');
  GET = bench.route('GET', COBV);
  PATCH = bench.route('PATCH', COBV);
});
afterEach(() => bench.server.close());

describe('a cancel', () => {
  it('asks first, and sends the status alone', async () => {
    bench.server.play(GET, recorded('cobv'));
    bench.server.play(PATCH, recorded('cobv', REMOVED));

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(PATCH)).toMatchObject([{ body: REMOVED }]);
    expect(bench.server.requestsTo(PATCH)[0]?.body).toEqual(REMOVED);
  });

  it('of what is removed already is done without a call', async () => {
    bench.server.play(GET, recorded('cobv', REMOVED));

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(PATCH)).toEqual([]);
  });

  it('of a paid charge is refused without a call', async () => {
    bench.server.play(GET, recorded('cobv', PAID));

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'paid-already' } });
    expect(bench.server.requestsTo(PATCH)).toEqual([]);
  });

  it('tells that the payer was faster', async () => {
    bench.server.play(GET, recorded('cobv'), recorded('cobv', PAID));
    bench.server.play(PATCH, INVALID);

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'paid-already' } });
  });

  it('that was refused for a charge which is still open says so', async () => {
    bench.server.play(GET, recorded('cobv'));
    bench.server.play(PATCH, INVALID);

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { text: 'Não está ATIVA' } });
  });

  it('whose ending nobody knows is unknown', async () => {
    bench.server.play(GET, recorded('cobv'));
    bench.server.play(PATCH, 'reset');

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome.ending).toBe('unknown');
    expect(bench.server.requestsTo(PATCH)).toHaveLength(1);
  });

  it('of a charge that the bank does not know is refused', async () => {
    bench.server.play(GET, NOTHING);
    bench.server.play(bench.route('GET', COB), NOTHING);

    const outcome = await bench.gateway.cancel(AT_GATEWAY, bench.context);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'not-found' } });
  });
});

describe('a new due date', () => {
  const change = (dueOn = LATER) =>
    bench.gateway.changeDueDate?.({ charge: AT_GATEWAY, dueOn }, bench.context);

  it('goes with the whole amount, its discount moved by the same days', async () => {
    const valor = {
      original: '99.90',
      multa: { modalidade: '2', valorPerc: '2.00' },
      juros: { modalidade: 3, valorPerc: '0.99' },
      abatimento: {},
      desconto: { modalidade: 1, descontoDataFixa: [{ data: '2026-12-05', valorPerc: '5.00' }] },
    };
    bench.server.play(GET, recorded('cobv', { valor }));
    bench.server.play(PATCH, recorded('cobv'));

    const outcome = await change();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(PATCH)[0]?.body).toEqual({
      calendario: { dataDeVencimento: '2026-12-20', validadeAposVencimento: 60 },
      valor: {
        original: '99.90',
        multa: { modalidade: 2, valorPerc: '2.00' },
        juros: { modalidade: 3, valorPerc: '0.99' },
        desconto: { modalidade: 1, descontoDataFixa: [{ data: '2026-12-15', valorPerc: '5.00' }] },
      },
    });
  });

  it('is not sent where the amount cannot be read: it would lose its fine', async () => {
    const valor = { original: '99.90', multa: { modalidade: 'dois' } };
    bench.server.play(GET, recorded('cobv', { valor }));

    const outcome = await change();

    expect(outcome).toMatchObject({ ending: 'not-sent', reason: 'refused-before-processing' });
    expect(bench.server.requestsTo(PATCH)).toEqual([]);
  });

  it('of a charge without one is a new end, counted from when it was made', async () => {
    const calendario = { criacao: '2026-11-21T13:00:00Z', expiracao: 1_691_999 };
    bench.server.play(GET, NOTHING);
    bench.server.play(bench.route('GET', COB), recorded('cobv', { calendario }));
    bench.server.play(bench.route('PATCH', COB), recorded('cobv', { calendario }));

    const outcome = await change();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(bench.route('PATCH', COB))[0]?.body).toEqual({
      calendario: { expiracao: 1_691_999 + 10 * 86_400 },
    });
  });

  it('that the charge has already is done without a call', async () => {
    bench.server.play(GET, recorded('cobv'));

    const outcome = await change(civilDate('2026-12-10'));

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(PATCH)).toEqual([]);
  });

  it.each([
    ['paid', PAID],
    ['removed', REMOVED],
  ])('of a %s charge is refused', async (_what, changed) => {
    bench.server.play(GET, recorded('cobv', changed));

    const outcome = await change();

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'not-open' } });
  });
});

describe('a refund', () => {
  const SECOND = `E${'2'.repeat(31)}`;
  const back = (valor: string, status = 'DEVOLVIDO') => ({ id: 'x', valor, status });
  const put = (id: string, endToEndId = END_TO_END_ID) =>
    bench.route('PUT', `/pix/${endToEndId}/devolucao/${id}`);
  const refund = (amount?: number) =>
    bench.gateway.refund?.(
      { charge: AT_GATEWAY, ...(amount !== undefined && { amountCents: cents(amount) }) },
      bench.context,
    );
  const paidBy = (...pix: readonly object[]) =>
    bench.server.play(GET, recorded('cobv', { status: 'CONCLUIDA', pix }));

  it('gives the whole payment back, under a name of ours', async () => {
    paidBy(ourPix());
    bench.server.play(put('BAIXA0N0V9990'), {
      status: 201,
      body: back('99.90', 'EM_PROCESSAMENTO'),
    });

    const outcome = await refund();

    expect(outcome).toEqual({ ending: 'done' });
    expect(bench.server.requestsTo(put('BAIXA0N0V9990'))).toMatchObject([
      { body: { valor: '99.90' } },
    ]);
  });

  it('takes the latest of two payments, since it is the one too many', async () => {
    const later = '2026-12-11T10:00:00Z';
    paidBy(ourPix({ endToEndId: SECOND, horario: later }), ourPix());
    bench.server.play(put('BAIXA0N0V9990', SECOND), { status: 201, body: back('99.90') });

    const outcome = await refund();

    expect(outcome).toEqual({ ending: 'done' });
  });

  it('gives back what is left, under another name than what went back before', async () => {
    paidBy(ourPix({ devolucoes: [back('40.00'), back('9.00', 'NAO_REALIZADO')] }));
    bench.server.play(put('BAIXA4000N1V5990'), { status: 201, body: back('59.90') });

    const outcome = await refund();

    expect(outcome).toEqual({ ending: 'done' });
  });

  it.each([
    ['more than was paid', 9_991, [ourPix()]],
    ['more than is left', 9_990, [ourPix({ devolucoes: [back('0.01', 'EM_PROCESSAMENTO')] })]],
    ['a charge that nobody paid', undefined, []],
  ])('of %s is refused', async (_what, amount, pix) => {
    paidBy(...pix);

    const outcome = await refund(amount);

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'nothing-to-refund' } });
  });

  it('whose answer was lost is asked for, and is done where the bank has it', async () => {
    paidBy(ourPix());
    bench.server.play(put('BAIXA0N0V9990'), 'reset');
    const route = bench.route('GET', `/pix/${END_TO_END_ID}/devolucao/BAIXA0N0V9990`);
    bench.server.play(route, { status: 200, body: back('99.90') }, NOTHING);

    const there = await refund();
    const notThere = await refund();

    expect([there?.ending, notThere?.ending]).toEqual(['done', 'unknown']);
  });

  it('that the bank could not do is refused', async () => {
    paidBy(ourPix());
    bench.server.play(put('BAIXA0N0V9990'), { status: 201, body: back('99.90', 'NAO_REALIZADO') });

    const outcome = await refund();

    expect(outcome).toMatchObject({ ending: 'rejected', refusal: { code: 'refund-refused' } });
  });
});
