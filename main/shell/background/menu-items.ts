/** The choices for the time without windows, as items of the menu bar. */
import type { MenuItemConstructorOptions } from 'electron';
import type { Autostart } from './autostart.ts';
import { redLimits, type BackgroundSettings } from './settings.ts';

export interface BackgroundChoices {
  /** Undefined where it cannot be offered. */
  readonly autostart: Autostart | undefined;
  readonly read: () => BackgroundSettings;
  readonly save: (changes: Partial<BackgroundSettings>) => void;
  /** The system refused to keep the choice. */
  readonly refused: (error: unknown) => void;
}

export function backgroundMenu(choices: BackgroundChoices): MenuItemConstructorOptions[] {
  const { read, save } = choices;
  const { onClose, keepsAwake, tells, redMinutes } = read();
  return [
    ...autostartItem(choices),
    {
      label: 'Continuar recebendo com a janela fechada',
      type: 'checkbox',
      checked: onClose === 'stay',
      click: ({ checked }) => save({ onClose: checked ? 'stay' : 'end' }),
    },
    {
      label: 'Não deixar o computador dormir',
      type: 'checkbox',
      checked: keepsAwake,
      click: ({ checked }) => save({ keepsAwake: checked }),
    },
    {
      label: 'Mostrar avisos na área de trabalho',
      type: 'checkbox',
      checked: tells,
      click: ({ checked }) => save({ tells: checked }),
    },
    {
      label: 'Avisar que os retornos não chegam',
      submenu: redLimits.map((minutes) => ({
        label: minutes === 60 ? 'depois de 1 hora' : `depois de ${minutes} minutos`,
        type: 'radio' as const,
        checked: minutes === redMinutes,
        click: () => save({ redMinutes: minutes }),
      })),
    },
  ];
}

function autostartItem({ autostart, refused }: BackgroundChoices): MenuItemConstructorOptions[] {
  if (autostart === undefined) return [];
  return [
    {
      label: 'Iniciar com o sistema, sem janela',
      type: 'checkbox',
      checked: autostart.isOn(),
      click: (item) => {
        try {
          autostart.set(item.checked);
        } catch (error) {
          item.checked = autostart.isOn();
          refused(error);
        }
      },
    },
  ];
}
