import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { ImportRow } from '../../../preload/contract/imports.ts';
import type { JobField } from '../../../preload/contract/system.ts';
import { findingsOfAxe } from '../support/axe.ts';
import { anAnalysis, aSummary, HOSTILE_NAME } from '../support/desk-samples.ts';
import { FailedCall, type Answers } from '../support/fake-bridge.ts';
import { openApp, type OpenApp } from '../support/open-app.tsx';

const refused: ImportRow = {
  line: 17,
  result: 'refused',
  values: { name: 'João Batista' },
  problems: [{ code: 'tax-id-invalid', field: 'taxId', value: '123.456.789-00' }],
};

const good: Answers = {
  'files.pick': () => ({ fileId: 'f1', name: 'clientes.csv', bytes: 100 }),
  'imports.sample': () => ({ fileId: 'f2' }),
  'imports.analyse': () => anAnalysis(),
  'imports.check': () => ({ jobId: 'i1' }),
  'imports.summary': () => aSummary(),
  'imports.rows': () => ({ rows: [refused] }),
  'imports.apply': () => aSummary({ state: 'applied' }),
  'imports.refusedFile': () => ({ fileId: 'r1' }),
  'files.saveAs': () => ({ isSaved: true }),
};

function job(changes: Partial<JobField>): JobField {
  return {
    jobId: 'i1',
    kind: 'imports.check',
    state: 'running',
    done: 10,
    total: 40,
    failed: 0,
    perSecond: 100,
    secondsLeft: 1,
    fileId: null,
    failure: null,
    ...changes,
  };
}

async function openColumns(answers: Answers = {}): Promise<OpenApp> {
  const app = openApp('/clientes/importar', { ...good, ...answers });
  await app.user.click(await screen.findByRole('button', { name: /Escolher arquivo/ }));
  await screen.findByRole('table', { name: 'O que é cada coluna' });
  return app;
}

async function openCheck(answers: Answers = {}): Promise<OpenApp> {
  const app = await openColumns(answers);
  await app.user.click(screen.getByRole('button', { name: 'Conferir' }));
  await screen.findByText(/Conferindo cada linha/);
  app.emit('job.progress', job({ state: 'done', done: 40 }));
  await screen.findByRole('grid', { name: 'Linhas do arquivo' });
  return app;
}

it('stays where it is when the dialog is closed without a file', async () => {
  const { user, inputsOf } = openApp('/clientes/importar', {
    ...good,
    'files.pick': () => null,
  });

  await user.click(await screen.findByRole('button', { name: /Escolher arquivo/ }));

  await expect.poll(() => inputsOf('files.pick').length).toBe(1);
  expect(inputsOf('imports.analyse')).toEqual([]);
  expect(screen.getByRole('heading', { name: 'Escolha a lista' })).toBeTruthy();
});

it('says what is wrong with a file that is no list', async () => {
  const { user } = openApp('/clientes/importar', {
    ...good,
    'imports.analyse': () => {
      throw new FailedCall('file-format');
    },
  });

  await user.click(await screen.findByRole('button', { name: 'Usar a lista de exemplo' }));

  expect(await screen.findByText('Formato de arquivo não reconhecido')).toBeTruthy();
});

it('shows what each column was taken for, with sample values, and how the file was read', async () => {
  await openColumns({ 'imports.analyse': () => anAnalysis({ isRemembered: true }) });

  const row = screen.getByRole('row', { name: /DOC/ });

  expect(within(row).getByText('529.982.247-25')).toBeTruthy();
  expect(
    screen.getByRole<HTMLInputElement>('combobox', { name: 'O que é a coluna DOC' }).value,
  ).toBe('CPF/CNPJ');
  expect(screen.getByText(/Windows-1252, colunas separadas por ponto e vírgula/)).toBeTruthy();
  expect(screen.getByText(/já foi importado antes/)).toBeTruthy();
});

it('checks with the columns as the operator corrected them', async () => {
  const { user, inputsOf } = await openColumns();

  await user.click(screen.getByRole('combobox', { name: 'O que é a coluna FONE' }));
  await user.click(await screen.findByRole('option', { name: 'Telefone' }));
  await user.click(screen.getByRole('button', { name: 'Conferir' }));

  expect(inputsOf('imports.check')).toEqual([{ importId: 4, mapping: ['name', 'taxId', 'phone'] }]);
});

it('lets nothing be checked without a name or with one field twice', async () => {
  const { user } = await openColumns();

  await user.click(screen.getByRole('combobox', { name: 'O que é a coluna NOME' }));
  await user.click(await screen.findByRole('option', { name: 'CPF/CNPJ' }));

  expect(screen.getByText('Escolha qual coluna é o nome do cliente.')).toBeTruthy();
  expect(screen.getByText(/Mais de uma coluna está como “CPF\/CNPJ”/)).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Conferir' })).toHaveProperty('disabled', true);
});

it('shows the dry run in counts, its problems in words, and the numbers in the button', async () => {
  const { inputsOf } = await openCheck();

  const row = await screen.findByRole('row', { name: /João Batista/ });

  expect(row.textContent).toContain('O CPF/CNPJ “123.456.789-00” não existe');
  expect(screen.getByRole('button', { name: /Recusadas\s*2/ })).toBeTruthy();
  expect(screen.getByRole('button', { name: /Novos\s*30/ })).toBeTruthy();
  expect(
    screen.getByRole('button', { name: 'Importar 30 clientes novos e 7 alterados' }),
  ).toBeTruthy();
  expect(inputsOf('imports.rows').at(-1)).toMatchObject({ importId: 4, filter: 'refused' });
});

it('asks for the rows of another chip', async () => {
  const { user, inputsOf } = await openCheck();

  await user.click(screen.getByRole('button', { name: /Com aviso/ }));

  await expect.poll(() => inputsOf('imports.rows').at(-1)?.filter).toBe('warning');
});

it('applies, tells what came of it, and saves the refused rows under a good name', async () => {
  const { user, inputsOf } = await openCheck();

  await user.click(screen.getByRole('button', { name: /^Importar 30/ }));
  await screen.findByText('30 clientes criados');
  await user.click(screen.getByRole('button', { name: /Salvar as linhas recusadas/ }));

  expect(await screen.findByText('Arquivo salvo.')).toBeTruthy();
  expect(inputsOf('imports.apply')).toEqual([{ importId: 4 }]);
  expect(inputsOf('files.saveAs')).toEqual([
    { fileId: 'r1', suggestedName: 'recusadas-clientes.csv' },
  ]);
});

it('offers to check again after a check that was cancelled', async () => {
  const { user, emit, inputsOf } = await openColumns();
  await user.click(screen.getByRole('button', { name: 'Conferir' }));
  await screen.findByText(/Conferindo cada linha/);

  emit('job.progress', job({ state: 'cancelled' }));
  await user.click(await screen.findByRole('button', { name: 'Conferir de novo' }));

  await expect.poll(() => inputsOf('imports.check').length).toBe(2);
});

it('imports nothing where nothing is new', async () => {
  await openCheck({
    'imports.summary': () => aSummary({ toCreate: 0, toUpdate: 0, unchanged: 38 }),
  });

  const button = screen.getByRole('button', { name: 'Não há nada para importar nesta lista.' });

  expect(button).toHaveProperty('disabled', true);
});

it('shows hostile headers and cells as text', async () => {
  await openColumns({
    'imports.analyse': () =>
      anAnalysis({ headers: [HOSTILE_NAME, 'DOC', 'FONE'], sample: [[HOSTILE_NAME, '', '']] }),
  });

  expect(screen.getAllByText(/img src=x/).length).toBeGreaterThan(1);
  expect(document.querySelector('main img')).toBeNull();
  expect('wasRun' in window).toBe(false);
});

it('shows no step that axe finds fault with', async () => {
  const { user } = openApp('/clientes/importar', good);
  await screen.findByRole('heading', { name: 'Escolha a lista' });
  const first = await findingsOfAxe();
  await user.click(screen.getByRole('button', { name: /Escolher arquivo/ }));
  await screen.findByRole('table', { name: 'O que é cada coluna' });

  const second = await findingsOfAxe();

  expect([...first, ...second]).toEqual([]);
});

it('shows a dry run and a result that axe finds no fault with', async () => {
  const { user } = await openCheck();
  await screen.findByRole('row', { name: /João Batista/ });
  const third = await findingsOfAxe();
  await user.click(screen.getByRole('button', { name: /^Importar 30/ }));
  await screen.findByText('30 clientes criados');

  const last = await findingsOfAxe();

  expect([...third, ...last]).toEqual([]);
});
