/** 佐证材料: adding, describing, removing, showing, taking out, and finding what is wrong with it. */
import { basename } from 'node:path';
import {
  type evidenceOperations,
  largestPreview,
  previewPieceBytes,
} from '#shared/contract/operations/evidence.ts';
import type { Evidence, EvidenceContent } from '#shared/domain/entities.ts';
import { type EvidenceProblem, evidenceProblems, previewOf } from '#shared/domain/evidence.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { evidenceFolder } from '../../db/data-folder.ts';
import {
  createEvidenceReader,
  createEvidenceRepository,
  type EvidenceFilter,
} from '../../db/repositories/evidence.ts';
import { createRowHistory, createRowHistoryReader } from '../../db/repositories/row-history.ts';
import type { Synced } from '../../db/repositories/synced-rows.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { placeOf, readPiece, storedSize } from '../../evidence/store.ts';
import { writeFileAtomically } from '../../runtime/atomic-file.ts';
import type { QueryContext } from '../../runtime/context.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { noteChange, requireCurrent } from '../archive/changes.ts';
import { given, nextCursor } from '../paging.ts';
import { addEvidence, limitsOfEvidence } from './add.ts';
import { checkFiles, noteOutcomes } from './check-files.ts';
import { countLacking, listLacking } from './lacking.ts';
import { lockOf, requireUnlocked } from './owners.ts';
import { readChecked } from './read-checked.ts';
import { createEvidenceJudge, createEvidenceView } from './view.ts';

const table = 'evidence';
const shownFindings = 200;

/** @throws AppError `evidence.unknown` */
const requireEvidence = (db: ReadDb, id: string): Evidence => {
  const row = createEvidenceReader(db).find(id);
  if (row === null) throw new AppError('evidence.unknown', {});
  return row;
};

const folderOf = (context: QueryContext): string => evidenceFolder(context.database.folder ?? '');

/** @throws AppError `evidence.fileGone` */
const requireFile = async (context: QueryContext, { sha256, fileName }: EvidenceContent): Promise<number> => {
  const size = await storedSize(folderOf(context), sha256);
  if (size === null) throw new AppError('evidence.fileGone', { file: fileName });
  return size;
};

/** The row as it was when it was removed; null when it was not. */
const removedRow = (db: ReadDb, id: string): Synced<EvidenceContent> | null => {
  const [last] = createRowHistoryReader(db).list(table, id);
  return last === undefined ? null : (last.content as unknown as Synced<EvidenceContent>);
};

/** Where a page that counts from the beginning goes on. */
const offsetOf = (cursor: string | null): number => (cursor === null ? 0 : Number.parseInt(cursor, 10) || 0);

export const evidenceHandlers: HandlersOf<typeof evidenceOperations> = {
  'evidence.list': ({ db, now }, owner) => ({
    rows: createEvidenceReader(db).listOf(owner.ownerType, owner.ownerId).map(createEvidenceView(db)),
    lock: lockOf(db, owner, now()),
    limits: limitsOfEvidence(),
  }),

  'evidence.add': addEvidence,

  'evidence.describe': (context, { id, baseRevision, ...said }) =>
    context.write((tx) => {
      const present = requireEvidence(tx, id);
      requireUnlocked(tx, present, tx.now());
      requireCurrent(tx, table, present, baseRevision, '这份佐证材料的说明');
      const { row, changed } = createEvidenceRepository(tx).update(id, { ...present, ...given(said) });
      if (changed) {
        noteChange(tx, context.actor, { action: 'evidence.describe', table, previous: present, row });
      }
      return createEvidenceView(tx)(row);
    }),

  'evidence.remove': (context, { id }) =>
    context.write((tx) => {
      const present = requireEvidence(tx, id);
      requireUnlocked(tx, present, tx.now());
      requireCurrent(tx, table, present, present.revision, '这份佐证材料');
      createRowHistory(tx).keep(table, present, context.actor);
      createEvidenceRepository(tx).remove(id);
      const details = { owner: present.ownerType, sha256: present.sha256 };
      createAuditLog(tx).append({ actor: context.actor, action: 'evidence.remove', subject: id, details });
      return { id, fileName: present.fileName };
    }),

  'evidence.putBack': async (context, { id }) => {
    const removed = removedRow(context.db, id);
    if (removed === null) throw new AppError('evidence.unknown', {});
    await requireFile(context, removed);
    return context.write((tx) => {
      const evidence = createEvidenceRepository(tx);
      // Asked for twice: it is back already.
      const present = evidence.find(id);
      if (present !== null) return { id, fileName: present.fileName };
      requireUnlocked(tx, removed, tx.now());
      const row = evidence.putBack(removed);
      const details = { owner: row.ownerType, sha256: row.sha256 };
      createAuditLog(tx).append({ actor: context.actor, action: 'evidence.putBack', subject: id, details });
      return { id, fileName: row.fileName };
    });
  },

  'evidence.preview': async (context, { id, offset }) => {
    const { fileName, mime, sha256, ...row } = requireEvidence(context.db, id);
    if (previewOf(mime) === null || row.size > largestPreview) {
      throw new AppError('evidence.noPreview', { file: fileName });
    }
    const size = await requireFile(context, { fileName, mime, sha256, ...row });
    const length = Math.max(0, Math.min(previewPieceBytes, size - offset));
    const piece = await readPiece(folderOf(context), sha256, offset, length);
    const end = offset + piece.length;
    return {
      fileName,
      mime,
      sha256,
      size,
      bytes: new Uint8Array(piece),
      next: piece.length === 0 || end >= size ? null : end,
    };
  },

  'evidence.export': async (context, { id, file }) => {
    const { fileName, sha256, ...row } = requireEvidence(context.db, id);
    const size = await requireFile(context, { fileName, sha256, ...row });
    const target = context.files.resolve(file, 'write');
    const checkpoint = context.progress.phase('evidence.export');
    const source = placeOf(folderOf(context), sha256);
    const changed = () => new AppError('evidence.fileChanged', { file: fileName });
    const bytes = readChecked(source, sha256, (done) => checkpoint(done, size), changed);
    const written = await writeFileAtomically(target, bytes);
    context.write((tx) =>
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'evidence.export',
        subject: id,
        details: { fileName: basename(target), sha256 },
      }),
    );
    return written;
  },

  'evidence.search': ({ db }, { cursor, limit, ...filter }) => {
    const rows = createEvidenceReader(db).page(given(filter) as EvidenceFilter, limit, cursor);
    const view = createEvidenceView(db);
    return {
      rows: rows.map((row) => {
        const {
          ownerName,
          bodyUscc,
          bodyName,
          cycleCode,
          leaf,
          item,
          role,
          ledger,
          outcome: _outcome,
          ...own
        } = row;
        return { ...view(own), ownerName, bodyUscc, bodyName, cycleCode, leaf, item, role, ledger };
      }),
      next: nextCursor(rows, limit, ({ id }) => id),
    };
  },

  'evidence.totals': ({ db }, filter) => {
    const reader = createEvidenceReader(db);
    return {
      ...reader.totals(given(filter) as EvidenceFilter),
      problems: reader.problems(),
      lacking: countLacking(db),
    };
  },

  'evidence.lacking': ({ db }, { cursor, limit }) => {
    const offset = offsetOf(cursor);
    const rows = listLacking(db, limit, offset);
    return { rows, next: nextCursor(rows, limit, () => String(offset + limit)) };
  },

  'evidence.check': async (context) => {
    const checked = await checkFiles(context);
    noteOutcomes(context, checked);
    const reader = createEvidenceReader(context.db);
    const problems = reader.problems();
    const findings: Finding[] = [];
    const judge = createEvidenceJudge(context.db);
    for (const problem of Object.keys(evidenceProblems) as EvidenceProblem[]) {
      const left = shownFindings - findings.length;
      if (left <= 0 || problems[problem] === 0) continue;
      const code = codeOf[problem];
      for (const row of reader.page({ problem }, left, null)) {
        findings.push(...judge(row).filter((finding) => finding.code === code));
      }
    }
    const { files, bytes } = checked;
    return { files, bytes, ...problems, lacking: countLacking(context.db), findings };
  },
};

const codeOf: Record<EvidenceProblem, string> = {
  lost: 'evidence.lost',
  changed: 'evidence.changedOnDisk',
  early: 'evidence.early',
  reused: 'evidence.reused',
};
