/** What is wrong with the rows of the page: a line leads into the cell. Below, what can be done with the row chosen. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { Button } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import type { Finding } from '#shared/errors/finding.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { formatCount } from '../../i18n/format.ts';
import { importsWords } from '../../i18n/zh-CN/imports.ts';
import { fieldName, fieldValue } from '../../i18n/zh-CN/travelling-rows.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { SeverityMark } from '../../ui/SeverityMark.tsx';
import { lockOf } from './staged-cells.ts';
import type { Preview, StagedRow } from './staged-rows.ts';

const words = importsWords.staged;

type Present = NonNullable<StagedRow['present']>;

export interface ProblemPanelProps {
  batch: Preview['batch'];
  rows: readonly StagedRow[];
  fileFindings: readonly Finding[];
  /** The row that has the cursor. */
  chosen: StagedRow | null;
  onGo: (row: StagedRow, finding: Finding) => void;
  onOmit: (row: StagedRow, omitted: boolean) => void;
  onRestore: (row: StagedRow) => void;
}

export const ProblemPanel = (props: ProblemPanelProps) => {
  const { rows, fileFindings } = props;
  const problems = useMemo(
    () => rows.flatMap((row) => row.findings.map((finding) => ({ row, finding }))),
    [rows],
  );
  return (
    <aside className="panel problem-panel" aria-label={words.problems(formatCount(problems.length))}>
      {fileFindings.length > 0 && (
        <details open={fileFindings.some(({ severity }) => severity === 'error')}>
          <summary>{words.aboutFile(formatCount(fileFindings.length))}</summary>
          <FindingList findings={fileFindings} place={({ sheet }) => sheet ?? ''} />
        </details>
      )}
      <h2>{words.problems(formatCount(problems.length))}</h2>
      {problems.length === 0 ? (
        <p className="quiet">{words.noProblems}</p>
      ) : (
        <ProblemList problems={problems} chosen={props.chosen?.ordinal ?? null} onGo={props.onGo} />
      )}
      <RowActions {...props} />
    </aside>
  );
};

interface ProblemListProps {
  problems: readonly { row: StagedRow; finding: Finding }[];
  /** Ordinal of the row that has the cursor. */
  chosen: number | null;
  onGo: ProblemPanelProps['onGo'];
}

/** Only what is in sight is drawn: a page may have many hundreds. */
const ProblemList = ({ problems, chosen, onGo }: ProblemListProps) => {
  const box = useRef<HTMLDivElement>(null);
  const list = useVirtualizer({
    count: problems.length,
    getScrollElement: () => box.current,
    estimateSize: () => 90,
    overscan: 4,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when another row is chosen
  useEffect(() => {
    const first = problems.findIndex(({ row }) => row.ordinal === chosen);
    if (first !== -1) list.scrollToIndex(first, { align: 'auto' });
  }, [chosen]);
  return (
    <div ref={box} className="problems">
      <ul style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, key, start }) => {
          const problem = problems[index];
          if (problem === undefined) return null;
          const { row, finding } = problem;
          return (
            <li
              key={key}
              ref={list.measureElement}
              data-index={index}
              aria-posinset={index + 1}
              aria-setsize={problems.length}
              className={row.ordinal === chosen ? 'problem chosen' : 'problem'}
              style={{ transform: `translateY(${start}px)` }}
            >
              <button type="button" onClick={() => onGo(row, finding)}>
                <SeverityMark severity={finding.severity} />
                <b className="num">
                  {finding.column === undefined ? words.wholeRow(row.row) : `${finding.column}${row.row}`}
                </b>
                <span>{describeFinding(finding)}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
};

const RowActions = ({ batch, chosen, onOmit, onRestore }: ProblemPanelProps) => {
  if (chosen === null) return <p className="quiet">{words.chooseRow}</p>;
  const lock = lockOf(chosen, batch.status);
  return (
    <div className="row-actions">
      <b className="num">{words.ofRow(chosen.row)}</b>
      {chosen.present !== null && <PresentRow present={chosen.present} />}
      {lock !== null ? (
        <span className="quiet">{lock}</span>
      ) : (
        <>
          <Button size="small" onClick={() => onOmit(chosen, chosen.state !== 'omitted')}>
            {chosen.state === 'omitted' ? words.takeIn : words.omit}
          </Button>
          {chosen.edited.length > 0 && (
            <Button size="small" onClick={() => onRestore(chosen)}>
              {words.restore}
            </Button>
          )}
        </>
      )}
    </div>
  );
};

/** What the database holds of a row, and what replacing it would change: old → new. */
const PresentRow = ({ present: { table, elsewhere, differences } }: { present: Present }) => (
  <div className="present-row">
    <span>{words.present}</span>
    <span className="quiet">
      {elsewhere
        ? words.presentElsewhere
        : differences.length === 0
          ? words.presentSameHint
          : words.presentOtherHint}
    </span>
    {!elsewhere && differences.length > 0 && (
      <ul>
        {differences.map(({ field, before, after }) => (
          <li key={field}>
            <span className="quiet">{fieldName(table, field)}</span> {fieldValue(table, field, before)} →{' '}
            <strong>{fieldValue(table, field, after)}</strong>
          </li>
        ))}
      </ul>
    )}
  </div>
);
