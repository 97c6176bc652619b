/**
 * Letters as data: wording with named fields. `{单位名称}` stands for a field; a paragraph of which all fields are empty
 * is left out; `# ` and `## ` begin headings. An office may reword a letter, not invent fields, since nobody would
 * fill them in.
 */
import { z } from 'zod';

/** Where a letter can be written from. `ledger` is a row of any ledger of cases; `cycle` see `cycle-subject.ts`. */
export const documentSubjectKinds = [
  'body',
  'official',
  'record',
  'ledger',
  'cycle',
  'eligibility',
  'none',
] as const;
export const documentSubjectKind = z.enum(documentSubjectKinds);
export type DocumentSubjectKind = z.infer<typeof documentSubjectKind>;

/** What the database can fill in by itself, by what it is about. */
export const factNames = [
  'bodyName',
  'uscc',
  'matter',
  'facts',
  'documentType',
  'documentNo',
  'issuingOrgan',
  'decisionDate',
  'rectifyDueOn',
  'dueOn',
  'objectionFiledOn',
  'publicFrom',
  'publicMaxUntil',
  'responsiblePersons',
  'applicant',
  'cycleName',
  'cycleYear',
  'periodFrom',
  'periodTo',
  'planDocumentNo',
  'unitCount',
  'unitScore',
  'unitGrade',
  'unitRank',
  'noticeFrom',
  'noticeUntil',
  'noticeNo',
  'planBasis',
  'stageNote',
  'notApplicableNote',
  'reviewNote',
  'gradeSummary',
  'bestGrade',
  'worstUnits',
  'rankedUnits',
  'unitGroup',
  'unitGroupRank',
  'unitGrounds',
  'interviewOn',
  'interviewer',
  'scoreChange',
  'totalChange',
  'placeChange',
] as const;
export type FactName = (typeof factNames)[number];

/**
 * Tables that the program makes out of its own data. A paragraph that is nothing but such a name in braces becomes the
 * table; where there is nothing to show the paragraph is left out.
 */
export const letterTables = [
  '考核结果表',
  '表扬名单',
  '分项得分',
  '失分明细',
  '更正对照表',
  '考核对象表',
  '阶段安排表',
  '评价模型表',
  '等次划分表',
  '指标分工表',
  '不适用指标表',
  '结果运用表',
] as const;
export type LetterTable = (typeof letterTables)[number];

export const letterField = z.strictObject({
  name: z.string().min(1).max(30),
  /** `long`: several lines; `choice`: one of `choices`. */
  kind: z.enum(['text', 'long', 'date', 'choice']),
  /** What is filled in when the database knows it. */
  from: z.enum(factNames).nullable(),
  /** Titles of ledger columns that it is filled from before anything else; a column of the field's own name always does. */
  columns: z.array(z.string().min(1)),
  required: z.boolean(),
  choices: z.array(z.string().min(1)),
  /** What stands in it where the database knows nothing. */
  initial: z.string(),
});
export type LetterField = z.infer<typeof letterField>;

/** Longest wording of one paragraph. */
const wording = z.string().max(5_000);

/** What an office may reword. */
export const letterWording = z.strictObject({
  title: z.string().trim().min(1).max(200),
  /** Empty: the letter addresses nobody. */
  addressee: z.string().max(200),
  paragraphs: z.array(wording).min(1).max(100),
  attachments: z.array(z.string().min(1).max(200)).max(20),
  /** Lines in small type below the signature. */
  closing: z.array(wording).max(10),
});
export type LetterWording = z.infer<typeof letterWording>;

export const letterTemplate = letterWording.extend({
  code: z.string().min(1),
  name: z.string().min(1),
  about: z.string().min(1),
  subjects: z.array(documentSubjectKind),
  /** Official document by name and number, or 本系统建议值. */
  basis: z.string().min(1),
  /** Who signs: this office, the body that the letter speaks of, or nobody. */
  signed: z.enum(['office', 'body', 'none']),
  fields: z.array(letterField),
  /** Tables that its wording may hold. */
  tables: z.array(z.enum(letterTables)).default([]),
});
export type LetterTemplate = z.infer<typeof letterTemplate>;

/** Fields that every letter has without asking: the office that writes it and the day. */
export const builtInFields = ['本单位', '今天'] as const;

const placeholder = /\{([^{}]*)\}/g;

const wordingsOf = ({ title, addressee, paragraphs, attachments, closing }: LetterWording): string[] => [
  title,
  addressee,
  ...paragraphs,
  ...attachments,
  ...closing,
];

/** The table that a paragraph stands for; null for one of words. */
export const tableOf = (paragraph: string): LetterTable | null =>
  letterTables.find((name) => paragraph.trim() === `{${name}}`) ?? null;

/**
 * Names in braces that are no field of the letter, each once, in the order of the text. A table counts as known only where
 * it is a paragraph by itself.
 */
export const unknownFields = (
  letter: LetterWording,
  { fields, tables }: Pick<LetterTemplate, 'fields' | 'tables'>,
): string[] => {
  const known = new Set<string>([...builtInFields, ...fields.map(({ name }) => name)]);
  const inWords = {
    ...letter,
    paragraphs: letter.paragraphs.filter((paragraph) => {
      const table = tableOf(paragraph);
      return table === null || !tables.includes(table);
    }),
  };
  const used = wordingsOf(inWords).flatMap((text) =>
    [...text.matchAll(placeholder)].map(([, name = '']) => name),
  );
  return [...new Set(used.filter((name) => !known.has(name)))];
};

/** What stands for a field that must be filled in and is not yet. */
export const blank = '＿＿＿＿＿＿';

/** Text with its fields filled in. @returns null when it has fields and all of them are empty */
export const fillIn = (text: string, valueFor: (name: string) => string): string | null => {
  const names = [...text.matchAll(placeholder)].map(([, name = '']) => name);
  if (names.length > 0 && names.every((name) => valueFor(name) === '')) return null;
  return text.replace(placeholder, (_, name: string) => valueFor(name));
};
