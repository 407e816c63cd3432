import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { civilDate } from '../../../domain/civil-date.ts';
import { instant } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import {
  testSteps,
  type ReceptionTest,
  type TestStep,
} from '../../../preload/contract/callbacks.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { aCallback } from '../support/desk-samples.ts';
import { openApp } from '../support/open-app.tsx';
import { anAccount } from '../support/samples.ts';

function aTest(changes: Partial<ReceptionTest>, ...steps: readonly Partial<TestStep>[]) {
  return {
    accountId: 1,
    startedAt: instant('2026-11-21T12:00:00Z'),
    verdict: 'passed' as const,
    inboxId: 7,
    postings: [],
    steps: testSteps.map((key) => ({
      key,
      state: 'passed' as const,
      text: '',
      advice: null,
      evidence: [],
      elapsedMs: 3,
      ...steps.find((step) => step.key === key),
    })),
    ...changes,
  };
}

const postings = [
  {
    side: 'receipt' as const,
    historico: 'Recebimento de título',
    cashAccount: 'Caixa',
    amountCents: cents(10_000),
    onDate: civilDate('2026-11-21'),
    isExpected: false,
  },
];

it('shows every step with its evidence, and the postings that would be written', async () => {
  const evidence = [{ label: 'Resposta', value: 'HTTP 200' }];
  const { user, inputsOf } = openApp('/contas', {
    'accounts.list': () => [anAccount({ id: 1, label: 'Conta Efí' })],
    'callbacks.lastTest': () => null,
    'callbacks.test': () => aTest({ postings }, { key: 'http', evidence }),
  });

  await user.click(await screen.findByRole('button', { name: 'Testar recepção de Conta Efí' }));

  const dialog = await screen.findByRole('dialog', { name: 'Teste da recepção: Conta Efí' });
  expect((await within(dialog).findByRole('status')).textContent).toContain('até a baixa');
  expect(within(dialog).getByText(/Resposta:/).textContent).toContain('HTTP 200');
  expect(within(dialog).getByRole('row', { name: /Recebimento de título/ }).textContent).toContain(
    '100,00',
  );
  expect(within(dialog).getByRole('link', { name: 'Ver Callback 7' })).toBeTruthy();
  expect(inputsOf('callbacks.test')).toEqual([{ accountId: 1 }]);
  expect(await findingsOfAxe()).toEqual([]);
});

it('follows the steps while the test runs', async () => {
  let shown: ReceptionTest | null = aTest({ verdict: null }, { key: 'port', state: 'running' });
  const { user, emit } = openApp('/contas', {
    'accounts.list': () => [anAccount({ id: 1, label: 'Conta Efí' })],
    'callbacks.lastTest': () => shown,
    'callbacks.test': () => new Promise(() => undefined),
  });

  await user.click(await screen.findByRole('button', { name: 'Testar recepção de Conta Efí' }));
  expect(await screen.findByText('Em andamento')).toBeTruthy();
  shown = aTest(
    { verdict: null },
    { key: 'port', state: 'failed', text: 'A porta 80 recusou.', advice: 'Redirecione a porta.' },
  );
  emit('changed', { area: 'callbacks', ids: 'all' });

  expect(await screen.findByText('A porta 80 recusou.')).toBeTruthy();
  expect(screen.getByText(/Redirecione a porta/).textContent).toContain('O que fazer');
});

it('marks a row of a test in the list, and offers no second reading of it', async () => {
  const { user } = openApp('/callbacks', {
    'callbacks.list': () => ({
      rows: [aCallback({ state: 'ignored', isTest: true, effects: [] })],
    }),
  });

  const badge = await screen.findByText('Teste');
  const row = badge.closest('[role=row]');
  if (!(row instanceof HTMLElement)) throw new Error('The badge is in no row');
  await user.click(within(row).getByRole('button', { name: /Ações/ }));
  const replay = await screen.findByRole('menuitem', { name: 'Processar de novo' });

  expect(replay.hasAttribute('disabled') || replay.hasAttribute('data-disabled')).toBe(true);
});
