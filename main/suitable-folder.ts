/** Whether a folder can hold a live SQLite database, as far as names, variables and the mount table tell. */
import path from 'node:path';

/** Why a folder cannot hold a live SQLite database: `not-a-folder`, `unreachable` (no such disk), or who else writes to it. */
export type UnsuitableReason =
  'not-a-folder' | 'unreachable' | 'network' | 'onedrive' | 'dropbox' | 'google-drive' | 'icloud';

/** A line of the mount table: where, and with which file system. */
export interface Mount {
  readonly point: string;
  readonly type: string;
}

/** What is known of the machine besides the path. */
export interface FolderSurroundings {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Empty where the system has no table of mounts. */
  readonly mounts: readonly Mount[];
}

/**
 * SQLite's locks do not hold on network shares, and a program that synchronises a folder copies half-written files back.
 * Recognised by names, by the mount table and by Windows' own variables; undefined when nothing speaks against it.
 *
 * @param dir absolute, in the form of `platform`
 */
export function unsuitableReason(
  dir: string,
  { platform, env, mounts }: FolderSurroundings,
): UnsuitableReason | undefined {
  const isWindows = platform === 'win32';
  const bySegment = synchronisedBy(dir.split(isWindows ? /[\\/]/ : '/'));
  if (bySegment !== undefined) return bySegment;
  if (isWindows) return unsuitableOnWindows(dir, env);
  return isNetworkMount(dir, mounts) ? 'network' : undefined;
}

const synchronisers: readonly (readonly [UnsuitableReason, RegExp])[] = [
  ['onedrive', /^OneDrive(?:[ -].*)?$/i],
  ['dropbox', /^(?:Dropbox(?: \(.*\))?|Dropbox-.*)$/i],
  ['google-drive', /^(?:Google ?Drive(?:-.*)?|My Drive|Meu Drive|\.?DriveFS)$/i],
  ['icloud', /^(?:iCloud ?Drive|Mobile Documents)$/i],
];

function synchronisedBy(segments: readonly string[]): UnsuitableReason | undefined {
  for (const [reason, name] of synchronisers) {
    if (segments.some((segment) => name.test(segment))) return reason;
  }
  return undefined;
}

function unsuitableOnWindows(
  dir: string,
  env: FolderSurroundings['env'],
): UnsuitableReason | undefined {
  // Two leading backslashes are a share; `\\?\C:\` and `\\.\` are not.
  if (/^[\\/]{2}(?:[^?.]|\?[\\/]UNC[\\/])/i.test(dir)) return 'network';
  const roots = [env['OneDrive'], env['OneDriveConsumer'], env['OneDriveCommercial']];
  return roots.some((root) => root !== undefined && isInsideOnWindows(dir, root))
    ? 'onedrive'
    : undefined;
}

function isInsideOnWindows(dir: string, root: string): boolean {
  const relative = path.win32.relative(root, dir);
  return root !== '' && !relative.startsWith('..') && !path.win32.isAbsolute(relative);
}

const NETWORK_TYPES =
  /^(?:nfs4?|cifs|smb3|smbfs|afs|ceph|glusterfs|davfs|fuse\.(?:sshfs|rclone|davfs2?|glusterfs|google-drive-ocamlfuse|gvfsd-fuse|s3fs))$/;

function isNetworkMount(dir: string, mounts: readonly Mount[]): boolean {
  const holding = mounts.filter((mount) => isInsidePosix(dir, mount.point));
  const longest = Math.max(...holding.map((mount) => mount.point.length));
  // Of several mounts on one point, the last one is seen.
  const nearest = holding.findLast((mount) => mount.point.length === longest);
  return nearest !== undefined && NETWORK_TYPES.test(nearest.type);
}

function isInsidePosix(dir: string, point: string): boolean {
  return point === '/' || dir === point || dir.startsWith(`${point}/`);
}

/** Reads the form of fstab(5): blanks and other special characters of a path are written as `\040`. */
export function parseMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [, point, type] = line.split(' ');
    if (point === undefined || type === undefined) return [];
    return [{ point: unescapeOctal(point), type }];
  });
}

function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
}
