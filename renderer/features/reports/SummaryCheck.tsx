/** 核对汇总表: whether a summary that came back still says what the run says that it names. */
import { CheckCircleFilled } from '@ant-design/icons';
import { Modal } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useJob } from '../../engine/jobs.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { reportsWords } from '../../i18n/zh-CN/reports.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { DataTable } from '../../ui/DataTable.tsx';
import type { DataColumn } from '../../ui/data-column.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickFile } from '../../ui/files.ts';
import { JobLine } from '../../ui/JobLine.tsx';

const words = reportsWords.check;

type Checked = OperationOutput<'reports.checkSummary'>;
type Difference = Checked['differences'][number];

const column = (key: keyof Difference, width: number): DataColumn<Difference> => ({
  key,
  title: words.columns[key],
  width,
  text: (difference) => difference[key],
});

const columns: readonly DataColumn<Difference>[] = [
  column('sheet', 10),
  column('cell', 6),
  column('row', 16),
  column('title', 9),
  column('expected', 9),
  column('found', 9),
];

export const SummaryCheckButton = () => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <ActionButton onClick={() => setOpen(true)}>{words.action}</ActionButton>
      {open && <SummaryCheck onClose={() => setOpen(false)} />}
    </>
  );
};

const SummaryCheck = ({ onClose }: { onClose: () => void }) => {
  const [checked, setChecked] = useState<Checked | null>(null);
  const checking = useJob('reports.checkSummary');

  const check = async (): Promise<void> => {
    const file = await pickFile('workbook');
    if (file === null) return;
    setChecked(null);
    const done = await checking.start(
      { file: file.token },
      {
        title: words.checking(file.name),
        closing: ({ cells, differing }) => words.done(formatCount(cells), formatCount(differing)),
      },
    );
    if (done !== null) setChecked(done);
  };

  return (
    <Modal
      open
      width="52rem"
      title={words.title}
      onCancel={onClose}
      footer={
        <>
          <ActionButton onClick={onClose}>{words.close}</ActionButton>
          <ActionButton type="primary" busy={checking.running !== null} onClick={() => void check()}>
            {words.pick}
          </ActionButton>
        </>
      }
    >
      <p>{words.about}</p>
      <FailureNotice failure={checking.failure} onClose={checking.clearFailure} />
      {checking.running !== null && <JobLine job={checking.running} />}
      {checked !== null && <Result checked={checked} />}
    </Modal>
  );
};

const standingOf = ({ official, sealed }: Checked['runs'][number]): string =>
  official ? words.standing.official : sealed ? words.standing.former : words.standing.trial;

const Result = ({ checked }: { checked: Checked }) => {
  const { runs, cells, differences, differing, missingSheets } = checked;
  const same = differing === 0 && missingSheets.length === 0;
  return (
    <div role="status">
      {runs.map((run) => (
        <p key={run.id} className="quiet">
          {words.run(`${run.modelCode} ${run.modelVersion}`, formatInstant(run.createdAt), standingOf(run))}
        </p>
      ))}
      {same ? (
        <p className="good">
          <CheckCircleFilled aria-hidden /> {words.same(formatCount(cells))}
        </p>
      ) : (
        <p className="bad">
          {missingSheets.length > 0 && words.missing(missingSheets.join('、'))}
          {differing > 0 && words.differs(formatCount(differing), formatCount(cells))}
        </p>
      )}
      {differing > 0 && (
        <DataTable
          tableId="reports.summary-check"
          label={words.list}
          columns={columns}
          rows={differences}
          rowKey={({ sheet, cell }) => `${sheet} ${cell}`}
          empty=""
          height={Math.min(differences.length, 8) * 34 + 60}
          exportName={words.exportName}
        />
      )}
    </div>
  );
};
