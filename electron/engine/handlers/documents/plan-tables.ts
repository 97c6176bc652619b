/** Tables of 考核方案: whom a cycle assesses, when, by which model, who states what, what does not apply, and what follows. */
import type { LetterTable } from '#shared/documents/letter-template.ts';
import { type DocumentBlock, writtenDate } from '#shared/documents/plan.ts';
import { cycleStatuses, type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import { cycleStages, type EntryRole, stageOfRole } from '#shared/domain/cycle-stages.ts';
import type { Cycle, CycleUnit, ModelVersion } from '#shared/domain/entities.ts';
import { groupDigest } from '#shared/domain/fingerprint.ts';
import { type ConsequenceRule, consequenceActions } from '#shared/domain/grade-consequences.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createPlanReader } from '../../db/repositories/cycle-plans.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createDecisionReader } from '../../db/repositories/entries.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { rulesOfCycle } from '../consequences/called-for.ts';
import { describeModel } from '../model-view/describe-model.ts';
import { documentOf, requireModel } from '../models.ts';

type Columns = Extract<DocumentBlock, { kind: 'table' }>['columns'];

const column = (title: string, share: number, align: Columns[number]['align'] = 'left'): Columns[number] => ({
  title,
  share,
  align,
});

/** No table where there is nothing to list. */
const tableWith = (columns: Columns, rows: string[][]): DocumentBlock[] =>
  rows.length === 0 ? [] : [{ kind: 'table', columns, rows }];

/** Names in one cell. A row stays on one page, so that more of them go on in the next row. */
const namesInCell = 20;

const rowsOfNames = (
  head: readonly string[],
  names: readonly string[],
  tail: readonly string[],
): string[][] =>
  Array.from({ length: Math.ceil(names.length / namesInCell) }, (_, part) => {
    const here = names.slice(part * namesInCell, (part + 1) * namesInCell).join('、');
    if (part === 0) return [...head, here, ...tail];
    const [first = '', ...others] = head;
    return [`${first}（续）`, ...others.map(() => ''), here, ...tail.map(() => '')];
  });

const modelsOf = (db: ReadDb, units: readonly CycleUnit[]): ModelVersion[] =>
  [...new Map(units.map((unit) => [`${unit.modelCode} ${unit.modelVersion}`, unit])).values()].map(
    ({ modelCode, modelVersion }) => requireModel(db, modelCode, modelVersion),
  );

const sameModel = (unit: CycleUnit, { code, version }: ModelVersion): boolean =>
  unit.modelCode === code && unit.modelVersion === version;

/** One table for each model, below its name where a cycle has several. */
const forEachModel = (
  models: readonly ModelVersion[],
  tableOf: (model: ModelVersion, document: ModelDocument) => DocumentBlock[],
): DocumentBlock[] =>
  models.flatMap((model) => {
    const table = tableOf(model, documentOf(model));
    return table.length === 0 || models.length === 1
      ? table
      : [{ kind: 'heading', level: 2, text: `（一）${model.name}` }, ...table];
  });

const unitsTable = (
  units: readonly CycleUnit[],
  models: readonly ModelVersion[],
  nameOf: (uscc: string) => string,
): DocumentBlock[] => {
  const several = models.length > 1;
  const rows = models.flatMap((model) => {
    const groups = Map.groupBy(
      units.filter((unit) => sameModel(unit, model)),
      ({ groupCode }) => groupCode ?? '未分组',
    );
    return [...groups]
      .sort(([a], [b]) => a.localeCompare(b, 'zh'))
      .flatMap(([group, members]) =>
        rowsOfNames(
          [group, ...(several ? [model.name] : []), String(members.length)],
          members.map(({ bodyUscc }) => nameOf(bodyUscc)),
          [],
        ),
      );
  });
  return tableWith(
    [
      column('组别', 4),
      ...(several ? [column('评价模型', 6)] : []),
      column('单位数', 3, 'right'),
      column('单位', 16),
    ],
    rows,
  );
};

/** Who enters values in a stage. */
const rolesOf = (stage: Cycle['status']): string =>
  (Object.keys(stageOfRole) as EntryRole[])
    .filter((role) => stageOfRole[role] === stage)
    .map((role) => scorerRoles[role])
    .join('、');

const stagesTable = (db: ReadDb, cycle: string): DocumentBlock[] =>
  tableWith(
    [
      column('序号', 2, 'centre'),
      column('阶段', 4),
      column('开始日期', 6),
      column('截止日期', 6),
      column('填报人', 7),
    ],
    createPlanReader(db)
      .dates(cycle)
      .sort((a, b) => cycleStages.indexOf(a.stage) - cycleStages.indexOf(b.stage))
      .map(({ stage, from, to }, index) => [
        String(index + 1),
        cycleStatuses[stage],
        writtenDate(from),
        writtenDate(to),
        rolesOf(stage) || '—',
      ]),
  );

const modelsTable = (units: readonly CycleUnit[], models: readonly ModelVersion[]): DocumentBlock[] =>
  tableWith(
    [column('评价模型', 7), column('版本', 5), column('单位数', 3, 'right'), column('校验码', 10)],
    models.map((model) => [
      model.name,
      `${model.code} ${model.version}`,
      String(units.filter((unit) => sameModel(unit, model)).length),
      groupDigest(model.digest),
    ]),
  );

const gradesTable = (models: readonly ModelVersion[]): DocumentBlock[] =>
  forEachModel(models, (_, document) => {
    const { grades } = describeModel(document);
    const limited = grades.some(({ quota }) => quota !== null);
    return tableWith(
      [column('等次', 4), column('总分', 12), ...(limited ? [column('名额', 6)] : [])],
      grades.map(({ name, range, quota }) => [name, range, ...(limited ? [quota ?? '—'] : [])]),
    );
  });

const isRole = (role: string): role is ScorerRole => Object.hasOwn(scorerRoles, role);

/** Every indicator with its points and whoever states its values, by name where the plan names somebody. */
const fillersTable = (
  db: ReadDb,
  cycle: string,
  models: readonly ModelVersion[],
  nameOf: (uscc: string) => string,
): DocumentBlock[] => {
  const fillers = createPlanReader(db).fillers(cycle);
  return forEachModel(models, ({ code: modelCode }, document) =>
    tableWith(
      [column('代码', 3), column('指标', 10), column('分值', 3, 'right'), column('数据由谁提供', 10)],
      describeModel(document).nodes.flatMap(({ code, name, points, leaf }) => {
        if (leaf === null) return [];
        const stated = leaf.filledBy.map(({ role, name: roleName }) => {
          if (role === 'self') return '被考核单位';
          const body = fillers.find(
            (one) => one.modelCode === modelCode && one.leaf === code && one.role === role,
          );
          return body === undefined ? roleName : `${roleName}（${nameOf(body.bodyUscc)}）`;
        });
        const drawn = leaf.items.some((item) => item.drawn !== null) ? [scorerRoles.derived] : [];
        const others = fillers
          .filter(({ modelCode: of, leaf: at, role }) => of === modelCode && at === code && isRole(role))
          .filter(({ role }) => leaf.filledBy.every((asked) => asked.role !== role))
          .map(({ role, bodyUscc }) => `${scorerRoles[role]}（${nameOf(bodyUscc)}）`);
        return [[code, name, points, [...stated, ...others, ...drawn].join('、')]];
      }),
    ),
  );
};

/** Indicators, each with the units that it does not apply to for one reason. */
const notApplicableTable = (
  db: ReadDb,
  cycle: string,
  models: readonly ModelVersion[],
  nameOf: (uscc: string) => string,
): DocumentBlock[] => {
  const names = new Map(
    models.flatMap((model) => documentOf(model).nodes.map(({ code, name }) => [code, name])),
  );
  const decided = createDecisionReader(db)
    .list(cycle)
    .filter(({ kind, count }) => kind === 'notApplicable' && Number(count) !== 0);
  const groups = Map.groupBy(decided, ({ code, reason }) => JSON.stringify([code, reason]));
  return tableWith(
    [column('指标', 8), column('单位', 10), column('理由', 8)],
    [...groups.values()]
      .sort(([a], [b]) => ((a?.code ?? '') < (b?.code ?? '') ? -1 : 1))
      .flatMap((rows) => {
        const { code = '', reason = '' } = rows[0] ?? {};
        const units = rows.map(({ bodyUscc }) => nameOf(bodyUscc));
        return rowsOfNames([`${code} ${names.get(code) ?? ''}`], units, [reason]);
      }),
  );
};

const withinText = ({ within }: ConsequenceRule): string => {
  if (within === null) return '—';
  return 'months' in within ? `${within.months}个月` : `${within.days}日`;
};

const consequencesTable = (cycle: Cycle): DocumentBlock[] =>
  tableWith(
    [column('情形和处理', 8), column('方式', 5), column('期限', 3, 'centre'), column('依据', 12)],
    rulesOfCycle(cycle).map((rule) => [
      rule.name,
      consequenceActions[rule.action],
      withinText(rule),
      rule.basis,
    ]),
  );

/** Each table of a cycle's plan, made when it is asked for. */
export const planTables = (
  db: ReadDb,
  cycle: Cycle,
): Partial<Record<LetterTable, () => readonly DocumentBlock[]>> => {
  const units = createCycleReader(db).units(cycle.code);
  const models = modelsOf(db, units);
  const bodies = createBodyReader(db);
  const nameOf = (uscc: string): string => bodies.nameOf(uscc) ?? uscc;
  return {
    考核对象表: () => unitsTable(units, models, nameOf),
    阶段安排表: () => stagesTable(db, cycle.code),
    评价模型表: () => modelsTable(units, models),
    等次划分表: () => gradesTable(models),
    指标分工表: () => fillersTable(db, cycle.code, models, nameOf),
    不适用指标表: () => notApplicableTable(db, cycle.code, models, nameOf),
    结果运用表: () => consequencesTable(cycle),
  };
};
