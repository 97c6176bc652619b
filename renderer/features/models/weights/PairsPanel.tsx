/** 两两比较: the judges, the matrix of one of them, and what it comes to. */
import { CheckCircleFilled, WarningFilled } from '@ant-design/icons';
import { Button, Input, Tabs } from 'antd';
import { useId } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { weightsWords as words } from '../../../i18n/zh-CN/weights.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { PairMatrix, pairId } from './PairMatrix.tsx';
import type { Judges } from './use-judges.ts';
import { WeightTable } from './WeightTable.tsx';
import type { WeighedChild } from './weighing.ts';

export type PairsAnswer = OperationOutput<'weights.pairwise'>;
type PairsResult = NonNullable<PairsAnswer['combined']>;

export interface PairsPanelProps {
  items: readonly WeighedChild[];
  judges: Judges;
  answer: PairsAnswer | undefined;
  points: number | null;
}

export const PairsPanel = ({ items, judges, answer, points }: PairsPanelProps) => {
  const matrix = useId();
  const own = answer?.judges[judges.place]?.result ?? null;
  const together = answer?.combined ?? null;
  const several = judges.all.length > 1;
  const goTo = (row: string, column: string): void => {
    const choice = document.getElementById(pairId(matrix, row, column));
    choice?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    choice?.focus();
  };
  return (
    <div className="weights-pairs">
      <section className="weights-judging">
        <JudgeBar judges={judges} answer={answer} />
        <PairMatrix id={matrix} items={items} judge={judges.chosen} onJudge={judges.judge} />
      </section>
      <section className="weights-outcome" aria-label={words.weight}>
        <WeightTable
          items={items}
          columns={[
            ...(several ? [{ title: judges.chosen.name, weights: own?.weights ?? null }] : []),
            {
              title: several ? words.together : words.weight,
              weights: together?.weights ?? null,
            },
          ]}
          points={points}
        />
        {own !== null && (
          <Consistency name={judges.chosen.name} result={own} pairs={answer?.pairs ?? 0} onGo={goTo} />
        )}
        {several && together !== null && (
          <Consistency name={words.together} result={together} pairs={answer?.pairs ?? 0} />
        )}
        <ul className="weights-missing">
          {answer?.findings.map((finding) => (
            <li key={JSON.stringify(finding)}>{describeFinding(finding)}</li>
          ))}
        </ul>
      </section>
    </div>
  );
};

const JudgeBar = ({ judges, answer }: { judges: Judges; answer: PairsAnswer | undefined }) => {
  const field = useId();
  const { all, chosen } = judges;
  const pairs = answer?.pairs ?? 0;
  const twice = all.filter(({ name }) => name === chosen.name).length > 1;
  return (
    <>
      <Tabs
        size="small"
        activeKey={String(judges.place)}
        onChange={(key) => judges.choose(Number(key))}
        aria-label={words.experts}
        items={all.map(({ name, judgements }, index) => ({
          key: String(index),
          label: words.judged(name, judgements.length, pairs),
        }))}
      />
      <div className="weights-judge">
        <label htmlFor={field}>{words.expertName}</label>
        <Input
          id={field}
          size="small"
          value={chosen.name}
          maxLength={20}
          status={twice ? 'error' : ''}
          aria-invalid={twice}
          onChange={(event) => judges.rename(event.target.value)}
        />
        <Button size="small" onClick={judges.add}>
          {words.addExpert}
        </Button>
        <ActionButton
          size="small"
          disabledReason={all.length > 1 ? null : words.onlyExpert}
          onClick={judges.remove}
        >
          {words.removeExpert}
        </ActionButton>
        {twice && <span className="bad">{words.nameTaken}</span>}
      </div>
    </>
  );
};

interface ConsistencyProps {
  name: string;
  result: PairsResult;
  pairs: number;
  /** Leads to a judgement; missing where there is none to change. */
  onGo?: (row: string, column: string) => void;
}

const Consistency = ({ name, result, pairs, onGo }: ConsistencyProps) => {
  const { lambdaMax, ci, ri, cr, consistent, worst } = result;
  return (
    <div className="weights-consistency">
      <h3>{words.consistency(name)}</h3>
      {pairs === 1 ? (
        <p className="quiet">{words.onePair}</p>
      ) : (
        <p className={consistent ? 'good' : 'warning'} role="status">
          {consistent ? <CheckCircleFilled aria-hidden /> : <WarningFilled aria-hidden />}{' '}
          <span className="num">
            {consistent
              ? words.consistent(cr)
              : (onGo === undefined ? words.inconsistentTogether : words.inconsistent)(cr)}
          </span>
        </p>
      )}
      {pairs > 1 && <p className="quiet num">{words.figures(lambdaMax, ci, ri)}</p>}
      {onGo !== undefined && pairs > 1 && (
        <>
          <p className="quiet">{worst.length === 0 ? words.allAgree : words.worst}</p>
          <ul className="weights-worst">
            {worst.map(({ row, column, says }) => (
              <li key={`${row} ${column}`}>
                <Button type="link" size="small" onClick={() => onGo(row, column)}>
                  {says}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
};
