/** The parts of a plan as paragraphs and tables of WordprocessingML. */
import { attachmentLines, factLines } from '#shared/documents/paper.ts';
import {
  type DocumentBlock,
  type DocumentPlan,
  signatureIndents,
  writtenDate,
} from '#shared/documents/plan.ts';
import { type PageLook, pageLooks, type StyleId, sectionXml, styleIds } from './docx-looks.ts';
import { textLines, xmlText } from './xml-text.ts';

type Table = Extract<DocumentBlock, { kind: 'table' }>;
type Facts = Extract<DocumentBlock, { kind: 'facts' }>;

const tabsIn = (line: string): string =>
  line
    .split('\t')
    .map((part) => `<w:t xml:space="preserve">${xmlText(part)}</w:t>`)
    .join('<w:tab/>');

const runOf = (text: string): string =>
  text === '' ? '' : `<w:r>${textLines(text).map(tabsIn).join('<w:br/>')}</w:r>`;

/** @param more of the paragraph's properties, in the order of the schema, after its style */
const paragraph = (style: StyleId, text: string, more = ''): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${more}</w:pPr>${runOf(text)}</w:p>`;

/** Each line as a paragraph of its own. @param last said of the last of them */
const paragraphs = (style: StyleId, text: string, last = ''): string =>
  textLines(text)
    .map((line, index, lines) => paragraph(style, line, index === lines.length - 1 ? last : ''))
    .join('');

/** Between a table and what follows: Word would join two tables that touch. */
const gap = `<w:p><w:pPr><w:pStyle w:val="${styleIds.note}"/><w:snapToGrid w:val="0"/><w:spacing w:line="120" w:lineRule="exact"/></w:pPr></w:p>`;

const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
const borders = `<w:tblBorders>${sides
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`)
  .join('')}</w:tblBorders>`;

const table = (widths: readonly number[], rows: string): string =>
  `<w:tbl><w:tblPr><w:tblW w:w="${widths.reduce((sum, width) => sum + width, 0)}" w:type="dxa"/>${borders}<w:tblLayout w:type="fixed"/>` +
  '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>' +
  `<w:tblGrid>${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows}</w:tbl>${gap}`;

const row = (cells: string, head = false): string =>
  `<w:tr><w:trPr><w:cantSplit/>${head ? '<w:tblHeader/>' : ''}</w:trPr>${cells}</w:tr>`;

const cell = (width: number, content: string, span = 1): string =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}<w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`;

const alignments = { left: 'left', centre: 'center', right: 'right' } as const;

const tableXml = ({ columns, rows }: Table, { width }: PageLook): string => {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((width * share) / all));
  const head = columns.map(({ title }, index) =>
    cell(widths[index] ?? 0, paragraph(styleIds.cellHead, title, '<w:keepNext/>')),
  );
  const body = rows.map((texts) =>
    row(
      columns
        .map(({ align }, index) =>
          cell(
            widths[index] ?? 0,
            paragraph(styleIds.cell, texts[index] ?? '', `<w:jc w:val="${alignments[align]}"/>`),
          ),
        )
        .join(''),
    ),
  );
  return table(widths, row(head.join(''), true) + body.join(''));
};

const factsXml = (block: Facts, { width }: PageLook): string => {
  const widths = [16, 34, 16, 34].map((share) => Math.floor((width * share) / 100));
  const [label = 0, half = 0] = widths;
  const rest = widths.slice(1).reduce((sum, part) => sum + part, 0);
  const grouped = factLines(block);
  const title =
    block.title === null
      ? ''
      : row(
          cell(
            label + rest,
            paragraph(styleIds.cellHead, block.title, '<w:keepNext/><w:jc w:val="left"/>'),
            4,
          ),
        );
  const body = grouped.map((items, index) => {
    // All rows but the last hold on to the next, so that a frame does not fall apart over two pages.
    const keep = index < grouped.length - 1 ? '<w:keepNext/>' : '';
    return row(
      items
        .flatMap(({ label: name, text, look }) => {
          const style = look === 'source' ? styleIds.cellSource : styleIds.cell;
          const alone = items.length === 1;
          return [
            cell(label, paragraph(style, name, `${keep}<w:jc w:val="center"/>`)),
            cell(alone ? rest : half, paragraph(style, text, keep), alone ? 3 : 1),
          ];
        })
        .join(''),
    );
  });
  return table(widths, title + body.join(''));
};

/** @param signed the signature follows: no page may hold it without a line of the text (GB/T 9704-2012 7.3.5) */
const blockXml = (block: DocumentBlock, look: PageLook, signed: boolean): string => {
  switch (block.kind) {
    case 'paragraph':
      return paragraphs(styleIds[block.look], block.text, signed ? '<w:keepNext/>' : '');
    case 'heading':
      return paragraph(block.level === 1 ? styleIds.heading1 : styleIds.heading2, block.text);
    case 'table':
      return tableXml(block, look);
    case 'facts':
      return factsXml(block, look);
  }
};

/** @param followed lines stand below the date: no page may hold them alone, either */
const signatureXml = (
  { organ, date }: NonNullable<DocumentPlan['signature']>,
  { size, line }: PageLook,
  followed: boolean,
): string => {
  const indents = signatureIndents(organ, date);
  const fromRight = (characters: number) =>
    `<w:ind w:rightChars="${Math.round(characters * 100)}" w:right="${Math.round(characters * size * 10)}"/>`;
  const apart = `<w:keepNext/><w:spacing w:before="${2 * line}" w:line="${line}" w:lineRule="exact"/>`;
  return (
    paragraph(styleIds.signature, organ, `${apart}${fromRight(indents.organ)}`) +
    paragraph(
      styleIds.signature,
      writtenDate(date),
      `${followed ? '<w:keepNext/>' : ''}${fromRight(indents.date)}`,
    )
  );
};

export const documentXml = (plan: DocumentPlan): string => {
  const look = pageLooks[plan.form];
  const { line } = look;
  const last = plan.blocks.length - 1;
  const signed = plan.signature !== null && plan.attachments.length === 0;
  const spaceAbove = `<w:spacing w:before="${line}" w:line="${line}" w:lineRule="exact"/>`;
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>' +
    (plan.number === null ? '' : paragraph(styleIds.number, plan.number)) +
    paragraph(styleIds.title, plan.title) +
    (plan.addressee === null ? '' : paragraph(styleIds.flush, `${plan.addressee}：`)) +
    plan.blocks.map((block, index) => blockXml(block, look, signed && index === last)).join('') +
    attachmentLines(plan.attachments)
      .map((text, index) => paragraph(styleIds.attachment, text, index === 0 ? spaceAbove : ''))
      .join('') +
    (plan.signature === null ? '' : signatureXml(plan.signature, look, plan.closing.length > 0)) +
    plan.closing
      .map((text, index, lines) =>
        paragraphs(styleIds.note, text, index < lines.length - 1 ? '<w:keepNext/>' : ''),
      )
      .join('') +
    `${sectionXml(plan.form)}</w:body></w:document>`
  );
};
