/** 沿革: what became of a body; and its predecessors, whose records stay with them and are listed here. */
import { Button } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { bodyChangeKinds } from '#shared/domain/subject-lists.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';
import { Timeline } from '../Timeline.tsx';
import { ChangeDialog } from './ChangeDialog.tsx';
import { WithdrawChangeDialog } from './WithdrawChangeDialog.tsx';

const words = archiveWords.change;

type History = OperationOutput<'bodies.history'>;
type Change = History['changes'][number];

/** What happened, in a sentence. */
const said = ({ kind, fromName, toName, bodyName, otherName }: Change): string => {
  switch (kind) {
    case 'rename':
      return words.renamed(fromName ?? '', toName ?? '');
    case 'merge':
      return words.merged(bodyName, otherName);
    case 'split':
      return words.split(bodyName, otherName);
    case 'moved':
      return words.moved(fromName ?? words.noSuperior, toName ?? words.noSuperior);
    case 'closed':
      return words.closed;
  }
};

export const BodyHistory = ({
  body,
  foreignReason,
}: {
  body: { uscc: string; name: string; revision: number };
  /** Why nothing can be changed here; null when it can. */
  foreignReason: string | null;
}) => {
  const { data, failure, refresh } = useOperation('bodies.history', { uscc: body.uscc });
  const [recording, setRecording] = useState(false);
  const [correcting, setCorrecting] = useState<Change | null>(null);
  return (
    <section className="panel" aria-labelledby="history">
      <div className="panel-head">
        <h2 id="history">{words.title}</h2>
        <ActionButton size="small" disabledReason={foreignReason} onClick={() => setRecording(true)}>
          {words.record}
        </ActionButton>
      </div>
      <FailureNotice failure={failure} onRetry={refresh} />
      {data !== undefined && data.changes.length === 0 && <p className="quiet">{words.empty}</p>}
      {data !== undefined && data.successor !== null && (
        <p>
          {words.mergedInto(data.successor.mergedOn)}{' '}
          <PlaceLink to={places.body(data.successor.uscc)}>{data.successor.name}</PlaceLink>
        </p>
      )}
      {data !== undefined && data.formerNames.length > 0 && (
        <p>
          {words.formerNames}：
          {data.formerNames.map(({ name, until }) => words.formerName(name, until)).join('、')}
        </p>
      )}
      <ol className="body-changes">
        {data?.changes.map((change) => (
          <ChangeLine
            key={change.id}
            change={change}
            of={body.uscc}
            onCorrect={change.own ? () => setCorrecting(change) : null}
          />
        ))}
      </ol>
      {recording && <ChangeDialog body={body} onClose={() => setRecording(false)} />}
      {correcting !== null && (
        <WithdrawChangeDialog
          id={correcting.id}
          said={said(correcting)}
          onClose={() => setCorrecting(null)}
        />
      )}
    </section>
  );
};

const ChangeLine = ({
  change,
  of,
  onCorrect,
}: {
  change: Change;
  /** The body whose page this is. */
  of: string;
  onCorrect: (() => void) | null;
}) => {
  const { kind, effectiveOn, documentNo, reason, withdrawnOn, withdrawnReason, bodyUscc, bodyName } = change;
  return (
    <li>
      <span className="num">{effectiveOn}</span> <strong>{bodyChangeKinds[kind]}</strong>{' '}
      <span className={withdrawnOn === null ? '' : 'mark-revoked'}>{said(change)}</span>
      {bodyUscc !== of && (
        <>
          {' '}
          <PlaceLink to={places.body(bodyUscc)}>{bodyName}</PlaceLink>
        </>
      )}
      {withdrawnOn === null && onCorrect !== null && (
        <Button
          type="link"
          size="small"
          onClick={onCorrect}
          aria-label={`${words.withdraw}：${said(change)}`}
        >
          {words.withdraw}
        </Button>
      )}
      <p className="quiet">
        {[
          documentNo,
          reason,
          withdrawnOn === null ? null : words.withdrawn(withdrawnOn, withdrawnReason ?? ''),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </li>
  );
};

/** The bodies that were merged into this one, each with its records on request. Nothing where there are none. */
export const Predecessors = ({ uscc }: { uscc: string }) => {
  const { data } = useOperation('bodies.history', { uscc });
  const [open, setOpen] = useState<string | null>(null);
  if (data === undefined || data.predecessors.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="predecessors">
      <h2 id="predecessors">{words.predecessors}</h2>
      <p className="quiet">{words.predecessorsHint}</p>
      {data.predecessors.map((body) => (
        <section key={body.uscc} aria-label={body.name}>
          <p>
            <PlaceLink to={places.body(body.uscc)}>{body.name}</PlaceLink>{' '}
            <span className="quiet num">{words.predecessor(body.mergedOn, formatCount(body.records))}</span>
            {body.records > 0 && (
              <Button
                type="link"
                size="small"
                aria-expanded={open === body.uscc}
                onClick={() => setOpen(open === body.uscc ? null : body.uscc)}
              >
                {open === body.uscc ? words.hideRecords : words.showRecords}
              </Button>
            )}
          </p>
          {open === body.uscc && <Timeline subject={{ type: 'body', uscc: body.uscc }} />}
        </section>
      ))}
    </section>
  );
};
