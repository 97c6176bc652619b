/** The file of an official: who they are, and the records about them. */
import { Button } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { staffCategories } from '#shared/domain/code-lists.ts';
import { fileResults, officialStatuses } from '#shared/domain/subject-lists.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { documentsWords } from '../../../i18n/zh-CN/documents.ts';
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
import { RevealDialog } from '../../../ui/RevealDialog.tsx';
import { Timeline } from '../Timeline.tsx';
import { FilePanel } from './FilePanel.tsx';

const words = archiveWords.official;
const titles = archiveWords.officials.columns;
const { none } = archiveWords.record;
const { file } = archiveWords;

type Read = OperationOutput<'officials.read'>;

export const OfficialPage = ({ id }: { id: string }) => {
  const { data, failure, refresh } = useOperation('officials.read', { id });
  if (data === undefined) {
    return (
      <Page
        title={archiveWords.officials.title}
        extra={<Button onClick={() => goTo(places.officials)}>{archiveWords.officials.back}</Button>}
      >
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  const { official, own } = data;
  return (
    <Page
      title={official.name}
      description={
        <>
          <PlaceLink to={places.body(official.bodyUscc)}>{official.bodyName}</PlaceLink>
          {[official.post, staffCategories[official.staffCategory]]
            .filter(Boolean)
            .map((part) => ` · ${part}`)}
        </>
      }
      extra={
        <>
          <DocumentButton
            subject={{ kind: 'official', id }}
            documents={['creditReport', 'selfCriticism']}
            subjectName={official.name}
          >
            {documentsWords.makeReport}
          </DocumentButton>
          <Button onClick={() => goTo(places.checkEligibility(`${official.name} ${official.bodyName}`))}>
            {documentsWords.checkEligibility}
          </Button>
          <ActionButton
            disabledReason={own ? null : words.foreignReason}
            onClick={() => goTo(places.editOfficial(id))}
          >
            {words.edit}
          </ActionButton>
        </>
      }
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.newRecord(official.bodyUscc, id))}>
          {words.register}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <div className="dossier">
        <div className="dossier-main">
          <FilePanel official={id} foreignReason={own ? null : words.foreignReason} />
          <RelatedRows subject={{ officialId: id }} about={{ official: id, unit: official.bodyUscc }} />
          <section className="panel" aria-labelledby="timeline">
            <h2 id="timeline">{archiveWords.timeline.title}</h2>
            <Timeline subject={{ type: 'official', id }} />
          </section>
          <EvidencePanel owner={{ ownerType: 'official', ownerId: id }} />
        </div>
        <div className="dossier-side">
          <Identity official={official} />
          <UseLog subject={{ kind: 'official', id }} />
        </div>
      </div>
    </Page>
  );
};

const Identity = ({ official }: { official: Read['official'] }) => {
  const [asking, setAsking] = useState(false);
  return (
    <section className="panel" aria-labelledby="identity">
      <h2 id="identity">{words.identity}</h2>
      <dl className="facts">
        <dt>{titles.idNo}</dt>
        <dd className="num">
          {official.idNoMasked ?? words.noNumber}
          {official.idNoMasked !== null && (
            <Button type="link" size="small" onClick={() => setAsking(true)}>
              {words.reveal}
            </Button>
          )}
        </dd>
        <PersonFacts id={official.id} />
        <dt>{titles.fileNo}</dt>
        <dd>{official.fileNo ?? none}</dd>
        <dt>{titles.entryDate}</dt>
        <dd className="num">{official.entryDate ?? none}</dd>
        <dt>{titles.pledgeSignedOn}</dt>
        <dd className="num">{official.pledgeSignedOn ?? none}</dd>
        <dt>{titles.trainingHours}</dt>
        <dd className="num">{formatCount(official.trainingHours)}</dd>
        <dt>{archiveWords.record.registeredOn}</dt>
        <dd className="num">
          {formatInstant(official.updatedAt)}（{archiveWords.record.revision(official.revision)}）
        </dd>
      </dl>
      {asking && <RevealNumber id={official.id} onClose={() => setAsking(false)} />}
    </section>
  );
};

const RevealNumber = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { run, busy, failure, clearFailure } = useCommand('officials.reveal');
  return (
    <RevealDialog
      what={words.idNumber}
      busy={busy}
      failure={failure}
      onCloseFailure={clearFailure}
      onReveal={async (reason) => {
        const answer = await run({ id, reason });
        return answer === null ? null : { value: answer.idNo };
      }}
      onClose={onClose}
    />
  );
};

/** What follows from the file and the citizen number today. */
const PersonFacts = ({ id }: { id: string }) => {
  const { data } = useOperation('officials.file', { id });
  if (data === undefined) return null;
  const { status, person, rank, assessments, discipline, entryCheck } = data;
  const since = status.since === null ? '' : `（${file.since(status.since)}）`;
  return (
    <>
      {person !== null && (
        <>
          <dt>{file.sex}</dt>
          <dd>{file.sexes[person.sex]}</dd>
          <dt>{file.birthYear}</dt>
          <dd className="num">{person.birthYear}</dd>
        </>
      )}
      <dt>{file.status}</dt>
      <dd>{`${officialStatuses[status.code]}${since}`}</dd>
      <dt>{file.rank}</dt>
      <dd>{rank ?? none}</dd>
      <dt>{file.entryCheck}</dt>
      <dd>
        {entryCheck === null
          ? file.noEntryCheck
          : file.entryCheckOf(fileResults[entryCheck.result], entryCheck.on)}
      </dd>
      <dt>{file.assessments}</dt>
      <dd>
        {assessments
          .slice(0, 3)
          .map(({ year, grade }) => file.assessment(year, fileResults[grade]))
          .join('、') || none}
      </dd>
      <dt>{file.discipline}</dt>
      <dd>
        {discipline === null ? (
          file.noDiscipline
        ) : (
          <strong className="mark-negative">
            ▼ {file.disciplineOf(fileResults[discipline.result], discipline.until)}
          </strong>
        )}
      </dd>
    </>
  );
};
