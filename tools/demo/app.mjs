/** The built app in the real Electron, driven as an operator would: by what is seen on the screen. */
import path from 'node:path';
import { _electron } from 'playwright-core';
import { electronEnv, electronFlags, electronRuntime } from '../electron.mjs';
import { projectRoot } from '../setup/places.mjs';

/** Room for a slow machine; nothing waits longer than what it waits for. */
const PATIENCE_MS = 30_000;
const START_LIMIT_MS = 60_000;

/** What a picture of the README measures. */
const CONTENT_SIZE = { width: 1280, height: 800 };

/**
 * @typedef {object} OpenApp
 * @property {import('playwright-core').ElectronApplication} app
 * @property {import('playwright-core').Page} page of the first window
 * @property {() => Promise<void>} close
 */

/**
 * Starts the app on a data folder. Needs a display and a build. Listener and simulator take any free port.
 *
 * @param {{ readonly dataDir: string, readonly args?: readonly string[] }} options
 * @returns {Promise<OpenApp>}
 */
export async function launchApp({ dataDir, args = [] }) {
  const runtime = electronRuntime();
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...electronFlags(), projectRoot, '--data-dir', dataDir, '--port', '0', ...args],
    cwd: projectRoot,
    env: definedOnly(electronEnv(runtime)),
    // Playwright would ask for light colours whatever the system has.
    colorScheme: null,
    timeout: START_LIMIT_MS,
  });
  const page = await app.firstWindow({ timeout: START_LIMIT_MS });
  page.setDefaultTimeout(PATIENCE_MS);
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
  }, CONTENT_SIZE);
  return { app, page, close: () => app.close() };
}

/**
 * Answers the next dialogs of the system, which nobody sees: files are "chosen" and "saved" at the given paths.
 *
 * @param {import('playwright-core').ElectronApplication} app
 * @param {{ readonly pick?: string, readonly saveAs?: string }} answers absolute paths; what is not given is cancelled
 */
export async function answerDialogs(app, { pick, saveAs }) {
  await app.evaluate(
    ({ dialog }, answers) => {
      const filePaths = answers.pick === undefined ? [] : [answers.pick];
      Object.assign(dialog, {
        showOpenDialog: () => Promise.resolve({ canceled: filePaths.length === 0, filePaths }),
        showSaveDialog: () =>
          Promise.resolve({
            canceled: answers.saveAs === undefined,
            filePath: answers.saveAs ?? '',
          }),
      });
    },
    { pick, saveAs },
  );
}

/**
 * Light or dark, as the system would ask for it.
 *
 * @param {import('playwright-core').ElectronApplication} app
 * @param {'light' | 'dark' | 'system'} theme
 */
export async function useTheme(app, theme) {
  await app.evaluate(({ nativeTheme }, source) => {
    nativeTheme.themeSource = source;
  }, theme);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Record<string, string>}
 */
function definedOnly(env) {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** Where files for people and machines land. */
export const demoDir = path.join(projectRoot, 'out', 'demo');
