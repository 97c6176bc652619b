/** How many rows of each kind were entered or changed within a period, by the body that they are about. */
import type { CoverageKind } from '#shared/domain/coverage.ts';
import type { ReadDb } from '../transaction.ts';

export interface FedRows {
  /** Unified code of the body; of `issued` the name of the organ. */
  key: string;
  total: number;
  /** Instant of the latest. */
  last: string;
}

/** `updated_at` is compared as text: instants of one format sort by time. */
const within = 'updated_at >= @from AND updated_at < @before';

const selects: Readonly<Record<CoverageKind, string>> = {
  bodies: `SELECT uscc AS key, updated_at FROM bodies WHERE ${within}
    UNION ALL SELECT body_uscc, updated_at FROM body_changes WHERE ${within}`,
  officials: `SELECT body_uscc AS key, updated_at FROM officials WHERE ${within}
    UNION ALL SELECT body_uscc, official_file_items.updated_at FROM official_file_items
      JOIN officials ON officials.id = official_id
      WHERE official_file_items.updated_at >= @from AND official_file_items.updated_at < @before`,
  negative: `SELECT body_uscc AS key, updated_at FROM credit_records WHERE polarity = 'negative' AND ${within}`,
  positive: `SELECT body_uscc AS key, updated_at FROM credit_records WHERE polarity = 'positive' AND ${within}`,
  issued: `SELECT issuing_organ AS key, updated_at FROM credit_records WHERE ${within}`,
  ledgers: `SELECT body_uscc AS key, updated_at FROM ledger_rows WHERE body_uscc IS NOT NULL AND ${within}`,
  entries: `SELECT body_uscc AS key, updated_at FROM entries WHERE ${within}`,
};

export function createCoverageReader(db: ReadDb) {
  return {
    /**
     * @param from first instant
     * @param before first instant after the period
     */
    fed: (kind: CoverageKind, from: string, before: string): FedRows[] =>
      db
        .prepareRead<FedRows>(
          `SELECT key, count(*) AS total, max(updated_at) AS last FROM (${selects[kind]}) GROUP BY key`,
        )
        .all({ from, before }),
  };
}
