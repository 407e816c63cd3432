/** A desktop where an operator already practises: company, practice account and clients are there. */
import fs from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { addDays, civilDateOf, type CivilDate } from '../../../domain/civil-date.ts';
import { fromMs } from '../../../domain/instant.ts';
import { cents } from '../../../domain/money.ts';
import type { CallName, Input, Output } from '../../../preload/contract/api.ts';
import type { ClientToSave } from '../../../preload/contract/clients.ts';
import type { Bridge } from '../../../preload/contract/events.ts';
import type { Result } from '../../../preload/contract/result.ts';
import { simulatorAt } from '../../../tools/demo/simulator.mjs';
import { makeDataDir, openDesktop, type Desktop } from '../../support/desktop.ts';

declare global {
  interface Window {
    baixa: Bridge;
  }
}

export interface PracticeDesktop extends Desktop {
  readonly accountId: number;
  readonly clientId: number;
  readonly simulator: ReturnType<typeof simulatorAt>;
  /** `http://127.0.0.1:P/c/SECRET`, where the practice account receives its callbacks. */
  readonly callbackUrl: string;
}

export const today: CivilDate = civilDateOf(fromMs(Date.now()));

/** `30/11/2026`, as an operator types it. */
export function typed(date: CivilDate): string {
  return date.split('-').reverse().join('/');
}

export const company: Input<'company.save'> = {
  legalName: 'Provedor Serra Azul Telecom Ltda',
  tradeName: 'Serra Azul Internet',
  taxId: '12.345.678/0001-95',
  phone: '(31) 3333-4444',
  email: 'financeiro@serraazul.example.com',
  address: {
    street: 'Avenida Afonso Pena',
    number: '1500',
    complement: '',
    district: 'Centro',
    city: 'Belo Horizonte',
    state: 'MG',
    postalCode: '30130-010',
  },
};

export const client: ClientToSave = {
  name: 'Conceição Araújo d’Ávila',
  taxId: '529.982.247-25',
  email: 'conceicao@example.com',
  phone: '(31) 98888-7777',
  address: { ...company.address, street: 'Rua das Acácias', number: '12' },
  notes: '',
  isActive: true,
  contract: {
    planId: null,
    priceCents: cents(89_90),
    dueDay: 10,
    accountId: null,
    billing: 'titulo',
    login: '',
    startsOn: addDays(today, -30),
  },
};

/** Asks the core as the page would; what is refused fails the test. For what a test is not about. */
export async function ask<N extends CallName>(
  page: Page,
  name: N,
  input: Input<N>,
): Promise<Output<N>> {
  const result = (await page.evaluate(([call, value]) => window.baixa.call(call, value), [
    name,
    input,
  ] as const)) as Result<Output<N>>;
  if (!result.ok) throw new Error(`${name}: ${JSON.stringify(result.failure)}`);
  return result.value;
}

/** Opens with a key file, so that nobody is asked for a passphrase. A folder that is given stays at the end. */
export async function openPractice(givenDir?: string): Promise<PracticeDesktop> {
  const dataDir = givenDir ?? makeDataDir();
  const desktop = await openWithKeyFile(dataDir);
  const { page } = desktop;
  await ask(page, 'company.save', company);
  const { accountId } = await ask(page, 'practice.start', {});
  const { id: clientId } = await ask(page, 'clients.save', client);
  const { simulatorPort } = await ask(page, 'status.get', {});
  const { callbackUrl } = await ask(page, 'accounts.get', { id: accountId });
  if (simulatorPort === null || callbackUrl === null) throw new Error('Nothing to practise with');
  return {
    ...desktop,
    accountId,
    clientId,
    simulator: simulatorAt(simulatorPort),
    callbackUrl,
    close: async () => {
      await forgetUnsaved(desktop);
      await desktop.close();
      if (givenDir === undefined) fs.rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The app as `openPractice` starts it, on a folder that is there already. */
export async function openWithKeyFile(dataDir: string): Promise<Desktop> {
  const keyFile = path.join(dataDir, 'test.key');
  const desktop = await openDesktop({
    dataDir,
    args: ['--simulator-port', '0', '--clock', 'simulator', '--key-file', keyFile],
  });
  desktop.page.setDefaultTimeout(PATIENCE_MS);
  return desktop;
}

/** What a failed test leaves in a form would be asked about for ever, in a box that nobody sees. */
async function forgetUnsaved({ app }: Desktop): Promise<void> {
  await app.evaluate(({ dialog }) => {
    const discard = 1;
    Object.assign(dialog, { showMessageBoxSync: () => discard });
  });
}

/** Room for a busy machine; nothing waits longer than for what it waits. */
const PATIENCE_MS = 20_000;
