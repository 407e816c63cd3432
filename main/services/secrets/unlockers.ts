/** How each unlocker wraps the data key and opens it again. */
import { Failure } from '../../../domain/failure.ts';
import type { DataKeyRow } from '../../store/secrets.ts';
import type { Keyring } from '../ports.ts';
import { provideKeyFile, readKeyFile } from './key-file.ts';
import { derivePassphraseKey, newSalt } from './passphrase-key.ts';
import { KEY_BYTES, seal, unseal } from './sealing.ts';

/** What is stored of a wrapped data key. */
export type Wrapped = Pick<DataKeyRow, 'unlocker' | 'wrapped' | 'salt'>;

const KEY_FILE_OWNER = 'data-key:keyfile';
const PASSPHRASE_OWNER = 'data-key:passphrase';

/** Throws Failure `no-keyring` where none runs or the system refuses. */
export function wrapByKeyring(keyring: Keyring, dataKey: Uint8Array): Wrapped {
  if (!keyring.isAvailable()) throw new Failure('no-keyring', 'No keyring is running');
  try {
    return { unlocker: 'keyring', wrapped: keyring.wrap(dataKey), salt: null };
  } catch (cause) {
    throw new Failure('no-keyring', 'The keyring refused to wrap the data key', {}, { cause });
  }
}

/** Undefined when the keyring is not there, refuses, or belongs to another user or machine. */
export function openByKeyring(keyring: Keyring, row: Wrapped): Uint8Array | undefined {
  if (!keyring.isAvailable()) return undefined;
  try {
    const key = keyring.unwrap(row.wrapped);
    return key.length === KEY_BYTES ? key : undefined;
  } catch {
    // The folder came from elsewhere, or the user said no: the vault stays locked, and its status says so.
    return undefined;
  }
}

/** Makes the file when there is none. */
export function wrapByKeyFile(file: string, dataKey: Uint8Array): Wrapped {
  const wrapped = seal(provideKeyFile(file), KEY_FILE_OWNER, dataKey);
  return { unlocker: 'keyfile', wrapped, salt: null };
}

/** Throws Failure `secret-unreadable` when the file cannot be used or is another folder's. */
export function openByKeyFile(file: string, row: Wrapped): Uint8Array {
  const fileKey = readKeyFile(file);
  try {
    return unseal(fileKey, KEY_FILE_OWNER, row.wrapped);
  } catch (cause) {
    const detail = { reason: 'key-file-other', file };
    throw new Failure('secret-unreadable', 'Another key file opens this folder', detail, { cause });
  }
}

export async function wrapByPassphrase(passphrase: string, dataKey: Uint8Array): Promise<Wrapped> {
  const salt = newSalt();
  const key = await derivePassphraseKey(passphrase, salt);
  return { unlocker: 'passphrase', wrapped: seal(key, PASSPHRASE_OWNER, dataKey), salt };
}

/** Throws Failure `wrong-passphrase`. */
export async function openByPassphrase(passphrase: string, row: Wrapped): Promise<Uint8Array> {
  const key = await derivePassphraseKey(passphrase, row.salt ?? new Uint8Array());
  try {
    return unseal(key, PASSPHRASE_OWNER, row.wrapped);
  } catch (cause) {
    throw new Failure('wrong-passphrase', 'The passphrase does not open the vault', {}, { cause });
  }
}
