/** Evidence as it is shown: what is known about a file, and what is doubtful about it. */
import type { EvidenceRow } from '#shared/contract/operations/evidence.ts';
import type { ScorerRole } from '#shared/domain/code-lists.ts';
import { scorerRoles } from '#shared/domain/code-lists.ts';
import type { Evidence } from '#shared/domain/entities.ts';
import { evidenceOwners } from '#shared/domain/evidence.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { createEvidenceReader, type OtherUse } from '../../db/repositories/evidence.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';

/** Where else a file is used, in words. */
const placeName = (use: OtherUse): string => {
  const body = use.bodyName ?? '';
  if (use.ownerType === 'entry') {
    const role = use.role === null ? '' : `（${scorerRoles[use.role as ScorerRole]}）`;
    return `${use.cycleCode ?? ''} ${body} 指标 ${use.leaf ?? ''}${role}`.trim();
  }
  const kind = (use.ledger === null ? null : ledgerNamed(use.ledger)?.title) ?? evidenceOwners[use.ownerType];
  return `${kind}${use.ownerName === null ? '' : `“${use.ownerName}”`}${
    body !== '' && body !== use.ownerName ? `（${body}）` : ''
  }`;
};

/** What is doubtful about one file of evidence. */
export const createEvidenceJudge = (db: ReadDb) => {
  const reader = createEvidenceReader(db);
  return (row: Evidence): Finding[] => {
    const file = row.fileName;
    const findings: Finding[] = [];
    const outcome = reader.outcomeOf(row.sha256)?.outcome;
    if (outcome === 'lost') findings.push({ code: 'evidence.lost', severity: 'error', params: { file } });
    if (outcome === 'changed') {
      findings.push({ code: 'evidence.changedOnDisk', severity: 'error', params: { file } });
    }
    const from = row.ownerType === 'entry' ? reader.earlierThan(row.id) : null;
    if (from !== null) {
      const params = { file, date: row.documentDate ?? '', from };
      findings.push({ code: 'evidence.early', severity: 'warning', params });
    }
    const uses = reader.otherUses(row.id);
    if (uses.length > 0) {
      const places = uses.slice(0, 3).map(placeName).join('；');
      const params = { file, count: uses.length, places };
      findings.push({ code: 'evidence.reused', severity: 'warning', params });
    }
    return findings;
  };
};

/** Rows as they are shown. */
export const createEvidenceView = (db: ReadDb) => {
  const judge = createEvidenceJudge(db);
  const office = createOfficeReader(db).get().id;
  return (row: Evidence): EvidenceRow => {
    const { ownerOffice, lineage: _lineage, contentHash: _hash, ...shown } = row;
    return { ...shown, own: ownerOffice === office, findings: judge(row) };
  };
};
