import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { JobField } from '../../preload/contract/system.ts';
import { settledStatus } from './support/answers.ts';
import { FailedCall } from './support/fake-bridge.ts';
import { openApp } from './support/open-app.tsx';

const printing: JobField = {
  jobId: 'j1',
  kind: 'print',
  state: 'running',
  done: 1_200,
  total: 5_000,
  failed: 0,
  perSecond: 120,
  secondsLeft: 32,
  fileId: null,
  failure: null,
};

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

it('says in the status line why callbacks are not received', async () => {
  openApp('/contas', {
    'status.get': () => ({
      ...settledStatus,
      listener: { state: 'failed', host: '0.0.0.0', port: null, failureCode: 'port-taken' },
    }),
  });

  const line = await screen.findByRole('contentinfo', { name: 'Situação do sistema' });

  expect(await within(line).findByText(/Callbacks parados: A porta já está em uso/)).toBeTruthy();
});

it('warns in words when the window runs without the sandbox', async () => {
  openApp('/contas', { 'status.get': () => ({ ...settledStatus, isUnsandboxed: true }) });

  expect(await screen.findByText('Sandbox desligado')).toBeTruthy();
});

it('asks for practice instead of real money once the switch is on, and says so on a band', async () => {
  const { user, inputsOf } = openApp('/');
  await screen.findByText('Recebido hoje');

  await user.click(screen.getByRole('switch', { name: 'Prática' }));

  expect(await screen.findByText(/Nada nesta tela é dinheiro de verdade/)).toBeTruthy();
  expect(inputsOf('home.summary')).toEqual([{ isPractice: false }, { isPractice: true }]);
  expect(inputsOf('reviews.list').at(-1)).toMatchObject({ isPractice: true });
});

it('shows practice from the start while there is no other account', async () => {
  const { inputsOf } = openApp('/', {
    'status.get': () => ({ ...settledStatus, hasRealAccount: false }),
  });

  expect(await screen.findByText(/Nada nesta tela é dinheiro de verdade/)).toBeTruthy();
  expect(inputsOf('home.summary').at(-1)).toEqual({ isPractice: true });
});

it('collapses the rail to icons that keep their names', async () => {
  const { user } = openApp('/contas');

  await user.click(await screen.findByRole('button', { name: 'Recolher menu' }));

  const rail = screen.getByRole('navigation', { name: 'Telas' });
  expect(rail.dataset['collapsed']).toBe('true');
  expect(within(rail).getByRole('link', { name: 'Contas' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Expandir menu' })).toBeTruthy();
});

it('shows how far a job is, and asks the core to cancel it', async () => {
  const { user, emit, inputsOf } = openApp('/contas', { 'jobs.cancel': () => ({}) });
  await screen.findByRole('heading', { name: 'Contas' });

  emit('job.progress', printing);
  const panel = await screen.findByRole('region', { name: 'Tarefas' });
  await user.click(within(panel).getByRole('button', { name: 'Cancelar' }));

  expect(panel.textContent).toContain('1.200 de 5.000 · 120 por segundo · faltam 32 s');
  expect(inputsOf('jobs.cancel')).toEqual([{ jobId: 'j1' }]);
});

it('names what was left out of a print, with why and where else it is printed', async () => {
  const { emit } = openApp('/contas');
  await screen.findByRole('heading', { name: 'Contas' });

  emit('job.progress', {
    ...printing,
    state: 'done',
    fileId: 'f1',
    leftOut: [
      { reason: 'closed', count: 1, tituloNumbers: [7] },
      { reason: 'page-only', count: 5, tituloNumbers: [12, 13] },
    ],
  });

  expect(await screen.findByText('Ficou de fora: 00000007 (já pago ou cancelado).')).toBeTruthy();
  expect(
    screen.getByText(
      'Ficaram de fora: 00000012, 00000013 e mais 3 (só o gateway imprime, na página dele, que se abre pela página do título).',
    ),
  ).toBeTruthy();
});

it('offers the file of a finished job, and takes the job off the panel when dismissed', async () => {
  const { user, emit, inputsOf } = openApp('/contas', { 'files.open': () => ({}) });
  await screen.findByRole('heading', { name: 'Contas' });

  emit('job.progress', { ...printing, state: 'done', done: 5_000, failed: 2, fileId: 'f1' });
  await user.click(await screen.findByRole('button', { name: 'Abrir arquivo' }));
  const said = screen.getByText(/Concluído/).textContent;
  await user.click(screen.getByRole('button', { name: 'Dispensar: Impressão' }));

  expect(inputsOf('files.open')).toEqual([{ fileId: 'f1' }]);
  expect(said).toBe('Concluído · 5.000 de 5.000 · 2 linhas com problema');
  expect(screen.queryByRole('region', { name: 'Tarefas' })).toBeNull();
});

it('asks for the passphrase while the secrets are locked, and opens once it is right', async () => {
  let isLocked = true;
  const { user } = openApp('/contas', {
    'security.status': () => ({
      state: isLocked ? 'locked' : 'open',
      unlockers: ['passphrase'],
      hasKeyring: false,
    }),
    'security.unlock': ({ passphrase }) => {
      if (passphrase !== 'cavalo de pau') throw new FailedCall('wrong-passphrase');
      isLocked = false;
      return { state: 'open', unlockers: ['passphrase'], hasKeyring: false };
    },
  });

  await user.type(await screen.findByLabelText('Senha'), 'errada{Enter}');
  const refusal = await screen.findByText('Senha incorreta');
  await user.clear(screen.getByLabelText('Senha'));
  await user.type(screen.getByLabelText('Senha'), 'cavalo de pau{Enter}');

  expect(refusal).toBeTruthy();
  expect(await screen.findByRole('heading', { name: 'Contas' })).toBeTruthy();
});

it('leads home from an address that does not exist', async () => {
  const { user, address } = openApp('/nada');

  await user.click(await screen.findByRole('link', { name: 'Ir para o Início' }));

  expect(address()).toBe('/');
});

it('asks again for what the core says has changed', async () => {
  let label = 'Efí';
  const { emit } = openApp('/contas', {
    'accounts.list': () => [
      {
        id: 1,
        label,
        gateway: 'efi',
        gatewayLabel: 'Efí',
        environment: 'production',
        isActive: true,
        autoSettle: true,
        sendsOnline: true,
        forwardsEmail: false,
        callbackUrl: null,
        isReady: true,
        registersCallback: false,
        checksCallback: false,
        sharesLoginWith: [],
        sharesCallback: false,
        polledAt: null,
        pollFailure: null,
        fallbackRank: null,
        fallbackLabel: null,
        twin: null,
        twinOf: null,
        lastCallbackAt: null,
        callbackDeadline: null,
        liveCharges: 0,
      },
    ],
  });
  await screen.findByRole('heading', { name: 'Efí' });

  label = 'Efí nova';
  emit('changed', { area: 'accounts', ids: [1] });

  expect(await screen.findByRole('heading', { name: 'Efí nova' })).toBeTruthy();
});

it('asks few times for a flood of changes, and ends with the last state', async () => {
  let waiting = 0;
  const { emit, inputsOf } = openApp('/contas', {
    'status.get': () => ({
      ...settledStatus,
      outbox: { waiting, running: 0, unknown: 0, failed: 0 },
    }),
  });
  await screen.findByRole('heading', { name: 'Contas' });
  const before = inputsOf('status.get').length;

  for (waiting = 1; waiting < 50; waiting += 1) emit('changed', { area: 'titulos', ids: 'all' });

  expect(await screen.findByRole('link', { name: '50 na fila' })).toBeTruthy();
  expect(inputsOf('status.get').length - before).toBeLessThanOrEqual(2);
});
