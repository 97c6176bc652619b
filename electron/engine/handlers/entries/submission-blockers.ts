/** What keeps a unit from handing in its self-assessment: its own wrong values, and doubts it has not explained. */
import type { Cycle } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { checkUnit } from './check.ts';

/**
 * Errors and unexplained warnings about what the unit itself states. What others have not supplied yet is none of them.
 * @throws AppError `cycle.unitUnknown`
 */
export const submissionBlockers = (db: ReadDb, cycle: Cycle, bodyUscc: string): Finding[] =>
  checkUnit(db, cycle, bodyUscc).findings.filter(
    ({ role, severity, explained }) => role === 'self' && (severity === 'error' || !explained),
  );
