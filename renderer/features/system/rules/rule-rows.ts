import type { OperationOutput } from '#shared/contract/client.ts';
import { versionOn } from '#shared/domain/dated-versions.ts';

export type RuleVersion = OperationOutput<'rules.list'>['versions'][number];

/** A rule with all its versions, the newest first. */
export interface RuleRow {
  code: string;
  /** In force today; before the first or after the last version the nearest one. */
  present: RuleVersion;
  versions: readonly RuleVersion[];
}

/** Publicity comes first, what concerns single persons last. */
const rankOf = (code: string): number =>
  code.startsWith('publicity.') ? 0 : /^(points|discipline)\./.test(code) ? 2 : 1;

/** The versions gathered by rule, what is used most first. */
export const ruleRowsOf = (versions: readonly RuleVersion[], today: string): RuleRow[] => {
  const byCode = new Map<string, RuleVersion[]>();
  for (const version of versions) {
    byCode.set(version.rule.code, [...(byCode.get(version.rule.code) ?? []), version]);
  }
  return [...byCode]
    .flatMap(([code, ofRule]) => {
      const dated = ofRule.map((version) => ({ ...version.rule, version }));
      const present = versionOn(dated, today)?.version ?? ofRule.at(-1);
      return present === undefined ? [] : [{ code, present, versions: ofRule.toReversed() }];
    })
    .sort((a, b) => rankOf(a.code) - rankOf(b.code));
};

/** Where a version stands today. */
export const stageOf = (
  { validFrom, validTo }: { validFrom: string; validTo: string | null },
  today: string,
): 'now' | 'future' | 'past' =>
  validFrom > today ? 'future' : validTo !== null && validTo < today ? 'past' : 'now';
