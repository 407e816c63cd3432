import { fireEvent, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { PLAIN_TERMS } from '../../../domain/charge-terms.ts';
import { cents } from '../../../domain/money.ts';
import { accountToSave, type AccountDetail } from '../../../preload/contract/accounts.ts';
import { FailedCall, type Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { aGateway, anAccount, anAccountDetail } from '../support/samples.ts';

const explained = { amountCents: cents(10_530), lateDays: 10, lines: [] };

function accountAnswers(account: AccountDetail): Answers {
  return {
    'accounts.gateways': () => [
      aGateway(),
      aGateway({ id: 'asaas', label: 'Asaas', instruments: ['boleto'], credentialFields: [] }),
    ],
    'accounts.list': () => [anAccount()],
    'accounts.get': () => account,
    'accounts.explainTerms': () => ({ onTime: explained, late: explained }),
    'accounts.save': (typed) => ({
      ...account,
      ...accountToSave.parse(typed),
      id: typed.id ?? 7,
      credentials: account.credentials,
    }),
  };
}

it('shows a card for each account, with its environment in words', async () => {
  openApp('/contas', {
    'accounts.list': () => [
      anAccount(),
      anAccount({ id: 2, label: 'Prática', environment: 'simulator', isReady: false }),
    ],
  });

  const practice = (await screen.findByRole('heading', { name: 'Prática' })).closest('li');

  expect(practice?.textContent).toContain('Simulador');
  expect(practice?.textContent).toContain('Faltam credenciais');
});

it('offers the practice account where there is none', async () => {
  const { user, inputsOf } = openApp('/contas', { 'practice.start': () => ({ accountId: 1 }) });

  await user.click(await screen.findByRole('button', { name: 'Criar conta de prática' }));

  expect(inputsOf('practice.start')).toEqual([{}]);
});

it('saves with Ctrl+S, sending only the credentials that were typed now', async () => {
  const { user, inputsOf } = openApp('/contas/1', accountAnswers(anAccountDetail()));

  const [replace] = await screen.findAllByRole('button', { name: 'Substituir' });
  await user.click(replace!);
  await user.type(screen.getByLabelText(/^Client ID Produção/), 'Client_Id_novo');
  await user.keyboard('{Control>}s{/Control}');

  await expect.poll(() => inputsOf('accounts.save').length).toBe(1);
  expect(inputsOf('accounts.save')[0]).toMatchObject({
    id: 1,
    credentials: { clientId: 'Client_Id_novo' },
  });
});

it('shows a stored secret only while the button is held', async () => {
  openApp('/contas/1', {
    ...accountAnswers(anAccountDetail()),
    'accounts.revealCredential': () => ({ value: 'Client_Id_guardado' }),
  });
  const [reveal] = await screen.findAllByRole('button', { name: 'Segure para ver' });

  fireEvent.pointerDown(reveal!);
  const shown = await screen.findByDisplayValue('Client_Id_guardado');
  fireEvent.pointerUp(reveal!);

  expect(shown).toBeTruthy();
  expect(screen.queryByDisplayValue('Client_Id_guardado')).toBeNull();
  expect(screen.getByDisplayValue('•••••••• 9f2c')).toBeTruthy();
});

it('warns before changes are lost, and stays when asked to', async () => {
  const { user, address } = openApp('/contas/1', accountAnswers(anAccountDetail()));
  await user.type(await screen.findByRole('textbox', { name: /Nome da conta/ }), ' nova');

  await user.click(screen.getByRole('link', { name: 'Início' }));
  const dialog = await screen.findByRole('dialog', { name: 'Sair sem gravar?' });
  await user.click(within(dialog).getByRole('button', { name: 'Continuar editando' }));

  expect(address()).toBe('/contas/1');
  expect(screen.getByDisplayValue('Efí principal nova')).toBeTruthy();
});

it('keeps what was typed when the core refuses it', async () => {
  const { user } = openApp('/contas/1', {
    ...accountAnswers(anAccountDetail()),
    'accounts.save': () => {
      throw new FailedCall('no-keyring');
    },
  });
  await user.type(await screen.findByRole('textbox', { name: /Nome da conta/ }), ' nova');

  await user.click(screen.getByRole('button', { name: 'Gravar' }));

  expect(await screen.findByText('Não há onde guardar segredos')).toBeTruthy();
  expect(screen.getByDisplayValue('Efí principal nova')).toBeTruthy();
});

it('shows the fields of the chosen gateway and environment alone', async () => {
  const { user } = openApp('/contas/nova', accountAnswers(anAccountDetail()));
  await screen.findByLabelText(/Client ID Desenvolvimento/);

  await user.click(screen.getByRole('combobox', { name: /Ambiente/ }));
  await user.click(await screen.findByRole('option', { name: 'Produção' }));

  expect(await screen.findByLabelText(/^Client Secret Produção/)).toBeTruthy();
  expect(screen.queryByLabelText(/Client ID Desenvolvimento/)).toBeNull();
});

it('refuses a new account without a name, beside the field', async () => {
  const { user, inputsOf } = openApp('/contas/nova', accountAnswers(anAccountDetail()));

  await user.click(await screen.findByRole('button', { name: 'Gravar' }));

  expect(await screen.findByText('Preencha este campo.')).toBeTruthy();
  expect(inputsOf('accounts.save')).toEqual([]);
});

it('goes on to the saved account without asking about lost changes', async () => {
  const { user, address } = openApp('/contas/nova', accountAnswers(anAccountDetail()));
  await user.type(await screen.findByRole('textbox', { name: /Nome da conta/ }), 'Efí teste');

  await user.click(screen.getByRole('button', { name: 'Gravar' }));

  await expect.poll(address).toBe('/contas/7');
  expect(screen.queryByRole('dialog')).toBeNull();
});

it('tells what the gateway says of the credentials', async () => {
  const { user, inputsOf } = openApp('/contas/1', {
    ...accountAnswers(anAccountDetail()),
    'accounts.testCredentials': () => ({ isOk: false, text: 'invalid_client' }),
  });

  await user.click(await screen.findByRole('button', { name: 'Testar credenciais' }));

  expect(await screen.findByText('Credenciais recusadas')).toBeTruthy();
  expect(screen.getByText('invalid_client')).toBeTruthy();
  expect(inputsOf('accounts.save')).toEqual([]);
});

it('says in its own unit what the gateway applies instead of what was asked', async () => {
  openApp(
    '/contas/1',
    accountAnswers(
      anAccountDetail({
        terms: { ...PLAIN_TERMS, fine: { kind: 'percent', value: 500 } },
        clampNotes: [
          { field: 'fine', asked: 500, applied: 200 },
          { field: 'payableDays', asked: 180, applied: 29 },
        ],
      }),
    ),
  );

  expect(await screen.findByText('Multa: você pediu 5,00%, o gateway aplica 2,00%.')).toBeTruthy();
  expect(
    screen.getByText('Dias para pagar: você pediu 180 dias, o gateway aplica 29 dias.'),
  ).toBeTruthy();
});

it('explains the terms as they are typed', async () => {
  const { user, inputsOf } = openApp('/contas/1', accountAnswers(anAccountDetail()));

  await user.click(await screen.findByRole('combobox', { name: 'Multa' }));
  await user.click(await screen.findByRole('option', { name: 'Percentual' }));
  const value = screen.getByLabelText('Multa: valor');
  await user.clear(value);
  await user.type(value, '2,5');

  await expect
    .poll(() => inputsOf('accounts.explainTerms').at(-1)?.terms.fine)
    .toEqual({ kind: 'percent', value: 250 });
});

it('marks the line of the message that the gateway would cut', async () => {
  const { user } = openApp('/contas/1', accountAnswers(anAccountDetail()));

  await user.type(
    await screen.findByLabelText('Linhas'),
    'curta{Enter}esta linha passa de vinte letras',
  );

  expect(await screen.findByText('A linha 2 passa de 20 letras.')).toBeTruthy();
});
