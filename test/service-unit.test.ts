/** The unit with which systemd keeps the core without a window at work. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseArguments } from '../main/start-arguments.ts';

const unit = fs.readFileSync('resources/service/baixa.service', 'utf8');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-unit-'));
});

afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

describe('the unit of systemd', () => {
  it.skipIf(!hasSystemd)('has nothing that systemd does not understand', () => {
    const file = path.join(folder, 'baixa.service');
    fs.writeFileSync(file, unit.replace('/usr/bin/node', process.execPath));

    const judged = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });

    expect(judged.stderr).toBe('');
    expect(judged.status).toBe(0);
  });

  it('starts with arguments that the core without a window understands', () => {
    const [, line = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? [];
    const [, script, ...args] = line.split(' ');

    const parsed = parseArguments(args, { cwd: folder, isStrict: true });

    expect(script).toMatch(/\/dist\/main\/headless\.js$/);
    expect(parsed).toMatchObject({
      kind: 'run',
      options: { dataDir: '/var/lib/baixa', keyFile: '/var/lib/baixa-key/key' },
    });
  });
});
