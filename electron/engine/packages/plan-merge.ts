/**
 * Who may send what (design §5): a row belongs to its owner office, and a row owned by neither the sender nor one
 * of its registered descendants refuses the package. Pure. What then happens to an allowed row is decided by
 * `shared/domain/merge-decision.ts`.
 */
import type { EnrolledOffice } from '#shared/domain/entities.ts';
import type { Lineage } from '#shared/domain/merge-decision.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { PackageKind, PackageManifest } from './manifest.ts';

/**
 * The offices whose rows a package of `sender` may carry: the sender and everything enrolled below it, at any
 * depth. A revoked key does not matter here: it ends trust in new signatures, not ownership of rows.
 */
export function officesSpokenFor(
  sender: string,
  enrolled: readonly Pick<EnrolledOffice, 'id' | 'parentId'>[],
): ReadonlySet<string> {
  const allowed = new Set([sender]);
  // Grows while it is walked; an office once in is not walked again, so a wrong circle of parents ends too.
  for (const office of allowed) {
    for (const { id, parentId } of enrolled) if (parentId === office) allowed.add(id);
  }
  return allowed;
}

/**
 * Refuses a row of an office that the sender does not speak for.
 *
 * @param place `file` name, table and 1-based line, for the failure's words
 * @throws AppError `package.foreignOwner`
 */
export function checkOwner(
  row: { ownerOffice: string },
  allowed: ReadonlySet<string>,
  place: { file: string; table: string; line: number },
): void {
  if (!allowed.has(row.ownerOffice)) {
    throw new AppError('package.foreignOwner', { ...place, owner: row.ownerOffice });
  }
}

/**
 * Refuses a package of another kind, one that lacks a table that this merge needs, and one with a table that it
 * would leave unread: what nobody reads would be lost without a word.
 *
 * @throws AppError `package.wrongKind`, `package.tableMissing`, `package.unknownTable`
 */
export function checkPackageShape(
  manifest: Pick<PackageManifest, 'kind' | 'counts'>,
  expected: { kind: PackageKind; tables: readonly string[] },
  file: string,
): void {
  if (manifest.kind !== expected.kind) {
    throw new AppError('package.wrongKind', { file, kind: manifest.kind });
  }
  for (const table of expected.tables) {
    if (!Object.hasOwn(manifest.counts, table)) throw new AppError('package.tableMissing', { file, table });
  }
  for (const table of Object.keys(manifest.counts)) {
    if (!expected.tables.includes(table)) throw new AppError('package.unknownTable', { file, table });
  }
}

/**
 * The lineages to decide by, in the order `decideForeignRow` wants them: what was recorded here before counts more
 * than what the package says now.
 */
export function lineagesForMerge(
  recorded: readonly Lineage[],
  manifest: Pick<PackageManifest, 'lineage' | 'relatedLineages'>,
): Lineage[] {
  const byId = new Map<string, Lineage>();
  for (const one of [...recorded, manifest.lineage, ...manifest.relatedLineages]) {
    if (!byId.has(one.id)) byId.set(one.id, one);
  }
  return [...byId.values()];
}
