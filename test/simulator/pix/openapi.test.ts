import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Reply, Wire } from '../harness.ts';
import { startReceiver, type Receiver } from '../receiver.ts';
import { cob, cobv, company, KEY, txidOf } from './bodies.ts';
import { startPix, type PixClient, type PixId } from './client.ts';
import { hasSpecification, openSpecification, type Judge } from './openapi.ts';

const banks: readonly PixId[] = ['pix-bb', 'pix-efi'];

const WINDOW = 'inicio=2026-11-21T00:00:00Z&fim=2026-11-22T00:00:00Z';

/** Needs the central bank's file beside the project; without it these cases are skipped. */
describe.skipIf(!hasSpecification).each(banks)('the specification about %s', (id) => {
  let judge: Judge;
  let pix: PixClient;
  let receiver: Receiver;

  beforeEach(async () => {
    judge = openSpecification();
    receiver = await startReceiver();
    pix = await startPix(id);
    // What real answers of Banco do Brasil have beside the standard is tested by itself.
    await pix.on('PUT', '/settings', { observedQuirks: false, errorShapes: 'problem' });
  });

  afterEach(async () => {
    await pix.close();
    await receiver.close();
  });

  const expectRight = (schema: string, body: unknown) =>
    expect([schema, judge.wrong(schema, body)]).toEqual([schema, []]);

  const answered = (schema: string, reply: Reply): Wire => {
    expectRight(schema, reply.body);
    return reply.body;
  };

  it('finds wrong what is wrong', async () => {
    const { body } = await pix.pix('PUT', `/cob/${txidOf(1)}`, cob);

    expect(judge.wrong('CobGerada', { ...body, txid: 'short' })).not.toEqual([]);
    expect(judge.wrong('CobGerada', { ...body, status: 'PAGA' })).not.toEqual([]);
    expect(judge.wrong('CobSolicitada', { ...cob, valor: { original: '99,90' } })).not.toEqual([]);
  });

  it('finds requests and answers of charges right', async () => {
    expectRight('CobSolicitada', cob);
    expectRight('CobVSolicitada', cobv);
    const path = `/cob/${txidOf(1)}`;
    const duePath = `/cobv/${txidOf(2)}`;
    const daily = { modalidade: 5, valorPerc: '0.10' };
    const removal = { status: 'REMOVIDA_PELO_USUARIO_RECEBEDOR' };

    answered('CobGerada', await pix.pix('PUT', path, cob));
    answered('CobGerada', await pix.pix('PATCH', path, { devedor: company }));
    answered('CobGerada', await pix.pix('POST', '/cob', cob));
    answered('CobVGerada', await pix.pix('PUT', duePath, cobv));
    const change = { valor: { original: '120.00', desconto: daily } };
    expectRight('CobVRevisada', change);
    answered('CobVGerada', await pix.pix('PATCH', duePath, change));
    answered('CobVGerada', await pix.pix('PUT', `/cobv/${txidOf(3)}`, cobv));
    answered('CobVGerada', await pix.pix('PATCH', `/cobv/${txidOf(3)}`, removal));
    for (const txid of [txidOf(1), txidOf(2)]) await pix.on('POST', `/charges/${txid}/pay`);
    const shown = answered('CobCompleta', await pix.pix('GET', path));
    answered('CobVCompleta', await pix.pix('GET', duePath));
    answered('CobsConsultadas', await pix.pix('GET', `/cob?${WINDOW}&cpf=52998224725`));
    answered('CobsVConsultadas', await pix.pix('GET', `/cobv?${WINDOW}`));

    expect(shown.pix).toHaveLength(1);
  });

  it('finds Pix, refunds and callbacks right', async () => {
    await pix.pix('PUT', `/webhook/${KEY}`, { webhookUrl: receiver.url });
    await pix.pix('PUT', `/cobv/${txidOf(1)}`, cobv);
    await pix.on('POST', `/charges/${txidOf(1)}/pay`);
    await pix.on('POST', '/charges/***/pay', { amountCents: 100 });
    const { body } = await pix.pix('GET', `/cobv/${txidOf(1)}`);
    const path = `/pix/${String(body.pix[0].endToEndId)}`;
    const refund = { valor: '1.00', natureza: 'ORIGINAL', descricao: 'A mais' };

    expectRight('DevolucaoSolicitada', refund);
    answered('Devolucao', await pix.pix('PUT', `${path}/devolucao/1`, refund));
    await pix.control('POST', '/clock', { advanceMs: 60_000 });
    answered('Devolucao', await pix.pix('GET', `${path}/devolucao/1`));
    answered('Pix', await pix.pix('GET', path));
    answered('PixConsultados', await pix.pix('GET', `/pix?${WINDOW}`));

    const posts = receiver.posts.filter((post) => post.body.includes('"pix"'));
    expect(posts).toHaveLength(2);
    for (const post of posts) expectRight('Pix', JSON.parse(post.body).pix[0]);
  });

  it('finds locations and webhooks right', async () => {
    const loc = answered('PayloadLocation', await pix.pix('POST', '/loc', { tipoCob: 'cob' }));
    await pix.pix('PUT', `/cob/${txidOf(1)}`, { ...cob, loc: { id: loc.id as number } });
    await pix.pix('PUT', `/webhook/${KEY}`, { webhookUrl: receiver.url });

    answered('PayloadLocationCompleta', await pix.pix('GET', `/loc/${String(loc.id)}`));
    answered('PayloadLocationConsultadas', await pix.pix('GET', `/loc?${WINDOW}`));
    answered('PayloadLocation', await pix.pix('DELETE', `/loc/${String(loc.id)}/txid`));
    answered('WebhookCompleto', await pix.pix('GET', `/webhook/${KEY}`));
    const listed = answered('WebhooksConsultados', await pix.pix('GET', `/webhook?${WINDOW}`));

    expect(listed.webhooks).toHaveLength(1);
  });

  it('finds refusals right', async () => {
    const zero = { ...cob, valor: { original: '0.00' } };
    const replies = [
      await pix.pix('GET', `/cob/${txidOf(9)}`),
      await pix.pix('GET', `/pix/${'E'.repeat(32)}`),
      await pix.pix('PUT', `/cob/${txidOf(1)}`, zero),
      await pix.pix('GET', '/cob'),
      await pix.pix('POST', '/loc', {}),
      await pix.pix('PUT', `/cobv/${txidOf(1)}`, {}),
    ];

    for (const reply of replies) answered('Problema', reply);

    expect(replies.map(({ status }) => status)).toEqual([404, 404, 400, 400, 400, 400]);
  });
});

describe('the central bank’s specification', () => {
  it.skipIf(hasSpecification)('is not beside this project: skipped against it', () => {
    expect(hasSpecification).toBe(false);
  });
});
