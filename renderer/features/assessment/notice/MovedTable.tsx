/** Whose score or place another result changed, before and after. */
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { bothOf } from './both-scores.ts';

const words = cycleNoticeWords.results;

export interface MovedRow {
  code: string;
  name: string;
  scoreBefore: string | null;
  scoreAfter: string | null;
  gradeBefore: string | null;
  gradeAfter: string | null;
  rankBefore: number | null;
  rankAfter: number | null;
  /** Its own values were changed; null where nobody asked. */
  own: boolean | null;
}

export const MovedTable = ({ rows }: { rows: readonly MovedRow[] }) => (
  <div className="notice-table-frame">
    <table className="notice-table" aria-label={words.movedLabel}>
      <thead>
        <tr>
          <th scope="col">{words.columns.unit}</th>
          <th scope="col">{words.columns.score}</th>
          <th scope="col">{words.columns.rank}</th>
          <th scope="col">{words.columns.grade}</th>
          {rows.some(({ own }) => own !== null) && <th scope="col">{words.columns.why}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.code}>
            <th scope="row">{row.name}</th>
            <td className="num">{bothOf(row.scoreBefore, row.scoreAfter)}</td>
            <td className="num">{bothOf(row.rankBefore, row.rankAfter)}</td>
            <td>{bothOf(row.gradeBefore, row.gradeAfter)}</td>
            {row.own !== null && <td>{row.own ? words.own : words.because}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
