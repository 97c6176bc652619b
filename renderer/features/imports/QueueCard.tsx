/** One file on its way: what it was recognised as, what may be decided about it, and how far it is. */
import { Button, Collapse } from 'antd';
import { useId } from 'react';
import { importStatuses } from '#shared/domain/code-lists.ts';
import { importLayouts } from '#shared/ledgers/import-layouts.ts';
import { useClient } from '../../engine/engine-context.tsx';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { importsWords as words } from '../../i18n/zh-CN/imports.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { ColumnAssignment } from './ColumnAssignment.tsx';
import { FormChoice } from './FormChoice.tsx';
import {
  chooseFor,
  notReadable,
  type QueuedFile,
  type Recognised,
  readFiles,
  removeFile,
  showColumns,
} from './import-queue.ts';

export const QueueCard = ({ queued }: { queued: QueuedFile }) => {
  const client = useClient();
  const heading = useId();
  const { id, file, state, recognised, choice, failure, read } = queued;
  const busy = state === 'waiting' || state === 'reading';
  return (
    <section className="panel queue-card" aria-labelledby={heading}>
      <div className="queue-head">
        <h3 id={heading}>{file.name}</h3>
        <StateLine queued={queued} />
        <span className="spacer" />
        {read === null ? (
          <>
            <Button disabled={busy} onClick={() => removeFile(id)}>
              {words.remove}
            </Button>
            <ActionButton
              type="primary"
              busy={busy}
              disabledReason={busy ? null : notReadable(queued)}
              onClick={() => void readFiles(client, [id])}
            >
              {words.read}
            </ActionButton>
          </>
        ) : (
          <ActionButton
            type="primary"
            onClick={() => {
              removeFile(id);
              goTo(places.import(read.batch.id));
            }}
          >
            {words.look}
          </ActionButton>
        )}
      </div>
      <FailureNotice failure={failure} />
      {recognised !== null && read === null && (
        <>
          <Earlier recognised={recognised} />
          {recognised.layout === null && <Unknown recognised={recognised} />}
          {recognised.confidence === 'doubtful' && <MatchFacts recognised={recognised} />}
          <FormChoice
            choice={choice}
            stated={recognised.stated}
            disabled={busy}
            onChange={(change) => chooseFor(id, change)}
          />
          <Columns queued={queued} disabled={busy} />
        </>
      )}
    </section>
  );
};

/** Which column is which: a line when it is remembered, the whole of it when someone wants to see it. */
const Columns = ({
  queued: { id, choice, recognised, columns },
  disabled,
}: {
  queued: QueuedFile;
  disabled: boolean;
}) => {
  const client = useClient();
  if (choice.layout === undefined || choice.layout === 'model') return null;
  const known = choice.layout === recognised?.layout ? recognised.remembered : [];
  const names = [...new Set(known.map(({ name }) => name))].join('、');
  if (columns !== null) return <ColumnAssignment fileId={id} sheets={columns.sheets} disabled={disabled} />;
  return (
    <div className="form-choice">
      {known.length > 0 && <span>{words.columns.remembered(names)}</span>}
      <Button size="small" disabled={disabled} onClick={() => void showColumns(client, id)}>
        {known.length > 0 ? words.columns.change : words.columns.open}
      </Button>
    </div>
  );
};

/** In one line: what it is, or how far it is. */
const StateLine = ({ queued: { state, recognised, read } }: { queued: QueuedFile }) => {
  if (state === 'recognising') return <span className="quiet">{words.recognising}</span>;
  if (state === 'waiting') return <span className="quiet">{words.waiting}</span>;
  if (state === 'reading') return <span className="quiet">{words.reading}</span>;
  if (read !== null) {
    const { accepted, skipped, refused } = read.batch;
    return (
      <span className="num">
        {words.readCounts(formatCount(accepted), formatCount(skipped), formatCount(refused))}
      </span>
    );
  }
  if (recognised === null) return null;
  const { confidence, layout, stated, rows } = recognised;
  const said = words.recognised[confidence];
  const place = [stated?.cycle?.name ?? stated?.cycle?.code, stated?.unit?.name ?? stated?.unit?.uscc];
  return (
    <span className={confidence === 'none' ? 'bad' : confidence === 'doubtful' ? 'warning' : 'quiet'}>
      {typeof said === 'string' ? said : said(layout === null ? '' : importLayouts[layout])}
      {place.every((part) => part !== undefined) && ` · ${words.statedFor(place[0] ?? '', place[1] ?? '')}`}
      {` · ${words.rows(formatCount(rows))}`}
    </span>
  );
};

const Earlier = ({ recognised }: { recognised: Recognised }) => {
  const [newest] = recognised.earlier;
  if (newest === undefined) return null;
  return (
    <p className="warning">
      {words.earlier(formatInstant(newest.at), importStatuses[newest.status])}{' '}
      <PlaceLink to={places.import(newest.batch)}>{words.look}</PlaceLink>
    </p>
  );
};

/** Nothing fits: what was seen, and what there is. */
const Unknown = ({ recognised }: { recognised: Recognised }) => (
  <>
    <p>{words.noneHint}</p>
    <Collapse
      size="small"
      items={[
        {
          key: 'seen',
          label: words.seen,
          children:
            recognised.seen.length === 0 ? (
              words.seenNothing
            ) : (
              <ul>
                {recognised.seen.map(({ sheet, row, headers }) => (
                  <li key={sheet}>{words.seenIn(sheet, row, headers.join('、'))}</li>
                ))}
              </ul>
            ),
        },
        {
          key: 'forms',
          label: words.forms,
          children: (
            <ul>
              {recognised.forms.map(({ layout, title, columns }) => (
                <li key={layout}>{words.formNeeds(title, [...new Set(columns)].join('、'))}</li>
              ))}
            </ul>
          ),
        },
      ]}
    />
  </>
);

/** Which columns of the form the file has, and which it lacks. */
const MatchFacts = ({ recognised }: { recognised: Recognised }) => {
  const [match] = recognised.matches;
  if (match === undefined) return null;
  const facts = [
    [words.missing, match.missing],
    [words.found, match.found],
    [words.unknown, match.unknown],
  ] as const;
  return (
    <>
      <p className="quiet">{words.where(match.sheet, match.headerRow)}</p>
      <dl className="facts">
        {facts.map(
          ([title, columns]) =>
            columns.length > 0 && (
              <div key={title} className="facts-row">
                <dt>{title}</dt>
                <dd>{columns.join('、')}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
};
