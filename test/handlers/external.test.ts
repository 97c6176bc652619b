/**
 * Scoring from outside the units, on the sample county: F2.2 企业满意度 is a survey indicator of 2 points over 0–100 that
 * wants 10 answers at least, F3.1 第三方评估得分 one of 2 points.
 */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { InProcessHost } from '#engine/hosts/in-process.ts';
import type { OperationInput } from '#shared/contract/client.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { finaliseCycle } from '../support/cycle-walk.ts';
import { pdfOf, writeInto } from '../support/evidence-files.ts';
import { failureOf } from '../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../support/offices.ts';
import { writeTable } from '../support/table-workbook.ts';
import { sharedTemporaryFolder, temporaryFolder } from '../support/temp-folder.ts';

type Client = InProcessHost['client'];
type Survey = OperationInput<'surveys.put'>;

const cycle = '2026';
const original = path.join(sharedTemporaryFolder(), 'county');
beforeAll(() => makeOffice(original, county, true));

const atCounty = <Answer>(work: (host: InProcessHost) => Promise<Answer>): Promise<Answer> =>
  withOffice(copyOffice(original), work);

const enterprises: Survey = {
  id: null,
  cycle,
  audience: 'enterprise',
  title: '2026年企业满意度测评',
  method: '入户问卷',
  surveyedFrom: '2026-10-08',
  surveyedTo: '2026-10-31',
  questions: [
    { code: 'Q1', text: '总体满意度', min: 1, max: 5 },
    { code: 'Q2', text: '承诺兑现', min: 0, max: 10 },
  ],
  overall: 'Q1',
  satisfiedFrom: 4,
  population: 100,
  margin: '10',
  targets: [{ leaf: 'F2.2', question: 'Q1' }],
};

const importFile = async (
  { client, grantRead }: InProcessHost,
  layout: OperationInput<'imports.stage'>['layout'],
  file: string,
  more: Partial<OperationInput<'imports.stage'>> = {},
) => {
  const staged = await client.call('imports.stage', { layout, file: grantRead(file), ...more });
  const result = await client.call('imports.commit', { batch: staged.batch.id, onDuplicate: 'replace' });
  return { ...staged, result };
};

const unitOf = async (client: Client, id: string, uscc: string) => {
  const { units } = await client.call('surveys.read', { id });
  const unit = units.find((one) => one.uscc === uscc);
  if (unit === undefined) throw new Error(`no unit ${uscc}`);
  return unit;
};

/** Five say 5, four… : 5×5 + 3×4 + 2×3 = 43 of 10 answers → 4.3; (4.3 − 1) ÷ 4 × 100 = 82.5. Eight of ten are satisfied. */
const tenAnswers = [5, 5, 5, 5, 5, 4, 4, 4, 3, 3];
const answerRows = (uscc: string, answers: readonly number[], prefix: string) =>
  answers.map((answer, index) => [`${prefix}${index + 1}`, null, uscc, answer, 8]);
const answerHeader = ['问卷编号', '单位', '统一社会信用代码', 'Q1', 'Q2'];

describe('a survey', () => {
  it('counts answers exactly, shows what would be written, and writes it as the indicator wants it', () =>
    atCounty(async (host) => {
      const { client } = host;
      const { id } = await client.call('surveys.put', enterprises);
      const file = path.join(temporaryFolder(), '答卷.xlsx');
      writeTable(file, [
        answerHeader,
        ...answerRows(jiashan, tenAnswers, 'J'),
        ...answerRows(xintian, [5, 5], 'X'),
      ]);
      const { result } = await importFile(host, 'survey-answers', file, { survey: id });
      expect(result).toMatchObject({ accepted: 12, refused: 0, inserted: 12 });

      const { survey, lock } = await client.call('surveys.read', { id });
      // 0.9604 ÷ 0.1² = 96.04; of 100 enterprises 96.04 ÷ (1 + 95.04/100) = 49.24.
      expect(survey.needed).toBe(50);
      expect(lock).toBeNull();
      expect(await unitOf(client, id, jiashan)).toMatchObject({
        source: 'answers',
        valid: 10,
        satisfaction: '80.00',
        // 1.96 × √(0.25/10) × √(90/99) = 29.55.
        margin: '29.55',
        means: { Q1: '4.3', Q2: '8' },
        values: [{ leaf: 'F2.2', mean: '82.5', count: 10, minimumCount: 10, state: 'new' }],
      });
      expect((await unitOf(client, id, xintian)).values[0]).toMatchObject({
        mean: '100',
        count: 2,
        state: 'tooFew',
      });

      const taken = await client.call('surveys.take', { id });
      expect(taken).toMatchObject({ units: 2, refused: [] });
      const sheet = await client.call('entries.sheet', { cycle, bodyUscc: jiashan, role: 'survey' });
      const leaf = sheet.nodes.find(({ code }) => code === 'F2.2')?.leaf;
      expect(leaf?.items.map(({ stated }) => [stated.survey?.value, stated.survey?.note])).toEqual([
        [82.5, '2026年企业满意度测评（企业），有效 10 份'],
        [10, '2026年企业满意度测评（企业），有效 10 份'],
      ]);
      // 82.5 % of 2 points.
      expect(leaf?.counted).toMatchObject({ status: 'scored', points: '1.65' });
      const few = await client.call('entries.sheet', { cycle, bodyUscc: xintian, role: 'survey' });
      expect(few.nodes.find(({ code }) => code === 'F2.2')?.leaf?.counted.status).not.toBe('scored');
      expect((await unitOf(client, id, jiashan)).values[0]?.state).toBe('same');
      expect(await failureOf(client.call('surveys.remove', { id }))).toMatchObject({ code: 'survey.taken' });
    }));

  it('refuses a paper twice, an answer beyond the scale and a unit that is not assessed, and goes on with the others', () =>
    atCounty(async (host) => {
      const { client } = host;
      const { id } = await client.call('surveys.put', enterprises);
      const file = path.join(temporaryFolder(), '答卷.xlsx');
      writeTable(file, [
        answerHeader,
        ['1', null, jiashan, 5, 8],
        ['1', null, jiashan, 4, 8],
        ['2', null, jiashan, 6, 8],
        ['3', '不存在镇', null, 5, 8],
        ['4', null, jiashan, null, 8],
        ['5', null, jiashan, 3, null],
      ]);
      const { findings, result } = await importFile(host, 'survey-answers', file, { survey: id });
      expect(result).toMatchObject({ accepted: 2, refused: 4 });
      expect(findings.map(({ code, row }) => [code, row])).toEqual(
        expect.arrayContaining([
          ['import.duplicateInFile', 3],
          ['entry.outOfRange', 4],
          ['external.unitUnknown', 5],
          ['row.required', 6],
        ]),
      );
      expect(await unitOf(client, id, jiashan)).toMatchObject({ valid: 2, means: { Q1: '4', Q2: '8' } });
      // The questionnaire is what was answered.
      const other = { ...enterprises, id, satisfiedFrom: 5 };
      expect(await failureOf(client.call('surveys.put', other))).toMatchObject({
        code: 'survey.questionsStay',
      });
    }));

  it('takes W11 in and writes it out, and what is counted stands before what is reported', () =>
    atCounty(async (host) => {
      const { client, grantWrite, grantRead } = host;
      const { id } = await client.call('surveys.put', enterprises);
      const folder = temporaryFolder();
      const foreign = path.join(folder, '汇总.xlsx');
      writeTable(foreign, [
        ['满意度测评汇总表', null],
        [
          '单位名称',
          '统一社会信用代码',
          '对象',
          '发放问卷数',
          '有效问卷数',
          '总体满意度',
          '承诺兑现均分',
          '满意率',
        ],
        ['甲山镇', jiashan, '企业', 60, 55, 4.2, 9.125, 92.5],
        ['辛田乡', xintian, '企业', 40, 41, 4.2, 9, 90],
      ]);
      const recognised = await client.call('imports.recognise', { file: grantRead(foreign) });
      expect(recognised.layout).toBe('survey-summary');
      const { result, findings } = await importFile(host, 'survey-summary', foreign, { cycle });
      expect(result).toMatchObject({ accepted: 1, refused: 1 });
      expect(findings.map(({ code }) => code)).toContain('external.validAboveIssued');
      expect(await unitOf(client, id, jiashan)).toMatchObject({
        source: 'summary',
        issued: 60,
        valid: 55,
        satisfaction: '92.5',
        means: { Q1: '4.2', Q2: '9.125' },
        // (4.2 − 1) ÷ 4 × 100.
        values: [{ mean: '80', count: 55, state: 'new' }],
      });

      const out = path.join(folder, 'W11.xlsx');
      await client.call('surveys.write', { id, what: 'summary', file: grantWrite(out) });
      expect(await client.call('imports.recognise', { file: grantRead(out) })).toMatchObject({
        layout: 'survey-summary',
        confidence: 'certain',
      });
      const again = await importFile(host, 'survey-summary', out);
      expect(again.result).toMatchObject({ inserted: 0, updated: 0, unchanged: 1, refused: 0 });

      const answers = path.join(folder, '答卷.xlsx');
      writeTable(answers, [answerHeader, ...answerRows(jiashan, [5, 4], 'J')]);
      await importFile(host, 'survey-answers', answers, { survey: id });
      expect(await unitOf(client, id, jiashan)).toMatchObject({ source: 'answers', issued: 60, valid: 2 });
      const stale = await importFile(host, 'survey-summary', foreign, { cycle });
      expect(stale.findings.map(({ code }) => code)).toContain('external.hasAnswers');
      expect(await unitOf(client, id, jiashan)).toMatchObject({ source: 'answers', valid: 2 });
    }));
});

describe('an import into a survey can be undone', () => {
  const answersFile = (uscc: string, answers: readonly number[], prefix: string): string => {
    const file = path.join(temporaryFolder(), '答卷.xlsx');
    writeTable(file, [answerHeader, ...answerRows(uscc, answers, prefix)]);
    return file;
  };
  const summaryFile = (valid: number, mean: number): string => {
    const file = path.join(temporaryFolder(), '汇总.xlsx');
    writeTable(file, [
      ['满意度测评汇总表', null],
      ['单位名称', '统一社会信用代码', '对象', '发放问卷数', '有效问卷数', '总体满意度', '满意率'],
      ['甲山镇', jiashan, '企业', 60, valid, mean, 92.5],
    ]);
    return file;
  };
  const wordsAgainst = async (client: Client, batch: string): Promise<string[]> => {
    const plan = await client.call('imports.planRevert', { batch });
    expect(await client.call('imports.revert', { batch })).toEqual({ ...plan, reverted: false });
    return plan.findings.map(describeFinding);
  };

  it('which brings back the answers and the reported summary that were there before, the last import first', () =>
    atCounty(async (host) => {
      const { client } = host;
      const { id } = await client.call('surveys.put', enterprises);
      const states = [await client.call('surveys.read', { id })];
      const batches: { batch: string; removed: number; putBack: number }[] = [];
      const importing = async (
        layout: 'survey-answers' | 'survey-summary',
        file: string,
        counts: { removed: number; putBack: number },
      ) => {
        const { batch } = await importFile(host, layout, file, { survey: id });
        batches.push({ batch: batch.id, ...counts });
        states.push(await client.call('surveys.read', { id }));
      };
      await importing('survey-summary', summaryFile(55, 4.2), { removed: 1, putBack: 0 });
      await importing('survey-summary', summaryFile(56, 4.3), { removed: 0, putBack: 1 });
      // Two papers take the place of the summary; then one of them is replaced and one is new.
      await importing('survey-answers', answersFile(jiashan, [5, 4], 'J'), { removed: 2, putBack: 0 });
      await importing('survey-answers', answersFile(jiashan, [5, 1, 2], 'J'), { removed: 1, putBack: 1 });
      // Paper J1 turns out to be of another unit.
      await importing('survey-answers', answersFile(xintian, [5], 'J'), { removed: 0, putBack: 1 });
      expect(await unitOf(client, id, jiashan)).toMatchObject({ source: 'answers', valid: 2 });

      const earlier = batches[2]?.batch ?? '';
      expect(await wordsAgainst(client, earlier)).toEqual(
        ['甲山镇', '辛田乡'].map((unit) =>
          expect.stringContaining(`示例县${unit}人民政府的结果在这次导入以后又导入过。请先撤销后来的那次`),
        ),
      );
      expect(await client.call('surveys.read', { id })).toEqual(states.at(-1));

      for (const { batch, removed, putBack } of batches.reverse()) {
        states.pop();
        const { rows } = await client.call('imports.list', {});
        expect(rows.find((row) => row.id === batch)?.revertible).toBe(true);
        const plan = { removed, putBack, findings: [], findingsTotal: 0 };
        expect(await client.call('imports.planRevert', { batch })).toEqual(plan);
        expect(await client.call('imports.revert', { batch })).toEqual({ ...plan, reverted: true });
        expect(await client.call('surveys.read', { id })).toEqual(states.at(-1));
      }
    }));

  it('unless another import came between two commits of it, or its survey is gone', () =>
    atCounty(async (host) => {
      const { client } = host;
      const { id } = await client.call('surveys.put', enterprises);
      // The second paper is beyond the scale, and put right when another file has come in.
      const first = await importFile(host, 'survey-answers', answersFile(jiashan, [5, 6], 'J'), {
        survey: id,
      });
      expect(first.result).toMatchObject({ accepted: 1, refused: 1 });
      const second = await importFile(host, 'survey-answers', answersFile(jiashan, [3], 'K'), { survey: id });
      const batch = first.batch.id;
      const { rows, tables } = await client.call('imports.preview', { batch, state: 'refused' });
      const key = tables[0]?.columns.find(({ title }) => title.includes('Q1'))?.key ?? '';
      await client.call('imports.fixRows', {
        batch,
        rows: [{ ordinal: rows[0]?.ordinal ?? 0, cells: [{ key, text: '4' }] }],
      });
      await client.call('imports.commit', { batch });
      expect(await unitOf(client, id, jiashan)).toMatchObject({ valid: 3, means: { Q1: '4' } });
      expect(await wordsAgainst(client, batch)).toHaveLength(1);
      expect(await wordsAgainst(client, second.batch.id)).toHaveLength(1);
      expect(await unitOf(client, id, jiashan)).toMatchObject({ valid: 3 });

      await client.call('surveys.remove', { id });
      expect(await wordsAgainst(client, batch)).toEqual([
        '这次导入的满意度测评已经删除，答卷和汇总也一并删除了，没有可撤销的内容。',
      ]);
    }));

  it('unless its values were taken over and still stand, or the cycle is closed', () =>
    atCounty(async (host) => {
      const { client } = host;
      const { id } = await client.call('surveys.put', enterprises);
      const taken = await importFile(host, 'survey-answers', answersFile(jiashan, tenAnswers, 'J'), {
        survey: id,
      });
      await client.call('surveys.take', { id });
      // What came in after the values were taken over can go again.
      const later = await importFile(host, 'survey-answers', answersFile(jiashan, [1], 'L'), { survey: id });
      const undone = await client.call('imports.revert', { batch: later.batch.id });
      expect(undone).toMatchObject({ reverted: true, removed: 1 });

      const batch = taken.batch.id;
      expect(await wordsAgainst(client, batch)).toEqual([
        '“2026年企业满意度测评”中示例县甲山镇人民政府的结果在这次导入以后已经采用，填入了考核数据。请先在填报页清除“问卷调查”的值，再撤销。',
      ]);
      const sheet = await client.call('entries.sheet', { cycle, bodyUscc: jiashan, role: 'survey' });
      const items = sheet.nodes.find(({ code }) => code === 'F2.2')?.leaf?.items ?? [];
      await client.call('entries.putMany', {
        cycle,
        cells: items.map(({ item }) => ({
          bodyUscc: jiashan,
          leaf: 'F2.2',
          item,
          role: 'survey' as const,
          text: '',
        })),
      });
      expect(await client.call('imports.planRevert', { batch })).toMatchObject({
        removed: 10,
        findings: [],
      });

      await finaliseCycle(client, cycle);
      expect(await wordsAgainst(client, batch)).toEqual([expect.stringContaining('填报值不能再改动')]);
    }));
});

describe('the stage of the cycle', () => {
  it('lets nothing in after its last day, and tells of every value that stayed out', () =>
    atCounty(async (host) => {
      const { client } = host;
      const { id } = await client.call('surveys.put', enterprises);
      const file = path.join(temporaryFolder(), '答卷.xlsx');
      writeTable(file, [answerHeader, ...answerRows(jiashan, tenAnswers, 'J')]);
      // The only survey of an open cycle need not be named.
      await importFile(host, 'survey-answers', file);
      // The last day of the stage in which surveys come in has passed.
      await client.call('cycles.setPlan', {
        cycle,
        stages: [
          { stage: 'externalInput', from: '2026-01-01', to: '2026-01-02' },
          { stage: 'finalReview', from: '2026-01-03', to: '2026-01-04' },
        ],
      });
      const { stored, refused } = await client.call('surveys.take', { id });
      expect(stored).toBe(0);
      expect(refused.map(({ finding }) => finding.code)).toEqual([
        'entry.locked.deadline',
        'entry.locked.deadline',
      ]);
      expect((await client.call('surveys.read', { id })).survey.takenAt).toBeNull();
    }));
});

/** Registers a report of a third party. @returns its id */
const register = async (client: Client, more: Record<string, string> = {}): Promise<string> => {
  const { id, findings } = await client.call('ledgers.put', {
    ledger: 'thirdPartyReports',
    present: null,
    baseRevision: null,
    form: {
      title: '乡镇诚信第三方评估报告',
      agency: '示例评估有限公司',
      number: 'HT-2026-01',
      happenedOn: '2026-11-01',
      cycle,
      ...more,
    },
  });
  if (id === null) throw new Error(JSON.stringify(findings));
  return id;
};

const addFile = ({ client, grantRead }: InProcessHost, ownerId: string, name: string, text: string) =>
  client.call('evidence.add', {
    ownerType: 'ledgerRow',
    ownerId,
    files: [grantRead(writeInto(temporaryFolder(), name, pdfOf(text)))],
    declaredNotSecret: true,
    classification: 'internal',
  });

describe('the report of a third party', () => {
  it('gives no score before its file is there; each score then names its fingerprint, and a changed file is seen', () =>
    atCounty(async (host) => {
      const { client } = host;
      const report = await register(client);
      const cells = [
        { bodyUscc: jiashan, leaf: 'F3.1', item: 'mean', text: '88.5' },
        { bodyUscc: jiashan, leaf: 'F3.1', item: 'samples', text: '1' },
        { bodyUscc: xintian, leaf: 'F3.1', item: 'mean', text: '一百' },
      ];
      expect(await failureOf(client.call('thirdParty.score', { cycle, report, cells }))).toMatchObject({
        code: 'thirdParty.noFile',
      });
      await addFile(host, report, '评估报告.pdf', 'Report');
      const before = await client.call('thirdParty.read', { cycle });
      const sha256 = before.reports[0]?.files[0]?.sha256 ?? '';
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      const scored = await client.call('thirdParty.score', { cycle, report, cells });
      expect(scored).toMatchObject({
        stored: 2,
        refused: [{ bodyUscc: xintian, finding: { code: 'data.value.wrongType' } }],
      });
      const after = await client.call('thirdParty.read', { cycle });
      expect(after.reports[0]?.takings).toMatchObject([{ leaf: 'F3.1', units: 1, sameFiles: true }]);
      const [model] = after.models;
      const unit = model?.units.find(({ uscc }) => uscc === jiashan);
      expect(unit?.cells[0]).toEqual({
        text: '88.5',
        source: `《乡镇诚信第三方评估报告》（示例评估有限公司，合同 HT-2026-01，2026-11-01），报告指纹 SHA-256：${sha256}`,
      });
      await addFile(host, report, '修订稿.pdf', 'Another');
      const changed = await client.call('thirdParty.read', { cycle });
      expect(changed.reports[0]?.takings[0]?.sameFiles).toBe(false);

      // A score that names no report is doubtful; one that names it is not.
      await client.call('entries.putMany', {
        cycle,
        cells: [{ bodyUscc: xintian, leaf: 'F3.1', item: 'mean', role: 'thirdParty', text: '80' }],
      });
      const doubts = async (bodyUscc: string) =>
        (await client.call('entries.check', { cycle, bodyUscc })).rows[0]?.findings.filter(
          ({ code }) => code === 'entry.thirdPartyWithoutReport',
        );
      expect(await doubts(jiashan)).toEqual([]);
      expect(await doubts(xintian)).toMatchObject([
        { leaf: 'F3.1', role: 'thirdParty', severity: 'warning' },
      ]);

      const other = await register(client, { cycle: '2025', number: 'HT-2' });
      await addFile(host, other, '旧报告.pdf', 'Old');
      expect(await failureOf(client.call('thirdParty.score', { cycle, report: other, cells }))).toMatchObject(
        {
          code: 'thirdParty.otherCycle',
        },
      );
    }));

  it('sends its scores by the form over all units', () =>
    atCounty(async (host) => {
      const { client, grantWrite } = host;
      const report = await register(client);
      await addFile(host, report, '评估报告.pdf', 'Report');
      const form = path.join(temporaryFolder(), '评分表.xlsx');
      await client.call('external.writeForm', { cycle, role: 'thirdParty', report, file: grantWrite(form) });
      // Nobody has filled it in yet.
      expect((await importFile(host, 'unit-values', form)).findings).toMatchObject([
        { code: 'layout.noRows' },
      ]);
      const foreign = path.join(temporaryFolder(), '得分.xlsx');
      writeTable(foreign, [
        ['单位', '统一社会信用代码', '第三方评估得分（满分100）', '评估报告份数'],
        ['甲山镇', jiashan, 77.25, 1],
        ['合计', null, 77.25, null],
      ]);
      const { batch, result } = await importFile(host, 'unit-values', foreign, {
        cycle,
        role: 'thirdParty',
        report,
      });
      expect(result).toMatchObject({ accepted: 1, refused: 0 });
      const read = await client.call('thirdParty.read', { cycle });
      const unit = read.models[0]?.units.find(({ uscc }) => uscc === jiashan);
      expect(unit?.cells.map(({ text }) => text)).toEqual(['77.25', '1']);
      expect(unit?.cells[0]?.source).toContain('报告指纹 SHA-256：');
      expect(read.reports[0]?.takings).toMatchObject([{ leaf: 'F3.1', units: 1, sameFiles: true }]);
      // Undone, the page does not say any more that scores rest on the report.
      const undone = await client.call('imports.revert', { batch: batch.id });
      expect(undone).toMatchObject({ reverted: true, removed: 2, findings: [] });
      const after = await client.call('thirdParty.read', { cycle });
      expect(after.reports[0]?.takings).toEqual([]);
      expect(
        after.models[0]?.units.find(({ uscc }) => uscc === jiashan)?.cells.map(({ text }) => text),
      ).toEqual(['', '']);
    }));
});

describe('the figures of a department', () => {
  it('go out for its own indicators and come back over all units, and what lacks is told', () =>
    atCounty(async (host) => {
      const { client, grantWrite } = host;
      const before = await client.call('external.overview', { cycle, role: 'department' });
      const nobody = before.suppliers.find(({ model }) => model.code === 'TOWNSHIP-2026');
      expect(nobody).toMatchObject({ bodyUscc: null, name: null });
      const bodies = (await client.call('bodies.search', {})).rows;
      const department = bodies.find(({ uscc }) => uscc !== jiashan && uscc !== xintian);
      if (department === undefined || nobody === undefined) throw new Error('the county has departments');
      await client.call('cycles.setPlan', {
        cycle,
        fillers: [
          { modelCode: nobody.model.code, leaf: 'A1.2', role: 'department', bodyUscc: department.uscc },
          { modelCode: nobody.model.code, leaf: 'A2.1', role: 'department', bodyUscc: department.uscc },
        ],
      });
      const { suppliers } = await client.call('external.overview', { cycle, role: 'department' });
      const own = suppliers.find(({ bodyUscc }) => bodyUscc === department.uscc);
      expect(own?.name).toBe(department.name);
      expect(own?.leaves.map(({ leaf }) => leaf)).toEqual(['A1.2', 'A2.1']);

      const form = path.join(temporaryFolder(), '数据.xlsx');
      const written = await client.call('external.writeForm', {
        cycle,
        role: 'department',
        supplier: department.uscc,
        file: grantWrite(form),
      });
      expect(written.rows).toBeGreaterThan(0);
      const again = await importFile(host, 'unit-values', form);
      expect(again.result).toMatchObject({ refused: 0, inserted: 0, updated: 0 });

      const foreign = path.join(temporaryFolder(), '司法局.xlsx');
      writeTable(foreign, [
        ['单位', '统一社会信用代码', 'A1.2 经审核并备案的规范性文件数', 'A1.2 制发的规范性文件总数'],
        ['甲山镇', jiashan, 7, 9],
        ['辛田乡', xintian, -1, 4],
      ]);
      const { result } = await importFile(host, 'unit-values', foreign, {
        cycle,
        role: 'department',
        model: 'TOWNSHIP-2026',
      });
      expect(result).toMatchObject({ accepted: 1, refused: 1 });
      const sheet = await client.call('entries.sheet', { cycle, bodyUscc: jiashan, role: 'department' });
      const leaf = sheet.nodes.find(({ code }) => code === 'A1.2')?.leaf;
      expect(leaf?.items.map(({ stated }) => stated.department?.value)).toEqual([7, 9]);
    }));
});

describe('a spot check', () => {
  const draw = {
    cycle,
    population: 'leaves' as const,
    title: '第一次抽查',
    seed: 20261123,
    size: 4,
    stratified: true,
  };

  it('is drawn by its seed, can be drawn again, and a second draw says why and takes its place', () =>
    atCounty(async ({ client }) => {
      const first = await client.call('spotChecks.draw', draw);
      expect(first).toMatchObject({ size: 4, generator: 'xoroshiro128plus (pure-rand)', superseded: false });
      const read = await client.call('spotChecks.read', { id: first.id });
      expect(read.repeats).toBe(true);
      expect(read.items).toHaveLength(4);
      expect(await failureOf(client.call('spotChecks.draw', { ...draw, seed: 1 }))).toMatchObject({
        code: 'spotCheck.reasonNeeded',
      });
      const second = await client.call('spotChecks.draw', { ...draw, reason: '样本中有已撤并单位' });
      expect(second).toMatchObject({ supersedes: first.id, frameDigest: first.frameDigest });
      // The same seed on the same frame draws the same.
      expect((await client.call('spotChecks.read', { id: second.id })).items).toEqual(read.items);
      const { draws } = await client.call('spotChecks.list', { cycle });
      expect(draws.map(({ id, superseded }) => [id, superseded])).toEqual([
        [second.id, false],
        [first.id, true],
      ]);
      const found = {
        id: first.id,
        ordinal: 1,
        result: 'confirmed',
        checkedOn: '2026-11-20',
        checkedBy: '李四',
      } as const;
      expect(await failureOf(client.call('spotChecks.record', found))).toMatchObject({
        code: 'spotCheck.superseded',
      });
    }));

  it('keeps no finding of what was confirmed after all, and nothing once the result is final', () =>
    atCounty(async ({ client }) => {
      const { id } = await client.call('spotChecks.draw', draw);
      const found = { id, ordinal: 1, checkedOn: '2026-11-20', checkedBy: '李四', finding: '少 2 件' };
      const wrong = await client.call('spotChecks.record', { ...found, result: 'notConfirmed' });
      expect(wrong.item).toMatchObject({ result: 'notConfirmed', finding: '少 2 件' });
      const right = await client.call('spotChecks.record', { ...found, result: 'confirmed' });
      expect(right.item).toMatchObject({ result: 'confirmed', finding: null, shouldBe: null });

      await finaliseCycle(client, cycle);
      expect(
        await failureOf(client.call('spotChecks.record', { ...found, result: 'confirmed' })),
      ).toMatchObject({
        code: 'cycle.closed',
      });
    }));

  it('enters by the reviewer what it found to be otherwise, and prints its sheet', () =>
    atCounty(async ({ client, grantWrite }) => {
      const { id, frameSize } = await client.call('spotChecks.draw', { ...draw, size: 10_000 });
      const { items } = await client.call('spotChecks.read', { id });
      expect(items).toHaveLength(frameSize);
      const { frames } = await client.call('spotChecks.list', { cycle });
      expect(frames.find(({ population }) => population === 'leaves')?.size).toBe(frameSize);
      const target =
        items.find(({ subject, bodyUscc }) => subject === 'A1.1' && bodyUscc === jiashan) ?? items[0];
      if (target === undefined) throw new Error('something was drawn');
      const found = {
        id,
        ordinal: target.ordinal,
        checkedOn: '2026-11-20',
        checkedBy: '李四',
        result: 'notConfirmed' as const,
      };
      expect(await failureOf(client.call('spotChecks.record', found))).toMatchObject({
        code: 'spotCheck.findingNeeded',
      });
      const answer = await client.call('spotChecks.record', {
        ...found,
        finding: '卷宗只有 3 份',
        values: [{ item: target.items[0]?.item ?? '', text: '3' }],
      });
      expect(answer.item).toMatchObject({ result: 'notConfirmed', finding: '卷宗只有 3 份' });
      expect(answer.refused).toEqual([]);
      const role = answer.role ?? 'assessor';
      const sheet = await client.call('entries.sheet', { cycle, bodyUscc: target.bodyUscc ?? '', role });
      const leaf = sheet.nodes.find(({ code }) => code === target.subject)?.leaf;
      expect(leaf?.items[0]?.stated[role]).toMatchObject({ value: 3, note: '抽查发现：卷宗只有 3 份' });
      const file = path.join(temporaryFolder(), '核查表.xlsx');
      const { rows } = await client.call('spotChecks.write', { id, file: grantWrite(file) });
      expect(rows).toBeGreaterThanOrEqual(items.length);
    }));
});
