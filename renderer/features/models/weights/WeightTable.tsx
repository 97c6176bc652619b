/** What the children would weigh, beside what they weigh now, with the points that follow. */
import { weightsWords as words } from '../../../i18n/zh-CN/weights.ts';
import { percentOfWhole, pointsOf, type WeighedChild, type Weights } from './weighing.ts';

export interface WeightTableProps {
  items: readonly WeighedChild[];
  /** Columns of weights, the last one those that would be taken; null while there are none. */
  columns: readonly { title: string; weights: Weights | null }[];
  /** What the branch is worth; null while it is not known. */
  points: number | null;
}

export const WeightTable = ({ items, columns, points }: WeightTableProps) => {
  const taken = columns.at(-1)?.weights ?? null;
  return (
    <table className="plain-table weights-result">
      <thead>
        <tr>
          <th scope="col">{words.indicator}</th>
          <th scope="col" className="num">
            {words.present}
          </th>
          {columns.map(({ title }) => (
            <th key={title} scope="col" className="num">
              {title}
            </th>
          ))}
          {points !== null && (
            <th scope="col" className="num">
              {words.points}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {items.map((child) => (
          <tr key={child.code}>
            <th scope="row" title={child.name}>
              <span className="quiet num">{child.code}</span> {child.name}
            </th>
            <td className="num quiet">{percentOfWhole(items, child.code)}</td>
            {columns.map(({ title, weights }) => (
              <td key={title} className="num">
                {weights === null ? '—' : percentOfWhole(weights, child.code)}
              </td>
            ))}
            {points !== null && (
              <td className="num">{taken === null ? '—' : pointsOf(taken, child.code, points)}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
