/** What each gateway's form asks for, by the words of the operator's documents, and what is kept of it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Environment, GatewayId } from '../../domain/account.ts';
import { PLAIN_TERMS } from '../../domain/charge-terms.ts';
import { cents } from '../../domain/money.ts';
import type { Input, Output } from '../../preload/contract/api.ts';
import { openCore, sampleCompany, type TestCore } from '../support/core.ts';

let bench: TestCore;

beforeEach(async () => {
  bench = await openCore();
  await bench.call('company.save', sampleCompany);
});

afterEach(() => bench.close());

const form = (changes: Partial<Input<'accounts.save'>>): Input<'accounts.save'> => ({
  label: 'Conta',
  gateway: 'efi',
  profile: null,
  environment: 'production',
  instrument: 'boleto',
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
  credentials: {},
  ...changes,
});

const save = (changes: Partial<Input<'accounts.save'>>) =>
  bench.call('accounts.save', form(changes));

type Field = Output<'accounts.gateways'>[number]['credentialFields'][number];

async function fieldsOf(gateway: GatewayId, environment: Environment): Promise<readonly Field[]> {
  const forms = await bench.call('accounts.gateways', {});
  const fields = forms.find(({ id }) => id === gateway)?.credentialFields ?? [];
  return fields.filter((field) => field.environment === environment);
}

const labels = (fields: readonly Field[]) => fields.map(({ label }) => label);

async function helpOf(gateway: GatewayId, label: string): Promise<string> {
  const fields = await fieldsOf(gateway, 'production');
  return fields.find((field) => field.label.startsWith(label))?.help ?? '';
}

describe('the gateways to choose from', () => {
  it('are those of the documents, and a living one', async () => {
    const forms = await bench.call('accounts.gateways', {});

    expect(forms.map(({ id }) => id).sort()).toEqual(
      ['asaas', 'boleto-facil', 'efi', 'gerencianet-token', 'juno', 'pix'].sort(),
    );
    expect(forms.find(({ id }) => id === 'pix')?.profiles.map(({ label }) => label)).toContain(
      'Banco do Brasil',
    );
  });

  it('explain each of their own fields', async () => {
    const forms = await bench.call('accounts.gateways', {});

    const silent = forms.flatMap(({ id, credentialFields }) =>
      credentialFields.filter(({ help }) => help === '').map(({ label }) => `${id}: ${label}`),
    );

    expect(silent).toEqual([]);
  });
});

describe('the form of the API with Client ID', () => {
  it('has one pair for production and another one for tests', async () => {
    const real = await fieldsOf('efi', 'production');
    const tests = await fieldsOf('efi', 'homologation');

    expect(labels(real)).toEqual(['Client ID Produção', 'Client Secret Produção']);
    expect(labels(tests)).toEqual(['Client ID Desenvolvimento', 'Client Secret Desenvolvimento']);
  });

  it('is complete with the pair of its environment, and not by one half of it', async () => {
    const half = await save({ credentials: { 'production-client-id': 'Client_Id_1' } });

    const whole = await save({
      id: half.id,
      credentials: { 'production-client-secret': 'Client_Secret_1' },
    });
    const tests = await save({
      label: 'Testes',
      environment: 'homologation',
      credentials: {
        'homologation-client-id': 'Client_Id_2',
        'homologation-client-secret': 'Client_Secret_2',
      },
    });

    expect([half.isReady, whole.isReady, tests.isReady]).toEqual([false, true, true]);
    expect(whole.credentials.map(({ hint }) => hint)).toEqual([
      '••••Id_1',
      '••••et_1',
      '',
      '',
      '',
      '',
    ]);
  });

  it('says where the pair is found', async () => {
    expect(await helpOf('efi', 'Client ID')).toMatch(/API > .*Aplicações/);
  });
});

describe('the form of the token mode', () => {
  it('is complete with the token alone: neither Client ID nor Secret is asked for', async () => {
    const account = await save({
      gateway: 'gerencianet-token',
      credentials: { 'production-token': '0123456789abcdef0123456789abcdef' },
    });

    expect(account.isReady).toBe(true);
    expect(labels(await fieldsOf('gerencianet-token', 'production')).join()).not.toMatch(/Client/);
    expect(account.credentials.find(({ name }) => name === 'production-token')?.hint).toBe(
      '••••cdef',
    );
  });

  it('keeps the identifier of the account masked, and can do without', async () => {
    const fields = await fieldsOf('gerencianet-token', 'production');
    const account = await save({
      gateway: 'gerencianet-token',
      credentials: { 'production-account-id': 'fedcba9876543210fedcba9876543210' },
    });

    expect(fields.find(({ label }) => label === 'Identificador da conta')).toMatchObject({
      isRequired: false,
      kind: 'secret',
    });
    expect(JSON.stringify(account)).not.toContain('fedcba9876543210');
    expect(account.isReady).toBe(false);
  });

  it('says how the application with a token is made, and that it has one address', async () => {
    expect(await helpOf('gerencianet-token', 'Token')).toMatch(
      /Nova Aplicação.*MODO DE COMPATIBILIDADE/,
    );
    expect(await helpOf('gerencianet-token', 'Identificador')).toMatch(
      /única URL de callback.*Minha conta > Nova conta/,
    );
  });

  it('warns of two accounts with one token, since one of them gets no callback', async () => {
    const credentials = { 'production-token': '0123456789abcdef0123456789abcdef' };
    await save({ gateway: 'gerencianet-token', label: 'Matriz', credentials });
    await save({ gateway: 'gerencianet-token', label: 'Filial', credentials });

    const rows = await bench.call('accounts.list', {});

    expect(rows.map(({ sharesCallback }) => sharesCallback)).toEqual([true, true]);
  });
});

describe('the form of Boleto Fácil', () => {
  it('says where the token is made, that it is shown once, and what breaks when it is made anew', async () => {
    const help = await helpOf('boleto-facil', 'Token (produção)');

    expect(help).toContain('Integração > Token Privado > Gerar token privado');
    expect(help).toMatch(/uma vez só/);
    expect(help).toMatch(/nenhum dado se perde/);
  });

  it('says why the panel may refuse to make a token', async () => {
    const help = await helpOf('boleto-facil', 'Token (produção)');

    expect(help).toMatch(/faltam documentos/);
    expect(help).toMatch(/na Juno em vez do Boleto Fácil/);
  });

  it('keeps two accounts apart by their tokens', async () => {
    const gateway = 'boleto-facil';
    await save({ gateway, label: 'Uma', credentials: { 'production-token': 'TOKEN-1' } });
    await save({ gateway, label: 'Outra', credentials: { 'production-token': 'TOKEN-2' } });
    await save({ gateway, label: 'Igual', credentials: { 'production-token': 'TOKEN-2' } });

    const rows = await bench.call('accounts.list', {});

    expect(rows.map(({ label, sharesLoginWith }) => [label, sharesLoginWith])).toEqual([
      ['Igual', ['Outra']],
      ['Outra', ['Igual']],
      ['Uma', []],
    ]);
  });

  it('takes boletos alone', async () => {
    const refused = await bench.refused(
      'accounts.save',
      form({ gateway: 'boleto-facil', instrument: 'bolix' }),
    );

    expect(refused).toMatchObject({ code: 'invalid-input', detail: { field: 'instrument' } });
  });

  it('explains the token of tests, how to test with it, and that it is emptied again', async () => {
    const help = await helpOf('boleto-facil', 'Token Sandbox');

    expect(help).toMatch(/Simular pagamento por boleto/);
    expect(help).toMatch(/deixe em branco/);
  });
});

describe('accounts of one gateway', () => {
  it('stand beside each other under their names', async () => {
    await save({ label: 'Matriz' });
    await save({ label: 'Filial' });

    const rows = await bench.call('accounts.list', {});

    expect(rows.map(({ label, gateway }) => [label, gateway])).toEqual([
      ['Filial', 'efi'],
      ['Matriz', 'efi'],
    ]);
  });
});
