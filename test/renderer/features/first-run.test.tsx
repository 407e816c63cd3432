import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { SecurityField, StatusField } from '../../../preload/contract/system.ts';
import { settledStatus } from '../support/answers.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { openApp, type OpenApp } from '../support/open-app.tsx';
import { aCharge, aClient, anAccount, aTitulo, aTituloDetail } from '../support/samples.ts';

const nothingYet: StatusField = {
  ...settledStatus,
  hasRealAccount: false,
  hasPracticeAccount: false,
  hasCompany: false,
  hasClients: false,
  hasSettledTitulo: false,
};

/** A core that starts empty and fills as the steps are taken. */
function freshCore(status: Partial<StatusField> = {}) {
  const core = {
    app: undefined as OpenApp | undefined,
    status: { ...nothingYet, ...status },
    security: { state: 'not-set-up', unlockers: [], hasKeyring: false } as SecurityField,
    isPaid: false,
  };
  const change = (changes: Partial<StatusField>): void => {
    core.status = { ...core.status, ...changes };
    core.app?.emit('changed', { area: 'status', ids: 'all' });
  };
  const answers: Answers = {
    'status.get': () => core.status,
    'security.status': () => core.security,
    'security.setUp': ({ unlocker }) => {
      core.security = { ...core.security, state: 'open', unlockers: [unlocker] };
      core.app?.emit('changed', { area: 'security', ids: 'all' });
      return core.security;
    },
    'company.get': () => null,
    'company.save': (company) => {
      change({ hasCompany: true });
      return company;
    },
    'practice.start': () => {
      change({ hasPracticeAccount: true });
      core.app?.emit('changed', { area: 'accounts', ids: [1] });
      return { accountId: 1 };
    },
    'accounts.list': () =>
      core.status.hasPracticeAccount ? [anAccount({ environment: 'simulator' })] : [],
    'clients.list': () => ({ rows: [aClient()] }),
    'titulos.create': () => aTitulo(),
    'titulos.get': () =>
      core.isPaid
        ? aTituloDetail({ state: 'paid', charge: aCharge({ state: 'paid' }) })
        : aTituloDetail({ charge: aCharge() }),
    'practice.pay': () => {
      core.isPaid = true;
      core.app?.emit('changed', { area: 'payments', ids: 'all' });
      change({ hasSettledTitulo: true });
      return {};
    },
    ...sampleAnswers(core, () => change({ hasClients: true })),
  };
  return { core, answers };
}

function sampleAnswers(core: { app: OpenApp | undefined }, onApplied: () => void): Answers {
  const summary = {
    state: 'applied',
    total: 40,
    toCreate: 40,
    toUpdate: 0,
    unchanged: 0,
    withWarnings: 0,
    refused: 0,
  } as const;
  return {
    'imports.sample': () => ({ fileId: 'sample' }),
    'imports.analyse': () => ({
      importId: 3,
      fileName: 'clientes.csv',
      encoding: 'utf-8',
      delimiter: ';',
      headers: ['nome'],
      sample: [],
      rowCount: 40,
      mapping: ['name'],
      isRemembered: false,
    }),
    'imports.check': () => {
      core.app?.emit('job.progress', {
        jobId: 'check',
        kind: 'import-check',
        state: 'done',
        done: 40,
        total: 40,
        failed: 0,
        perSecond: 0,
        secondsLeft: null,
        fileId: null,
        failure: null,
      });
      return { jobId: 'check' };
    },
    'imports.apply': () => {
      onApplied();
      return summary;
    },
  };
}

it('goes from an empty core to the first settled título of practice', async () => {
  const { core, answers } = freshCore();
  const app = openApp('/comecar', answers);
  core.app = app;
  const { user } = app;

  await user.type(await screen.findByRole('textbox', { name: /Razão social/ }), 'Norte Net Ltda');
  await user.click(screen.getByRole('button', { name: 'Gravar e continuar' }));
  await user.type(await screen.findByLabelText('Senha'), 'cavalo de pau');
  await user.type(screen.getByLabelText('Repita a senha'), 'cavalo de pau');
  await user.click(screen.getByRole('button', { name: 'Proteger com esta senha' }));
  await user.click(await screen.findByRole('button', { name: 'Criar conta de prática' }));
  await user.click(await screen.findByRole('button', { name: 'Carregar clientes de exemplo' }));
  await user.click(await screen.findByRole('button', { name: 'Emitir título de prática' }));
  await user.click(await screen.findByRole('button', { name: 'Simular o pagamento' }));

  expect(await screen.findByText('Pago e baixado automaticamente')).toBeTruthy();
  expect(await screen.findByText('Tudo pronto')).toBeTruthy();
  expect(app.inputsOf('imports.apply')).toEqual([{ importId: 3 }]);
  expect(app.inputsOf('titulos.create')[0]).toMatchObject({ clientId: 1, accountId: 1 });
  expect(app.inputsOf('practice.pay')).toEqual([{ tituloId: 9 }]);
});

it('resumes at the first step that is left', async () => {
  const { answers } = freshCore({ hasCompany: true });

  openApp('/comecar', {
    ...answers,
    'security.status': () => ({ state: 'open', unlockers: ['keyring'], hasKeyring: true }),
  });

  const steps = await screen.findByRole('navigation', { name: 'Passos' });
  const current = within(steps).getByRole('button', { name: 'Conta de prática' });
  expect(current.getAttribute('aria-current')).toBe('step');
  expect(within(steps).getByRole('button', { name: /Sua empresa Pronto/ })).toBeTruthy();
});

it('does not take a passphrase that was repeated wrongly', async () => {
  const { answers } = freshCore({ hasCompany: true });
  const { user } = openApp('/comecar', answers);

  await user.type(await screen.findByLabelText('Senha'), 'cavalo de pau');
  await user.type(screen.getByLabelText('Repita a senha'), 'cavalo de pai');

  expect(await screen.findByText('As duas senhas não são iguais.')).toBeTruthy();
  const button = screen.getByRole('button', { name: 'Proteger com esta senha' });
  expect(button.hasAttribute('disabled')).toBe(true);
});

it('offers the keyring first where the system has one', async () => {
  const { answers } = freshCore({ hasCompany: true });
  const { user, inputsOf } = openApp('/comecar', {
    ...answers,
    'security.status': () => ({ state: 'not-set-up', unlockers: [], hasKeyring: true }),
  });

  await user.click(await screen.findByRole('button', { name: 'Usar o chaveiro do sistema' }));

  await waitFor(() => expect(inputsOf('security.setUp')).toEqual([{ unlocker: 'keyring' }]));
});
