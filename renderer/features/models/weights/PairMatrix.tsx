/** Judgements as a matrix: chosen above the diagonal, read below it. */
import { useId, useState } from 'react';
import { type PairwiseJudge, reversed } from '#shared/model/editing/pairwise.ts';
import { weightsWords as words } from '../../../i18n/zh-CN/weights.ts';
import { judgementOf } from './use-judges.ts';

export interface MatrixChild {
  readonly code: string;
  readonly name: string;
}

export interface PairMatrixProps {
  items: readonly MatrixChild[];
  judge: PairwiseJudge;
  onJudge: (row: string, column: string, value: string) => void;
}

/** From the most to the least important, with equality in the middle. */
const scale = ['9', '8', '7', '6', '5', '4', '3', '2', '1'];
const values = [
  ...scale,
  ...scale
    .slice(0, -1)
    .reverse()
    .map((value) => `1/${value}`),
];

/** So wide that a closed list shows the number alone. */
const gap = '\u2003'.repeat(3);

/** Where a judgement is chosen; its `id` in the page. */
export const pairId = (matrix: string, row: string, column: string): string => `${matrix} ${row} ${column}`;

const sentence = (row: string, column: string, value: string): string => {
  if (value === '') return `${words.pair(row, column)}：${words.notJudged}`;
  return value === '1' ? words.equallySays(row, column) : words.says(row, column, words.how[value] ?? value);
};

export const PairMatrix = ({ id, items, judge, onJudge }: PairMatrixProps & { id: string }) => {
  const hint = useId();
  const [at, setAt] = useState<readonly [MatrixChild, MatrixChild] | null>(null);
  return (
    <div className="weights-matrix">
      <p className="quiet" id={hint}>
        {words.matrixHint}
      </p>
      <section
        className="weights-matrix-frame"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it
        tabIndex={0}
        aria-label={words.matrix(judge.name)}
      >
        <table aria-label={words.matrix(judge.name)} aria-describedby={hint}>
          <thead>
            <tr>
              <th scope="col">{words.indicator}</th>
              {items.map(({ code, name }) => (
                <th key={code} scope="col" className="num" title={name}>
                  {code}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {items.map((row, i) => (
              <tr key={row.code}>
                <th scope="row">
                  <span className="quiet num">{row.code}</span> {row.name}
                </th>
                {items.map((column, j) => (
                  <td key={column.code} className={`num${i === j ? ' weights-same' : ''}`}>
                    {i === j && '1'}
                    {i > j && <Reciprocal value={judgementOf(judge, column.code, row.code)} />}
                    {i < j && (
                      <PairChoice
                        id={pairId(id, row.code, column.code)}
                        label={words.pair(row.name, column.name)}
                        value={judgementOf(judge, row.code, column.code)}
                        onChoose={(value) => onJudge(row.code, column.code, value)}
                        onFocus={() => setAt([row, column])}
                      />
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="weights-sentence" role="status">
        {at !== null && sentence(at[0].name, at[1].name, judgementOf(judge, at[0].code, at[1].code))}
      </p>
    </div>
  );
};

const Reciprocal = ({ value }: { value: string }) => (
  <span className="quiet">{value === '' ? '' : reversed(value)}</span>
);

interface PairChoiceProps {
  id: string;
  label: string;
  value: string;
  onChoose: (value: string) => void;
  onFocus: () => void;
}

/** The browser's own list: a matrix of fifteen has a hundred of them, and digits choose in it. */
const PairChoice = ({ id, label, value, onChoose, onFocus }: PairChoiceProps) => (
  <select
    id={id}
    className={`weights-choice num${value === '' ? ' weights-open' : ''}`}
    aria-label={label}
    value={value}
    onChange={(event) => onChoose(event.target.value)}
    onFocus={onFocus}
  >
    <option value="">—</option>
    {value !== '' && !values.includes(value) && <option value={value}>{value}</option>}
    {values.map((one) => (
      <option key={one} value={one}>
        {`${one}${gap}${words.how[one] ?? ''}`}
      </option>
    ))}
  </select>
);
