import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import { settledStatus } from '../support/answers.ts';
import { FailedCall } from '../support/fake-bridge.ts';
import { openApp } from '../support/open-app.tsx';
import { aReview } from '../support/samples.ts';

const summary = {
  receivedTodayCents: cents(184_230),
  receivedMonthCents: cents(2_840_155),
  expectedMonthCents: cents(4_512_090),
  openCents: cents(1_671_935),
  overdueCents: cents(402_310),
  overdueCount: 43,
  rejected: 3,
  unknown: 0,
  unregistered: 12,
  reviews: 1,
};

it('shows each sum as a link to the títulos behind it', async () => {
  openApp('/', { 'home.summary': () => summary });

  const overdue = await screen.findByRole('link', { name: /Vencido/ });

  expect(overdue.textContent).toContain('R$\u00a04.023,10');
  expect(overdue.textContent).toContain('43 títulos');
  expect(overdue.getAttribute('href')).toBe('/titulos?filtro=overdue');
});

it('leads from rejected charges to their list, and leaves out what is zero', async () => {
  openApp('/', { 'home.summary': () => summary });

  const rejected = await screen.findByRole('link', { name: /3.*Rejeitadas pelo gateway/ });

  expect(rejected.getAttribute('href')).toBe('/titulos?filtro=rejected');
  expect(screen.queryByRole('link', { name: /Desconhecidas/ })).toBeNull();
});

it('settles a payment that waits for approval', async () => {
  const { user, inputsOf } = openApp('/', {
    'reviews.list': () => ({ rows: [aReview()] }),
    'reviews.decide': ({ paymentId }) => ({ paymentId }),
  });

  await user.click(await screen.findByRole('button', { name: 'Dar baixa' }));

  expect(inputsOf('reviews.decide')).toEqual([{ paymentId: 5, decision: { kind: 'approve' } }]);
});

it('says why a decision was not taken, and what to do', async () => {
  const { user } = openApp('/', {
    'reviews.list': () => ({ rows: [aReview()] }),
    'reviews.decide': () => {
      throw new FailedCall('state-not-allowed');
    },
  });

  await user.click(await screen.findByRole('button', { name: 'Dar baixa' }));
  const alert = await screen.findByRole('alert');

  expect(alert.textContent).toContain('A situação atual não permite esta ação');
  expect(alert.textContent).toContain('O que fazer:');
});

it('uses a payment without a título in the one that the operator finds', async () => {
  const { user, inputsOf } = openApp('/', {
    'reviews.list': () => ({
      rows: [aReview({ reason: 'unmatched', clientId: null, clientName: null, tituloId: null })],
    }),
    'reviews.decide': ({ paymentId }) => ({ paymentId }),
    'search.find': () => [{ kind: 'titulo', id: 33, label: 'Título 00000380', detail: 'Maria' }],
  });

  await user.click(await screen.findByRole('button', { name: 'Escolher o título…' }));
  const dialog = await screen.findByRole('dialog');
  await user.type(within(dialog).getByLabelText('Procurar título'), '380');
  await user.click(await within(dialog).findByRole('radio', { name: 'Título 00000380' }));
  await user.click(within(dialog).getByRole('button', { name: 'Usar neste título' }));

  expect(inputsOf('reviews.decide')).toEqual([
    { paymentId: 5, decision: { kind: 'allocate', tituloId: 33 } },
  ]);
});

it('approves all that wait only after saying how many and how much', async () => {
  const { user, inputsOf } = openApp('/', {
    'reviews.list': () => ({ rows: [aReview(), aReview({ paymentId: 6 })] }),
    'reviews.decide': ({ paymentId }) => ({ paymentId }),
  });

  await user.click(await screen.findByRole('button', { name: 'Dar baixa em 2' }));
  const dialog = await screen.findByRole('dialog');
  const warning = dialog.textContent;
  await user.click(within(dialog).getByRole('button', { name: 'Dar baixa em 2' }));

  await expect
    .poll(() => inputsOf('reviews.decide').map(({ paymentId }) => paymentId))
    .toEqual([5, 6]);
  expect(warning).toContain('2 pagamentos, R$\u00a0179,80 ao todo');
});

it('keeps the first steps in sight until they are done', async () => {
  openApp('/', { 'status.get': () => ({ ...settledStatus, hasSettledTitulo: false }) });

  const card = await screen.findByRole('region', { name: 'Primeiros passos' });

  expect(card.textContent).toContain('4 de 5 passos prontos');
  expect(within(card).getByRole('link', { name: 'Continuar' }).getAttribute('href')).toBe(
    '/comecar',
  );
});
