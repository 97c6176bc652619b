/** 第三方评估: the reports of agencies with their fingerprints, and the scores that rest on them. */
import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useOperation } from '../../../engine/use-operation.ts';
import { formatCount, shortDigest } from '../../../i18n/format.ts';
import { externalWords } from '../../../i18n/zh-CN/external.ts';
import { goTo } from '../../../state/place.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import type { DataColumn } from '../../../ui/data-column.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { places } from '../../../ui/places.ts';
import type { ExternalFrameProps } from './frame.ts';
import { type RefusedCell, RefusedCells } from './RefusedCells.tsx';
import { ScoreDialog } from './ScoreDialog.tsx';
import type { ScoredModel } from './scored-model.ts';
import { useImportHere, useWriteHere } from './workbooks.ts';

const words = externalWords.thirdParty;
type Answer = OperationOutput<'thirdParty.read'>;
type Report = Answer['reports'][number];
type Unit = ScoredModel['units'][number];

const reportColumns: readonly DataColumn<Report>[] = [
  { key: 'title', title: words.columns.title, width: 14, text: ({ title }) => title, sort: true },
  { key: 'agency', title: words.columns.agency, width: 11, text: ({ agency }) => agency, sort: true },
  { key: 'contract', title: words.columns.contract, width: 8, text: ({ contractNo }) => contractNo },
  {
    key: 'date',
    title: words.columns.date,
    width: 7,
    kind: 'date',
    text: ({ reportedOn }) => reportedOn,
    sort: true,
  },
  {
    key: 'files',
    title: words.columns.files,
    width: 16,
    text: ({ files }) =>
      files.length === 0
        ? words.noFile
        : files.map(({ fileName, sha256 }) => words.file(fileName, shortDigest(sha256))).join('；'),
    render: ({ files }) =>
      files.length === 0 ? (
        <span className="warning">{words.noFile}</span>
      ) : (
        <span title={files.map(({ fileName, sha256 }) => words.file(fileName, sha256)).join('\n')}>
          {files.map(({ fileName, sha256 }) => words.file(fileName, shortDigest(sha256))).join('；')}
        </span>
      ),
  },
  {
    key: 'taken',
    title: words.columns.taken,
    width: 16,
    text: (report) => takenWords(report),
    render: (report) =>
      report.takings.some(({ sameFiles }) => !sameFiles) ? (
        <span className="warning">{takenWords(report)}</span>
      ) : (
        takenWords(report)
      ),
  },
];

const takenWords = ({ takings }: Report): string => {
  if (takings.length === 0) return words.notTaken;
  const changed = takings.some(({ sameFiles }) => !sameFiles);
  const taken = takings.map(({ leaf, units }) => words.taken(leaf, formatCount(units))).join('；');
  return changed ? `${taken}。${words.fileChanged}` : taken;
};

const columnTitle = ({ label, leaf, weight }: ScoredModel['columns'][number]): string =>
  weight === null ? `${leaf} ${label}` : words.weight(`${leaf} ${label}`, weight);

const unitColumns = (model: ScoredModel): DataColumn<Unit>[] => [
  { key: 'unit', title: words.columns.unit, width: 16, text: ({ name }) => name, sort: true, fixed: true },
  {
    key: 'group',
    title: words.columns.group,
    width: 7,
    text: ({ group }) => group ?? externalWords.noGroup,
    sort: true,
  },
  ...model.columns.map(
    (column, index): DataColumn<Unit> => ({
      key: `${column.leaf} ${column.item}`,
      title: columnTitle(column),
      width: 14,
      kind: 'number',
      text: ({ cells }) => cells[index]?.text ?? '',
      sort: ({ cells }) => Number(cells[index]?.text || Number.NEGATIVE_INFINITY),
    }),
  ),
  {
    key: 'source',
    title: words.columns.source,
    width: 26,
    text: (unit) => sourceOf(unit),
    render: (unit) =>
      sourceOf(unit) === words.noSource ? (
        <span className="warning">{words.noSource}</span>
      ) : (
        <span title={sourceOf(unit)}>{sourceOf(unit)}</span>
      ),
  },
];

const sourceOf = ({ cells }: Unit): string => {
  const filled = cells.filter(({ text }) => text !== '');
  if (filled.length === 0) return '';
  return filled.find(({ source }) => source !== null)?.source ?? words.noSource;
};

export const ThirdPartyView = ({
  cycle,
  noUnits,
  frame,
}: {
  cycle: { code: string; name: string };
  /** What to do first where the cycle has no units; null where it has. */
  noUnits: string | null;
  frame: (props: ExternalFrameProps) => ReactNode;
}) => {
  const { data, failure, loading, refresh } = useOperation('thirdParty.read', { cycle: cycle.code });
  const imports = useImportHere();
  const forms = useWriteHere('external.writeForm');
  const [scoring, setScoring] = useState(false);
  const [refused, setRefused] = useState<readonly RefusedCell[]>([]);
  const reports = data?.reports ?? [];
  const [ready] = reports.filter(({ files }) => files.length > 0);
  const [model] = data?.models ?? [];
  const lock = data?.lock ? externalWords.locked(describeFinding(data.lock)) : null;
  const blocked =
    lock ??
    (ready === undefined ? words.scoreNeedsReport : model === undefined ? (noUnits ?? words.noLeaves) : null);
  const unitName = (uscc: string): string => model?.units.find((unit) => unit.uscc === uscc)?.name ?? uscc;
  const form = { cycle: cycle.code, role: 'thirdParty' as const, ...(ready ? { report: ready.id } : {}) };

  return frame({
    extra: (
      <>
        <ActionButton
          busy={forms.busy}
          disabledReason={ready === undefined ? words.scoreNeedsReport : null}
          onClick={() => void forms.write({ ...form, supplier: null }, words.formName(cycle.name))}
        >
          {words.exportForm}
        </ActionButton>
        <ActionButton
          busy={imports.busy}
          disabledReason={blocked}
          onClick={() => void imports.read({ ...form, layout: 'unit-values' })}
        >
          {words.importForm}
        </ActionButton>
        <ActionButton disabledReason={blocked} onClick={() => setScoring(true)}>
          {words.score}
        </ActionButton>
      </>
    ),
    primary: (
      <ActionButton type="primary" onClick={() => goTo(places.newLedgerRow('thirdPartyReports'))}>
        {words.register}
      </ActionButton>
    ),
    children: (
      <>
        <FailureNotice failure={failure} onRetry={refresh} />
        <FailureNotice failure={imports.failure} onClose={imports.clearFailure} />
        <FailureNotice failure={forms.failure} onClose={forms.clearFailure} />
        {lock !== null && <Alert className="notice" type="info" showIcon title={lock} />}
        <RefusedCells refused={refused} nameOf={unitName} onClose={() => setRefused([])} />
        <DataTable
          tableId="assessment.thirdPartyReports"
          label={words.reports}
          columns={reportColumns}
          rows={reports}
          rowKey={({ id }) => id}
          loading={loading}
          empty={words.noReports}
          height={reports.length === 0 ? 80 : 150}
          onRowOpen={({ id }) => goTo(places.ledgerRow('thirdPartyReports', id))}
        />
        {(data?.models ?? []).map((one) => (
          <DataTable
            key={one.code}
            tableId={`assessment.thirdParty.${one.code}`}
            label={words.scores}
            columns={unitColumns(one)}
            rows={one.units}
            rowKey={({ uscc }) => uscc}
            empty={words.noLeaves}
            sums={[
              {
                title: words.summary,
                value: formatCount(
                  one.units.filter(({ cells }) => cells.some(({ text }) => text !== '')).length,
                ),
              },
            ]}
            exportName={words.exportName(cycle.name)}
          />
        ))}
        {data !== undefined && model === undefined && <p className="quiet">{noUnits ?? words.noLeaves}</p>}
        {scoring && model !== undefined && (
          <ScoreDialog
            cycle={cycle.code}
            model={model}
            reports={reports.filter(({ files }) => files.length > 0)}
            onClose={() => setScoring(false)}
            onRefused={setRefused}
          />
        )}
      </>
    ),
  });
};
