/** Numbered pictures of the screens, for people. */
import fs from 'node:fs';
import path from 'node:path';
import { errors } from 'playwright-core';
import { button } from './operator.mjs';

/** Longer than a toast takes to fade out. */
const TOAST_LEAVES_MS = 1_500;

/**
 * @param {{ readonly page: import('playwright-core').Page, readonly dir: string }} options
 */
export function createPictures({ page, dir }) {
  let count = 0;
  return {
    /**
     * @param {string} name kebab-case
     * @returns {Promise<string>} absolute path
     */
    async take(name) {
      await clearToasts(page);
      return shoot(name);
    },
    /** The screen just as it is, after something failed on it. */
    takeAsIs: shoot,
  };

  /** @param {string} name */
  async function shoot(name) {
    count += 1;
    const file = path.join(dir, `${String(count).padStart(2, '0')}-${name}.png`);
    await settle(page);
    fs.writeFileSync(file, await page.screenshot());
    return file;
  }
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

/**
 * Closes the toasts: the steps go faster than a person reads, and pictures would show those of earlier steps.
 *
 * @param {import('playwright-core').Page} page
 */
export async function clearToasts(page) {
  const toasts = page.locator('.mantine-Notification-root');
  for (let left = await toasts.count(); left > 0; left = await toasts.count()) {
    try {
      await button(toasts.first(), 'Fechar').click({ timeout: TOAST_LEAVES_MS });
    } catch (error) {
      // It went by itself while the mouse was on its way.
      if (!(error instanceof errors.TimeoutError)) throw error;
    }
    await toasts.nth(left - 1).waitFor({ state: 'detached' });
  }
}
