/** The windows of the app: all alike, all on our own page, none with Node in it. */
import { BrowserWindow, dialog, nativeTheme, screen, type WebContents } from 'electron';
import { EVENT_CHANNEL, type EventName, type Events } from '../../preload/contract/events.ts';
import type { Log } from '../log.ts';
import type { Page } from './page.ts';
import type { ShellSettings } from './shell-settings.ts';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow } from './window-place.ts';

export interface WindowsOptions {
  readonly page: Page;
  readonly preloadFile: string;
  readonly settings: ShellSettings;
  readonly hasDevTools: boolean;
  readonly log: Log;
}

export interface Windows {
  open(): void;
  /** Brings a window to the front, or opens one. */
  focus(): void;
  send<N extends EventName>(name: N, payload: Events[N]): void;
}

/** How often a crashed page is loaded again within a minute before the window gives up. */
const MAX_RELOADS = 3;
const RELOADS_RESET_MS = 60_000;

export function createWindows(options: WindowsOptions): Windows {
  const open = (): void => openWindow(options);
  return {
    open,
    focus: () => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) open();
      else bringToFront(window);
    },
    send: (name, payload) => {
      for (const window of BrowserWindow.getAllWindows()) {
        if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, name, payload);
      }
    },
  };
}

function openWindow(options: WindowsOptions): void {
  const { page, settings, log } = options;
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const isFirst = BrowserWindow.getAllWindows().length === 0;
  const window = new BrowserWindow({
    // A second window on exactly the same place would hide the first.
    ...placeWindow(isFirst ? settings.readBounds() : undefined, areas),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: 'Baixa',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    webPreferences: safePreferences(options),
  });
  window.once('ready-to-show', () => {
    if (isFirst && settings.isMaximized()) window.maximize();
    window.show();
  });
  window.on('close', () => settings.saveWindow(window.getNormalBounds(), window.isMaximized()));
  askBeforeLosing(window);
  reloadAfterCrash(window.webContents, log);
  void load(window, page, log);
}

function safePreferences({ preloadFile, hasDevTools }: WindowsOptions) {
  return {
    preload: preloadFile,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    // The dictionary would be fetched from a server of Chromium's makers.
    spellcheck: false,
    devTools: hasDevTools,
  };
}

async function load(window: BrowserWindow, page: Page, log: Log): Promise<void> {
  try {
    await window.loadURL(page.url);
  } catch (error) {
    // A window that is closed while it loads ends here too, and has nothing to tell.
    if (!window.isDestroyed()) log.error('shell.page-not-loaded', error);
  }
}

// A page with unsaved changes asks not to be closed; without this Electron would obey in silence.
function askBeforeLosing(window: BrowserWindow): void {
  window.webContents.on('will-prevent-unload', (event) => {
    const choice = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'Há alterações que não foram salvas.',
      detail: 'Se continuar, elas serão perdidas.',
      buttons: ['Voltar e salvar', 'Descartar alterações'],
      defaultId: 0,
      cancelId: 0,
    });
    if (choice === 1) event.preventDefault();
  });
}

function reloadAfterCrash(contents: WebContents, log: Log): void {
  let reloads = 0;
  contents.on('render-process-gone', (_, { reason, exitCode }) => {
    if (reason === 'clean-exit' || contents.isDestroyed()) return;
    log.warn('shell.page-gone', { reason, exitCode });
    reloads += 1;
    if (reloads === 1) setTimeout(() => (reloads = 0), RELOADS_RESET_MS).unref();
    if (reloads <= MAX_RELOADS) contents.reload();
    else void tellPageGone();
  });
}

async function tellPageGone(): Promise<void> {
  await dialog.showMessageBox({
    type: 'error',
    message: 'A janela do Baixa parou de responder várias vezes seguidas.',
    detail:
      'Os retornos dos gateways continuam sendo recebidos. Feche o Baixa e abra de novo; nada do que foi salvo se perde.',
    buttons: ['Entendi'],
  });
}

function bringToFront(window: Electron.BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
