import { randomUUID } from 'node:crypto';
import { Failure } from '../../../domain/failure.ts';

export interface ShelvedFile {
  /** Absolute. Never leaves the core. */
  readonly path: string;
  readonly name: string;
}

export interface FileShelf {
  /** @returns the opaque id under which a window may speak of the file */
  put(file: ShelvedFile): string;
  /** @throws Failure `not-found` */
  get(fileId: string): ShelvedFile;
}

/** Files that a window has picked, or that a job has made: a window knows their ids, never their paths. */
export function createFileShelf(): FileShelf {
  const files = new Map<string, ShelvedFile>();
  return {
    put(file) {
      const fileId = randomUUID();
      files.set(fileId, file);
      return fileId;
    },

    get(fileId) {
      const file = files.get(fileId);
      if (file === undefined) throw new Failure('not-found', 'No such file');
      return file;
    },
  };
}
