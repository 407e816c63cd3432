/** Tells why the app cannot start, in a box and on the terminal, and ends it. */
import { app, dialog } from 'electron';
import { startFailureText, type StartFailureText } from '../start-failure.ts';

/** Exit code 1. May be called before Electron is ready. */
export async function endWithFailure(error: unknown): Promise<void> {
  await endWithText(startFailureText(error));
}

export async function endWithText({ title, text }: StartFailureText): Promise<void> {
  endOnRequest();
  process.stderr.write(`Baixa: ${title}\n${text}\n`);
  await app.whenReady();
  await dialog.showMessageBox({
    type: 'error',
    title: 'Baixa',
    message: title,
    detail: text,
    buttons: ['Fechar'],
  });
  app.exit(1);
}

/** A box that nobody sees must not outlive a request to end. Signals reach Node before Electron is ready, and Electron after. */
function endOnRequest(): void {
  const end = (): void => app.exit(1);
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  app.once('before-quit', end);
}
