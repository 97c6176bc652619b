/** 名次区间 of a run. The work is pure, so its answer is kept by what it was made from, for as long as the engine lives. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { ModelData } from '#shared/model/data.ts';
import { type SensitivityResult, sensitivitySteps } from '#shared/model/sensitivity/sensitivity.ts';
import { createRunReader, type RunHead, type RunSubject } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { JobContext } from '../../runtime/context.ts';
import { namesOf, openRun, unitOf, unitsOf } from '../run-results/open-run.ts';

/** 本系统建议值: every weight up to a fifth more or less, often enough for a steady 5th and 95th percentile. */
const runs = 2000;
const spread = 0.2;
/** Influential leaves that are told. */
const toldLeaves = 10;
/** Answers that are kept. */
const keptAnswers = 8;

const kept = new Map<string, SensitivityResult>();

/** The same for the same model and data, and nobody can choose it to their liking. */
const seedOf = ({ modelDigest, dataDigest }: RunHead): number =>
  (Number.parseInt(modelDigest.slice(0, 8), 16) ^ Number.parseInt(dataDigest.slice(0, 8), 16)) >>> 0;

const computed = async (context: JobContext, head: RunHead): Promise<SensitivityResult> => {
  const key = `${head.modelDigest} ${head.dataDigest} ${head.engineVersion}`;
  const before = kept.get(key);
  if (before !== undefined) return before;
  const { model } = openRun(context.db, head.id);
  const data = JSON.parse(createRunReader(context.db).documents(head.id)?.data ?? '{}') as ModelData;
  const steps = sensitivitySteps(model.document, data, { runs, spread, seed: seedOf(head), groups: true });
  const checkpoint = context.progress.phase('model.sensitivity');
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) {
      const [oldest] = kept.keys();
      if (kept.size >= keptAnswers && oldest !== undefined) kept.delete(oldest);
      kept.set(key, step.value);
      return step.value;
    }
    await checkpoint(step.value.done, step.value.total);
  }
};

/** Names of the others that share a place, by place. */
const sharing = (
  subjects: readonly RunSubject[],
  placeOf: (subject: RunSubject) => string | null,
  nameOf: (code: string) => string,
): ((code: string) => string[]) => {
  const byPlace = Map.groupBy(subjects, placeOf);
  const places = new Map(subjects.map((subject) => [subject.subject, placeOf(subject)]));
  return (code) => {
    const place = places.get(code) ?? null;
    if (place === null) return [];
    return (byPlace.get(place) ?? [])
      .filter(({ subject }) => subject !== code)
      .map(({ subject }) => nameOf(subject));
  };
};

export const readRankBands = async (
  context: JobContext,
  run: string,
): Promise<OperationOutput<'runs.rankBands'>> => {
  const { db }: { db: ReadDb } = context;
  const { head, model } = openRun(db, run);
  const result = await computed(context, head);
  const units = unitsOf(db, run);
  const subjects = createRunReader(db).subjects(run);
  const nameOf = (code: string): string => unitOf(units, code).name;
  const tied = sharing(subjects, ({ rank }) => (rank === null ? null : String(rank)), nameOf);
  const groupTied = sharing(
    subjects,
    ({ subject, groupRank }) =>
      groupRank === null ? null : `${groupRank} ${unitOf(units, subject).group ?? ''}`,
    nameOf,
  );
  const grades = namesOf(model.document.grades);
  return {
    runs: result.runs,
    spread: result.spread,
    seed: result.seed,
    generator: result.generator,
    units: result.subjects.map((subject) => {
      const { code, rank, p5, median, p95, grade, gradeShares } = subject;
      const { name, group } = unitOf(units, code);
      return {
        ...{ code, name, group },
        overall: { rank, p5, median, p95 },
        inGroup: subject.inGroup ?? { rank, p5, median, p95 },
        tiedWith: tied(code),
        groupTiedWith: groupTied(code),
        gradeName: grades.get(grade) ?? grade,
        gradeKept: gradeShares.find((share) => share.grade === grade)?.share ?? 0,
      };
    }),
    leaves: result.leaves.slice(0, toldLeaves).map(({ leaf, tau }) => ({
      leaf,
      name: model.nodes[model.positionOf.get(leaf) ?? -1]?.name ?? leaf,
      tau,
    })),
  };
};
