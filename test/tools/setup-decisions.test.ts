import { expect, test } from 'vitest';
import { matchesLock } from '../../tools/setup/dependencies.mjs';
import { nameInDist } from '../../tools/setup/electron-fallback.mjs';
import { createStallWatch, reasonIn } from '../../tools/setup/electron-pinned.mjs';
import { nextElectronStep } from '../../tools/setup/electron.mjs';
import { closingLine, createReport } from '../../tools/setup/report.mjs';
import { needsOwnBuild } from '../../tools/setup/sqlite.mjs';
import { chooseNames, ELECTRON_NEEDS, missingNeeds } from '../../tools/setup/system-packages.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'node_modules/zod': { version: '4.6.7', integrity: 'sha512-z' },
    'node_modules/windows-only': { version: '1.0.0', integrity: 'sha512-w', optional: true },
  },
};
const zod = { version: '4.6.7', integrity: 'sha512-z' };

test.each([
  ['takes an installation that npm made itself', { 'node_modules/zod': zod }, true],
  ['takes one with packages that nobody asked for', { 'node_modules/zod': zod, x: zod }, true],
  ['refuses one with a package missing', {}, false],
  ['refuses another version', { 'node_modules/zod': { ...zod, version: '4.6.6' } }, false],
  ['refuses other bytes', { 'node_modules/zod': { ...zod, integrity: 'sha512-y' } }, false],
])('%s', (_, packages, expected) => {
  expect(matchesLock(lock, { packages })).toBe(expected);
});

const fresh = {
  hasPinned: false,
  hasFallback: false,
  canFallBack: true,
  triedInVain: undefined,
  pinned: '45.4.1',
  wish: undefined,
};

test.each([
  ['tries the pinned Electron first', {}, 'pinned'],
  ['is content with the pinned one', { hasPinned: true, hasFallback: true }, 'nothing'],
  [
    'asks the network nothing once the fallback stands in',
    { hasFallback: true, triedInVain: '45.4.1' },
    'nothing',
  ],
  ['fetches the fallback again when its cache was emptied', { triedInVain: '45.4.1' }, 'fallback'],
  ['tries a new pin again', { hasFallback: true, triedInVain: '45.4.0' }, 'pinned'],
  [
    'has nothing but the pinned one on other systems',
    { canFallBack: false, triedInVain: '45.4.1' },
    'pinned',
  ],
  ['takes the fallback when it is asked for', { hasPinned: true, wish: 'fallback' }, 'fallback'],
  ['keeps the fallback that was asked for', { hasFallback: true, wish: 'fallback' }, 'nothing'],
  [
    'tries the pinned one when it is asked for',
    { hasFallback: true, triedInVain: '45.4.1', wish: 'pinned' },
    'pinned',
  ],
] as const)('%s', (_, change, expected) => {
  expect(nextElectronStep({ ...fresh, ...change })).toBe(expected);
});

test.each([
  ['9', false, true],
  ['10', false, false],
  ['10', true, true],
  [undefined, false, true],
])('Node-API %s with the fallback Electron %s: builds SQLite %s', (nodeApi, fallback, expected) => {
  expect(needsOwnBuild(nodeApi, fallback)).toBe(expected);
});

test('takes either name of a library that Debian 13 renamed', () => {
  const needs = [['libgtk-3-0t64', 'libgtk-3-0'], ['xvfb'], ['zbar-tools']];
  const listing = 'installed libgtk-3-0\nnot-installed xvfb\nconfig-files zbar-tools\n';

  expect(missingNeeds(needs, listing)).toEqual([['xvfb'], ['zbar-tools']]);
  expect(missingNeeds(needs, listing.replace('-3-0', '-3-0t64'))).toEqual([
    ['xvfb'],
    ['zbar-tools'],
  ]);
});

test('installs the name that the release knows, and the oldest where it knows none', () => {
  const needs = [['libgtk-3-0t64', 'libgtk-3-0'], ['libnss3']];

  expect(chooseNames(needs, new Set(['libgtk-3-0t64', 'libgtk-3-0', 'libnss3']))[0]).toBe(
    'libgtk-3-0t64',
  );
  expect(chooseNames(needs, new Set(['libgtk-3-0']))).toEqual(['libgtk-3-0', 'libnss3']);
  expect(missingNeeds(ELECTRON_NEEDS, '')).toHaveLength(ELECTRON_NEEDS.length);
});

test.each([
  ['Cypress/Cypress', 'electron'],
  ['Cypress/locales/pt-BR.pak', 'locales/pt-BR.pak'],
  ['Cypress/resources/app/index.js', undefined],
  ['Cypress/resources/app-update.yml', undefined],
  ['Cypress/browser_v8_context_snapshot.bin', undefined],
  ['Cypress/v8_context_snapshot.bin', 'v8_context_snapshot.bin'],
  ['elsewhere/file', undefined],
  ['Cypress/', undefined],
])('unpacks %s as %s', (entry, expected) => {
  expect(nameInDist(entry)).toBe(expected);
});

test('gives a download up only when nothing has arrived for the whole limit', () => {
  const sizes = [0, 10, 10, 20, 20, 20];
  const isStalled = createStallWatch(() => sizes.shift() ?? 20, 3);

  const answers = [1, 2, 3, 4, 5, 6, 7].map(isStalled);

  expect(answers).toEqual([false, false, false, false, false, false, true]);
});

test('finds the cause in what the installer of Electron prints', () => {
  const output = [
    'TypeError: fetch failed',
    '    at node:internal/deps/undici',
    '  [cause]: Error: getaddrinfo ENOTFOUND release.test',
    '    at GetAddrInfoReqWrap',
  ].join('\n');

  expect(reasonIn(output)).toBe('Error: getaddrinfo ENOTFOUND release.test');
  expect(reasonIn('')).toBe('no answer');
});

test('says in its last line what was done, and that a second run had nothing to do', () => {
  const lines: string[] = [];
  const report = createReport((line) => lines.push(line));

  report.say('installing');
  report.count('installed', 2);
  report.count('downloaded');

  expect(lines).toEqual(['Set-up: installing']);
  expect(report.closingLine()).toBe('Set-up: 2 installed, 1 downloaded, 0 built');
  expect(closingLine({ installed: 0, downloaded: 0, built: 0 })).toBe(
    'Set-up: nothing to do (0 installed, 0 downloaded, 0 built)',
  );
});
