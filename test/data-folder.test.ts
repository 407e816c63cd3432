import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultDataDir, openDataFolder } from '../main/data-folder.ts';
import { parseMounts, unsuitableReason } from '../main/suitable-folder.ts';
import { canMakeReadOnly, withReadOnly } from './support/read-only.ts';

let base: string;

beforeEach(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-folder-'));
});

afterEach(() => {
  fs.rmSync(base, { recursive: true, force: true });
});

function modeOf(place: string): number {
  return fs.statSync(place).mode & 0o777;
}

describe('opening the data folder', () => {
  it('makes it and its parts for the user alone', () => {
    const folder = openDataFolder(path.join(base, 'new', 'baixa'));

    const places = [folder.dir, folder.backups, folder.documents, folder.logs];
    expect(places.map((place) => fs.statSync(place).isDirectory())).toEqual(Array(4).fill(true));
    if (process.platform !== 'win32') expect(places.map(modeOf)).toEqual(Array(4).fill(0o700));
    expect(fs.readdirSync(folder.dir).sort()).toEqual(['backups', 'documents', 'logs']);
  });

  it('opens the same folder again', () => {
    const first = openDataFolder(path.join(base, 'baixa'));

    const second = openDataFolder(path.join(base, 'baixa'));

    expect(second).toEqual(first);
  });

  it.skipIf(process.platform === 'win32')('leaves the rights of a folder with other files', () => {
    fs.chmodSync(base, 0o755);
    fs.writeFileSync(path.join(base, 'notas.txt'), 'x');

    openDataFolder(base);

    expect(modeOf(base)).toBe(0o755);
  });

  it.skipIf(!canMakeReadOnly)('refuses one that is read-only', () => {
    const open = (): unknown => withReadOnly(base, () => openDataFolder(base));

    expect(open).toThrow(
      expect.objectContaining({ code: 'data-folder-read-only', detail: { folder: base } }),
    );
  });

  it('refuses a file in its place', () => {
    const file = path.join(base, 'baixa');
    fs.writeFileSync(file, 'x');

    const open = (): unknown => openDataFolder(file);

    expect(open).toThrow(
      expect.objectContaining({
        code: 'data-folder-unsuitable',
        detail: { folder: file, reason: 'not-a-folder' },
      }),
    );
  });

  it.runIf(process.platform === 'linux')('refuses a place that takes no folders', () => {
    const open = (): unknown => openDataFolder('/proc/baixa/dados');

    expect(open).toThrow(
      expect.objectContaining({
        code: 'data-folder-unsuitable',
        detail: { folder: '/proc/baixa/dados', reason: 'unreachable' },
      }),
    );
  });

  it('refuses a synchronised folder before it writes anything there', () => {
    const folder = path.join(base, 'Dropbox', 'baixa');

    const open = (): unknown => openDataFolder(folder);

    expect(open).toThrow(
      expect.objectContaining({
        code: 'data-folder-unsuitable',
        detail: { folder, reason: 'dropbox' },
      }),
    );
    expect(fs.existsSync(folder)).toBe(false);
  });

  it.skipIf(process.platform === 'win32')('refuses a link into a synchronised folder', () => {
    fs.mkdirSync(path.join(base, 'OneDrive - Provedor'));
    fs.symlinkSync(path.join(base, 'OneDrive - Provedor'), path.join(base, 'baixa'));

    const open = (): unknown => openDataFolder(path.join(base, 'baixa'));

    expect(open).toThrow(expect.objectContaining({ code: 'data-folder-unsuitable' }));
    expect(fs.readdirSync(path.join(base, 'OneDrive - Provedor'))).toEqual([]);
  });
});

describe('the folder that is used when none is named', () => {
  it.each([
    ['linux', {}, '/home/ana/.local/share/baixa'],
    ['linux', { XDG_DATA_HOME: '/dados' }, '/dados/baixa'],
    ['linux', { XDG_DATA_HOME: 'dados' }, '/home/ana/.local/share/baixa'],
    ['darwin', {}, '/home/ana/Library/Application Support/Baixa'],
  ] as const)('on %s with %j is %s', (platform, env, expected) => {
    const dir = defaultDataDir({ platform, env, homeDir: '/home/ana' });

    expect(dir).toBe(expected);
  });

  it('on Windows lies in the local part of the profile', () => {
    const env = { LOCALAPPDATA: 'C:\\Users\\Ana\\AppData\\Local' };

    const dir = defaultDataDir({ platform: 'win32', env, homeDir: 'C:\\Users\\Ana' });

    expect(dir).toBe('C:\\Users\\Ana\\AppData\\Local\\Baixa');
  });
});

describe('a folder that cannot hold a live database', () => {
  const mounts = parseMounts(
    [
      'overlay / overlay rw 0 0',
      'server:/export /srv/nas nfs4 rw,vers=4.2 0 0',
      '//server/dados /mnt/com\\040espaco cifs rw 0 0',
      '/dev/sdb1 /srv/nas/local ext4 rw 0 0',
      'autofs /auto autofs rw 0 0',
      'server:/home /auto nfs rw 0 0',
      '',
    ].join('\n'),
  );

  it.each([
    ['/srv/nas/baixa', 'network'],
    ['/srv/nas', 'network'],
    ['/mnt/com espaco/baixa', 'network'],
    ['/auto/baixa', 'network'],
    ['/home/ana/Dropbox (Pessoal)/baixa', 'dropbox'],
    ['/home/ana/OneDrive/baixa', 'onedrive'],
    ['/Users/ana/Library/CloudStorage/GoogleDrive-ana@example.com/Meu Drive/b', 'google-drive'],
    ['/Users/ana/Library/Mobile Documents/com~apple~CloudDocs/baixa', 'icloud'],
    ['/srv/nas/local/baixa', undefined],
    ['/srv/nas2/baixa', undefined],
    ['/home/ana/.local/share/baixa', undefined],
    ['/home/dropboxer/baixa', undefined],
  ] as const)('%s: %s', (dir, expected) => {
    expect(unsuitableReason(dir, { platform: 'linux', env: {}, mounts })).toBe(expected);
  });

  const env = { OneDriveCommercial: 'D:\\Nuvem da Empresa', OneDrive: '' };

  it.each([
    ['\\\\servidor\\dados\\baixa', 'network'],
    ['\\\\?\\UNC\\servidor\\dados', 'network'],
    ['D:\\Nuvem da Empresa\\baixa', 'onedrive'],
    ['d:\\nuvem da empresa', 'onedrive'],
    ['C:\\Users\\Ana\\OneDrive - Provedor\\baixa', 'onedrive'],
    ['C:\\Users\\Ana\\iCloudDrive\\baixa', 'icloud'],
    ['G:\\Meu Drive\\baixa', 'google-drive'],
    ['\\\\?\\C:\\Dados\\baixa', undefined],
    ['D:\\Nuvem da Empresa 2\\baixa', undefined],
    ['C:\\Users\\Ana\\AppData\\Local\\Baixa', undefined],
  ] as const)('%s: %s', (dir, expected) => {
    expect(unsuitableReason(dir, { platform: 'win32', env, mounts: [] })).toBe(expected);
  });
});
