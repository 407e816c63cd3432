/** Starting with the system, without a window. */
import fs from 'node:fs';
import path from 'node:path';
import type { App } from 'electron';
import { desktopEntry, startsAtLogin, type Command } from './desktop-entry.ts';

export interface Autostart {
  isOn(): boolean;
  /** Throws what the system throws when it refuses. */
  set(isOn: boolean): void;
}

export interface AutostartOptions {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Partial<Record<string, string>>>;
  readonly homeDir: string;
  readonly command: Command;
  readonly loginItems: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings'>;
}

/** Undefined where it cannot be offered: a portable program on Windows lies in a folder that is gone at the next login. */
export function openAutostart(options: AutostartOptions): Autostart | undefined {
  const { platform, env } = options;
  if (platform === 'win32') {
    return env['PORTABLE_EXECUTABLE_FILE'] === undefined ? loginItem(options) : undefined;
  }
  return platform === 'darwin' ? loginItem(options) : autostartFile(options);
}

// Windows keeps one line of text and gives it back only for the same program and arguments. macOS ignores both.
function loginItem({ loginItems, command, platform }: AutostartOptions): Autostart {
  const item = { path: command.program, args: command.args.map(quoteForWindows) };
  return {
    isOn: () => {
      const found = loginItems.getLoginItemSettings(item);
      // The operator can switch it off in the task manager too.
      const isKept = platform !== 'win32' || found.launchItems.every(({ enabled }) => enabled);
      return found.openAtLogin && isKept;
    },
    set: (isOn) => loginItems.setLoginItemSettings({ ...item, openAtLogin: isOn }),
  };
}

function quoteForWindows(word: string): string {
  return /\s/.test(word) ? `"${word}"` : word;
}

function autostartFile({ env, homeDir, command }: AutostartOptions): Autostart {
  const configured = env['XDG_CONFIG_HOME'];
  const isUsable = configured !== undefined && path.isAbsolute(configured);
  const dir = path.join(isUsable ? configured : path.join(homeDir, '.config'), 'autostart');
  const file = path.join(dir, 'baixa.desktop');
  return {
    isOn: () => fs.existsSync(file) && startsAtLogin(fs.readFileSync(file, 'utf8'), command),
    set: (isOn) => {
      if (!isOn) {
        fs.rmSync(file, { force: true });
        return;
      }
      fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
      fs.writeFileSync(file, desktopEntry(command));
    },
  };
}
