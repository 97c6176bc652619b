/** 按指标填报: one item of one indicator, unit by unit. */
import { Alert, Select } from 'antd';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { useSession } from '../../../state/session.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { EntryGrid } from '../../../ui/grid/EntryGrid.tsx';
import type { CellChange, CellPlace } from '../../../ui/grid/grid-types.ts';
import { Page } from '../../../ui/Page.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { useShownCycle } from '../use-shown-cycle.ts';
import { CopyNotice, useCopyPrevious } from './CopyPrevious.tsx';
import { EnterChoice, RoleChoice } from './choices.tsx';
import { type ColumnAsked, type ColumnUnit, useColumn } from './column-data.ts';
import { columnCell, columnColumns, unitRows } from './column-grid.ts';
import { modelsOf, type NamedModel, namedModelOf } from './cycle-models.ts';
import type { EnteredCell } from './outbox.ts';
import { RowPanel } from './RowPanel.tsx';
import { roleOf } from './roles.ts';
import { SaveLine, SaveNotices } from './SaveLine.tsx';
import { enteredBy } from './sheet.ts';
import { useEntering } from './use-entering.ts';
import { ViewChoice } from './ViewChoice.tsx';

const words = assessmentWords.column;

/** Every item of every leaf, as one choice. */
const useIndicators = (model: NamedModel) => {
  const { data } = useOperation('models.describe', model, { enabled: model.code !== '' });
  return useMemo(
    () =>
      data?.nodes.flatMap(({ code, name, leaf }) =>
        (leaf?.items ?? []).map((item) => ({
          value: JSON.stringify([code, item.code]),
          label: `${code} ${name}：${item.label}`,
        })),
      ) ?? [],
    [data],
  );
};

export const ColumnPage = ({
  cycle,
  leaf,
  item,
}: {
  cycle: string;
  leaf: string | null;
  item: string | null;
}) => {
  const office = useOperation('office.read', {});
  const read = useOperation('cycles.read', { cycle });
  const namedModel = usePlaceParameter('model');
  useShownCycle(cycle, read.data?.cycle.code === cycle);
  const namedRole = usePlaceParameter('role');
  const role = roleOf(namedRole, office.data?.office.level, read.data?.cycle.status);
  const models = useMemo(() => modelsOf(read.data?.units ?? []), [read.data]);
  const model = models.find((one) => one === namedModel) ?? models[0] ?? '';
  const named = namedModelOf(model);
  const indicators = useIndicators(named);
  const ready = office.data !== undefined && model !== '' && leaf !== null && item !== null;
  const asked: ColumnAsked | null = ready
    ? { cycle, modelCode: named.code, modelVersion: named.version, leaf, item, role }
    : null;

  const go = (to: { leaf?: string; item?: string; model?: string; role?: EntryRole }): void => {
    const [nextLeaf, nextItem] = [to.leaf ?? leaf, to.item ?? item];
    const more = { model: to.model ?? model, role: to.role ?? role };
    if (nextLeaf === null || nextItem === null || to.model !== undefined)
      goTo(places.entryColumns(cycle, more));
    else goTo(places.entryColumn(cycle, nextLeaf, nextItem, more), { replace: true });
  };
  const chosen = leaf === null ? null : JSON.stringify([leaf, item]);
  const title = indicators.find(({ value }) => value === chosen)?.label;
  const bar = (
    <>
      <ViewChoice
        view="column"
        cycle={cycle}
        unit={read.data?.units[0]?.bodyUscc}
        role={role}
        model={model}
      />
      {models.length > 1 && (
        <Select
          aria-label={words.model}
          value={model}
          onChange={(next) => go({ model: next })}
          options={models.map((value) => ({ value, label: value }))}
        />
      )}
      <Select
        className="indicator-choice"
        aria-label={words.indicator}
        placeholder={words.choose}
        // An indicator that the model does not have is none.
        value={title === undefined ? null : chosen}
        onChange={(value) => {
          const [nextLeaf = '', nextItem = ''] = JSON.parse(value ?? '[]') as string[];
          go({ leaf: nextLeaf, item: nextItem });
        }}
        options={indicators}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <RoleChoice role={role} onChange={(next) => go({ role: next })} />
      <EnterChoice />
    </>
  );

  if (asked === null || title === undefined) {
    return (
      <Page title={words.title} description={words.none} bar={<CycleNav cycle={cycle} at="entry" />}>
        <div className="page-bar">{bar}</div>
        <FailureNotice failure={read.failure ?? office.failure} onRetry={read.refresh} />
        {read.data?.units.length === 0 && <p className="quiet">{assessmentWords.noUnits}</p>}
      </Page>
    );
  }
  return <Column key={`${chosen} ${model} ${role}`} asked={asked} title={title} named={named} bar={bar} />;
};

interface ColumnProps {
  asked: ColumnAsked;
  title: string;
  named: NamedModel;
  bar: React.ReactNode;
}

const Column = ({ asked, title, named, bar }: ColumnProps) => {
  const { cycle, leaf, item, role } = asked;
  const { units, loading, failure, reload, apply } = useColumn(asked);
  const enterMoves = useSession((session) => session.enterDirection);
  const [place, setPlace] = useState<CellPlace | null>(null);

  const columns = useMemo(() => columnColumns(units, role), [units, role]);
  const rows = useMemo(() => unitRows(units), [units]);
  const byKey = useMemo(() => new Map(units.map((unit) => [unit.bodyUscc, unit])), [units]);
  // New with the units, so that the grid asks for every cell anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const cell = useMemo(() => columnCell(role), [units, role]);
  const cellOf = useCallback(
    (change: CellChange): EnteredCell | null => {
      const unit = byKey.get(change.rowKey);
      return unit === undefined
        ? null
        : { bodyUscc: change.rowKey, leaf, item, role, ...enteredBy(unit.line, change) };
    },
    [byKey, leaf, item, role],
  );
  const entering = useEntering(cycle, cellOf, apply);

  // The panel shows the whole leaf of the unit with the cursor; while one types on, it may come later.
  const selected = useDeferredValue(place?.rowKey ?? null);
  const sheet = useOperation(
    'entries.sheet',
    { cycle, bodyUscc: selected ?? '', role },
    { enabled: selected !== null && byKey.has(selected) },
  ).data;
  const shownSheet = sheet?.unit.uscc === selected ? sheet : undefined;
  const node = shownSheet?.nodes.find(({ code }) => code === leaf);
  const line = node?.leaf?.items.find((one) => one.item === item);

  const lock = units.find((unit) => unit.line.lock === null) === undefined ? units[0]?.line.lock : null;
  const blocked = lock == null ? null : describeFinding(lock);
  const previous = useOperation('cycles.list', {}).data?.cycles;
  const own = previous?.find(({ code }) => code === cycle);
  const before = previous
    ?.filter(({ periodTo }) => own !== undefined && periodTo < own.periodFrom)
    .toSorted((a, b) => b.periodTo.localeCompare(a.periodTo))[0];
  const copying = useCopyPrevious({
    input: {
      cycle,
      role,
      of: { modelCode: named.code, modelVersion: named.version, leaf, item },
    },
    previous: before?.name ?? null,
    blocked,
    text: words.copyText,
    onCopied: (cells) => apply({ cells }),
  });

  return (
    <Page
      title={title}
      description={words.description}
      fill
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.check(cycle))}>
          {assessmentWords.entry.check}
        </ActionButton>
      }
      extra={copying.button}
      bar={<CycleNav cycle={cycle} at="entry" />}
    >
      <div className="page-bar">
        {bar}
        <span className="spacer" />
        <SaveLine />
      </div>
      <FailureNotice failure={failure} onRetry={reload} />
      {blocked !== null && <Alert className="notice" type="info" showIcon title={blocked} />}
      <SaveNotices {...entering} />
      <CopyNotice copied={copying.copied} forget={copying.forget} enter={entering.enter} />
      <div className="entry-work">
        <EntryGrid<ColumnUnit>
          subject={JSON.stringify(asked)}
          label={words.gridLabel(title, assessmentWords.roles[role])}
          columns={columns}
          rows={rows}
          cell={cell}
          onEdit={entering.onEdit}
          enterMoves={enterMoves}
          rowName={({ name }) => name}
          onPlace={setPlace}
          empty={loading === null ? words.noUnits : words.loading(loading.done, loading.total)}
        />
        <RowPanel
          row={node?.leaf && line ? { node, leaf: node.leaf, line } : null}
          cycle={cycle}
          bodyUscc={selected ?? ''}
          role={role}
          model={named}
          enter={entering.enter}
          links={
            <p>
              <PlaceLink to={places.entryCell({ cycle, unit: selected ?? '', leaf, item, role })}>
                {words.openUnit}
              </PlaceLink>
            </p>
          }
        />
      </div>
    </Page>
  );
};
