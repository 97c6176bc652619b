/** One year as twelve months: days off and weekends worked, changed by clicking days. */
import { App, Checkbox, Input, Modal } from 'antd';
import { useMemo, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { weekday } from '#shared/domain/dates.ts';
import type { CalendarDay } from '#shared/domain/working-days.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { holidayWords as words } from '../../../i18n/zh-CN/rules.ts';
import { useUnsavedWork } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { YearCalendar } from './YearCalendar.tsx';

type Answer = OperationOutput<'holidays.read'>;

/** What is being typed of a year. */
interface Draft {
  days: ReadonlyMap<string, CalendarDay>;
  document: string;
  verified: boolean;
  /** Given to days that are added. */
  name: string;
}

const daysOf = (days: readonly CalendarDay[]): Map<string, CalendarDay> =>
  new Map(days.map((day) => [day.day, day]));

const draftOf = (year: number, { held, days }: Answer): Draft => ({
  days: daysOf(days),
  document: held?.document ?? words.defaultDocument(year),
  verified: held?.standing === 'verified',
  name: '',
});

/** A working day is made a day off; a day of a weekend worked, then off, then as usual again. */
const turned = (draft: Draft, day: string): ReadonlyMap<string, CalendarDay> => {
  const days = new Map(draft.days);
  const present = days.get(day)?.kind;
  const weekend = weekday(day) > 5;
  const name = days.get(day)?.name ?? draft.name.trim();
  if (present === undefined) days.set(day, { day, kind: weekend ? 'worked' : 'off', name });
  else if (weekend && present === 'worked') days.set(day, { day, kind: 'off', name });
  else days.delete(day);
  return days;
};

const count = (days: Iterable<CalendarDay>, kind: CalendarDay['kind']): number =>
  [...days].filter((day) => day.kind === kind).length;

export const YearPanel = ({ year }: { year: number }) => {
  const { data, failure, refresh } = useOperation('holidays.read', { year });
  const [draft, setDraft] = useState<Draft | null>(null);
  const [removing, setRemoving] = useState(false);
  const put = useCommand('holidays.put');
  const remove = useCommand('holidays.remove');
  const { message } = App.useApp();
  useUnsavedWork(draft !== null);
  const stored = useMemo(() => daysOf(data?.days ?? []), [data]);
  const days = draft?.days ?? stored;

  const save = async (): Promise<void> => {
    if (draft === null) return;
    const sorted = [...draft.days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
    const standing = draft.verified ? 'verified' : 'unverified';
    const arrangement = { year, document: draft.document.trim(), standing, days: sorted } as const;
    if ((await put.run({ arrangement })) === null) return;
    setDraft(null);
    void message.success(words.saved(year));
  };
  const takeAway = async (): Promise<void> => {
    setRemoving(false);
    if ((await remove.run({ year })) !== null) void message.success(words.removed(year));
  };

  return (
    <section className="panel" aria-labelledby="year">
      <div className="year-head">
        <h2 id="year">{words.yearTitle(year)}</h2>
        <span className="quiet num">
          {words.summary(count(days.values(), 'off'), count(days.values(), 'worked'))}
        </span>
        <span className="spacer" />
        {draft === null ? (
          <>
            {data?.held?.origin === 'office' && (
              <ActionButton busy={remove.busy} onClick={() => setRemoving(true)}>
                {words.remove}
              </ActionButton>
            )}
            <ActionButton onClick={() => data !== undefined && setDraft(draftOf(year, data))}>
              {words.edit}
            </ActionButton>
          </>
        ) : (
          <>
            <ActionButton onClick={() => setDraft(null)}>{words.cancel}</ActionButton>
            <ActionButton
              busy={put.busy}
              disabledReason={draft.document.trim() === '' ? words.documentMissing : null}
              onClick={() => void save()}
            >
              {words.save}
            </ActionButton>
          </>
        )}
      </div>
      <FailureNotice failure={failure} onRetry={refresh} />
      <FailureNotice failure={put.failure ?? remove.failure} onClose={put.clearFailure} />
      {draft === null ? (
        data !== undefined && <About answer={data} />
      ) : (
        <DraftFields draft={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
      )}
      <YearCalendar
        year={year}
        days={days}
        onTurn={draft === null ? null : (day) => setDraft({ ...draft, days: turned(draft, day) })}
      />
      <Modal
        open={removing}
        title={words.removeTitle(year)}
        okText={words.remove}
        cancelText={words.cancel}
        onCancel={() => setRemoving(false)}
        onOk={() => void takeAway()}
      >
        <p>{words.removeText}</p>
      </Modal>
    </section>
  );
};

const About = ({ answer: { held } }: { answer: Answer }) =>
  held === null ? (
    <p className="warning year-about">{words.nothingHeld}</p>
  ) : (
    <p className="year-about">
      {held.document}
      <span className={held.standing === 'verified' ? 'quiet' : 'warning'}>
        （{words.standings[held.standing]}，{words.origins[held.origin]}）
      </span>
    </p>
  );

const DraftFields = ({ draft, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }) => (
  <>
    <p className="quiet">{words.editText}</p>
    <div className="year-fields">
      <label htmlFor="year-document">{words.document}</label>
      <Input
        id="year-document"
        maxLength={200}
        value={draft.document}
        onChange={({ target }) => onChange({ document: target.value })}
      />
      <label htmlFor="year-name">{words.name}</label>
      <Input
        id="year-name"
        maxLength={40}
        placeholder={words.nameHint}
        value={draft.name}
        onChange={({ target }) => onChange({ name: target.value })}
      />
      <span />
      <Checkbox checked={draft.verified} onChange={({ target }) => onChange({ verified: target.checked })}>
        {words.verified}
      </Checkbox>
    </div>
  </>
);
