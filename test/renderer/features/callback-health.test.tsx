import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { openApp } from '../support/open-app.tsx';
import { anAccount } from '../support/samples.ts';

it('offers to wake callbacks that the gateway has paused, and asks again afterwards', async () => {
  let health: 'paused' | 'running' = 'paused';
  const { user, inputsOf } = openApp('/contas', {
    'accounts.list': () => [anAccount({ id: 4, checksCallback: true })],
    'accounts.callbackHealth': () => ({ health, text: '' }),
    'accounts.registerCallback': () => {
      health = 'running';
      return { isOk: true, text: '' };
    },
  });

  await user.click(await screen.findByRole('button', { name: 'Conferir avisos no gateway' }));
  await user.click(await screen.findByRole('button', { name: 'Reativar avisos' }));

  expect(await screen.findByText('O gateway está avisando neste endereço.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Reativar avisos' })).toBeNull();
  expect(inputsOf('accounts.registerCallback')).toEqual([{ id: 4 }]);
});

it('has no such button where the gateway cannot be asked', async () => {
  openApp('/contas', { 'accounts.list': () => [anAccount()] });

  await screen.findByRole('heading', { name: 'Efí principal' });

  expect(screen.queryByRole('button', { name: 'Conferir avisos no gateway' })).toBeNull();
});
