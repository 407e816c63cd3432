/** What happens when the last window is closed: the first time the operator is told, and chooses. */
import { app, BrowserWindow, dialog } from 'electron';
import { assertNever } from '../../../domain/assert-never.ts';
import type { ShellSettings } from '../shell-settings.ts';

/** @param chosen called after the operator has chosen for the first time */
export function decideWhenAllClosed(settings: ShellSettings, chosen: () => void): void {
  let isAsking = false;
  app.on('window-all-closed', () => {
    const { onClose } = settings.readBackground();
    switch (onClose) {
      case 'stay':
        return;
      case 'end':
        app.quit();
        return;
      case 'ask':
        if (isAsking) return;
        isAsking = true;
        void ask(settings)
          .then(chosen)
          .finally(() => (isAsking = false));
        return;
      default:
        assertNever(onClose);
    }
  });
}

async function ask(settings: ShellSettings): Promise<void> {
  const { response } = await dialog.showMessageBox({
    type: 'question',
    title: 'Baixa',
    message: 'Continuar recebendo os retornos com a janela fechada?',
    detail:
      'O Baixa pode ficar na bandeja do sistema: recebe os retornos, dá baixa e envia o que está na fila. ' +
      'Para ver a janela de novo, use o ícone da bandeja ou abra o Baixa outra vez.\n\n' +
      'Encerrado, nada é recebido; os gateways repetem os avisos só por algum tempo.\n\n' +
      'A escolha pode ser mudada em Arquivo > Em segundo plano.',
    buttons: ['Continuar recebendo', 'Encerrar o Baixa'],
    defaultId: 0,
    cancelId: 0,
  });
  settings.saveBackground({ onClose: response === 1 ? 'end' : 'stay' });
  // A window may have been opened while the question stood.
  if (response === 1 && BrowserWindow.getAllWindows().length === 0) app.quit();
}
