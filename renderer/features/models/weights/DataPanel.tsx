/** 由数据赋权: which cycle, which method, and what its data says of each child. */
import { Segmented, Select } from 'antd';
import { useId } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { AppError } from '#shared/errors/app-error.ts';
import type { FindingSeverity } from '#shared/errors/finding.ts';
import { formatCount } from '../../../i18n/format.ts';
import { weightsWords as words } from '../../../i18n/zh-CN/weights.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { FindingList } from '../../../ui/FindingList.tsx';
import { percentOfWhole, pointsOf } from './weighing.ts';

export type DataMethod = 'entropy' | 'critic';
export type DataAnswer = OperationOutput<'weights.fromData'>;

export interface DataChoice {
  readonly cycle: string | null;
  readonly method: DataMethod;
}

export interface DataPanelProps {
  cycles: OperationOutput<'weights.cycles'>['cycles'] | undefined;
  choice: DataChoice;
  onChoose: (choice: DataChoice) => void;
  answer: DataAnswer | undefined;
  failure: AppError | null;
  /** An answer is on its way. */
  busy: boolean;
  points: number | null;
}

export const DataPanel = ({ cycles, choice, onChoose, answer, failure, busy, points }: DataPanelProps) => {
  const field = useId();
  const { cycle, method } = choice;
  return (
    <div className="weights-data">
      <div className="weights-bar">
        <label htmlFor={field}>{words.cycle}</label>
        <Select
          id={field}
          className="weights-cycle"
          value={cycle}
          options={(cycles ?? []).map(({ code, name, units }) => ({
            value: code,
            label: words.cycleChoice(name, formatCount(units)),
          }))}
          onChange={(code) => onChoose({ ...choice, cycle: code })}
        />
        <span>{words.method}</span>
        <Segmented<DataMethod>
          aria-label={words.method}
          value={method}
          options={(['entropy', 'critic'] as const).map((value) => ({
            value,
            label: words.methods[value],
          }))}
          onChange={(value) => onChoose({ ...choice, method: value })}
        />
        {answer !== undefined && <span className="quiet">{unitsLine(answer)}</span>}
      </div>
      <p className="quiet">{words.methodAbout[method]}</p>
      <FailureNotice failure={failure} />
      {busy && (
        <p className="quiet" role="status">
          {words.reckoning}
        </p>
      )}
      {cycles?.length === 0 && <p className="warning">{words.noCycles}</p>}
      {answer !== undefined && (
        <>
          <Findings answer={answer} severity="error" />
          <DataTable answer={answer} method={method} points={points} />
          <Findings answer={answer} severity="warning" />
        </>
      )}
    </div>
  );
};

const Findings = ({ answer, severity }: { answer: DataAnswer; severity: FindingSeverity }) => {
  const found = answer.findings.filter((finding) => finding.severity === severity);
  return found.length === 0 ? null : <FindingList findings={found} place={() => ''} />;
};

const unitsLine = ({ used, listed, incomplete, withoutRate }: DataAnswer): string =>
  [
    words.units(formatCount(used), formatCount(listed)),
    ...(incomplete > 0 ? [words.incomplete(formatCount(incomplete))] : []),
    ...(withoutRate > 0 ? [words.withoutRate(formatCount(withoutRate))] : []),
  ].join('，');

const leftOutText = (leftOut: DataAnswer['children'][number]['leftOut'], keeps: boolean): string => {
  if (leftOut === null) return '—';
  return keeps ? words.keepsShare : words.noDifference;
};

interface DataTableProps {
  answer: DataAnswer;
  method: DataMethod;
  points: number | null;
}

const DataTable = ({ answer: { children, proposed }, method, points }: DataTableProps) => {
  const shares = children.map(({ code, share }) => ({ code, weight: share }));
  const figures = method === 'entropy' ? (['entropy'] as const) : (['deviation', 'conflict'] as const);
  return (
    <table className="plain-table weights-result">
      <thead>
        <tr>
          <th scope="col">{words.indicator}</th>
          {[
            words.lowest,
            words.mean,
            words.highest,
            ...figures.map((figure) => words[figure]),
            words.dataWeight,
            words.present,
            words.taken,
            ...(points === null ? [] : [words.points]),
          ].map((title) => (
            <th key={title} scope="col" className="num">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {children.map((child) => {
          const { code, name, rates, weight, leftOut } = child;
          return (
            <tr key={code}>
              <th scope="row">
                <span className="quiet num">{code}</span> {name}
              </th>
              {[rates?.lowest, rates?.mean, rates?.highest].map((rate, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: three columns, always these
                <td key={index} className="num">
                  {rate === undefined ? '—' : words.percent(rate)}
                </td>
              ))}
              {figures.map((figure) => (
                <td key={figure} className="num">
                  {child[figure] ?? '—'}
                </td>
              ))}
              <td className={weight === null ? 'num quiet' : 'num'}>
                {weight === null ? leftOutText(leftOut, proposed !== null) : weight.toFixed(6)}
              </td>
              <td className="num quiet">{percentOfWhole(shares, code)}</td>
              <td className="num">{proposed === null ? '—' : percentOfWhole(proposed, code)}</td>
              {points !== null && (
                <td className="num">{proposed === null ? '—' : pointsOf(proposed, code, points)}</td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
};
