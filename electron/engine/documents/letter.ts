/** A letter from its template and the values of its fields. */
import {
  blank,
  fillIn,
  type LetterTable,
  type LetterTemplate,
  type LetterWording,
  tableOf,
} from '#shared/documents/letter-template.ts';
import { type DocumentBlock, type DocumentPlan, say, writtenDate } from '#shared/documents/plan.ts';

export interface LetterContent {
  template: LetterTemplate & LetterWording;
  /** By name of the field; dates `yyyy-mm-dd`. */
  values: Readonly<Record<string, string>>;
  /** What the tables of its wording show, by name; one that is not there is left out. */
  tables?: Readonly<Partial<Record<LetterTable, readonly DocumentBlock[]>>>;
  officeName: string;
  /** 成文日期, `yyyy-mm-dd`. */
  today: string;
}

/** The field that a letter's 发文字号 is typed into. */
export const numberField = '发文字号';
/** The field that names who signs what a body writes. */
export const bodyField = '单位名称';

const blockOf = (text: string): DocumentBlock => {
  const [, marks, heading = ''] = /^(#{1,2}) +(.*)$/s.exec(text) ?? [];
  return marks === undefined
    ? say(text)
    : { kind: 'heading', level: marks.length === 1 ? 1 : 2, text: heading };
};

/** Headings below which nothing was said are left out. */
const withoutEmptyParts = (blocks: readonly DocumentBlock[]): DocumentBlock[] =>
  blocks.filter((block, index) => {
    if (block.kind !== 'heading') return true;
    const next = blocks[index + 1];
    return next !== undefined && !(next.kind === 'heading' && next.level <= block.level);
  });

const numerals = '一二三四五六七八九十';

/** 1 → 一, 11 → 十一, 20 → 二十. */
const numeral = (number: number): string => {
  const [tens, ones] = [Math.floor(number / 10), number % 10];
  const unit = ones === 0 ? '' : (numerals[ones - 1] ?? '');
  return tens === 0 ? unit : `${tens === 1 ? '' : (numerals[tens - 1] ?? '')}十${unit}`;
};

/** Headings count on when one before them was left out: 一、 and, anew below each of those, （一）. */
const numberedAnew = (blocks: readonly DocumentBlock[]): DocumentBlock[] => {
  const counted = { 1: 0, 2: 0 };
  return blocks.map((block) => {
    if (block.kind !== 'heading') return block;
    counted[block.level] += 1;
    if (block.level === 1) counted[2] = 0;
    const number = numeral(counted[block.level]);
    const text =
      block.level === 1
        ? block.text.replace(/^[一二三四五六七八九十]+、/, `${number}、`)
        : block.text.replace(/^（[一二三四五六七八九十]+）/, `（${number}）`);
    return { ...block, text };
  });
};

/** Empty required fields show as a line to be filled in. */
export const buildLetter = ({
  template,
  values,
  tables = {},
  officeName,
  today,
}: LetterContent): DocumentPlan => {
  const fields = new Map(template.fields.map((field) => [field.name, field]));
  const valueFor = (name: string): string => {
    if (name === '本单位') return officeName;
    if (name === '今天') return writtenDate(today);
    const field = fields.get(name);
    const value = (values[name] ?? '').trim();
    if (value === '') return field?.required === true ? blank : '';
    return field?.kind === 'date' ? writtenDate(value) : value;
  };
  const filled = (texts: readonly string[]): string[] =>
    texts.map((text) => fillIn(text, valueFor)).filter((text) => text !== null);
  const blocks = template.paragraphs.flatMap((paragraph): readonly DocumentBlock[] => {
    const table = tableOf(paragraph);
    return table === null ? filled([paragraph]).map(blockOf) : (tables[table] ?? []);
  });
  const signer = template.signed === 'office' ? officeName : valueFor(bodyField);
  const addressee = fillIn(template.addressee, valueFor) ?? '';
  return {
    form: 'letter',
    title: fillIn(template.title, valueFor) ?? template.name,
    number: (values[numberField] ?? '').trim() || null,
    addressee: addressee === '' ? null : addressee,
    blocks: numberedAnew(withoutEmptyParts(blocks)),
    attachments: filled(template.attachments),
    signature: template.signed === 'none' ? null : { organ: signer, date: today },
    closing: filled(template.closing),
  };
};
