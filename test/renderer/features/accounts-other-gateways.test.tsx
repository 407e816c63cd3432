import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { openApp } from '../support/open-app.tsx';
import { aGateway, anAccount, anAccountDetail } from '../support/samples.ts';

it('writes the callback address into an account whose gateway keeps one, and says how it ended', async () => {
  const asked: unknown[] = [];
  const { user } = openApp('/contas', {
    'accounts.list': () => [anAccount({ id: 7, registersCallback: true })],
    'accounts.registerCallback': (input) => {
      asked.push(input);
      return { isOk: true, text: '' };
    },
  });

  await user.click(await screen.findByRole('button', { name: 'Gravar URL no gateway' }));

  expect(await screen.findByText('O gateway passa a avisar neste endereço')).toBeTruthy();
  expect(asked).toEqual([{ id: 7 }]);
});

it('offers no such button where every charge carries its own address', async () => {
  openApp('/contas', { 'accounts.list': () => [anAccount({ id: 7 })] });

  await screen.findByRole('link', { name: /Alterar/ });

  expect(screen.queryByRole('button', { name: 'Gravar URL no gateway' })).toBeNull();
});

it('asks for what is no secret as plain text, and for a certificate as a file', async () => {
  const fields = ['text', 'certificate', 'secret'] as const;
  openApp('/contas/7', {
    'accounts.gateways': () => [
      aGateway({
        credentialFields: fields.map((kind) => ({
          name: kind,
          label: `Campo ${kind}`,
          help: '',
          environment: 'production',
          isRequired: false,
          kind,
          choices: [],
          profile: null,
        })),
      }),
    ],
    'accounts.get': () =>
      anAccountDetail({
        environment: 'production',
        credentials: [{ name: 'text', isSet: true, hint: 'chave@provedor.example' }],
      }),
  });

  const plain = await screen.findByRole('textbox', { name: /Campo text/ });

  expect(plain).toHaveProperty('value', 'chave@provedor.example');
  expect(screen.getByText('Escolher arquivo')).toBeTruthy();
});

it('takes a stored certificate away when asked to, and keeps it when that was a mistake', async () => {
  const { user, inputsOf } = openApp('/contas/7', {
    'accounts.gateways': () => [
      aGateway({
        credentialFields: [
          {
            name: 'extra-ca',
            label: 'Autoridade extra',
            help: '',
            environment: 'production',
            isRequired: false,
            kind: 'certificate',
            choices: [],
            profile: null,
          },
        ],
      }),
    ],
    'accounts.get': () =>
      anAccountDetail({ id: 7, credentials: [{ name: 'extra-ca', isSet: true, hint: '' }] }),
    'accounts.save': () => anAccountDetail({ id: 7 }),
  });

  await user.click(await screen.findByRole('button', { name: 'Remover Autoridade extra' }));
  await user.click(screen.getByRole('button', { name: 'Manter o atual' }));
  const kept = screen.getByText(/Arquivo guardado/);
  await user.click(screen.getByRole('button', { name: 'Remover Autoridade extra' }));
  await user.click(screen.getByRole('button', { name: 'Gravar' }));

  expect(kept).toBeTruthy();
  await expect.poll(() => inputsOf('accounts.save')[0]?.credentials).toEqual({ 'extra-ca': '' });
});

it('asks a bank of several for what that bank alone wants', async () => {
  const field = { help: '', environment: 'production', isRequired: false } as const;
  openApp('/contas/7', {
    'accounts.gateways': () => [
      aGateway({
        profiles: [
          { id: 'bb', label: 'Banco do Brasil' },
          { id: 'efi', label: 'Efí' },
        ],
        credentialFields: [
          { ...field, name: 'key', label: 'Chave', kind: 'text', choices: [], profile: 'bb' },
          { ...field, name: 'other', label: 'Outra', kind: 'text', choices: [], profile: 'efi' },
          {
            ...field,
            name: 'fee',
            label: 'Quem paga a tarifa',
            kind: 'choice',
            choices: [
              { value: 'n', label: 'O provedor' },
              { value: 's', label: 'O cliente' },
            ],
            profile: null,
          },
        ],
      }),
    ],
    'accounts.get': () => anAccountDetail({ environment: 'production', profile: 'bb' }),
  });

  expect(await screen.findByRole('textbox', { name: /Chave/ })).toBeTruthy();
  expect(screen.queryByRole('textbox', { name: /Outra/ })).toBeNull();
  expect(screen.getByRole('combobox', { name: /Quem paga/ })).toHaveProperty('value', 'O provedor');
  expect(screen.getByRole('combobox', { name: /Banco/ })).toHaveProperty(
    'value',
    'Banco do Brasil',
  );
});
