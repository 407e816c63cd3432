import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { CompanyField, SettingsField } from '../../../preload/contract/system.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';

const settings: SettingsField = {
  listenerHost: '127.0.0.1',
  listenerPort: 8090,
  publicBaseUrl: null,
  checksTaxIds: true,
};
const company: CompanyField = {
  legalName: 'Norte Net Ltda',
  tradeName: 'Norte Net',
  taxId: '11.222.333/0001-81',
  phone: '',
  email: '',
  address: {
    street: '',
    number: '',
    complement: '',
    district: '',
    city: '',
    state: '',
    postalCode: '',
  },
};
const answers: Answers = {
  'settings.get': () => settings,
  'settings.save': (typed) => typed,
  'company.get': () => company,
  'company.save': (typed) => typed,
};

it('saves only the part that was changed', async () => {
  const { user, inputsOf } = openApp('/configuracoes', answers);

  await user.type(await screen.findByLabelText('URL pública'), 'http://provedor.example.com:8090');
  await user.click(screen.getByRole('button', { name: 'Gravar' }));

  await expect
    .poll(() => inputsOf('settings.save'))
    .toEqual([{ ...settings, publicBaseUrl: 'http://provedor.example.com:8090' }]);
  expect(inputsOf('company.save')).toEqual([]);
});

it('refuses a public URL that is no address, while it is typed', async () => {
  const { user, inputsOf } = openApp('/configuracoes', answers);

  await user.type(await screen.findByLabelText('URL pública'), 'provedor');
  await user.click(screen.getByRole('button', { name: 'Gravar' }));

  expect(await screen.findByText(/Informe um endereço completo/)).toBeTruthy();
  expect(inputsOf('settings.save')).toEqual([]);
});

it('masks the CNPJ as it is typed', async () => {
  const { user } = openApp('/configuracoes', answers);
  const field = await screen.findByLabelText('CNPJ ou CPF');

  await user.clear(field);
  await user.type(field, '12abc34501de35');

  expect(field).toHaveProperty('value', '12.ABC.345/01DE-35');
});

it('takes the colours that the operator chooses, at once', async () => {
  const { user } = openApp('/configuracoes', answers);

  await user.click(await screen.findByRole('radio', { name: 'Escuro' }));

  expect(document.documentElement.dataset['mantineColorScheme']).toBe('dark');
});
