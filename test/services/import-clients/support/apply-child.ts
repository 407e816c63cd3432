/**
 * A process that imports a list and dies in the middle of it, or right after:
 * `node apply-child.js <database> <import id> <code of the client it dies at, 0 for after>`.
 */
import { systemClock } from '../../../../main/clock.ts';
import { applyImport } from '../../../../main/services/import-clients/apply-import.ts';
import { createBooks } from '../../../../main/store/books.ts';
import { openBooks } from '../../../../main/store/open.ts';

const [file = '', importId = '', dieAt = '0'] = process.argv.slice(2);
const db = openBooks(file);
// Pages leave the cache for the log before the commit, as in a list that is larger than the memory.
db.pragma('cache_size = 10');
db.function('die', () => {
  process.kill(process.pid, 'SIGKILL');
  return 0;
});
db.exec(`CREATE TEMP TRIGGER die_here AFTER INSERT ON main.clients
  WHEN NEW.code = ${Number(dieAt)} BEGIN SELECT die(); END`);
const books = createBooks(db);
await applyImport({ books, clock: systemClock, notify: () => undefined }, Number(importId));
process.kill(process.pid, 'SIGKILL');
