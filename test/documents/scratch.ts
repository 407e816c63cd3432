import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { DrawnDocument } from '../../main/documents/paper.ts';

/** A folder that is gone when the test is over. */
export async function scratchFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'baixa-documents-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A finished PDF on disk. */
export interface DrawnFile {
  readonly file: string;
  readonly bytes: Buffer;
  readonly drawn: DrawnDocument;
}

/** Draws into a file in a scratch folder. */
export async function drawToFile(
  draw: (out: Writable) => Promise<DrawnDocument>,
): Promise<DrawnFile> {
  const file = path.join(await scratchFolder(), 'drawn.pdf');
  const drawn = await draw(createWriteStream(file));
  return { file, drawn, bytes: await readFile(file) };
}
