/**
 * 重算: a stored run computed again from the model and the data it names. Whoever holds the data folder can prove a result
 * years later, and is told which part is no longer what it was.
 */
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { ModelData } from '#shared/model/data.ts';
import { dataDigest, modelDigest, resultJson, textDigest } from '#shared/model/digest.ts';
import { engineVersion } from '#shared/model/engine-version.ts';
import type { ModelResult, SubjectResult } from '#shared/model/result.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { createAuditReader } from '../../db/audit-log.ts';
import { createModelReader } from '../../db/repositories/models.ts';
import { createSealReader } from '../../db/repositories/run-seals.ts';
import { createRunReader, type RunHead, type RunNode, type RunSubject } from '../../db/repositories/runs.ts';
import { scoreUnits } from '../../db/score-units.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { documentOf } from '../models.ts';

export interface Verdict {
  /** No error among the findings. */
  same: boolean;
  /** SHA-256 of the result as computed now; null when it cannot be computed. */
  digest: string | null;
  findings: Finding[];
}

const error = <C extends Finding['code']>(code: C, params: Finding['params']): Finding => ({
  code,
  severity: 'error',
  params,
});

/** Units that are named in a finding. */
const namedUnits = 5;

const sameFigure = (stored: string | null, published: string | null): boolean =>
  stored === null || published === null ? stored === published : scoreUnits(stored) === scoreUnits(published);

const figures = ['base', 'bonus', 'penalty', 'total', 'score'] as const;
const nodeFigures = ['rate', 'points', 'earned', 'published'] as const;

/** Whether the tables that pages read say of a unit what its result says. */
const asStored = (subject: SubjectResult, line: RunSubject | undefined, nodes: readonly RunNode[]): boolean =>
  line !== undefined &&
  line.status === subject.status &&
  line.grade === subject.grade &&
  line.rank === subject.rank &&
  line.groupRank === subject.groupRank &&
  figures.every((figure) => sameFigure(line[figure], subject[figure])) &&
  nodes.length === subject.nodes.length &&
  subject.nodes.every((node, position) => {
    const stored = nodes[position];
    return (
      stored?.node === node.code &&
      stored.status === node.status &&
      nodeFigures.every((figure) => sameFigure(stored[figure], node[figure]))
    );
  });

const compareTables = (db: ReadDb, head: RunHead, result: ModelResult, nameOf: Names): Finding[] => {
  const runs = createRunReader(db);
  const lines = new Map(runs.subjects(head.id).map((line) => [line.subject, line]));
  const wrong = result.subjects.filter(
    (subject) => !asStored(subject, lines.get(subject.code), runs.nodes(head.id, subject.code)),
  );
  const strangers = lines.size - result.subjects.filter(({ code }) => lines.has(code)).length;
  if (wrong.length + strangers === 0) return [];
  return [error('run.verify.tablesDiffer', about(wrong, nameOf, strangers))];
};

type Names = (code: string) => string;

const about = (subjects: readonly { code: string }[], nameOf: Names, more = 0) => ({
  count: subjects.length + more,
  units: subjects
    .slice(0, namedUnits)
    .map(({ code }) => nameOf(code))
    .join('、'),
});

/** The log tells of every run and every seal with the digest of the result; the log itself is chained. */
const compareLog = (db: ReadDb, head: RunHead): Finding[] => {
  const log = createAuditReader(db);
  const told = (action: 'runs.execute' | 'runs.seal'): boolean =>
    log.ofSubject(action, head.id, 1)[0]?.details.result === head.resultSha256;
  const sealed = createSealReader(db).find(head.id) !== null;
  return told('runs.execute') && (!sealed || told('runs.seal')) ? [] : [error('run.verify.logDiffers', {})];
};

const computeAgain = (model: Parameters<typeof scoreModel>[0], data: ModelData): ModelResult | null => {
  try {
    return scoreModel(model, data);
  } catch (failure) {
    if (failure instanceof AppError) return null;
    throw failure;
  }
};

/** @throws AppError `run.unknown` */
export const verifyRun = (db: ReadDb, id: string): Verdict => {
  const runs = createRunReader(db);
  const head = runs.find(id);
  const documents = runs.documents(id);
  if (head === null || documents === null) throw new AppError('run.unknown', { run: id });
  const data = JSON.parse(documents.data) as ModelData;
  const stored = JSON.parse(documents.result) as ModelResult;
  const names = new Map(data.subjects.map(({ code, name }) => [code, name]));
  const nameOf: Names = (code) => names.get(code) ?? code;
  const findings: Finding[] = [];

  if (dataDigest(data) !== head.dataDigest) findings.push(error('run.verify.dataChanged', {}));
  if (textDigest(documents.result) !== head.resultSha256)
    findings.push(error('run.verify.resultChanged', {}));
  if (head.engineVersion !== engineVersion) {
    const params = { made: head.engineVersion, now: engineVersion };
    findings.push({ code: 'run.verify.engineOther', severity: 'warning', params });
  }
  const named = `${head.modelCode} ${head.modelVersion}`;
  const version = createModelReader(db).find(head.modelCode, head.modelVersion);
  const model = version === null ? null : documentOf(version);
  if (model === null) findings.push(error('run.verify.modelMissing', { model: named }));
  else if (modelDigest(model) !== head.modelDigest) {
    findings.push(error('run.verify.modelChanged', { model: named }));
  }
  const again = model === null ? null : computeAgain(model, data);
  const text = again === null ? null : resultJson(again);
  if (model !== null && again === null) findings.push(error('run.verify.notComputable', {}));
  if (again !== null && text !== documents.result) {
    const before = new Map(stored.subjects.map((subject) => [subject.code, JSON.stringify(subject)]));
    const other = again.subjects.filter((subject) => before.get(subject.code) !== JSON.stringify(subject));
    findings.push(error('run.verify.differs', about(other, nameOf)));
  }
  findings.push(...compareTables(db, head, stored, nameOf), ...compareLog(db, head));
  return {
    same: findings.every(({ severity }) => severity !== 'error'),
    digest: text === null ? null : textDigest(text),
    findings,
  };
};
