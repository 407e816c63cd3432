import { builtinModules } from 'node:module';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import electron from 'vite-plugin-electron';
import packageJson from './package.json' with { type: 'json' };

// The oldest runtime that the app must start on: Electron 33 (Chromium 130, Node 20), see README, "Electron".
const NODE_TARGET = 'node20';
const PAGE_TARGET = 'chrome130';

const external = [
  'electron',
  ...builtinModules,
  ...builtinModules.map((name) => `node:${name}`),
  ...Object.keys(packageJson.dependencies),
  /^pdfkit\//,
];

/** Entries of the Node side: the app, the core without a window, and the worker threads beside them. */
const nodeEntries = {
  index: 'main/index.ts',
  headless: 'main/headless.ts',
  'inbox-worker': 'main/callbacks/inbox/worker.ts',
  'documents-worker': 'main/documents/worker.ts',
};

/** One build for all three sides: dist/main, dist/preload, dist/renderer. */
export default defineConfig({
  root: 'renderer',
  base: './',
  build: { outDir: '../dist/renderer', emptyOutDir: true, target: PAGE_TARGET, manifest: true },
  plugins: [
    react(),
    electron([
      {
        vite: {
          root: '.',
          build: {
            outDir: 'dist/main',
            target: NODE_TARGET,
            minify: false,
            sourcemap: true,
            rollupOptions: {
              input: nodeEntries,
              external,
              output: {
                format: 'es',
                entryFileNames: '[name].js',
                chunkFileNames: 'chunks/[name]-[hash].js',
              },
            },
          },
        },
      },
      {
        onstart: ({ reload }) => reload(),
        vite: {
          root: '.',
          build: {
            outDir: 'dist/preload',
            target: NODE_TARGET,
            minify: false,
            rollupOptions: {
              input: { index: 'preload/index.ts' },
              external: ['electron'],
              output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
            },
          },
        },
      },
    ]),
  ],
});
