/** 关于: versions, where the data lies, how much there is, and the end of the audit chain. */
import { App } from 'antd';
import { useEffect, useState } from 'react';
import type { ProgramInfo } from '#shared/bridge/window-bridge.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import { officeLevels } from '#shared/domain/code-lists.ts';
import type { Office } from '#shared/domain/entities.ts';
import { groupDigest } from '#shared/domain/fingerprint.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant, formatSize } from '../../i18n/format.ts';
import { systemWords } from '../../i18n/zh-CN/system.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { DigestGroups } from '../../ui/DigestGroups.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { Page } from '../../ui/Page.tsx';

const words = systemWords.about;

type About = OperationOutput<'system.about'>;

const useProgramInfo = (): ProgramInfo | null => {
  const [info, setInfo] = useState<ProgramInfo | null>(null);
  useEffect(() => {
    void window.bridge.programInfo().then(setInfo);
  }, []);
  return info;
};

/** Name and value of every line, in the order in which they are shown and copied. */
const factsOf = (
  about: About,
  office: Office,
  standIn: boolean,
): readonly [name: string, value: string][] => [
  [words.office, `${office.name}（${officeLevels[office.level]} ${office.regionCode}）`],
  [words.version, about.version],
  [words.modelEngine, about.modelEngine],
  [words.schema, String(about.schema)],
  [words.sqlite, `SQLite ${about.sqlite}${standIn ? words.standIn : ''}`],
  [
    words.runtime,
    [about.electron === null ? '' : `Electron ${about.electron}`, `Node ${about.node}`]
      .filter(Boolean)
      .join('，'),
  ],
  [words.folder, about.folder],
  [
    words.contents,
    Object.entries(about.contents.rows)
      .map(([kind, count]) => `${words.rows[kind as keyof typeof words.rows]} ${formatCount(count)}`)
      .join('，'),
  ],
  [
    systemWords.data.sizes.database,
    `${formatSize(about.sizes.database)}，${systemWords.data.sizes.evidence} ${formatSize(about.sizes.evidence)}，${systemWords.data.sizes.backups} ${formatSize(about.sizes.backups)}`,
  ],
  [words.changedAt, formatInstant(about.contents.changedAt)],
  [words.licence, words.licenceText],
];

export const AboutPage = () => {
  const { data, failure, refresh } = useOperation('system.about', {});
  const office = useOperation('office.read', {});
  const info = useProgramInfo();
  const { message } = App.useApp();
  const facts =
    data === undefined || office.data === undefined
      ? []
      : factsOf(data, office.data.office, info?.standInSqlite ?? false);

  const copy = (): void => {
    if (data === undefined) return;
    const audit = [
      words.audit,
      `${words.auditSequence(String(data.audit.sequence))} ${groupDigest(data.audit.hash)}`,
    ];
    const text = [...facts, audit].map(([name, value]) => `${name}：${value}`).join('\n');
    if (copyText(text)) void message.success(words.copied);
    else void message.warning(words.copyFailed);
  };

  return (
    <Page
      title={words.title}
      description={words.description}
      primary={
        <ActionButton
          type="primary"
          disabledReason={data === undefined ? systemWords.loading : null}
          onClick={copy}
        >
          {words.copy}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      {data !== undefined && (
        <div className="about">
          <section className="panel" aria-labelledby="program">
            <h2 id="program">{words.program}</h2>
            <dl className="facts">
              {facts.map(([name, value]) => (
                <Fact key={name} name={name} value={value} />
              ))}
            </dl>
          </section>
          <section className="panel" aria-labelledby="audit-head">
            <h2 id="audit-head">{words.audit}</h2>
            <p className="num">{words.auditSequence(formatCount(data.audit.sequence))}</p>
            <DigestGroups label={words.auditHash} digest={data.audit.hash} />
            <p className="quiet">{words.auditHint}</p>
          </section>
        </div>
      )}
    </Page>
  );
};

const Fact = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd className="num">{value}</dd>
  </>
);
