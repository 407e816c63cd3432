/** Whether this runtime can load SQLite: where it cannot, the process would die without a word (exit 139). */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What the packaged binaries of better-sqlite3 13 ask for; the set-up builds one for older runtimes. */
const NODE_API_LEVEL = 10;

/**
 * Call before the first database is opened.
 *
 * @param napi Node-API level of the runtime
 * @param packageDir folder of better-sqlite3
 */
export function canLoadSqlite(
  napi = Number(process.versions['napi'] ?? 0),
  packageDir = sqliteDir(),
): boolean {
  if (napi >= NODE_API_LEVEL) return true;
  return fs.existsSync(path.join(packageDir, 'build', 'Release', 'better_sqlite3.node'));
}

function sqliteDir(): string {
  return path.dirname(createRequire(import.meta.url).resolve('better-sqlite3/package.json'));
}

/** In Portuguese: what is missing and which command brings it. */
export function sqliteMissingText(): string {
  return (
    `Este Node (${process.version}) precisa de um SQLite feito para ele, e ele não está na instalação. ` +
    'Execute "npm start" uma vez na pasta do programa, que o prepara, ou use Node 22.14 ou mais novo.'
  );
}
