/**
 * What a document says and how its parts are called, without saying how they look. One plan becomes the page on the
 * screen, the PDF (`paper.ts`) and the Word file (`electron/engine/documents`), so that the three say the same.
 */
import { z } from 'zod';

/**
 * How a paragraph stands: `body` with its first line indented, `flush` from the left edge, `centre`, `note` in small type.
 */
const paragraph = z.object({
  kind: z.literal('paragraph'),
  text: z.string(),
  look: z.enum(['body', 'flush', 'centre', 'note']),
});

/** 一、 (level 1) and （一） (level 2). */
const heading = z.object({ kind: z.literal('heading'), level: z.literal([1, 2]), text: z.string() });

/** A table whose head is repeated on every page. `share` are parts of the width. */
const table = z.object({
  kind: z.literal('table'),
  columns: z.array(
    z.object({ title: z.string(), share: z.int().positive(), align: z.enum(['left', 'centre', 'right']) }),
  ),
  rows: z.array(z.array(z.string())),
});

/**
 * Names and values in a frame, two pairs to a line; a `wide` one has a line to itself, a `source` one too, in small
 * type: where what stands above comes from. A frame stays on one page where it fits on one.
 */
const facts = z.object({
  kind: z.literal('facts'),
  title: z.string().nullable(),
  items: z.array(z.object({ label: z.string(), text: z.string(), look: z.enum(['half', 'wide', 'source']) })),
});

export const documentBlock = z.discriminatedUnion('kind', [paragraph, heading, table, facts]);
export type DocumentBlock = z.infer<typeof documentBlock>;

export const documentPlan = z.object({
  /** `letter`: laid out as GB/T 9704-2012 says; `report`: narrower margins and smaller type, for tables. */
  form: z.enum(['letter', 'report']),
  title: z.string(),
  /** 发文字号, or the number of a report. */
  number: z.string().nullable(),
  /** 主送机关, without the colon. */
  addressee: z.string().nullable(),
  blocks: z.array(documentBlock),
  /** 附件, one name each. */
  attachments: z.array(z.string()),
  /** 署名 and 成文日期 (`yyyy-mm-dd`). */
  signature: z.object({ organ: z.string(), date: z.string() }).nullable(),
  /** Lines in small type after the signature: 联系人, what the paper is good for, the anchor of the audit log. */
  closing: z.array(z.string()),
});
export type DocumentPlan = z.infer<typeof documentPlan>;

/** A paragraph of the running text. */
export const say = (
  text: string,
  look: Extract<DocumentBlock, { kind: 'paragraph' }>['look'] = 'body',
): DocumentBlock => ({
  kind: 'paragraph',
  text,
  look,
});

/** `yyyy-mm-dd` as official documents write it: 2026年11月23日. Anything else stays as it is. */
export const writtenDate = (date: string): string => {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date) ?? [];
  return year === undefined ? date : `${year}年${Number(month)}月${Number(day)}日`;
};

/** Width of a text in characters: a digit or Latin letter takes half of one. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) < 0x2000 ? 0.5 : 1), 0);

/**
 * How far date and organ stand from the right edge, in characters: the date by four, the organ centred above it; a long
 * organ two from the edge and the date centred below it (GB/T 9704-2012 7.3.5).
 */
export const signatureIndents = (organ: string, date: string): { organ: number; date: number } => {
  const half = (widthOf(writtenDate(date)) - widthOf(organ)) / 2;
  const overhang = 4 + half;
  return overhang >= 2 ? { organ: overhang, date: 4 } : { organ: 2, date: Math.max(0, 2 - half) };
};
