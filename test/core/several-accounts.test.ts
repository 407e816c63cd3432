import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { cents } from '../../domain/money.ts';
import type { Input } from '../../preload/contract/api.ts';
import { openPractice, type GatewayCharge, type Practice } from '../support/practice.ts';

let practice: Practice;
let asaasId: number;

const asaas: Input<'accounts.save'> = {
  label: 'Asaas de prática',
  gateway: 'asaas',
  profile: null,
  environment: 'simulator',
  instrument: 'bolix',
  isActive: true,
  autoSettle: true,
  sendsOnline: true,
  forwardsEmail: false,
  closesOnGatewayCancel: true,
  sendDaysBeforeDue: 20,
  feeEstimateCents: cents(0),
  startNumber: null,
  fallbackRank: null,
  terms: PLAIN_TERMS,
  messageLines: [],
  credentials: { 'simulator-callback-token': 'a-token-of-thirty-two-characters' },
};

beforeEach(async () => {
  practice = await openPractice();
  ({ id: asaasId } = await practice.bench.call('accounts.save', asaas));
  await practice.bench.call('accounts.registerCallback', { id: asaasId });
});

afterEach(() => practice.bench.close());

async function chargesAt(gateway: string): Promise<readonly GatewayCharge[]> {
  const answer = (await practice.bench.control(`/${gateway}/charges`)) as {
    charges: readonly GatewayCharge[];
  };
  return answer.charges;
}

describe('another gateway', () => {
  it('takes over a registered título: cancelled at the one, paid at the other', async () => {
    const { id } = await practice.newTitulo();
    await practice.registered(id);

    await practice.bench.call('titulos.move', { what: { ids: [id] }, toAccountId: asaasId });
    const moved = await practice.wait(
      id,
      ({ charge }) => charge?.accountId === asaasId && charge.state === 'registered',
    );
    await practice.bench.call('practice.pay', { tituloId: id });
    const paid = await practice.paid(id);

    expect((await chargesAt('efi')).map(({ status }) => status)).toEqual(['canceled']);
    expect(moved.charges.map(({ state }) => state)).toEqual(['cancelled', 'registered']);
    expect(paid.payments).toHaveLength(1);
    expect(paid.history.map(({ action }) => action)).toContain('moved');
  });

  it('steps in for one that refuses our credentials, by the order that the operator gave', async () => {
    await practice.changeAccount({
      fallbackRank: 1,
      credentials: { 'simulator-client-id': 'Client_Id_revoked' },
    });
    await practice.bench.call('accounts.save', {
      ...asaas,
      id: asaasId,
      credentials: {},
      fallbackRank: 2,
    });

    const { id } = await practice.newTitulo();
    const sent = await practice.registered(id);

    expect(sent.charge?.gateway).toBe('asaas');
    expect(await chargesAt('efi')).toEqual([]);
    expect(await chargesAt('asaas')).toHaveLength(1);
    expect(sent.history.map(({ action }) => action)).toContain('fell-back');
  });
});

describe('two accounts', () => {
  it('with one login are told of, one with another login is not', async () => {
    const login = { 'simulator-access-token': 'one-and-the-same' };
    await practice.bench.call('accounts.save', { ...asaas, id: asaasId, credentials: login });
    await practice.bench.call('accounts.save', { ...asaas, label: 'Outra', credentials: login });

    const rows = await practice.bench.call('accounts.list', {});

    expect(rows.map(({ label, sharesLoginWith }) => [label, sharesLoginWith])).toEqual([
      ['Asaas de prática', ['Outra']],
      ['Outra', ['Asaas de prática']],
      ['Simulador Efí', []],
    ]);
  });

  it('name each other while one is the double for the tests of the other', async () => {
    const tokens = { 'production-token': 'real', 'production-sandbox-token': 'for-tests' };
    const { id } = await practice.bench.call('accounts.save', {
      ...asaas,
      label: 'Boleto Fácil',
      gateway: 'boleto-facil',
      environment: 'production',
      instrument: 'boleto',
      credentials: tokens,
    });

    const rows = await practice.bench.call('accounts.list', {});

    const original = rows.find((row) => row.id === id);
    const twin = rows.find((row) => row.id === original?.twin?.id);
    expect(original?.twin).toMatchObject({ isActive: true, label: twin?.label });
    expect(twin?.twinOf).toEqual({ id, label: 'Boleto Fácil' });
    expect(twin?.environment).toBe('homologation');
  });
});
