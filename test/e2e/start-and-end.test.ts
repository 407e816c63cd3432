/** How the desktop app starts, shares a data folder with nobody, and ends. */
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  makeDataDir,
  openDesktop,
  startDesktopProgram,
  startHeadlessProgram,
  type Desktop,
} from '../support/desktop.ts';

let dataDir: string;
let opened: Desktop[];

beforeEach(() => {
  dataDir = makeDataDir();
  opened = [];
});

afterEach(async () => {
  for (const desktop of opened) await desktop.close();
  fs.rmSync(dataDir, { recursive: true, force: true });
});

async function open(): Promise<Desktop> {
  const desktop = await openDesktop({ dataDir });
  opened.push(desktop);
  return desktop;
}

/** Ends it, as `close` would at the end of the test. */
async function close(desktop: Desktop): Promise<void> {
  opened = opened.filter((other) => other !== desktop);
  await desktop.close();
}

function boundsOf({ app }: Desktop): Promise<unknown> {
  return app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
}

describe('a second start on the same data folder', () => {
  it('brings the window to the front and ends well', async () => {
    const first = await open();
    const focused = first.app.evaluate(
      ({ app }) =>
        new Promise<string>((resolve) => app.once('second-instance', () => resolve('asked'))),
    );

    const second = await startDesktopProgram(['--data-dir', dataDir, '--port', '0']);

    expect(await second.ended).toBe(0);
    expect(await focused).toBe('asked');
    expect(first.app.windows()).toHaveLength(1);
  });

  it('without a window is refused and told who is there', async () => {
    const first = await open();

    const headless = startHeadlessProgram(['--data-dir', dataDir, '--port', '0']);

    expect(await headless.ended).toBe(1);
    expect(headless.output()).toContain('O Baixa já está aberto nesta pasta de dados');
    expect(headless.output()).toContain(`o Baixa com janela, processo ${first.app.process().pid}`);
  });

  it('with a window is refused while a core without one works there', async () => {
    const headless = startHeadlessProgram(['--data-dir', dataDir, '--port', '0']);
    await headless.says(/listening on http:\/\/127\.0\.0\.1:\d+/);

    const desktop = await startDesktopProgram(['--data-dir', dataDir, '--port', '0']);
    await desktop.says(/o Baixa sem janela \(headless\)/);
    desktop.child.kill('SIGTERM');

    expect(await desktop.ended).toBe(1);
    headless.child.kill('SIGINT');
    expect(await headless.ended).toBe(0);
  });
});

describe('a start that cannot be', () => {
  it.runIf(process.platform === 'linux')('says so for a folder that cannot be made', async () => {
    const program = await startDesktopProgram(['--data-dir', '/proc/baixa']);

    await program.says(/A pasta de dados não serve/);
    program.child.kill('SIGTERM');

    expect(await program.ended).toBe(1);
  });

  it('says so for a command line that makes no sense', async () => {
    const program = await startDesktopProgram(['--data-dir', dataDir, '--port', 'muitas']);

    await program.says(/--port aceita um número de 0 a 65535, não "muitas"/);
    program.child.kill('SIGTERM');

    expect(await program.ended).toBe(1);
  });
});

describe('the end', () => {
  it('gives the data folder free', async () => {
    const first = await open();

    await close(first);

    expect(fs.existsSync(path.join(dataDir, 'lock-holder.json'))).toBe(false);
    expect(fs.existsSync(path.join(dataDir, 'baixa.db-wal'))).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('comes in order on SIGTERM', async () => {
    const program = await startDesktopProgram(['--data-dir', dataDir, '--port', '0']);
    await expect
      .poll(() => fs.existsSync(path.join(dataDir, 'window', 'shell.json')), { timeout: 30_000 })
      .toBe(true);

    program.child.kill('SIGTERM');

    expect(await program.ended).toBe(0);
    expect(fs.existsSync(path.join(dataDir, 'lock-holder.json'))).toBe(false);
  });
});

describe('a window', () => {
  it('opens where it was closed', async () => {
    const wanted = { x: 40, y: 60, width: 1100, height: 700 };
    const first = await open();
    await first.app.evaluate(
      ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
      wanted,
    );
    // The display's server moves and sizes windows in its own time.
    await expect
      .poll(() => boundsOf(first), { timeout: 10_000 })
      .toMatchObject({ width: 1100, height: 700 });
    await close(first);

    const second = await open();

    await expect
      .poll(() => boundsOf(second), { timeout: 10_000 })
      .toMatchObject({ width: 1100, height: 700 });
  });

  it('loads its page again when that has crashed', async () => {
    const { app } = await open();

    const isBack = await app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<boolean>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          contents?.once('did-finish-load', () => resolve(!contents.isCrashed()));
          contents?.forcefullyCrashRenderer();
        }),
    );

    expect(isBack).toBe(true);
  });

  it('can be joined by another one from the menu, which is in Portuguese', async () => {
    const { app } = await open();
    const next = app.waitForEvent('window');

    const labels = await app.evaluate(({ Menu }) => {
      const menu = Menu.getApplicationMenu();
      menu?.items[0]?.submenu?.items.find(({ label }) => label === 'Nova janela')?.click();
      return menu?.items.map(({ label }) => label.replace('&', ''));
    });
    await next;

    expect(labels).toEqual(['Arquivo', 'Editar', 'Exibir', 'Ajuda']);
    expect(app.windows()).toHaveLength(2);
  });
});
