/** Whether the run counts and by what right, whether it still says what the database holds, and the proof of it. */
import { Alert, Tag } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { runSealKinds } from '#shared/domain/run-seals.ts';
import { useJob } from '../../engine/jobs.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { runSealWords as words } from '../../i18n/zh-CN/run-seals.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { operatorName } from './operator-name.ts';
import type { RunSummary } from './result-types.ts';

type Change = OperationOutput<'runs.staleness'>['changes'][number];
type Verdict = OperationOutput<'runs.verify'>;

/** Changes that are named. */
const named = 3;

const valueText = (value: Change['before']): string => {
  if (value === null) return words.nothing;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  return String(value);
};

const changeText = ({ kind, name, leaf, item, label, before, after }: Change): string => {
  const what =
    kind === 'unit' ? (words.unitParts[item ?? ''] ?? '') : [leaf ?? item, label].filter(Boolean).join(' ');
  const how =
    kind === 'unitAdded' || kind === 'unitRemoved'
      ? ''
      : `：${words.changeFromTo(valueText(before), valueText(after))}`;
  return `${name} ${kind === 'value' ? what : `${words.changeKinds[kind]} ${what}`.trim()}${how}`;
};

const SealLine = ({ run: { seal } }: { run: RunSummary }) => {
  if (seal === null) return <Tag>{words.trial}</Tag>;
  const { kind, sealedAt, sealedBy, reason, approvedBy, documentNo, supersedes, supersededBy } = seal;
  const parts = [
    words.sealLine(runSealKinds[kind], formatInstant(sealedAt), operatorName(sealedBy)),
    ...(approvedBy === null ? [] : [words.approvedLine(approvedBy)]),
    ...(documentNo === null ? [] : [words.documentLine(documentNo)]),
    ...(reason === null ? [] : [words.reasonLine(reason)]),
  ];
  return (
    <>
      <span>{parts.join('；')}</span>
      {supersededBy !== null && (
        <>
          <Tag>{words.supersededLine}</Tag>
          <PlaceLink to={places.run(supersededBy)}>{words.openSuperseding}</PlaceLink>
        </>
      )}
      {supersedes !== null && <PlaceLink to={places.run(supersedes)}>{words.openSuperseded}</PlaceLink>}
    </>
  );
};

const StaleLine = ({ stale }: { stale: OperationOutput<'runs.staleness'> }) => {
  const { modelNow, count, changes } = stale;
  const told = [
    ...changes.slice(0, named).map(changeText),
    ...(count > named ? [words.staleMore(formatCount(count - named))] : []),
  ].join('；');
  return (
    <p className="run-stale">
      <span className="warning">
        {modelNow === null ? words.staleTitle(formatCount(count)) : words.staleModel(modelNow)}
      </span>{' '}
      {told} <PlaceLink to={places.results}>{words.staleAgain}</PlaceLink>
    </p>
  );
};

export const RunStanding = ({ run }: { run: RunSummary }) => {
  const stale = useOperation('runs.staleness', { run: run.id }).data;
  const verify = useJob('runs.verify');
  const [verdict, setVerdict] = useState<Verdict | null>(null);
  const prove = async (): Promise<void> => {
    setVerdict(null);
    const closing = ({ same }: Verdict): string => words.verifyClosing(same);
    setVerdict(await verify.start({ run: run.id }, { title: words.verifying(run.cycleName), closing }));
  };
  return (
    <>
      <div className="run-standing">
        <SealLine run={run} />
        <ActionButton size="small" busy={verify.running !== null} onClick={() => void prove()}>
          {words.verify}
        </ActionButton>
        {verdict?.same === true && <span role="status">{words.verifiedSame}</span>}
      </div>
      <FailureNotice failure={verify.failure} onClose={verify.clearFailure} />
      {verdict !== null && verdict.findings.length > 0 && (
        <Alert
          className="notice"
          type={verdict.same ? 'warning' : 'error'}
          title={verdict.same ? words.verifiedSame : words.verifiedOther}
          description={<FindingList findings={verdict.findings} />}
          closable={{ onClose: () => setVerdict(null), 'aria-label': words.close }}
        />
      )}
      {stale?.stale === true && run.seal?.supersededBy == null && <StaleLine stale={stale} />}
    </>
  );
};
