/** The desktop round the core: read this first. From the command line to the first window, and to the end. */
import os from 'node:os';
import { app } from 'electron';
import type { Core, CoreOptions } from '../app.ts';
import { defaultDataDir, openDataFolder, type DataFolder } from '../data-folder.ts';
import { createLog, type Log } from '../log.ts';
import { canLoadSqlite, sqliteMissingText } from '../sqlite-runtime.ts';
import { parseArguments, type StartArguments } from '../start-arguments.ts';
import { commandOf } from './background/command.ts';
import { runInBackground } from './background/background.ts';
import { openBundle } from './bundle.ts';
import { carryCalls } from './carrier.ts';
import { closeCoreAtEnd } from './closing.ts';
import { createEventFunnel } from './event-funnel.ts';
import { guardWindows } from './guards.ts';
import { showMenu } from './menu.ts';
import { desktopOutside } from './outside.ts';
import { pageOf } from './page.ts';
import { profileIn } from './profile.ts';
import { registerAppScheme, serveBundle } from './protocol.ts';
import { openShellSettings } from './shell-settings.ts';
import { endWithFailure, endWithText } from './tell-failure.ts';
import { createWindows, type Windows } from './windows.ts';

/** Where the built parts lie. Absolute paths. */
export interface ShellPlaces {
  readonly rendererDir: string;
  readonly preloadFile: string;
  readonly workersDir: string;
  readonly resourcesDir: string;
}

export interface ShellOptions {
  readonly places: ShellPlaces;
  readonly startCore: (options: CoreOptions) => Promise<Core>;
}

/** Must be called before Electron is ready; returns at once. */
export function runShell(options: ShellOptions): void {
  registerAppScheme();
  const isUnsandboxed = isSandboxOff();
  const parsed = parseArguments(process.argv.slice(1), { cwd: process.cwd(), isStrict: false });
  if (parsed.kind === 'wrong') {
    void endWithText({ title: 'O Baixa não entendeu a linha de comando', text: parsed.words });
  } else if (!canLoadSqlite()) {
    void endWithText({ title: 'Falta uma parte do Baixa', text: sqliteMissingText() });
  } else {
    const wished = parsed.kind === 'run' ? parsed.options : { clock: 'system' as const };
    void begin(options, wished, isUnsandboxed);
  }
}

/**
 * Whether Chromium's own sandbox is off, which only the command line can ask for. It has none for root and ends before
 * any code of ours runs, so under root whoever starts us must have asked; the window shows it.
 */
function isSandboxOff(): boolean {
  const isOff = app.commandLine.hasSwitch('no-sandbox');
  if (!isOff) app.enableSandbox();
  return isOff;
}

async function begin(
  options: ShellOptions,
  wished: StartArguments,
  isUnsandboxed: boolean,
): Promise<void> {
  try {
    const folder = openDataFolder(wished.dataDir ?? usualDataDir());
    // Chromium's own files belong to the data folder too, so that two folders never share a lock or a cache.
    app.setPath('userData', profileIn(folder));
    if (!app.requestSingleInstanceLock({ isHidden: wished.isHidden === true })) {
      app.exit(0);
      return;
    }
    await app.whenReady();
    const log = createLog({ dir: folder.logs });
    await openShell(options, { wished, folder, isUnsandboxed, log }).catch((error: unknown) => {
      log.error('shell.not-started', error);
      throw error;
    });
  } catch (error) {
    await endWithFailure(error);
  }
}

function usualDataDir(): string {
  return defaultDataDir({ platform: process.platform, env: process.env, homeDir: os.homedir() });
}

interface Opening {
  readonly wished: StartArguments;
  readonly folder: DataFolder;
  readonly isUnsandboxed: boolean;
  readonly log: Log;
}

async function openShell({ places, startCore }: ShellOptions, opening: Opening): Promise<void> {
  const { folder, log } = opening;
  const page = pageOf(process.env['VITE_DEV_SERVER_URL'], app.isPackaged);
  const hasDevTools = !app.isPackaged;
  serveBundle(openBundle(places.rendererDir));
  guardWindows(page, log);
  const core = await startCore(coreOptions(places, opening));
  const settings = openShellSettings();
  const { preloadFile } = places;
  const windows = createWindows({ page, preloadFile, settings, hasDevTools, log });
  carryCalls({ core, page, log });
  const funnel = createEventFunnel((name, payload) => windows.send(name, payload));
  core.onEvent((name, payload) => funnel.push(name, payload));
  const { isUnsandboxed, wished } = opening;
  const background = runInBackground({
    core,
    settings,
    windows,
    log,
    command: commandOf(wished),
    choicesChanged: () => showOurMenu(),
  });
  const showOurMenu = (): void =>
    showMenu({
      settings,
      dataDir: folder.dir,
      hasDevTools,
      openWindow: () => windows.open(),
      backgroundItems: () => background.menuItems(),
    });
  closeCoreAtEnd({ core, log, ending: () => background.stop() });
  showOurMenu();
  followSystem(windows, log);
  if (wished.isHidden !== true) windows.open();
  log.info('shell.opened', { version: app.getVersion(), runtime: runtimeName(), isUnsandboxed });
}

function runtimeName(): string {
  return `Electron ${process.versions.electron}`;
}

function coreOptions(places: ShellPlaces, { wished, folder, isUnsandboxed }: Opening): CoreOptions {
  return {
    ...wished,
    dataDir: folder.dir,
    workersDir: places.workersDir,
    resourcesDir: places.resourcesDir,
    outside: desktopOutside,
    version: app.getVersion(),
    runtime: runtimeName(),
    isUnsandboxed,
  };
}

/** The system starts us at login even where somebody was faster; that is no wish for a window. */
function isHiddenStart(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'isHidden' in data && data.isHidden === true;
}

function followSystem(windows: Windows, log: Log): void {
  app.on('second-instance', (_event, _argv, _cwd, data) => {
    if (!isHiddenStart(data)) windows.focus();
  });
  app.on('activate', () => windows.focus());
  process.on('unhandledRejection', (error) => log.error('shell.bug', error));
  let isEnding = false;
  process.on('uncaughtException', (error) => {
    log.error('shell.bug', error);
    // A timer that fails at every turn must not open a box at every turn.
    if (!isEnding) void endWithFailure(error);
    isEnding = true;
  });
}
