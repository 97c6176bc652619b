/**
 * Papers of a cycle. A paper is written again from what it said when it was issued; what else belongs to a cycle joins
 * `cyclePapers` here.
 */
import type { JobContext } from '../../runtime/context.ts';
import type { ArchiveItem } from './archive-item.ts';
import type { CycleMatter } from './cycle-matter.ts';

type PaperSource = (context: JobContext, matter: CycleMatter) => ArchiveItem[];

export const cyclePapers: readonly PaperSource[] = [];

export const paperItems = (context: JobContext, matter: CycleMatter): ArchiveItem[] =>
  cyclePapers.flatMap((source) => source(context, matter));
