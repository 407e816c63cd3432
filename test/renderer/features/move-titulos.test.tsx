/** Another gateway for what is open: said in numbers first, then done as a job. */
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { cents } from '../../../domain/money.ts';
import type { Output } from '../../../preload/contract/api.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { aTotal } from '../support/desk-samples.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { openApp, type OpenApp } from '../support/open-app.tsx';
import { aCharge, aGateway, aTitulo, anAccount, anAccountDetail } from '../support/samples.ts';

const practice = anAccount({ id: 1, label: 'Efí', environment: 'simulator' });
const reserve = anAccount({ id: 2, label: 'Asaas', environment: 'simulator' });
const real = anAccount({ id: 3, label: 'De verdade' });
const resting = anAccount({ id: 4, label: 'Parada', environment: 'simulator', isActive: false });

const registered = aTitulo({ charge: aCharge() });
const parcel = aTitulo({ id: 10, number: 381, carneId: 7, charge: aCharge({ id: 91 }) });
const onItsWay = aTitulo({ id: 11, number: 382, charge: aCharge({ id: 92, state: 'unknown' }) });

type Preview = Output<'titulos.previewMove'>;

const mixed: Preview = {
  count: 3,
  byPlan: { 'prepared-anew': 0, 'cancelled-and-issued': 2 },
  refused: [{ tituloId: 11, number: 382, reason: 'fate-unknown' }],
};

function answersOf(preview: Preview): Answers {
  return {
    'accounts.list': () => [practice, reserve, real, resting],
    'titulos.list': () => ({ rows: [registered, parcel, onItsWay] }),
    'titulos.totals': () => aTotal({ count: 3 }),
    'titulos.previewMove': () => preview,
    'titulos.move': () => ({ jobId: 'm1' }),
  };
}

async function askForAll({ user }: OpenApp): Promise<HTMLElement> {
  await screen.findByRole('row', { name: /00000380/ });
  await user.click(screen.getByRole('checkbox', { name: /todas as linhas/ }));
  await user.click(screen.getByRole('button', { name: 'Trocar de conta…' }));
  return screen.findByRole('dialog');
}

async function choose({ user }: OpenApp, dialog: HTMLElement, account: string): Promise<void> {
  await user.click(within(dialog).getByRole('combobox', { name: 'Conta de destino' }));
  await user.click(await screen.findByRole('option', { name: account }));
}

describe('ticked títulos', () => {
  it('go only to active accounts of the same environment', async () => {
    const app = openApp('/titulos', answersOf(mixed));
    const dialog = await askForAll(app);

    await app.user.click(within(dialog).getByRole('combobox', { name: 'Conta de destino' }));

    const offered = await screen.findAllByRole('option');
    expect(offered.map(({ textContent }) => textContent)).toEqual(['Efí', 'Asaas']);
    expect(app.inputsOf('titulos.previewMove')).toEqual([]);
  });

  it('are told in numbers first, what stays with its reason', async () => {
    const app = openApp('/titulos', answersOf(mixed));
    const dialog = await askForAll(app);

    await choose(app, dialog, 'Asaas');
    await within(dialog).findByText(/2 títulos com cobrança registrada/);

    const told = dialog.textContent;
    expect(told).toContain('emitidas de novo em Asaas');
    expect(told).toContain('passam a ser cobranças separadas');
    expect(told).toContain('Continua vigiado');
    expect(told).toContain('00000382: há um envio ou encerramento em andamento');
    expect(app.inputsOf('titulos.move')).toEqual([]);
  });

  it('move as a job, without those that would stay', async () => {
    const app = openApp('/titulos', answersOf(mixed));
    const dialog = await askForAll(app);
    await choose(app, dialog, 'Asaas');

    await app.user.click(await within(dialog).findByRole('button', { name: 'Passar 2 títulos' }));
    await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
    const progress = { done: 2, total: 2, perSecond: 9, secondsLeft: 0, fileId: null };
    app.emit('job.progress', {
      jobId: 'm1',
      kind: 'move',
      state: 'done',
      failed: 1,
      failure: null,
      ...progress,
    });

    expect(app.inputsOf('titulos.move')).toEqual([{ what: { ids: [9, 10] }, toAccountId: 2 }]);
    const jobs = await screen.findByRole('region', { name: 'Tarefas' });
    expect(within(jobs).getByText('Troca de conta')).toBeTruthy();
    expect(within(jobs).getByText(/1 título ficou onde estava/)).toBeTruthy();
  });

  it('cannot be moved where none may go', async () => {
    const refused = [9, 10, 11].map((tituloId) => ({
      tituloId,
      number: tituloId + 371,
      reason: 'same-account',
    }));
    const nothing = {
      ...mixed,
      byPlan: { 'prepared-anew': 0, 'cancelled-and-issued': 0 },
      refused,
    };
    const app = openApp('/titulos', answersOf(nothing));
    const dialog = await askForAll(app);

    await choose(app, dialog, 'Efí');

    expect(await within(dialog).findByText(/Nenhum destes títulos pode passar/)).toBeTruthy();
    expect(within(dialog).getByRole('button', { name: /^Passar/ })).toHaveProperty(
      'disabled',
      true,
    );
  });

  it('may be one from its menu, where something is owed', async () => {
    const paid = aTitulo({ state: 'paid', status: 'paid', settledCents: cents(8_990) });
    const { user } = openApp('/titulos', {
      ...answersOf(mixed),
      'titulos.list': () => ({ rows: [paid, parcel] }),
    });

    await user.click(await screen.findByRole('button', { name: 'Ações de título 00000380' }));
    const ofPaid = await screen.findByRole('menuitem', { name: 'Trocar de conta…' });
    const isOff = ofPaid.getAttribute('disabled') !== null || ofPaid.hasAttribute('data-disabled');
    await user.keyboard('{Escape}');
    await user.click(await screen.findByRole('button', { name: 'Ações de título 00000381' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Trocar de conta…' }));

    expect(isOff).toBe(true);
    expect(await screen.findByRole('dialog', { name: 'Trocar a conta do título' })).toBeTruthy();
  });

  it('has nothing that axe finds in the dialog', async () => {
    const app = openApp('/titulos', answersOf(mixed));
    const dialog = await askForAll(app);
    await choose(app, dialog, 'Asaas');
    await within(dialog).findByText(/2 títulos com cobrança registrada/);

    expect(await findingsOfAxe()).toEqual([]);
  });
});

describe('all that is open at an account', () => {
  const explained = { amountCents: cents(10_000), lateDays: 10, lines: [] };
  const form: Answers = {
    'accounts.gateways': () => [aGateway()],
    'accounts.get': () => anAccountDetail({ label: 'Efí', environment: 'simulator' }),
    'accounts.explainTerms': () => ({ onTime: explained, late: explained }),
  };

  async function ask({ user }: OpenApp): Promise<HTMLElement> {
    await user.click(await screen.findByRole('button', { name: /Passar o que está aberto/ }));
    return screen.findByRole('dialog', { name: 'Passar o que está aberto em Efí' });
  }

  it('moves from its page, and new títulos are said to need more', async () => {
    const app = openApp('/contas/1', {
      ...answersOf({ ...mixed, byPlan: { 'prepared-anew': 4, 'cancelled-and-issued': 1 } }),
      ...form,
    });
    const dialog = await ask(app);

    await choose(app, dialog, 'Asaas');
    await app.user.click(await within(dialog).findByRole('button', { name: 'Passar 5 títulos' }));

    await expect
      .poll(() => app.inputsOf('titulos.move'))
      .toEqual([{ what: { fromAccountId: 1 }, toAccountId: 2 }]);
  });

  it('says that the plans keep their account', async () => {
    const app = openApp('/contas/1', { ...answersOf(mixed), ...form });
    const dialog = await ask(app);

    await choose(app, dialog, 'Asaas');

    expect(await within(dialog).findByText(/troque também a conta padrão/)).toBeTruthy();
  });

  it('does not offer the account itself', async () => {
    const app = openApp('/contas/1', { ...answersOf(mixed), ...form });
    const dialog = await ask(app);

    await app.user.click(within(dialog).getByRole('combobox', { name: 'Conta de destino' }));

    expect((await screen.findAllByRole('option')).map(({ textContent }) => textContent)).toEqual([
      'Asaas',
    ]);
  });

  it('says what to do where there is no other account', async () => {
    const app = openApp('/contas/1', {
      ...answersOf(mixed),
      ...form,
      'accounts.list': () => [practice, real, resting],
    });

    const dialog = await ask(app);

    expect(await within(dialog).findByText(/Não há outra conta ativa/)).toBeTruthy();
  });
});
