/** What verifying an archive said: whose it is, each check, and everything that is not as it was. */
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import type { OperationOutput } from '#shared/contract/client.ts';
import { formatCount, formatInstant, formatSize } from '../../../i18n/format.ts';
import { cycleArchiveWords as words } from '../../../i18n/zh-CN/cycle-archive.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DigestGroups } from '../../../ui/DigestGroups.tsx';
import { FindingList } from '../../../ui/FindingList.tsx';

type Verified = OperationOutput<'cycles.verifyArchive'>;
type Check = Verified['checks'][number];

/** More findings than this say nothing more. */
const mostFindings = 200;

export const ArchiveOutcome = ({
  archive,
  onOpenFolder,
}: {
  archive: Verified;
  onOpenFolder: () => void;
}) => {
  const good = archive.checks.every(({ passed }) => passed);
  return (
    <section className="panel archive-outcome" aria-labelledby="archive-outcome" role="status">
      <h2 id="archive-outcome">
        {words.outcome} <span className="num">{archive.folder}</span>
      </h2>
      <p className={good ? '' : 'bad'}>
        {good ? (
          <CheckCircleFilled className="good" aria-hidden />
        ) : (
          <CloseCircleFilled className="bad" aria-hidden />
        )}{' '}
        {good ? words.allGood : words.bad}
      </p>
      {archive.findings.length > 0 && (
        <>
          <h3>{words.problems}</h3>
          <FindingList
            findings={archive.findings.slice(0, mostFindings)}
            total={archive.findings.length}
            place={() => ''}
          />
        </>
      )}
      <dl className="facts">
        <dt>{words.facts.cycle}</dt>
        <dd>{archive.cycleName}</dd>
        <dt>{words.facts.office}</dt>
        <dd>{archive.officeName}</dd>
        <dt>{words.facts.createdAt}</dt>
        <dd className="num">{formatInstant(archive.createdAt)}</dd>
        <dt>{words.facts.version}</dt>
        <dd className="num">{archive.appVersion}</dd>
        <dt>{words.facts.contents}</dt>
        <dd className="num">
          {words.contentsOf(
            formatCount(archive.units),
            formatCount(archive.runs),
            formatCount(archive.files),
            formatSize(archive.size),
          )}
        </dd>
        <dt>{words.facts.signer}</dt>
        <dd>{words.signers[archive.signer]}</dd>
      </dl>
      <table className="plain-table archive-checks">
        <thead>
          <tr>
            <th scope="col">{words.checkColumns.check}</th>
            <th scope="col">{words.checkColumns.how}</th>
            <th scope="col" className="num">
              {words.checkColumns.examined}
            </th>
            <th scope="col">{words.checkColumns.result}</th>
          </tr>
        </thead>
        <tbody>
          {archive.checks.map((check) => (
            <CheckRow key={check.name} check={check} />
          ))}
        </tbody>
      </table>
      <DigestGroups label={words.fingerprint} digest={archive.fingerprint} />
      <p>
        <ActionButton onClick={onOpenFolder}>{words.openFolder}</ActionButton>
      </p>
    </section>
  );
};

const CheckRow = ({ check: { name, passed, examined } }: { check: Check }) => {
  const said = words.examined[name];
  return (
    <tr>
      <th scope="row" className="nowrap">
        {words.checks[name]}
      </th>
      <td>{words.how[name]}</td>
      <td className="num nowrap">{typeof said === 'string' ? said : said(formatCount(examined))}</td>
      <td className="nowrap">
        {passed ? (
          <>
            <CheckCircleFilled className="good" aria-hidden /> {words.passed}
          </>
        ) : (
          <strong className="bad">
            <CloseCircleFilled aria-hidden /> {words.failed}
          </strong>
        )}
      </td>
    </tr>
  );
};
