/** `demo`: the whole main job on the sample county, as the README promises it to a stranger. */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { askCli, runCli } from '../support/run-cli.ts';
import { runPythonJson } from '../support/run-python.ts';
import { temporaryFolder } from '../support/temp-folder.ts';

it('does the whole main job in under a minute and prints the ranking', async () => {
  const folder = path.join(temporaryFolder(), '演示');
  const started = performance.now();
  const result = await runCli(['demo', '-o', folder]);
  const seconds = (performance.now() - started) / 1_000;
  expect(result).toMatchObject({ status: 0, stderr: '' });
  expect(seconds).toBeLessThan(60);

  // The ranking of the finished year: twelve townships and eight departments, the best first.
  expect(result.stdout).toContain('2025年度（已定级）　模型 TOWNSHIP-2026');
  const lines = result.stdout.split('\n').filter((line) => /^ +\d+ +示例县/.test(line));
  expect(lines.length).toBeGreaterThanOrEqual(20);
  expect(result.stdout).toContain('上报包签名有效');
  expect(result.stdout).toContain('按原始数据重新计算，与申报一致');
  expect(result.stdout).toContain('全面检查：通过');

  const reports = readdirSync(path.join(folder, '报表'));
  expect(reports).toEqual(
    expect.arrayContaining([
      '2025年度得分汇总表.xlsx',
      '2026年度得分汇总表.xlsx',
      '政务失信记录台账.xlsx',
      '单位名录.xlsx',
      '乡镇考核指标体系.xlsx',
      '甲山镇自评表.xlsx',
      '甲山镇公钥.json',
      '甲山镇2026年度上报包.zxpkg',
      '错误说明-records-xintian.xlsx',
    ]),
  );
  const opened = runPythonJson<number>(
    `import sys, json, os, openpyxl
folder = sys.argv[1]
print(json.dumps(sum(1 for n in os.listdir(folder) if n.endswith('.xlsx') and openpyxl.load_workbook(os.path.join(folder, n)))))`,
    { args: [path.join(folder, '报表')] },
  );
  expect(opened).toBe(reports.filter((name) => name.endsWith('.xlsx')).length);

  // What it made is a data folder like any other.
  for (const office of ['县', '甲山镇']) {
    expect(existsSync(path.join(folder, office, 'credit.db'))).toBe(true);
    const { checks } = await askCli<{ checks: { passed: boolean }[] }>([
      'check',
      '--data',
      path.join(folder, office),
    ]);
    expect(checks.every(({ passed }) => passed)).toBe(true);
  }

  // It never writes over an earlier one.
  const again = await runCli(['demo', '-o', folder]);
  expect(again.status).toBe(2);
  expect(again.stderr).toContain('已有演示数据');
}, 120_000);

it('answers with one JSON document', async () => {
  const answer = await askCli<{
    folder: string;
    seconds: number;
    imports: { rowsInFile: number; accepted: number; refused: number; skipped: number }[];
    scoreDifferences: unknown[];
    rankings: { cycle: string; model: string; ranking: { rank: number | null }[] }[];
    checks: { passed: boolean }[];
  }>(['demo', '-o', path.join(temporaryFolder(), 'demo')]);
  expect(answer.imports).toHaveLength(5);
  for (const { rowsInFile, accepted, refused, skipped } of answer.imports) {
    expect(rowsInFile).toBe(accepted + refused + skipped);
  }
  expect(answer.scoreDifferences).toEqual([]);
  expect(answer.rankings.map(({ cycle, model }) => `${cycle} ${model}`).toSorted()).toEqual([
    '2025 DEPT-2026',
    '2025 TOWNSHIP-2026',
    '2026 DEPT-2026',
    '2026 TOWNSHIP-2026',
  ]);
  const finished = answer.rankings.filter(({ cycle }) => cycle === '2025').flatMap(({ ranking }) => ranking);
  expect(finished.every(({ rank }) => rank !== null)).toBe(true);
}, 120_000);
