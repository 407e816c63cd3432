import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { hasDisplay } from '../../tools/display.mjs';
import { electronFlags, sandboxProblem } from '../../tools/electron.mjs';
import { closingLine, countTests } from '../../tools/test-counts.mjs';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-counts-'));

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

test.each([
  [0, true, ['--no-sandbox']],
  [1000, true, []],
  [1000, false, ['--disable-gpu']],
  [0, false, ['--no-sandbox', '--disable-gpu']],
])('gives up the sandbox for root alone: user %i, graphics %s', (uid, hasGpu, expected) => {
  expect(electronFlags({ uid, hasGpu })).toEqual(expected);
});

test.each([
  [
    'says what to do where user namespaces are refused',
    1000,
    { apparmor_restrict_unprivileged_userns: '1' },
    true,
  ],
  ['says so for the older switch, too', 1000, { unprivileged_userns_clone: '0' }, true],
  ['is silent where they are allowed', 1000, { unprivileged_userns_clone: '1' }, false],
  ['is silent for root, who has no sandbox', 0, { unprivileged_userns_clone: '0' }, false],
])('%s', (_, uid, settings: Readonly<Record<string, string>>, hasProblem) => {
  const kernel = (name: string): string | undefined => settings[name];

  const problem = sandboxProblem(path.join(folder, 'electron'), { uid, kernel });

  expect(problem?.includes('chmod 4755') ?? false).toBe(hasProblem && process.platform === 'linux');
});

test.each([
  [{}, 'linux', false],
  [{ DISPLAY: '' }, 'linux', false],
  [{ DISPLAY: ':0' }, 'linux', true],
  [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
  [{}, 'win32', true],
  [{}, 'darwin', true],
] as const)('with %o on %s there is a display: %s', (env, platform, expected) => {
  expect(hasDisplay(env, platform)).toBe(expected);
});

test('adds up the tests of all suites and counts a step that failed without a test once', () => {
  fs.mkdirSync(folder, { recursive: true });
  const report = path.join(folder, 'core.json');
  fs.writeFileSync(report, '{ "numPassedTests": 7, "numFailedTests": 2, "numPendingTests": 1 }');
  const none = { passed: 0, failed: 0, skipped: 0 };

  const afterTypes = countTests(none, undefined, true);
  const afterTests = countTests(afterTypes, report, false);

  expect(afterTests).toEqual({ passed: 7, failed: 2, skipped: 1 });
  expect(closingLine(afterTests)).toBe('7 passed, 2 failed');
  expect(closingLine(countTests(none, undefined, false))).toBe('0 passed, 1 failed');
  expect(closingLine(countTests(none, path.join(folder, 'none.json'), false))).toBe(
    '0 passed, 1 failed',
  );
});
