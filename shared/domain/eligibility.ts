/**
 * 资格审查: what stands against honouring or promoting somebody, by dated rules that are data
 * (`resources/rules/eligibility.json`). Pure: the caller brings the records.
 */
import { z } from 'zod';
import { addMonths } from './dates.ts';
import {
  type CreditRecord,
  documentTypeCode,
  fileResultCode,
  type OfficialFileItem,
  severityCode,
} from './entities.ts';
import type { GradePlace } from './grade-consequences.ts';
import { isObjectedTo, standingOf } from './record-standing.ts';
import { findLimit, inForce, type RuleTable } from './rule-table.ts';
import { fileCategories, fileResults } from './subject-lists.ts';

export const eligibilityPurposes = {
  award: '评先评优',
  commendation: '表彰奖励',
  promotion: '提拔任用',
  grade: '职级晋升',
  pilot: '试点示范申报',
  funds: '财政资金项目申报',
} as const;
export type EligibilityPurpose = keyof typeof eligibilityPurposes;
export const eligibilityPurpose = z.enum(
  Object.keys(eligibilityPurposes) as [EligibilityPurpose, ...EligibilityPurpose[]],
);

export const eligibilityOutcomes = { pass: '通过', fail: '不通过', review: '需人工核实' } as const;
export type EligibilityOutcome = keyof typeof eligibilityOutcomes;
export const eligibilityOutcome = z.enum(['pass', 'fail', 'review']);

export const checkedSubjectKind = z.enum(['body', 'official']);
export type CheckedSubjectKind = z.infer<typeof checkedSubjectKind>;

/** Why a subject does not simply pass: the rule, in words, and the record behind it. */
export const eligibilityReason = z.object({
  rule: z.string(),
  outcome: eligibilityOutcome,
  text: z.string(),
  basis: z.string(),
  /** Identifier of the record; null where there is none. */
  record: z.string().nullable(),
});
export type EligibilityReason = z.infer<typeof eligibilityReason>;

const condition = z.discriminatedUnion('kind', [
  /** A dishonesty record of this severity is in force. */
  z.strictObject({ kind: z.literal('recordInForce'), severity: severityCode }),
  /** A dishonesty record founded on such a document is in force. */
  z.strictObject({ kind: z.literal('documentInForce'), documentTypes: z.array(documentTypeCode).min(1) }),
  /**
   * The effect of a disciplinary measure still runs: its kind is told by the words of the record, the longer word first;
   * `limit` names a rule of the table of time limits, null for a measure without end.
   */
  z.strictObject({
    kind: z.literal('disciplineRunning'),
    documentTypes: z.array(documentTypeCode).min(1),
    effects: z.array(z.strictObject({ word: z.string().min(1), limit: z.string().nullable() })).min(1),
    /** By which a measure of unknown kind is judged. */
    longest: z.string(),
  }),
  /**
   * A line of an official's file with one of these results. `running`: only while it has effect, without a last day for
   * good; `latest`: only where no later line of the category says otherwise.
   */
  z.strictObject({
    kind: z.literal('fileItem'),
    results: z.array(fileResultCode).min(1),
    counts: z.enum(['running', 'latest']),
  }),
  /**
   * A row of a ledger about the subject in one of these states; `field` must hold `value` where they are given, and
   * nothing counts after the day in the field `until`. Where that is empty the row counts on, but for rules about an
   * effect that has to have a last day (`untilNeeded`).
   */
  z.strictObject({
    kind: z.literal('ledgerRow'),
    ledger: z.string().min(1),
    states: z.array(z.string().min(1)).min(1),
    field: z.string().nullable(),
    value: z.string().nullable(),
    until: z.string().nullable(),
    untilNeeded: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('openObjection') }),
  /** A lead about the subject is being verified or put right. */
  z.strictObject({ kind: z.literal('openLead') }),
  /** A dishonesty in force is not put right. */
  z.strictObject({ kind: z.literal('notRectified') }),
  /** The body's grade in its last finalised cycle, an official's body's, is one of so many worst grades of its model. */
  z.strictObject({ kind: z.literal('lastGrade'), worst: z.int().positive().max(10) }),
  /** An official is named as responsible in a record of the own body that is in force. */
  z.strictObject({ kind: z.literal('namedResponsible') }),
]);

export const eligibilityRule = z.strictObject({
  code: z.string().min(1),
  name: z.string().min(1),
  appliesTo: z.array(checkedSubjectKind).min(1),
  /** Null: for every purpose. */
  purposes: z.array(eligibilityPurpose).nullable(),
  when: condition,
  outcome: z.enum(['fail', 'review']),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
  basis: z.string().min(1),
  standing: z.enum(['verified', 'local', 'unverified', 'suggested']),
});
export type EligibilityRule = z.infer<typeof eligibilityRule>;

export const eligibilityRules = z.strictObject({
  format: z.literal('zhengxin-eligibility/1'),
  rules: z.array(eligibilityRule),
});

/** The rules that are asked for a purpose on a day. */
export const rulesFor = (
  rules: readonly EligibilityRule[],
  purpose: EligibilityPurpose,
  day: string,
): EligibilityRule[] =>
  rules.filter((rule) => inForce(rule, day) && (rule.purposes === null || rule.purposes.includes(purpose)));

export interface CheckedSubject {
  kind: CheckedSubjectKind;
  /** Of an official, to be found among those responsible. */
  name: string;
  /** About the subject itself. */
  records: readonly CreditRecord[];
  /** Of an official's own body; empty for a body. */
  bodyRecords: readonly CreditRecord[];
  /** Of an official's file. */
  fileItems: readonly OfficialFileItem[];
  /** Of all ledgers, about the subject itself. */
  ledgerRows: readonly CheckedRow[];
  /** Of the body, or the official's body, in the last finalised cycle; null where there is none. */
  lastGrade: (GradePlace & { cycleName: string; score: string }) | null;
}

/** What of a ledger's row is looked at. */
export interface CheckedRow {
  ledger: string;
  state: string;
  happenedOn: string;
  number: string | null;
  title: string | null;
  details: Readonly<Record<string, unknown>>;
}

interface Against {
  text: string;
  record: string | null;
  /** Milder than the rule's outcome, because something is not known. */
  outcome?: 'review';
}

const nameOf = ({ title, documentNo }: CreditRecord): string => `“${title}”（${documentNo}）`;

const disciplines = (
  when: Extract<EligibilityRule['when'], { kind: 'disciplineRunning' }>,
  records: readonly CreditRecord[],
  day: string,
  limits: RuleTable,
): Against[] => {
  const measures = [...when.effects].sort((a, b) => b.word.length - a.word.length);
  const end = (code: string, from: string): string | null => {
    const rule = findLimit(limits, code, from) ?? findLimit(limits, code, day);
    return rule?.limit.unit === 'months' ? addMonths(from, rule.limit.amount) : null;
  };
  return records.flatMap((record): Against[] => {
    if (!when.documentTypes.includes(record.documentType) || record.status === 'revoked') return [];
    if (record.polarity !== 'negative' || record.decisionDate > day) return [];
    const text = `${record.title} ${record.factSummary}`;
    const measure = measures.find(({ word }) => text.includes(word));
    if (measure?.limit === null) {
      return [{ text: `${nameOf(record)}：${measure.word}，没有影响期满日`, record: record.id }];
    }
    const until = end(measure?.limit ?? when.longest, record.decisionDate);
    // The effect runs to the day before the same day so many months later.
    if (until !== null && until <= day) return [];
    if (measure === undefined) {
      return [
        {
          text: `${nameOf(record)}：记录中看不出处分种类，影响期最长至 ${until ?? '不明'}，请核对处分决定`,
          record: record.id,
          outcome: 'review',
        },
      ];
    }
    return [{ text: `${nameOf(record)}：${measure.word}，影响期至 ${until ?? '不明'}`, record: record.id }];
  });
};

const fileLines = (
  when: Extract<EligibilityRule['when'], { kind: 'fileItem' }>,
  items: readonly OfficialFileItem[],
  day: string,
): Against[] => {
  const known = items.filter((item) => item.withdrawnOn === null && item.happenedOn <= day);
  return known.flatMap((item): Against[] => {
    if (item.result === null || !when.results.includes(item.result)) return [];
    const counts =
      when.counts === 'running'
        ? item.untilOn === null || item.untilOn >= day
        : !known.some(
            ({ category, happenedOn }) => category === item.category && happenedOn > item.happenedOn,
          );
    if (!counts) return [];
    const until = when.counts === 'running' ? `，影响期至 ${item.untilOn ?? '未填写'}` : '';
    const paper = item.documentNo === null ? '' : `（${item.documentNo}）`;
    const text = `诚信档案：${fileCategories[item.category]} ${fileResults[item.result]}${paper}，${item.happenedOn}${until}`;
    return [{ text, record: null }];
  });
};

const findAgainst = (
  { when }: EligibilityRule,
  { name, kind, records, bodyRecords, fileItems, ledgerRows, lastGrade }: CheckedSubject,
  day: string,
  limits: RuleTable,
): Against[] => {
  const about = (found: readonly CreditRecord[], say: (record: CreditRecord) => string): Against[] =>
    found.map((record) => ({ text: say(record), record: record.id }));
  const known = records.filter(({ decisionDate }) => decisionDate <= day);
  const inForceNow = known.filter(
    (record) => record.polarity === 'negative' && standingOf(record, day) === 'inForce',
  );
  switch (when.kind) {
    case 'recordInForce':
      return about(
        inForceNow.filter(({ severity }) => severity === when.severity),
        (record) => `${nameOf(record)}，认定日期 ${record.decisionDate}`,
      );
    case 'documentInForce':
      return about(
        inForceNow.filter(({ documentType }) => when.documentTypes.includes(documentType)),
        (record) => `${nameOf(record)}，认定日期 ${record.decisionDate}`,
      );
    case 'disciplineRunning':
      return disciplines(when, known, day, limits);
    case 'fileItem':
      return fileLines(when, fileItems, day);
    case 'ledgerRow':
      return ledgerRows
        .filter(
          ({ ledger, state, happenedOn }) =>
            ledger === when.ledger && when.states.includes(state) && happenedOn <= day,
        )
        .filter(({ details }) => {
          const until = when.until === null ? null : details[when.until];
          return (
            (when.field === null || details[when.field] === when.value) &&
            (typeof until === 'string' ? until >= day : !when.untilNeeded)
          );
        })
        .map(({ number, title, happenedOn }) => ({
          text: `“${title ?? number ?? '未命名'}”，${happenedOn}`,
          record: null,
        }));
    case 'openObjection':
      return about(
        known.filter((record) => record.status !== 'revoked' && isObjectedTo(record)),
        (record) => `${nameOf(record)}的异议于 ${record.objectionFiledOn ?? ''} 提出，尚未办结`,
      );
    case 'openLead':
      return about(
        known.filter(
          (record) => record.polarity === 'negative' && standingOf(record, day) === 'underVerification',
        ),
        (record) => `${nameOf(record)}正在核实或者整改，尚未认定`,
      );
    case 'notRectified':
      return about(
        inForceNow.filter(({ rectificationStatus }) =>
          ['notStarted', 'inProgress', 'deferred'].includes(rectificationStatus),
        ),
        (record) => `${nameOf(record)}尚未整改到位`,
      );
    case 'lastGrade': {
      if (lastGrade === null || lastGrade.place < lastGrade.of - when.worst) return [];
      const whose = kind === 'official' ? '所在单位' : '';
      const { cycleName, score, name: gradeName } = lastGrade;
      return [{ text: `${whose}${cycleName}得分${score}分，等次“${gradeName}”`, record: null }];
    }
    case 'namedResponsible': {
      if (kind !== 'official') return [];
      const names = (text: string | null): string[] => (text ?? '').split(/[、，,；;\s]+/);
      return about(
        bodyRecords.filter(
          (record) =>
            record.officialId === null &&
            record.polarity === 'negative' &&
            record.decisionDate <= day &&
            standingOf(record, day) === 'inForce' &&
            names(record.responsiblePersons).includes(name),
        ),
        (record) => `所在单位的${nameOf(record)}把同名人员列为责任人`,
      );
    }
  }
};

/** The worst of the outcomes; 不通过 is worse than 需人工核实. */
export const worstOf = (outcomes: readonly EligibilityOutcome[]): EligibilityOutcome =>
  outcomes.includes('fail') ? 'fail' : outcomes.includes('review') ? 'review' : 'pass';

/**
 * Judges a subject by the rules of a purpose on a day.
 * @param rules already those of the purpose and day
 * @param limits where the length of a measure's effect is looked up
 */
export const judgeEligibility = (
  subject: CheckedSubject,
  rules: readonly EligibilityRule[],
  day: string,
  limits: RuleTable,
): { outcome: EligibilityOutcome; reasons: EligibilityReason[] } => {
  const reasons = rules
    .filter(({ appliesTo }) => appliesTo.includes(subject.kind))
    .flatMap((rule) =>
      findAgainst(rule, subject, day, limits).map(({ text, record, outcome }) => ({
        rule: rule.name,
        outcome: outcome ?? rule.outcome,
        text,
        basis: rule.basis,
        record,
      })),
    );
  return { outcome: worstOf(reasons.map(({ outcome }) => outcome)), reasons };
};
