/**
 * Papers of a cycle, written again as Word from what they said when they were issued. A plan gives the same bytes each time,
 * so a Word file here is the one that was issued; `data/issued_papers.jsonl.gz` says the digest of that.
 */
import { readCycleSubject } from '#shared/documents/cycle-subject.ts';
import type { DocumentPlan } from '#shared/documents/plan.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createIssuedPaperReader, type IssuedPaper } from '../../db/repositories/issued-papers.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type ArchiveItem, inFileName } from './archive-item.ts';
import type { CycleMatter } from './cycle-matter.ts';

/** Whom a paper is about; empty for the cycle as a whole. */
const unitName = (db: ReadDb, { subjectKind, subjectId }: Omit<IssuedPaper, 'plan'>): string => {
  const uscc =
    subjectKind === 'ledger'
      ? createLedgerReader(db).find(subjectId)?.bodyUscc
      : readCycleSubject(subjectId).unit;
  return typeof uscc === 'string' ? (createBodyReader(db).nameOf(uscc) ?? uscc) : '';
};

export const paperItems = (db: ReadDb, { cycle }: CycleMatter): ArchiveItem[] => {
  const papers = createIssuedPaperReader(db);
  return papers.ofCycle(cycle.code).map((paper, index) => {
    const unit = unitName(db, paper);
    const day = dayInChina(paper.issuedAt);
    const place = String(index + 1).padStart(3, '0');
    const name = `文书/${inFileName([place, day, paper.name, unit].filter((part) => part !== '').join(' '))}.docx`;
    return {
      category: 'document',
      name,
      title: `${paper.name}${unit === '' ? '' : `（${unit}）`}，${day} 出具`,
      weight: 1,
      write: async (writer) => {
        const { writeDocx } = await import('../../documents/write-docx.ts');
        await writer.write(name, await writeDocx(JSON.parse(papers.planOf(paper.id)) as DocumentPlan));
      },
    };
  });
};
