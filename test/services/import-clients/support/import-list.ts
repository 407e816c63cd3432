/** Lists as files, imported the way the screens do it. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Mapping } from '../../../../domain/import-fields.ts';
import {
  analyseFile,
  type ImportAnalysis,
} from '../../../../main/services/import-clients/analyse-file.ts';
import { applyImport } from '../../../../main/services/import-clients/apply-import.ts';
import { checkImport } from '../../../../main/services/import-clients/check-import.ts';
import {
  listImportRows,
  summariseImport,
} from '../../../../main/services/import-clients/view-import.ts';
import type { ClientTools } from '../../../../main/services/clients/list-clients.ts';

/** A job that nobody watches or cancels. */
export const quietJob = { signal: new AbortController().signal, progress: () => undefined };

/** A folder that is there while `act` runs. */
export async function inFolder<T>(act: (folder: string) => Promise<T>): Promise<T> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-import-'));
  try {
    return await act(folder);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

export async function analyse(
  tools: ClientTools,
  content: string | Uint8Array,
): Promise<ImportAnalysis> {
  return inFolder((folder) => {
    const file = path.join(folder, 'lista.csv');
    fs.writeFileSync(file, content);
    return analyseFile(tools, { path: file, name: 'lista.csv' });
  });
}

export interface Checked {
  readonly analysis: ImportAnalysis;
  readonly summary: ReturnType<typeof summariseImport>;
  readonly rows: ReturnType<typeof listImportRows>['rows'];
}

/** Reads a list and runs the check with the guessed mapping, or another one. */
export async function check(
  tools: ClientTools,
  content: string | Uint8Array,
  mapping?: Mapping,
): Promise<Checked> {
  const analysis = await analyse(tools, content);
  const { importId } = analysis;
  await checkImport(tools, { importId, mapping: mapping ?? analysis.mapping }, quietJob);
  return {
    analysis,
    summary: summariseImport(tools, importId),
    rows: listImportRows(tools, { importId, filter: 'all', limit: 500 }).rows,
  };
}

/** The same, and then imports the good rows. */
export async function importList(tools: ClientTools, content: string | Uint8Array) {
  const { analysis } = await check(tools, content);
  await applyImport(tools, analysis.importId);
  return summariseImport(tools, analysis.importId);
}
