import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { settledStatus } from './support/answers.ts';
import { openApp } from './support/open-app.tsx';

it('shows what waits beside the search, each as a link to its list', async () => {
  openApp('/contas', {
    'status.get': () => ({
      ...settledStatus,
      outbox: { waiting: 11, running: 1, unknown: 2, failed: 3 },
    }),
  });

  const waits = await screen.findByRole('navigation', { name: 'O que espera' });
  const unknown = await within(waits).findByRole('link', { name: '2 desconhecidas' });

  expect(unknown.getAttribute('href')).toContain('/titulos?filtro=unknown');
  expect(within(waits).getByRole('link', { name: '12 na fila' })).toBeTruthy();
});
