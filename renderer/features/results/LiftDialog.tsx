/** 怎样提高一个名次: the smallest changes that would be enough, found by scoring again and again. */
import { Modal, Segmented } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useLookedAt } from '../../engine/use-looked-at.ts';
import { analysisWords } from '../../i18n/zh-CN/result-analysis.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';

type Lift = OperationOutput<'runs.lift'>;
type Option = Lift['options'][number];
type Change = Option['changes'][number];
type Scope = keyof typeof words.scopes;

const words = analysisWords.lift;

const valueText = (value: Change['before']): string => {
  if (value === null) return words.absent;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return String(value);
};

const changeText = ({ leaf, name, label, before, after }: Change): string =>
  `${leaf} ${name}：${words.change(label, valueText(before), valueText(after))}`;

const columns: DataColumn<Option>[] = [
  { key: 'what', title: words.what, width: 26, text: ({ changes }) => changes.map(changeText).join('；') },
  { key: 'score', title: words.score, width: 5, kind: 'number', text: ({ score }) => score },
  { key: 'rank', title: words.rank, width: 4, kind: 'number', text: ({ rank }) => String(rank) },
  {
    key: 'groupRank',
    title: words.groupRank,
    width: 5,
    kind: 'number',
    text: ({ groupRank }) => String(groupRank),
  },
  { key: 'grade', title: words.grade, width: 5, text: ({ gradeName }) => gradeName },
  {
    key: 'overtaken',
    title: words.overtaken,
    width: 16,
    text: ({ overtaken, tiedWith }) =>
      [overtaken.join('、'), ...(tiedWith.length === 0 ? [] : [words.tied(tiedWith.join('、'))])].join('；'),
  },
];

const Answer = ({ lift }: { lift: Lift }) => {
  if (lift.kind === 'first') return <p>{words.first}</p>;
  if (lift.kind === 'unscored') return <p>{words.unscored}</p>;
  const names = lift.next.join('、');
  const { nextScore, gap, vetoed, options, combination } = lift;
  return (
    <>
      <p>
        {Number(gap) === 0
          ? words.nextTied(names, nextScore ?? '')
          : words.next(names, nextScore ?? '', gap ?? '')}
      </p>
      {vetoed && <p className="warning">{words.vetoed}</p>}
      {options.length > 0 ? (
        <DataTable<Option>
          tableId="results.lift"
          label={words.open}
          columns={columns}
          rows={options}
          rowKey={({ changes }) => changes.map(({ leaf, item, role }) => `${leaf} ${item} ${role}`).join()}
          empty={words.empty}
          height={Math.min(420, 60 + 44 * options.length)}
        />
      ) : (
        !vetoed && <p>{words.none}</p>
      )}
      {combination !== null && (
        <>
          <p>{words.together}</p>
          <ol className="lift-steps">
            {combination.changes.map((change) => (
              <li key={`${change.leaf} ${change.item} ${change.role}`}>{changeText(change)}</li>
            ))}
          </ol>
          <p>
            {`${words.score} ${combination.score}，${words.rank} ${combination.rank}，${words.grade} ${combination.gradeName}；${words.overtaken}：${combination.overtaken.join('、')}`}
          </p>
        </>
      )}
      {options.length === 0 && combination === null && !vetoed && (
        <p className="warning">{words.impossible}</p>
      )}
    </>
  );
};

export const LiftDialog = ({
  run,
  unit,
  onClose,
}: {
  run: string;
  unit: { code: string; name: string };
  onClose: () => void;
}) => {
  const [scope, setScope] = useState<Scope>('all');
  const { data, failure, progress, working, refresh } = useLookedAt('runs.lift', {
    run,
    subject: unit.code,
    scope,
  });
  const done = progress?.total ? Math.floor((100 * progress.done) / progress.total) : 0;
  return (
    <Modal
      open
      width="60rem"
      title={words.title(unit.name)}
      onCancel={onClose}
      footer={<ActionButton onClick={onClose}>{words.close}</ActionButton>}
    >
      <div className="seal-form">
        <p className="quiet">{words.hint}</p>
        <div>
          <Segmented<Scope>
            aria-label={words.scope}
            value={scope}
            onChange={setScope}
            options={(Object.keys(words.scopes) as Scope[]).map((value) => ({
              value,
              label: words.scopes[value],
            }))}
          />
        </div>
        <FailureNotice failure={failure} onRetry={refresh} />
        {working && <p role="status">{words.working(`${done}%`)}</p>}
        {data !== undefined && !working && <Answer lift={data} />}
      </div>
    </Modal>
  );
};
