/** A small fictional submission: one township, its county, two tables and two evidence files. */
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ManifestFields } from '#engine/packages/manifest.ts';
import type { TrustedOffice } from '#engine/packages/open-package.ts';
import type { PackageContent } from '#engine/packages/seal-package.ts';
import { createSigningKey, type SigningKey } from '#engine/packages/signing-key.ts';

export const idOf = (number: number): string =>
  `01890000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;

export const county = {
  officeId: idOf(1),
  regionCode: '990101000000',
  name: '云岭县',
  level: 'county',
} as const;
export const township = {
  officeId: idOf(2),
  regionCode: '990101101000',
  name: '青禾镇',
  level: 'township',
} as const;

export const townshipKey: SigningKey = createSigningKey();

export const enrolled = (key: SigningKey, office = township): TrustedOffice => ({
  id: office.officeId,
  regionCode: office.regionCode,
  name: office.name,
  level: office.level,
  publicKey: key.publicKey,
  revokedAt: null,
});

export const trusted: TrustedOffice[] = [enrolled(townshipKey)];

export const manifestFields: ManifestFields = {
  id: idOf(100),
  kind: 'submission',
  createdAt: '2026-03-01T08:00:00.000Z',
  appVersion: '0.1.0',
  sender: township,
  receiver: county,
  lineage: { id: idOf(200), parent: null, restorePoint: null },
  relatedLineages: [],
  cycle: { code: '2026', name: '2026 年度政务诚信考评', periodFrom: '2026-01-01', periodTo: '2026-12-31' },
  models: [{ code: 'TOWNSHIP-2026', version: '1', digest: 'a'.repeat(64) }],
  declared: {
    scores: [{ bodyUscc: '11990101MB0000000X', score: '87.5', grade: 'B', total: '86.5' }],
    resultDigest: null,
  },
  auditHead: { sequence: 12, hash: 'b'.repeat(64) },
};

export const rows = {
  bodies: [{ id: idOf(300), ownerOffice: township.officeId, name: '青禾镇人民政府' }],
  records: [1, 2, 3].map((number) => ({
    id: idOf(400 + number),
    ownerOffice: township.officeId,
    title: `记录 ${number}`,
  })),
};

export const sha256 = (content: string | Uint8Array): string =>
  createHash('sha256').update(content).digest('hex');

export const evidenceContents = ['处罚决定书扫描件', '整改报告'];

/** Content for `sealPackage`; the evidence files are written into `folder`. */
export function sampleContent(folder: string, changes: Partial<PackageContent> = {}): PackageContent {
  const evidence = evidenceContents.map((content, index) => {
    const file = path.join(folder, `evidence-${index}`);
    writeFileSync(file, content);
    return { sha256: sha256(content), path: file };
  });
  return { manifest: manifestFields, tables: rows, evidence, key: townshipKey, ...changes };
}
