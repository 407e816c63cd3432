/** Where everything of one company lies on the disk, and whether that place can be trusted with a database. */
import fs from 'node:fs';
import path from 'node:path';
import { Failure, type FailureCode } from '../domain/failure.ts';
import {
  parseMounts,
  unsuitableReason,
  type Mount,
  type UnsuitableReason,
} from './suitable-folder.ts';

/** Absolute paths. All exist, readable by their user alone, and the folder was seen to take a file. */
export interface DataFolder {
  readonly dir: string;
  readonly backups: string;
  readonly documents: string;
  readonly logs: string;
}

export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly homeDir: string;
}

/** The folder that is used when none is named. It may not exist yet. */
export function defaultDataDir({ platform, env, homeDir }: Surroundings): string {
  if (platform === 'win32') {
    const local = env['LOCALAPPDATA'] ?? path.win32.join(homeDir, 'AppData', 'Local');
    return path.win32.join(local, 'Baixa');
  }
  if (platform === 'darwin')
    return path.posix.join(homeDir, 'Library', 'Application Support', 'Baixa');
  const xdg = env['XDG_DATA_HOME'];
  // The XDG rules tell programs to ignore a relative path here.
  const hasXdg = xdg !== undefined && path.posix.isAbsolute(xdg);
  return path.posix.join(hasXdg ? xdg : path.posix.join(homeDir, '.local', 'share'), 'baixa');
}

/**
 * Makes what is missing and proves that the folder can be written.
 *
 * @throws Failure `data-folder-unsuitable` (`folder`, `reason`: an UnsuitableReason), `data-folder-read-only` (`folder`), `disk-full`
 */
export function openDataFolder(
  dir: string,
  platform: NodeJS.Platform = process.platform,
): DataFolder {
  const folder = path.resolve(dir);
  try {
    refuseUnsuitable(folder, platform);
    // A link, or a drive letter, may lead to such a folder without showing it in its name.
    refuseUnsuitable(realPlace(folder), platform);
    makeFolders(folder);
    proveWritable(folder);
  } catch (error) {
    throw failureOf(error, folder);
  }
  return placesIn(folder);
}

/** The path without links; of a folder that does not exist yet, where it would be made. */
function realPlace(dir: string): string {
  if (fs.existsSync(dir)) return fs.realpathSync.native(dir);
  const parent = path.dirname(dir);
  return parent === dir ? dir : path.join(realPlace(parent), path.basename(dir));
}

function placesIn(dir: string): DataFolder {
  return {
    dir,
    backups: path.join(dir, 'backups'),
    documents: path.join(dir, 'documents'),
    logs: path.join(dir, 'logs'),
  };
}

function makeFolders(dir: string): void {
  makeFolder(dir);
  // A folder that was there with other files in it is not ours to close to others.
  if (isOurs(dir)) fs.chmodSync(dir, 0o700);
  const { backups, documents, logs } = placesIn(dir);
  for (const place of [backups, documents, logs]) makeFolder(place);
}

// Node's own recursive mkdir never ends where a parent exists and refuses to take a folder, as /proc does.
function makeFolder(dir: string): void {
  if (isFolder(dir)) return;
  const parent = path.dirname(dir);
  if (parent !== dir) makeFolder(parent);
  fs.mkdirSync(dir, { mode: 0o700 });
}

function isFolder(dir: string): boolean {
  return fs.statSync(dir, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isOurs(dir: string): boolean {
  const names = fs.readdirSync(dir);
  return names.length === 0 || names.includes('lock.db') || names.includes('baixa.db');
}

function proveWritable(dir: string): void {
  const probe = path.join(dir, `.write-probe-${process.pid}`);
  fs.writeFileSync(probe, 'x', { mode: 0o600 });
  fs.rmSync(probe);
}

function refuseUnsuitable(dir: string, platform: NodeJS.Platform): void {
  const mounts = platform === 'linux' ? readMounts() : [];
  const reason = unsuitableReason(dir, { platform, env: process.env, mounts });
  if (reason === undefined) return;
  throw unsuitable(dir, reason);
}

function unsuitable(folder: string, reason: UnsuitableReason, cause?: unknown): Failure {
  const message = 'The data folder is not on a plain local disk';
  return new Failure('data-folder-unsuitable', message, { folder, reason }, { cause });
}

function readMounts(): readonly Mount[] {
  const table = '/proc/self/mounts';
  return fs.existsSync(table) ? parseMounts(fs.readFileSync(table, 'utf8')) : [];
}

const codes: Readonly<Record<string, FailureCode>> = {
  EACCES: 'data-folder-read-only',
  EPERM: 'data-folder-read-only',
  EROFS: 'data-folder-read-only',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
};

function failureOf(error: unknown, folder: string): Failure {
  if (error instanceof Failure) return error;
  const system = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (system === 'EEXIST' || system === 'ENOTDIR') return unsuitable(folder, 'not-a-folder', error);
  if (system === 'ENOENT') return unsuitable(folder, 'unreachable', error);
  const code = codes[system] ?? 'unexpected';
  return new Failure(
    code,
    'The data folder cannot be made or written',
    { folder },
    { cause: error },
  );
}
