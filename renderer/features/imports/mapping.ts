import type { ImportField } from '../../../preload/contract/imports.ts';

/** One position a column of the file: what it is, or null to leave it out. */
export type Mapping = readonly (ImportField | null)[];
