/** Adding files: each is judged, copied into the store, and only then noted with its owner. */
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import type { evidenceOperations } from '#shared/contract/operations/evidence.ts';
import type { EvidenceContent } from '#shared/domain/entities.ts';
import {
  type EvidenceKind,
  type EvidenceRules,
  evidenceKinds,
  extensionOf,
  kindNames,
  secretMarkerOfName,
  secretMarkerOfText,
} from '#shared/domain/evidence.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { evidenceFolder } from '../../db/data-folder.ts';
import { createEvidenceRepository } from '../../db/repositories/evidence.ts';
import type { WriteTx } from '../../db/transaction.ts';
import { lookAtFile, nameFits } from '../../evidence/file-kind.ts';
import { storeFile } from '../../evidence/store.ts';
import { loadEvidenceRules } from '../../resources.ts';
import { asFileFailure } from '../../runtime/atomic-file.ts';
import type { JobContext } from '../../runtime/context.ts';
import { type Owner, requireUnlocked } from './owners.ts';

type Add = (typeof evidenceOperations)['evidence.add'];
type Input = z.output<Add['input']>;
type Answer = z.input<Add['output']>['files'][number];

const megabytes = (bytes: number): number => Math.ceil(bytes / 100_000) / 10;

const refusal = (code: string, params: Finding['params']): Finding => ({ code, severity: 'error', params });

/** Why a file may not be kept, or what it is. @throws AppError `file.*` when it cannot be read */
const judge = async (
  source: string,
  rules: EvidenceRules,
): Promise<{ refused: Finding } | { kind: EvidenceKind; size: number }> => {
  const file = path.basename(source);
  const refuse = (code: string, params: Finding['params'] = { file }) => ({ refused: refusal(code, params) });
  const marker = secretMarkerOfName(rules, file);
  if (marker !== null) return refuse('evidence.secretName', { file, marker });
  const extension = extensionOf(file);
  const { size } = await asFileFailure(file, 'read', () => stat(source));
  if (size === 0) return refuse('evidence.empty');
  if (size > rules.maximumBytes) {
    const params = { file, megabytes: megabytes(size), allowed: megabytes(rules.maximumBytes) };
    return refuse('evidence.tooLarge', params);
  }
  const handle = await asFileFailure(file, 'read', () => open(source, 'r'));
  try {
    const { nature, firstText } = await asFileFailure(file, 'read', () => lookAtFile(handle, size, file));
    if ('refused' in nature) return refuse(`evidence.${nature.refused}`);
    const kinds = kindNames(rules.kinds);
    if ('unknown' in nature || rules.refusedExtensions.includes(extension)) {
      return refuse('evidence.kindRefused', { file, kinds });
    }
    const { kind } = nature;
    if (!rules.kinds.includes(kind)) return refuse('evidence.kindRefused', { file, kinds });
    if (!nameFits(kind, file)) {
      const { name, extensions } = evidenceKinds[kind];
      return refuse('evidence.nameDiffers', { file, kind: name, extensions: `.${extensions[0]}` });
    }
    const written = firstText === null ? null : secretMarkerOfText(rules, firstText);
    if (written !== null) return refuse('evidence.secretText', { file, marker: written });
    return { kind, size };
  } finally {
    await handle.close();
  }
};

/** Answers `evidence.add`. */
export const addEvidence = async (context: JobContext, input: Input): Promise<{ files: Answer[] }> => {
  const { ownerType, ownerId, classification } = input;
  if (!input.declaredNotSecret) throw new AppError('evidence.notDeclared', {});
  const owner = { ownerType, ownerId };
  requireUnlocked(context.db, owner, context.now());
  const rules = loadEvidenceRules();
  const folder = evidenceFolder(context.database.folder ?? '');
  const sources = input.files.map((token) => context.files.resolve(token, 'read'));
  const judged = [];
  for (const source of sources) judged.push({ source, judgement: await judge(source, rules) });

  const total = judged.reduce((sum, { judgement }) => sum + ('size' in judgement ? judgement.size : 0), 0);
  const checkpoint = context.progress.phase('evidence.store');
  let before = 0;
  const files: Answer[] = [];
  let firstFailure: AppError | null = null;
  for (const { source, judgement } of judged) {
    const fileName = path.basename(source);
    const answer = (outcome: Answer['outcome'], more: Partial<Answer> = {}): void => {
      files.push({ fileName, outcome, id: null, findings: [], failure: null, ...more });
    };
    if ('refused' in judgement) {
      answer('refused', { findings: [judgement.refused] });
      continue;
    }
    if (firstFailure?.code === 'operation.cancelled') {
      answer('cancelled');
      continue;
    }
    try {
      const { sha256, size } = await storeFile(folder, source, async (bytes) => {
        await checkpoint(Math.min(before + bytes, total), total);
        // Somebody may still be writing to the file that was chosen.
        if (bytes > rules.maximumBytes) throw new AppError('file.busy', { name: fileName, kept: null });
      });
      const content = { fileName, sha256, size, mime: evidenceKinds[judgement.kind].mime, classification };
      const { id, twin } = context.write((tx) => noteFile(tx, context.actor, owner, content));
      if (twin === null) answer('stored', { id });
      else {
        const params = { file: fileName, as: twin };
        answer('known', { id, findings: [{ code: 'evidence.known', severity: 'warning', params }] });
      }
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      firstFailure ??= error;
      if (error.code === 'operation.cancelled') {
        firstFailure = error;
        answer('cancelled');
      } else answer('failed', { failure: { code: error.code, params: error.params } });
    }
    before += judgement.size;
  }
  // What was kept is kept, and the others say why they were not; only when nothing at all was kept has nothing happened.
  const kept = files.some(({ outcome }) => outcome === 'stored' || outcome === 'known');
  if (firstFailure !== null && !kept) throw firstFailure;
  await checkpoint(total, total);
  return { files };
};

/** Notes a stored file with its owner, unless the owner holds this very content already. */
const noteFile = (
  tx: WriteTx,
  actor: string,
  owner: Owner,
  content: Pick<EvidenceContent, 'fileName' | 'sha256' | 'size' | 'mime' | 'classification'>,
): { id: string; twin: string | null } => {
  requireUnlocked(tx, owner, tx.now());
  const evidence = createEvidenceRepository(tx);
  evidence.forgetOutcome(content.sha256);
  const twin = evidence.findTwin(owner.ownerType, owner.ownerId, content.sha256);
  if (twin !== null) return { id: twin.id, twin: twin.fileName };
  const row = evidence.insert({
    ...owner,
    ...content,
    documentNo: null,
    description: null,
    documentDate: null,
    pages: null,
    addedAt: tx.now(),
    addedBy: actor,
  });
  createAuditLog(tx).append({
    actor,
    action: 'evidence.add',
    subject: row.id,
    // Not the file's name: it may hold that of a person.
    details: { owner: owner.ownerType, sha256: content.sha256 },
  });
  return { id: row.id, twin: null };
};

/** The kinds of files that may be kept, in words, and how large one may be. */
export const limitsOfEvidence = () => {
  const { maximumBytes, kinds } = loadEvidenceRules();
  return { maximumBytes, kinds: kindNames(kinds) };
};
