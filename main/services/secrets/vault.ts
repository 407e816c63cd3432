/**
 * The secrets of a data folder: gateway credentials and whatever else must not lie on the disk in plain text.
 *
 * A random data key encrypts each secret; the data key itself is kept wrapped, once per unlocker. Without an unlocker
 * there is no data key and nothing can be stored: never plain text.
 */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { assertNever } from '../../../domain/assert-never.ts';
import { Failure } from '../../../domain/failure.ts';
import type { Clock } from '../../clock.ts';
import type { DataKeyRow, SecretPlace, Secrets, Unlocker } from '../../store/secrets.ts';
import type { Keyring } from '../ports.ts';
import { KEY_BYTES, seal, unseal } from './sealing.ts';
import {
  openByKeyFile,
  openByKeyring,
  openByPassphrase,
  wrapByKeyFile,
  wrapByKeyring,
  wrapByPassphrase,
  type Wrapped,
} from './unlockers.ts';

export interface VaultOptions {
  readonly secrets: Secrets;
  readonly keyring: Keyring;
  /** Absolute path. Made when the folder is fresh or already open, and opens it from then on. */
  readonly keyFile?: string | undefined;
  readonly clock: Clock;
}

/** `not-set-up`: nothing can be stored yet. `locked`: only the passphrase, or the missing keyring or file, opens it. */
export interface VaultStatus {
  readonly state: 'not-set-up' | 'locked' | 'open';
  readonly unlockers: readonly Unlocker[];
  readonly hasKeyring: boolean;
}

export interface Vault {
  status(): VaultStatus;
  /**
   * Adds an unlocker, or replaces the passphrase. The first one makes the data key.
   *
   * @throws Failure `locked`, `no-keyring`, `invalid-input` (no passphrase), `not-allowed` (no key file was named)
   */
  setUp(unlocker: Unlocker, passphrase?: string): Promise<VaultStatus>;
  /** @throws Failure `wrong-passphrase`; `not-allowed` when no passphrase was ever set */
  unlock(passphrase: string): Promise<VaultStatus>;
  /** Encrypts and stores, replacing what was there. Throws Failure `no-keyring` while not set up, `locked` while locked. */
  put(place: SecretPlace, value: string): void;
  /** Undefined when there is none. Throws Failure `locked`; `secret-unreadable` when the bytes were changed or moved. */
  get(place: SecretPlace): string | undefined;
  /** Which secrets an owner has; works while locked. */
  names(ownerTable: string, ownerId: number): readonly string[];
  /** Equal values have equal fingerprints (32 hex digits), in this data folder only. Throws as `put` does. */
  fingerprint(value: string): string;
  /** False when there was none; works while locked. */
  remove(place: SecretPlace): boolean;
}

/** What is derived from the data key; it lives in memory alone. */
interface OpenKeys {
  readonly dataKey: Uint8Array;
  readonly sealing: Uint8Array;
  readonly fingerprinting: Uint8Array;
}

/**
 * Opens the vault with what is at hand: the key file when one is named, else the keyring.
 * A fresh data folder is set up with it at once; with neither, the operator chooses later.
 *
 * @throws Failure `secret-unreadable` when a key file is named and cannot be used
 */
export function createVault(options: VaultOptions): Vault {
  const { secrets } = options;
  let keys = openAtStart(options);

  async function setUp(unlocker: Unlocker, passphrase?: string): Promise<VaultStatus> {
    const before = keys;
    const dataKey = before?.dataKey ?? freshDataKey(secrets);
    const wrapped = await wrapBy(unlocker, options, { dataKey, passphrase });
    // Deriving a key takes a while; a second set-up in the meantime must not leave two data keys.
    if (keys !== before) throw new Failure('conflict', 'The vault was set up meanwhile');
    secrets.putDataKey(dated(wrapped, options.clock));
    keys = keysOf(dataKey);
    return statusOf(options, keys);
  }

  async function unlock(passphrase: string): Promise<VaultStatus> {
    const row = secrets.listDataKeys().find((key) => key.unlocker === 'passphrase');
    if (row === undefined) throw new Failure('not-allowed', 'No passphrase was set');
    keys = keysOf(await openByPassphrase(passphrase, row));
    return statusOf(options, keys);
  }

  return {
    status: () => statusOf(options, keys),
    setUp,
    unlock,
    put: (place, value) => {
      const open = needKeys(options, keys);
      const cipher = seal(open.sealing, ownerOf(place), Buffer.from(value, 'utf8'));
      secrets.put({ ...place, cipher, fingerprint: fingerprintOf(open, value) });
    },
    get: (place) => {
      const row = secrets.byPlace(place);
      if (row === undefined) return undefined;
      const plain = unseal(needKeys(options, keys).sealing, ownerOf(place), row.cipher);
      return Buffer.from(plain).toString('utf8');
    },
    names: (ownerTable, ownerId) => secrets.listOf(ownerTable, ownerId).map((row) => row.name),
    fingerprint: (value) => fingerprintOf(needKeys(options, keys), value),
    remove: (place) => secrets.remove(place),
  };
}

function openAtStart(options: VaultOptions): OpenKeys | undefined {
  const { secrets, keyring, keyFile } = options;
  const rows = secrets.listDataKeys();
  const hasFileRow = rows.some((row) => row.unlocker === 'keyfile');
  let dataKey = openWithoutPerson(rows, options);
  if (dataKey === undefined) {
    if (rows.length > 0 || (keyFile === undefined && !keyring.isAvailable())) return undefined;
    dataKey = randomBytes(KEY_BYTES);
  }
  if (keyFile !== undefined && !hasFileRow) {
    secrets.putDataKey(dated(wrapByKeyFile(keyFile, dataKey), options.clock));
  } else if (rows.length === 0) {
    secrets.putDataKey(dated(wrapByKeyring(keyring, dataKey), options.clock));
  }
  return keysOf(dataKey);
}

function openWithoutPerson(
  rows: readonly DataKeyRow[],
  { keyring, keyFile }: VaultOptions,
): Uint8Array | undefined {
  const byFile = rows.find((row) => row.unlocker === 'keyfile');
  if (byFile !== undefined && keyFile !== undefined) return openByKeyFile(keyFile, byFile);
  const byKeyring = rows.find((row) => row.unlocker === 'keyring');
  return byKeyring === undefined ? undefined : openByKeyring(keyring, byKeyring);
}

function freshDataKey(secrets: Secrets): Uint8Array {
  // A second data key would make every stored secret unreadable.
  if (secrets.listDataKeys().length > 0) throw new Failure('locked', 'The vault is locked');
  return randomBytes(KEY_BYTES);
}

async function wrapBy(
  unlocker: Unlocker,
  { keyring, keyFile }: VaultOptions,
  { dataKey, passphrase }: { dataKey: Uint8Array; passphrase: string | undefined },
): Promise<Wrapped> {
  switch (unlocker) {
    case 'keyring':
      return wrapByKeyring(keyring, dataKey);
    case 'passphrase':
      if (passphrase === undefined || passphrase === '')
        throw new Failure('invalid-input', 'A passphrase is needed', { field: 'passphrase' });
      return wrapByPassphrase(passphrase, dataKey);
    case 'keyfile':
      if (keyFile === undefined)
        throw new Failure('not-allowed', 'No key file was named', { reason: 'no-key-file' });
      return wrapByKeyFile(keyFile, dataKey);
    default:
      return assertNever(unlocker);
  }
}

function dated(wrapped: Wrapped, clock: Clock): DataKeyRow {
  return { ...wrapped, createdAt: clock.now() };
}

function statusOf({ secrets, keyring }: VaultOptions, keys: OpenKeys | undefined): VaultStatus {
  const unlockers = secrets.listDataKeys().map((row) => row.unlocker);
  const closed = unlockers.length === 0 ? 'not-set-up' : 'locked';
  return {
    state: keys === undefined ? closed : 'open',
    unlockers,
    hasKeyring: keyring.isAvailable(),
  };
}

function needKeys(options: VaultOptions, keys: OpenKeys | undefined): OpenKeys {
  if (keys !== undefined) return keys;
  if (options.secrets.listDataKeys().length > 0) throw new Failure('locked', 'The vault is locked');
  throw new Failure('no-keyring', 'Nothing can keep a secret yet: no keyring, no passphrase');
}

function keysOf(dataKey: Uint8Array): OpenKeys {
  return {
    dataKey,
    sealing: derive(dataKey, 'sealing'),
    fingerprinting: derive(dataKey, 'fingerprinting'),
  };
}

function derive(dataKey: Uint8Array, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, '', `baixa:${use}`, KEY_BYTES));
}

// A secret that is copied to another row or renamed no longer opens.
function ownerOf(place: SecretPlace): string {
  return JSON.stringify([place.ownerTable, place.ownerId, place.name]);
}

function fingerprintOf(keys: OpenKeys, value: string): string {
  return createHmac('sha256', keys.fingerprinting).update(value, 'utf8').digest('hex').slice(0, 32);
}
