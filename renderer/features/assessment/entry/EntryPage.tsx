/** 填报: the sheet of one unit, filled in cell by cell. */
import { Alert, Select } from 'antd';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import type { UnitStep } from '#shared/domain/unit-states.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';
import { cycleWorkWords } from '../../../i18n/zh-CN/cycle-work.ts';
import { useFilter } from '../../../state/filters.ts';
import { goTo, usePlaceParameter } from '../../../state/place.ts';
import { useSession } from '../../../state/session.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { EntryGrid } from '../../../ui/grid/EntryGrid.tsx';
import type { CellChange, CellMenuItem, CellPlace, EntryGridHandle } from '../../../ui/grid/grid-types.ts';
import { Page } from '../../../ui/Page.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { stepBlocked } from '../units/step-availability.ts';
import { useUnitSteps } from '../units/use-unit-steps.tsx';
import { useShownCycle } from '../use-shown-cycle.ts';
import { CopyNotice, useCopyPrevious } from './CopyPrevious.tsx';
import { EnterChoice, RoleChoice } from './choices.tsx';
import { copyCellOf } from './copy-cell.ts';
import { DecisionsDrawer } from './DecisionsDrawer.tsx';
import type { EnteredCell } from './outbox.ts';
import { RowPanel, type RowPanelHandle } from './RowPanel.tsx';
import { roleOf } from './roles.ts';
import { SaveLine, SaveNotices } from './SaveLine.tsx';
import { columnOfRole, enteredBy, reviewerOf, type Sheet } from './sheet.ts';
import {
  rowKeyOf,
  type SheetRow,
  type Shown,
  sheetCell,
  sheetColumns,
  sheetRows,
  shownKeys,
} from './sheet-grid.ts';
import { UnitRemarks } from './UnitRemarks.tsx';
import { UnitSwitch } from './UnitSwitch.tsx';
import { useEntering } from './use-entering.ts';
import { ViewChoice } from './ViewChoice.tsx';

const words = assessmentWords.entry;

const shownOptions: { value: Shown; label: string }[] = [
  { value: 'all', label: words.showAll },
  { value: 'asked', label: words.showAsked },
  { value: 'open', label: words.showOpen },
];
const reviewOptions: typeof shownOptions = [...shownOptions, { value: 'owed', label: words.showOwed }];

/** The step that ends a role's work on a unit. */
const onwardStep: Partial<Record<EntryRole, UnitStep>> = {
  self: 'submit',
  assessor: 'accept',
  finalReview: 'confirm',
};

const emptyWords: Record<Shown, string> = {
  all: words.empty,
  asked: words.nothingAsked,
  open: words.nothingOpen,
  owed: words.nothingOwed,
};

export const EntryPage = ({ cycle, unit }: { cycle: string; unit: string }) => {
  const office = useOperation('office.read', {});
  const read = useOperation('cycles.read', { cycle });
  const named = usePlaceParameter('role');
  useShownCycle(cycle, read.data?.cycle.code === cycle);
  const role = roleOf(named, office.data?.office.level, read.data?.cycle.status);
  const ready = office.data !== undefined && read.data !== undefined;
  const { data, failure, refresh } = useOperation(
    'entries.sheet',
    { cycle, bodyUscc: unit, role },
    { enabled: ready },
  );
  const sheet = data?.unit.uscc === unit ? data : undefined;
  if (sheet === undefined || read.data === undefined) {
    const name = read.data?.units.find(({ bodyUscc }) => bodyUscc === unit)?.name;
    return (
      <Page
        title={name === undefined ? assessmentWords.cycles.title : words.title(name)}
        extra={<ActionButton onClick={() => goTo(places.cycles)}>{assessmentWords.cycles.all}</ActionButton>}
      >
        <FailureNotice failure={read.failure ?? office.failure ?? failure} onRetry={refresh} />
      </Page>
    );
  }
  return <SheetPage cycle={cycle} sheet={sheet} units={read.data.units} asked={role} />;
};

interface SheetPageProps {
  cycle: string;
  sheet: Sheet;
  units: Parameters<typeof UnitSwitch>[0]['units'];
  /** The role asked for; until its sheet has come, the former one is shown. */
  asked: EntryRole;
}

const SheetPage = ({ cycle, sheet, units, asked }: SheetPageProps) => {
  const unit = sheet.unit.uscc;
  const { role } = sheet;
  const enterMoves = useSession((session) => session.enterDirection);
  const [{ shown }, setFilter] = useFilter<{ shown: Shown }>('assessment.sheet', { shown: 'all' });
  const [place, setPlace] = useState<CellPlace | null>(null);
  const [deciding, setDeciding] = useState(false);
  const grid = useRef<EntryGridHandle>(null);

  const columns = useMemo(() => sheetColumns(sheet), [sheet]);
  // Lines that were empty when one chose to see only those stay in sight while they are filled in.
  const subject = `${cycle} ${unit} ${role}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: not for every change of the sheet, see above
  const keys = useMemo(() => shownKeys(sheet, shown), [subject, shown]);
  const rows = useMemo(() => sheetRows(sheet.nodes, keys), [sheet, keys]);
  const cell = useMemo(() => sheetCell(sheet), [sheet]);
  const byKey = useMemo(
    () => new Map(rows.flatMap((row) => ('data' in row ? [[row.key, row.data] as const] : []))),
    [rows],
  );
  const cellOf = useCallback(
    (change: CellChange): EnteredCell | null => {
      const row = byKey.get(change.rowKey);
      if (row === undefined) return null;
      const { leaf, line } = row;
      return { bodyUscc: unit, leaf: leaf.code, item: line.item, role, ...enteredBy(line, change) };
    },
    [byKey, unit, role],
  );
  const entering = useEntering(cycle, cellOf);
  const blocked = sheet.lock === null ? null : describeFinding(sheet.lock);
  const copying = useCopyPrevious({
    input: { cycle, role, of: { bodyUscc: unit } },
    previous: sheet.previous?.name ?? null,
    blocked,
    text: words.copyText,
    // Ctrl+Z takes it back like anything typed.
    onCopied: (cells) =>
      grid.current?.remember(
        cells.map((one) => ({
          rowKey: rowKeyOf(one.leaf, one.item),
          columnKey: columnOfRole(role),
          before: one.previous.text,
          after: one.text,
        })),
      ),
  });

  // Where a finding, a search or another page pointed to; the cursor goes there once.
  const leaf = usePlaceParameter('leaf');
  const item = usePlaceParameter('item');
  const sentTo = useRef('');
  useEffect(() => {
    const address = JSON.stringify([leaf, item, asked]);
    if (leaf === null || asked !== role || sentTo.current === address) return;
    const first = sheet.nodes.find(({ code }) => code === leaf)?.leaf?.items[0]?.item;
    const found = grid.current?.focusCell(rowKeyOf(leaf, item ?? first ?? ''), columnOfRole(role)) === true;
    if (found || shown === 'all') sentTo.current = address;
    else setFilter({ shown: 'all' });
  }, [leaf, item, asked, role, shown, sheet, setFilter]);

  const panelRef = useRef<RowPanelHandle>(null);
  const copyCell = copyCellOf(sheet, entering.enter, (step) => grid.current?.remember(step));
  const menuOf = (target: CellPlace): CellMenuItem[] => {
    const row = byKey.get(target.rowKey);
    if (row === undefined) return [];
    return [
      { key: 'previous', ...copyCell(row) },
      { key: 'note', label: words.menu.note, onChoose: () => panelRef.current?.show('note') },
      { key: 'evidence', label: words.menu.evidence, onChoose: () => panelRef.current?.show('evidence') },
      { key: 'history', label: words.menu.history, onChoose: () => panelRef.current?.show('history') },
    ];
  };

  const at = place === null ? null : (byKey.get(place.rowKey) ?? null);
  const { total, filled, wrong, empty } = sheet.counts;
  const owed = sheet.nodes
    .flatMap(({ leaf: one }) => one?.items ?? [])
    .filter((line) => line.reasonsOwed[role] !== undefined).length;
  const stepUnit = { bodyUscc: unit, name: sheet.unit.name, state: sheet.state };
  const steps = useUnitSteps(cycle, sheet.cycle.status, {
    show: ({ code, leaf: at = '', item: of = '' }) => {
      const column = code === 'entry.reasonOwed' ? 'reason' : columnOfRole(role);
      if (grid.current?.focusCell(rowKeyOf(at, of), column) !== true) setFilter({ shown: 'all' });
    },
  });
  const onward = onwardStep[role];
  return (
    <Page
      title={words.title(sheet.unit.name)}
      description={words.description(
        sheet.cycle.name,
        `${sheet.model.name} ${sheet.model.version}`,
        `${total === 0 ? words.countsNone : words.counts(total, filled, wrong, empty)}${owed === 0 ? '' : words.owed(owed)}`,
      )}
      fill
      extra={
        <>
          {copying.button}
          <ActionButton onClick={() => setDeciding(true)}>{words.decisions}</ActionButton>
          {onward !== undefined && (
            <ActionButton onClick={() => goTo(places.check(cycle, unit))}>{words.check}</ActionButton>
          )}
          {role === 'assessor' && (
            <ActionButton
              disabledReason={stepBlocked([stepUnit], 'return', sheet.cycle.status)}
              onClick={() => steps.ask('return', [stepUnit])}
            >
              {cycleWorkWords.steps.return.button}
            </ActionButton>
          )}
        </>
      }
      primary={
        onward === undefined ? (
          <ActionButton type="primary" onClick={() => goTo(places.check(cycle, unit))}>
            {words.check}
          </ActionButton>
        ) : (
          <ActionButton
            type="primary"
            disabledReason={stepBlocked([stepUnit], onward, sheet.cycle.status)}
            onClick={() => steps.ask(onward, [stepUnit])}
          >
            {cycleWorkWords.steps[onward].button}
          </ActionButton>
        )
      }
      bar={
        <>
          <ViewChoice
            view="unit"
            cycle={cycle}
            unit={unit}
            role={asked}
            model={`${sheet.model.code} ${sheet.model.version}`}
          />
          <UnitSwitch
            units={units}
            unit={unit}
            onChange={(uscc) => goTo(places.entryCell({ cycle, unit: uscc, role }))}
          />
          <RoleChoice
            role={asked}
            onChange={(next) => goTo(places.entryCell({ cycle, unit, role: next }), { replace: true })}
          />
          <Select<Shown>
            aria-label={words.show}
            value={shown}
            options={reviewerOf(role) === null ? shownOptions : reviewOptions}
            onChange={(next) => setFilter({ shown: next })}
          />
          <EnterChoice />
          <span className="spacer" />
          <SaveLine />
        </>
      }
    >
      {steps.dialogs}
      <UnitRemarks cycle={cycle} unit={unit} state={sheet.state} />
      {blocked !== null && <Alert className="notice" type="info" showIcon title={blocked} />}
      <SaveNotices {...entering} />
      <CopyNotice copied={copying.copied} forget={copying.forget} enter={entering.enter} />
      <div className="entry-work">
        <EntryGrid<SheetRow>
          ref={grid}
          subject={subject}
          label={words.gridLabel(sheet.unit.name, assessmentWords.roles[role])}
          columns={columns}
          rows={rows}
          cell={cell}
          onEdit={entering.onEdit}
          enterMoves={enterMoves}
          rowName={({ node, line }) => `${node.code} ${line.label}`}
          onPlace={setPlace}
          cellMenu={menuOf}
          empty={emptyWords[shown]}
        />
        <RowPanel
          ref={panelRef}
          row={at}
          cycle={cycle}
          bodyUscc={unit}
          role={role}
          model={sheet.model}
          enter={entering.enter}
          links={
            at !== null && (
              <p>
                <PlaceLink
                  to={places.entryColumn(cycle, at.leaf.code, at.line.item, {
                    model: `${sheet.model.code} ${sheet.model.version}`,
                    role,
                  })}
                >
                  {words.columnOf}
                </PlaceLink>
              </p>
            )
          }
        />
      </div>
      {deciding && <DecisionsDrawer cycle={cycle} sheet={sheet} onClose={() => setDeciding(false)} />}
    </Page>
  );
};
