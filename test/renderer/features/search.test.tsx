import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { openApp } from '../support/open-app.tsx';

const maria = { kind: 'client', id: 7, label: 'Maria dos Santos', detail: 'cliente 107' } as const;
const titulo = { kind: 'titulo', id: 9, label: 'Título 00000380', detail: 'Maria' } as const;

it('finds a client from the keyboard and opens it', async () => {
  const { user, address } = openApp('/contas', { 'search.find': () => [maria, titulo] });
  await screen.findByRole('heading', { name: 'Contas' });

  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), 'mar');
  await screen.findByRole('option', { name: /Maria dos Santos/ });
  await user.keyboard('{Enter}');

  expect(address()).toBe('/clientes/7');
});

it('goes down the results with the arrows', async () => {
  const { user, address } = openApp('/contas', { 'search.find': () => [maria, titulo] });
  await user.click(await screen.findByRole('button', { name: /Buscar cliente/ }));
  await user.type(await screen.findByRole('combobox'), 'mar');
  await screen.findByRole('option', { name: /Título 00000380/ });

  await user.keyboard('{ArrowDown}{Enter}');

  expect(address()).toBe('/titulos/9');
});

it('opens what a scanner read, although its Enter comes before the answer', async () => {
  const { user, address, inputsOf } = openApp('/contas', { 'search.find': () => [titulo] });
  await user.click(await screen.findByRole('button', { name: /Buscar cliente/ }));

  await user.type(
    await screen.findByRole('combobox'),
    '00190.50095 40144.816069 06809.350314 3 37370000000100{Enter}',
  );

  await expect.poll(address).toBe('/titulos/9');
  expect(inputsOf('search.find').at(-1)).toEqual({
    text: '00190500954014481606906809350314337370000000100',
  });
});

it('reaches a screen by part of its name, accents aside', async () => {
  const { user, address } = openApp('/contas', { 'search.find': () => [] });
  await user.click(await screen.findByRole('button', { name: /Buscar cliente/ }));

  await user.type(await screen.findByRole('combobox'), 'configuracoes');
  await user.keyboard('{Enter}');

  await expect.poll(address).toBe('/configuracoes');
});
