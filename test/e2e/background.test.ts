/** The app while no window is open: it goes on receiving, and opens again. */
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import type { ElectronApplication } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDataDir, openHiddenDesktop, startDesktopProgram } from '../support/desktop.ts';
import { ask, openPractice, type PracticeDesktop } from './support/practice.ts';

const PATIENCE = { timeout: 30_000 };
const GOES_ON = 0;
const ENDS = 1;

let dataDir: string;
let closing: (() => Promise<void>)[];

beforeEach(() => {
  dataDir = makeDataDir();
  closing = [];
});

afterEach(async () => {
  for (const close of closing) await close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function open(): Promise<PracticeDesktop> {
  const desktop = await openPractice(dataDir);
  closing.push(() => desktop.close());
  return desktop;
}

/** The operator's answer to the question of the first closed window. */
async function answer(app: ElectronApplication, response: number): Promise<void> {
  await app.evaluate(({ app: electron, dialog }, chosen) => {
    Object.assign(dialog, {
      showMessageBox: (options: { message: string }) => {
        electron.emit('test-asked', options.message);
        return Promise.resolve({ response: chosen, checkboxChecked: false });
      },
    });
  }, response);
}

const questionIn = (app: ElectronApplication): Promise<string> =>
  app.evaluate(
    ({ app: electron }) =>
      new Promise<string>((resolve) => {
        // @ts-expect-error an event of this test, which Electron does not know
        electron.once('test-asked', resolve);
      }),
  );

const closeWindows = (app: ElectronApplication): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((one) => one.close()));

const windowsOf = (app: ElectronApplication): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);

function logged(event: string): boolean {
  const file = path.join(dataDir, 'logs', 'baixa.log');
  return fs.existsSync(file) && fs.readFileSync(file, 'utf8').includes(`"event":"${event}"`);
}

async function startAgain(args: readonly string[] = []): Promise<number | string | null> {
  const second = await startDesktopProgram(['--data-dir', dataDir, '--port', '0', ...args]);
  return second.ended;
}

describe('the last window', () => {
  it('explains once that the app goes on in the tray, receives meanwhile, and opens again', async () => {
    const { app, callbackUrl } = await open();
    await answer(app, GOES_ON);
    const question = questionIn(app);

    await closeWindows(app);
    const asked = await question;
    await expect.poll(() => windowsOf(app), PATIENCE).toBe(0);
    const body = new URLSearchParams({ notification: 'sem-janela' });
    const received = await fetch(callbackUrl, { method: 'POST', body });
    const next = app.waitForEvent('window');
    const secondEnd = await startAgain();
    const page = await next;
    await page.waitForLoadState();

    expect(asked).toBe('Continuar recebendo os retornos com a janela fechada?');
    expect([received.status, secondEnd]).toEqual([200, 0]);
    const { rows } = await ask(page, 'callbacks.list', { filter: {}, limit: 10 });
    expect(rows).toHaveLength(1);
  });

  it('ends the app where the operator wants that', async () => {
    const { app } = await open();
    closing = [];
    await answer(app, ENDS);
    const ended = once(app.process(), 'exit');

    await closeWindows(app);

    expect((await ended)[0]).toBe(0);
    expect(fs.existsSync(path.join(dataDir, 'lock-holder.json'))).toBe(false);
  });
});

describe('started by the system', () => {
  it('works without a window until somebody opens it', async () => {
    const { app, close } = await openHiddenDesktop(dataDir);
    closing.push(close);
    await expect.poll(() => logged('shell.opened'), PATIENCE).toBe(true);

    const before = await windowsOf(app);
    const atLogin = await startAgain(['--hidden']);
    const between = await windowsOf(app);
    const next = app.waitForEvent('window');
    const byHand = await startAgain();
    await next;

    expect([before, between]).toEqual([0, 0]);
    expect([atLogin, byHand]).toEqual([0, 0]);
    expect(await windowsOf(app)).toBe(1);
  });

  it('takes up its work when the computer wakes', async () => {
    const { app, close } = await openHiddenDesktop(dataDir);
    closing.push(close);
    await expect.poll(() => logged('shell.opened'), PATIENCE).toBe(true);

    await app.evaluate(({ powerMonitor }) => powerMonitor.emit('resume'));

    await expect.poll(() => logged('core.resumed'), PATIENCE).toBe(true);
  });
});

it('offers its choices in the menu, and a choice holds', async () => {
  const { app, close } = await openHiddenDesktop(dataDir);
  closing.push(close);
  await expect.poll(() => logged('shell.opened'), PATIENCE).toBe(true);

  const labels = await app.evaluate(({ Menu }) => {
    const [file] = Menu.getApplicationMenu()?.items ?? [];
    const items = file?.submenu?.items.find(({ label }) => label === 'Em segundo plano')?.submenu;
    items?.items.find(({ label }) => label === 'Não deixar o computador dormir')?.click();
    return items?.items.map(({ label }) => label);
  });

  expect(labels).toEqual([
    'Iniciar com o sistema, sem janela',
    'Continuar recebendo com a janela fechada',
    'Não deixar o computador dormir',
    'Mostrar avisos na área de trabalho',
    'Avisar que os retornos não chegam',
  ]);
  const kept = fs.readFileSync(path.join(dataDir, 'window', 'shell.json'), 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ background: { keepsAwake: false } });
});
