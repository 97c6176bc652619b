/**
 * 计分: each run of a model over a cycle's units, kept for good: the data it was computed from, the result document
 * byte for byte, the points of every node as integers for tables and comparisons, and behind each derived value the
 * list of its records.
 */
import type { ModelResult } from '#shared/model/result.ts';
import { canonicalJson, sha256Hex } from '../content-hash.ts';
import { scoreText, scoreUnits } from '../score-units.ts';
import { type ReadDb, requireOne, type SqlValue, type WriteTx } from '../transaction.ts';

export interface RunHead {
  id: string;
  cycleCode: string;
  modelCode: string;
  modelVersion: string;
  modelDigest: string;
  dataDigest: string;
  engineVersion: string;
  /** SHA-256 of the result's canonical JSON. */
  resultSha256: string;
  /** The run that counts; at most one per cycle and model. */
  official: boolean;
  createdAt: string;
}

export interface RunMetric {
  bodyUscc: string;
  leaf: string;
  item: string;
  value: number | string | boolean | null;
  /** The credit records behind the value. */
  recordIds: string[];
}

export interface NewRun {
  cycleCode: string;
  /** The data document that was scored. */
  data: object;
  result: ModelResult;
  metrics: readonly RunMetric[];
  official: boolean;
}

/** A subject's line of a ranking; decimals with 10 digits. */
export interface RunSubject {
  subject: string;
  status: string;
  base: string | null;
  bonus: string | null;
  penalty: string | null;
  total: string | null;
  score: string | null;
  grade: string | null;
  rank: number | null;
  groupRank: number | null;
}

/** A subject's line in one run. */
export interface RunOfSubject {
  head: Pick<RunHead, 'id' | 'cycleCode' | 'modelCode' | 'modelVersion' | 'official' | 'createdAt'>;
  line: Pick<RunSubject, 'status' | 'score' | 'grade' | 'rank' | 'groupRank'>;
  /** How many subjects the run had. */
  subjects: number;
}

/** One node of one subject; decimals with 10 digits, null where the result document has none. */
export interface RunNode {
  node: string;
  status: string;
  rate: string | null;
  points: string | null;
  earned: string | null;
  published: string | null;
}

const headColumns = `id, cycle_code AS cycleCode, model_code AS modelCode, model_version AS modelVersion,
  model_digest AS modelDigest, data_digest AS dataDigest, engine_version AS engineVersion,
  result_sha256 AS resultSha256, official, created_at AS createdAt`;

const toUnits = (text: string | null): bigint | null => (text === null ? null : scoreUnits(text));

/** A row read with exact integers. */
type FigureRow = Record<string, string | bigint | null>;
const text = (row: FigureRow, column: string): string => String(row[column]);
const figure = (row: FigureRow, column: string): string | null => {
  const units = row[column];
  return typeof units === 'bigint' ? scoreText(units) : null;
};
const place = (row: FigureRow, column: string): number | null => {
  const value = row[column];
  return typeof value === 'bigint' ? Number(value) : null;
};

export function createRunReader(db: ReadDb) {
  type HeadRow = Omit<RunHead, 'official'> & { official: number };
  const toHead = (row: HeadRow): RunHead => ({ ...row, official: row.official === 1 });
  const one = db.prepareRead<HeadRow>(`SELECT ${headColumns} FROM runs WHERE id = ?`);
  const latest = db.prepareRead<HeadRow>(
    `SELECT ${headColumns} FROM runs WHERE cycle_code = @cycle AND (@model IS NULL OR model_code = @model)
     AND (@officialOnly = 0 OR official = 1) ORDER BY created_at DESC, id DESC LIMIT 1`,
  );
  const ofCycle = db.prepareRead<HeadRow>(
    `SELECT ${headColumns} FROM runs WHERE @cycle IS NULL OR cycle_code = @cycle ORDER BY created_at DESC, id DESC`,
  );
  const documents = db.prepareRead<{ data: string; result: string }>(
    'SELECT data, result FROM runs WHERE id = ?',
  );
  const subjects = db.prepareRead<FigureRow>(
    `SELECT subject, status, base, bonus, penalty, total, score, grade, rank, group_rank AS groupRank
     FROM run_subjects WHERE run_id = ? ORDER BY position`,
    { bigIntegers: true },
  );
  const nodes = db.prepareRead<FigureRow>(
    `SELECT node, status, rate, points, earned, published
     FROM run_node_results WHERE run_id = ? AND subject = ? ORDER BY position`,
    { bigIntegers: true },
  );
  const metrics = db.prepareRead<{
    bodyUscc: string;
    leaf: string;
    item: string;
    value: string;
    recordIds: string;
  }>(
    `SELECT body_uscc AS bodyUscc, leaf, item, value, record_ids AS recordIds FROM run_metrics
     WHERE run_id = @run AND (@body IS NULL OR body_uscc = @body) ORDER BY body_uscc, leaf, item`,
  );

  // The few runs are walked, and the subject looked up in each: there is no index by subject.
  const ofSubject = db.prepareRead<FigureRow>(
    `SELECT runs.id, cycle_code, model_code, model_version, official, created_at, line.status, line.score, line.grade,
       line.rank, line.group_rank, (SELECT count(*) FROM run_subjects WHERE run_id = runs.id) AS subjects
     FROM runs CROSS JOIN run_subjects AS line ON line.run_id = runs.id AND line.subject = ?
     ORDER BY created_at DESC, runs.id DESC LIMIT 200`,
    { bigIntegers: true },
  );

  return {
    find(id: string): RunHead | null {
      const row = one.get(id);
      return row === undefined ? null : toHead(row);
    },
    /** The newest run of a cycle, of one model or of any, perhaps only an official one. */
    latest(cycleCode: string, modelCode?: string, officialOnly = false): RunHead | null {
      const row = latest.get({
        cycle: cycleCode,
        model: modelCode ?? null,
        officialOnly: officialOnly ? 1 : 0,
      });
      return row === undefined ? null : toHead(row);
    },
    /** The run of a cycle and model that counts: the official one, and while there is none the newest. */
    counting(cycleCode: string, modelCode: string): RunHead | null {
      const found = (officialOnly: 0 | 1) => latest.get({ cycle: cycleCode, model: modelCode, officialOnly });
      const row = found(1) ?? found(0);
      return row === undefined ? null : toHead(row);
    },
    /** Newest first. */
    list: (cycleCode?: string): RunHead[] => ofCycle.all({ cycle: cycleCode ?? null }).map(toHead),
    /** The documents of a run as they were stored: canonical JSON. */
    documents: (id: string): { data: string; result: string } | null => documents.get(id) ?? null,
    /** The result document of a run. */
    result(id: string): ModelResult | null {
      const found = documents.get(id);
      return found === undefined ? null : (JSON.parse(found.result) as ModelResult);
    },
    /** In the order of the result: by rank, unranked last. */
    subjects: (id: string): RunSubject[] =>
      subjects.all(id).map((row) => ({
        subject: text(row, 'subject'),
        status: text(row, 'status'),
        base: figure(row, 'base'),
        bonus: figure(row, 'bonus'),
        penalty: figure(row, 'penalty'),
        total: figure(row, 'total'),
        score: figure(row, 'score'),
        grade: row.grade === null ? null : text(row, 'grade'),
        rank: place(row, 'rank'),
        groupRank: place(row, 'groupRank'),
      })),
    /** Every run that scored this subject, newest first. */
    ofSubject: (subject: string): RunOfSubject[] =>
      ofSubject.all(subject).map((row) => ({
        head: {
          id: text(row, 'id'),
          cycleCode: text(row, 'cycle_code'),
          modelCode: text(row, 'model_code'),
          modelVersion: text(row, 'model_version'),
          official: row.official === 1n,
          createdAt: text(row, 'created_at'),
        },
        line: {
          status: text(row, 'status'),
          score: figure(row, 'score'),
          grade: row.grade === null ? null : text(row, 'grade'),
          rank: place(row, 'rank'),
          groupRank: place(row, 'group_rank'),
        },
        subjects: place(row, 'subjects') ?? 0,
      })),
    /** In tree order. */
    nodes: (id: string, subject: string): RunNode[] =>
      nodes.all(id, subject).map((row) => ({
        node: text(row, 'node'),
        status: text(row, 'status'),
        rate: figure(row, 'rate'),
        points: figure(row, 'points'),
        earned: figure(row, 'earned'),
        published: figure(row, 'published'),
      })),
    metrics: (id: string, bodyUscc?: string): RunMetric[] =>
      metrics.all({ run: id, body: bodyUscc ?? null }).map((row) => ({
        ...row,
        value: JSON.parse(row.value) as RunMetric['value'],
        recordIds: JSON.parse(row.recordIds) as string[],
      })),
  };
}

export function createRunRepository(tx: WriteTx) {
  const reader = createRunReader(tx);
  const noLongerOfficial = tx.prepareWrite(
    'UPDATE runs SET official = 0 WHERE cycle_code = ? AND model_code = ? AND official = 1',
  );
  const nowOfficial = tx.prepareWrite('UPDATE runs SET official = 1 WHERE id = ?');
  const insertRun = tx.prepareWrite(
    `INSERT INTO runs (id, cycle_code, model_code, model_version, model_digest, data_digest, engine_version,
       data, result, result_sha256, official, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertSubject = tx.prepareWrite(
    `INSERT INTO run_subjects (run_id, subject, position, status, base, bonus, penalty, total, score, grade, rank, group_rank)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertNode = tx.prepareWrite(
    `INSERT INTO run_node_results (run_id, subject, node, position, status, rate, points, earned, published)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const insertMetric = tx.prepareWrite(
    'INSERT INTO run_metrics (run_id, body_uscc, leaf, item, value, record_ids) VALUES (?, ?, ?, ?, ?, ?)',
  );

  const removals = ['run_metrics', 'run_node_results', 'run_subjects'].map((table) =>
    tx.prepareWrite(`DELETE FROM ${table} WHERE run_id = ?`),
  );
  const removeRun = tx.prepareWrite('DELETE FROM runs WHERE id = ? AND official = 0');

  const makeOfficial = (run: Pick<RunHead, 'id' | 'cycleCode' | 'modelCode'>): void => {
    noLongerOfficial.run(run.cycleCode, run.modelCode);
    requireOne(nowOfficial.run(run.id), 'runs', run.id);
  };

  return {
    ...reader,
    /** Keeps a run with all its nodes and metrics. An official one takes the place of the official one before it. */
    store({ cycleCode, data, result, metrics, official }: NewRun): RunHead {
      const id = tx.newId();
      const { model } = result;
      const document = canonicalJson(result);
      insertRun.run(
        ...[id, cycleCode, model.code, model.version, model.digest, result.dataDigest],
        ...[String(result.engine), canonicalJson(data), document, sha256Hex(document), 0, tx.now()],
      );
      result.subjects.forEach((subject, position) => {
        const { code, status, grade, rank, groupRank } = subject;
        const points: SqlValue[] = [
          subject.base,
          subject.bonus,
          subject.penalty,
          subject.total,
          subject.score,
        ].map(toUnits);
        insertSubject.run(id, code, position, status, ...points, grade, rank, groupRank);
        subject.nodes.forEach((node, order) => {
          const figures: SqlValue[] = [node.rate, node.points, node.earned, node.published].map(toUnits);
          insertNode.run(id, code, node.code, order, node.status, ...figures);
        });
      });
      for (const { bodyUscc, leaf, item, value, recordIds } of metrics) {
        insertMetric.run(id, bodyUscc, leaf, item, canonicalJson(value), canonicalJson(recordIds));
      }
      if (official) makeOfficial({ id, cycleCode, modelCode: model.code });
      const stored = reader.find(id);
      if (stored === null) throw new Error('the run was not stored');
      return stored;
    },
    /** Declares which run counts. @throws AppError `database.rowMissing` */
    makeOfficial,
    /** Takes out a run that does not count, with all that hangs on it. @throws AppError `database.rowMissing` */
    remove(id: string): void {
      for (const removal of removals) removal.run(id);
      requireOne(removeRun.run(id), 'runs', id);
    },
  };
}
