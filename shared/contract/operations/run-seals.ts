import { z } from 'zod';
import { runSealKinds, sealExceptions } from '../../domain/run-seals.ts';
import { finding } from '../../errors/finding.ts';
import { command, job, query } from '../operation.ts';
import { runSummary } from './runs.ts';

const sealKind = z.enum(Object.keys(runSealKinds) as [keyof typeof runSealKinds]);
const sealException = z.enum(Object.keys(sealExceptions) as [keyof typeof sealExceptions]);

const someText = z.string().trim().min(1).max(500);
const scalar = z.union([z.string(), z.number(), z.boolean()]).nullable();

/** One thing that is not as the run took it; see `compareData`. */
const dataChange = z.object({
  kind: z.enum(['unitAdded', 'unitRemoved', 'unit', 'value', 'adjustment', 'veto', 'notApplicable']),
  subject: z.string(),
  name: z.string(),
  leaf: z.string().nullable(),
  item: z.string().nullable(),
  role: z.string().nullable(),
  /** What it is about in words: name of the indicator and label of the item, or name of the decision. */
  label: z.string(),
  before: scalar,
  after: scalar,
});

/** What a person must account for: how many there are, and the first ten units by name. */
const held = z.object({ exception: sealException, count: z.int(), units: z.array(z.string()) });

/** Making a run the official one, proving it later, and keeping the list of trial runs tidy. */
export const runSealOperations = {
  /**
   * What sealing this run would ask for: the kinds that the stage allows, what must be accounted for, whether it is still what the
   * database holds. `run.unknown`.
   */
  'runs.sealCheck': query({
    permission: 'data.read',
    reads: ['runs', 'cycles', 'entries', 'records', 'ledgers', 'bodies', 'models'],
    input: z.object({ run: z.string() }),
    output: z.object({
      run: runSummary,
      kinds: z.array(sealKind),
      /** The official run whose place it would take. */
      supersedes: runSummary.nullable(),
      /** Differences from what the database holds now; only a run without any can be sealed. */
      changesSince: z.int(),
      held: z.array(held),
    }),
  }),
  /**
   * 确认为正式结果: the run counts from now on, one of each cycle and model; the one before keeps its seal. The run is computed
   * again first and must give the same bytes. `run.unknown`, `run.alreadySealed`, `run.sealKind` (not in this stage),
   * `run.sealReason` (a corrected result needs a reason, a correction also who approved it), `run.stale` (data or model have
   * changed since; run again), `run.sealHeld` (drafts, invalid or incomplete units, changes outside what was opened again:
   * account for each), `run.notReproducible`.
   */
  'runs.seal': command({
    permission: 'assessment.run',
    input: z.object({
      run: z.string(),
      kind: sealKind,
      reason: someText.optional(),
      approvedBy: someText.optional(),
      documentNo: someText.optional(),
      /** Why it is sealed in spite of each kind of thing that stands in the way. */
      accepted: z.partialRecord(sealException, someText).default({}),
    }),
    output: z.object({ run: runSummary }),
    changes: ['runs', 'cycles'],
  }),
  /**
   * Computes a run again from the model and the data it was made from: the same bytes, or findings that say what is no longer what
   * it was (model, data, result, tables, log, engine). `run.unknown`.
   */
  'runs.verify': job({
    permission: 'data.read',
    input: z.object({ run: z.string() }),
    output: z.object({
      run: runSummary,
      /** No error among the findings. */
      same: z.boolean(),
      /** SHA-256 of the result as computed now; null when it cannot be computed. */
      digest: z.string().nullable(),
      findings: z.array(finding),
    }),
  }),
  /** Whether anything that a run used has changed since: model, units, values, decisions, records. `run.unknown`. */
  'runs.staleness': query({
    permission: 'data.read',
    reads: ['runs', 'cycles', 'entries', 'records', 'ledgers', 'bodies', 'models'],
    input: z.object({ run: z.string() }),
    output: z.object({
      stale: z.boolean(),
      /** The cycle assesses with another version of the model now; null when it does not. */
      modelNow: z.string().nullable(),
      count: z.int(),
      /** The first hundred. */
      changes: z.array(dataChange),
    }),
  }),
  /** Removes trial runs for good, all of them or none. `run.unknown`, `run.sealed`. */
  'runs.remove': command({
    permission: 'assessment.run',
    input: z.object({ runs: z.array(z.string()).min(1).max(200) }),
    output: z.object({ removed: z.int() }),
    changes: ['runs'],
  }),
};
