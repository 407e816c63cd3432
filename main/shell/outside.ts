/** The desktop's answers to what the core asks of the outside. */
import fs from 'node:fs';
import path from 'node:path';
import { app, dialog, safeStorage, shell } from 'electron';
import { Failure } from '../../domain/failure.ts';
import type { Files, Keyring, Links, OutsidePorts } from '../services/ports.ts';
import { checkedHttps, checkedLoopback } from './https-address.ts';

/** Must be used after Electron is ready. */
export const desktopOutside: OutsidePorts = {
  keyring: desktopKeyring(),
  files: desktopFiles(),
  links: desktopLinks(),
};

/* eslint-disable @typescript-eslint/no-deprecated -- their successors are newer than the oldest Electron that we start on */
function desktopKeyring(): Keyring {
  return {
    isAvailable: hasKeyring,
    // safeStorage takes texts only.
    wrap: (key) => safeStorage.encryptString(Buffer.from(key).toString('base64')),
    unwrap: (wrapped) => Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64'),
  };
}

/** On Linux without a keyring Chromium encrypts with a password that everybody knows: that counts as none. */
function hasKeyring(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  if (process.platform !== 'linux') return true;
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

/* eslint-enable @typescript-eslint/no-deprecated */

function desktopFiles(): Files {
  return {
    pick: async () => {
      const { filePaths } = await dialog.showOpenDialog({
        title: 'Escolher a lista de clientes',
        properties: ['openFile'],
        filters: [
          { name: 'Listas (CSV, TXT)', extensions: ['csv', 'txt'] },
          { name: 'Todos os arquivos', extensions: ['*'] },
        ],
      });
      return filePaths[0];
    },
    open: openFile,
    saveAs: saveFileAs,
  };
}

/** What the core makes; anything else could be a program. */
const OPENED_TYPES: readonly string[] = ['.csv', '.pdf'];

async function openFile(file: string): Promise<void> {
  if (!OPENED_TYPES.includes(path.extname(file).toLowerCase())) {
    throw new Failure('not-allowed', 'Only documents are opened', { reason: 'file-type' });
  }
  const problem = await shell.openPath(file);
  if (problem !== '') {
    throw new Failure('file-unreadable', 'No program opened the file', { reason: 'no-program' });
  }
}

async function saveFileAs(file: string, suggestedName: string): Promise<boolean> {
  const { filePath } = await dialog.showSaveDialog({
    title: 'Salvar como',
    defaultPath: path.join(app.getPath('downloads'), plainName(suggestedName)),
  });
  if (filePath === '') return false;
  try {
    await fs.promises.copyFile(file, filePath);
  } catch (cause) {
    throw saveFailure(cause);
  }
  return true;
}

function plainName(name: string): string {
  const plain = name.replace(/[<>:"/\\|?*\p{Cc}]/gu, '-').replace(/^\.+/, '');
  return plain === '' ? 'documento' : plain;
}

function saveFailure(cause: unknown): Failure {
  const system = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (system === 'ENOSPC') return new Failure('disk-full', 'The copy did not fit', {}, { cause });
  const detail = { reason: 'target-not-writable' };
  return new Failure('not-allowed', 'The copy could not be written there', detail, { cause });
}

function desktopLinks(): Links {
  return {
    openHttps: async (url) => {
      await shell.openExternal(checkedHttps(url));
    },
    openLoopback: async (url) => {
      await shell.openExternal(checkedLoopback(url));
    },
  };
}
