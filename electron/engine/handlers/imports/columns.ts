/** The columns of a file beside those of a form: what is which, by the program's proposal or as remembered. */
import path from 'node:path';
import type { z } from 'zod';
import type { ImportLayoutCode, importOperations } from '#shared/contract/operations/imports.ts';
import type { ColumnMapping, ColumnSource } from '#shared/domain/column-mapping.ts';
import { maskPersonal } from '../../db/identity-vault.ts';
import {
  createImportMappingReader,
  createImportMappingRepository,
  type ImportMapping,
} from '../../db/repositories/import-mappings.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { ColumnMap } from '../../excel/layouts/column-place.ts';
import {
  filledTexts,
  guessColumns,
  headerText,
  isColumnNumbers,
  matchColumns,
} from '../../excel/layouts/header-match.ts';
import {
  blockAt,
  guessBlock,
  type HeaderBlock,
  headerFingerprint,
  placeHeader,
  type SheetHead,
} from '../../excel/layouts/header-place.ts';
import type { TableSheet } from '../../excel/layouts/table.ts';
import { candidatesFor, tableWith } from '../../excel/layouts/table-parser.ts';
import { columnLetters, columnNumber } from '../../excel/workbook-plan.ts';
import type { JobContext } from '../../runtime/context.ts';
import { importers } from './importers.ts';
import { readHeads } from './read-heads.ts';
import { openRemembered, readColumns } from './remembered.ts';

type Columns = z.input<(typeof importOperations)['imports.columns']['output']>;
type SheetColumns = Columns['sheets'][number];
type HeaderRows = z.output<(typeof importOperations)['imports.columns']['input']>['headers'][number];

const samplesShown = 3;
const sampleLength = 40;

/** Citizen and telephone numbers, wherever they stand in a text. */
const personalNumber = /(?<!\d)(?:\d{17}[\dXx]|\d{15}|1[3-9]\d{9})(?!\d)/g;
const birthDate = /^\d{6}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;

const shownSample = (text: string): string => {
  const plain = text
    .trim()
    .replace(/\s+/gu, ' ')
    // A unified social credit code has eighteen places, too, but no date of birth in it.
    .replace(personalNumber, (number) =>
      number.length === 18 && !birthDate.test(number) ? number : maskPersonal(number),
    );
  return plain.length > sampleLength ? `${plain.slice(0, sampleLength)}…` : plain;
};

const samplesOf = (head: SheetHead, block: HeaderBlock): Map<number, string[]> => {
  const samples = new Map<number, string[]>();
  for (const row of head.rows) {
    const texts = filledTexts(row);
    if (row.row <= block.last || isColumnNumbers(texts)) continue;
    for (const { column, text } of texts) {
      const known = samples.get(column) ?? [];
      const sample = shownSample(text);
      if (known.length < samplesShown && !known.includes(sample)) samples.set(column, [...known, sample]);
    }
  }
  return samples;
};

const mappingOf = (map: ColumnMap, table: TableSheet): ColumnMapping => {
  const readable = new Set(readColumns(table).map(({ key }) => key));
  return Object.fromEntries(
    [...map].flatMap(([key, { column, unit }]): [string, ColumnSource][] =>
      column === null || !readable.has(key)
        ? []
        : [[key, { column: columnLetters(column), ...(unit === undefined ? {} : { unit }) }]],
    ),
  );
};

const formColumns = (
  table: TableSheet,
  lists: Readonly<Record<string, readonly string[]>>,
): SheetColumns['form'] =>
  readColumns(table).map(({ key, title, required, look, personal, list }) => ({
    key,
    title,
    required: required !== undefined,
    kind: look === 'money' ? 'amount' : look === 'date' ? 'date' : 'text',
    constant: personal !== true,
    choices: list === undefined ? null : [...(lists[list] ?? [])],
  }));

/** Where the header stands: as a person says, as remembered, as the form's columns tell, or as it looks. */
const proposeSheet = (
  db: ReadDb,
  layout: ImportLayoutCode,
  head: SheetHead,
  said: HeaderRows | undefined,
): {
  table: TableSheet;
  block: HeaderBlock;
  mapping: ColumnMapping;
  guessed: string[];
  by: ImportMapping | null;
} | null => {
  const tables = candidatesFor(head.sheet.name, importers[layout].layout.knownTables);
  const [first] = tables;
  if (first === undefined) return null;
  const known = said === undefined ? openRemembered(db, layout).find(head) : null;
  if (known !== null) {
    const { mapping } = known.remembered;
    const table = tableWith(tables, Object.keys(mapping)) ?? first;
    return { table, block: known.block, mapping, guessed: [], by: known.remembered };
  }
  const placed = said === undefined ? placeHeader(head, tables) : null;
  const block =
    placed?.block ?? (said === undefined ? guessBlock(head) : blockAt(head, said.first, said.last));
  if (block === null) return null;
  const match = placed ?? matchColumns(block.columns, first);
  const guess = guessColumns(block.columns, match);
  const mapping = mappingOf(guess, match.table);
  const guessed = Object.keys(mapping).filter((key) => !match.map.has(key));
  return { table: match.table, block, mapping, guessed, by: null };
};

const describeSheet = (
  db: ReadDb,
  layout: ImportLayoutCode,
  head: SheetHead,
  said: HeaderRows | undefined,
  hidden: ReadonlySet<string>,
): SheetColumns[] => {
  const proposed = proposeSheet(db, layout, head, said);
  if (proposed === null) return [];
  const { table, block, mapping, guessed, by } = proposed;
  const samples = samplesOf(head, block);
  const headers = new Map(block.columns.map((one) => [one.column, headerText(one)]));
  const numbers = [...new Set([...headers.keys(), ...samples.keys()])].sort((a, b) => a - b);
  return [
    {
      sheet: head.sheet.name,
      first: block.first,
      last: block.last,
      columns: numbers.map((number) => ({
        column: columnLetters(number),
        header: shownSample(headers.get(number) ?? ''),
        samples: samples.get(number) ?? [],
        hidden: hidden.has(columnLetters(number)),
      })),
      form: formColumns(table, listsOf(layout, db)),
      mapping,
      guessed,
      remembered: by === null ? null : { id: by.id, name: by.name },
    },
  ];
};

/** Closed lists of a form, as far as they hang on nothing that has to be chosen first. */
const listsOf = (layout: ImportLayoutCode, db: ReadDb): Readonly<Record<string, readonly string[]>> => {
  const importer = importers[layout];
  if (importer.needsMeta) return {};
  const request = { cycle: undefined, unit: undefined, role: undefined, today: '2000-01-01', meta: null };
  return importer.layout.lists(importer.buildContext(db, { ...request, onlyLooking: true }));
};

/** @throws AppError `workbook.*`, `file.*`, `operation.cancelled` */
export const describeColumns = async (
  context: JobContext,
  layout: ImportLayoutCode,
  file: string,
  said: readonly HeaderRows[],
): Promise<Columns> => {
  const { heads, hiddenColumns } = await readHeads(context, file);
  return {
    fileName: path.basename(file),
    form: importers[layout].layout.title,
    sheets: heads.flatMap((head) =>
      describeSheet(
        context.db,
        layout,
        head,
        said.find(({ sheet }) => sheet === head.sheet.name),
        hiddenColumns.get(head.sheet.name) ?? new Set(),
      ),
    ),
  };
};

/** Keeps an assignment for the next file with this header. */
export const rememberColumns = (
  tx: WriteTx,
  layout: ImportLayoutCode,
  fileName: string,
  block: HeaderBlock,
  mapping: ColumnMapping,
): void => {
  const texts = new Map(block.columns.map((one) => [columnLetters(one.column), headerText(one)]));
  const headers = Object.values(mapping).flatMap((source): [string, string][] =>
    'value' in source ? [] : [[source.column, shownSample(texts.get(source.column) ?? '')]],
  );
  createImportMappingRepository(tx).remember({
    layout,
    fingerprint: headerFingerprint(block),
    name: path.parse(fileName).name.slice(0, 100) || fileName,
    mapping,
    headers: Object.fromEntries(headers),
  });
};

/** The remembered assignments as a list shows them. */
export const listMappings = (
  db: ReadDb,
): z.input<(typeof importOperations)['imports.mappings']['output']> => ({
  mappings: createImportMappingReader(db)
    .list()
    .flatMap(({ id, layout, name, mapping, headers, lastUsedAt }) => {
      if (!Object.hasOwn(importers, layout)) return [];
      const code = layout as ImportLayoutCode;
      const titles = new Map(
        importers[code].layout.knownTables.flatMap(({ columns }) =>
          columns.map(({ key, title }) => [key, title] as const),
        ),
      );
      const columns = Object.entries(mapping).map(([key, source]) => ({
        title: titles.get(key) ?? key,
        from: 'value' in source ? source.value : headers[source.column] || source.column,
        constant: 'value' in source,
        at: 'value' in source ? 0 : columnNumber(source.column),
      }));
      return [
        {
          id,
          layout: code,
          name,
          columns: columns.sort((a, b) => a.at - b.at).map(({ at: _, ...column }) => column),
          lastUsedAt,
        },
      ];
    }),
});
