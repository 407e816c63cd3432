import { z } from 'zod';
import { importFields } from '../../domain/import-fields.ts';
import { id, jobStarted, nothing, page, paging } from './fields.ts';

const importProblem = z.object({
  code: z.string(),
  field: z.enum(importFields).nullable(),
  value: z.string(),
});

/** One position per column of the file: what it is, or null to leave it out. */
const mapping = z.array(z.enum(importFields).nullable()).max(300);

const importAnalysis = z.object({
  importId: id,
  fileName: z.string(),
  encoding: z.enum(['utf-8', 'utf-8-bom', 'windows-1252', 'utf-8-twice', 'utf-16']),
  delimiter: z.enum([';', ',', '\t', '|']),
  headers: z.array(z.string()),
  sample: z.array(z.array(z.string())),
  rowCount: z.int(),
  mapping,
  isRemembered: z.boolean(),
});
export type ImportAnalysis = z.infer<typeof importAnalysis>;

const importSummary = z.object({
  state: z.enum(['analysed', 'checking', 'checked', 'applied']),
  total: z.int(),
  toCreate: z.int(),
  toUpdate: z.int(),
  unchanged: z.int(),
  withWarnings: z.int(),
  refused: z.int(),
});
export type ImportSummary = z.infer<typeof importSummary>;

const importRow = z.object({
  line: z.int(),
  result: z.enum(['create', 'update', 'unchanged', 'refused']),
  values: z.partialRecord(z.enum(importFields), z.string()),
  problems: z.array(importProblem),
});
export type ImportRow = z.infer<typeof importRow>;

export const importCalls = {
  'imports.analyse': { input: z.object({ fileId: z.string().max(60) }), output: importAnalysis },
  /** Dry run of every row with this mapping, which is remembered for files with the same header. */
  'imports.check': { input: z.object({ importId: id, mapping }), output: jobStarted },
  'imports.summary': { input: z.object({ importId: id }), output: importSummary },
  'imports.rows': {
    input: z.object({
      importId: id,
      filter: z.enum(['all', 'create', 'update', 'warning', 'refused']),
      ...paging,
    }),
    output: page(importRow),
  },
  /** All good rows in one transaction, or none. */
  'imports.apply': { input: z.object({ importId: id }), output: importSummary },
  /** The refused rows as they came, with the reason in a last column. */
  'imports.refusedFile': {
    input: z.object({ importId: id }),
    output: z.object({ fileId: z.string() }),
  },
  /** The list of made-up clients that comes with the app. */
  'imports.sample': { input: nothing, output: z.object({ fileId: z.string() }) },
};
