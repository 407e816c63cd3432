/** The menu bar. Ctrl+K, Ctrl+S and the other keys of the work itself belong to the page. */
import { app, dialog, Menu, nativeTheme, shell, type MenuItemConstructorOptions } from 'electron';
import { appearances, type Appearance, type ShellSettings } from './shell-settings.ts';

export interface MenuOptions {
  readonly settings: ShellSettings;
  readonly dataDir: string;
  readonly hasDevTools: boolean;
  readonly openWindow: () => void;
  readonly backgroundItems: () => MenuItemConstructorOptions[];
}

export function showMenu(options: MenuOptions): void {
  nativeTheme.themeSource = options.settings.readAppearance();
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
}

function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  return [
    {
      label: '&Arquivo',
      submenu: [
        { label: 'Nova janela', accelerator: 'CmdOrCtrl+Shift+N', click: options.openWindow },
        { label: 'Fechar janela', accelerator: 'CmdOrCtrl+W', role: 'close' },
        { type: 'separator' },
        { label: 'Em segundo plano', submenu: options.backgroundItems() },
        { type: 'separator' },
        { label: 'Sair', accelerator: 'CmdOrCtrl+Q', role: 'quit' },
      ],
    },
    { label: '&Editar', submenu: editItems },
    { label: 'E&xibir', submenu: viewItems(options) },
    { label: 'Aj&uda', submenu: helpItems(options) },
  ];
}

const editItems: MenuItemConstructorOptions[] = [
  { label: 'Desfazer', accelerator: 'CmdOrCtrl+Z', role: 'undo' },
  { label: 'Refazer', accelerator: 'CmdOrCtrl+Shift+Z', role: 'redo' },
  { type: 'separator' },
  { label: 'Recortar', accelerator: 'CmdOrCtrl+X', role: 'cut' },
  { label: 'Copiar', accelerator: 'CmdOrCtrl+C', role: 'copy' },
  { label: 'Colar', accelerator: 'CmdOrCtrl+V', role: 'paste' },
  { label: 'Selecionar tudo', accelerator: 'CmdOrCtrl+A', role: 'selectAll' },
];

function viewItems({ settings, hasDevTools }: MenuOptions): MenuItemConstructorOptions[] {
  const tools: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { label: 'Ferramentas de desenvolvimento', accelerator: 'F12', role: 'toggleDevTools' },
  ];
  return [
    { label: 'Recarregar', accelerator: 'CmdOrCtrl+R', role: 'reload' },
    { type: 'separator' },
    { label: 'Aumentar', accelerator: 'CmdOrCtrl+Plus', role: 'zoomIn' },
    { label: 'Diminuir', accelerator: 'CmdOrCtrl+-', role: 'zoomOut' },
    { label: 'Tamanho normal', accelerator: 'CmdOrCtrl+0', role: 'resetZoom' },
    { type: 'separator' },
    { label: 'Aparência', submenu: appearanceItems(settings) },
    { label: 'Tela cheia', accelerator: 'F11', role: 'togglefullscreen' },
    ...(hasDevTools ? tools : []),
  ];
}

function appearanceItems(settings: ShellSettings): MenuItemConstructorOptions[] {
  const labels: Readonly<Record<Appearance, string>> = {
    system: 'Como o sistema',
    light: 'Clara',
    dark: 'Escura',
  };
  const current = settings.readAppearance();
  return appearances.map((appearance) => ({
    label: labels[appearance],
    type: 'radio',
    checked: appearance === current,
    click: () => {
      nativeTheme.themeSource = appearance;
      settings.saveAppearance(appearance);
    },
  }));
}

function helpItems({ dataDir }: MenuOptions): MenuItemConstructorOptions[] {
  return [
    { label: 'Abrir a pasta de dados', click: () => shell.showItemInFolder(dataDir) },
    { type: 'separator' },
    { label: 'Sobre o Baixa', click: () => void showAbout(dataDir) },
  ];
}

async function showAbout(dataDir: string): Promise<void> {
  await dialog.showMessageBox({
    type: 'info',
    title: 'Sobre o Baixa',
    message: `Baixa ${app.getVersion()}`,
    detail: [
      'Cobrança e baixa automática para provedores de internet.',
      '',
      `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}`,
      `Pasta de dados: ${dataDir}`,
    ].join('\n'),
    buttons: ['Fechar'],
  });
}
