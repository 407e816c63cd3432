/** Chromium's own sandbox, for which the app must run as anybody but root and the kernel must allow user namespaces. */
import { execFileSync, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { electronRuntime } from '../../tools/electron.mjs';
import { startDesktopProgram, type OtherUser } from '../support/desktop.ts';

const NOBODY = 65_534;
const root = path.resolve(import.meta.dirname, '..', '..');
const isRoot = process.getuid?.() === 0;
const obstacle = findObstacle();

let base: string;
let user: OtherUser | undefined;

beforeAll(() => {
  base = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-sandbox-'));
  if (obstacle === undefined && isRoot) user = provideUser();
});

afterAll(() => {
  fs.rmSync(base, { recursive: true, force: true });
});

describe("the system's sandbox", () => {
  if (obstacle !== undefined)
    process.stdout.write(`sandbox do sistema não verificada: ${obstacle}\n`);

  it.skipIf(obstacle !== undefined)(
    'holds the page: filtered calls, processes of its own',
    async () => {
      const dataDir = path.join(base, 'data');
      const program = await startDesktopProgram(['--data-dir', dataDir, '--port', '0'], user);
      const settings = path.join(dataDir, 'window', 'shell.json');
      await expect.poll(() => fs.existsSync(settings), { timeout: 30_000 }).toBe(true);
      await expect.poll(() => renderersOf(program.child.pid)).toHaveLength(1);

      const [renderer = 0] = renderersOf(program.child.pid);
      const status = fs.readFileSync(`/proc/${renderer}/status`, 'utf8');
      program.child.kill('SIGTERM');

      expect(await program.ended).toBe(0);
      expect(status).toMatch(/^Seccomp:\t2$/m);
      expect(status).toMatch(/^NSpid:\t\d+\t\d+/m);
      expect(fs.readFileSync(path.join(dataDir, 'logs', 'baixa.log'), 'utf8')).toContain(
        '"isUnsandboxed":false',
      );
    },
  );
});

function findObstacle(): string | undefined {
  if (process.platform !== 'linux') return 'só no Linux';
  if (readSetting('/proc/sys/user/max_user_namespaces') === 0) return 'o kernel não permite';
  // Ubuntu since 23.10 allows them to programs that it knows alone.
  if (readSetting('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === 1) {
    return 'o AppArmor não permite';
  }
  if (isRoot && !canBeReadByNobody()) return 'outro usuário não pode ler o projeto';
  return undefined;
}

function readSetting(file: string): number | undefined {
  return fs.existsSync(file) ? Number(fs.readFileSync(file, 'utf8')) : undefined;
}

function canBeReadByNobody(): boolean {
  const files = ['dist/main/index.js', 'node_modules/better-sqlite3/package.json'];
  const program = `for (const file of ${JSON.stringify(files)}) require('node:fs').accessSync(file)`;
  return (
    spawnSync(process.execPath, ['-e', program], { cwd: root, uid: NOBODY, gid: NOBODY }).status ===
    0
  );
}

/** Nobody gets a folder for the data and a copy of Electron, which may lie in a home that is closed to others. */
function provideUser(): OtherUser {
  const { executable } = electronRuntime();
  const copy = path.join(base, 'electron');
  execFileSync('cp', ['-R', path.dirname(executable), copy]);
  execFileSync('chmod', ['-R', 'a+rX', copy]);
  fs.chownSync(base, NOBODY, NOBODY);
  return { uid: NOBODY, executable: path.join(copy, path.basename(executable)) };
}

/** Processes that Chromium started for pages, found by their command lines among all descendants. */
function renderersOf(pid: number | undefined): readonly number[] {
  const own = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return own.map(Number).filter((one) => isRenderer(one) && isDescendant(one, pid));
}

function isRenderer(pid: number): boolean {
  return readProc(pid, 'cmdline').includes('--type=renderer');
}

function isDescendant(pid: number, ancestor: number | undefined): boolean {
  if (pid === ancestor) return true;
  const parent = Number(/^PPid:\t(\d+)$/m.exec(readProc(pid, 'status'))?.[1] ?? 0);
  return parent > 1 && isDescendant(parent, ancestor);
}

/** Empty when the process has ended meanwhile. */
function readProc(pid: number, file: 'cmdline' | 'status'): string {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
