/**
 * Looks through everything in the data folder: the database by itself, evidence files against their digests, and
 * every stored run computed again from its own data.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import type { ModelData } from '#shared/model/data.ts';
import { resultJson } from '#shared/model/digest.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { checkDatabase } from '../db/check-database.ts';
import { createModelReader } from '../db/repositories/models.ts';
import { createRunReader } from '../db/repositories/runs.ts';
import { createSearchReader } from '../db/repositories/search-index.ts';
import type { JobContext } from '../runtime/context.ts';
import { checkFiles, fileFindings, noteOutcomes } from './evidence/check-files.ts';
import { documentOf } from './models.ts';

/** Every evidence file against its digest; what is found is remembered for the lists of evidence. */
const checkEvidence = async (context: JobContext): Promise<{ examined: number; findings: Finding[] }> => {
  const checked = await checkFiles(context);
  try {
    noteOutcomes(context, checked);
  } catch (error) {
    // A full disk, say: what was found is told all the same.
    if (!(error instanceof AppError)) throw error;
  }
  return { examined: checked.files, findings: fileFindings(checked) };
};

/** Every stored run again from its own data: the same bytes, or a finding. */
const checkRuns = async (context: JobContext): Promise<{ examined: number; findings: Finding[] }> => {
  const runs = createRunReader(context.db);
  const models = createModelReader(context.db);
  const checkpoint = context.progress.phase('check.run');
  const heads = runs.list();
  const findings: Finding[] = [];
  for (const [index, head] of heads.entries()) {
    await checkpoint(index, heads.length);
    const documents = runs.documents(head.id);
    const model = models.find(head.modelCode, head.modelVersion);
    const again =
      documents && model
        ? resultJson(scoreModel(documentOf(model), JSON.parse(documents.data) as ModelData))
        : null;
    if (again !== documents?.result) {
      findings.push({ code: 'check.runDiffers', severity: 'error', params: { run: head.id } });
    }
  }
  await checkpoint(heads.length, heads.length);
  return { examined: heads.length, findings };
};

export const checkDataFolder = async (context: JobContext) => {
  const checkpoint = context.progress.phase('check.database');
  await checkpoint(0, 1);
  // So that the window hears what is going on before the pages are read through in one go.
  await nextTurn();
  const database = checkDatabase(context.database.requireOpen());
  await checkpoint(1, 1);
  const evidence = await checkEvidence(context);
  const runs = await checkRuns(context);
  const about = (prefix: string): boolean => database.findings.some(({ code }) => code.startsWith(prefix));
  const ownChecks: readonly string[] = ['database.check.audit', 'database.check.search'];
  return {
    checks: [
      {
        name: 'database',
        passed: database.findings.every(({ code }) => ownChecks.includes(code)),
        examined: database.rowsCompared,
      },
      {
        name: 'audit',
        passed: !about('database.check.audit'),
        examined: database.audit.intact ? database.audit.head.sequence : database.audit.firstBad,
      },
      { name: 'evidence', passed: evidence.findings.length === 0, examined: evidence.examined },
      {
        name: 'search',
        passed: !about('database.check.search'),
        examined: createSearchReader(context.db).size(),
      },
      { name: 'runs', passed: runs.findings.length === 0, examined: runs.examined },
    ],
    findings: [...database.findings, ...evidence.findings, ...runs.findings],
  };
};
