/**
 * Looks through everything in the data folder: the database by itself, evidence files against their digests, and
 * every stored run computed again from its own data.
 */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Finding } from '#shared/errors/finding.ts';
import type { ModelData } from '#shared/model/data.ts';
import { resultJson } from '#shared/model/digest.ts';
import { scoreModel } from '#shared/model/score-model.ts';
import { checkDatabase } from '../db/check-database.ts';
import { evidenceFolder } from '../db/data-folder.ts';
import { createEvidenceReader } from '../db/repositories/evidence.ts';
import { createModelReader } from '../db/repositories/models.ts';
import { createRunReader } from '../db/repositories/runs.ts';
import type { JobContext } from '../runtime/context.ts';
import { documentOf } from './models.ts';

const checkEvidence = async (context: JobContext): Promise<{ examined: number; findings: Finding[] }> => {
  const folder = evidenceFolder(context.database.folder ?? '');
  const files = createEvidenceReader(context.db).files();
  const checkpoint = context.progress.phase('check.evidence');
  const findings: Finding[] = [];
  for (const [index, { sha256 }] of files.entries()) {
    await checkpoint(index, files.length);
    const file = path.join(folder, sha256);
    if (!existsSync(file)) {
      findings.push({ code: 'check.evidenceMissing', severity: 'error', params: { file: sha256 } });
      continue;
    }
    const hash = createHash('sha256');
    await pipeline(createReadStream(file), hash);
    if (hash.digest('hex') !== sha256) {
      findings.push({ code: 'check.evidenceChanged', severity: 'error', params: { file: sha256 } });
    }
  }
  await checkpoint(files.length, files.length);
  return { examined: files.length, findings };
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
  const audit = 'database.check.audit';
  return {
    checks: [
      {
        name: 'database',
        passed: !database.findings.some(({ code }) => code !== audit),
        examined: database.rowsCompared,
      },
      {
        name: 'audit',
        passed: !about(audit),
        examined: database.audit.intact ? database.audit.head.sequence : database.audit.firstBad,
      },
      { name: 'evidence', passed: evidence.findings.length === 0, examined: evidence.examined },
      { name: 'runs', passed: runs.findings.length === 0, examined: runs.examined },
    ],
    findings: [...database.findings, ...evidence.findings, ...runs.findings],
  };
};
