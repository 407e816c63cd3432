/**
 * The main of `default_app.asar` in the fallback Electron, which comes without one: it starts the app folder that is
 * named on the command line, as `electron .` does in a stock Electron.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import electron from 'electron';

/** Two calls that Electron's own default app uses and its types leave out. */
const app =
  /** @type {electron.App & { setAppPath(appPath: string): void, setVersion(version: string): void }} */ (
    electron.app
  );
const require = createRequire(import.meta.url);

/** @param {readonly string[]} args */
function readArguments(args) {
  /** @type {string[]} */
  const preloads = [];
  let index = 0;
  for (; index < args.length; index += 1) {
    const arg = args[index] ?? '';
    if (arg === '-r' || arg === '--require') {
      index += 1;
      preloads.push(args[index] ?? '');
      continue;
    }
    if (!arg.startsWith('-')) return { preloads, folder: arg };
  }
  return { preloads, folder: '.' };
}

/** @param {string} folder */
async function startApp(folder) {
  const appPath = path.resolve(folder);
  const manifest = JSON.parse(readFileSync(path.join(appPath, 'package.json'), 'utf8'));
  app.setAppPath(appPath);
  app.setName(manifest.productName ?? manifest.name);
  app.setVersion(manifest.version ?? '0.0.0');
  Object.assign(process, { defaultApp: true });
  // Awaited at top level, so that the app's main runs before `ready`: custom schemes must be registered by then.
  await import(pathToFileURL(path.join(appPath, manifest.main ?? 'index.js')).href);
}

try {
  const { preloads, folder } = readArguments(process.argv.slice(1));
  // Playwright hands its loader over this way.
  for (const preload of preloads) require(path.resolve(preload));
  await startApp(folder);
} catch (error) {
  process.stderr.write(
    `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  // Without an explicit exit Electron would go on with no window at all.
  process.exit(1);
}
