/** 结果运用 on the sample county's finished year: who is proposed what, once, and what a correction does to it. */
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '#engine/db/open-database.ts';
import { createRunRepository } from '#engine/db/repositories/runs.ts';
import { createIdentifiers } from '#engine/runtime/identifiers.ts';
import type { OperationInput, OperationOutput } from '#shared/contract/client.ts';
import type { OperationName } from '#shared/contract/registry.ts';
import { addMonths, dayInChina } from '#shared/domain/dates.ts';
import type { ModelData } from '#shared/model/data.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { failureOf } from '../support/failure-of.ts';
import { copyOffice, county, jiashan, makeOffice, withOffice, xintian } from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const cycle = '2025';
const today = dayInChina(new Date().toISOString());
const folder = path.join(sharedTemporaryFolder(), 'county');

const ask = <N extends OperationName>(data: string, name: N, input: OperationInput<N>) =>
  withOffice(data, ({ client }) => client.call(name, input));

const openForWriting = (data: string) =>
  openDatabase(data, { newId: createIdentifiers(), now: () => new Date().toISOString() });

type Row = OperationOutput<'consequences.list'>['rows'][number];

/** The townships' rows as unit, act and grounds; those of departments left out. */
const townships = (rows: readonly Row[]): [string, string, string][] =>
  rows
    .filter(({ unit }) => unit?.group === '城区组' || unit?.group === '农村组')
    .map(({ unit, action, measure, grounds }) => [
      (unit?.name ?? '').replace('示例县', '').replace('人民政府', ''),
      measure ?? action,
      grounds.join('；'),
    ]);

beforeAll(async () => {
  await makeOffice(folder, county, true);
});

describe('before there is an official result', () => {
  it('shows grades step by step, and proposes nothing', async () => {
    const data = copyOffice(folder);
    await ask(data, 'runs.execute', { cycle });
    const { runs, units } = await ask(data, 'consequences.grades', { cycle });
    expect(runs.map(({ modelName, official }) => [modelName, official])).toEqual([
      ['县直部门政务诚信考核模型', false],
      ['乡镇(街道)政务诚信考核模型', false],
    ]);
    // 壬溪镇 has 90.02 and would be excellent; it still is a judgment defaulter.
    const renxi = units.find(({ name }) => name.includes('壬溪镇'));
    expect(renxi).toMatchObject({
      score: '90.02',
      byScore: { name: '优秀' },
      vetoes: [{ gradeAtMost: '不合格' }],
      byVeto: { name: '不合格' },
      falls: [],
      grade: { name: '不合格' },
    });
    const { obstacle, outdated, rows } = await ask(data, 'consequences.list', { cycle });
    expect([obstacle, outdated, rows]).toEqual(['noRun', false, []]);
    expect(await failureOf(ask(data, 'consequences.propose', { cycle }))).toMatchObject({
      code: 'consequence.noRun',
    });
  });
});

describe('after the official run', () => {
  let runs: { id: string; modelCode: string }[] = [];

  beforeAll(async () => {
    const executed = await ask(folder, 'runs.execute', { cycle });
    runs = executed.runs.map(({ run }) => run);
    const db = openForWriting(folder);
    db.write((tx) => {
      const repository = createRunRepository(tx);
      for (const { id, modelCode } of runs) repository.makeOfficial({ id, cycleCode: cycle, modelCode });
    });
    db.close();
  });

  it('proposes by rule, one act for a unit whatever number of rules call for it, and each once', async () => {
    const data = copyOffice(folder);
    expect(await ask(data, 'consequences.list', { cycle })).toMatchObject({ obstacle: null, outdated: true });
    const first = await ask(data, 'consequences.propose', { cycle });
    const { rows, outdated } = await ask(data, 'consequences.list', { cycle });
    expect([first.proposed, outdated]).toEqual([rows.length, false]);
    expect(rows.slice(0, 2).map(({ unit, action, progress }) => [unit, action, progress])).toEqual([
      [null, 'circular', 'proposed'],
      [null, 'organisationReport', 'proposed'],
    ]);
    // By the published ranking of 2025: 优秀 from 90, 不合格 below 60; groups of five and seven.
    expect(townships(rows).sort()).toEqual(
      [
        ['子午街道办事处', 'praise', '得分101.83分，等次“优秀”'],
        ['子午街道办事处', '评先评优、试点示范优先推荐', '得分101.83分，等次“优秀”'],
        ['子午街道办事处', 'typicalCase', '在城区组5个单位中列第1名'],
        ['甲山镇', 'praise', '得分98.70分，等次“优秀”'],
        ['甲山镇', '评先评优、试点示范优先推荐', '得分98.70分，等次“优秀”'],
        ['丙林镇', 'praise', '得分94.81分，等次“优秀”'],
        ['丙林镇', '评先评优、试点示范优先推荐', '得分94.81分，等次“优秀”'],
        // Last of five, and not excellent. The two that share the first place of the other group are not excellent either.
        ['乙水镇', 'interview', '在城区组5个单位中列第5名，居末位'],
        ...(
          [
            ['辛田乡', '53.11'],
            ['癸洲乡', '44.97'],
          ] as const
        ).flatMap(([name, score]): [string, string, string][] =>
          ['rectification', 'interview', '取消次年度评先评优资格', '限制申报财政资金支持项目和试点示范'].map(
            (what) => [name, what, `得分${score}分，等次“不合格”`],
          ),
        ),
        ['壬溪镇', 'rectification', '得分90.02分，等次“不合格”'],
        ['壬溪镇', '取消次年度评先评优资格', '得分90.02分，等次“不合格”'],
        ['壬溪镇', '限制申报财政资金支持项目和试点示范', '得分90.02分，等次“不合格”'],
        ['壬溪镇', 'interview', '得分90.02分，等次“不合格”；在农村组7个单位中列第7名，居末位'],
        ['壬溪镇', 'criticism', '被一票否决：期末本单位仍为失信被执行人'],
      ].sort(),
    );
    expect(await ask(data, 'consequences.propose', { cycle })).toEqual({
      proposed: 0,
      renewed: 0,
      lapsed: 0,
      toWithdraw: 0,
    });
  });

  it('makes a row of its ledger of each adopted proposal, and never twice', async () => {
    const data = copyOffice(folder);
    await ask(data, 'consequences.propose', { cycle });
    const { rows } = await ask(data, 'consequences.list', { cycle });
    const ofXintian = rows.filter(({ unit }) => unit?.uscc === xintian);
    const ids = ofXintian.map(({ id }) => id);
    const deciding = { cycle, ids, decision: 'adopt', on: today, handler: '王主任' } as const;
    expect(await ask(data, 'consequences.decide', deciding)).toEqual({ decided: 4, rows: 4 });
    expect(await failureOf(ask(data, 'consequences.decide', deciding))).toMatchObject({
      code: 'consequence.decided',
    });

    const after = (await ask(data, 'consequences.list', { cycle })).rows.filter(
      ({ unit }) => unit?.uscc === xintian,
    );
    expect(
      after.map(({ action, progress, row }) => [action, progress, row?.noun, row?.state]).sort(),
    ).toEqual([
      ['interview', 'decided', '约谈', '已通知'],
      ['measure', 'decided', '奖惩措施', '执行中'],
      ['measure', 'decided', '奖惩措施', '执行中'],
      ['rectification', 'decided', '整改', '待整改'],
    ]);
    const rectification = after.find(({ action }) => action === 'rectification')?.row;
    // The rule gives a month from the day it was decided.
    expect(rectification?.dueOn).toBe(addMonths(today, 1));
    const { row } = await ask(data, 'ledgers.read', { id: rectification?.id ?? '' });
    expect(row).toMatchObject({ happenedOn: today, details: { source: 'assessment' } });
    // Ten of seventeen public promises kept is below the floor of 0.6: none of its four points.
    expect(row.title).toContain('失分较多的指标：公开承诺事项兑现率（失4分）');
    expect(row.details.remarks).toContain('2025年度政务诚信考核（2025）结果运用');
    expect(row.details.remarks).toContain('最低等次限期整改');
  });

  it('asks for a reason where a proposal is not taken up, and for a day that has come', async () => {
    const data = copyOffice(folder);
    await ask(data, 'consequences.propose', { cycle });
    const { rows } = await ask(data, 'consequences.list', { cycle });
    const [praise] = rows.filter(({ unit, action }) => unit?.uscc === jiashan && action === 'praise');
    const base = { cycle, ids: [praise?.id ?? ''], on: today, handler: '王主任' };
    const dismissing = { ...base, decision: 'dismiss' as const };
    expect(await failureOf(ask(data, 'consequences.decide', dismissing))).toMatchObject({
      code: 'consequence.noteNeeded',
    });
    const tomorrow = { ...base, decision: 'adopt' as const, on: '2999-01-01' };
    expect(await failureOf(ask(data, 'consequences.decide', tomorrow))).toMatchObject({
      code: 'consequence.dayInvalid',
    });
    await ask(data, 'consequences.decide', { ...dismissing, note: '已由市里表彰' });
    const after = await ask(data, 'consequences.list', { cycle });
    expect(after.rows.find(({ id }) => id === praise?.id)).toMatchObject({
      progress: 'dismissed',
      decided: { note: '已由市里表彰' },
      row: null,
    });
  });

  it('speaks against honours of the unit, and is looked at for those of its people', async () => {
    const data = copyOffice(folder);
    const { rows } = await ask(data, 'officials.search', { bodyUscc: xintian });
    const official = rows[0]?.name ?? '';
    const { name = '' } =
      (await ask(data, 'bodies.search', {})).rows.find(({ uscc }) => uscc === xintian) ?? {};
    const subjects = [xintian, jiashan, `${official} ${name}`];
    const { id } = await ask(data, 'eligibility.check', { purpose: 'award', asOf: '2026-01-01', subjects });
    const check = await ask(data, 'eligibility.read', { id });
    const byGrade = check.subjects.map(({ reasons }) =>
      reasons.filter(({ rule }) => rule.endsWith('最低等次')).map(({ outcome, text }) => [outcome, text]),
    );
    // 53.11 points, below the 60 that 合格 asks for.
    expect(byGrade).toEqual([
      [['fail', '2025年度政务诚信考核得分53.11分，等次“不合格”']],
      [],
      [['review', '所在单位2025年度政务诚信考核得分53.11分，等次“不合格”']],
    ]);
    // On a day of the period itself its result was not there yet.
    const during = { purpose: 'award' as const, asOf: '2025-12-30', subjects: [xintian] };
    const earlier = await ask(data, 'eligibility.check', during);
    const before = await ask(data, 'eligibility.read', { id: earlier.id });
    expect(before.subjects[0]?.reasons.filter(({ rule }) => rule.endsWith('最低等次'))).toEqual([]);
  });

  it('marks what a corrected run no longer calls for, and says what to withdraw', async () => {
    const data = copyOffice(folder);
    await ask(data, 'consequences.propose', { cycle });
    const before = (await ask(data, 'consequences.list', { cycle })).rows;
    const idsOf = (action: string): string[] =>
      before.filter(({ unit, action: is }) => unit?.uscc === xintian && is === action).map(({ id }) => id);
    const [interview = ''] = idsOf('interview');
    const on = { on: today, handler: '王主任' };
    await ask(data, 'consequences.decide', { cycle, ids: [interview], decision: 'adopt', ...on });

    // The corrected run: 辛田乡 as good as 甲山镇 in everything, and so the first of its group too.
    const township = runs.find(({ modelCode }) => modelCode === 'TOWNSHIP-2026')?.id ?? '';
    const db = openForWriting(data);
    db.write((tx) => {
      const repository = createRunRepository(tx);
      const stored = repository.documents(township);
      const scored = JSON.parse(stored?.data ?? '') as ModelData;
      const best = scored.subjects.find(({ code }) => code === jiashan);
      const corrected = {
        ...scored,
        subjects: scored.subjects.map((subject) =>
          subject.code === xintian
            ? { ...best, ...{ code: xintian, name: subject.name, group: subject.group } }
            : subject,
        ),
      } as ModelData;
      const { content } = tx
        .prepareRead<{ content: string }>(
          "SELECT document AS content FROM model_versions WHERE code = 'TOWNSHIP-2026'",
        )
        .get() ?? { content: '' };
      repository.store({
        cycleCode: cycle,
        data: corrected,
        result: scoreModel(JSON.parse(content), corrected),
        metrics: [],
        official: true,
      });
    });
    db.close();

    expect((await ask(data, 'consequences.list', { cycle })).outdated).toBe(true);
    const done = await ask(data, 'consequences.propose', { cycle });
    // 辛田乡's four (rectification, interview, two measures) lapsed; one of them had been decided.
    expect(done).toMatchObject({ lapsed: 4, toWithdraw: 1 });
    const { rows } = await ask(data, 'consequences.list', { cycle });
    const ofXintian = rows.filter(({ unit }) => unit?.uscc === xintian);
    expect(
      ofXintian.map(({ action, progress, toWithdraw }) => [action, progress, toWithdraw]).sort(),
    ).toEqual([
      ['interview', 'decided', true],
      ['measure', 'lapsed', false],
      ['measure', 'lapsed', false],
      ['measure', 'proposed', false],
      ['praise', 'proposed', false],
      ['rectification', 'lapsed', false],
      ['typicalCase', 'proposed', false],
    ]);
    const [lapsed = ''] = idsOf('rectification');
    const adopting = { cycle, ids: [lapsed], decision: 'adopt' as const, ...on };
    expect(await failureOf(ask(data, 'consequences.decide', adopting))).toMatchObject({
      code: 'consequence.lapsed',
    });
  });
});
