/** What every package of this office says about its sender, whatever its kind. */
import { createAuditReader } from '../../db/audit-log.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ManifestFields } from '../../packages/manifest.ts';
import type { QueryContext } from '../../runtime/context.ts';
import { programVersion } from '../../version.ts';

type SenderFields = Pick<
  ManifestFields,
  'id' | 'createdAt' | 'appVersion' | 'sender' | 'lineage' | 'relatedLineages' | 'auditHead'
>;

/** A fresh package id, the sender, its lines of edits and the head of its audit chain. */
export const senderFields = ({ db, newId, now }: QueryContext): SenderFields => {
  const offices = createOfficeReader(db);
  const { id, regionCode, name, level, lineage } = offices.get();
  const lineages = offices.lineages().map((line) => ({
    id: line.id,
    parent: line.parent,
    restorePoint: line.restorePoint,
  }));
  const current = lineages.find((line) => line.id === lineage);
  return {
    id: newId(),
    createdAt: now(),
    appVersion: programVersion,
    sender: { officeId: id, regionCode, name, level },
    lineage: current ?? { id: lineage, parent: null, restorePoint: null },
    relatedLineages: lineages.filter((line) => line.id !== lineage),
    auditHead: createAuditReader(db).head(),
  };
};
