/**
 * A plan as a tree of elements: the engine writes it as the page that becomes a PDF, the window draws it as the
 * preview, both with the style sheet `resources/documents/paper.css`. No element carries a style of its own, which
 * the content security policy of neither page would allow.
 */
import { type DocumentBlock, type DocumentPlan, signatureIndents, writtenDate } from './plan.ts';

export interface PaperElement {
  tag:
    | 'article'
    | 'h1'
    | 'h2'
    | 'h3'
    | 'p'
    | 'table'
    | 'colgroup'
    | 'col'
    | 'thead'
    | 'tbody'
    | 'tr'
    | 'th'
    | 'td';
  classes: readonly string[];
  /** Beside the class. */
  attributes: Readonly<{ width?: string; colSpan?: number; scope?: 'col' | 'row' }>;
  children: readonly (PaperElement | string)[];
}

const element = (
  tag: PaperElement['tag'],
  classes: string,
  children: PaperElement['children'],
  attributes: PaperElement['attributes'] = {},
): PaperElement => ({
  tag,
  // With a letter before them: the window has classes of its own.
  classes: classes === '' ? [] : classes.split(' ').map((name) => `p-${name}`),
  children,
  attributes,
});

/** Every line of a text as an element of its own, so that what was typed in lines stays in lines. */
const lines = (tag: 'p', classes: string, text: string): PaperElement[] =>
  text.split(/\r\n|[\n\r]/).map((line) => element(tag, classes, [line]));

const tableOf = ({ columns, rows }: Extract<DocumentBlock, { kind: 'table' }>): PaperElement => {
  const all = columns.reduce((sum, { share }) => sum + share, 0);
  return element('table', 'grid', [
    element(
      'colgroup',
      '',
      columns.map(({ share }) => element('col', '', [], { width: `${((100 * share) / all).toFixed(2)}%` })),
    ),
    element('thead', '', [
      element(
        'tr',
        '',
        columns.map(({ title }) => element('th', '', [title], { scope: 'col' })),
      ),
    ]),
    element(
      'tbody',
      '',
      rows.map((row) =>
        element(
          'tr',
          '',
          columns.map(({ align }, index) => element('td', align, [row[index] ?? ''])),
        ),
      ),
    ),
  ]);
};

/** Pairs in lines: two halves beside one another, anything else alone. */
export const factLines = ({
  items,
}: Extract<DocumentBlock, { kind: 'facts' }>): (typeof items)[number][][] => {
  const grouped: (typeof items)[number][][] = [];
  for (const item of items) {
    const last = grouped.at(-1);
    const joins = item.look === 'half' && last?.length === 1 && last[0]?.look === 'half';
    if (joins) last?.push(item);
    else grouped.push([item]);
  }
  return grouped;
};

const factsOf = (block: Extract<DocumentBlock, { kind: 'facts' }>): PaperElement =>
  element('table', 'grid facts', [
    element('colgroup', '', [
      ...['16%', '34%', '16%', '34%'].map((width) => element('col', '', [], { width })),
    ]),
    element('tbody', '', [
      ...(block.title === null
        ? []
        : [element('tr', '', [element('th', 'facts-title', [block.title], { colSpan: 4 })])]),
      ...factLines(block).map((line) =>
        element(
          'tr',
          line[0]?.look === 'source' ? 'source' : '',
          line.flatMap(({ label, text }) => [
            element('th', '', [label], { scope: 'row' }),
            element('td', 'left', [text], line.length === 1 ? { colSpan: 3 } : {}),
          ]),
        ),
      ),
    ]),
  ]);

const blockOf = (block: DocumentBlock): PaperElement[] => {
  switch (block.kind) {
    case 'paragraph':
      return lines('p', block.look, block.text);
    case 'heading':
      return [element(block.level === 1 ? 'h2' : 'h3', `heading-${block.level}`, [block.text])];
    case 'table':
      return [tableOf(block)];
    case 'facts':
      return [factsOf(block)];
  }
};

/** Distances from the right edge come in half characters: the style sheet has a class for each. */
const indent = (characters: number): string =>
  `right-${Math.min(40, Math.max(0, Math.round(characters * 2)))}`;

const signatureOf = ({ organ, date }: NonNullable<DocumentPlan['signature']>): PaperElement[] => {
  const indents = signatureIndents(organ, date);
  return [
    element('p', `signature ${indent(indents.organ)}`, [organ]),
    element('p', `signature-date ${indent(indents.date)}`, [writtenDate(date)]),
  ];
};

/** Names of attachments, the first behind its word, numbered when there are several. */
export const attachmentLines = (attachments: readonly string[]): string[] =>
  attachments.map((name, index) => {
    const number = attachments.length > 1 ? `${index + 1}.` : '';
    return `${index === 0 ? '附件：' : '　　　'}${number}${name}`;
  });

/** The paper as it is printed, but for the page numbers. */
export const paperOf = (plan: DocumentPlan): PaperElement => {
  const paper = element('article', plan.form, [
    ...(plan.number === null ? [] : [element('p', 'number', [plan.number])]),
    element('h1', 'title', [plan.title]),
    ...(plan.addressee === null ? [] : [element('p', 'flush', [`${plan.addressee}：`])]),
    ...plan.blocks.flatMap(blockOf),
    ...attachmentLines(plan.attachments).map((line, index) =>
      element('p', index === 0 ? 'attachment first' : 'attachment', [line]),
    ),
    ...(plan.signature === null ? [] : signatureOf(plan.signature)),
    ...plan.closing.flatMap((line) => lines('p', 'closing', line)),
  ]);
  return { ...paper, classes: ['paper', ...paper.classes] };
};
