import { join } from 'node:path';
import type { Handlers } from '../../preload/contract/api.ts';
import type { importCalls } from '../../preload/contract/imports.ts';
import { analyseFile } from '../services/import-clients/analyse-file.ts';
import { applyImport } from '../services/import-clients/apply-import.ts';
import { checkImport } from '../services/import-clients/check-import.ts';
import { writeRefusedFile } from '../services/import-clients/refused-file.ts';
import { listImportRows, summariseImport } from '../services/import-clients/view-import.ts';
import type { Desk } from './desk.ts';

const SAMPLE = 'clientes-exemplo.csv';

export function importHandlers(
  desk: Pick<Desk, 'tools' | 'jobs' | 'shelf' | 'resourcesDir'>,
): Pick<Handlers, keyof typeof importCalls> {
  const { tools, jobs, shelf, resourcesDir } = desk;
  return {
    'imports.analyse': ({ fileId }) => analyseFile(tools, shelf.get(fileId)),
    'imports.check': (order) => ({
      jobId: jobs.start('imports.check', async (job) => {
        await checkImport(tools, order, job);
        return undefined;
      }),
    }),
    'imports.summary': ({ importId }) => summariseImport(tools, importId),
    'imports.rows': (query) => listImportRows(tools, query),
    'imports.apply': async ({ importId }) => {
      await applyImport(tools, importId);
      return summariseImport(tools, importId);
    },
    'imports.refusedFile': async ({ importId }) => {
      const name = `linhas-recusadas-${importId}.csv`;
      const path = join(tools.documentsDir, name);
      await writeRefusedFile(tools, { importId, path });
      return { fileId: shelf.put({ path, name }) };
    },
    'imports.sample': () => ({
      fileId: shelf.put({ path: join(resourcesDir, 'sample', SAMPLE), name: SAMPLE }),
    }),
  };
}
