/** 佐证材料: files that prove what records, values, people and units claim. */
import { z } from 'zod';
import { evidenceContent, isoDate, sha256Hex, uuid } from '../../domain/entities.ts';
import { evidenceProblems } from '../../domain/evidence.ts';
import { finding } from '../../errors/finding.ts';
import { command, fileToken, job, page, pageInput, query } from '../operation.ts';

const owner = z.object({ ownerType: evidenceContent.shape.ownerType, ownerId: uuid });
const problem = z.enum(Object.keys(evidenceProblems) as [keyof typeof evidenceProblems]);
const optionalText = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .transform((text) => (text === '' ? null : text))
    .nullable();

/** Most files that one call adds. */
export const mostFilesAtOnce = 50;
/** Bytes that one piece of a preview carries. */
export const previewPieceBytes = 1_000_000;
/** Largest file that is shown in the window; larger ones are taken out. Bytes. */
export const largestPreview = 60_000_000;

/** Where evidence belongs; parts that do not apply are null. */
const place = z.object({
  /** Title of the record, name of the person or unit; null when there is none, or the owner is not here. */
  ownerName: z.string().nullable(),
  bodyUscc: z.string().nullable(),
  bodyName: z.string().nullable(),
  cycleCode: z.string().nullable(),
  leaf: z.string().nullable(),
  item: z.string().nullable(),
  role: z.string().nullable(),
  /** Code of the ledger that the row belongs to. */
  ledger: z.string().nullable(),
});

const row = evidenceContent.extend({
  id: uuid,
  revision: z.int(),
  updatedAt: z.string(),
  /** True when this office may change and remove it. */
  own: z.boolean(),
  findings: z.array(finding),
});
export type EvidenceRow = z.infer<typeof row>;

const filter = {
  /** Part of a file name, description or document number, or the beginning of a SHA-256. */
  text: z.string().trim().max(100).optional(),
  ownerType: owner.shape.ownerType.optional(),
  problem: problem.optional(),
};

export const evidenceOperations = {
  /**
   * The files of one owner, oldest first, with what is doubtful about each; and what may be added. `lock` says why nothing
   * can be added or removed now. `evidence.ownerUnknown`.
   */
  'evidence.list': query({
    permission: 'data.read',
    reads: ['evidence', 'records', 'entries', 'ledgers', 'officials', 'bodies', 'cycles'],
    input: owner,
    output: z.object({
      rows: z.array(row),
      lock: finding.nullable(),
      limits: z.object({
        maximumBytes: z.int(),
        /** Kinds of files, as a person names them. */
        kinds: z.string(),
      }),
    }),
  }),
  /**
   * Takes copies of files into the store and notes them with their owner. Each file is judged by itself: one that is
   * refused says why, the others are kept. A file that the owner holds already is `known` and not stored twice.
   * `evidence.notDeclared` without the declaration that nothing is 涉密; `evidence.ownerUnknown`, `evidence.locked`,
   * `file.*` and `operation.cancelled` when nothing could be kept; a file that fails among others says so in the answer.
   * Nothing of a file that failed stays.
   */
  'evidence.add': job({
    permission: 'data.edit',
    input: owner.extend({
      files: z.array(fileToken).min(1).max(mostFilesAtOnce),
      /** “本材料不涉及国家秘密、工作秘密”, ticked by the person who adds them. */
      declaredNotSecret: z.boolean(),
      classification: evidenceContent.shape.classification,
    }),
    output: z.object({
      files: z.array(
        z.object({
          fileName: z.string(),
          /** `failed`: the disk failed, or the file could not be read; `cancelled`: not begun, or broken off. */
          outcome: z.enum(['stored', 'known', 'refused', 'failed', 'cancelled']),
          id: uuid.nullable(),
          /** Why it was refused, or as what it was known. */
          findings: z.array(finding),
          /** Why it failed. */
          failure: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
        }),
      ),
    }),
    changes: ['evidence'],
  }),
  /**
   * Changes what is said about a file, not the file. `evidence.unknown`, `evidence.locked`, `form.changedMeanwhile`,
   * `database.rowOfAnotherOffice`.
   */
  'evidence.describe': command({
    permission: 'data.edit',
    input: z.object({
      id: uuid,
      baseRevision: z.int(),
      description: optionalText(500).optional(),
      documentNo: optionalText(100).optional(),
      documentDate: isoDate.nullable().optional(),
      pages: z.int().min(1).max(100_000).nullable().optional(),
      classification: evidenceContent.shape.classification.optional(),
    }),
    output: row,
    changes: ['evidence'],
  }),
  /**
   * Takes a file off its owner. What was said about it stays in the history; the file itself stays in the store for a day and
   * as long as a backup speaks of it. `evidence.unknown`, `evidence.locked`, `database.rowOfAnotherOffice`.
   */
  'evidence.remove': command({
    permission: 'data.edit',
    input: z.object({ id: uuid }),
    output: z.object({ id: uuid, fileName: z.string() }),
    changes: ['evidence'],
  }),
  /** Undoes a removal. `evidence.unknown` when nothing was removed, `evidence.fileGone` when the file is no longer there. */
  'evidence.putBack': command({
    permission: 'data.edit',
    input: z.object({ id: uuid }),
    output: z.object({ id: uuid, fileName: z.string() }),
    changes: ['evidence'],
  }),
  /**
   * A piece of a file for showing it, at most `previewPieceBytes` from `offset` (bytes). Only kinds that the window can
   * show. `evidence.unknown`, `evidence.noPreview`, `evidence.fileGone`.
   */
  'evidence.preview': query({
    permission: 'data.read',
    reads: [],
    input: z.object({ id: uuid, offset: z.int().min(0).default(0) }),
    output: z.object({
      fileName: z.string(),
      mime: z.string(),
      sha256: sha256Hex,
      /** Of the whole file, bytes. */
      size: z.int(),
      bytes: z.instanceof(Uint8Array),
      /** Offset of the next piece; null at the end. */
      next: z.int().nullable(),
    }),
  }),
  /**
   * Writes a copy of a file to a place of the user's choice, checked against its SHA-256 on the way: a changed file is not
   * written (`evidence.fileChanged`). `evidence.unknown`, `evidence.fileGone`, `file.*`.
   */
  'evidence.export': job({
    permission: 'data.export',
    input: z.object({ id: uuid, file: fileToken }),
    output: z.object({ size: z.int(), sha256: sha256Hex }),
    changes: ['exports'],
  }),
  /** All evidence, newest first, with where it belongs and what is doubtful. */
  'evidence.search': query({
    permission: 'data.read',
    reads: ['evidence', 'records', 'entries', 'ledgers', 'officials', 'bodies', 'cycles'],
    input: z.object({ ...filter, ...pageInput }),
    output: page(row.extend(place.shape)),
  }),
  /** How much a filter finds, and how many rows have each problem without it. */
  'evidence.totals': query({
    permission: 'data.read',
    reads: ['evidence', 'records', 'entries', 'cycles'],
    input: z.object(filter),
    output: z.object({
      rows: z.int(),
      /** Different files: one that is used twice counts once. */
      files: z.int(),
      /** Of those files. */
      bytes: z.int(),
      problems: z.record(problem, z.int()),
      /** Records and values that should have evidence and have none. */
      lacking: z.int(),
    }),
  }),
  /**
   * 缺佐证: confirmed breach records without any file, and values of indicators that require evidence where neither a file
   * nor a document is named. Newest first.
   */
  'evidence.lacking': query({
    permission: 'data.read',
    reads: ['evidence', 'records', 'entries', 'bodies', 'cycles', 'models'],
    input: z.object(pageInput),
    output: page(
      place.extend({
        ownerType: z.enum(['record', 'entry']),
        ownerId: uuid,
        /** Day of the record's document, or of the last change of the value. */
        date: z.string(),
        finding,
      }),
    ),
  }),
  /**
   * Reads every file of the store again and compares it with its SHA-256; what is found is remembered for the lists.
   * Long: reports progress in bytes. Also counts the other problems.
   */
  'evidence.check': job({
    permission: 'system.maintain',
    input: z.object({}),
    output: z.object({
      files: z.int(),
      bytes: z.int(),
      lost: z.int(),
      changed: z.int(),
      early: z.int(),
      reused: z.int(),
      lacking: z.int(),
      /** At most 200, errors first. */
      findings: z.array(finding),
    }),
    changes: ['evidence'],
  }),
};
