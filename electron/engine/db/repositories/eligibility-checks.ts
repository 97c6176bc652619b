/**
 * 资格审查: checks as they were made, with the rules' results and a person's conclusions. What was typed and found may
 * name persons and their records, so it is sealed.
 */
import type {
  CheckedSubjectKind,
  EligibilityOutcome,
  EligibilityPurpose,
  EligibilityReason,
} from '#shared/domain/eligibility.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type ReadDb, requireOne, type WriteTx } from '../transaction.ts';

export interface EligibilityResult {
  /** As typed, whole: to check the same subjects again. */
  typed: string;
  kind: CheckedSubjectKind | null;
  subject: string | null;
  name: string;
  unitName: string;
  outcome: EligibilityOutcome;
  reasons: EligibilityReason[];
  decided: { outcome: 'pass' | 'fail'; note: string } | null;
}

export interface EligibilityHead {
  id: string;
  purpose: EligibilityPurpose;
  asOf: string;
  madeAt: string;
  madeBy: string;
  subjects: number;
  passed: number;
  failed: number;
  toReview: number;
  confirmedAt: string | null;
  confirmedBy: string | null;
}

export interface EligibilityCheck extends EligibilityHead {
  results: EligibilityResult[];
}

const columns = `id, purpose, as_of AS asOf, made_at AS madeAt, made_by AS madeBy, subjects, passed, failed,
  to_review AS toReview, confirmed_at AS confirmedAt, confirmed_by AS confirmedBy`;

const placeOf = (id: string): string => `eligibility_checks.results:${id}`;

/** The conclusion on a subject: the person's, else the rules'. */
export const conclusionOf = ({ decided, outcome }: Pick<EligibilityResult, 'decided' | 'outcome'>) =>
  decided?.outcome ?? outcome;

const countsOf = (results: readonly EligibilityResult[]) => {
  const count = (outcome: EligibilityOutcome) =>
    results.filter((result) => conclusionOf(result) === outcome).length;
  return {
    subjects: results.length,
    passed: count('pass'),
    failed: count('fail'),
    toReview: count('review'),
  };
};

export function createEligibilityReader(db: ReadDb) {
  const one = db.prepareRead<EligibilityHead & { sealed: string }>(
    `SELECT ${columns}, results_sealed AS sealed FROM eligibility_checks WHERE id = ?`,
  );
  const heads = db.prepareRead<EligibilityHead>(
    `SELECT ${columns} FROM eligibility_checks WHERE id < @before ORDER BY id DESC LIMIT @limit`,
  );
  return {
    find(id: string): EligibilityCheck | null {
      const row = one.get(id);
      if (row === undefined) return null;
      const { sealed, ...head } = row;
      return { ...head, results: JSON.parse(db.vault.open(sealed, placeOf(id))) as EligibilityResult[] };
    },
    /** Newest first, a page at a time. @param before continue below this id */
    list: (limit: number, before = '~'): EligibilityHead[] => heads.all({ before, limit }),
  };
}

export function createEligibilityRepository(tx: WriteTx) {
  const reader = createEligibilityReader(tx);
  const insert = tx.prepareWrite(
    `INSERT INTO eligibility_checks (id, purpose, as_of, made_at, made_by, subjects, passed, failed, to_review, results_sealed)
     VALUES (@id, @purpose, @asOf, @madeAt, @madeBy, @subjects, @passed, @failed, @toReview, @sealed)`,
  );
  const update = tx.prepareWrite(
    `UPDATE eligibility_checks SET passed = @passed, failed = @failed, to_review = @toReview, results_sealed = @sealed
     WHERE id = @id AND confirmed_at IS NULL`,
  );
  const confirm = tx.prepareWrite(
    'UPDATE eligibility_checks SET confirmed_at = @at, confirmed_by = @by WHERE id = @id AND confirmed_at IS NULL',
  );
  const seal = (id: string, results: readonly EligibilityResult[]): string =>
    tx.vault.seal(JSON.stringify(results), placeOf(id));
  return {
    ...reader,
    add(
      check: { purpose: EligibilityPurpose; asOf: string; madeBy: string },
      results: readonly EligibilityResult[],
    ): string {
      const id = tx.newId();
      insert.run({ ...check, id, madeAt: tx.now(), ...countsOf(results), sealed: seal(id, results) });
      return id;
    },
    /** @throws AppError `database.rowMissing` for a check that is confirmed or not there */
    setResults(id: string, results: readonly EligibilityResult[]): void {
      const { subjects: _, ...counts } = countsOf(results);
      requireOne(update.run({ id, ...counts, sealed: seal(id, results) }), 'eligibility_checks', id);
    },
    confirm(id: string, by: string): void {
      if (confirm.run({ id, at: tx.now(), by }) !== 1) throw new AppError('eligibility.confirmed', {});
    },
  };
}
