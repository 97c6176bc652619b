/**
 * The look of Word files: page, named styles, fonts, page numbers. Letters follow GB/T 9704-2012. Fonts are named as the
 * standard's offices have them; `fontTable.xml` names what stands in for one that is missing.
 */
import type { DocumentPlan } from '#shared/documents/plan.ts';

type Form = DocumentPlan['form'];

/** A twentieth of a point, in which Word measures; 1 mm is 56.69 of them. */
const twips = (millimetres: number): number => Math.round((millimetres * 1440) / 25.4);

export interface PageLook {
  top: number;
  right: number;
  bottom: number;
  left: number;
  /** Of the running text, in half points. */
  size: number;
  /** Between lines, in twips. */
  line: number;
  /** Width of the type area, in twips. */
  width: number;
}

const page = (
  top: number,
  right: number,
  bottom: number,
  left: number,
  look: Pick<PageLook, 'size' | 'line'>,
): PageLook => ({
  top: twips(top),
  right: twips(right),
  bottom: twips(bottom),
  left: twips(left),
  width: twips(210 - left - right),
  ...look,
});

/** 22 lines in 225 mm are 28.99 pt each. */
export const pageLooks: Readonly<Record<Form, PageLook>> = {
  letter: page(37, 26, 35, 28, { size: 32, line: 579 }),
  report: page(25, 20, 25, 25, { size: 24, line: 400 }),
};

/** Styles by name; what a paragraph is, is said by its style, so that an office may change all of a kind at once. */
export const styleIds = {
  title: 'PaperTitle',
  number: 'PaperNumber',
  flush: 'PaperFlush',
  body: 'PaperBody',
  centre: 'PaperCentre',
  note: 'PaperNote',
  heading1: 'PaperHeading1',
  heading2: 'PaperHeading2',
  attachment: 'PaperAttachment',
  signature: 'PaperSignature',
  cell: 'PaperCell',
  cellHead: 'PaperCellHead',
  cellSource: 'PaperCellSource',
} as const;
export type StyleId = (typeof styleIds)[keyof typeof styleIds];

const fonts = (eastAsia: string, latin = eastAsia): string =>
  `<w:rFonts w:ascii="${latin}" w:hAnsi="${latin}" w:eastAsia="${eastAsia}" w:cs="Times New Roman"/>`;
const size = (halfPoints: number): string => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`;

const style = (id: StyleId, name: string, paragraph: string, run: string): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/>` +
  `<w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;

/** Smaller type than the running text's: it does not wait for the next line of the page's grid. */
const exactly = (points: number): string =>
  `<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="${points * 20}" w:lineRule="exact"/>`;

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

export const stylesXml = (form: Form): string => {
  const { size: body, line } = pageLooks[form];
  const lineSpacing = `<w:spacing w:before="0" w:after="0" w:line="${line}" w:lineRule="exact"/>`;
  const letter = form === 'letter';
  // 28 characters of 16 pt are wider than 156 mm: each gives up a quarter of a point. A character grid would say the same,
  // but LibreOffice and WPS give a wider font two places of it.
  const tighter = letter ? '<w:spacing w:val="-5"/>' : '';
  return (
    `${declaration}<w:styles ${main}><w:docDefaults><w:rPrDefault><w:rPr>${fonts('仿宋_GB2312')}${size(body)}` +
    '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>' +
    `<w:pPr><w:overflowPunct w:val="1"/>${lineSpacing}<w:jc w:val="both"/></w:pPr><w:rPr>${tighter}${size(body)}</w:rPr></w:style>` +
    style(
      styleIds.title,
      '公文标题',
      `<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="${letter ? line : 0}" w:after="${letter ? line : 240}" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>`,
      fonts('方正小标宋简体') + size(44),
    ) +
    style(styleIds.number, '发文字号', `${lineSpacing}<w:jc w:val="center"/>`, '') +
    style(styleIds.flush, '主送机关', lineSpacing, '') +
    style(
      styleIds.body,
      '公文正文',
      `${lineSpacing}<w:ind w:firstLineChars="200" w:firstLine="${body * 20}"/>`,
      '',
    ) +
    style(styleIds.centre, '居中', `${lineSpacing}<w:jc w:val="center"/>`, '') +
    style(styleIds.note, '小字说明', exactly(16), size(21)) +
    style(
      styleIds.heading1,
      '一级标题',
      letter
        ? `<w:keepNext/>${lineSpacing}<w:ind w:firstLineChars="200" w:firstLine="${body * 20}"/><w:outlineLvl w:val="0"/>`
        : `<w:keepNext/><w:spacing w:before="200" w:after="80" w:line="${line}" w:lineRule="exact"/><w:outlineLvl w:val="0"/>`,
      fonts('黑体') + (letter ? '' : size(28)),
    ) +
    style(
      styleIds.heading2,
      '二级标题',
      `<w:keepNext/>${lineSpacing}<w:ind w:firstLineChars="200" w:firstLine="${body * 20}"/><w:outlineLvl w:val="1"/>`,
      fonts('楷体_GB2312'),
    ) +
    style(
      styleIds.attachment,
      '附件说明',
      `${lineSpacing}<w:ind w:leftChars="500" w:left="${body * 50}" w:hangingChars="300" w:hanging="${body * 30}"/><w:jc w:val="left"/>`,
      '',
    ) +
    style(styleIds.signature, '落款', `${lineSpacing}<w:jc w:val="right"/>`, '') +
    style(styleIds.cell, '表格文字', `${exactly(15)}<w:jc w:val="left"/>`, fonts('宋体') + size(21)) +
    style(styleIds.cellHead, '表头', `${exactly(15)}<w:jc w:val="center"/>`, fonts('黑体') + size(21)) +
    style(styleIds.cellSource, '表格来源', `${exactly(13)}<w:jc w:val="left"/>`, fonts('宋体') + size(18)) +
    '</w:styles>'
  );
};

/** What stands in for a font that a computer has not. */
const substitutes: readonly [font: string, substitute: string][] = [
  ['方正小标宋简体', '华文中宋'],
  ['仿宋_GB2312', '仿宋'],
  ['楷体_GB2312', '楷体'],
  ['黑体', 'SimHei'],
  ['宋体', 'SimSun'],
];

export const fontTableXml = (): string =>
  `${declaration}<w:fonts ${main}>${substitutes
    .map(
      ([font, substitute]) =>
        `<w:font w:name="${font}"><w:altName w:val="${substitute}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>`,
    )
    .join('')}</w:fonts>`;

/** Left pages carry their number on the left, right ones on the right. */
export const settingsXml = (): string =>
  `${declaration}<w:settings ${main}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>` +
  '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>';

/** — 1 —, 4号宋体, one character from the edge (GB/T 9704-2012 7.5). */
export const footerXml = (side: 'left' | 'right'): string => {
  const run = `<w:rPr>${fonts('宋体')}${size(28)}</w:rPr>`;
  const field = (type: string) => `<w:r>${run}<w:fldChar w:fldCharType="${type}"/></w:r>`;
  const text = (content: string) => `<w:r>${run}<w:t xml:space="preserve">${content}</w:t></w:r>`;
  return (
    `${declaration}<w:ftr ${main}><w:p><w:pPr>${exactly(16)}<w:ind w:${side}Chars="100" w:${side}="280"/><w:jc w:val="${side}"/></w:pPr>` +
    `${text('— ')}${field('begin')}<w:r>${run}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>${field('separate')}${text('1')}${field('end')}${text(' —')}` +
    '</w:p></w:ftr>'
  );
};

/** The number stands 7 mm below the type area: its own height and the rest of the margin are left below. */
const footerDistance = (bottom: number): number => bottom - twips(7) - 320;

export const sectionXml = (form: Form): string => {
  const { top, right, bottom, left, line } = pageLooks[form];
  const grid = form === 'letter' ? `<w:docGrid w:type="lines" w:linePitch="${line}"/>` : '';
  return (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>' +
    `<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="${top}" w:right="${right}" w:bottom="${bottom}" w:left="${left}" ` +
    `w:header="851" w:footer="${footerDistance(bottom)}" w:gutter="0"/>${grid}</w:sectPr>`
  );
};
