/** 区划代码: which table is in use, looking codes up, and taking another year's table. */
import { App, Input, InputNumber, Modal } from 'antd';
import { useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useJob } from '../../engine/jobs.ts';
import { useCommand } from '../../engine/use-command.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { systemWords } from '../../i18n/zh-CN/system.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickFile } from '../../ui/files.ts';
import { JobLine } from '../../ui/JobLine.tsx';
import { Page } from '../../ui/Page.tsx';
import { useSettled } from '../../ui/use-settled.ts';

const words = systemWords.regions;

type Table = OperationOutput<'regions.table'>['table'];
type Region = OperationOutput<'regions.search'>['regions'][number];

const columns: readonly DataColumn<Region>[] = [
  { key: 'code', title: words.code, width: 10, text: ({ code }) => code },
  { key: 'name', title: words.name, width: 12, text: ({ name }) => name },
  { key: 'path', title: words.path, width: 30, text: ({ path }) => path },
];

const found = 200;

export const RegionsPage = () => {
  const { data, failure, refresh } = useOperation('regions.table', {});
  const [text, setText] = useState('');
  const asked = useSettled(text.trim());
  const search = useOperation('regions.search', { text: asked, limit: found }, { enabled: asked !== '' });
  const [file, setFile] = useState<PickedFile | null>(null);
  const reset = useCommand('regions.reset');
  const importing = useJob('regions.import');
  const { message } = App.useApp();
  const regions = asked === '' ? [] : (search.data?.regions ?? []);
  const imported = data !== undefined && data.table.importedAt !== null;

  const goBack = async (): Promise<void> => {
    const answer = await reset.run({});
    if (answer !== null) void message.success(words.isReset(answer.table.year));
  };
  const take = async (chosen: PickedFile, year: number): Promise<void> => {
    setFile(null);
    await importing.start(
      { file: chosen.token, year },
      {
        title: words.importing(chosen.name),
        closing: ({ added, gone, renamed }) =>
          words.imported(formatCount(added), formatCount(gone), formatCount(renamed)),
      },
    );
  };

  return (
    <Page
      fill
      title={words.title}
      description={words.description}
      extra={
        <ActionButton
          busy={reset.busy}
          disabledReason={imported ? null : words.bundledInUse}
          onClick={() => void goBack()}
        >
          {words.reset}
        </ActionButton>
      }
      primary={
        <ActionButton
          type="primary"
          busy={importing.running !== null}
          onClick={() => void pickFile('codes').then(setFile)}
        >
          {words.import}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <FailureNotice failure={reset.failure} onClose={reset.clearFailure} />
      <FailureNotice failure={importing.failure} onClose={importing.clearFailure} />
      {importing.running !== null && <JobLine job={importing.running} />}
      {data !== undefined && <InUse table={data.table} />}
      <Input.Search
        className="region-search"
        aria-label={words.search}
        placeholder={words.searchHint}
        allowClear
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <DataTable
        tableId="regions"
        label={words.title}
        columns={columns}
        rows={regions}
        rowKey={({ code }) => code}
        empty={asked === '' ? words.empty : words.nothing}
        exportName={words.title}
      />
      {file !== null && (
        <YearDialog file={file} onClose={() => setFile(null)} onTake={(year) => void take(file, year)} />
      )}
    </Page>
  );
};

const InUse = ({ table }: { table: Table }) => (
  <section className="panel" aria-labelledby="region-table">
    <h2 id="region-table">{words.inUse(table.year)}</h2>
    <p>
      {words.units(formatCount(table.units))}
      {table.source}
      {table.importedAt !== null && `，${words.importedAt(formatInstant(table.importedAt))}`}
    </p>
    <p className="quiet">{words.note}</p>
  </section>
);

const YearDialog = ({
  file,
  onClose,
  onTake,
}: {
  file: PickedFile;
  onClose: () => void;
  onTake: (year: number) => void;
}) => {
  const [year, setYear] = useState<number | null>(new Date().getFullYear());
  return (
    <Modal
      open
      title={words.import}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.cancel}</ActionButton>
          <ActionButton
            type="primary"
            disabledReason={year === null ? words.yearMissing : null}
            onClick={() => year !== null && onTake(year)}
          >
            {words.take}
          </ActionButton>
        </>
      }
    >
      <p>{words.takes(file.name)}</p>
      <p>
        <label htmlFor="region-year">{words.year}</label>{' '}
        <InputNumber id="region-year" min={1980} max={2200} precision={0} value={year} onChange={setYear} />
      </p>
    </Modal>
  );
};
