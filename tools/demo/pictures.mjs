/** Numbered pictures of the screens, for people. */
import fs from 'node:fs';
import path from 'node:path';

/**
 * @param {{ readonly page: import('playwright-core').Page, readonly dir: string }} options
 */
export function createPictures({ page, dir }) {
  let count = 0;
  /** @type {string[]} */
  const files = [];
  return {
    files,
    /**
     * @param {string} name kebab-case
     * @returns {Promise<string>} absolute path
     */
    async take(name) {
      count += 1;
      const file = path.join(dir, `${String(count).padStart(2, '0')}-${name}.png`);
      await settle(page);
      fs.writeFileSync(file, await page.screenshot());
      files.push(file);
      return file;
    },
  };
}

/**
 * Waits for what would blur a picture: fonts, moving parts, loading marks.
 *
 * @param {import('playwright-core').Page} page
 */
async function settle(page) {
  await page.evaluate(`(async () => {
    await document.fonts.ready;
    const ends = document.getAnimations().filter((one) => one.effect?.getComputedTiming().iterations !== Infinity);
    await Promise.all(ends.map((one) => one.finished.catch(() => undefined)));
  })()`);
}
