/** 抽查: draws with their seed and frame, and what the check of each drawn item found. Nothing drawn is ever deleted. */
import type { SpotCheckPopulation } from '#shared/domain/spot-checks.ts';
import { withdrawnState } from '#shared/ledgers/definition.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

export interface SpotCheckDraw {
  id: string;
  cycleCode: string;
  population: SpotCheckPopulation;
  title: string;
  seed: number;
  generator: string;
  stratified: boolean;
  size: number;
  /** SHA-256 of the frame, hex. */
  frameDigest: string;
  frameSize: number;
  /** The draw that this one takes the place of, and why. */
  supersedes: string | null;
  reason: string | null;
  drawnAt: string;
  drawnBy: string;
}

export interface SpotCheckItem {
  ordinal: number;
  bodyUscc: string | null;
  /** What was drawn: a leaf's code, or the id of a record or case. */
  subject: string;
  label: string;
  /** What stood there when it was drawn. */
  stated: string;
  result: 'confirmed' | 'notConfirmed' | null;
  finding: string | null;
  shouldBe: string | null;
  checkedOn: string | null;
  checkedBy: string | null;
}

type DrawRow = Omit<SpotCheckDraw, 'stratified'> & { stratified: number };

const drawColumns = `id, cycle_code AS cycleCode, population, title, seed, generator, stratified, size,
  frame_digest AS frameDigest, json_array_length(frame) AS frameSize, supersedes, reason, drawn_at AS drawnAt,
  drawn_by AS drawnBy`;
const itemColumns = `ordinal, body_uscc AS bodyUscc, subject, label, stated, result, finding, should_be AS shouldBe,
  checked_on AS checkedOn, checked_by AS checkedBy`;

const drawOf = (row: DrawRow): SpotCheckDraw => ({ ...row, stratified: row.stratified === 1 });

export function createSpotCheckReader(db: ReadDb) {
  const one = db.prepareRead<DrawRow>(`SELECT ${drawColumns} FROM spot_checks WHERE id = ?`);
  const ofCycle = db.prepareRead<DrawRow>(
    `SELECT ${drawColumns} FROM spot_checks WHERE cycle_code = ? ORDER BY id DESC`,
  );
  const frame = db.prepareRead<{ frame: string }>('SELECT frame FROM spot_checks WHERE id = ?');
  const sizes = db.prepareRead<Record<SpotCheckPopulation, number>>(
    `SELECT
       (SELECT count(*) FROM (SELECT DISTINCT e.body_uscc, e.leaf FROM entries e
          JOIN cycle_units u ON u.cycle_code = e.cycle_code AND u.body_uscc = e.body_uscc
          WHERE e.cycle_code = @cycle AND e.value <> 'null' AND e.role NOT IN ('derived', 'finalReview'))) AS leaves,
       (SELECT count(*) FROM cycle_units u JOIN credit_records r ON r.body_uscc = u.body_uscc
          WHERE u.cycle_code = @cycle AND r.status <> 'revoked' AND r.decision_date BETWEEN @from AND @to) AS records,
       (SELECT count(*) FROM ledger_rows l WHERE l.ledger = 'typicalCases' AND l.state <> '${withdrawnState}'
          AND l.happened_on BETWEEN @from AND @to AND (l.body_uscc IS NULL OR EXISTS
            (SELECT 1 FROM cycle_units u WHERE u.cycle_code = @cycle AND u.body_uscc = l.body_uscc))) AS cases`,
  );
  const items = db.prepareRead<SpotCheckItem>(
    `SELECT ${itemColumns} FROM spot_check_items WHERE check_id = ? ORDER BY ordinal`,
  );
  const item = db.prepareRead<SpotCheckItem>(
    `SELECT ${itemColumns} FROM spot_check_items WHERE check_id = ? AND ordinal = ?`,
  );
  return {
    find(id: string): SpotCheckDraw | null {
      const row = one.get(id);
      return row === undefined ? null : drawOf(row);
    },
    /** Newest first. */
    list: (cycleCode: string): SpotCheckDraw[] => ofCycle.all(cycleCode).map(drawOf),
    /** How much could be drawn of each population, within days of the period. */
    frameSizes: (cycle: string, from: string, to: string): Record<SpotCheckPopulation, number> =>
      sizes.get({ cycle, from, to }) ?? { leaves: 0, records: 0, cases: 0 },
    /** What was drawn from, as `[stratum, key]`. */
    frame: (id: string): [string, string][] => JSON.parse(frame.get(id)?.frame ?? '[]') as [string, string][],
    items: (id: string): SpotCheckItem[] => items.all(id),
    item: (id: string, ordinal: number): SpotCheckItem | null => item.get(id, ordinal) ?? null,
  };
}

export function createSpotCheckRepository(tx: WriteTx) {
  const insert = tx.prepareWrite(
    `INSERT INTO spot_checks (id, cycle_code, population, title, seed, generator, stratified, size, frame, frame_digest,
       supersedes, reason, drawn_at, drawn_by)
     VALUES (@id, @cycleCode, @population, @title, @seed, @generator, @stratified, @size, @frame, @frameDigest,
       @supersedes, @reason, @at, @drawnBy)`,
  );
  const addItem = tx.prepareWrite(
    `INSERT INTO spot_check_items (check_id, ordinal, body_uscc, subject, label, stated)
     VALUES (@check, @ordinal, @bodyUscc, @subject, @label, @stated)`,
  );
  const record = tx.prepareWrite(
    `UPDATE spot_check_items SET result = @result, finding = @finding, should_be = @shouldBe, checked_on = @checkedOn,
       checked_by = @checkedBy WHERE check_id = @check AND ordinal = @ordinal`,
  );
  return {
    ...createSpotCheckReader(tx),
    /** @returns its id */
    insert(
      draw: Omit<SpotCheckDraw, 'id' | 'drawnAt' | 'frameSize'> & {
        frame: readonly (readonly [string, string])[];
      },
      drawn: readonly Pick<SpotCheckItem, 'bodyUscc' | 'subject' | 'label' | 'stated'>[],
    ): string {
      const id = tx.newId();
      insert.run({
        ...draw,
        id,
        stratified: draw.stratified ? 1 : 0,
        frame: JSON.stringify(draw.frame),
        at: tx.now(),
      });
      for (const [index, item] of drawn.entries()) addItem.run({ ...item, check: id, ordinal: index + 1 });
      return id;
    },
    record(
      check: string,
      ordinal: number,
      found: Pick<SpotCheckItem, 'result' | 'finding' | 'shouldBe' | 'checkedOn' | 'checkedBy'>,
    ): void {
      record.run({ ...found, check, ordinal });
    },
  };
}
