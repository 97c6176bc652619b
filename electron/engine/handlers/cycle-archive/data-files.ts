/** What the database holds about a cycle, as tables of one row a line, with the models and the documents of sealed runs. */
import { createCycleTableReader } from '../../db/repositories/cycle-tables.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { ArchiveItem } from './archive-item.ts';
import { modelsOfCycle } from './archived-models.ts';
import type { CycleMatter } from './cycle-matter.ts';

/** What the tables are called in the catalogue; a table without a name here is listed by its own. */
const tableTitles: Readonly<Record<string, string>> = {
  cycles: '考核周期',
  cycle_units: '被考核单位',
  cycle_stage_dates: '各阶段起止日期',
  stage_extensions: '延期',
  cycle_fillers: '指标填报分工',
  unit_steps: '单位上报、退回、初审、复核经过',
  entries: '填报数值',
  entry_drafts: '未采用的填报内容（内容已加密，不归入）',
  decisions: '加减分、一票否决、不适用认定',
  runs: '历次测算',
  run_metrics: '由信用记录取得的数值',
  run_seals: '测算封存与更正',
  score_reopenings: '重新开放的指标',
  packages: '报送包往来',
  package_conflicts: '汇入冲突及决定',
  issued_papers: '出具的文书',
  check_explanations: '审核说明',
  explanation_readings: '审核说明的审阅',
  survey_batches: '满意度调查批次',
  survey_results: '满意度调查结果',
  survey_answers: '满意度调查答卷',
  third_party_takings: '第三方评价取数',
  spot_checks: '抽查',
  spot_check_items: '抽查项目和结果',
  cycle_notices: '公示',
  notice_postings: '公示发布记录',
  score_corrections: '定级以后的更正',
  cycle_approvals: '审批',
  grade_consequences: '等次的结果运用',
};

/** Identifiers of everything in the tables of a cycle: what an audit entry about it may name. */
export function* identifiersIn(db: ReadDb, cycle: string): Generator<string, void> {
  for (const { rows } of createCycleTableReader(db).ofCycle(cycle)) {
    for (const row of rows()) {
      for (const id of [row.id, row.manifest_id]) if (typeof id === 'string') yield id;
    }
  }
}

const tableItem = (name: string, title: string, rows: () => Iterable<object>): ArchiveItem => {
  const file = `data/${name}.jsonl.gz`;
  return { category: 'data', name: file, title, weight: 1, write: (writer) => writer.table(file, rows()) };
};

export const dataItems = (
  db: ReadDb,
  { cycle, records, ledgerRows, evidence }: CycleMatter,
): ArchiveItem[] => [
  ...createCycleTableReader(db)
    .ofCycle(cycle.code)
    .map(({ name, rows }) => tableItem(name, tableTitles[name] ?? name, rows)),
  tableItem('credit_records', '计入得分的信用记录', () => records),
  tableItem('ledger_rows', '与本周期有关的台账', () =>
    // What is about private persons stays in the database.
    ledgerRows.map(({ personal: _, ...row }) => row),
  ),
  tableItem('evidence', '佐证材料', () => evidence),
];

export const modelFile = (code: string, version: string): string => `models/${code}-${version}.json`;
export const runFiles = (id: string) => ({
  data: `runs/${id}/data.json.gz`,
  result: `runs/${id}/result.json.gz`,
});

export const modelItems = (db: ReadDb, { cycle }: CycleMatter): ArchiveItem[] =>
  modelsOfCycle(db, cycle.code).map(({ code, version, name, document }) => {
    const file = modelFile(code, version);
    return {
      category: 'model',
      name: file,
      title: `${name}（${version}）`,
      weight: 1,
      write: (writer) => writer.write(file, document),
    };
  });

export const runItems = (db: ReadDb, { sealed }: CycleMatter): ArchiveItem[] =>
  sealed.flatMap(({ run }) => {
    const files = runFiles(run.id);
    const item = (part: 'data' | 'result', title: string): ArchiveItem => ({
      category: 'run',
      name: files[part],
      title: `${run.modelCode} ${title}（${run.createdAt}）`,
      weight: 1,
      write: (writer) => writer.pack(files[part], createRunReader(db).documents(run.id)?.[part] ?? ''),
    });
    return [item('data', '测算数据'), item('result', '测算结果')];
  });
