/** Which account a new título or carnê is proposed to go to. */
import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { AccountRow } from '../../../preload/contract/accounts.ts';
import type { Output } from '../../../preload/contract/api.ts';
import { aClientDetail, aPreview } from '../support/desk-samples.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { aClient, anAccount } from '../support/samples.ts';

const efi = anAccount();
const asaas = anAccount({ id: 2, label: 'Asaas' });

function answersOf(
  byClient: Output<'accounts.defaultFor'>,
  accounts: readonly AccountRow[] = [efi, asaas],
): Answers {
  return {
    'accounts.list': () => [...accounts],
    'accounts.defaultFor': () => byClient,
    'clients.get': ({ id }) => aClientDetail({ id }),
    'clients.list': () => ({ rows: [aClient(), aClient({ id: 2, name: 'João Batista' })] }),
    'carnes.preview': () => aPreview(),
  };
}

const account = () => screen.findByRole('combobox', { name: /^Conta/ });

describe.each(['/titulos/novo', '/carnes/novo'])('on %s', (screenPath) => {
  it.each([
    { source: 'client', hint: 'É a conta do contrato do cliente.' },
    { source: 'plan', hint: 'É a conta padrão do plano do cliente.' },
  ] as const)(
    'the account of the $source is proposed, and whence it comes is said',
    async (row) => {
      openApp(`${screenPath}?cliente=1`, answersOf({ accountId: 2, source: row.source }));

      expect(await screen.findByText(row.hint)).toBeTruthy();
      expect(await account()).toHaveProperty('value', 'Asaas (Produção)');
    },
  );

  it('the first account is proposed where nobody named one', async () => {
    openApp(`${screenPath}?cliente=1`, answersOf({ accountId: null, source: 'none' }));

    expect(await account()).toHaveProperty('value', 'Efí principal (Produção)');
    expect(screen.queryByText(/É a conta/)).toBeNull();
  });
});

it('keeps what the operator chose when another client is chosen, and says what that one has', async () => {
  const { user } = openApp(
    '/titulos/novo?cliente=1',
    answersOf({ accountId: 2, source: 'client' }),
  );
  await screen.findByText('É a conta do contrato do cliente.');

  await user.click(await account());
  await user.click(await screen.findByRole('option', { name: 'Efí principal (Produção)' }));
  const client = screen.getByRole('combobox', { name: /^Cliente/ });
  await user.clear(client);
  await user.type(client, 'joão');
  await user.click(await screen.findByRole('option', { name: /João Batista/ }));

  expect(await account()).toHaveProperty('value', 'Efí principal (Produção)');
  expect(screen.getByText('A conta do contrato do cliente é Asaas.')).toBeTruthy();
});

it('proposes no real money while practice is shown', async () => {
  const practice = anAccount({ id: 3, label: 'Prática', environment: 'simulator' });
  const { user } = openApp(
    '/titulos/novo?cliente=1',
    answersOf({ accountId: 1, source: 'client' }, [efi, practice]),
  );

  await user.click(await screen.findByRole('switch', { name: /Prática/ }));

  await expect
    .poll(async () => (await account()) as HTMLInputElement)
    .toHaveProperty('value', 'Prática (Simulador)');
  expect(screen.getByText(/A conta do contrato do cliente é Efí principal/)).toBeTruthy();
});

it('says when the account of the client is inactive', async () => {
  const resting = anAccount({ id: 2, label: 'Asaas', isActive: false });
  openApp('/titulos/novo?cliente=1', answersOf({ accountId: 2, source: 'plan' }, [efi, resting]));

  expect(await screen.findByText(/do plano do cliente, Asaas, está inativa/)).toBeTruthy();
  expect(await account()).toHaveProperty('value', 'Efí principal (Produção)');
});

it('says who steps in where the chosen account cannot issue', async () => {
  const first = anAccount({ fallbackRank: 1, fallbackLabel: 'Asaas' });
  openApp('/titulos/novo?cliente=1', answersOf({ accountId: 1, source: 'client' }, [first, asaas]));

  expect(await screen.findByText(/Se Efí principal não puder emitir, Asaas assume\./)).toBeTruthy();
});

it('says when charges of the chosen account go to its double for tests', async () => {
  const tested = anAccount({ twin: { id: 9, label: 'Efí (sandbox)', isActive: true } });
  openApp('/titulos/novo?cliente=1', answersOf({ accountId: 1, source: 'client' }, [tested]));

  expect(await screen.findByText(/em teste: a cobrança vai para Efí \(sandbox\)/)).toBeTruthy();
});

it('asks nothing about lost changes when only the proposal changed', async () => {
  const { user, address } = openApp(
    '/titulos/novo?cliente=1',
    answersOf({ accountId: 2, source: 'client' }),
  );
  await screen.findByText('É a conta do contrato do cliente.');

  await user.click(screen.getByRole('link', { name: 'Contas' }));

  await expect.poll(address).toBe('/contas');
});
