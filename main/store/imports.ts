/** Lists of clients on their way in: the files, and how their columns were mapped. */
import { Failure } from '../../domain/failure.ts';
import type { Instant } from '../../domain/instant.ts';
import type { Mapping } from '../../domain/import-fields.ts';
import { createImportRows } from './import-rows.ts';
import { mustHit } from './must-hit.ts';
import type { Db } from './open.ts';

export type FileEncoding = 'utf-8' | 'utf-8-bom' | 'windows-1252' | 'utf-8-twice' | 'utf-16';
export type Delimiter = ';' | ',' | '\t' | '|';
export type ImportState = 'analysed' | 'checking' | 'checked' | 'applied';

export interface ImportFile {
  readonly id: number;
  readonly fileName: string;
  readonly sha256: string;
  readonly encoding: FileEncoding;
  readonly delimiter: Delimiter;
  readonly headers: readonly string[];
  readonly mapping: Mapping;
  readonly state: ImportState;
  readonly rowCount: number;
}

export type ImportFileToStore = Omit<ImportFile, 'id' | 'state' | 'rowCount'> & {
  readonly createdAt: Instant;
};

interface FileRow {
  readonly id: number;
  readonly file_name: string;
  readonly sha256: string;
  readonly encoding: FileEncoding;
  readonly delimiter: Delimiter;
  readonly headers: string;
  readonly mapping: string;
  readonly state: ImportState;
  readonly row_count: number;
}

const FILE_COLUMNS = `id, file_name, sha256, encoding, delimiter, headers, mapping, state, row_count`;

export function createImports(db: Db) {
  const byId = db.prepare<[number], FileRow>(`
    SELECT ${FILE_COLUMNS} FROM import_files WHERE id = ?`);
  const insertFile = db.prepare(`
    INSERT INTO import_files (file_name, sha256, encoding, delimiter, headers, mapping, state,
      created_at)
    VALUES (@fileName, @sha256, @encoding, @delimiter, @headers, @mapping, 'analysed', @createdAt)`);
  const setRowCount = db.prepare(`UPDATE import_files SET row_count = ? WHERE id = ?`);
  const startCheck = db.prepare(`
    UPDATE import_files
    SET state = 'checking', mapping = @mapping
    WHERE id = @id AND state <> 'applied'`);
  const setState = db.prepare(`
    UPDATE import_files
    SET state = @to
    WHERE id = @id AND state = @from`);
  const setApplied = db.prepare(`
    UPDATE import_files
    SET state = 'applied', applied_at = @at
    WHERE id = @id AND state = 'checked'`);
  const remembered = db
    .prepare<[string], string>(`SELECT mapping FROM import_mappings WHERE header_hash = ?`)
    .pluck();
  const remember = db.prepare(`
    INSERT INTO import_mappings (header_hash, mapping, used_at)
    VALUES (@headerHash, @mapping, @usedAt)
    ON CONFLICT (header_hash) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at`);
  const outdated = db
    .prepare<[number], number>(
      `SELECT id
      FROM import_files
      WHERE id NOT IN (SELECT id FROM import_files ORDER BY id DESC LIMIT ?)
        AND EXISTS (SELECT 1 FROM import_rows WHERE import_id = import_files.id)`,
    )
    .pluck();
  const removeFile = db.prepare(`DELETE FROM import_files WHERE id = ? AND state <> 'applied'`);

  return {
    ...createImportRows(db),

    getById(id: number): ImportFile {
      const row = byId.get(id);
      if (row === undefined) throw new Failure('not-found', `No import ${id}`);
      return toFile(row);
    },

    insertFile(file: ImportFileToStore): number {
      const parameters = {
        ...file,
        headers: JSON.stringify(file.headers),
        mapping: JSON.stringify(file.mapping),
      };
      return Number(insertFile.run(parameters).lastInsertRowid);
    },

    setRowCount(id: number, count: number): void {
      mustHit(setRowCount.run(count, id));
    },

    /** Begins a dry run with this mapping. Throws Failure `conflict` for a file that was applied. */
    startCheck(id: number, mapping: Mapping): void {
      mustHit(startCheck.run({ id, mapping: JSON.stringify(mapping) }));
    },

    changeState(change: {
      readonly id: number;
      readonly from: ImportState;
      readonly to: ImportState;
    }): void {
      mustHit(setState.run(change));
    },

    setApplied(id: number, at: Instant): void {
      mustHit(setApplied.run({ id, at }));
    },

    /** How a header was mapped the last time. */
    rememberedMapping(headerHash: string): Mapping | undefined {
      const json = remembered.get(headerHash);
      return json === undefined ? undefined : (JSON.parse(json) as Mapping);
    },

    rememberMapping(note: {
      readonly headerHash: string;
      readonly mapping: Mapping;
      readonly usedAt: Instant;
    }): void {
      remember.run({ ...note, mapping: JSON.stringify(note.mapping) });
    },

    /** Files beyond the newest `keep` whose rows are still here. */
    outdated: (keep: number): readonly number[] => outdated.all(keep),

    /** Forgets a file that was never applied; one that was stays as the origin of its clients. */
    removeFile(importId: number): void {
      removeFile.run(importId);
    },
  };
}

function toFile(row: FileRow): ImportFile {
  return {
    id: row.id,
    fileName: row.file_name,
    sha256: row.sha256,
    encoding: row.encoding,
    delimiter: row.delimiter,
    headers: JSON.parse(row.headers) as string[],
    mapping: JSON.parse(row.mapping) as Mapping,
    state: row.state,
    rowCount: row.row_count,
  };
}
