import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Files } from '../ports.ts';
import type { FileShelf } from './file-shelf.ts';

/** Lets the operator pick a file; the window gets its name and an id, never its path. */
export async function pickFile(files: Files, shelf: FileShelf, kind: 'csv') {
  const path = await files.pick(kind);
  if (path === undefined) return null;
  const name = basename(path);
  const { size } = await stat(path);
  return { fileId: shelf.put({ path, name }), name, bytes: size };
}
