/** 清单核对: the delivery list that came with packages, read against the files that arrived. */
import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useJob } from '../../engine/jobs.ts';
import { formatCount } from '../../i18n/format.ts';
import { exchangeWords } from '../../i18n/zh-CN/exchange.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { FindingList } from '../../ui/FindingList.tsx';
import { pickFile, pickFiles } from '../../ui/files.ts';
import { JobLine } from '../../ui/JobLine.tsx';
import { Page } from '../../ui/Page.tsx';

const words = exchangeWords.delivery;

type Checked = OperationOutput<'packages.checkDelivery'>;
type Line = Checked['files'][number];

const count = (value: number | undefined): string => (value === undefined ? '' : formatCount(value));

const columns: readonly DataColumn<Line>[] = [
  { key: 'file', title: words.columns.file, width: 26, fixed: true, text: ({ fileName }) => fileName },
  {
    key: 'state',
    title: words.columns.state,
    width: 12,
    text: ({ state }) => words.states[state],
    render: ({ state }) => (
      <span className={state === 'matches' ? 'good' : 'bad'}>
        {state === 'matches' ? <CheckCircleFilled aria-hidden /> : <CloseCircleFilled aria-hidden />}{' '}
        {words.states[state]}
      </span>
    ),
    sort: true,
  },
  {
    key: 'listedRows',
    title: words.columns.listedRows,
    width: 7,
    kind: 'number',
    text: ({ listed }) => count(listed?.rows),
  },
  {
    key: 'foundRows',
    title: words.columns.foundRows,
    width: 7,
    kind: 'number',
    text: ({ found }) => count(found?.rows),
  },
  {
    key: 'listedTables',
    title: words.columns.listedTables,
    width: 7,
    kind: 'number',
    text: ({ listed }) => count(listed?.tables),
  },
  {
    key: 'foundTables',
    title: words.columns.foundTables,
    width: 7,
    kind: 'number',
    text: ({ found }) => count(found?.tables),
  },
  {
    key: 'listedSha256',
    title: words.columns.listedSha256,
    width: 20,
    text: ({ listed }) => listed?.sha256 ?? '',
  },
  {
    key: 'foundSha256',
    title: words.columns.foundSha256,
    width: 20,
    text: ({ found }) => found?.sha256 ?? '',
  },
];

export const DeliveryPage = () => {
  const [list, setList] = useState<PickedFile | null>(null);
  const [packages, setPackages] = useState<readonly PickedFile[]>([]);
  const [checked, setChecked] = useState<Checked | null>(null);
  const checking = useJob('packages.checkDelivery');

  const pickList = async (): Promise<void> => {
    const picked = await pickFile('workbook');
    if (picked === null) return;
    setList(picked);
    setChecked(null);
  };
  const pickPackages = async (): Promise<void> => {
    const picked = await pickFiles('package');
    if (picked.length === 0) return;
    setPackages((known) => [
      ...known.filter(({ name }) => picked.every((one) => one.name !== name)),
      ...picked,
    ]);
    setChecked(null);
  };
  const leaveOut = (token: string): void => {
    setPackages((known) => known.filter((one) => one.token !== token));
    setChecked(null);
  };
  const check = async (): Promise<void> => {
    if (list === null) return;
    const done = await checking.start(
      { list: list.token, packages: packages.map(({ token }) => token) },
      {
        title: words.checking(list.name),
        closing: ({ files }) =>
          words.checked(
            formatCount(files.filter(({ state }) => state === 'matches').length),
            formatCount(files.length),
          ),
      },
    );
    if (done !== null) setChecked(done);
  };

  return (
    <Page
      title={words.title}
      description={words.description}
      extra={
        <>
          <ActionButton onClick={() => void pickList()}>
            {list === null ? words.pickList : words.again}
          </ActionButton>
          <ActionButton onClick={() => void pickPackages()}>{words.pickPackages}</ActionButton>
        </>
      }
      primary={
        <ActionButton
          type="primary"
          busy={checking.running !== null}
          disabledReason={list === null ? words.needList : null}
          onClick={() => void check()}
        >
          {words.check}
        </ActionButton>
      }
    >
      <FailureNotice failure={checking.failure} onClose={checking.clearFailure} />
      {checking.running !== null && <JobLine job={checking.running} />}
      <section className="panel" aria-label={words.list}>
        {list === null ? (
          <p>{words.empty}</p>
        ) : (
          <>
            <p>
              <span className="quiet">{words.list}</span>　{list.name}
            </p>
            <p>
              <span className="quiet">{words.packages}</span>　{packages.length === 0 && words.none}
              {packages.map(({ token, name }) => (
                <span key={token}>
                  {name}
                  <ActionButton
                    size="small"
                    type="link"
                    aria-label={words.removeLabel(name)}
                    onClick={() => leaveOut(token)}
                  >
                    {words.remove}
                  </ActionButton>
                </span>
              ))}
            </p>
          </>
        )}
      </section>
      {checked !== null && <ResultPanel checked={checked} />}
    </Page>
  );
};

const ResultPanel = ({ checked: { files, findings } }: { checked: Checked }) => {
  const bad = files.filter(({ state }) => state !== 'matches').length;
  // A list that could not be read whole says nothing of what it may have named besides.
  const readWhole = findings.length === 0;
  return (
    <section className="panel" aria-labelledby="delivery-result" role="status">
      <h2 id="delivery-result">{words.result}</h2>
      {bad > 0 && <p className="bad">{words.someBad(formatCount(bad))}</p>}
      {bad === 0 && readWhole && <p className="good">{words.allGood(formatCount(files.length))}</p>}
      {!readWhole && (
        <>
          <p className="bad">{words.listUnread}</p>
          <FindingList findings={findings} />
        </>
      )}
      <DataTable
        tableId="exchange.delivery"
        label={words.result}
        columns={columns}
        rows={files}
        rowKey={({ fileName, found }) => `${fileName} ${found?.sha256 ?? ''}`}
        empty=""
        height={Math.min(files.length, 12) * 34 + 60}
        exportName={words.exportName}
      />
    </section>
  );
};
