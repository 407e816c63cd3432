/** What starts this very app again: with the same folder, and without a window. */
import { app } from 'electron';
import type { StartArguments } from '../../start-arguments.ts';
import type { Command } from './desktop-entry.ts';

export function commandOf({ dataDir }: StartArguments): Command {
  return {
    // An AppImage runs from a folder that is new at each start.
    program: process.env['APPIMAGE'] ?? process.execPath,
    args: [
      ...(app.isPackaged ? [] : [app.getAppPath()]),
      '--hidden',
      ...(dataDir === undefined ? [] : [`--data-dir=${dataDir}`]),
    ],
  };
}
