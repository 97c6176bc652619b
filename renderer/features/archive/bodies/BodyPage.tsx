/** The dossier of a body: who it is, its records in the order of time, its officials, what it scored. */
import { Button } from 'antd';
import type { OperationOutput } from '#shared/contract/client.ts';
import { bodyTypes, officeLevels } from '#shared/domain/code-lists.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
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
import { Timeline } from '../Timeline.tsx';
import { useListOf } from '../use-list-of.ts';
import { BodyHistory, Predecessors } from './BodyHistory.tsx';
import { ScoreHistory } from './ScoreHistory.tsx';

const words = archiveWords.body;
const { none } = archiveWords.record;

type Read = OperationOutput<'bodies.read'>;

export const BodyPage = ({ uscc }: { uscc: string }) => {
  const { data, failure, refresh } = useOperation('bodies.read', { uscc });
  const listOf = useListOf(uscc);
  if (data === undefined) {
    return (
      <Page
        title={uscc}
        extra={<Button onClick={() => goTo(places.bodies)}>{archiveWords.bodies.back}</Button>}
      >
        <FailureNotice failure={failure} onRetry={refresh} />
      </Page>
    );
  }
  const { body, own, superiors, officials, subordinates } = data;
  return (
    <Page
      title={body.name}
      description={
        <>
          {superiors.map((superior) => (
            <span key={superior.uscc}>
              <PlaceLink to={places.body(superior.uscc)}>{superior.name}</PlaceLink> ›{' '}
            </span>
          ))}
          {bodyTypes[body.bodyType]} · {officeLevels[body.adminLevel]}
        </>
      }
      extra={
        <>
          <DocumentButton
            subject={{ kind: 'body', id: uscc }}
            documents={['creditReport', 'interview', 'reminder', 'selfCriticism']}
            subjectName={body.name}
          >
            {documentsWords.makeReport}
          </DocumentButton>
          <Button onClick={() => goTo(places.checkEligibility(uscc))}>
            {documentsWords.checkEligibility}
          </Button>
          <Button onClick={() => goTo(places.newOfficial(uscc))}>{words.addOfficial}</Button>
          <ActionButton
            disabledReason={own ? null : words.foreignReason}
            onClick={() => goTo(places.editBody(uscc))}
          >
            {words.edit}
          </ActionButton>
        </>
      }
      primary={
        <ActionButton type="primary" onClick={() => goTo(places.newRecord(uscc))}>
          {words.register}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <div className="dossier">
        <div className="dossier-main">
          <RelatedRows subject={{ bodyUscc: uscc }} about={{ unit: uscc }} />
          <section className="panel" aria-labelledby="timeline">
            <div className="panel-head">
              <h2 id="timeline">{words.timeline}</h2>
              <Button type="link" size="small" onClick={listOf.records}>
                {words.inLedger}
              </Button>
            </div>
            <Timeline subject={{ type: 'body', uscc }} years={data.records.years} />
          </section>
          <EvidencePanel owner={{ ownerType: 'body', ownerId: body.id }} />
          <Predecessors uscc={uscc} />
        </div>
        <div className="dossier-side">
          <Identity body={body} regionName={data.regionName} />
          <section className="panel" aria-labelledby="place">
            <h2 id="place">{words.place}</h2>
            <p>
              <Button type="link" size="small" onClick={listOf.subordinates}>
                {words.subordinates(formatCount(subordinates))}
              </Button>
              <Button type="link" size="small" onClick={listOf.officials}>
                {words.officials(formatCount(officials))}
              </Button>
            </p>
          </section>
          <BodyHistory body={body} foreignReason={own ? null : words.foreignReason} />
          <ScoreHistory uscc={uscc} scores={data.scores} />
          <UseLog subject={{ kind: 'body', id: uscc }} />
        </div>
      </div>
    </Page>
  );
};

const Identity = ({ body, regionName }: { body: Read['body']; regionName: string | null }) => (
  <section className="panel" aria-labelledby="identity">
    <h2 id="identity">{words.identity}</h2>
    <dl className="facts">
      <dt>{words.uscc}</dt>
      <dd className="num">{body.uscc}</dd>
      <dt>{words.regionCode}</dt>
      <dd>
        {regionName !== null && <span>{regionName} </span>}
        <span className="num quiet">{body.regionCode}</span>
      </dd>
      <dt>{words.groupCode}</dt>
      <dd>{body.groupCode ?? none}</dd>
      <dt>{words.headName}</dt>
      <dd>{body.headName ?? none}</dd>
      <dt>{words.liaison}</dt>
      <dd>{body.liaison ?? none}</dd>
      <dt>{words.phone}</dt>
      <dd className="num">{body.phone ?? none}</dd>
      <dt>{words.inUse}</dt>
      <dd className="num">{words.inUseFrom(body.validFrom, body.validTo)}</dd>
    </dl>
  </section>
);
