/**
 * Tidies the evidence folder after a start: files of which no row speaks any more go when they are older than a day, and
 * as long as no backup speaks of them either. A day, because a file lies there before its row does, and because a removal
 * can be undone.
 */
import { lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { isIncoming, placeOf } from './store.ts';

export interface SweepParts {
  /** The evidence folder. */
  folder: string;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Asked at the very moment of removing: whether a row of the database speaks of the file. */
  isUsed: (sha256: string) => boolean;
  /** Asked about files that the database does not know: whether a kept backup speaks of it. */
  isInBackup: (sha256: string) => boolean;
  signal: AbortSignal;
}

export interface Swept {
  removed: number;
  /** Files that lay flat in the folder, as earlier versions put them, and were moved to their place. */
  moved: number;
}

const dayMs = 86_400_000;
const digestName = /^[0-9a-f]{64}$/;

const isOld = (file: string, now: number): boolean => {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true && now - found.mtimeMs > dayMs;
};

/** Sweeps once. A file that cannot be removed stays; the next start tries again. */
export async function sweepEvidence(parts: SweepParts): Promise<Swept> {
  const { folder, now, signal } = parts;
  const swept: Swept = { removed: 0, moved: 0 };
  const remove = (file: string): void => {
    try {
      rmSync(file);
      swept.removed += 1;
    } catch {
      // Held by another program, perhaps.
    }
  };

  const lookAt = (file: string, name: string): void => {
    if (isIncoming(name)) {
      if (isOld(file, now())) remove(file);
    } else if (
      digestName.test(name) &&
      !parts.isUsed(name) &&
      isOld(file, now()) &&
      !parts.isInBackup(name)
    ) {
      // Looked at again in the same turn, so that nothing is added between the question and the removal.
      remove(file);
    }
  };

  const settle = (file: string, name: string): void => {
    const target = placeOf(folder, name);
    try {
      mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
      if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) return;
      renameSync(file, target);
      swept.moved += 1;
    } catch {
      // Stays where it is.
    }
  };

  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (signal.aborted) return swept;
    const place = path.join(folder, entry.name);
    if (entry.isFile()) {
      if (digestName.test(entry.name)) settle(place, entry.name);
      else lookAt(place, entry.name);
    } else if (entry.isDirectory() && /^[0-9a-f]{2}$/.test(entry.name)) {
      for (const name of await readdir(place).catch(() => [])) {
        if (signal.aborted) return swept;
        lookAt(path.join(place, name), name);
      }
      await nextTurn();
    }
  }
  return swept;
}
