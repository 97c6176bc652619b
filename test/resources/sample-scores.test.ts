import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { gatherModelData } from '#engine/handlers/assessment/gather-model-data.ts';
import { loadNewestModels, loadSample } from '#engine/resources.ts';
import { generateSample } from '#scripts/generate-sample.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import type { ModelData } from '#shared/model/data.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { findPython } from '#test/support/run-python.ts';

const county = loadSample();
const models = new Map(loadNewestModels().map(({ document }) => [document.code, document]));
const entries = [...county.entries, ...generateSample().entriesInWorkbooks];
const nameOf = (uscc: string) => county.bodies.find((body) => body.uscc === uscc)?.shortName ?? '';

interface Case {
  name: string;
  model: ModelDocument;
  data: ModelData;
}

const cases = county.cycles.flatMap((cycle) =>
  ['TOWNSHIP-2026', 'DEPT-2026'].map((code): Case => {
    const model = models.get(code);
    if (!model) throw new Error(`no model ${code}`);
    const ofUnit = <T extends { cycleCode: string; bodyUscc: string }>(rows: readonly T[], uscc: string) =>
      rows.filter((row) => row.cycleCode === cycle.code && row.bodyUscc === uscc);
    const { data } = gatherModelData({
      model,
      period: cycle,
      units: county.units.filter((unit) => unit.cycleCode === cycle.code && unit.modelCode === code),
      nameOf,
      entriesOf: (uscc) => ofUnit(entries, uscc),
      decisionsOf: (uscc) => ofUnit(county.decisions, uscc),
      ledgerRowsOf: () => [],
      recordsOf: (uscc) =>
        county.records
          .map((record, index) => ({ ...record, id: String(index) }) as CreditRecord)
          .filter((record) => record.bodyUscc === uscc),
    });
    return { name: `${code} ${cycle.code}`, model, data };
  }),
);

interface Verdict {
  model: { accepted: boolean; findings: unknown[] };
  data: { accepted: boolean; findings: unknown[] };
  subjects: { code: string }[];
}

/** Scores by the second program, which is written from the specification in another language. */
function scoreElsewhere(list: readonly Case[]): Verdict[] {
  const program = fileURLToPath(new URL('../support/oracle/model_oracle.py', import.meta.url));
  const input = list.map(({ name, model, data }) => JSON.stringify({ id: name, model, data })).join('\n');
  const { stdout, stderr, status } = spawnSync(findPython(), [program, '--batch'], {
    input,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
}

const publishedFields = [
  'code',
  'status',
  'base',
  'bonus',
  'penalty',
  'total',
  'score',
  'grade',
  'rank',
  'groupRank',
];
const published = (subject: object) =>
  Object.fromEntries(Object.entries(subject).filter(([name]) => publishedFields.includes(name)));

describe('scores of the sample county', () => {
  const verdicts = scoreElsewhere(cases);

  it.each(cases.map((one, index) => ({ ...one, index })))('$name agree with the second program', (one) => {
    const verdict = verdicts[one.index];
    expect(verdict?.model).toMatchObject({ accepted: true, findings: [] });
    expect(verdict?.data).toMatchObject({ accepted: true, findings: [] });
    expect(scoreModel(one.model, one.data).subjects.map(published)).toEqual(verdict?.subjects.map(published));
  });

  it('are complete, spread over all grades, with a tie and a veto that ranks last', () => {
    const [township] = cases;
    if (!township) throw new Error('no case');
    const { subjects } = scoreModel(township.model, township.data);
    expect(subjects).toHaveLength(12);
    expect(subjects.every(({ status }) => status === 'complete')).toBe(true);
    expect(new Set(subjects.map(({ grade }) => grade))).toEqual(
      new Set(['excellent', 'good', 'pass', 'fail']),
    );
    const byName = new Map(subjects.map((subject) => [nameOf(subject.code), subject]));
    expect(byName.get('己泉镇')?.rank).toBe(byName.get('庚桥镇')?.rank);
    // 壬溪镇 would be 良好 or better by its points; the veto makes it 不合格 and last.
    expect(Number(byName.get('壬溪镇')?.score)).toBeGreaterThan(80);
    expect(byName.get('壬溪镇')).toMatchObject({ grade: 'fail', rank: 12 });
  });

  it('share out the specific blocks of departments that do not have these duties', () => {
    const department = cases[1];
    if (!department) throw new Error('no case');
    const { subjects } = scoreModel(department.model, department.data);
    const archive = subjects.find(({ code }) => nameOf(code) === '档案馆');
    const points = (code: string) => archive?.nodes.find((node) => node.code === code);
    for (const code of ['S1', 'S2', 'S3', 'S4']) expect(points(code)?.status).toBe('excluded');
    // 100 points over the common 70: a rate of 1 in 信息归集 (30) would earn 30 · 100/70 = 42.857….
    const block = points('P1');
    expect(Number(block?.earned) / Number(block?.rate)).toBeCloseTo((30 * 100) / 70, 6);
  });
});
