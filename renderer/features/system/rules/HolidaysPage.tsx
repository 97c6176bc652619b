/** 节假日: which years are held, each year as a calendar, entered by hand or out of a file. */
import { App } from 'antd';
import { useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useJob } from '../../../engine/jobs.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { holidayWords as words } from '../../../i18n/zh-CN/rules.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { pickFile } from '../../../ui/files.ts';
import { Page } from '../../../ui/Page.tsx';
import { ArrangementDialog } from './ArrangementDialog.tsx';
import { YearPanel } from './YearPanel.tsx';

type Held = OperationOutput<'holidays.years'>['years'][number];
type Read = OperationOutput<'holidays.readFile'>;

interface YearRow {
  year: number;
  held: Held | null;
}

const columns: readonly DataColumn<YearRow>[] = [
  {
    key: 'year',
    title: words.columns.year,
    width: 4,
    text: ({ year }) => String(year),
    sort: ({ year }) => year,
  },
  {
    key: 'state',
    title: words.columns.state,
    width: 5,
    text: ({ held }) => (held === null ? words.missing : words.held),
    render: ({ held }) =>
      held === null ? (
        <span className="warning" title={words.missingHint}>
          {words.missing}
        </span>
      ) : (
        words.held
      ),
  },
  {
    key: 'off',
    title: words.columns.off,
    width: 5,
    kind: 'number',
    text: ({ held }) => (held === null ? '' : String(held.off)),
  },
  {
    key: 'worked',
    title: words.columns.worked,
    width: 7,
    kind: 'number',
    text: ({ held }) => (held === null ? '' : String(held.worked)),
  },
  {
    key: 'standing',
    title: words.columns.standing,
    width: 11,
    text: ({ held }) => (held === null ? '' : words.standings[held.standing]),
    hiddenAtFirst: true,
  },
  {
    key: 'document',
    title: words.columns.document,
    width: 24,
    text: ({ held }) => held?.document ?? '',
    hiddenAtFirst: true,
  },
  {
    key: 'origin',
    title: words.columns.origin,
    width: 6,
    text: ({ held }) => (held === null ? '' : words.origins[held.origin]),
    hiddenAtFirst: true,
  },
];

export const HolidaysPage = () => {
  const { data, failure, loading, refresh } = useOperation('holidays.years', {});
  const [chosen, setChosen] = useState<number | null>(null);
  const [found, setFound] = useState<{ file: PickedFile; read: Read } | null>(null);
  const reading = useJob('holidays.readFile');
  const { message } = App.useApp();
  const rows: YearRow[] = [
    ...(data?.missing ?? []).map((year) => ({ year, held: null })),
    ...(data?.years ?? []).map((held) => ({ year: held.year, held })),
  ].sort((a, b) => b.year - a.year);
  const thisYear = data === undefined ? null : Number(data.today.slice(0, 4));
  const year = chosen ?? thisYear;

  const pick = async (): Promise<void> => {
    const file = await pickFile('calendar');
    if (file === null) return;
    const read = await reading.start(
      { file: file.token },
      { title: words.reading(file.name), closing: ({ years }) => words.read(String(years.length)) },
    );
    if (read !== null) setFound({ file, read });
  };

  return (
    <Page
      title={words.title}
      description={words.description}
      primary={
        <ActionButton type="primary" busy={reading.running !== null} onClick={() => void pick()}>
          {words.import}
        </ActionButton>
      }
    >
      <FailureNotice failure={failure} onRetry={refresh} />
      <FailureNotice failure={reading.failure} onClose={reading.clearFailure} />
      <div className="holidays">
        <DataTable
          tableId="system.holidays"
          label={words.list}
          columns={columns}
          rows={rows}
          loading={loading}
          rowKey={(row) => String(row.year)}
          selected={year === null ? null : String(year)}
          onRowOpen={(row) => setChosen(row.year)}
          empty={words.empty}
          exportName={words.exportName}
          height={560}
        />
        {year !== null && <YearPanel key={year} year={year} />}
      </div>
      {found !== null && (
        <ArrangementDialog
          name={found.file.name}
          read={found.read}
          held={data?.years.map((one) => one.year) ?? []}
          onClose={(years) => {
            setFound(null);
            if (years.length === 0) return;
            setChosen(years.at(-1) ?? null);
            void message.success(words.taken(years.join('、')));
          }}
        />
      )}
    </Page>
  );
};
