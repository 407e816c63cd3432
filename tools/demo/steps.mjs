/** Runs the steps of the demonstration one after the other, says how each went, and stops at the first that fails. */

/**
 * @typedef {object} Step
 * @property {string} name what the step shows, in the words of the summary
 * @property {() => Promise<string | undefined>} run resolves with what was found, as a few words; rejects when it failed
 */

/**
 * @param {readonly Step[]} steps
 * @param {{ readonly say: (line: string) => void, readonly onFailure: (step: Step) => Promise<void> }} ports
 * @returns {Promise<{ readonly passed: number, readonly failed: number }>}
 */
export async function runSteps(steps, { say, onFailure }) {
  let passed = 0;
  for (const step of steps) {
    const startedAt = performance.now();
    try {
      const found = await step.run();
      say(line('✓', step.name, startedAt, found));
      passed += 1;
    } catch (error) {
      say(line('✗', step.name, startedAt, undefined));
      say(error instanceof Error ? (error.stack ?? error.message) : String(error));
      await onFailure(step);
      return { passed, failed: 1 };
    }
  }
  return { passed, failed: 0 };
}

/**
 * @param {string} mark
 * @param {string} name
 * @param {number} startedAt
 * @param {string | undefined} found
 */
function line(mark, name, startedAt, found) {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1).padStart(5);
  return `${mark} ${seconds} s  ${name}${found === undefined ? '' : `: ${found}`}`;
}

/**
 * Fails in words unless `isTrue`.
 *
 * @param {boolean} isTrue
 * @param {string} words what was expected and what was found
 * @returns {asserts isTrue}
 */
export function check(isTrue, words) {
  if (!isTrue) throw new Error(words);
}

/**
 * Every code once, and no other.
 *
 * @param {string} what
 * @param {readonly string[]} printed
 * @param {readonly string[]} issued
 */
export function checkSame(what, printed, issued) {
  const found = [...printed].sort().join('\n');
  const wanted = [...issued].sort().join('\n');
  check(found === wanted, `Printed ${what}:\n${found}\nIssued:\n${wanted}`);
}
