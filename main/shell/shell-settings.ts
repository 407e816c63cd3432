/** What the shell remembers without the core: where the window was, light or dark, and what it does without windows. */
import Store from 'electron-store';
import {
  toBackgroundSettings,
  toTold,
  type BackgroundSettings,
  type Told,
} from './background/settings.ts';
import type { Bounds } from './window-place.ts';

export const appearances = ['system', 'light', 'dark'] as const;
export type Appearance = (typeof appearances)[number];

export interface ShellSettings {
  /** As stored, to be checked before use: a person can edit the file. */
  readBounds(): unknown;
  isMaximized(): boolean;
  saveWindow(bounds: Bounds, isMaximized: boolean): void;
  readAppearance(): Appearance;
  saveAppearance(appearance: Appearance): void;
  readBackground(): BackgroundSettings;
  saveBackground(changes: Partial<BackgroundSettings>): void;
  readTold(): Told;
  saveTold(told: Told): void;
}

/** Opens `shell.json` in Electron's user folder; a file that is no JSON is begun anew. */
export function openShellSettings(): ShellSettings {
  const store = new Store<Record<string, unknown>>({
    name: 'shell',
    clearInvalidConfig: true,
    defaults: { bounds: null, isMaximized: false, appearance: 'system' },
  });
  const readBackground = (): BackgroundSettings => toBackgroundSettings(store.get('background'));
  return {
    readBounds: () => store.get('bounds'),
    isMaximized: () => store.get('isMaximized') === true,
    saveWindow: (bounds, isMaximized) => store.set({ bounds, isMaximized }),
    readAppearance: () => {
      const stored = store.get('appearance');
      return appearances.find((one) => one === stored) ?? 'system';
    },
    saveAppearance: (appearance) => store.set({ appearance }),
    readBackground,
    saveBackground: (changes) => store.set({ background: { ...readBackground(), ...changes } }),
    readTold: () => toTold(store.get('told')),
    saveTold: (told) => store.set({ told }),
  };
}
