/** 期限规则: every version of every time limit and publicity period, as one dated table. */
import type { LimitRule, PublicityRule, Rule, RuleTable, Span } from '#shared/domain/rule-table.ts';
import { mapTable, type SqlRow } from '../row-mapping.ts';
import type { ReadDb, WriteTx } from '../transaction.ts';

/** `bundled`: as it came with the program; `office`: entered or changed here, and never written over by an upgrade. */
export type RuleOrigin = 'bundled' | 'office';

/** A version of a rule with where it comes from. */
export interface StoredRule {
  rule: Rule;
  origin: RuleOrigin;
  /** When it was stored or last changed, an instant. */
  changedAt: string;
}

/** A rule as columns; those of the other kind are null. */
interface RuleRow {
  code: string;
  validFrom: string;
  validTo: string | null;
  kind: Rule['kind'];
  name: string;
  basis: string;
  standing: Rule['standing'];
  note: string | null;
  afterwards: string | null;
  severity: PublicityRule['severity'] | null;
  shownByDefault: boolean | null;
  minimumMonths: number | null;
  maximumMonths: number | null;
  amount: number | null;
  unit: Span['unit'] | null;
  countedFrom: string | null;
  extensionAmount: number | null;
  extensionUnit: Span['unit'] | null;
  rollsOver: boolean | null;
  origin: RuleOrigin;
  changedAt: string;
}

const ruleMap = mapTable<RuleRow>(
  'time_rules',
  {
    code: 'plain',
    validFrom: 'plain',
    validTo: 'plain',
    kind: 'plain',
    name: 'plain',
    basis: 'plain',
    standing: 'plain',
    note: 'plain',
    afterwards: 'plain',
    severity: 'plain',
    shownByDefault: 'flag',
    minimumMonths: 'plain',
    maximumMonths: 'plain',
    amount: 'plain',
    unit: 'plain',
    countedFrom: 'plain',
    extensionAmount: 'plain',
    extensionUnit: 'plain',
    rollsOver: 'flag',
    origin: 'plain',
    changedAt: 'plain',
  },
  ['code', 'validFrom'],
);

const noPublicity = { severity: null, shownByDefault: null, minimumMonths: null, maximumMonths: null };
const noLimit = {
  amount: null,
  unit: null,
  countedFrom: null,
  extensionAmount: null,
  extensionUnit: null,
  rollsOver: null,
};

const rowOf = ({ rule, origin, changedAt }: StoredRule): RuleRow => {
  const { code, validFrom, validTo, name, basis, standing, note = null, afterwards = null } = rule;
  const common = { code, validFrom, validTo, name, basis, standing, note, afterwards, origin, changedAt };
  if (rule.kind === 'publicity') {
    const { kind, severity, shownByDefault, minimumMonths, maximumMonths } = rule;
    return { ...common, ...noLimit, kind, severity, shownByDefault, minimumMonths, maximumMonths };
  }
  return {
    ...common,
    ...noPublicity,
    kind: rule.kind,
    amount: rule.limit.amount,
    unit: rule.limit.unit,
    countedFrom: rule.countedFrom,
    extensionAmount: rule.extension?.amount ?? null,
    extensionUnit: rule.extension?.unit ?? null,
    rollsOver: rule.rollsOver ?? null,
  };
};

const storedOf = (row: RuleRow): StoredRule => {
  const { code, validFrom, validTo, name, basis, standing, note, afterwards, origin, changedAt } = row;
  const common = {
    code,
    name,
    validFrom,
    validTo,
    basis,
    standing,
    ...(note !== null && { note }),
    ...(afterwards !== null && { afterwards }),
  };
  // The table's own checks say which columns are filled.
  const rule: Rule =
    row.kind === 'publicity'
      ? {
          ...common,
          kind: 'publicity',
          severity: row.severity as PublicityRule['severity'],
          shownByDefault: row.shownByDefault === true,
          minimumMonths: row.minimumMonths,
          maximumMonths: row.maximumMonths,
        }
      : ({
          ...common,
          kind: 'limit',
          limit: { amount: row.amount, unit: row.unit },
          countedFrom: row.countedFrom,
          ...(row.extensionAmount !== null && {
            extension: { amount: row.extensionAmount, unit: row.extensionUnit },
          }),
          ...(row.rollsOver !== null && { rollsOver: row.rollsOver }),
        } as LimitRule);
  return { rule, origin, changedAt };
};

export function createTimeRuleReader(db: ReadDb) {
  const select = `SELECT ${ruleMap.columns} FROM time_rules`;
  const all = db.prepareRead<SqlRow>(`${select} ORDER BY code, valid_from`);
  const ofCode = db.prepareRead<SqlRow>(`${select} WHERE code = @code ORDER BY valid_from`);
  const stored = (row: SqlRow): StoredRule => storedOf(ruleMap.fromRow(row, db.vault));
  return {
    /** Every version, by code and date. */
    list: (): StoredRule[] => all.all().map(stored),
    /** The versions of one rule, oldest first. */
    versions: (code: string): StoredRule[] => ofCode.all({ code }).map(stored),
    /** As the functions of `rule-table.ts` take it. */
    table: (): RuleTable => ({
      format: 'zhengxin-rules/1',
      rules: all.all().map((row) => stored(row).rule),
    }),
  };
}

export function createTimeRuleRepository(tx: WriteTx) {
  const insert = tx.prepareWrite(ruleMap.insert);
  const close = tx.prepareWrite(
    'UPDATE time_rules SET valid_to = @validTo, changed_at = @changedAt WHERE code = @code AND valid_from = @validFrom',
  );
  const remove = tx.prepareWrite('DELETE FROM time_rules WHERE code = @code AND valid_from = @validFrom');
  const removeAll = tx.prepareWrite('DELETE FROM time_rules WHERE code = @code');
  const add = (rule: Rule, origin: RuleOrigin): void => {
    insert.run(ruleMap.toRow(rowOf({ rule, origin, changedAt: tx.now() }), tx.vault));
  };
  return {
    ...createTimeRuleReader(tx),
    /** Stores a version. @throws when it overlaps another of the same code */
    add: (rule: Rule): void => add(rule, 'office'),
    /** Sets the last day in force of a version; null opens it again. */
    setEnd(version: Pick<Rule, 'code' | 'validFrom'>, validTo: string | null): void {
      close.run({ code: version.code, validFrom: version.validFrom, validTo, changedAt: tx.now() });
    },
    remove: ({ code, validFrom }: Pick<Rule, 'code' | 'validFrom'>): void => {
      remove.run({ code, validFrom });
    },
    /** Puts the versions of one rule that come with the program in place of those that are there. */
    replaceBundled(code: string, rules: readonly Rule[]): void {
      removeAll.run({ code });
      for (const rule of rules) add(rule, 'bundled');
    },
  };
}
