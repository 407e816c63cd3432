import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBooks } from '../../main/store/books.ts';
import { migrate } from '../../main/store/migrate.ts';
import { migrations, openBooks, openReader } from '../../main/store/open.ts';
import { canMakeReadOnly, withReadOnly } from '../support/read-only.ts';
import { openTill } from '../support/till.ts';

let folder: string;
let file: string;
let backupDir: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-open-'));
  file = path.join(folder, 'baixa.db');
  backupDir = path.join(folder, 'backups');
  fs.mkdirSync(backupDir);
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const newest = migrations.at(-1)?.number ?? 0;

describe('the books', () => {
  it('are made anew with every migration, durable and with their references checked', () => {
    const db = openBooks(file, { backupDir });

    expect(db.pragma('user_version', { simple: true })).toBe(newest);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(fs.readdirSync(backupDir)).toEqual([]);
    db.close();
  });

  it('open again with what is in them, and are not copied when nothing is migrated', () => {
    const till = openTill({ file });
    const { titulo } = till.registered('g1');
    till.close();

    const db = openBooks(file, { backupDir });

    expect(createBooks(db).titulos.getById(titulo.id)).toEqual(titulo);
    expect(fs.readdirSync(backupDir)).toEqual([]);
    db.close();
  });

  it('of a newer version are refused and left as they are', () => {
    openBooks(file).close();
    const db = openBooks(file);
    db.pragma(`user_version = ${newest + 8_998}`);
    db.close();

    expect(() => openBooks(file)).toThrow(
      expect.objectContaining({
        code: 'database-newer',
        detail: { fileVersion: newest + 8_998, appVersion: newest },
      }),
    );
    expect(fs.existsSync(file)).toBe(true);
  });

  it.each([
    ['no database at all', (whole: Buffer) => Buffer.from('x'.repeat(whole.length))],
    ['cut in the middle', (whole: Buffer) => whole.subarray(0, 5_000)],
    ['overwritten after its head', (whole: Buffer) => whole.fill(0xff, 100, 8_192)],
  ])('that are %s are refused as damaged', (_name, spoil) => {
    const db = openBooks(file);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
    fs.writeFileSync(file, spoil(fs.readFileSync(file)));

    expect(() => openBooks(file)).toThrow(expect.objectContaining({ code: 'database-damaged' }));
  });

  it.runIf(canMakeReadOnly)(
    'in a folder that cannot be written are refused with that reason',
    () => {
      openBooks(file).close();
      fs.chmodSync(file, 0o444);

      expect(() => withReadOnly(folder, () => openBooks(file))).toThrow(
        expect.objectContaining({ code: 'data-folder-read-only' }),
      );
    },
  );

  it('are read by a second connection that can write nothing', () => {
    const till = openTill({ file });
    till.titulo();

    const reader = openReader(file);

    expect(reader.prepare('SELECT count(*) FROM titulos').pluck().get()).toBe(1);
    expect(() => reader.exec('DELETE FROM titulos')).toThrow('readonly');
    reader.close();
    till.close();
  });
});

describe('a migration', () => {
  const second = {
    number: newest + 1,
    sql: 'CREATE TABLE later (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;',
  };

  it('copies the file first, as it was, and never over an older copy', () => {
    const till = openTill({ file });
    till.titulo();
    const run = () => {
      till.db.pragma(`user_version = ${newest}`);
      till.db.exec('DROP TABLE IF EXISTS later');
      migrate(till.db, { file, migrations: [...migrations, second], isNew: false, backupDir });
    };

    run();
    run();

    const number = String(newest + 1).padStart(4, '0');
    expect(fs.readdirSync(backupDir).sort()).toEqual([
      `before-migration-${number}-1.db`,
      `before-migration-${number}.db`,
    ]);
    const copy = openReader(path.join(backupDir, `before-migration-${number}.db`));
    expect(copy.pragma('user_version', { simple: true })).toBe(newest);
    expect(copy.prepare('SELECT count(*) FROM titulos').pluck().get()).toBe(1);
    copy.close();
    till.close();
  });

  it('that breaks leaves the file at the version before it', () => {
    const till = openTill({ file });
    const broken = { number: newest + 1, sql: `${second.sql} INSERT INTO nowhere VALUES (1);` };

    const run = () =>
      migrate(till.db, { file, migrations: [...migrations, broken], isNew: false, backupDir });

    expect(run).toThrow('nowhere');
    expect(till.db.pragma('user_version', { simple: true })).toBe(newest);
    expect(() => till.db.prepare('SELECT 1 FROM later')).toThrow('no such table');
    till.close();
  });

  it('has numbers without a gap', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1));
  });
});
