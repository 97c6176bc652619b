/** Which of the rows are shown, and how to get to others. */
import { Button, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { formatCount } from '../../i18n/format.ts';
import { importsWords } from '../../i18n/zh-CN/imports.ts';
import { rowsPerPage, type StagedRows } from './staged-rows.ts';

const words = importsWords.staged;

export interface RowPagerProps {
  staged: StagedRows;

  onGoToRow: (row: number) => void;
}

export const RowPager = ({ staged, onGoToRow }: RowPagerProps) => {
  const [row, setRow] = useState<number | null>(null);
  const field = useId();
  const { view, rows, total, preview } = staged;
  const before = (view.trail.length - 1) * rowsPerPage;
  // Begun in the middle it is only known which rows of the file these are.
  const known = view.at === undefined && view.sheet === undefined;
  return (
    <nav className="row-pager" aria-label={words.filter}>
      {known && rows.length > 0 && (
        <span className="num">
          {words.range(formatCount(before + 1), formatCount(before + rows.length), formatCount(total))}
        </span>
      )}
      <Button
        size="small"
        disabled={view.at === undefined && view.trail.length === 1}
        onClick={staged.previous}
      >
        {words.previous}
      </Button>
      <Button size="small" disabled={preview?.next == null} onClick={staged.next}>
        {words.next}
      </Button>
      <span className="spacer" />
      <label htmlFor={field}>{words.goToRow}</label>
      <InputNumber
        id={field}
        size="small"
        min={1}
        max={1_048_576}
        controls={false}
        value={row}
        onChange={setRow}
        onPressEnter={() => row !== null && onGoToRow(row)}
      />
      <Button size="small" disabled={row === null} onClick={() => row !== null && onGoToRow(row)}>
        {words.go}
      </Button>
    </nav>
  );
};
