import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { instant } from '../../../domain/instant.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { aCallback, aCallbackDetail, HOSTILE_NAME } from '../support/desk-samples.ts';
import { openApp } from '../support/open-app.tsx';
import { anAccount } from '../support/samples.ts';

it('lists what came with its event, título, answer and duration', async () => {
  openApp('/callbacks', { 'callbacks.list': () => ({ rows: [aCallback()] }) });

  const row = await screen.findByRole('row', { name: /00000380/ });

  expect(row.textContent).toContain('Pago paid');
  expect(row.textContent).toContain('2,3 ms');
  expect(row.textContent).toContain('200');
  expect(within(row).getByText('Processado')).toBeTruthy();
});

it('shows a new callback when the core tells of it', async () => {
  const rows = [aCallback()];
  const { emit } = openApp('/callbacks', { 'callbacks.list': () => ({ rows: [...rows] }) });
  await screen.findByRole('row', { name: /00000380/ });

  rows.unshift(aCallback({ id: 4, state: 'parked', effects: [] }));
  emit('changed', { area: 'callbacks', ids: [4] });

  expect(await screen.findByText('Parado')).toBeTruthy();
});

it('asks for whole days of São Paulo, the last one included', async () => {
  const { user, inputsOf } = openApp('/callbacks?resultado=parked', {
    'callbacks.list': () => ({ rows: [aCallback()] }),
    'accounts.list': () => [anAccount()],
  });
  await screen.findByRole('row', { name: /00000380/ });

  await user.type(screen.getByRole('textbox', { name: 'Recebido a partir de' }), '20112026');
  await user.type(screen.getByRole('textbox', { name: 'Recebido até' }), '21112026');

  await expect
    .poll(() => inputsOf('callbacks.list').at(-1)?.filter)
    .toEqual({
      state: 'parked',
      from: '2026-11-20T03:00:00.000Z',
      to: '2026-11-22T03:00:00.000Z',
    });
});

it('teaches how to get the first callback', async () => {
  openApp('/callbacks', { 'callbacks.list': () => ({ rows: [] }) });

  expect(await screen.findByText('Nenhum callback ainda')).toBeTruthy();
  expect(screen.getAllByRole('listitem').map((step) => step.textContent)).toEqual(
    expect.arrayContaining([expect.stringContaining('Simular pagamento')]),
  );
  expect(screen.getByRole('link', { name: 'Ir para Títulos' })).toBeTruthy();
});

it('shows headers and body of a stranger as text, never as markup', async () => {
  openApp('/callbacks/3', {
    'callbacks.get': () =>
      aCallbackDetail({
        path: '/callbacks/4k7q2?x=<script>window.wasRun=1</script>',
        headers: [{ name: 'x-<b>', value: 'a\u202eb' }],
        bodyText: '<img src=x onerror="window.wasRun=1">\u0000\u200b\nlinha dois',
        parsed: [{ name: 'token', value: HOSTILE_NAME }],
      }),
  });

  const body = await screen.findByLabelText('Corpo');

  expect(body.textContent).toBe('<img src=x onerror="window.wasRun=1">\\u0000\\u200b\nlinha dois');
  expect(screen.getByText('x-<b>').closest('dt')?.nextElementSibling?.textContent).toBe(
    'a\\u202eb',
  );
  expect(document.querySelector('main img, main script')).toBeNull();
  expect('wasRun' in window).toBe(false);
});

it('shows a body that is no text in hexadecimal', async () => {
  openApp('/callbacks/3', {
    'callbacks.get': () => aCallbackDetail({ bodyText: null, bodyHex: 'ff d8 ff e0' }),
  });

  expect(await screen.findByText('ff d8 ff e0')).toBeTruthy();
  expect(screen.getByRole('heading', { name: /hexadecimal/ })).toBeTruthy();
});

it('says why a callback stopped and when it is tried again', async () => {
  openApp('/callbacks/3', {
    'callbacks.get': () =>
      aCallbackDetail({
        state: 'new',
        failure: 'gateway-unavailable',
        nextTryAt: instant('2026-11-21T12:05:00Z'),
        effects: [],
        parsed: [],
      }),
  });

  expect(await screen.findByText(/O gateway não respondeu/)).toBeTruthy();
  expect(screen.getByText('Próxima tentativa')).toBeTruthy();
  expect(screen.getByText('Ainda não foi processado.')).toBeTruthy();
});

it('links each effect to its título', async () => {
  openApp('/callbacks/3', { 'callbacks.get': () => aCallbackDetail() });

  const effects = await screen.findByRole('table', { name: 'O que mudou' });

  expect(within(effects).getByRole('link', { name: '00000380' }).getAttribute('href')).toBe(
    '/titulos/9',
  );
  expect(within(effects).getByText('Aplicado')).toBeTruthy();
});

it('processes a callback again and goes to the row that is worked on', async () => {
  const { user, address, inputsOf } = openApp('/callbacks/3', {
    'callbacks.get': ({ id }) => aCallbackDetail({ id, replayOf: id === 3 ? null : 3 }),
    'callbacks.replay': () => ({ id: 12 }),
  });

  await user.click(await screen.findByRole('button', { name: 'Processar de novo' }));

  await expect.poll(address).toBe('/callbacks/12');
  expect(await screen.findByRole('link', { name: 'Callback 3' })).toBeTruthy();
  expect(inputsOf('callbacks.replay')).toEqual([{ id: 3 }]);
});

it.each([
  ['/callbacks', '00000380'],
  ['/callbacks/3', 'Pedido como chegou'],
])('shows nothing on %s that axe finds fault with', async (address, words) => {
  openApp(address, {
    'callbacks.list': () => ({ rows: [aCallback()] }),
    'callbacks.get': () => aCallbackDetail({ state: 'parked', failure: 'secret-wrong' }),
  });
  await screen.findAllByText(words);

  expect(await findingsOfAxe()).toEqual([]);
});
