/** 接收: whose package it is, what it would change, and only then the merge or the return. */
import { CheckCircleFilled, InfoCircleFilled } from '@ant-design/icons';
import { App } from 'antd';
import { useEffect, useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useJob } from '../../engine/jobs.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DigestGroups } from '../../ui/DigestGroups.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { pickFile, showInFolder } from '../../ui/files.ts';
import { JobLine } from '../../ui/JobLine.tsx';
import { Page } from '../../ui/Page.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { keepFor, useExchange } from './exchange-state.ts';
import { closingLine, MergeCounts, sumCounts } from './MergeCounts.tsx';
import { PackagePanel } from './PackagePanel.tsx';
import { PreviewPanels } from './PreviewPanels.tsx';
import { ReturnDialog } from './ReturnDialog.tsx';

const words = exchangeWords.inbox;

export const InboxPage = () => {
  const file = useExchange((state) => state.received);
  const receive = useExchange((state) => state.receive);
  const { message } = App.useApp();
  const pick = async (): Promise<void> => {
    const picked = await pickFile('package');
    if (picked !== null) receive(picked);
  };
  const picking = (
    <ActionButton type={file === null ? 'primary' : 'default'} onClick={() => void pick()}>
      {file === null ? words.pick : words.pickOther}
    </ActionButton>
  );
  return (
    <FileDrop
      hint={words.dropHere}
      onFiles={([first]) => first !== undefined && receive(first)}
      onRefused={() => void message.warning(words.dropRefused)}
    >
      {file === null ? (
        <Page title={words.title} description={words.description} primary={picking}>
          <section className="panel drop-place">
            <p>{words.drop}</p>
          </section>
        </Page>
      ) : (
        <Received key={file.token} file={file} picking={picking} />
      )}
    </FileDrop>
  );
};

/** A package on the table. */
const Received = ({ file, picking }: { file: PickedFile; picking: React.ReactNode }) => {
  const { preview, merged, returned } = useExchange();
  const inspected = useOperation('packages.inspect', { file: file.token });
  const looking = useJob('packages.preview');
  const merging = useJob('packages.merge');
  const [returning, setReturning] = useState(false);
  const view = preview?.package ?? inspected.data ?? null;
  const { start } = looking;
  const shallLook = inspected.data !== undefined && preview === null && looking.failure === null;

  useEffect(() => {
    if (!shallLook) return;
    void start(
      { file: file.token },
      {
        title: words.previewing(file.name),
        closing: ({ differing }) => words.previewed(formatCount(differing)),
      },
    ).then((seen) => {
      if (seen !== null) keepFor(file, { preview: seen });
    });
  }, [shallLook, file, start]);

  const merge = async (sender: string): Promise<void> => {
    const isReturn = view?.kind === 'return';
    const done = await merging.start(
      { file: file.token },
      {
        title: isReturn ? words.accepting(sender) : words.merging(sender),
        closing: ({ tables }) => (isReturn ? words.returnAccepted : closingLine(tables)),
      },
    );
    if (done !== null) keepFor(file, { merged: done });
  };

  const settled = merged !== null || (preview !== null && preview.mergedAt !== null);
  const isSubmission = view?.kind === 'submission';
  const refused = inspected.failure !== null || looking.failure !== null;
  return (
    <Page
      title={words.title}
      description={words.description}
      extra={
        <>
          {picking}
          {isSubmission && preview !== null && (
            <ActionButton onClick={() => setReturning(true)}>{words.return}</ActionButton>
          )}
        </>
      }
      primary={
        !settled && (
          <ActionButton
            type="primary"
            busy={merging.running !== null}
            disabledReason={preview === null ? (refused ? words.mergeRefused : words.mergeWait) : null}
            onClick={() => void merge(view?.sender.name ?? '')}
          >
            {view?.kind === 'return' ? words.acceptReturn : words.merge}
          </ActionButton>
        )
      }
    >
      <FailureNotice failure={inspected.failure} onRetry={inspected.refresh} />
      <FailureNotice failure={merging.failure} onClose={merging.clearFailure} />
      {merging.running !== null && <JobLine job={merging.running} />}
      {inspected.loading && <p className="quiet">{words.reading}</p>}
      {view !== null && (
        <div className="inbox">
          <PackagePanel view={view} fileName={file.name} proven={preview !== null} />
          <div className="inbox-side">
            {looking.running !== null && <JobLine job={looking.running} />}
            {looking.failure?.code === 'package.untrusted' ? (
              <UntrustedPanel fingerprint={view.fingerprint} />
            ) : (
              <FailureNotice failure={looking.failure} />
            )}
            {returned !== null && <ReturnedPanel returned={returned} />}
            {merged !== null && <MergedPanel merged={merged} />}
            {preview !== null && merged === null && <PreviewOf preview={preview} />}
          </div>
          <ReturnDialog submission={file} view={view} open={returning} onClose={() => setReturning(false)} />
        </div>
      )}
    </Page>
  );
};

const PreviewOf = ({ preview }: { preview: OperationOutput<'packages.preview'> }) => {
  if (preview.package.kind === 'return') {
    return (
      <>
        {preview.mergedAt !== null && <SettledLine at={preview.mergedAt} />}
        <ReasonPanel findings={preview.findings} />
      </>
    );
  }
  return preview.mergedAt === null ? (
    <PreviewPanels preview={preview} />
  ) : (
    <SettledLine at={preview.mergedAt} />
  );
};

const SettledLine = ({ at }: { at: string }) => (
  <section className="panel" role="status">
    <p>
      <InfoCircleFilled aria-hidden /> {words.alreadyMerged(formatInstant(at))}
    </p>
  </section>
);

const ReasonPanel = ({ findings }: Pick<OperationOutput<'packages.preview'>, 'findings'>) => (
  <section className="panel" aria-labelledby="reason">
    <h2 id="reason">{words.reason}</h2>
    {findings
      .filter(({ code }) => code === 'merge.returned')
      .map(({ params }) => (
        <blockquote key={String(params.package)}>{String(params.reason)}</blockquote>
      ))}
    <ExplanationsRefused findings={findings.filter(({ code }) => code === 'merge.explanationRefused')} />
  </section>
);

const ExplanationsRefused = ({ findings }: Pick<OperationOutput<'packages.preview'>, 'findings'>) =>
  findings.length === 0 ? null : (
    <ul aria-label={words.explanationsRefused}>
      {findings.map(describeFinding).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
  );

const UntrustedPanel = ({ fingerprint }: { fingerprint: string }) => (
  <section className="panel" aria-labelledby="untrusted" role="alert">
    <h2 id="untrusted">{words.untrusted}</h2>
    <p>{words.untrustedHint}</p>
    <DigestGroups label={exchangeWords.fingerprint} digest={fingerprint} />
    <ActionButton type="primary" onClick={() => goTo(places.enrolOffice)}>
      {words.enrol}
    </ActionButton>
  </section>
);

const MergedPanel = ({ merged }: { merged: OperationOutput<'packages.merge'> }) => {
  if (merged.package.kind === 'return') {
    return (
      <section className="panel" role="status">
        <p>
          <CheckCircleFilled className="good" aria-hidden /> {words.returnAccepted}{' '}
          <PlaceLink to={places.outbox}>{words.goOutbox}</PlaceLink>
        </p>
        <ReasonPanel findings={merged.findings} />
      </section>
    );
  }
  const { conflicts } = sumCounts(merged.tables);
  const differing = merged.scoreDifferences.length;
  return (
    <section className="panel" aria-labelledby="merged" role="status">
      <h2 id="merged">
        <CheckCircleFilled className="good" aria-hidden /> {words.merged}
      </h2>
      <p className="num">{closingLine(merged.tables)}</p>
      <MergeCounts tables={merged.tables} />
      {differing > 0 && <p className="bad">{words.scoresDiffer(formatCount(differing))}</p>}
      <p>{words.mergedHint}</p>
      <div className="next-steps">
        {conflicts > 0 && (
          <ActionButton onClick={() => goTo(places.conflicts)}>
            {words.goConflicts(formatCount(conflicts))}
          </ActionButton>
        )}
        {merged.package.cycle !== null && (
          <ActionButton onClick={() => goTo(places.cycle(merged.package.cycle ?? ''))}>
            {words.goAssess}
          </ActionButton>
        )}
      </div>
    </section>
  );
};

const ReturnedPanel = ({
  returned: { file, view },
}: {
  returned: { file: PickedFile; view: OperationOutput<'packages.return'> };
}) => (
  <section className="panel" aria-labelledby="returned" role="status">
    <h2 id="returned">
      <CheckCircleFilled className="good" aria-hidden /> {words.returned}
    </h2>
    <p>
      {file.name}　{exchangeWords.removable}{' '}
      <ActionButton size="small" onClick={() => showInFolder(file)}>
        {exchangeWords.showInFolder}
      </ActionButton>
    </p>
    <DigestGroups label={exchangeWords.sha256} digest={view.sha256} />
  </section>
);
