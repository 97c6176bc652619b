/**
 * 结果运用: what a grade calls for, by dated rules that are data (`resources/rules/grade-consequences.json`). Pure: the
 * caller brings what the official runs said. A consequence is a proposal; a person decides it.
 */
import { z } from 'zod';
import { inForce } from './rule-table.ts';

/** What may follow from a result. */
export const consequenceActions = {
  circular: '印发考核通报',
  organisationReport: '报送组织部门',
  praise: '通报表扬',
  typicalCase: '列为先进典型',
  rectification: '责令整改',
  interview: '约谈',
  criticism: '通报批评',
  measure: '奖惩措施',
  accountability: '启动问责',
} as const;
export type ConsequenceAction = keyof typeof consequenceActions;
export const consequenceAction = z.enum(
  Object.keys(consequenceActions) as [ConsequenceAction, ...ConsequenceAction[]],
);

/** How many grades, counted from the best or the worst of the model's own: models name their grades as they like. */
const places = z.int().positive().max(10);
const end = z.enum(['best', 'worst']);
/** Among which units ranks are counted. */
const among = z.enum(['group', 'all']);

const condition = z.discriminatedUnion('kind', [
  /** Of the cycle as a whole, not of one unit. */
  z.strictObject({ kind: z.literal('everyCycle') }),
  z.strictObject({ kind: z.literal('grade'), end, places }),
  /** Of so many scored units at least; `onlyGrades`: only with one of so many best grades. */
  z.strictObject({
    kind: z.literal('firstRanks'),
    ...{ count: z.int().positive(), among, atLeastUnits: z.int().positive(), onlyGrades: places },
  }),
  /** `exceptGrades`: not with one of so many best grades. */
  z.strictObject({
    kind: z.literal('lastRanks'),
    ...{ count: z.int().positive(), among, atLeastUnits: z.int().positive(), exceptGrades: places },
  }),
  z.strictObject({ kind: z.literal('vetoed') }),
  /** So many grades lower than in the cycle before, by the same model. */
  z.strictObject({ kind: z.literal('gradeFall'), places }),
  /** One of these grades in so many cycles running, this one included. */
  z.strictObject({ kind: z.literal('gradeAgain'), end, places, times: z.int().min(2).max(10) }),
]);

export const consequenceRule = z.strictObject({
  code: z.string().min(1),
  name: z.string().min(1),
  when: condition,
  action: consequenceAction,
  /** Of `measure`: by which trigger the entries of the library of measures are found. */
  trigger: z.enum(['gradeExcellent', 'gradeFailed']).optional(),
  /** From the decision to the day by which it is to be done. */
  within: z
    .union([
      z.strictObject({ months: z.int().positive().max(24) }),
      z.strictObject({ days: z.int().positive().max(365) }),
    ])
    .nullable(),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  basis: z.string().min(1),
  standing: z.enum(['verified', 'local', 'unverified', 'suggested']),
});
export type ConsequenceRule = z.infer<typeof consequenceRule>;

export const consequenceRules = z.strictObject({
  format: z.literal('zhengxin-grade-consequences/1'),
  rules: z.array(consequenceRule),
});

/** The rules in force on a day. */
export const consequenceRulesOn = (rules: readonly ConsequenceRule[], day: string): ConsequenceRule[] =>
  rules.filter((rule) => inForce(rule, day));

/** A grade by its place among those of its model, 0 the best. */
export interface GradePlace {
  place: number;
  name: string;
  /** How many grades the model has. */
  of: number;
}

/** What an official run says about a scored unit. */
export interface GradedUnit {
  uscc: string;
  group: string | null;
  score: string;
  grade: GradePlace;
  rank: number;
  groupRank: number;
  /** Names of the vetoes that applied. */
  vetoes: readonly string[];
  /** Its grades in the cycles before, newest first, by the same model; without a gap: a cycle without a grade ends them. */
  before: readonly (GradePlace & { cycleName: string })[];
}

/** Why a rule applies to a unit, in a sentence without a full stop; null where it does not apply. */
const groundOf = (
  { when }: ConsequenceRule,
  unit: GradedUnit,
  peers: readonly GradedUnit[],
): string | null => {
  const within = (grade: GradePlace, from: z.infer<typeof end>, count: number): boolean =>
    from === 'best' ? grade.place < count : grade.place >= grade.of - count;
  const ranked = (scope: z.infer<typeof among>) => {
    const rivals = scope === 'all' ? peers : peers.filter(({ group }) => group === unit.group);
    const rank = scope === 'all' ? unit.rank : unit.groupRank;
    // Units that share a rank are all behind those before them, and none of them is behind another.
    const behind = rivals.filter((rival) => (scope === 'all' ? rival.rank : rival.groupRank) > rank).length;
    const where = scope === 'all' || unit.group === null ? '全部单位' : unit.group;
    return { units: rivals.length, rank, behind, where };
  };
  switch (when.kind) {
    case 'everyCycle':
      return null;
    case 'grade':
      return within(unit.grade, when.end, when.places)
        ? `得分${unit.score}分，等次“${unit.grade.name}”`
        : null;
    case 'firstRanks': {
      const { units, rank, where } = ranked(when.among);
      const meant = rank <= when.count && units >= when.atLeastUnits;
      return meant && within(unit.grade, 'best', when.onlyGrades)
        ? `在${where}${units}个单位中列第${rank}名`
        : null;
    }
    case 'lastRanks': {
      const { units, rank, behind, where } = ranked(when.among);
      const meant = behind < when.count && units >= when.atLeastUnits;
      return meant && !within(unit.grade, 'best', when.exceptGrades)
        ? `在${where}${units}个单位中列第${rank}名，居末位`
        : null;
    }
    case 'vetoed':
      return unit.vetoes.length === 0 ? null : `被一票否决：${unit.vetoes.join('、')}`;
    case 'gradeFall': {
      const [last] = unit.before;
      if (last === undefined || unit.grade.place - last.place < when.places) return null;
      return `等次由“${last.name}”（${last.cycleName}）降为“${unit.grade.name}”`;
    }
    case 'gradeAgain': {
      const run = unit.before.slice(0, when.times - 1);
      const again = [unit.grade, ...run].every((grade) => within(grade, when.end, when.places));
      if (!again || run.length < when.times - 1) return null;
      return `连续${when.times}次等次为“${unit.grade.name}”（上一次：${run[0]?.cycleName ?? ''}）`;
    }
  }
};

/** What the rules call for: one consequence for each unit and action, whatever number of rules call for it. */
export interface CalledFor {
  /** Null: the cycle as a whole. */
  uscc: string | null;
  action: ConsequenceAction;
  trigger: NonNullable<ConsequenceRule['trigger']> | null;
  rules: readonly string[];
  grounds: readonly string[];
}

/**
 * Judges the units of one model by the rules. Rules that call for the same act on the same unit are one consequence with
 * several grounds: nobody is interviewed twice for one result.
 * @param rules already those in force
 */
export const judgeConsequences = (
  rules: readonly ConsequenceRule[],
  units: readonly GradedUnit[],
): CalledFor[] =>
  units.flatMap((unit) => {
    const called = new Map<string, CalledFor>();
    for (const rule of rules) {
      const ground = groundOf(rule, unit, units);
      if (ground === null) continue;
      const { action, trigger = null } = rule;
      const key = `${action} ${trigger ?? ''}`;
      const known = called.get(key) ?? { uscc: unit.uscc, action, trigger, rules: [], grounds: [] };
      const grounds = known.grounds.includes(ground) ? known.grounds : [...known.grounds, ground];
      called.set(key, { ...known, rules: [...known.rules, rule.code], grounds });
    }
    return [...called.values()];
  });

/** What the rules call for once in every cycle. */
export const consequencesOfCycle = (rules: readonly ConsequenceRule[], cycleName: string): CalledFor[] =>
  rules
    .filter(({ when }) => when.kind === 'everyCycle')
    .map(({ code, action }) => ({
      ...{ uscc: null, action, trigger: null, rules: [code] },
      grounds: [`${cycleName}已定级`],
    }));
