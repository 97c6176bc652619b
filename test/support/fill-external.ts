/** Surveys, a report of a third party with its scores, and a spot check, over all units of a cycle. Invented figures. */
import path from 'node:path';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import { pdfOf, writeInto } from './evidence-files.ts';
import { writeTable } from './table-workbook.ts';

const questions = [
  { code: 'Q1', text: '总体满意度', min: 1, max: 5 },
  { code: 'Q2', text: '公开承诺兑现', min: 1, max: 5 },
  { code: 'Q3', text: '办事效率和服务', min: 1, max: 5 },
];

/** @param work a folder for the workbooks that are read in */
export const fillExternal = async (host: InProcessHost, cycle: string, work: string): Promise<void> => {
  const { client, grantRead } = host;
  const { units } = await client.call('cycles.read', { cycle });
  const { id } = await client.call('surveys.put', {
    id: null,
    cycle,
    audience: 'public',
    title: '2026年群众满意度测评',
    method: '委托调查机构入户发放问卷',
    surveyedFrom: '2026-09-01',
    surveyedTo: '2026-09-30',
    questions,
    overall: 'Q1',
    satisfiedFrom: 4,
    population: 12_000,
    margin: '8',
    targets: [{ leaf: 'F2.1', question: 'Q1' }],
  });
  const header = ['单位', '统一社会信用代码', '发放份数', '有效份数', 'Q1', 'Q2', 'Q3', '满意率'];
  const rows = units.map(({ name, bodyUscc }, index) => {
    const valid = index % 9 === 8 ? 21 : 150 + (index % 17);
    return [name, bodyUscc, 200, valid, 3.4 + (index % 13) / 10, 4.2, 3.9, 70 + (index % 29)];
  });
  const file = writeTable(path.join(work, '满意度汇总.xlsx'), [header, ...rows]);
  const staged = await client.call('imports.stage', {
    layout: 'survey-summary',
    survey: id,
    file: grantRead(file),
  });
  await client.call('imports.commit', { batch: staged.batch.id });
  await client.call('surveys.take', { id });

  const { id: report } = await client.call('ledgers.put', {
    ledger: 'thirdPartyReports',
    present: null,
    baseRevision: null,
    form: {
      title: '乡镇政务诚信第三方评估报告',
      agency: '示例社会信用评估有限公司',
      number: 'HT-2026-018',
      happenedOn: '2026-10-20',
      cycle,
    },
  });
  if (report === null) throw new Error('the report is well formed');
  await client.call('evidence.add', {
    ownerType: 'ledgerRow',
    ownerId: report,
    files: [grantRead(writeInto(work, '第三方评估报告.pdf', pdfOf('REPORT')))],
    declaredNotSecret: true,
    classification: 'internal',
  });
  const { models } = await client.call('thirdParty.read', { cycle });
  const cells = (models[0]?.units ?? []).flatMap(({ uscc }, index) => [
    { bodyUscc: uscc, leaf: 'F3.1', item: 'mean', text: String(72 + (index % 25)) },
    { bodyUscc: uscc, leaf: 'F3.1', item: 'samples', text: '1' },
  ]);
  if (cells.length > 0) await client.call('thirdParty.score', { cycle, report, cells });

  const draw = await client.call('spotChecks.draw', {
    cycle,
    population: 'leaves',
    title: '第一次实地抽查',
    seed: 20_261_023,
    size: 12,
    stratified: true,
  });
  const found = { id: draw.id, checkedOn: '2026-10-28', checkedBy: '核查一组' };
  await client.call('spotChecks.record', { ...found, ordinal: 1, result: 'confirmed' });
  await client.call('spotChecks.record', {
    ...found,
    ordinal: 2,
    result: 'notConfirmed',
    finding: '台账与原件不符，少 2 件',
  });
};
