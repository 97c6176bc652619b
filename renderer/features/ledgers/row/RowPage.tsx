/** One row of a ledger: what it says, how its limits stand, how it went so far, and what may be done next. */
import { Alert, App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { type LedgerDefinition, withdrawnState } from '#shared/ledgers/definition.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { ledgerWords } from '../../../i18n/zh-CN/ledgers.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DocumentButton } from '../../../ui/documents/DocumentButton.tsx';
import { UseLog } from '../../../ui/documents/UseLog.tsx';
import { EvidencePanel } from '../../../ui/evidence/EvidencePanel.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { LedgerStateMark } from '../../../ui/ledger/LedgerMarks.tsx';
import { shortNameOfRow } from '../../../ui/ledger/ledger-values.ts';
import { Page } from '../../../ui/Page.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { ChildRows } from './ChildRows.tsx';
import { ClockPanel } from './ClockPanel.tsx';
import { closedReason, type ReadRow } from './closed-reason.ts';
import { type OfferedStep, offeredSteps } from './offered-steps.ts';
import { RowFacts } from './RowFacts.tsx';
import { papersOf } from './row-documents.ts';
import { StepDialog, type TakenAnswer } from './StepDialog.tsx';
import { StepHistory } from './StepHistory.tsx';

const words = ledgerWords.row;

export const RowPage = ({ definition, id }: { definition: LedgerDefinition; id: string }) => {
  const { data, failure, refresh } = useOperation('ledgers.read', { id });
  if (data === undefined || data.row.ledger !== definition.code) {
    return (
      <Page
        title={words.loading}
        extra={<Button onClick={() => goTo(places.ledger(definition.code))}>{words.back}</Button>}
      >
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  return <Row definition={definition} data={data} />;
};

/** Of a heading, in characters. */
const longestName = 28;

const headingOf = (definition: LedgerDefinition, { row }: ReadRow): string => {
  const name = shortNameOfRow(definition, row, longestName);
  return row.number === null || row.number === name
    ? `${definition.noun} ${name}`
    : `${definition.noun} ${row.number} ${name}`;
};

const Row = ({ definition, data }: { definition: LedgerDefinition; data: ReadRow }) => {
  const { row } = data;
  const [taking, setTaking] = useState<OfferedStep | null>(null);
  const [made, setMade] = useState<TakenAnswer['made']>(null);
  const { message } = App.useApp();
  const { onward, grave } = offeredSteps(definition, data);
  const [first, ...others] = onward;
  const closed = closedReason(data);
  const edit = () => goTo(places.editLedgerRow(definition.code, row.id));
  const isClosed = row.state === withdrawnState || definition.states[row.state]?.closed === true;

  const finish = (answer: TakenAnswer | null): void => {
    const step = taking?.step.title ?? '';
    setTaking(null);
    if (answer === null) return;
    setMade(answer.made);
    void message.success(ledgerWords.step.done(step));
  };

  return (
    <Page
      title={headingOf(definition, data)}
      description={
        <>
          <LedgerStateMark definition={definition} state={row.state} /> ·{' '}
          <PlaceLink to={places.ledger(definition.code)}>{definition.title}</PlaceLink>
          {row.bodyName !== null && ` · ${row.bodyName}`}
        </>
      }
      extra={
        <>
          <Button onClick={() => goTo(places.ledger(definition.code))}>{words.back}</Button>
          {first !== undefined && (
            <ActionButton disabledReason={closed} onClick={edit}>
              {words.edit}
            </ActionButton>
          )}
          <GraveSteps steps={grave} onTake={setTaking} />
          {row.state !== withdrawnState && row.bodyUscc !== null && (
            <DocumentButton
              subject={{ kind: 'ledger', id: row.id }}
              documents={papersOf(definition.code)}
              subjectName={shortNameOfRow(definition, row, longestName)}
            />
          )}
          {others.map((offered) => (
            <StepButton key={offered.name} offered={offered} onTake={setTaking} />
          ))}
        </>
      }
      primary={
        first === undefined ? (
          <ActionButton type="primary" disabledReason={closed} onClick={edit}>
            {words.edit}
          </ActionButton>
        ) : (
          <StepButton offered={first} primary onTake={setTaking} />
        )
      }
    >
      <Notices data={data} waiting={onward.filter(({ waits }) => waits !== null)} />
      {made !== null && <MadeNotice made={made} onClose={() => setMade(null)} />}
      <div className="dossier">
        <div className="dossier-main">
          <RowFacts definition={definition} row={row} />
          <StepHistory definition={definition} steps={data.steps} />
          <ChildRows definition={definition} row={row} rows={data.children} />
          <EvidencePanel owner={{ ownerType: 'ledgerRow', ownerId: row.id }} />
        </div>
        <div className="dossier-side">
          <ClockPanel clocks={data.clocks} stopped={isClosed} />
          <UseLog subject={{ kind: 'ledger', id: row.id }} />
          <section className="panel" aria-labelledby="basis">
            <h2 id="basis">{words.basis}</h2>
            <p className="quiet">{definition.basis}</p>
          </section>
        </div>
      </div>
      {taking !== null && (
        <StepDialog
          key={taking.name}
          definition={definition}
          row={row}
          name={taking.name}
          step={taking.step}
          onClose={finish}
        />
      )}
    </Page>
  );
};

interface StepButtonProps {
  offered: OfferedStep;
  primary?: boolean;
  onTake: (offered: OfferedStep) => void;
}

const StepButton = ({ offered, primary = false, onTake }: StepButtonProps) => (
  <ActionButton
    type={primary ? 'primary' : 'default'}
    disabledReason={offered.refusal}
    onClick={() => onTake(offered)}
  >
    {offered.step.title}
  </ActionButton>
);

/** Steps that are not taken lightly stand apart; a step that must wait says why in its own line. */
const GraveSteps = ({
  steps,
  onTake,
}: {
  steps: readonly OfferedStep[];
  onTake: (offered: OfferedStep) => void;
}) => {
  const possible = steps.filter(({ refusal }) => refusal === null);
  const reason = steps.length === 0 ? words.noStep : (steps[0]?.refusal ?? null);
  if (possible.length === 0) return <ActionButton disabledReason={reason}>{words.more}</ActionButton>;
  return (
    <Dropdown
      trigger={['click']}
      autoFocus
      menu={{
        items: steps.map(({ name, step, refusal }) => ({
          key: name,
          danger: true,
          disabled: refusal !== null,
          label: refusal === null ? step.title : `${step.title}（${refusal}）`,
        })),
        onClick: ({ key, domEvent }) => {
          // The key that chose must not press what has the cursor next.
          domEvent.preventDefault();
          const offered = steps.find(({ name }) => name === key);
          if (offered !== undefined) onTake(offered);
        },
      }}
    >
      <Button>{words.more} ▾</Button>
    </Dropdown>
  );
};

const Notices = ({ data: { row, own }, waiting }: { data: ReadRow; waiting: readonly OfferedStep[] }) => {
  if (row.state === withdrawnState) return <p className="form-summary">{words.withdrawnNotice}</p>;
  if (!own) return <p className="form-summary">{words.foreignNotice}</p>;
  if (waiting.length === 0) return null;
  return (
    <section className="form-summary" aria-label={words.waiting}>
      {waiting.map(({ name, step, waits }) => (
        <p key={name}>
          <strong>{step.title}</strong> {words.waiting}：{waits}
        </p>
      ))}
    </section>
  );
};

const MadeNotice = ({ made, onClose }: { made: NonNullable<TakenAnswer['made']>; onClose: () => void }) => (
  <Alert
    className="notice"
    type="success"
    showIcon
    role="status"
    title={ledgerWords.step.made[made.kind]}
    action={
      <>
        <MadeLink made={made} />
        <Button size="small" type="link" onClick={onClose}>
          {ledgerWords.step.dismiss}
        </Button>
      </>
    }
  />
);

/** Where what a step made is to be found. */
const MadeLink = ({ made }: { made: NonNullable<TakenAnswer['made']> }) => {
  const isRow = made.kind === 'ledgerRow';
  const { data } = useOperation('ledgers.read', { id: made.id }, { enabled: isRow });
  if (isRow && data === undefined) return null;
  const place = data === undefined ? places.record(made.id) : places.ledgerRow(data.row.ledger, made.id);
  return <PlaceLink to={place}>{ledgerWords.step.openMade}</PlaceLink>;
};
