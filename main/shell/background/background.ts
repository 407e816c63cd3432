/** The app without windows: tray, notices, start with the system, sleep. Read this first. */
import os from 'node:os';
import {
  app,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  type MenuItemConstructorOptions,
} from 'electron';
import type { Core } from '../../app.ts';
import { systemClock } from '../../clock.ts';
import type { Log } from '../../log.ts';
import type { ShellSettings } from '../shell-settings.ts';
import type { Windows } from '../windows.ts';
import { openAutostart, type Autostart } from './autostart.ts';
import { decideWhenAllClosed } from './closed-windows.ts';
import type { Command } from './desktop-entry.ts';
import { followCore } from './follow-core.ts';
import { backgroundMenu } from './menu-items.ts';
import { dueNotices, type Notice } from './notices.ts';
import type { Picture } from './picture.ts';
import { lightText, waitingLines } from './status-text.ts';
import { createStayAwake } from './stay-awake.ts';
import { openTray } from './tray.ts';
import { watchSleep } from './watch-sleep.ts';

export interface Background {
  menuItems(): MenuItemConstructorOptions[];
  /** Before the core is closed. */
  stop(): void;
}

export interface BackgroundOptions {
  readonly core: Core;
  readonly settings: ShellSettings;
  readonly windows: Pick<Windows, 'focus'>;
  readonly log: Log;
  readonly command: Command;
  /** The menu bar shows a choice that was made elsewhere. */
  readonly choicesChanged: () => void;
}

/** Must begin after Electron is ready. */
export function runInBackground(options: BackgroundOptions): Background {
  const { core, settings, windows, log } = options;
  const awake = createStayAwake(powerSaveBlocker);
  const open = (): void => windows.focus();
  let latest: Picture | undefined;
  const tray = openTray({ open, test: () => void testNow(), quit: () => app.quit() });
  const follower = followCore({
    core,
    log,
    show: (picture) => {
      latest = picture;
      tray.show(picture);
      awake.want(isWorthAwake(picture, settings));
      tellOnce(picture, settings, open);
    },
  });

  async function testNow(): Promise<void> {
    await core.dispatch('exposure.look', {}, { kind: 'shell' });
    await follower.refresh();
    if (latest === undefined) return;
    const body = waitingLines(latest).join('\n');
    tell({ title: lightText(latest), body }, open);
  }

  const sleep = watchSleep({
    monitor: powerMonitor,
    clock: systemClock,
    woke: () => core.resumed(),
  });
  decideWhenAllClosed(settings, options.choicesChanged);
  const autostart = autostartOf(options.command);
  return {
    menuItems: () =>
      backgroundMenu({
        autostart,
        read: () => settings.readBackground(),
        save: (changes) => {
          settings.saveBackground(changes);
          void follower.refresh();
        },
        refused: (error) => log.error('shell.autostart-refused', error),
      }),
    stop: () => {
      sleep.stop();
      follower.stop();
      awake.want(false);
      tray.remove();
    },
  };
}

/** Practice is no reason to keep a computer awake. */
function isWorthAwake({ isListening, hasRealAccount }: Picture, settings: ShellSettings): boolean {
  return isListening && hasRealAccount && settings.readBackground().keepsAwake;
}

function tellOnce(picture: Picture, settings: ShellSettings, open: () => void): void {
  const background = settings.readBackground();
  const before = settings.readTold();
  const { notices, told } = dueNotices(picture, before, background);
  if (JSON.stringify(told) !== JSON.stringify(before)) settings.saveTold(told);
  if (background.tells) for (const notice of notices) tell(notice, open);
}

/** What is on the screen must not be forgotten by the engine, or its click would do nothing. */
const shown = new Set<Notification>();

function tell(notice: Notice, open: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ ...notice });
  const forget = (): void => void shown.delete(notification);
  shown.add(notification);
  notification.on('click', () => {
    forget();
    open();
  });
  notification.on('close', forget);
  notification.on('failed', forget);
  notification.show();
}

function autostartOf(command: Command): Autostart | undefined {
  return openAutostart({
    platform: process.platform,
    env: process.env,
    homeDir: os.homedir(),
    command,
    loginItems: app,
  });
}
