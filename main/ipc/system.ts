import type { Handlers } from '../../preload/contract/api.ts';
import type { systemCalls } from '../../preload/contract/system.ts';
import { payInPractice, startPractice } from '../services/accounts/practice.ts';
import { findAnything, homeSummary } from '../services/desk/overview.ts';
import { pickFile } from '../services/desk/pick-file.ts';
import { readSettings, saveCompany, saveSettings } from '../services/desk/settings.ts';
import { printBoletos, printCarnes, printReceipt } from '../services/documents/print-documents.ts';
import type { Desk } from './desk.ts';

type SystemHandlers = Pick<Handlers, keyof typeof systemCalls>;

export function systemHandlers(desk: Desk): SystemHandlers {
  return { ...settingHandlers(desk), ...securityHandlers(desk), ...workHandlers(desk) };
}

function settingHandlers(desk: Desk) {
  const { tools } = desk;
  return {
    'company.get': () => tools.books.settings.company() ?? null,
    'company.save': (company) => saveCompany(tools, company),
    'settings.get': () => readSettings(tools),
    'settings.save': async (settings) => {
      const saved = saveSettings(tools, settings);
      await desk.restartListener();
      return saved;
    },
    'status.get': () => desk.status(),
    'home.summary': ({ isPractice }) => homeSummary(tools, isPractice),
    'search.find': ({ text }) => findAnything(tools, text),
  } satisfies Partial<SystemHandlers>;
}

function securityHandlers(desk: Desk) {
  const { vault, simulator, tools } = desk;
  const statusOf = (status: ReturnType<typeof vault.status>) => ({
    ...status,
    unlockers: [...status.unlockers],
  });
  return {
    'security.status': () => statusOf(vault.status()),
    'security.setUp': async ({ unlocker, passphrase }) => {
      const status = await vault.setUp(unlocker, passphrase);
      desk.secretsOpened();
      return statusOf(status);
    },
    'security.unlock': async ({ passphrase }) => {
      const status = await vault.unlock(passphrase);
      desk.secretsOpened();
      return statusOf(status);
    },
    'practice.start': () => startPractice(tools, simulator),
    'practice.pay': async ({ tituloId }) => {
      await payInPractice(tools, simulator, tituloId);
      return {};
    },
  } satisfies Partial<SystemHandlers>;
}

function workHandlers(desk: Desk) {
  const { tools, jobs, shelf, outside } = desk;
  return {
    'jobs.list': () => [...jobs.list()],
    'jobs.cancel': ({ jobId }) => {
      jobs.cancel(jobId);
      return {};
    },
    'files.pick': ({ kind }) => pickFile(outside.files, shelf, kind),
    'files.open': async ({ fileId }) => {
      await outside.files.open(shelf.get(fileId).path);
      return {};
    },
    'files.saveAs': async ({ fileId, suggestedName }) => ({
      isSaved: await outside.files.saveAs(shelf.get(fileId).path, suggestedName),
    }),
    'links.open': async ({ url }) => {
      await outside.links.openHttps(url);
      return {};
    },
    'documents.boletos': (order) => ({
      jobId: jobs.start('print', (job) => printBoletos(tools, order, job)),
    }),
    'documents.carnes': (order) => ({
      jobId: jobs.start('print', (job) => printCarnes(tools, order, job)),
    }),
    'documents.receipt': ({ tituloId }) => ({
      jobId: jobs.start('print', (job) => printReceipt(tools, tituloId, job)),
    }),
  } satisfies Partial<SystemHandlers>;
}
