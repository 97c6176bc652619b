/**
 * What happened to a body or an official, out of every table that knows of it. Each source is one statement that answers
 * in the same columns; a page is merged from the first rows of each, so a page costs the same however much there is.
 * What shall appear on the timeline joins `sources`, and nothing else.
 */
import type { ReadDb, SqlValue } from '../transaction.ts';

export type TimelineSubject = { type: 'body'; uscc: string } | { type: 'official'; id: string };

/** A row as the sources give it: `happened` is the day, `item` unique among all sources. */
export interface TimelineRow {
  happened: string;
  item: string;
  name: string;
  title: string | null;
  detail: string | null;
  polarity: string | null;
  severity: string | null;
  status: string | null;
  /** What it leads to: a row's id, with what else its place needs. */
  target: string | null;
  within: string | null;
}

export interface TimelinePosition {
  on: string;
  key: string;
}

interface Source {
  kind: 'record' | 'case' | 'evidence' | 'change' | 'assessment' | 'file';
  /** Null where such a subject has none of these. */
  sql(type: TimelineSubject['type']): string | null;
}

/** Rows about the subject: those of a body's officials belong to the body too. */
const about = (type: TimelineSubject['type']): string =>
  type === 'body' ? 'body_uscc = @subject' : 'official_id = @subject';

const row = (
  parts: Partial<Record<keyof TimelineRow, string>> & { happened: string; item: string },
): string =>
  (
    [
      'happened',
      'item',
      'name',
      'title',
      'detail',
      'polarity',
      'severity',
      'status',
      'target',
      'within',
    ] as const
  )
    .map((column) => `${parts[column] ?? 'NULL'} AS ${column}`)
    .join(', ');

/** Texts with a dot between them, those that are missing left out. */
const dotted = (...parts: string[]): string =>
  `substr(${parts.map((part) => `iif(coalesce(${part}, '') = '', '', ' · ' || ${part})`).join(' || ')}, 4)`;

const recordTitle = "iif(title = '', document_no, title)";

/** A day in a record's life beside its decision. */
const ofRecord = (name: string, column: string): Source => ({
  kind: 'case',
  sql: (type) =>
    `SELECT ${row({
      happened: column,
      item: `'${name}:' || id`,
      name: `'${name}'`,
      title: recordTitle,
      detail: 'document_no',
      target: 'id',
    })} FROM credit_records WHERE ${about(type)} AND ${column} IS NOT NULL`,
});

const evidenceOf = (ownerType: string, owners: string): string =>
  `SELECT ${row({
    happened: 'substr(coalesce(added_at, updated_at), 1, 10)',
    item: "'evidence:' || id",
    name: "'evidence'",
    title: 'file_name',
    detail: dotted('document_no', 'description'),
    target: 'owner_id',
    within: 'owner_type',
  })} FROM evidence WHERE owner_type = '${ownerType}' AND owner_id IN (${owners})`;

const sources: readonly Source[] = [
  {
    kind: 'record',
    sql: (type) =>
      `SELECT ${row({
        happened: 'decision_date',
        item: "'record:' || id",
        name: "'record'",
        title: recordTitle,
        detail: dotted(
          '(SELECT name FROM officials WHERE officials.id = official_id)',
          'document_no',
          'issuing_organ',
        ),
        polarity: 'polarity',
        severity: 'severity',
        status: 'status',
        target: 'id',
      })} FROM credit_records WHERE ${about(type)}`,
  },
  ofRecord('objectionFiled', 'objection_filed_on'),
  ofRecord('objectionClosed', 'objection_closed_on'),
  ofRecord('rectified', 'rectified_on'),
  {
    kind: 'case',
    sql: (type) =>
      `SELECT ${row({
        happened: 'happened_on',
        item: "'ledger:' || id",
        name: "'ledger'",
        title: 'title',
        detail: 'number',
        target: 'id',
        within: 'ledger',
      })} FROM ledger_rows WHERE ${about(type)}`,
  },
  {
    kind: 'case',
    // The first step is the registration, which the row itself stands for.
    sql: (type) =>
      `SELECT ${row({
        happened: "step.value ->> '$.on'",
        item: `printf('step:%s:%04d', ledger_rows.id, step.key)`,
        name: "'step'",
        title: 'title',
        detail: 'number',
        status: "step.value ->> '$.step'",
        target: 'ledger_rows.id',
        within: 'ledger',
      })} FROM ledger_rows, json_each(steps) AS step WHERE ${about(type)} AND step.key > 0`,
  },
  {
    kind: 'evidence',
    sql: (type) =>
      [
        evidenceOf('record', `SELECT id FROM credit_records WHERE ${about(type)}`),
        evidenceOf('ledgerRow', `SELECT id FROM ledger_rows WHERE ${about(type)}`),
        type === 'body'
          ? evidenceOf('body', 'SELECT id FROM bodies WHERE uscc = @subject')
          : evidenceOf('official', '@subject'),
      ].join(' UNION ALL '),
  },
  {
    kind: 'change',
    sql: (type) =>
      type === 'official'
        ? null
        : `SELECT ${row({
            happened: 'effective_on',
            item: "'change:' || id",
            name: "iif(body_uscc = @subject, kind, 'joined')",
            title: `CASE WHEN body_uscc <> @subject THEN (SELECT name FROM bodies WHERE uscc = body_uscc)
              WHEN kind = 'rename' THEN from_name || ' → ' || to_name
              ELSE coalesce((SELECT name FROM bodies WHERE uscc = to_uscc), to_name, '') END`,
            detail: dotted('document_no', 'reason'),
            target: 'iif(body_uscc <> @subject, body_uscc, to_uscc)',
          })} FROM body_changes
           WHERE withdrawn_on IS NULL AND (body_uscc = @subject OR (to_uscc = @subject AND kind IN ('merge', 'split')))`,
  },
  {
    kind: 'assessment',
    // The run that counts; where none was chosen, the newest of its cycle and model.
    sql: (type) =>
      type === 'official'
        ? null
        : `SELECT ${row({
            happened: 'substr(runs.created_at, 1, 10)',
            item: "'assessment:' || runs.id",
            name: "'assessment'",
            title: 'coalesce((SELECT name FROM cycles WHERE code = cycle_code), cycle_code)',
            detail: 'CAST(score AS TEXT)',
            status: 'grade',
            target: 'runs.id',
            within: 'cast(rank AS TEXT)',
          })} FROM run_subjects JOIN runs ON runs.id = run_id
           WHERE subject = @subject AND (official = 1 OR NOT EXISTS (
             SELECT 1 FROM runs AS other WHERE other.cycle_code = runs.cycle_code AND other.model_code = runs.model_code
               AND (other.official = 1 OR other.id > runs.id)))`,
  },
  {
    kind: 'file',
    sql: (type) =>
      type === 'body'
        ? null
        : `SELECT ${row({
            happened: 'happened_on',
            item: "'file:' || id",
            name: "'file'",
            title: 'title',
            detail: dotted('organ', 'document_no'),
            status: 'result',
            within: 'category',
          })} FROM official_file_items WHERE official_id = @subject AND withdrawn_on IS NULL`,
  },
];

export function createTimelineReader(db: ReadDb) {
  const subjectOf = (subject: TimelineSubject): SqlValue =>
    subject.type === 'body' ? subject.uscc : subject.id;
  const ofSubject = (subject: TimelineSubject) =>
    sources.flatMap(({ kind, sql }) => {
      const statement = sql(subject.type);
      return statement === null ? [] : [{ kind, statement }];
    });

  return {
    /** A page of what happened, the latest first. */
    page(
      subject: TimelineSubject,
      kinds: ReadonlySet<string>,
      limit: number,
      after: TimelinePosition | null,
    ): (TimelineRow & { kind: Source['kind'] })[] {
      const start = after === null ? '' : 'WHERE (happened, item) < (@on, @key)';
      return ofSubject(subject)
        .filter(({ kind }) => kinds.has(kind))
        .flatMap(({ kind, statement }) =>
          db
            .prepareRead<TimelineRow>(
              `SELECT * FROM (${statement}) ${start} ORDER BY happened DESC, item DESC LIMIT @limit`,
            )
            .all({ subject: subjectOf(subject), limit, ...(after ?? {}) })
            .map((found) => ({ ...found, kind })),
        )
        .sort((one, other) => later(other, one))
        .slice(0, limit);
    },
    /** How much there is of each kind. */
    counts(subject: TimelineSubject): Map<string, number> {
      const counts = new Map<string, number>();
      for (const { kind, statement } of ofSubject(subject)) {
        const found = db
          .prepareRead<{ total: number }>(`SELECT count(*) AS total FROM (${statement})`)
          .get({ subject: subjectOf(subject) });
        counts.set(kind, (counts.get(kind) ?? 0) + (found?.total ?? 0));
      }
      return counts;
    },
  };
}

/** As SQLite compares: the day, then the key, both by their bytes. */
const later = (one: TimelineRow, other: TimelineRow): number => {
  if (one.happened !== other.happened) return one.happened < other.happened ? -1 : 1;
  return one.item < other.item ? -1 : 1;
};
