/** One version of a model: its indicators, what stands beside them, what the checks say, how versions differ. */
import { Tabs } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { shortDigest } from '../../i18n/format.ts';
import { modelDraftWords as draftWords } from '../../i18n/zh-CN/model-drafts.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { BeginDraft } from './drafts/BeginDraft.tsx';
import { EnableModel } from './EnableModel.tsx';
import { ModelChecks } from './ModelChecks.tsx';
import { ModelComparison } from './ModelComparison.tsx';
import { ModelExports } from './ModelExports.tsx';
import { ModelIndicators } from './ModelIndicators.tsx';
import { ModelOutside } from './ModelOutside.tsx';
import { ModelRules } from './ModelRules.tsx';
import { ModelStatus } from './ModelStatus.tsx';
import { SensitivityTab } from './trial/SensitivityTab.tsx';
import { SimulatorTab } from './trial/SimulatorTab.tsx';

export interface ModelPageProps {
  code: string;
  version: string;
}

type Described = OperationOutput<'models.describe'>;

export const ModelPage = ({ code, version }: ModelPageProps) => {
  const { data, failure, refresh } = useOperation('models.describe', { code, version });
  const [enabling, setEnabling] = useState(false);
  const [beginning, setBeginning] = useState(false);
  if (data === undefined) {
    return (
      <Page title={`${code} ${version}`}>
        <FailureNotice failure={failure} onRetry={refresh} />
        <PlaceLink to={places.models}>{words.backToList}</PlaceLink>
      </Page>
    );
  }
  const { model } = data;
  const disabled = model.status === 'disabled';
  const newVersion = (
    <ActionButton type={disabled ? 'default' : 'primary'} onClick={() => setBeginning(true)}>
      {draftWords.newVersion}
    </ActionButton>
  );
  return (
    <Page
      title={`${model.name} ${model.version}`}
      description={<ModelLine model={model} />}
      fill
      extra={
        <>
          <ModelExports model={model} />
          {disabled && newVersion}
        </>
      }
      primary={
        disabled ? (
          <ActionButton type="primary" onClick={() => setEnabling(true)}>
            {words.enable}
          </ActionButton>
        ) : (
          newVersion
        )
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <ModelTabs described={data} />
      {enabling && <EnableModel model={model} onClose={() => setEnabling(false)} />}
      {beginning && <BeginDraft from={model} onClose={() => setBeginning(false)} />}
    </Page>
  );
};

const ModelLine = ({ model }: { model: Described['model'] }) => (
  <>
    <PlaceLink to={places.models}>{words.backToList}</PlaceLink> · {model.code} ·{' '}
    <ModelStatus status={model.status} /> · {words.digest}{' '}
    <span className="num" title={model.digest}>
      {shortDigest(model.digest)}
    </span>
    {model.status === 'disabled' && ` · ${words.noLegalBasis}`}
    {model.legalBasis !== null && ` · ${words.legalBasis}：${model.legalBasis}`}
  </>
);

const ModelTabs = ({ described }: { described: Described }) => {
  const { model, findings } = described;
  const [tab, setTab] = useState(described.nodes.length === 0 ? 'outside' : 'tree');
  const goToNode = (node: string): void => {
    setTab('tree');
    goTo(places.model(model.code, model.version, node), { replace: true });
  };
  return (
    <Tabs
      className="model-tabs"
      activeKey={tab}
      onChange={setTab}
      destroyOnHidden
      items={[
        { key: 'tree', label: words.tabs.tree, children: <ModelIndicators described={described} /> },
        { key: 'outside', label: words.tabs.outside, children: <ModelOutside described={described} /> },
        {
          key: 'rules',
          label:
            described.rules.length === 0
              ? words.tabs.rules
              : `${words.tabs.rules}（${described.rules.length}）`,
          children: <ModelRules rules={described.rules} onGo={goToNode} />,
        },
        {
          key: 'checks',
          label: findings.length === 0 ? words.tabs.checks : `${words.tabs.checks}（${findings.length}）`,
          children: <ModelChecks findings={findings} onGo={goToNode} />,
        },
        { key: 'compare', label: words.tabs.compare, children: <ModelComparison model={model} /> },
        {
          key: 'trial',
          label: words.tabs.trial,
          children: <SimulatorTab model={{ code: model.code, version: model.version }} />,
        },
        {
          key: 'sensitivity',
          label: words.tabs.sensitivity,
          children: <SensitivityTab model={{ code: model.code, version: model.version }} />,
        },
      ]}
    />
  );
};
