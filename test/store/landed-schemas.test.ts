import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createBooks } from '../../main/store/books.ts';
import { migrations, openBooks } from '../../main/store/open.ts';

const landed = path.join(import.meta.dirname, '..', 'fixtures', 'schemas');
let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-schemas-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const textOf = (number: number) =>
  fs.readFileSync(path.join(landed, `${String(number).padStart(4, '0')}.sql`), 'utf8');

describe.each(migrations.map(({ number, sql }) => ({ number, sql })))(
  'schema $number',
  ({ number, sql }) => {
    it('is what it was when it landed: a change is another migration', () => {
      expect(sql).toBe(textOf(number));
    });

    it('is opened with all that it holds, and brought to the newest', () => {
      const file = path.join(folder, 'baixa.db');
      const old = new SqliteDatabase(file);
      for (let step = 1; step <= number; step += 1) old.exec(textOf(step));
      old.pragma(`user_version = ${number}`);
      old.exec(`INSERT INTO clients (code, name, sort_name, person_kind, created_at)
      VALUES (7, 'Ana Prates', 'ana prates', 'unknown', '2026-11-23T12:00:00.000Z')`);
      old.close();

      const db = openBooks(file, { backupDir: folder });

      const books = createBooks(db);
      expect(db.pragma('user_version', { simple: true })).toBe(migrations.at(-1)?.number);
      expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(db.pragma('foreign_key_check')).toEqual([]);
      expect(books.clients.getById(books.clients.idByCode(7) ?? 0).name).toBe('Ana Prates');
      db.close();
    });
  },
);
