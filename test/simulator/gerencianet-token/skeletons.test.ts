/** Answers and callbacks compared, element by element, with the recorded ones of the reference sheet (efi.md 5). */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startReceiver } from '../receiver.ts';
import type { Wire } from '../harness.ts';
import { openAccount, read, recorded, type TokenAccount } from './account.ts';

let account: TokenAccount;

beforeEach(async () => {
  account = await openAccount();
});

afterEach(() => account.close());

/** What the sheet leaves open stands as … there: any text, or any elements, will do. */
function expectShape(actual: Wire, wanted: Wire, at = ''): void {
  if (wanted === '…') {
    expect(actual, at).toSatisfy((value) => value !== undefined && value !== '');
    return;
  }
  if (typeof wanted === 'string') {
    expect(actual, at).toBe(wanted);
    return;
  }
  expect(Object.keys(actual as object), at).toEqual(Object.keys(wanted as object));
  for (const name of Object.keys(wanted as object))
    expectShape(actual[name], wanted[name], `${at}/${name}`);
}

const play = async (name: string, chave = '') => {
  const { path, field, request } = recorded(name);
  return account.post(path, { [field]: request.replace('…', chave) });
};

const issued = async (): Promise<string> =>
  String((await play('emission')).xml.integracao.resposta.cobrancasGeradas.cliente.cobranca.chave);

describe('the recorded exchanges of the token mode', () => {
  it('issues a boleto', async () => {
    const reply = await play('emission');

    expectShape(reply.xml, read(recorded('emission').answer));
    expect([reply.status, reply.contentType]).toEqual([200, 'text/xml; charset=utf-8']);
  });

  it('repeats the earlier answer within 1012 when the same request comes again', async () => {
    const first = await play('emission');

    const second = await play('emission');

    expectShape(second.xml, read(recorded('already-issued').answer));
    const before = first.xml.integracao.resposta;
    expect(second.xml.integracao.resposta.erro.entrada.emitirCobranca.resposta).toEqual(before);
  });

  it('details a boleto', async () => {
    const chave = await issued();

    const reply = await play('detail', chave);

    expectShape(reply.xml, read(recorded('detail').answer));
  });

  it('cancels a boleto', async () => {
    const chave = await issued();

    const reply = await play('cancellation', chave);

    expectShape(reply.xml, read(recorded('cancellation').answer));
  });

  it('tells of a payment', async () => {
    const receiver = await startReceiver();
    await account.set({ paymentUrl: receiver.url });
    const chave = await issued();

    await account.act(chave, 'pay');
    const [post] = await receiver.arrived(1);
    await receiver.close();

    const form = new URLSearchParams(post?.body);
    expect([...form.keys()]).toEqual([recorded('callback').field]);
    expectShape(read(form.get('xml') ?? ''), read(recorded('callback').request));
    expect(post?.contentType).toBe('application/x-www-form-urlencoded');
  });
});
