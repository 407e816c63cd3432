/** What the shell remembers without the core: where the window was, and light or dark. */
import Store from 'electron-store';
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
}

/** Opens `shell.json` in Electron's user folder; a file that is no JSON is begun anew. */
export function openShellSettings(): ShellSettings {
  const store = new Store<Record<string, unknown>>({
    name: 'shell',
    clearInvalidConfig: true,
    defaults: { bounds: null, isMaximized: false, appearance: 'system' },
  });
  return {
    readBounds: () => store.get('bounds'),
    isMaximized: () => store.get('isMaximized') === true,
    saveWindow: (bounds, isMaximized) => store.set({ bounds, isMaximized }),
    readAppearance: () => {
      const stored = store.get('appearance');
      return appearances.find((one) => one === stored) ?? 'system';
    },
    saveAppearance: (appearance) => store.set({ appearance }),
  };
}
