import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ListenerField } from '../../../preload/contract/listener.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { anAccount } from '../support/samples.ts';

const closed: ListenerField = {
  aliases: [],
  sources: [],
  proxies: [],
  forwardedHeader: 'x-forwarded-for',
};
const answers: Answers = {
  'settings.get': () => ({
    listenerHost: '127.0.0.1',
    listenerPort: 8090,
    publicBaseUrl: null,
    checksTaxIds: true,
  }),
  'company.get': () => null,
  'accounts.list': () => [
    anAccount({
      id: 4,
      label: 'Mk-Auth',
      gateway: 'gerencianet-token',
      gatewayLabel: 'Gerencianet',
    }),
  ],
  'listener.get': () => closed,
  'listener.save': (typed) => typed,
};

it('binds a path of Mk-Auth to an account of its gateway, and to no other', async () => {
  const { user, inputsOf } = openApp('/configuracoes', answers);

  await user.click(await screen.findByRole('combobox', { name: '/api/fortunus_confirma.php' }));
  await user.click(await screen.findByRole('option', { name: 'Mk-Auth' }));
  await user.click(screen.getByRole('button', { name: 'Gravar quem pode avisar' }));

  await expect
    .poll(() => inputsOf('listener.save'))
    .toEqual([{ ...closed, aliases: [{ path: '/api/fortunus_confirma.php', accountId: 4 }] }]);
  const other = screen.getByRole('combobox', { name: '/retorno/juno_confirma.php' });
  expect(other.hasAttribute('disabled')).toBe(true);
});

it('saves ranges and proxies line by line', async () => {
  const { user, inputsOf } = openApp('/configuracoes', answers);

  await user.type(await screen.findByLabelText('Endereços do seu proxy'), '127.0.0.1');
  await user.click(screen.getByRole('combobox', { name: 'Gerencianet: fora das faixas' }));
  await user.click(await screen.findByRole('option', { name: 'Recusar' }));
  const blocks = screen.getByLabelText('Gerencianet: faixas, uma por linha');
  await user.type(blocks, '8.8.4.0/24{Enter}8.8.8.8');
  await user.click(screen.getByRole('button', { name: 'Gravar quem pode avisar' }));

  const source = { gateway: 'gerencianet-token', mode: 'block', blocks: ['8.8.4.0/24', '8.8.8.8'] };
  await expect
    .poll(() => inputsOf('listener.save'))
    .toEqual([{ ...closed, proxies: ['127.0.0.1'], sources: [source] }]);
});

it('says what is no address while it is typed, and does not save it', async () => {
  const { user } = openApp('/configuracoes', answers);

  await user.type(await screen.findByLabelText('Endereços do seu proxy'), '10.0.0.0/40');

  expect(await screen.findByText('“10.0.0.0/40” não é um endereço nem uma faixa.')).toBeTruthy();
  const save = screen.getByRole('button', { name: 'Gravar quem pode avisar' });
  expect(save.hasAttribute('disabled')).toBe(true);
});
