/** 说明审阅: explanations read one by one, each beside the values that it explains; by keyboard if liked. */
import { App, Input, Select } from 'antd';
import { useEffect, useId, useState } from 'react';
import { type ExplanationState, explanationStates } from '#shared/contract/operations/explanations.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { type RowOf, useOperation, usePages } from '../../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../../i18n/format.ts';
import { explanationWords as words } from '../../../i18n/zh-CN/explanations.ts';
import { useFilter } from '../../../state/filters.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { ReadingLine } from '../../../ui/ReadingLine.tsx';
import { useShownCycle } from '../use-shown-cycle.ts';

type Explanation = RowOf<'explanations.list'>;
type Choice = ExplanationState | 'all';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, [role="combobox"]') !== null;

export const ExplanationsPage = ({ cycle }: { cycle: string }) => {
  const unit = usePlaceParameter('unit');
  const read = useOperation('cycles.read', { cycle });
  useShownCycle(cycle, read.data?.cycle.code === cycle);
  const [{ state }, setFilter] = useFilter<{ state: Choice }>('assessment.explanations', { state: 'unread' });
  const { rows, firstPage, failure, hasMore, loadMore, refresh } = usePages('explanations.list', {
    cycle,
    bodyUscc: unit,
    state: state === 'all' ? null : state,
    limit: 100,
  });
  const [shown, setShown] = useState<string | null>(null);
  const found = rows.findIndex(({ id }) => id === shown);
  const at = Math.max(0, found);
  const current = rows[at];
  const total = firstPage?.total ?? 0;

  const goBy = (steps: number): void => {
    const next = rows[at + steps];
    if (next !== undefined) setShown(next.id);
    if (hasMore && at + steps >= rows.length - 2) loadMore();
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (isTyping(event.target) || event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'ArrowRight' || event.key === 'PageDown') goBy(1);
      else if (event.key === 'ArrowLeft' || event.key === 'PageUp') goBy(-1);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  const stateName = (one: Choice): string => {
    const name = one === 'all' ? words.everyState : words.stateNames[one];
    const counts = firstPage?.counts;
    if (counts === undefined) return name;
    const count =
      one === 'all' ? Object.values(counts).reduce((sum, n) => sum + (n ?? 0), 0) : (counts[one] ?? 0);
    return `${name}（${formatCount(count)}）`;
  };

  return (
    <Page
      title={words.title}
      description={words.description}
      extra={
        <ActionButton onClick={() => goTo(places.check(cycle, unit ?? undefined))}>
          {words.backToCheck}
        </ActionButton>
      }
      bar={<CycleNav cycle={cycle} at="explanations" />}
    >
      <div className="page-bar">
        <Select
          className="unit-switch"
          aria-label={words.unit}
          value={unit ?? ''}
          onChange={(next) =>
            goTo(places.explanations(cycle, next === '' ? undefined : next), { replace: true })
          }
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: '', label: words.allOfThem },
            ...(read.data?.units ?? []).map(({ bodyUscc, name }) => ({ value: bodyUscc, label: name })),
          ]}
        />
        <Select<Choice>
          className="explanation-state"
          aria-label={words.state}
          value={state}
          onChange={(next) => setFilter({ state: next })}
          options={(['all', ...explanationStates] as const).map((value) => ({
            value,
            label: stateName(value),
          }))}
        />
        <ActionButton disabledReason={at === 0 ? words.first : null} onClick={() => goBy(-1)}>
          {words.previous}
        </ActionButton>
        <ActionButton disabledReason={at >= rows.length - 1 ? words.last : null} onClick={() => goBy(1)}>
          {words.next}
        </ActionButton>
        <span role="status" className="num">
          {current === undefined ? '' : words.position(formatCount(at + 1), formatCount(total))}
        </span>
        <span className="quiet">{words.keys}</span>
      </div>
      <FailureNotice failure={read.failure ?? failure} onRetry={refresh} />
      {current === undefined ? (
        <Nothing reading={firstPage === undefined && failure === null} />
      ) : (
        <OneExplanation
          key={`${current.id} ${current.contentHash}`}
          cycle={cycle}
          explanation={current}
          onMarked={() => setShown(rows[at + 1]?.id ?? null)}
        />
      )}
    </Page>
  );
};

/** Before the first page is there, nothing can be said of how many there are. */
const Nothing = ({ reading }: { reading: boolean }) =>
  reading ? <ReadingLine /> : <p className="quiet">{words.empty}</p>;

const nowText = ({ now, state }: Explanation): string => {
  if (now === null) return words.nowGone;
  return state === 'outdated' ? `${words.nowChanged}：${describeFinding(now)}` : words.nowSame;
};

const OneExplanation = ({
  cycle,
  explanation,
  onMarked,
}: {
  cycle: string;
  explanation: Explanation;
  onMarked: () => void;
}) => {
  const { message } = App.useApp();
  const { run, busy, failure, clearFailure } = useCommand('explanations.read');
  const [remark, setRemark] = useState('');
  const field = useId();
  const { id, contentHash, bodyUscc, unit, leafName, itemLabel, about, text, writtenAt, own } = explanation;
  const { leaf, item, role } = about;

  const mark = async (accepted: boolean): Promise<void> => {
    const given = accepted ? '' : remark.trim();
    if ((await run({ id, contentHash, accepted, remark: given })) === null) return;
    void message.success(words.marked(accepted));
    onMarked();
  };

  return (
    <article className="panel explanation" aria-label={`${unit} ${leafName}`}>
      <FailureNotice failure={failure} onClose={clearFailure} />
      <h2>
        {unit}
        <span className="quiet">
          {' '}
          {leaf} {leafName}
          {itemLabel === '' ? '' : ` · ${itemLabel}`}
        </span>
      </h2>
      <dl className="explanation-facts">
        <dt>{words.about}</dt>
        <dd>{describeFinding(about)}</dd>
        <dt>{words.now}</dt>
        <dd>
          {nowText(explanation)}{' '}
          <PlaceLink to={places.entryCell({ cycle, unit: bodyUscc, leaf, item, role })}>
            {words.openCell}
          </PlaceLink>
        </dd>
        <dt>{words.text}</dt>
        <dd>
          <p className="explanation-text">{text}</p>
          <p className="quiet num">{words.written(formatInstant(writtenAt), own)}</p>
        </dd>
        <dt>{words.reading}</dt>
        <dd>
          <ReadingState explanation={explanation} />
        </dd>
      </dl>
      <label className="field-name" htmlFor={field}>
        {words.remark}
      </label>
      <Input.TextArea
        id={field}
        rows={2}
        maxLength={2000}
        value={remark}
        onChange={({ target }) => setRemark(target.value)}
      />
      <div className="explanation-actions">
        <ActionButton type="primary" busy={busy} onClick={() => void mark(true)}>
          {words.accept}
        </ActionButton>
        <ActionButton
          danger
          busy={busy}
          disabledReason={remark.trim() === '' ? words.remarkNeeded : null}
          onClick={() => void mark(false)}
        >
          {words.refuse}
        </ActionButton>
      </div>
    </article>
  );
};

const ReadingState = ({ explanation: { reading } }: { explanation: Explanation }) => {
  if (reading === null) return <span className="quiet">{words.notRead}</span>;
  const said = reading.accepted ? words.stateNames.accepted : words.stateNames.refused;
  return (
    <span className={reading.accepted ? 'good' : 'bad'}>
      {said} <span className="num">{formatInstant(reading.readAt)}</span>
      {reading.remark === null ? '' : `：${reading.remark}`}
    </span>
  );
};
