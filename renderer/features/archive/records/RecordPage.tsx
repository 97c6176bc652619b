/** One credit record: what it says, whom it is about, how long it is shown, how it was changed. */
import { App, Button } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import {
  disclosureLevels,
  documentTypes,
  domains,
  recordStatuses,
  rectificationStatuses,
  repairStatuses,
} from '#shared/domain/code-lists.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatInstant, wanText } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DocumentButton } from '../../../ui/documents/DocumentButton.tsx';
import { UseLog } from '../../../ui/documents/UseLog.tsx';
import { EvidencePanel } from '../../../ui/evidence/EvidencePanel.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { RelatedRows } from '../../../ui/ledger/RelatedRows.tsx';
import { Page } from '../../../ui/Page.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { RecordMark } from '../marks.tsx';
import { PublicityPanel } from './PublicityPanel.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { RevisionList } from './RevisionList.tsx';

const words = archiveWords.record;
const columns = archiveWords.records.columns;

type Read = OperationOutput<'records.read'>;

/** Why the record cannot be changed here; null when it can. */
export const closedReason = ({ record, own }: Pick<Read, 'record' | 'own'>): string | null => {
  if (record.status === 'revoked') return words.revokedReason;
  return own ? null : words.foreignReason;
};

/** Why the record cannot be put away yet; null when it can. */
const notOver = ({ status }: Read['record']): string | null =>
  status === 'repaired' || status === 'expired' ? null : words.archive.notYet;

export const RecordPage = ({ id }: { id: string }) => {
  const { data, failure, refresh } = useOperation('records.read', { id });
  const [act, setAct] = useState<'revoke' | 'archive' | null>(null);
  const { message } = App.useApp();
  if (data === undefined) {
    return (
      <Page title={words.loading} extra={<Button onClick={() => goTo(places.records)}>{words.back}</Button>}>
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  const { record } = data;
  const closed = closedReason(data);
  return (
    <Page
      title={record.title || record.documentNo}
      description={
        <>
          <RecordMark record={record} /> · {record.bodyName} · {recordStatuses[record.status]}
          {record.objectionFiledOn !== null && record.objectionClosedOn === null && (
            <strong className="warning"> · {words.underObjection}</strong>
          )}
        </>
      }
      extra={
        <>
          <Button onClick={() => goTo(places.records)}>{words.back}</Button>
          <Button onClick={() => goTo(places.newRecord(record.bodyUscc, record.officialId ?? undefined))}>
            {words.another}
          </Button>
          <DocumentButton subject={{ kind: 'record', id }} subjectName={record.title || record.documentNo} />
          <ActionButton disabledReason={closed ?? notOver(record)} onClick={() => setAct('archive')}>
            {words.archive.act}
          </ActionButton>
          <ActionButton disabledReason={closed} onClick={() => setAct('revoke')}>
            {words.revoke.act}
          </ActionButton>
        </>
      }
      primary={
        <ActionButton type="primary" disabledReason={closed} onClick={() => goTo(places.editRecord(id))}>
          {words.edit}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      {record.status === 'revoked' && <p className="form-summary">{words.revokedNotice}</p>}
      <div className="dossier">
        <div className="dossier-main">
          <Content data={data} />
          <RelatedRows
            subject={{ recordId: id }}
            about={{ record: id, unit: record.bodyUscc, official: record.officialId }}
          />
          <EvidencePanel owner={{ ownerType: 'record', ownerId: id }} />
          <RevisionList revisions={data.revisions} />
        </div>
        <div className="dossier-side">
          <PublicityPanel publicity={data.publicity} />
          <UseLog subject={{ kind: 'record', id }} />
        </div>
      </div>
      {act !== null && (
        <ReasonDialog
          id={id}
          act={act}
          onClose={(done) => {
            setAct(null);
            if (done) void message.success(words[act].done);
          }}
        />
      )}
    </Page>
  );
};

const Content = ({ data: { record, item } }: { data: Read }) => (
  <section className="panel" aria-labelledby="content">
    <h2 id="content">{words.content}</h2>
    <p className="prose">{record.factSummary}</p>
    <dl className="facts">
      <dt>{words.subject}</dt>
      <dd>
        <PlaceLink to={places.body(record.bodyUscc)}>{record.bodyName}</PlaceLink>
        {record.presentBodyName !== null && archiveWords.change.presentName(record.presentBodyName)}
        {record.officialId !== null && (
          <>
            {' · '}
            <PlaceLink to={places.official(record.officialId)}>{record.officialName}</PlaceLink>
          </>
        )}
      </dd>
      <dt>{words.item}</dt>
      <dd>
        {item === null ? record.catalogueItem : `${item.name}（${item.code}）`}
        {item !== null && (
          <span className="quiet">
            {' '}
            {words.basis}：{item.legalBasis}
            {item.suggested && `（${words.suggested}）`}
          </span>
        )}
      </dd>
      <dt>{words.document}</dt>
      <dd>{words.documentOf(documentTypes[record.documentType], record.documentNo)}</dd>
      <dt>{columns.issuingOrgan}</dt>
      <dd>{record.issuingOrgan}</dd>
      <dt>{columns.decisionDate}</dt>
      <dd className="num">{record.decisionDate}</dd>
      <dt>{columns.domain}</dt>
      <dd>{domains[record.domain]}</dd>
      <dt>{archiveWords.recordFields.amountFen}</dt>
      <dd className="num">{record.amountFen === null ? words.none : wanText(record.amountFen)}</dd>
      <dt>{columns.persons}</dt>
      <dd>{record.responsiblePersons ?? words.none}</dd>
      <dt>{archiveWords.recordFields.disclosureLevel}</dt>
      <dd>{disclosureLevels[record.disclosureLevel]}</dd>
      <dt>{columns.rectification}</dt>
      <dd>{rectificationStatuses[record.rectificationStatus]}</dd>
      <dt>{columns.repair}</dt>
      <dd>{repairStatuses[record.repairStatus]}</dd>
      <dt>{columns.remarks}</dt>
      <dd className="prose">{record.remarks ?? words.none}</dd>
      <dt>{words.registeredOn}</dt>
      <dd className="num">
        {formatInstant(record.updatedAt)}（{words.revision(record.revision)}）
      </dd>
    </dl>
  </section>
);
