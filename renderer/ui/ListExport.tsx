/** Takes what a list shows out as a workbook: the columns and the order that the user sees, and all rows of the list. */
import { ExportOutlined } from '@ant-design/icons';
import { useJob } from '../engine/jobs.ts';
import { formatCount } from '../i18n/format.ts';
import { uiWords } from '../i18n/zh-CN/ui.ts';
import { ActionButton } from './ActionButton.tsx';
import type { DataColumn } from './data-column.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { pickSaveTarget } from './files.ts';

export interface ListExportProps<Row> {
  /** Name of the list: title of the workbook and of its file. */
  name: string;
  /** Which filters apply, in words. */
  note?: string | undefined;
  columns: readonly DataColumn<Row>[];
  /** The rows in sight, or all of them when `readAll` is missing. */
  rows: readonly Row[];
  /** Reads the rows that have not been read yet. */
  readAll?: (() => Promise<readonly Row[]>) | undefined;
}

/** Rows turned into text before the window gets to breathe. */
const rowsAtOnce = 1_000;

const textsOf = async <Row,>(
  rows: readonly Row[],
  columns: readonly DataColumn<Row>[],
): Promise<string[][]> => {
  const texts: string[][] = [];
  for (const [index, row] of rows.entries()) {
    if (index > 0 && index % rowsAtOnce === 0) await new Promise((resolve) => setTimeout(resolve));
    texts.push(columns.map((column) => column.text(row)));
  }
  return texts;
};

export const ListExport = <Row,>({ name, note, columns, rows, readAll }: ListExportProps<Row>) => {
  const { start, running, failure, clearFailure } = useJob('lists.export');

  const save = async (): Promise<void> => {
    const file = await pickSaveTarget('workbook', `${name}.xlsx`);
    if (file === null) return;
    const texts = await textsOf(readAll === undefined ? rows : await readAll(), columns);
    await start(
      {
        file: file.token,
        title: name,
        columns: columns.map(({ title, kind = 'text' }) => ({ title, kind })),
        rows: texts,
        ...(note === undefined ? {} : { note }),
      },
      {
        title: uiWords.exportTitle(file.name),
        closing: (written) => uiWords.exported(formatCount(written.rows)),
        file,
      },
    );
  };

  return (
    <>
      <FailureNotice failure={failure} onClose={clearFailure} />
      <ActionButton
        size="small"
        icon={<ExportOutlined aria-hidden />}
        disabledReason={rows.length === 0 ? uiWords.exportNothing : null}
        busy={running !== null}
        onClick={() => void save()}
      >
        {uiWords.exportShown}
      </ActionButton>
    </>
  );
};
