/**
 * The whole main job on the fictional sample county, from workbooks to a merged package, in the way that two offices
 * would do it: a township fills in and seals, its county imports, merges, assesses and reports.
 */
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findResourcesFolder } from '#engine/resources.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { ImportLayoutCode } from '#shared/contract/operations/imports.ts';
import { exitStatus } from '../exit-status.ts';
import { type EngineSession, withEngine } from '../session.ts';
import type { Terminal } from '../terminal.ts';
import { defineCommand } from './define-command.ts';
import { sayRanking } from './ranking.ts';

const cycle = '2026';
const county = { regionCode: '990101000000', name: '示例县社会信用体系建设办公室', level: 'county' } as const;
const township = { regionCode: '990101100000', name: '示例县甲山镇人民政府', level: 'township' } as const;

interface Places {
  samples: string;
  county: string;
  township: string;
  reports: string;
}

interface ImportSummary {
  file: string;
  rowsInFile: number;
  accepted: number;
  refused: number;
  skipped: number;
  findings: number;
}

/** Stages, commits, and puts the findings workbook beside the reports when there is something to say. */
const importWorkbook = async (
  session: EngineSession,
  terminal: Terminal,
  layout: ImportLayoutCode,
  file: string,
  reports: string,
): Promise<ImportSummary> => {
  const staged = await session.call('imports.stage', { layout, file: session.read(file) });
  const batch = staged.batch.id;
  const done = await session.call('imports.commit', { batch });
  const { rowsInFile, accepted, refused, skipped } = done;
  terminal.say(
    `  ${path.basename(file)}：数据行 ${rowsInFile}，导入 ${accepted}，拒绝 ${refused}，跳过 ${skipped}`,
  );
  if (refused > 0) {
    const explained = path.join(reports, `错误说明-${path.basename(file)}`);
    await session.call('imports.exportFindings', { batch, file: session.write(explained) });
    terminal.findings(staged.findings.filter((finding) => finding.severity === 'error').slice(0, 3), 3);
    terminal.say(`  全部错误见 ${path.basename(explained)}（改好后可直接再导入）`);
  }
  return {
    file: path.basename(file),
    rowsInFile,
    accepted,
    refused,
    skipped,
    findings: staged.findingsTotal,
  };
};

const runTownship = async (places: Places, terminal: Terminal) => {
  terminal.say('一、乡镇：甲山镇用自己的数据文件夹填报');
  return withEngine(places.township, terminal, async (session) => {
    await session.call('office.initialise', { ...township });
    const from = (name: string): string => path.join(places.samples, name);
    const imports = [
      await importWorkbook(session, terminal, 'bodies', from('bodies.xlsx'), places.reports),
      await importWorkbook(session, terminal, 'records', from('records-jiashan.xlsx'), places.reports),
    ];
    const { rows } = await session.call('bodies.list', { limit: 1000 });
    const own = rows.find((body) => body.name === township.name);
    if (!own) throw new Error('the sample register holds the township');
    await session.call('cycles.create', {
      code: cycle,
      name: '2026年度政务诚信考核',
      year: 2026,
      periodFrom: '2026-01-01',
      periodTo: '2026-12-31',
      planDocumentNo: '示信办〔2026〕3号',
      units: [{ modelCode: 'TOWNSHIP-2026', usccs: [own.uscc] }],
    });
    imports.push(
      await importWorkbook(
        session,
        terminal,
        'self-assessment',
        from('self-assessment-jiashan.xlsx'),
        places.reports,
      ),
    );
    await session.call('runs.execute', { cycle });
    const form = path.join(places.reports, '甲山镇自评表.xlsx');
    await session.call('reports.export', {
      report: 'self-assessment',
      cycle,
      unit: own.uscc,
      file: session.write(form),
    });
    const keyFile = path.join(places.reports, '甲山镇公钥.json');
    const key = await session.call('keys.export', { file: session.write(keyFile) });
    const sealed = path.join(places.reports, '甲山镇2026年度上报包.zxpkg');
    const view = await session.call('packages.create', { cycle, file: session.write(sealed) });
    terminal.say(`  已生成上报包 ${path.basename(sealed)}（${view.size} 字节，签名并复读核对）`);
    terminal.say();
    return { imports, keyFile, sealed, fingerprint: key.fingerprint, unit: own.uscc };
  });
};

type Township = Awaited<ReturnType<typeof runTownship>>;

const runCounty = async (places: Places, sent: Township, terminal: Terminal) => {
  terminal.say('二、县：接收、汇总、测算、出表');
  return withEngine(places.county, terminal, async (session) => {
    const made = await session.call('office.initialise', { ...county, sample: true });
    terminal.say(`  示例县：单位 ${made.bodies} 个，信用记录 ${made.records} 条（均为虚构）`);
    const from = (name: string): string => path.join(places.samples, name);
    const imports = [
      await importWorkbook(session, terminal, 'records', from('records-xintian.xlsx'), places.reports),
      await importWorkbook(
        session,
        terminal,
        'self-assessment',
        from('self-assessment-xintian.xlsx'),
        places.reports,
      ),
    ];
    await session.call('keys.trust', { file: session.read(sent.keyFile), fingerprint: sent.fingerprint });
    const verified = await session.call('packages.verify', { file: session.read(sent.sealed) });
    const merged = await session.call('packages.merge', { file: session.read(sent.sealed) });
    const inserted = Object.values(merged.tables).reduce((sum, counts) => sum + counts.inserted, 0);
    terminal.say(`  上报包签名有效（${verified.enrolledAs}），汇入 ${inserted} 行`);
    terminal.say(
      merged.scoreDifferences.length === 0
        ? '  按原始数据重新计算，与申报一致'
        : `  与申报得分不一致的单位 ${merged.scoreDifferences.length} 个`,
    );
    const assessed = await session.call('runs.execute', { cycle });
    const finished = await session.call('runs.execute', { cycle: '2025' });
    const report = async (
      code: 'summary' | 'records' | 'bodies' | 'model',
      name: string,
      ofCycle: string | undefined,
    ): Promise<string> => {
      const file = path.join(places.reports, name);
      await session.call('reports.export', {
        report: code,
        file: session.write(file),
        ...(ofCycle === undefined ? {} : { cycle: ofCycle }),
      });
      return name;
    };
    const workbooks: [
      code: 'summary' | 'records' | 'bodies' | 'model',
      name: string,
      cycle: string | undefined,
    ][] = [
      ['summary', '2026年度得分汇总表.xlsx', cycle],
      ['summary', '2025年度得分汇总表.xlsx', '2025'],
      ['records', '政务失信记录台账.xlsx', undefined],
      ['bodies', '单位名录.xlsx', undefined],
      ['model', '乡镇考核指标体系.xlsx', undefined],
    ];
    const reports: string[] = [];
    for (const [code, name, ofCycle] of workbooks) reports.push(await report(code, name, ofCycle));
    const checked = await session.call('system.check', {});
    terminal.say(`  已导出 ${reports.join('、')}`);
    terminal.say(`  全面检查：${checked.checks.every((check) => check.passed) ? '通过' : '未通过'}`);
    terminal.say();
    return { imports, merged, assessed, finished, reports, checked };
  });
};

const sayRuns = (terminal: Terminal, title: string, runs: OperationOutput<'runs.execute'>['runs']): void => {
  for (const { run, ranking } of runs) {
    terminal.say(`${title}　模型 ${run.modelCode} ${run.modelVersion}`);
    sayRanking(terminal, ranking);
    terminal.say();
  }
};

export const demoCommand = defineCommand({
  words: 'demo',
  describe: '用虚构的示例县走完全部主要工作',
  options: {
    output: {
      alias: 'o',
      type: 'string',
      requiresArg: true,
      describe: '放结果的新文件夹（缺省为临时文件夹）',
    },
  },
  run: async (args, terminal) => {
    const started = performance.now();
    const root = args.output ?? mkdtempSync(path.join(tmpdir(), 'zhengxin-demo-'));
    const places: Places = {
      samples: path.join(findResourcesFolder(), 'samples'),
      county: path.join(root, '县'),
      township: path.join(root, '甲山镇'),
      reports: path.join(root, '报表'),
    };
    if (existsSync(places.county) || existsSync(places.township)) {
      terminal.warn(`${root} 中已有演示数据。请用 -o 指定一个新文件夹。`);
      return exitStatus.usage;
    }
    mkdirSync(places.reports, { recursive: true });
    const sent = await runTownship(places, terminal);
    const done = await runCounty(places, sent, terminal);
    sayRuns(terminal, '2025年度（已定级）', done.finished.runs);
    sayRuns(terminal, '2026年度（进行中）', done.assessed.runs);
    const seconds = Math.round((performance.now() - started) / 100) / 10;
    terminal.say(`用时 ${seconds} 秒。所有文件在 ${root}`);
    terminal.answer({
      folder: root,
      seconds,
      imports: [...sent.imports, ...done.imports],
      reports: done.reports,
      merged: done.merged.tables,
      scoreDifferences: done.merged.scoreDifferences,
      rankings: [...done.finished.runs, ...done.assessed.runs].map(({ run, ranking }) => ({
        cycle: run.cycle,
        model: run.modelCode,
        ranking,
      })),
      checks: done.checked.checks,
    });
    return exitStatus.done;
  },
});
