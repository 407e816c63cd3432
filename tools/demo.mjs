/**
 * `npm run demo`: the real app against its simulator, from the first start to a printed carnê. Says each step,
 * leaves pictures and PDFs under `out/demo/`, and ends with 1 when a step fails. `--readme-picture` renews the picture of
 * the README as well.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { buildApp } from './build.mjs';
import { demoDir, launchApp } from './demo/app.mjs';
import { journey } from './demo/journey.mjs';
import { createPictures } from './demo/pictures.mjs';
import { runSteps } from './demo/steps.mjs';
import { withDisplay } from './display.mjs';
import { describeRuntime, electronRuntime } from './electron.mjs';
import { projectRoot } from './setup/places.mjs';
import { SetupStop } from './setup/report.mjs';

/** @param {string} line */
const say = (line) => process.stdout.write(`${line}\n`);

/**
 * @param {string} dataDir
 * @returns {Promise<boolean>} whether every step passed
 */
async function demonstrate(dataDir) {
  const startedAt = performance.now();
  const opened = await launchApp({
    dataDir,
    args: ['--simulator-port', '0', '--key-file', path.join(dataDir, 'demo.key')],
  });
  const pictures = createPictures({ page: opened.page, dir: demoDir });
  try {
    const counts = await runSteps(journey({ ...opened, pictures, dir: demoDir }), {
      say,
      onFailure: async () => {
        say(`The screen at that moment: ${await pictures.takeAsIs('failure')}`);
      },
    });
    summarize(counts, startedAt);
    return counts.failed === 0;
  } finally {
    await opened.close();
  }
}

/**
 * @param {{ readonly passed: number, readonly failed: number }} counts
 * @param {number} startedAt
 */
function summarize({ passed, failed }, startedAt) {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const files = fs.readdirSync(demoDir);
  const count = (/** @type {string} */ ext) => files.filter((name) => name.endsWith(ext)).length;
  say('');
  say(`${String(passed)} steps passed, ${String(failed)} failed, in ${seconds} s`);
  say(
    `${String(count('.png'))} pictures and ${String(count('.pdf'))} PDFs in ${path.relative(projectRoot, demoDir)}${path.sep}`,
  );
}

async function main() {
  say(describeRuntime(electronRuntime()));
  await buildApp(say);
  fs.rmSync(demoDir, { recursive: true, force: true });
  fs.mkdirSync(demoDir, { recursive: true });
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'baixa-demo-'));
  try {
    return await withDisplay(() => demonstrate(dataDir));
  } finally {
    fs.rmSync(dataDir, { recursive: true, force: true });
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  if (!(error instanceof SetupStop)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
