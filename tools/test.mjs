/**
 * `npm test`: everything that must pass, one step after the other, stopping at the first that fails. The last line is
 * always `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { withDisplay } from './display.mjs';
import { describeRuntime, electronEnv, electronRuntime } from './electron.mjs';
import { projectRoot } from './setup/places.mjs';
import { countTests, closingLine } from './test-counts.mjs';

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {readonly string[]} args of Node
 * @property {string} [reportFile] of Vitest, where the step runs tests
 */

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/**
 * @param {string} name
 * @param {string} script inside node_modules
 * @param {...string} args
 * @returns {Step}
 */
function tool(name, script, ...args) {
  return { name, args: [path.join(projectRoot, 'node_modules', ...script.split('/')), ...args] };
}

/** @param {string} side @returns {Step} */
function types(side) {
  return tool(`types of ${side}`, 'typescript/bin/tsc', '-p', `tsconfig.${side}.json`);
}

/**
 * @param {string} project
 * @param {string} reportDir
 * @returns {Step}
 */
function tests(project, reportDir) {
  const reportFile = path.join(reportDir, `${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
  const args = ['run', '--project', project, '--passWithNoTests', ...reporters];
  return { ...tool(`tests: ${project}`, 'vitest/vitest.mjs', ...args), reportFile };
}

/**
 * @param {string} reportDir
 * @returns {Step[]}
 */
function allSteps(reportDir) {
  const eslintCache = ['--cache', '--cache-location', 'node_modules/.cache/eslint/'];
  const layers = ['domain', 'main', 'preload', 'renderer'];
  return [
    ...['main', 'renderer', 'test', 'tools'].map(types),
    tool('lint', 'eslint/bin/eslint.js', ...eslintCache, '--max-warnings', '0', '.'),
    tool(
      'layers',
      'dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...layers,
    ),
    tool('format', 'prettier/bin/prettier.cjs', '--check', '--cache', '.'),
    tool('dead code', 'knip/bin/knip.js'),
    { name: 'build', args: [path.join(projectRoot, 'tools', 'build.mjs')] },
    ...['core', 'renderer', 'e2e', 'chaos'].map((project) => tests(project, reportDir)),
  ];
}

/**
 * @param {Step} step
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<boolean>} whether it passed
 */
function runStep(step, env) {
  say(`\n== ${step.name}`);
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, step.args, { cwd: projectRoot, env, stdio: 'inherit' });
    const forward = () => child.kill('SIGTERM');
    process.once('SIGTERM', forward);
    child.once('error', reject);
    child.once('exit', (code) => {
      process.removeListener('SIGTERM', forward);
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      say(`== ${step.name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s`);
      resolve(code === 0);
    });
  });
}

/**
 * @param {readonly Step[]} steps
 * @param {NodeJS.ProcessEnv} env
 */
async function runSteps(steps, env) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  for (const step of steps) {
    const hasPassed = await runStep(step, env);
    counts = countTests(counts, step.reportFile, hasPassed);
    if (!hasPassed) break;
  }
  return counts;
}

async function main() {
  const runtime = electronRuntime();
  say(`Node ${process.version}, ${describeRuntime(runtime)}`);
  const reportDir = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-test-reports-'));
  // The interrupt reaches the running step from the terminal; its end is awaited, so that the display is closed.
  process.on('SIGINT', () => undefined);
  try {
    const counts = await withDisplay(() => runSteps(allSteps(reportDir), electronEnv(runtime)));
    if (counts.skipped > 0) say(`\n${String(counts.skipped)} skipped`);
    say(`\n${closingLine(counts)}`);
    return counts.failed === 0 ? 0 : 1;
  } finally {
    fs.rmSync(reportDir, { recursive: true });
  }
}

process.exitCode = await main();
