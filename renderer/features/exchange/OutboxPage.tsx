/** 上报: what would go, what it lacks, and the sealed file with what is read aloud about it. */
import { CheckCircleFilled } from '@ant-design/icons';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { useJob } from '../../engine/jobs.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant, formatSize, shortDigest } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { tableName } from '../../i18n/zh-CN/travelling-rows.ts';
import { goTo } from '../../state/place.ts';
import { useSession } from '../../state/session.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import { DigestGroups } from '../../ui/DigestGroups.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { pickSaveTarget, showInFolder } from '../../ui/files.ts';
import { JobLine } from '../../ui/JobLine.tsx';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { keepSealed, useExchange } from './exchange-state.ts';
import { NoCyclePage } from './NoCyclePage.tsx';

const words = exchangeWords.outbox;

type Readiness = OperationOutput<'packages.readiness'>;

/** Where a finding is mended. */
const placeOf = (cycle: string, { code, subject, leaf, item }: Finding): string | null => {
  if (subject !== undefined && leaf !== undefined)
    return places.entryCell({ cycle, unit: subject, leaf, item });
  switch (code) {
    case 'package.noUnits':
    case 'package.runMissing':
    case 'package.runOutdated':
      return places.cycle(cycle);
    case 'package.conflictsOpen':
      return places.conflicts;
    default:
      return null;
  }
};

/** A county of 500 units may have as many gaps; the list below has them all. */
const shownFindings = 50;

const errorsFirst = (a: Finding, b: Finding): number =>
  Number(b.severity === 'error') - Number(a.severity === 'error');

const sumRows = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

export const OutboxPage = () => {
  const cycle = useSession((session) => session.cycle);
  return cycle === null ? <NoCyclePage title={words.title} /> : <Outbox cycle={cycle} />;
};

const Outbox = ({ cycle }: { cycle: string }) => {
  const { data, failure, loading, refresh } = useOperation('packages.readiness', { cycle });
  const office = useOperation('office.read', {});
  const cycles = useOperation('cycles.list', {});
  const sealing = useJob('packages.create');
  const sealed = useExchange((state) => state.sealed[cycle]);
  const cycleName = cycles.data?.cycles.find(({ code }) => code === cycle)?.name ?? cycle;
  const errors = data?.findings.filter(({ severity }) => severity === 'error').length ?? 0;

  const seal = async (): Promise<void> => {
    const file = await pickSaveTarget('package', words.fileName(office.data?.office.name ?? '', cycle));
    if (file === null) return;
    const view = await sealing.start(
      { cycle, file: file.token },
      {
        title: words.sealing(file.name),
        closing: ({ counts, files }) => words.sealed(formatCount(sumRows(counts)), formatCount(files)),
        file,
      },
    );
    if (view !== null) keepSealed(cycle, { file, view });
  };

  return (
    <Page
      title={words.title}
      description={words.description}
      primary={
        <ActionButton
          type="primary"
          busy={sealing.running !== null}
          disabledReason={data === undefined ? words.checking : errors > 0 ? words.blocked : null}
          onClick={() => void seal()}
        >
          {sealed === undefined ? words.seal : words.again}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <FailureNotice failure={sealing.failure} onClose={sealing.clearFailure} />
      {sealing.running !== null && <JobLine job={sealing.running} />}
      {sealed !== undefined && <SealedPanel cycle={cycle} file={sealed.file} view={sealed.view} />}
      {loading && <p className="waiting">{words.checking}</p>}
      {data !== undefined && (
        <>
          <ContentsPanel readiness={data} cycleName={cycleName} />
          <section className="panel" aria-labelledby="check">
            <h2 id="check">{words.check}</h2>
            {data.findings.length === 0 ? (
              <p>
                <CheckCircleFilled className="good" aria-hidden /> {words.ready}
              </p>
            ) : (
              <>
                <p className={errors > 0 ? 'bad' : 'quiet'}>
                  {errors > 0 ? words.blocked : words.warnings(formatCount(data.findings.length))}
                </p>
                <FindingList
                  findings={data.findings.toSorted(errorsFirst).slice(0, shownFindings)}
                  total={data.findings.length}
                  place={() => ''}
                  canGo={(finding) => placeOf(cycle, finding) !== null}
                  onGo={(finding) => {
                    const place = placeOf(cycle, finding);
                    if (place !== null) goTo(place);
                  }}
                />
              </>
            )}
          </section>
          {data.units.length > unitsInOneLine && <UnitsPanel units={data.units} />}
        </>
      )}
    </Page>
  );
};

const isDone = ({ required, given }: Readiness['units'][number]): boolean => given >= required;

/** More units than this are shown as a list of their own. */
const unitsInOneLine = 1;

const unitColumns: readonly DataColumn<Readiness['units'][number]>[] = [
  { key: 'name', title: words.unitColumns.name, width: 24, text: ({ name }) => name, sort: true },
  {
    key: 'required',
    title: words.unitColumns.required,
    width: 6,
    kind: 'number',
    text: ({ required }) => formatCount(required),
    sort: ({ required }) => required,
  },
  {
    key: 'given',
    title: words.unitColumns.given,
    width: 6,
    kind: 'number',
    text: ({ given }) => formatCount(given),
    sort: ({ given }) => given,
  },
  {
    key: 'left',
    title: words.unitColumns.left,
    width: 6,
    kind: 'number',
    text: ({ required, given }) => formatCount(required - given),
    sort: ({ required, given }) => required - given,
  },
];

const ContentsPanel = ({ readiness, cycleName }: { readiness: Readiness; cycleName: string }) => {
  const { counts, units, lastSealed } = readiness;
  const [only] = units;
  return (
    <section className="panel" aria-labelledby="whole">
      <h2 id="whole">{words.whole(cycleName)}</h2>
      <ul className="counts" aria-label={words.rowsByTable}>
        {Object.entries(counts).map(([table, count]) => (
          <li key={table}>
            <span className="quiet">{tableName(table)}</span>{' '}
            <strong className="num">{formatCount(count)}</strong>
          </li>
        ))}
      </ul>
      {only !== undefined && units.length <= unitsInOneLine && (
        <p>
          {only.name}：{words.units(formatCount(only.given), formatCount(only.required))}
        </p>
      )}
      {units.length > unitsInOneLine && (
        <p>{words.unitsDone(formatCount(units.filter(isDone).length), formatCount(units.length))}</p>
      )}
      {lastSealed !== null && (
        <p className="quiet num">
          {words.lastSealed(formatInstant(lastSealed.at), shortDigest(lastSealed.sha256))}
        </p>
      )}
    </section>
  );
};

/** The least finished first. */
const UnitsPanel = ({ units }: Pick<Readiness, 'units'>) => (
  <section className="panel" aria-labelledby="units">
    <h2 id="units">{words.unitsTitle}</h2>
    <DataTable
      tableId="exchange.units"
      label={words.unitsTitle}
      columns={unitColumns}
      rows={units.toSorted((a, b) => b.required - b.given - (a.required - a.given))}
      rowKey={({ uscc }) => uscc}
      empty=""
      height={Math.min(units.length, 8) * 34 + 44}
      exportName={words.unitsTitle}
    />
  </section>
);

type Sealed = ReturnType<typeof useExchange.getState>['sealed'][string];

/** Saves the list that goes with the package. */
const DeliveryListButton = ({ cycle, name }: { cycle: string; name: string }) => {
  const listing = useJob('reports.export');
  const save = async (): Promise<void> => {
    const file = await pickSaveTarget('workbook', words.listName(name.replace(/\.[^.]+$/, '')));
    if (file === null) return;
    await listing.start(
      { report: 'delivery-list', cycle, unmasked: false, file: file.token },
      { title: words.listJob(file.name), file },
    );
  };
  return (
    <>
      <ActionButton size="small" busy={listing.running !== null} onClick={() => void save()}>
        {words.list}
      </ActionButton>
      <FailureNotice failure={listing.failure} onClose={listing.clearFailure} />
    </>
  );
};

const SealedPanel = ({ cycle, file, view }: Sealed & { cycle: string }) => (
  <section className="panel sealed" aria-labelledby="sealed" role="status">
    <h2 id="sealed">{words.result}</h2>
    <p>
      <CheckCircleFilled className="good" aria-hidden /> <strong>{exchangeWords.removable}</strong>
    </p>
    <p className="num">
      {file.name}（{formatSize(view.size)}，
      {words.sealed(formatCount(sumRows(view.counts)), formatCount(view.files))}）{' '}
      <ActionButton size="small" onClick={() => showInFolder(file)}>
        {exchangeWords.showInFolder}
      </ActionButton>{' '}
      <DeliveryListButton cycle={cycle} name={file.name} />
    </p>
    <p className="quiet">{words.readAloud}</p>
    <div className="digests">
      <DigestGroups label={exchangeWords.sha256} digest={view.sha256} />
      <DigestGroups label={exchangeWords.fingerprint} digest={view.fingerprint} />
    </div>
    <p className="quiet">{words.handOver}</p>
  </section>
);
