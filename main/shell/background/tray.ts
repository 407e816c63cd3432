/** The icon in the system's tray. Some desktops of Linux show none: the app must always be reachable without it. */
import {
  Menu,
  nativeImage,
  Tray,
  type MenuItemConstructorOptions,
  type NativeImage,
} from 'electron';
import { lightBitmap } from './light-bitmap.ts';
import type { Picture } from './picture.ts';
import { lightText, needsOperator, tipText, waitingLines } from './status-text.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly test: () => void;
  readonly quit: () => void;
}

export interface TrayIcon {
  show(picture: Picture): void;
  remove(): void;
}

/** Must begin after Electron is ready. */
export function openTray(actions: TrayActions): TrayIcon {
  const tray = new Tray(imageOf('unknown', false));
  tray.setToolTip('Baixa');
  const showMenu = (lines: readonly string[]): void =>
    tray.setContextMenu(Menu.buildFromTemplate(itemsOf(lines, actions)));
  showMenu(['Iniciando']);
  tray.on('click', actions.open);
  let shown = '';
  return {
    show: (picture) => {
      const next = tipText(picture);
      // Linux draws icon and menu anew at every call, under the operator's pointer.
      if (next === shown) return;
      shown = next;
      tray.setImage(
        imageOf(picture.isListening ? picture.light : 'failed', needsOperator(picture)),
      );
      tray.setToolTip(next);
      showMenu([lightText(picture), ...waitingLines(picture)]);
    },
    remove: () => tray.destroy(),
  };
}

function itemsOf(
  lines: readonly string[],
  { open, test, quit }: TrayActions,
): MenuItemConstructorOptions[] {
  return [
    ...lines.map((label) => ({ label, enabled: false })),
    { type: 'separator' },
    { label: 'Abrir', click: open },
    { label: 'Testar agora', click: test },
    { type: 'separator' },
    { label: 'Sair', click: quit },
  ];
}

const SIDE = 16;

function imageOf(light: Picture['light'], waits: boolean): NativeImage {
  const bitmap = (side: number): Buffer => Buffer.from(lightBitmap(light, waits, side));
  const image = nativeImage.createFromBitmap(bitmap(SIDE), { width: SIDE, height: SIDE });
  for (const scaleFactor of [1.5, 2, 3]) {
    const side = SIDE * scaleFactor;
    image.addRepresentation({ scaleFactor, width: side, height: side, buffer: bitmap(side) });
  }
  return image;
}
