/** Evidence of a cycle: every file once, by its SHA-256, with its own ending so that it opens. */
import path from 'node:path';
import type { Finding } from '#shared/errors/finding.ts';
import { evidenceFolder } from '../../db/data-folder.ts';
import { placeOf, storedSize } from '../../evidence/store.ts';
import type { ArchiveItem } from './archive-item.ts';
import type { CycleMatter } from './cycle-matter.ts';

const endingOf = (fileName: string): string =>
  /^\.[a-z0-9]{1,5}$/.exec(path.extname(fileName).toLowerCase())?.[0] ?? '';

/** Where an evidence file lies in the archive, by its SHA-256. */
export const evidencePlaces = ({ evidence }: CycleMatter): ReadonlyMap<string, string> => {
  const places = new Map<string, string>();
  for (const { sha256, fileName } of evidence) {
    if (!places.has(sha256)) places.set(sha256, `evidence/${sha256}${endingOf(fileName)}`);
  }
  return places;
};

const bytesPerWeight = 1_000_000;

/** Files that are not in the data folder are told and left out: the archive of all else is worth more than none. */
export const evidenceItems = async (
  matter: CycleMatter,
  dataFolder: string,
): Promise<{ items: ArchiveItem[]; findings: Finding[] }> => {
  const folder = evidenceFolder(dataFolder);
  const items: ArchiveItem[] = [];
  const findings: Finding[] = [];
  for (const [sha256, name] of evidencePlaces(matter)) {
    const title = matter.evidence.find((row) => row.sha256 === sha256)?.fileName ?? sha256;
    const size = await storedSize(folder, sha256);
    if (size === null) {
      findings.push({ code: 'cycleArchive.evidenceLost', severity: 'error', params: { file: title } });
      continue;
    }
    items.push({
      category: 'evidence',
      name,
      title,
      weight: 1 + size / bytesPerWeight,
      write: (writer) => writer.copy(name, placeOf(folder, sha256), sha256),
    });
  }
  return { items, findings };
};
