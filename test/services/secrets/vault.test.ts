import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Failure } from '../../../domain/failure.ts';
import { instant } from '../../../domain/instant.ts';
import { noOutside, type Keyring } from '../../../main/services/ports.ts';
import { createVault, type Vault } from '../../../main/services/secrets/vault.ts';
import { createSecrets, type SecretPlace } from '../../../main/store/secrets.ts';

const clock = { now: () => instant('2026-11-21T12:00:00Z') };
const place: SecretPlace = { ownerTable: 'accounts', ownerId: 7, name: 'clientSecret' };
const PASSPHRASE = 'provedor de exemplo';

let folder: string;
let db: SqliteDatabase.Database;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-vault-'));
  db = new SqliteDatabase(path.join(folder, 'secrets.db'));
  db.exec(`
    CREATE TABLE data_keys (
      unlocker TEXT PRIMARY KEY, wrapped BLOB NOT NULL, salt BLOB, created_at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE secrets (
      id INTEGER PRIMARY KEY, owner_table TEXT NOT NULL, owner_id INTEGER NOT NULL, name TEXT NOT NULL,
      cipher BLOB NOT NULL, fingerprint TEXT NOT NULL, UNIQUE (owner_table, owner_id, name)
    ) STRICT;
  `);
});

afterEach(() => {
  db.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

function openVault(outside: { keyring?: Keyring; keyFile?: string } = {}): Vault {
  const { keyring = noOutside.keyring, keyFile } = outside;
  return createVault({ secrets: createSecrets(db), keyring, keyFile, clock });
}

/** A keyring of one user on one machine: what it wrapped, another one cannot open. */
function keyringOf(user: number): Keyring {
  const flip = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => byte ^ user);
  return {
    isAvailable: () => true,
    wrap: (key) => Buffer.concat([Buffer.of(user), flip(key)]),
    unwrap: (wrapped) => {
      if (wrapped[0] !== user) throw new Error('Error while decrypting the ciphertext');
      return flip(wrapped.subarray(1));
    },
  };
}

function flipLast(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, at) => (at === bytes.length - 1 ? byte ^ 1 : byte));
}

function bytesOnDisk(): string {
  return fs.readFileSync(path.join(folder, 'secrets.db')).toString('latin1');
}

describe('a vault with no keyring and no key file', () => {
  it('says that it is not set up and stores nothing', () => {
    const vault = openVault();

    const put = (): void => vault.put(place, 'segredo');

    expect(vault.status()).toEqual({ state: 'not-set-up', unlockers: [], hasKeyring: false });
    expect(put).toThrow(expect.objectContaining({ code: 'no-keyring' }));
    expect(vault.names('accounts', 7)).toEqual([]);
  });

  it('refuses to be set up by a keyring, by an empty passphrase or by an unnamed file', async () => {
    const vault = openVault();

    await expect(vault.setUp('keyring')).rejects.toMatchObject({ code: 'no-keyring' });
    await expect(vault.setUp('passphrase', '')).rejects.toMatchObject({ code: 'invalid-input' });
    await expect(vault.setUp('keyfile')).rejects.toMatchObject({ code: 'not-allowed' });
    expect(vault.status().state).toBe('not-set-up');
  });

  it('makes one data key when two set-ups run at once', async () => {
    const vault = openVault();

    const both = await Promise.allSettled([
      vault.setUp('passphrase', PASSPHRASE),
      vault.setUp('passphrase', 'outra frase qualquer'),
    ]);

    const codes = both.map((one) =>
      one.status === 'fulfilled' ? 'done' : (one.reason as Failure).code,
    );
    expect(codes.sort()).toEqual(['conflict', 'done']);
    expect(vault.status().unlockers).toEqual(['passphrase']);
  });
});

describe('a vault with a passphrase', () => {
  it('keeps secrets, is locked after a restart and opens again with the same words', async () => {
    const first = openVault();
    await first.setUp('passphrase', PASSPHRASE);
    first.put(place, 'Client_Secret_7f3a');

    const second = openVault();
    const locked = second.status();
    const read = (): unknown => second.get(place);

    expect(locked).toEqual({ state: 'locked', unlockers: ['passphrase'], hasKeyring: false });
    expect(read).toThrow(expect.objectContaining({ code: 'locked' }));
    expect(() => second.put(place, 'x')).toThrow(expect.objectContaining({ code: 'locked' }));
    expect(second.names('accounts', 7)).toEqual(['clientSecret']);
    await expect(second.setUp('passphrase', 'nova')).rejects.toMatchObject({ code: 'locked' });
    await expect(second.unlock('errada')).rejects.toMatchObject({ code: 'wrong-passphrase' });
    expect((await second.unlock(PASSPHRASE)).state).toBe('open');
    expect(second.get(place)).toBe('Client_Secret_7f3a');
  });

  it('takes the same letters in another Unicode form', async () => {
    const first = openVault();
    await first.setUp('passphrase', 'cobrança não'.normalize('NFC'));

    const status = await openVault().unlock('cobrança não'.normalize('NFD'));

    expect(status.state).toBe('open');
  });

  it('changes the passphrase without touching the secrets', async () => {
    const first = openVault();
    await first.setUp('passphrase', PASSPHRASE);
    first.put(place, 'segredo');
    await first.setUp('passphrase', 'frase nova');

    const second = openVault();

    await expect(second.unlock(PASSPHRASE)).rejects.toMatchObject({ code: 'wrong-passphrase' });
    await second.unlock('frase nova');
    expect(second.get(place)).toBe('segredo');
  });
});

describe('a vault with a keyring', () => {
  it('is set up at once and opens by itself', () => {
    openVault({ keyring: keyringOf(3) }).put(place, 'segredo');

    const second = openVault({ keyring: keyringOf(3) });

    expect(second.status()).toEqual({ state: 'open', unlockers: ['keyring'], hasKeyring: true });
    expect(second.get(place)).toBe('segredo');
  });

  it('stays locked on the keyring of somebody else', () => {
    openVault({ keyring: keyringOf(3) }).put(place, 'segredo');

    const second = openVault({ keyring: keyringOf(4) });

    expect(second.status().state).toBe('locked');
    expect(() => second.get(place)).toThrow(expect.objectContaining({ code: 'locked' }));
  });

  it('can be opened by a passphrase too, once that was added', async () => {
    const first = openVault({ keyring: keyringOf(3) });
    first.put(place, 'segredo');
    await first.setUp('passphrase', PASSPHRASE);

    const second = openVault();
    await second.unlock(PASSPHRASE);

    expect(second.get(place)).toBe('segredo');
    expect(second.status().unlockers).toEqual(['keyring', 'passphrase']);
  });
});

describe('a vault with a key file', () => {
  it('makes the file for its user alone and opens by it later', () => {
    const keyFile = path.join(folder, 'keys', 'baixa.key');
    openVault({ keyFile }).put(place, 'segredo');

    const second = openVault({ keyFile });

    expect(second.get(place)).toBe('segredo');
    expect(second.status().unlockers).toEqual(['keyfile']);
    if (process.platform !== 'win32') expect(fs.statSync(keyFile).mode & 0o777).toBe(0o600);
  });

  it('adds the file to a folder that the keyring opens, for a start without a desktop', () => {
    const keyFile = path.join(folder, 'baixa.key');
    openVault({ keyring: keyringOf(3) }).put(place, 'segredo');
    openVault({ keyring: keyringOf(3), keyFile });

    const headless = openVault({ keyFile });

    expect(headless.get(place)).toBe('segredo');
  });

  it('makes no second data key for a locked folder', async () => {
    const keyFile = path.join(folder, 'baixa.key');
    await openVault().setUp('passphrase', PASSPHRASE);

    const second = openVault({ keyFile });

    expect(second.status()).toMatchObject({ state: 'locked', unlockers: ['passphrase'] });
    expect(fs.existsSync(keyFile)).toBe(false);
  });

  it.each([
    ['is gone', 'key-file-missing', (file: string) => fs.rmSync(file)],
    ['is rubbish', 'key-file-form', (file: string) => fs.writeFileSync(file, 'rubbish')],
    [
      'can be read by others',
      'key-file-open-to-others',
      (file: string) => fs.chmodSync(file, 0o644),
    ],
    [
      'is another one',
      'key-file-other',
      (file: string) =>
        fs.writeFileSync(file, `baixa-key-1 ${randomBytes(32).toString('base64url')}\n`),
    ],
  ])('refuses to start when the file %s', (_, reason, damage) => {
    const keyFile = path.join(folder, 'baixa.key');
    openVault({ keyFile });
    damage(keyFile);

    const start = (): unknown => openVault({ keyFile });

    expect(start).toThrow(
      expect.objectContaining({
        code: 'secret-unreadable',
        detail: expect.objectContaining({ reason }),
      }),
    );
  });
});

describe('a stored secret', () => {
  it('never lies on the disk in plain text', () => {
    const keyFile = path.join(folder, 'baixa.key');
    const vault = openVault({ keyFile });

    vault.put(place, 'Client_Secret_planted_7f3a');

    expect(bytesOnDisk()).not.toContain('planted');
  });

  it('is replaced, listed and removed', () => {
    const vault = openVault({ keyring: keyringOf(3) });
    vault.put(place, 'velho');
    vault.put(place, 'novo');
    vault.put({ ...place, name: 'clientId' }, 'id');

    const names = vault.names('accounts', 7);

    expect(names).toEqual(['clientId', 'clientSecret']);
    expect(vault.get(place)).toBe('novo');
    expect(vault.remove(place)).toBe(true);
    expect(vault.remove(place)).toBe(false);
    expect(vault.get(place)).toBeUndefined();
  });

  it.each([
    ['moved to another owner', 'UPDATE secrets SET owner_id = 8', { ...place, ownerId: 8 }],
    ['renamed', `UPDATE secrets SET name = 'token'`, { ...place, name: 'token' }],
  ])('does not open when it was %s', (_, damage, where) => {
    const vault = openVault({ keyring: keyringOf(3) });
    vault.put(place, 'segredo!');
    db.exec(damage);

    const read = (): unknown => vault.get(where);

    expect(read).toThrow(expect.objectContaining({ code: 'secret-unreadable' }));
  });

  it.each([
    ['shortened', (cipher: Uint8Array) => cipher.subarray(0, 20)],
    ['changed in its last byte', flipLast],
    ['of another version', (cipher: Uint8Array) => Buffer.from([2, ...cipher.subarray(1)])],
  ])('does not open when its bytes were %s', (_, damage) => {
    const vault = openVault({ keyring: keyringOf(3) });
    vault.put(place, 'segredo');
    const secrets = createSecrets(db);
    for (const row of secrets.listOf('accounts', 7)) {
      secrets.put({ ...row, cipher: damage(row.cipher) });
    }

    const read = (): unknown => vault.get(place);

    expect(read).toThrow(expect.objectContaining({ code: 'secret-unreadable' }));
  });

  it('has the fingerprint of its value, which differs from folder to folder', () => {
    const vault = openVault({ keyring: keyringOf(3) });
    vault.put(place, 'mesmo login');
    const [row] = createSecrets(db).listOf('accounts', 7);
    const here = vault.fingerprint('mesmo login');
    db.exec('DELETE FROM data_keys');

    const elsewhere = openVault({ keyring: keyringOf(3) }).fingerprint('mesmo login');

    expect(here).toMatch(/^[0-9a-f]{32}$/);
    expect(row?.fingerprint).toBe(here);
    expect(vault.fingerprint('outro login')).not.toBe(here);
    expect(elsewhere).not.toBe(here);
  });
});
