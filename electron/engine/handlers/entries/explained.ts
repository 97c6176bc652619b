/** Which findings of a unit are explained, and what its readers thought of the explanation. */
import type { CheckExplanation } from '#shared/domain/entities.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { canonicalJson } from '../../db/content-hash.ts';
import {
  createExplanationReader,
  type ExplanationReading,
} from '../../db/repositories/check-explanations.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import type { ReadDb } from '../../db/transaction.ts';

/** What an explanation names its finding by. */
export interface FindingKey {
  code: string;
  rule: string;
  leaf: string;
  item: string;
  role: string;
}

/** The key of a finding. */
export const findingKey = ({ code, params, leaf, item, role }: Finding): FindingKey => ({
  code,
  rule: code.startsWith('entry.rule.') ? String(params.rule) : '',
  leaf: leaf ?? '',
  item: item ?? '',
  role: role ?? '',
});

/** One text for each key. */
export const keyText = ({ code, rule, leaf, item, role }: FindingKey): string =>
  JSON.stringify([code, rule, leaf, item, role]);

/** The values that an explanation is about. */
export const aboutOf = ({ params }: Pick<Finding, 'params'>): string => canonicalJson(params);

export interface Explained {
  explanation: CheckExplanation;
  /** The values are no longer those that it explains. */
  outdated: boolean;
  /** Of its present wording. */
  reading: ExplanationReading | null;
}

/** Reads the explanations of one unit once, and tells of each finding which one is about it. */
export const readExplained = (db: ReadDb, cycle: string, bodyUscc: string) => {
  const reader = createExplanationReader(db);
  const written = new Map(reader.list(cycle, bodyUscc).map((one) => [keyText(one), one]));
  const readings = written.size === 0 ? null : reader.readings(cycle, bodyUscc);
  const ownOffice = createOfficeReader(db).get().id;
  const of = (finding: Finding): Explained | null => {
    const explanation = written.get(keyText(findingKey(finding)));
    if (explanation === undefined) return null;
    return {
      explanation,
      outdated: explanation.about !== aboutOf(finding),
      reading: readings?.get(explanation.id) ?? null,
    };
  };
  /** As `entries.check` shows it. */
  const shown = (finding: Finding) => {
    const explained = of(finding);
    if (explained === null) return null;
    const { explanation, outdated, reading } = explained;
    const { id, text, ownerOffice, updatedAt } = explanation;
    return { id, text, own: ownerOffice === ownOffice, writtenAt: updatedAt, outdated, reading };
  };
  return { of, shown };
};
