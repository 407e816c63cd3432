/** What the set-up tells the person who waits for it, and the counts of its last line. */

/** Something that the person at the keyboard has to do; printed without a stack. */
export class SetupStop extends Error {}

/** @typedef {'installed' | 'downloaded' | 'built'} Deed */

/**
 * @typedef {object} Report
 * @property {(text: string) => void} say prints one line
 * @property {(deed: Deed, count?: number) => void} count
 * @property {() => string} closingLine
 */

/**
 * @param {(line: string) => void} [print]
 * @returns {Report}
 */
export function createReport(print = (line) => process.stdout.write(`${line}\n`)) {
  /** @type {Record<Deed, number>} */
  const counts = { installed: 0, downloaded: 0, built: 0 };
  return {
    say: (text) => print(`Set-up: ${text}`),
    count: (deed, count = 1) => {
      counts[deed] += count;
    },
    closingLine: () => closingLine(counts),
  };
}

/**
 * The last line of a set-up; a second run must say that there was nothing to do.
 *
 * @param {Readonly<Record<Deed, number>>} counts
 * @returns {string}
 */
export function closingLine(counts) {
  const done = counts.installed + counts.downloaded + counts.built;
  if (done === 0) return 'Set-up: nothing to do (0 installed, 0 downloaded, 0 built)';
  return `Set-up: ${String(counts.installed)} installed, ${String(counts.downloaded)} downloaded, ${String(counts.built)} built`;
}
