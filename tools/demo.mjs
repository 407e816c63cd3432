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

/** @typedef {import('./demo/gateway-payments.mjs').SettledPayment} SettledPayment */

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
  /** @type {SettledPayment[]} */
  const settled = [];
  try {
    const counts = await runSteps(journey({ ...opened, pictures, dir: demoDir, settled }), {
      say,
      onFailure: async () => {
        say(`The screen at that moment: ${await pictures.takeAsIs('failure')}`);
      },
    });
    tabulate(settled);
    summarize(counts, startedAt);
    return counts.failed === 0;
  } finally {
    await opened.close();
  }
}

/**
 * How the money of each gateway came in.
 *
 * @param {readonly SettledPayment[]} settled
 */
function tabulate(settled) {
  const reais = (/** @type {number} */ cents) => (cents / 100).toFixed(2);
  const rows = settled.map(({ account, toldBy, seconds, feeCents, feeIsEstimate, netCents }) => [
    account.padEnd(26),
    toldBy.padEnd(10),
    seconds.toFixed(1).padStart(7),
    `${reais(feeCents)}${feeIsEstimate ? ' *' : '  '}`.padStart(9),
    reais(netCents).padStart(9),
  ]);
  if (rows.length === 0) return;
  say('');
  say(`${'account'.padEnd(26)} ${'told by'.padEnd(10)} seconds  fee, R$    net, R$`);
  for (const row of rows) say(row.join(' '));
  if (settled.some(({ feeIsEstimate }) => feeIsEstimate))
    say('* estimated: the gateway tells no fee');
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
