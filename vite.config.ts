import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig, type InlineConfig } from 'vite';
import electron from 'vite-plugin-electron';
import packageJson from './package.json' with { type: 'json' };

// The oldest runtime that the app must start on: Electron 33 (Chromium 130, Node 20), see README, "Electron".
const NODE_TARGET = 'node20';
const PAGE_TARGET = 'chrome130';

const root = import.meta.dirname;

const external = [
  'electron',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
  ...Object.keys(packageJson.dependencies),
  /^pdfkit\//,
];

/** Worker threads, which cannot load TypeScript: name of the built file without `.js` -> source. */
export const workerEntries = {
  'inbox-worker': 'main/callbacks/inbox/worker.ts',
  'documents-worker': 'main/documents/worker.ts',
  'figures-worker': 'main/store/figures/worker.ts',
} as const;

/**
 * The build of the Node side: ES modules for the oldest supported Node, with every dependency left outside.
 *
 * @param input name of the built file without `.js` -> source, relative to the clone
 * @param outDir emptied first
 */
export function nodeBuild(input: Readonly<Record<string, string>>, outDir: string): InlineConfig {
  return {
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    build: {
      outDir,
      emptyOutDir: true,
      target: NODE_TARGET,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        platform: 'node',
        input,
        external,
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
    resolve: { conditions: ['node'], mainFields: ['module', 'main'] },
    define: { 'process.env': 'process.env' },
  };
}

// A sandboxed preload must be CommonJS, whatever the package says.
const preloadBuild: InlineConfig = {
  root,
  publicDir: false,
  logLevel: 'warn',
  build: {
    outDir: 'dist/preload',
    emptyOutDir: true,
    target: NODE_TARGET,
    minify: false,
    rolldownOptions: {
      input: { index: 'preload/index.ts' },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
};

/** The app, the core without a window, and the worker threads beside them. */
const mainEntries = { index: 'main/index.ts', headless: 'main/headless.ts', ...workerEntries };

/** What `npm run dev` starts; tools/start.mjs hands the flags over. */
const electronArgs = ['.', ...(process.env['BAIXA_ELECTRON_FLAGS']?.split(' ') ?? [])];
let hasStarted = false;

/** One build for all three sides: dist/main, dist/preload, dist/renderer. */
export default defineConfig({
  root: 'renderer',
  base: './',
  build: { outDir: '../dist/renderer', emptyOutDir: true, target: PAGE_TARGET, manifest: true },
  plugins: [
    react(),
    electron([
      {
        onstart: async ({ startup }) => {
          hasStarted = true;
          await startup(electronArgs, { cwd: root });
        },
        vite: nodeBuild(mainEntries, 'dist/main'),
      },
      {
        onstart: async ({ startup, reload }) => {
          if (hasStarted) {
            reload();
            return;
          }
          hasStarted = true;
          await startup(electronArgs, { cwd: root });
        },
        vite: preloadBuild,
      },
    ]),
  ],
});
