/**
 * Keeps the large files that no first page needs compressed in the built window: charts, the reader of PDF. They are asked
 * for under their own names and unpacked when they are served (`electron/main/app-protocol.ts`).
 */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Below this a file is not worth the trouble. Bytes. */
const worthwhile = 100_000;

export const compressLateFiles = (): Plugin => ({
  name: 'compress-late-files',
  apply: 'build',
  writeBundle({ dir = '' }, bundle) {
    const first = new Set<string>();
    const need = (name: string): void => {
      const file = bundle[name];
      if (file?.type !== 'chunk' || first.has(name)) return;
      first.add(name);
      file.imports.forEach(need);
    };
    for (const [name, file] of Object.entries(bundle)) if (file.type === 'chunk' && file.isEntry) need(name);
    for (const name of Object.keys(bundle)) {
      if (!name.endsWith('.js') || first.has(name)) continue;
      const file = path.join(dir, name);
      const content = readFileSync(file);
      if (content.length < worthwhile) continue;
      writeFileSync(`${file}.br`, brotliCompressSync(content));
      rmSync(file);
    }
  },
});
