/** All models and versions, and the drafts of more; importing another one. */
import { useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { shortDigest } from '../../i18n/format.ts';
import { modelDraftWords as draftWords } from '../../i18n/zh-CN/model-drafts.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickFile } from '../../ui/files.ts';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { BeginDraft } from './drafts/BeginDraft.tsx';
import { DraftList } from './drafts/DraftList.tsx';
import { ImportModel } from './ImportModel.tsx';
import { ModelStatus } from './ModelStatus.tsx';

type Model = OperationOutput<'models.list'>['models'][number];

const columns: readonly DataColumn<Model>[] = [
  { key: 'name', title: words.name, width: 20, text: ({ name }) => name, sort: true },
  { key: 'code', title: words.code, width: 11, text: ({ code }) => code, sort: true },
  { key: 'version', title: words.version, width: 6, text: ({ version }) => version, sort: true },
  {
    key: 'status',
    title: words.status,
    width: 7,
    text: ({ status }) => words.statuses[status],
    render: ({ status }) => <ModelStatus status={status} />,
    sort: true,
  },
  {
    key: 'legalBasis',
    title: words.legalBasis,
    width: 22,
    text: ({ status, legalBasis }) => legalBasis ?? (status === 'disabled' ? words.noLegalBasis : ''),
  },
  {
    key: 'digest',
    title: words.digest,
    width: 8,
    text: ({ digest }) => digest,
    render: ({ digest }) => <span title={digest}>{shortDigest(digest)}</span>,
  },
];

export const ModelListPage = () => {
  const { data, failure, loading, refresh } = useOperation('models.list', {});
  const drafts = useOperation('modelDrafts.list', {});
  const [picked, setPicked] = useState<PickedFile | null>(null);
  const [beginning, setBeginning] = useState(false);

  const pick = async (): Promise<void> => setPicked(await pickFile('model'));

  return (
    <Page
      title={words.title}
      description={words.description}
      fill
      extra={
        <>
          <ActionButton onClick={() => goTo(places.imports)}>{words.importWorkbook}</ActionButton>
          <ActionButton onClick={() => setBeginning(true)}>{draftWords.newModel}</ActionButton>
        </>
      }
      primary={
        <ActionButton type="primary" onClick={() => void pick()}>
          {words.importModel}
        </ActionButton>
      }
    >
      <FailureNotice
        failure={failure ?? drafts.failure}
        onRetry={failure === null ? drafts.refresh : refresh}
      />
      <DraftList drafts={drafts.data?.drafts ?? []} />
      <DataTable
        tableId="models"
        label={words.list}
        columns={columns}
        rows={data?.models ?? []}
        rowKey={({ code, version }) => `${code} ${version}`}
        loading={loading}
        empty={words.empty}
        onRowOpen={({ code, version }) => goTo(places.model(code, version))}
        exportName={words.title}
      />
      {picked !== null && <ImportModel key={picked.token} file={picked} onClose={() => setPicked(null)} />}
      {beginning && <BeginDraft from={null} onClose={() => setBeginning(false)} />}
    </Page>
  );
};
