/** Reads what the rounds leave behind with SQL of its own: it knows the tables and nothing of the code that writes them. */
import Database from 'better-sqlite3';

export type Row = Readonly<Record<string, unknown>>;

/** Runs queries on a file that nobody works on. */
export function readFile<T>(file: string, read: (query: (sql: string) => readonly Row[]) => T): T {
  const database = new Database(file, { fileMustExist: true });
  try {
    return read((sql) => database.prepare(sql).all() as Row[]);
  } finally {
    database.close();
  }
}

/** `ok` for a file that SQLite finds whole. */
export function integrityOf(file: string): unknown {
  return readFile(file, (query) =>
    query('PRAGMA integrity_check')
      .map((row) => row['integrity_check'])
      .join(),
  );
}

/** How often each value appears: `{ paid: 200 }`. */
export function tally(values: readonly unknown[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(String(value), (counts.get(String(value)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort());
}
