import { z } from 'zod';
import { cycleContent, cycleStatusCode, cycleUnit, isoDate } from '../../domain/entities.ts';
import { command, query } from '../operation.ts';

const unitSelection = z.object({
  /** Codes of the bodies; empty = every valid body that the model's subject kinds name. */
  usccs: z.array(z.string()).default([]),
  modelCode: z.string(),
  modelVersion: z.string().optional(),
});

/** Assessment cycles: what is assessed, over which period, by which frozen model. */
export const cycleOperations = {
  /** Creates a cycle with its units. `cycle.codeTaken`, `model.unknown`, `model.disabled`, `body.unknown`. */
  'cycles.create': command({
    permission: 'cycle.manage',
    input: z.object({
      code: z.string().regex(/^[A-Za-z0-9-]{1,32}$/),
      name: z.string().trim().min(1).max(100),
      year: z.int().min(2000).max(2100),
      periodFrom: isoDate,
      periodTo: isoDate,
      planDocumentNo: z.string().nullable().default(null),
      units: z.array(unitSelection).default([]),
    }),
    output: z.object({ cycle: cycleContent, units: z.int() }),
    changes: ['cycles'],
  }),
  /** Adds units to a cycle, or moves a unit to another model version while the cycle is not finalised. */
  'cycles.setUnits': command({
    permission: 'cycle.manage',
    input: z.object({ cycle: z.string(), units: unitSelection }),
    output: z.object({ units: z.int() }),
    changes: ['cycles'],
  }),
  /**
   * Takes units out of a cycle that were listed by mistake. `cycle.closed`, `cycle.unitUnknown`; `cycle.unitInUse` for one
   * about which something was stated or decided already.
   */
  'cycles.removeUnits': command({
    permission: 'cycle.manage',
    input: z.object({ cycle: z.string(), usccs: z.array(z.string()).min(1).max(1000) }),
    output: z.object({ units: z.int() }),
    changes: ['cycles'],
  }),
  'cycles.list': query({
    permission: 'data.read',
    reads: ['cycles'],
    input: z.object({}),
    output: z.object({ cycles: z.array(cycleContent.extend({ units: z.int() })) }),
  }),
  /** One cycle with its units in the order of unified codes. `cycle.unknown` when there is none. */
  'cycles.read': query({
    permission: 'data.read',
    reads: ['cycles', 'bodies'],
    input: z.object({ cycle: z.string() }),
    output: z.object({ cycle: cycleContent, units: z.array(cycleUnit.extend({ name: z.string() })) }),
  }),
  /**
   * Puts a cycle into the next stage, or back into the one before while its result is not final.
   * `cycle.unknown`, `cycle.stageOrder`.
   */
  'cycles.setStatus': command({
    permission: 'cycle.manage',
    input: z.object({ cycle: z.string(), status: cycleStatusCode }),
    output: cycleContent,
    changes: ['cycles'],
  }),
};
