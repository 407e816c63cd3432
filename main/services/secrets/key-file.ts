/** A file with a key in it, for a core that starts without a person: one line, readable by its user alone. */
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { Failure } from '../../../domain/failure.ts';
import { KEY_BYTES } from './sealing.ts';

const HEAD = 'baixa-key-1 ';
const FORM = /^baixa-key-1 ([A-Za-z0-9_-]{43})\r?\n?$/;

/** The file's key, made together with the file (mode 0600) when there is none. */
export function provideKeyFile(file: string): Uint8Array {
  return fs.existsSync(file) ? readKeyFile(file) : writeKeyFile(file);
}

/**
 * @returns 32 bytes
 * @throws Failure `secret-unreadable` with `reason`: `key-file-missing`, `key-file-form`, or `key-file-open-to-others`
 */
export function readKeyFile(file: string): Uint8Array {
  if (!fs.existsSync(file)) throw unreadable('key-file-missing', file);
  if (isOpenToOthers(file)) throw unreadable('key-file-open-to-others', file);
  const encoded = FORM.exec(readText(file))?.[1];
  const key = encoded === undefined ? undefined : Buffer.from(encoded, 'base64url');
  if (key?.length !== KEY_BYTES) throw unreadable('key-file-form', file);
  return key;
}

function writeKeyFile(file: string): Uint8Array {
  const key = randomBytes(KEY_BYTES);
  try {
    fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const handle = fs.openSync(file, 'wx', 0o600);
    try {
      fs.writeSync(handle, `${HEAD}${key.toString('base64url')}\n`);
      // A data key that is wrapped by a file which a power cut then loses could never be opened again.
      fs.fsyncSync(handle);
    } finally {
      fs.closeSync(handle);
    }
  } catch (cause) {
    throw unreadable('key-file-not-written', file, cause);
  }
  return key;
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (cause) {
    throw unreadable('key-file-form', file, cause);
  }
}

// Windows has no such bits: there the folder's own permissions decide.
function isOpenToOthers(file: string): boolean {
  return process.platform !== 'win32' && (fs.statSync(file).mode & 0o077) !== 0;
}

function unreadable(reason: string, file: string, cause?: unknown): Failure {
  return new Failure(
    'secret-unreadable',
    'The key file cannot be used',
    { reason, file },
    { cause },
  );
}
