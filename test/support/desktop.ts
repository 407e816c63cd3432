/** The built desktop app in the real Electron, driven by Playwright, on a data folder of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { hasDisplay, startDisplay } from '../../tools/display.mjs';
import { electronEnv, electronFlags, electronRuntime } from '../../tools/electron.mjs';

const root = path.resolve(import.meta.dirname, '..', '..');

/** The bridge as it is built. */
export const builtPreload = path.join(root, 'dist', 'preload', 'index.cjs');

const START_LIMIT_MS = 60_000;

export interface Desktop {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly dataDir: string;
  /** Ends the app and removes a data folder that was made for it. */
  close(): Promise<void>;
}

export interface DesktopOptions {
  /** A folder made for this run unless told. */
  readonly dataDir?: string;
  readonly args?: readonly string[];
}

/** Takes any free listener port. The app must have been built: `npm run build:app`. */
export async function openDesktop({ dataDir, args = [] }: DesktopOptions = {}): Promise<Desktop> {
  const screen = await provideScreen();
  const folder = dataDir ?? makeDataDir();
  const leave = async (): Promise<void> => {
    await screen.close();
    if (dataDir === undefined) fs.rmSync(folder, { recursive: true, force: true });
  };
  try {
    const app = await launch(['--data-dir', folder, '--port', '0', ...args], screen);
    const page = await openedPage(app);
    const close = (): Promise<void> => app.close().finally(leave);
    return { app, page, dataDir: folder, close };
  } catch (error) {
    await leave();
    throw error;
  }
}

/** The app as the system starts it at login: no window. It is there once `shell.opened` stands in its log. */
export async function openHiddenDesktop(dataDir: string): Promise<Omit<Desktop, 'page'>> {
  const screen = await provideScreen();
  try {
    const app = await launch(['--data-dir', dataDir, '--port', '0', '--hidden'], screen);
    return { app, dataDir, close: () => app.close().finally(() => screen.close()) };
  } catch (error) {
    await screen.close();
    throw error;
  }
}

function launch(args: readonly string[], screen: Screen): Promise<ElectronApplication> {
  // Playwright looks for Electron with its own environment, not with the one it hands on.
  Object.assign(process.env, electronEnv(electronRuntime(), {}));
  return _electron.launch({
    args: [...electronFlags(), root, ...args],
    cwd: root,
    env: plainEnv(screen.env),
    timeout: START_LIMIT_MS,
  });
}

async function openedPage(app: ElectronApplication): Promise<Page> {
  let words = '';
  app.process().stderr?.on('data', (chunk) => (words += String(chunk)));
  try {
    const page = await app.firstWindow({ timeout: START_LIMIT_MS });
    await page.waitForLoadState();
    return page;
  } catch (cause) {
    app.process().kill('SIGKILL');
    throw new Error(`No window opened. The app said:\n${words}`, { cause });
  }
}

export interface StartedProgram {
  readonly child: ChildProcess;
  /** What it has written to standard output and standard error so far. */
  output(): string;
  /** Resolves when the output matches; rejects when it ends before. */
  says(pattern: RegExp): Promise<void>;
  /** Exit code, or the name of the signal. */
  readonly ended: Promise<number | string | null>;
}

/** Another user for a program, and an Electron that this user can read. */
export interface OtherUser {
  readonly uid: number;
  readonly executable: string;
}

/** Starts the desktop app as a person would, with nobody driving it; another user gets Chromium's sandbox. */
export async function startDesktopProgram(
  args: readonly string[],
  user?: OtherUser,
): Promise<StartedProgram> {
  const screen = await provideScreen();
  const flags = electronFlags(user === undefined ? {} : { uid: user.uid });
  const identity = user === undefined ? {} : { uid: user.uid, gid: user.uid };
  const started = follow(
    spawn(user?.executable ?? electronRuntime().executable, [...flags, root, ...args], {
      ...identity,
      cwd: root,
      env: screen.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
  const ended = started.ended.finally(() => screen.close());
  return { ...started, ended };
}

/** Starts the core without a window. */
export function startHeadlessProgram(args: readonly string[]): StartedProgram {
  const script = path.join(root, 'dist', 'main', 'headless.js');
  return follow(
    spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] }),
  );
}

export function makeDataDir(): string {
  return fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-desktop-'));
}

interface Screen {
  readonly env: NodeJS.ProcessEnv;
  readonly close: () => Promise<void>;
}

async function provideScreen(): Promise<Screen> {
  const env = electronEnv();
  if (hasDisplay()) return { env, close: () => Promise.resolve() };
  const display = await startDisplay();
  return { env: { ...env, DISPLAY: display.name }, close: display.close };
}

function plainEnv(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

function follow(child: ChildProcess): StartedProgram {
  let text = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: unknown): void => {
    text += String(chunk);
    for (const look of waiting) look();
  };
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  const ended = once(child, 'close').then(
    ([code, signal]) => (code ?? signal) as number | string | null,
  );
  const says = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(text)) resolve();
      };
      waiting.add(look);
      look();
      void ended.then(() => reject(new Error(`It ended and had said only: ${text}`)));
    });
  return { child, output: () => text, says, ended };
}
