/** Who sent a package and what it holds. */
import { CheckCircleFilled, QuestionCircleFilled } from '@ant-design/icons';
import type { OperationOutput } from '#shared/contract/client.ts';
import { type OfficeLevel, officeLevels } from '#shared/domain/code-lists.ts';
import { formatCount, formatInstant, formatSize } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { tableName } from '../../i18n/zh-CN/travelling-rows.ts';
import { DigestGroups } from '../../ui/DigestGroups.tsx';

const words = exchangeWords.inbox;

interface PackagePanelProps {
  view: OperationOutput<'packages.inspect'>;
  fileName: string;
  /** The sender's signature has been checked against an enrolled key. */
  proven: boolean;
}

export const levelName = (level: string): string =>
  Object.hasOwn(officeLevels, level) ? officeLevels[level as OfficeLevel] : level;

export const PackagePanel = ({ view, fileName, proven }: PackagePanelProps) => (
  <section className="panel package-panel" aria-labelledby="who">
    <h2 id="who">{words.who}</h2>
    <p className="num">{fileName}</p>
    <p>
      {proven ? (
        <>
          <CheckCircleFilled className="good" aria-hidden /> {words.proven}
        </>
      ) : (
        <>
          <QuestionCircleFilled className="warning" aria-hidden /> {words.claimed}
        </>
      )}
    </p>
    <dl className="facts">
      <dt>{words.sender}</dt>
      <dd>{view.sender.name}</dd>
      <dt>{words.level}</dt>
      <dd className="num">
        {levelName(view.sender.level)} {view.sender.regionCode}
      </dd>
      <dt>{words.kind}</dt>
      <dd>{exchangeWords.kinds[view.kind] ?? view.kind}</dd>
      <dt>{words.cycle}</dt>
      <dd>{view.cycle ?? '—'}</dd>
      <dt>{words.createdAt}</dt>
      <dd className="num">{formatInstant(view.createdAt)}</dd>
      <dt>{exchangeWords.contents}</dt>
      <dd className="num">
        {Object.entries(view.counts)
          .filter(([, count]) => count > 0)
          .map(([table, count]) => `${tableName(table)} ${formatCount(count)}`)
          .join('，')}
        <span className="quiet">（{formatSize(view.size)}）</span>
      </dd>
    </dl>
    <DigestGroups label={exchangeWords.sha256} digest={view.sha256} />
    <DigestGroups label={exchangeWords.fingerprint} digest={view.fingerprint} />
    <p className="quiet">{exchangeWords.copyDigest}</p>
  </section>
);
