/**
 * Builds the window: main, engine and reader as modules of one folder, the preload as one file that the sandbox can
 * load, the page as static files. Libraries are bundled, so that a start does not walk through node_modules; only the
 * SQLite addon, exceljs (which loads parts of itself by name) and Electron itself stay outside.
 */
import path from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { compressLateFiles } from './scripts/compress-late-files.ts';

/** The oldest runtime that must run what is built (`scripts/electron-runtime.ts`). */
const oldestNode = 'node20.18';
const oldestChromium = 'chrome130';

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: oldestNode,
      minify: false,
      externalizeDeps: false,
      rolldownOptions: {
        input: {
          main: 'electron/main/main.ts',
          engine: 'electron/engine/hosts/utility-process.ts',
          reader: 'electron/engine/excel/reader-process.ts',
        },
        external: ['electron', 'better-sqlite3', 'exceljs'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: oldestNode,
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: 'electron/preload/preload.ts' },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    // Replaced by main at every load; `electron/main/app-protocol.ts`.
    html: { cspNonce: '__CSP_NONCE__' },
    plugins: [react(), compressLateFiles()],
    // The page comes from app://, so it cannot guess where the development server listens.
    server: {
      host: '127.0.0.1',
      port: 5199,
      strictPort: true,
      hmr: { host: '127.0.0.1', clientPort: 5199, protocol: 'ws' },
    },
    build: {
      outDir: 'out/renderer',
      target: oldestChromium,
      minify: true,
      modulePreload: { polyfill: false },
      // Files of the program's own disk: the tool's advice about what a network should carry would only puzzle at a start.
      chunkSizeWarningLimit: 1_500,
      assetsInlineLimit: 0,
      rolldownOptions: { input: path.resolve('renderer/index.html') },
    },
  },
});
