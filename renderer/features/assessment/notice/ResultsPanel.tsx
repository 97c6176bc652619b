/** 正式结果: every sealed run with its right to count, and whom a corrected one moved. */
import { useState } from 'react';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { cycleNoticeWords } from '../../../i18n/zh-CN/cycle-notice.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DocumentButton } from '../../../ui/documents/DocumentButton.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { MovedTable } from './MovedTable.tsx';
import type { NoticeWork } from './notice-types.ts';

const words = cycleNoticeWords.results;
type Result = NoticeWork['results'][number];

const Moved = ({ run }: { run: string }) => {
  const { data } = useOperation('scoreChanges.moved', { run });
  return data === undefined ? null : <MovedTable rows={data.moved} />;
};

const Item = ({ result }: { result: Result }) => {
  const [shown, setShown] = useState(false);
  const { run, modelName, kind, reason, approvedBy, documentNo, supersedes, sealedAt, sealedBy } = result;
  const why = [reason, approvedBy, documentNo].filter((text) => text !== null);
  return (
    <li className="notice-item">
      <p className="notice-line">
        <strong>{words.kinds[kind]}</strong>
        <span>{modelName}</span>
        <span className={result.official ? 'ledger-mark ledger-good' : 'quiet'}>
          {result.official && <span aria-hidden>✓ </span>}
          {result.official ? words.counts : words.replaced}
        </span>
        <span className="spacer" />
        <PlaceLink to={places.run(run)}>{words.open}</PlaceLink>
        {supersedes !== null && (
          <>
            <PlaceLink to={places.compareRuns(supersedes, run)}>{words.compare}</PlaceLink>
            <ActionButton size="small" aria-expanded={shown} onClick={() => setShown(!shown)}>
              {words.moved(result.moved)}
            </ActionButton>
          </>
        )}
      </p>
      {why.length > 0 && <p>{why.join('；')}</p>}
      <p className="quiet num">
        {formatInstant(sealedAt)} {cycleNoticeWords.actor(sealedBy)}
      </p>
      {shown && <Moved run={run} />}
    </li>
  );
};

export const ResultsPanel = ({
  cycle,
  name,
  work: { results },
}: {
  cycle: string;
  name: string;
  work: NoticeWork;
}) => (
  <section className="panel" aria-labelledby="results-panel">
    <div className="related-head">
      <h2 id="results-panel">{words.title}</h2>
      {results.some(({ supersedes, kind }) => supersedes !== null && kind !== 'official') && (
        <DocumentButton
          size="small"
          subject={{ kind: 'cycle', id: cycle }}
          documents={['resultCorrection']}
          subjectName={name}
        >
          {words.document}
        </DocumentButton>
      )}
    </div>
    {results.length === 0 ? (
      <p className="quiet">{words.empty}</p>
    ) : (
      <ul className="notice-list">
        {results.toReversed().map((result) => (
          <Item key={result.run} result={result} />
        ))}
      </ul>
    )}
  </section>
);
