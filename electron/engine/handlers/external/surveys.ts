/** 满意度测评: making surveys, reading what they came to, and taking their values over. */
import type { z } from 'zod';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { externalOperations } from '#shared/contract/operations/external.ts';
import { marginOfMean, sampleSizeFor, widestMargin } from '#shared/domain/sampling.ts';
import { meanOnScale, type SurveyTarget, surveyAudiences } from '#shared/domain/surveys.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import {
  createSurveyReader,
  createSurveyRepository,
  type SurveyBatch,
  type SurveyContent,
  type SurveyResult,
} from '../../db/repositories/surveys.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import { requireCycle, requireOpenCycle } from '../cycles.ts';
import type { EntryModel } from '../entries/entry-model.ts';
import type { CellChange } from '../entries/put-cells.ts';
import { inapplicableLeaves } from '../entries/unit-work.ts';
import { enterValues, stageFinding } from './enter-values.ts';
import { requireSurvey } from './survey-work.ts';
import { type ModelOfCycle, modelsOfCycle } from './unit-values.ts';

type Put = z.output<(typeof externalOperations)['surveys.put']['input']>;
type ReadAnswer = OperationOutput<'surveys.read'>;
type Value = ReadAnswer['units'][number]['values'][number];

/** Role of all values that come from surveys. */
const role = 'survey';

/** A leaf that surveys supply, with what its rule wants. */
interface SurveyLeaf {
  leaf: string;
  name: string;
  mean: string;
  count: string;
  min: number;
  max: number;
  minimumCount: number;
}

const surveyLeaf = (model: EntryModel, code: string): SurveyLeaf | null => {
  const leaf = model.leaves.get(code);
  if (leaf === undefined || !leaf.askedOf.includes(role)) return null;
  const { scoring, name } = leaf.node;
  if (scoring.method !== 'survey') return null;
  const { mean, count, min, max, minimumCount = 1 } = scoring;
  return { leaf: code, name, mean, count, min, max, minimumCount };
};

/** Leaves of all models of a cycle that surveys supply, each once. */
const surveyLeaves = (models: readonly ModelOfCycle[]): SurveyLeaf[] => {
  const found = new Map<string, SurveyLeaf>();
  for (const { model } of models) {
    for (const { code } of model.nodes) {
      const leaf = surveyLeaf(model, code);
      if (leaf !== null && !found.has(code)) found.set(code, leaf);
    }
  }
  return [...found.values()];
};

const headOf = (db: ReadDb, survey: SurveyBatch) => {
  const { questions: _, targets: __, cycleCode, madeBy: ___, takenBy: ____, ...head } = survey;
  const results = createSurveyReader(db).results(survey.id);
  return {
    ...head,
    cycle: cycleCode,
    needed: sampleSizeFor(survey.population, survey.margin),
    units: results.length,
    valid: results.reduce((sum, { valid }) => sum + valid, 0),
  };
};

/** Answers `surveys.list`. */
export const listSurveys = (db: ReadDb, cycle: string) => {
  requireCycle(db, cycle);
  return {
    surveys: createSurveyReader(db)
      .list(cycle)
      .map((survey) => headOf(db, survey)),
    leaves: surveyLeaves(modelsOfCycle(db, cycle)).map(({ leaf, name, min, max, minimumCount }) => ({
      leaf,
      name,
      min,
      max,
      minimumCount,
    })),
  };
};

/** Says what does not fit together. @throws AppError `survey.wrong` */
const requireSound = (content: SurveyContent, leaves: readonly SurveyLeaf[]): void => {
  const wrong = (
    what: 'overall' | 'questionTwice' | 'satisfiedFrom' | 'dates' | 'target' | 'targetTwice',
  ) => {
    throw new AppError('survey.wrong', { what });
  };
  const codes = content.questions.map(({ code }) => code);
  if (new Set(codes).size < codes.length) wrong('questionTwice');
  const overall = content.questions.find(({ code }) => code === content.overall);
  if (overall === undefined) throw new AppError('survey.wrong', { what: 'overall' });
  if (content.satisfiedFrom < overall.min || content.satisfiedFrom > overall.max) wrong('satisfiedFrom');
  const { surveyedFrom, surveyedTo } = content;
  if (surveyedFrom !== null && surveyedTo !== null && surveyedFrom > surveyedTo) wrong('dates');
  for (const { leaf, question } of content.targets) {
    if (!codes.includes(question) || !leaves.some((one) => one.leaf === leaf)) wrong('target');
  }
  const targets = content.targets.map(({ leaf }) => leaf);
  if (new Set(targets).size < targets.length) wrong('targetTwice');
};

/** Answers `surveys.put`. */
export const putSurvey = (tx: WriteTx, { id, cycle: code, ...input }: Put, actor: string) => {
  const cycle = requireCycle(tx, code);
  requireOpenCycle(cycle);
  const content: SurveyContent = { ...input, cycleCode: code };
  requireSound(content, surveyLeaves(modelsOfCycle(tx, code)));
  const surveys = createSurveyRepository(tx);
  const present = id === null ? null : requireSurvey(tx, id);
  if (present !== null) {
    const asked = ({ questions, overall, satisfiedFrom, audience }: SurveyContent): string =>
      JSON.stringify([questions, overall, satisfiedFrom, audience]);
    if (surveys.results(present.id).length > 0 && asked(present) !== asked(content)) {
      throw new AppError('survey.questionsStay', {});
    }
    surveys.update(present.id, { ...content, cycleCode: present.cycleCode });
  }
  const stored = present === null ? surveys.insert(content, actor) : present.id;
  createAuditLog(tx).append({
    actor,
    action: 'surveys.put',
    subject: stored,
    details: { cycle: code, audience: content.audience, questions: content.questions.length },
  });
  return { id: stored };
};

/** Answers `surveys.remove`. */
export const removeSurvey = (tx: WriteTx, id: string, actor: string) => {
  const survey = requireSurvey(tx, id);
  requireOpenCycle(requireCycle(tx, survey.cycleCode));
  if (survey.takenAt !== null) throw new AppError('survey.taken', { survey: survey.title });
  createSurveyRepository(tx).remove(id);
  createAuditLog(tx).append({
    actor,
    action: 'surveys.remove',
    subject: id,
    details: { cycle: survey.cycleCode, audience: survey.audience },
  });
  return { id };
};

/** What stands in the cells of the role, by `unit leaf item`. */
const presentEntries = (db: ReadDb, cycle: string) =>
  new Map(
    createEntryReader(db)
      .list(cycle)
      .filter((entry) => entry.role === role)
      .map((entry) => [`${entry.bodyUscc} ${entry.leaf} ${entry.item}`, entry]),
  );

const openValues = (db: ReadDb, survey: SurveyBatch) => {
  const present = presentEntries(db, survey.cycleCode);
  const textAt = (key: string): string => writeEntryText(present.get(key)?.value ?? null);
  return (
    model: EntryModel,
    uscc: string,
    result: SurveyResult | null,
    target: SurveyTarget,
  ): Value | null => {
    const leaf = surveyLeaf(model, target.leaf);
    const question = survey.questions.find(({ code }) => code === target.question);
    if (leaf === null || question === undefined) return null;
    const answered = result?.questions[target.question];
    const mean =
      answered === undefined || answered.count === 0 ? null : meanOnScale(answered, question, leaf);
    const count = mean === null ? 0 : (answered?.count ?? 0);
    const before = {
      mean: textAt(`${uscc} ${leaf.leaf} ${leaf.mean}`),
      count: textAt(`${uscc} ${leaf.leaf} ${leaf.count}`),
    };
    const reason = inapplicableLeaves(db, model, { cycle: survey.cycleCode, bodyUscc: uscc }).get(leaf.leaf);
    const same = before.mean === mean && before.count === String(count);
    const state = (): Value['state'] => {
      if (mean === null) return 'none';
      if (reason !== undefined) return 'locked';
      // Said for as long as it is so, also when it has been written already.
      if (count < leaf.minimumCount) return 'tooFew';
      if (same) return 'same';
      return before.mean === '' && before.count === '' ? 'new' : 'changed';
    };
    return {
      leaf: leaf.leaf,
      leafName: leaf.name,
      mean,
      count,
      minimumCount: leaf.minimumCount,
      present: before,
      state: state(),
      lock:
        reason === undefined
          ? null
          : { code: 'entry.locked.notApplicable', severity: 'error', params: { reason } },
    };
  };
};

const twoDecimals = (value: number | null): string | null => (value === null ? null : value.toFixed(2));

const unitOf = (survey: SurveyBatch, result: SurveyResult | null) => {
  const overall = result?.questions[survey.overall];
  const { population } = survey;
  const meanMargin =
    overall === undefined || overall.sum === null || overall.squares === null
      ? null
      : marginOfMean(overall.count, Number(overall.sum), Number(overall.squares), population);
  return {
    source: result?.source ?? null,
    issued: result?.issued ?? null,
    valid: result?.valid ?? null,
    satisfaction: result?.satisfaction ?? null,
    margin: result === null ? null : twoDecimals(widestMargin(result.valid, population)),
    means: Object.fromEntries(
      Object.entries(result?.questions ?? {}).map(([code, { mean }]) => [code, mean]),
    ),
    meanMargin: twoDecimals(meanMargin),
  };
};

/** Answers `surveys.read`. */
export const readSurvey = (db: ReadDb, id: string): ReadAnswer => {
  const survey = requireSurvey(db, id);
  const cycle = requireCycle(db, survey.cycleCode);
  const results = new Map(
    createSurveyReader(db)
      .results(id)
      .map((result) => [result.bodyUscc, result]),
  );
  const valueAt = openValues(db, survey);
  const { units: _, valid: __, ...head } = headOf(db, survey);
  return {
    survey: { ...head, questions: survey.questions, targets: survey.targets },
    lock: stageFinding(cycle, role),
    units: modelsOfCycle(db, survey.cycleCode)
      .flatMap(({ model, units }) =>
        units.map(({ uscc, name, group }) => {
          const result = results.get(uscc) ?? null;
          const values = survey.targets.flatMap((target) => valueAt(model, uscc, result, target) ?? []);
          return { uscc, name, group, ...unitOf(survey, result), values };
        }),
      )
      .sort((a, b) => (a.uscc < b.uscc ? -1 : 1)),
  };
};

/** Answers `surveys.take`. */
export const takeSurvey = (tx: WriteTx, id: string, actor: string) => {
  const survey = requireSurvey(tx, id);
  const cycle = requireCycle(tx, survey.cycleCode);
  requireOpenCycle(cycle);
  if (survey.targets.length === 0) throw new AppError('survey.noTargets', {});
  const { units } = readSurvey(tx, id);
  const models = modelsOfCycle(tx, survey.cycleCode);
  const changes = models.flatMap(({ model, units: own }) => {
    const here = new Set(own.map(({ uscc }) => uscc));
    return units
      .filter(({ uscc }) => here.has(uscc))
      .flatMap(({ uscc, values }) =>
        values.flatMap(({ leaf: code, mean, count, state }): CellChange[] => {
          const leaf = surveyLeaf(model, code);
          if (leaf === null || mean === null || state === 'locked') return [];
          const note = `${survey.title}（${surveyAudiences[survey.audience]}），有效 ${count} 份`;
          const cell = { bodyUscc: uscc, leaf: code, role, note } as const;
          return [
            { ...cell, item: leaf.mean, text: mean },
            { ...cell, item: leaf.count, text: String(count) },
          ];
        }),
      );
  });
  if (changes.length === 0) throw new AppError('survey.nothingToTake', {});
  const { stored, unchanged, refused, taken } = enterValues(tx, cycle, actor, changes);
  if (taken.length > 0) createSurveyRepository(tx).markTaken(id, survey.targets, actor);
  createAuditLog(tx).append({
    actor,
    action: 'surveys.take',
    subject: id,
    details: { cycle: cycle.code, stored, unchanged, refused: refused.length },
  });
  return {
    units: new Set(taken.map(({ bodyUscc }) => bodyUscc)).size,
    stored,
    unchanged,
    refused: refused.map(({ bodyUscc, leaf, finding }) => ({ bodyUscc, leaf, finding })),
  };
};
