import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { cents } from '../../domain/money.ts';
import { settledStatus } from './support/answers.ts';
import { findingsOfAxe } from './support/axe.ts';
import type { Answers } from './support/fake-bridge.ts';
import { openApp } from './support/open-app.tsx';
import { aGateway, anAccount, anAccountDetail, aReview } from './support/samples.ts';

const explained = { amountCents: cents(10_530), lateDays: 10, lines: [] };
const full: Answers = {
  'status.get': () => ({
    ...settledStatus,
    outbox: { waiting: 1, running: 1, unknown: 1, failed: 1 },
    reviews: 1,
    isUnsandboxed: true,
  }),
  'accounts.gateways': () => [aGateway()],
  'accounts.list': () => [anAccount(), anAccount({ id: 2, label: 'Outra', isActive: false })],
  'accounts.get': () =>
    anAccountDetail({ clampNotes: [{ field: 'payableDays', asked: 180, applied: 120 }] }),
  'accounts.explainTerms': () => ({ onTime: explained, late: explained }),
  'reviews.list': () => ({ rows: [aReview(), aReview({ paymentId: 6, reason: 'amount' })] }),
  'company.get': () => null,
  'settings.get': () => ({
    listenerHost: '0.0.0.0',
    listenerPort: 8090,
    publicBaseUrl: null,
    checksTaxIds: true,
  }),
};

it.each([
  ['/', 'Precisa de você'],
  ['/comecar', 'Primeiros passos'],
  ['/contas', 'Outra'],
  ['/contas/1', 'Identificação'],
  ['/contas/nova', 'Nova conta'],
  ['/configuracoes', 'Recebimento de callbacks'],
])('shows nothing on %s that axe finds fault with', async (address, heading) => {
  openApp(address, full);
  await screen.findByRole('heading', { name: heading });

  expect(await findingsOfAxe()).toEqual([]);
});

it('asks for the passphrase on a screen that axe finds no fault with', async () => {
  openApp('/', {
    'security.status': () => ({ state: 'locked', unlockers: ['passphrase'], hasKeyring: false }),
  });
  await screen.findByRole('heading', { name: 'Destrancar o Baixa' });

  expect(await findingsOfAxe()).toEqual([]);
});
