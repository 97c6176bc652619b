/** 单位×指标: the items of one branch for every unit, for the office that assesses them. */
import { Select } from 'antd';
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { useSession } from '../../../state/session.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { CycleNav } from '../../../ui/CycleNav.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { EntryGrid } from '../../../ui/grid/EntryGrid.tsx';
import type { CellChange, CellMenuItem, CellPlace } from '../../../ui/grid/grid-types.ts';
import { Page } from '../../../ui/Page.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { useShownCycle } from '../use-shown-cycle.ts';
import { EnterChoice, RoleChoice } from './choices.tsx';
import { unitRows } from './column-grid.ts';
import { modelsOf, namedModelOf } from './cycle-models.ts';
import { type MatrixAsked, type MatrixUnit, useMatrix } from './matrix-data.ts';
import { itemsByKey, matrixCell, matrixColumns } from './matrix-grid.ts';
import type { EnteredCell } from './outbox.ts';
import { RowPanel, type RowPanelHandle } from './RowPanel.tsx';
import { roleOf } from './roles.ts';
import { SaveLine, SaveNotices } from './SaveLine.tsx';
import { typedText } from './sheet.ts';
import { useEntering } from './use-entering.ts';
import { ViewChoice } from './ViewChoice.tsx';

const words = assessmentWords.matrix;
const menuWords = assessmentWords.entry.menu;
/** Stands in an address for the whole model. */
const whole = '*';

/** Every node with leaves below it, as one choice; the first is the one that is shown first. */
const useBranches = (model: string): { value: string; label: string }[] | undefined => {
  const { data } = useOperation('models.describe', namedModelOf(model), { enabled: model !== '' });
  return useMemo(() => {
    if (data === undefined) return undefined;
    const branches = data.nodes.filter(({ leaf }) => leaf === null);
    return [
      ...branches.map(({ code, name, depth }) => ({
        value: code,
        label: `${'\u3000'.repeat(depth)}${code} ${name}`,
      })),
      { value: whole, label: words.whole },
    ];
  }, [data]);
};

export const MatrixPage = ({ cycle }: { cycle: string }) => {
  const office = useOperation('office.read', {});
  const read = useOperation('cycles.read', { cycle });
  useShownCycle(cycle, read.data?.cycle.code === cycle);
  const namedRole = usePlaceParameter('role');
  const named = usePlaceParameter('model');
  const namedBranch = usePlaceParameter('branch');
  const role = roleOf(namedRole, office.data?.office.level, read.data?.cycle.status);
  const models = useMemo(() => modelsOf(read.data?.units ?? []), [read.data]);
  const model = models.find((one) => one === named) ?? models[0] ?? '';
  const branches = useBranches(model);
  const branch = branches?.find(({ value }) => value === namedBranch) ?? branches?.[0];
  const go = (to: { branch?: string; model?: string; role?: EntryRole }): void =>
    goTo(
      places.entryMatrix(cycle, {
        model: to.model ?? model,
        role: to.role ?? role,
        ...(to.model === undefined && branch !== undefined ? { branch: to.branch ?? branch.value } : {}),
      }),
      { replace: true },
    );
  const bar = (
    <>
      <ViewChoice
        view="matrix"
        cycle={cycle}
        unit={read.data?.units[0]?.bodyUscc}
        role={role}
        model={model}
      />
      {models.length > 1 && (
        <Select
          aria-label={assessmentWords.column.model}
          value={model}
          onChange={(next) => go({ model: next })}
          options={models.map((value) => ({ value, label: value }))}
        />
      )}
      <Select
        className="branch-choice"
        aria-label={words.branch}
        value={branch?.value ?? null}
        onChange={(value) => value !== null && go({ branch: value })}
        options={branches ?? []}
        showSearch={{ optionFilterProp: 'label' }}
      />
      <RoleChoice role={role} onChange={(next) => go({ role: next })} />
      <EnterChoice />
    </>
  );
  if (office.data === undefined || branch === undefined) {
    return (
      <Page
        title={words.titleNone}
        description={words.description}
        bar={<CycleNav cycle={cycle} at="entry" />}
      >
        <div className="page-bar">{bar}</div>
        <FailureNotice failure={read.failure ?? office.failure} onRetry={read.refresh} />
        {read.data?.units.length === 0 && <p className="quiet">{assessmentWords.noUnits}</p>}
      </Page>
    );
  }
  const { code: modelCode, version: modelVersion } = namedModelOf(model);
  const asked: MatrixAsked = {
    cycle,
    modelCode,
    modelVersion,
    branch: branch.value === whole ? null : branch.value,
    role,
  };
  return <Matrix key={JSON.stringify(asked)} asked={asked} name={branch.label.trim()} bar={bar} />;
};

interface MatrixProps {
  asked: MatrixAsked;
  /** Of the branch. */
  name: string;
  bar: React.ReactNode;
}

const Matrix = ({ asked, name, bar }: MatrixProps) => {
  const { cycle, role } = asked;
  const model = { code: asked.modelCode, version: asked.modelVersion };
  const { units, leaves, loading, failure, reload, apply } = useMatrix(asked);
  const enterMoves = useSession((session) => session.enterDirection);
  const [place, setPlace] = useState<CellPlace | null>(null);
  const panel = useRef<RowPanelHandle>(null);

  const columns = useMemo(() => matrixColumns(leaves), [leaves]);
  const items = useMemo(() => itemsByKey(leaves), [leaves]);
  const rows = useMemo(() => unitRows(units), [units]);
  // New with the units, so that the grid asks for every cell anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  const cell = useMemo(() => matrixCell(items), [units, items]);
  const cellOf = useCallback(
    ({ rowKey, columnKey, text }: CellChange): EnteredCell | null => {
      const column = items.get(columnKey);
      if (column === undefined) return null;
      const { leaf, item } = column;
      return { bodyUscc: rowKey, leaf, item: item.item, role, text: typedText(item, text) };
    },
    [items, role],
  );
  const entering = useEntering(cycle, cellOf, apply);

  // The panel shows the whole leaf of the unit with the cursor; while one types on, it may come later.
  const selected = useDeferredValue(place);
  const unit = selected?.rowKey ?? '';
  const at = selected === null ? undefined : items.get(selected.columnKey);
  const sheet = useOperation(
    'entries.sheet',
    { cycle, bodyUscc: unit, role },
    { enabled: at !== undefined },
  ).data;
  const node = sheet?.unit.uscc === unit ? sheet.nodes.find(({ code }) => code === at?.leaf) : undefined;
  const line = node?.leaf?.items.find(({ item }) => item === at?.item.item);

  const menuOf = ({ columnKey }: CellPlace): CellMenuItem[] =>
    items.has(columnKey)
      ? (['note', 'evidence', 'history'] as const).map((key) => ({
          key,
          label: menuWords[key],
          onChoose: () => panel.current?.show(key),
        }))
      : [];

  return (
    <Page
      title={words.title(name)}
      description={words.description}
      fill
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.check(cycle))}>
          {assessmentWords.entry.check}
        </ActionButton>
      }
      bar={<CycleNav cycle={cycle} at="entry" />}
    >
      <div className="page-bar">
        {bar}
        <span className="spacer" />
        <SaveLine />
      </div>
      <FailureNotice failure={failure} onRetry={reload} />
      <SaveNotices {...entering} />
      <div className="entry-work">
        <EntryGrid<MatrixUnit>
          subject={JSON.stringify(asked)}
          label={words.gridLabel(name, assessmentWords.roles[role])}
          columns={columns}
          rows={rows}
          cell={cell}
          onEdit={entering.onEdit}
          enterMoves={enterMoves}
          rowName={(one) => one.name}
          onPlace={setPlace}
          cellMenu={menuOf}
          empty={
            loading === null
              ? assessmentWords.column.noUnits
              : assessmentWords.column.loading(loading.done, loading.total)
          }
        />
        <RowPanel
          ref={panel}
          row={node?.leaf && line ? { node, leaf: node.leaf, line } : null}
          cycle={cycle}
          bodyUscc={unit}
          role={role}
          model={model}
          enter={entering.enter}
          links={
            at !== undefined && (
              <p>
                <PlaceLink to={places.entryCell({ cycle, unit, leaf: at.leaf, item: at.item.item, role })}>
                  {words.openUnit}
                </PlaceLink>
                {' · '}
                <PlaceLink
                  to={places.entryColumn(cycle, at.leaf, at.item.item, {
                    model: `${model.code} ${model.version}`,
                    role,
                  })}
                >
                  {words.openColumn}
                </PlaceLink>
              </p>
            )
          }
        />
      </div>
    </Page>
  );
};
