import { Failure } from '../../domain/failure.ts';
import type { Db } from './open.ts';

/** Names of the settings that the core keeps. */
export type SettingKey = 'core' | 'exposure' | 'ddns' | 'listener';

/** The company that is paid. */
export interface Company {
  readonly legalName: string;
  readonly tradeName: string;
  readonly taxId: string;
  readonly phone: string;
  readonly email: string;
  readonly address: CompanyAddress;
}

export interface CompanyAddress {
  readonly street: string;
  readonly number: string;
  readonly complement: string;
  readonly district: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

interface CompanyRow extends Omit<Company, 'address'> {
  readonly address: string;
}

export function createSettings(db: Db) {
  const read = db.prepare<[string], { value: string }>(`SELECT value FROM settings WHERE key = ?`);
  const write = db.prepare(`
    INSERT INTO settings (key, value)
    VALUES (?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`);
  const readCompany = db.prepare<[], CompanyRow>(`
    SELECT legal_name AS legalName, trade_name AS tradeName, tax_id AS taxId, phone, email, address
    FROM company
    WHERE id = 1`);
  const writeCompany = db.prepare(`
    INSERT INTO company (id, legal_name, trade_name, tax_id, phone, email, address)
    VALUES (1, @legalName, @tradeName, @taxId, @phone, @email, @address)
    ON CONFLICT (id) DO UPDATE SET legal_name = excluded.legal_name,
      trade_name = excluded.trade_name, tax_id = excluded.tax_id, phone = excluded.phone,
      email = excluded.email, address = excluded.address`);
  const readMeta = db.prepare<[], { folderId: string }>(`
    SELECT folder_id AS folderId FROM meta WHERE id = 1`);
  const writeMeta = db.prepare(`
    INSERT INTO meta (id, folder_id, app_version)
    VALUES (1, @folderId, @appVersion)
    ON CONFLICT (id) DO UPDATE SET app_version = excluded.app_version`);

  return {
    /** The stored JSON value, or undefined; the service that owns the key knows its shape. */
    read(key: SettingKey): unknown {
      const row = read.get(key);
      return row === undefined ? undefined : JSON.parse(row.value);
    },

    write(key: SettingKey, value: unknown): void {
      write.run(key, JSON.stringify(value));
    },

    company(): Company | undefined {
      const row = readCompany.get();
      return row === undefined
        ? undefined
        : { ...row, address: JSON.parse(row.address) as CompanyAddress };
    },

    writeCompany(company: Company): void {
      writeCompany.run({ ...company, address: JSON.stringify(company.address) });
    },

    /** Made once for each folder of data. */
    folderId(): string {
      const row = readMeta.get();
      if (row === undefined) throw new Failure('unexpected', 'The folder has no id');
      return row.folderId;
    },

    /** Notes which version uses the folder; a new folder gets its id. */
    writeMeta(appVersion: string, newFolderId: string): string {
      writeMeta.run({ appVersion, folderId: newFolderId });
      const row = readMeta.get();
      if (row === undefined) throw new Failure('unexpected', 'The folder has no id');
      return row.folderId;
    },
  };
}
