/** The desktop app. */
import path from 'node:path';
import { startCore } from './app.ts';
import { runShell } from './shell/shell.ts';

const dist = path.dirname(import.meta.dirname);

runShell({
  places: {
    rendererDir: path.join(dist, 'renderer'),
    preloadFile: path.join(dist, 'preload', 'index.cjs'),
    workersDir: import.meta.dirname,
    resourcesDir: path.join(path.dirname(dist), 'resources'),
  },
  startCore,
});
