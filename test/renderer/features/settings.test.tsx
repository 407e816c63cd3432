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

it('saves only the part that was changed, with the address that the way in has by then', async () => {
  let publicBaseUrl: string | null = null;
  const { user, emit, inputsOf } = openApp('/configuracoes', {
    ...answers,
    'settings.get': () => ({ ...settings, publicBaseUrl }),
  });
  const port = await screen.findByLabelText('Porta');

  await user.clear(port);
  await user.type(port, '8091');
  publicBaseUrl = 'http://provedor.example.com:8090';
  emit('changed', { area: 'settings', ids: 'all' });
  await screen.findByRole('button', { name: 'Copiar endereço público' });
  await user.click(screen.getByRole('button', { name: 'Gravar' }));

  await expect
    .poll(() => inputsOf('settings.save'))
    .toEqual([{ ...settings, listenerPort: 8091, publicBaseUrl }]);
  expect(inputsOf('company.save')).toEqual([]);
});

it('leads to the way in, which is where the public address comes from', async () => {
  const { user, address } = openApp('/configuracoes', answers);

  await user.click(await screen.findByRole('link', { name: 'Configurar o caminho de entrada' }));

  expect(address()).toBe('/callbacks/entrada');
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
