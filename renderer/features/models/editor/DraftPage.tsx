/** A draft of an indicator model: edited part by part in tabs, saved change by change. */
import './editor.css';
import { Tabs } from 'antd';
import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import { setWeights } from '#shared/model/editing/edit-draft.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { modelDraftWords } from '../../../i18n/zh-CN/model-drafts.ts';
import { modelEditorWords as words } from '../../../i18n/zh-CN/model-editor.ts';
import { modelTrialWords } from '../../../i18n/zh-CN/model-trials.ts';
import { modelsWords } from '../../../i18n/zh-CN/models.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Page } from '../../../ui/Page.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { DraftMenu, PublishButton } from '../drafts/DraftActions.tsx';
import { SensitivityTab } from '../trial/SensitivityTab.tsx';
import { SimulatorTab } from '../trial/SimulatorTab.tsx';
import { ChecksTab } from './ChecksTab.tsx';
import { ComparisonTab } from './ComparisonTab.tsx';
import type { EditorTab } from './finding-tab.ts';
import { IndicatorsTab } from './IndicatorsTab.tsx';
import { AdjustmentsTab, GradesTab } from './OutsideTabs.tsx';
import { RulesTab } from './RulesTab.tsx';
import { SaveFailure, SaveState } from './SaveState.tsx';
import { SettingsTab } from './SettingsTab.tsx';
import { type Draft, type DraftAnswer, useDraft } from './use-draft.ts';
import { useHistoryKeys } from './use-history-keys.ts';

const tabWords = modelDraftWords.tabs;

export const DraftPage = ({ id }: { id: string }) => {
  const { data, failure, refresh } = useOperation('modelDrafts.read', { id });
  if (data === undefined) {
    return (
      <Page title={modelsWords.title}>
        <FailureNotice failure={failure} onRetry={refresh} />
        <PlaceLink to={places.models}>{modelsWords.backToList}</PlaceLink>
      </Page>
    );
  }
  return <DraftEditor id={id} answer={data} failure={failure} />;
};

interface DraftEditorProps {
  id: string;
  answer: DraftAnswer;
  /** Why there is no newer answer. */
  failure: AppError | null;
}

const DraftEditor = ({ id, answer, failure }: DraftEditorProps) => {
  const draft = useDraft(id, answer);
  useHistoryKeys(draft.undo, draft.redo);
  const { name, version } = draft.head;
  return (
    <Page
      title={words.title(name === '' ? words.untitled : name, version)}
      description={<DraftLine draft={draft} />}
      fill
      extra={
        <>
          <HistoryButtons draft={draft} />
          <DraftMenu draft={draft} />
        </>
      }
      primary={<PublishButton draft={draft} />}
    >
      <SaveFailure {...draft} />
      {draft.failure === null && <FailureNotice failure={failure} />}
      <DraftTabs draft={draft} />
    </Page>
  );
};

const DraftLine = ({ draft }: { draft: Draft }) => {
  const { code, basedOn, errors } = draft.head;
  return (
    <>
      <PlaceLink to={places.models}>{modelsWords.backToList}</PlaceLink> · {code} ·{' '}
      {basedOn === null ? words.fromNothing : words.basedOn(basedOn.code, basedOn.version)} ·{' '}
      {errors === 0 ? words.noErrors : <span className="bad">{words.errors(formatCount(errors))}</span>} ·{' '}
      <SaveState state={draft.state} />
    </>
  );
};

const HistoryButtons = ({ draft: { undo, redo } }: { draft: Draft }) => (
  <>
    <ActionButton
      onClick={undo.run}
      disabledReason={undo.label === null ? words.noUndo : null}
      title={undo.label === null ? '' : words.undoStep(undo.label)}
    >
      {words.undo}
    </ActionButton>
    <ActionButton
      onClick={redo.run}
      disabledReason={redo.label === null ? words.noRedo : null}
      title={redo.label === null ? '' : words.redoStep(redo.label)}
    >
      {words.redo}
    </ActionButton>
  </>
);

const counted = (title: string, count: number): string =>
  count === 0 ? title : `${title}（${formatCount(count)}）`;

const DraftTabs = ({ draft }: { draft: Draft }) => {
  const [tab, setTab] = useState('tree');
  const go = (to: EditorTab, node: string | null): void => {
    setTab(to);
    if (node !== null) goTo(places.modelDraft(draft.id, node), { replace: true });
  };
  return (
    <Tabs
      className="model-tabs"
      activeKey={tab}
      onChange={setTab}
      destroyOnHidden
      items={[
        {
          key: 'tree',
          label: words.tabs.tree,
          children: <IndicatorsTab draft={draft} onChoose={(node) => go('tree', node)} />,
        },
        { key: 'adjustments', label: tabWords.adjustments, children: <AdjustmentsTab draft={draft} /> },
        { key: 'grades', label: tabWords.grades, children: <GradesTab draft={draft} /> },
        { key: 'settings', label: tabWords.settings, children: <SettingsTab draft={draft} /> },
        { key: 'rules', label: tabWords.rules, children: <RulesTab draft={draft} /> },
        {
          key: 'checks',
          label: counted(tabWords.checks, draft.findings.length),
          children: <ChecksTab draft={draft} onGo={go} />,
        },
        { key: 'compare', label: tabWords.compare, children: <ComparisonTab draft={draft} /> },
        {
          key: 'trial',
          label: modelsWords.tabs.trial,
          children: (
            <SimulatorTab
              model={{ draft: draft.id }}
              onTakeOver={(weights) =>
                draft.change((document) => setWeights(document, weights), modelTrialWords.takenOver)
              }
            />
          ),
        },
        {
          key: 'sensitivity',
          label: modelsWords.tabs.sensitivity,
          children: <SensitivityTab model={{ draft: draft.id }} />,
        },
      ]}
    />
  );
};
