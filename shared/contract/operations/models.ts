import { z } from 'zod';
import { modelVersion } from '../../domain/entities.ts';
import { finding } from '../../errors/finding.ts';
import { command, fileToken, query } from '../operation.ts';

const summary = modelVersion.omit({ document: true });

/** Indicator models kept in the database. Published versions never change. */
export const modelOperations = {
  'models.list': query({
    permission: 'data.read',
    reads: ['models'],
    input: z.object({}),
    output: z.object({ models: z.array(summary) }),
  }),
  /** One version (the newest when none is named). `model.unknown` when there is none. */
  'models.read': query({
    permission: 'data.read',
    reads: ['models'],
    input: z.object({ code: z.string(), version: z.string().optional() }),
    output: modelVersion,
  }),
  /**
   * Checks a model document (JSON) and stores it as published. A document with error findings is not stored and
   * comes back with them; the same version with another digest fails with `model.versionTaken`.
   */
  'models.import': command({
    permission: 'model.manage',
    input: z.object({
      document: z.string().max(20_000_000),
      legalBasis: z.string().nullable().default(null),
    }),
    output: z.object({ stored: summary.nullable(), findings: z.array(finding) }),
    changes: ['models'],
  }),
  /** Writes a model document as canonical JSON. */
  'models.export': command({
    permission: 'data.export',
    input: z.object({ code: z.string(), version: z.string().optional(), file: fileToken }),
    output: z.object({ digest: z.string() }),
  }),
  /**
   * Switches a disabled model on by entering its legal basis (for `OFFICIAL-1000`: points for persons need one).
   */
  'models.enable': command({
    permission: 'model.manage',
    input: z.object({ code: z.string(), version: z.string(), legalBasis: z.string().trim().min(4) }),
    output: summary,
    changes: ['models'],
  }),
};
