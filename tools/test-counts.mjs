/** Adds up what the steps of `npm test` report. */
import { textOf } from './setup/places.mjs';

/** @typedef {{ readonly passed: number, readonly failed: number, readonly skipped: number }} Counts */

/**
 * Adds one step. A step that fails without a failed test (types, lint, a suite that cannot be loaded) counts as one
 * failure, so that the closing line never hides it.
 *
 * @param {Counts} before
 * @param {string | undefined} reportFile of Vitest, in JSON; steps without tests have none
 * @param {boolean} hasPassed by the step's exit code
 * @returns {Counts}
 */
export function countTests(before, reportFile, hasPassed) {
  const report = readReport(reportFile);
  return {
    passed: before.passed + report.passed,
    failed: before.failed + (hasPassed ? report.failed : Math.max(1, report.failed)),
    skipped: before.skipped + report.skipped,
  };
}

/**
 * @param {string | undefined} reportFile
 * @returns {Counts}
 */
function readReport(reportFile) {
  const text = reportFile === undefined ? undefined : textOf(reportFile);
  if (text === undefined) return { passed: 0, failed: 0, skipped: 0 };
  const report = JSON.parse(text);
  return {
    passed: Number(report.numPassedTests ?? 0),
    failed: Number(report.numFailedTests ?? 0),
    skipped: Number(report.numPendingTests ?? 0) + Number(report.numTodoTests ?? 0),
  };
}

/**
 * The line that continuous integration reads.
 *
 * @param {Counts} counts
 * @returns {string}
 */
export function closingLine(counts) {
  return `${String(counts.passed)} passed, ${String(counts.failed)} failed`;
}
