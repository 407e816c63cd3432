import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { LoginItemSettings, LoginItemSettingsOptions, Settings } from 'electron';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openAutostart, type AutostartOptions } from '../../../main/shell/background/autostart.ts';
import { desktopEntry } from '../../../main/shell/background/desktop-entry.ts';

/** Keeps one item as Windows does, and knows it only by the same program and arguments. */
function systemList() {
  let kept: Settings | undefined;
  let isEnabled = true;
  const isKept = (asked: LoginItemSettingsOptions = {}): boolean =>
    kept?.openAtLogin === true &&
    kept.path === asked.path &&
    JSON.stringify(kept.args) === JSON.stringify(asked.args);
  return {
    kept: () => kept,
    switchOffInTaskManager: () => (isEnabled = false),
    setLoginItemSettings: (settings: Settings) => void (kept = settings),
    getLoginItemSettings: (asked?: LoginItemSettingsOptions) =>
      ({
        openAtLogin: isKept(asked),
        launchItems: isKept(asked) ? [{ enabled: isEnabled }] : [],
      }) as unknown as LoginItemSettings,
  };
}

let home: string;
let options: AutostartOptions;

beforeEach(() => {
  home = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-autostart-'));
  options = {
    platform: 'linux',
    env: {},
    homeDir: home,
    command: { program: '/opt/Baixa/baixa', args: ['--hidden'] },
    loginItems: systemList(),
  };
});

afterEach(() => fs.rmSync(home, { recursive: true, force: true }));

const entryFile = (): string => path.join(home, '.config', 'autostart', 'baixa.desktop');

describe('on Linux', () => {
  it('writes the file of the desktop that starts without a window, and takes it away', () => {
    const autostart = openAutostart(options);

    autostart?.set(true);
    const written = fs.readFileSync(entryFile(), 'utf8');
    const isOn = autostart?.isOn();
    autostart?.set(false);

    expect(written).toContain('\nTryExec=/opt/Baixa/baixa\nExec="/opt/Baixa/baixa" "--hidden"\n');
    expect(isOn).toBe(true);
    expect(fs.existsSync(entryFile())).toBe(false);
    expect(autostart?.isOn()).toBe(false);
  });

  it('goes where the session keeps its settings', () => {
    const config = path.join(home, 'settings');

    openAutostart({ ...options, env: { XDG_CONFIG_HOME: config } })?.set(true);

    expect(fs.existsSync(path.join(config, 'autostart', 'baixa.desktop'))).toBe(true);
  });

  it('is off when the desktop switched it off, and when the program has moved', () => {
    const autostart = openAutostart(options);
    autostart?.set(true);
    const moved = { ...options, command: { ...options.command, program: '/opt/novo/baixa' } };
    const isOnElsewhere = openAutostart(moved)?.isOn();

    fs.appendFileSync(entryFile(), 'Hidden=true\n');

    expect([isOnElsewhere, autostart?.isOn()]).toEqual([false, false]);
  });

  it('quotes folders that a shell or the file would read otherwise', () => {
    const entry = desktopEntry({ program: '/opt/a b/100%', args: ['--data-dir=/d/$"x\\y'] });

    expect(entry).toContain('TryExec=/opt/a b/100%\n');
    expect(entry).toContain('Exec="/opt/a b/100%%" "--data-dir=/d/\\\\$\\\\"x\\\\\\\\y"\n');
  });
});

describe('on Windows', () => {
  it('is kept in the list of the system with the same program and arguments', () => {
    const loginItems = systemList();
    const command = { program: 'C:\\Baixa\\Baixa.exe', args: ['--hidden', '--data-dir=D:\\ISP 1'] };
    const autostart = openAutostart({ ...options, platform: 'win32', command, loginItems });

    autostart?.set(true);

    expect(loginItems.kept()).toEqual({
      openAtLogin: true,
      path: 'C:\\Baixa\\Baixa.exe',
      args: ['--hidden', '"--data-dir=D:\\ISP 1"'],
    });
    expect(autostart?.isOn()).toBe(true);
  });

  it('is off when the task manager switched it off', () => {
    const loginItems = systemList();
    const autostart = openAutostart({ ...options, platform: 'win32', loginItems });
    autostart?.set(true);

    loginItems.switchOffInTaskManager();

    expect(autostart?.isOn()).toBe(false);
  });

  it('is not offered for a portable program, whose folder is gone at the next login', () => {
    const env = { PORTABLE_EXECUTABLE_FILE: 'E:\\Baixa.exe' };

    expect(openAutostart({ ...options, platform: 'win32', env })).toBeUndefined();
  });
});
