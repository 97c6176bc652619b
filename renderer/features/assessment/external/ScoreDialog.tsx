/** Entering what a report says of each unit; a column copied from a workbook goes in from the cell where it is pasted. */
import { App, Modal, Select } from 'antd';
import { type ClipboardEvent, useId, useState } from 'react';
import { useCommand } from '../../../engine/use-command.ts';
import { formatCount } from '../../../i18n/format.ts';
import { externalWords } from '../../../i18n/zh-CN/external.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import type { RefusedCell } from './RefusedCells.tsx';
import type { ScoredModel } from './scored-model.ts';

const words = externalWords.thirdParty.dialog;

export const ScoreDialog = ({
  cycle,
  model,
  reports,
  onClose,
  onRefused,
}: {
  cycle: string;
  model: ScoredModel;
  reports: readonly { id: string; title: string }[];
  onClose: () => void;
  onRefused: (refused: readonly RefusedCell[]) => void;
}) => {
  const { message } = App.useApp();
  const { run, busy, failure, clearFailure } = useCommand('thirdParty.score');
  const [report, setReport] = useState(reports[0]?.id ?? '');
  const reportId = useId();
  const [typed, setTyped] = useState<ReadonlyMap<string, string>>(new Map());
  const textAt = (row: number, column: number): string =>
    typed.get(`${row} ${column}`) ?? model.units[row]?.cells[column]?.text ?? '';

  const paste = (event: ClipboardEvent<HTMLInputElement>, row: number, column: number): void => {
    const lines = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
    if (lines.length < 2 && !lines[0]?.includes('\t')) return;
    event.preventDefault();
    const next = new Map(typed);
    for (const [down, line] of lines.entries()) {
      for (const [right, text] of line.split('\t').entries()) {
        if (row + down < model.units.length && column + right < model.columns.length)
          next.set(`${row + down} ${column + right}`, text.trim());
      }
    }
    setTyped(next);
  };

  const save = async (): Promise<void> => {
    const cells = [...typed].flatMap(([key, text]) => {
      const [row = 0, column = 0] = key.split(' ').map(Number);
      const unit = model.units[row];
      const asked = model.columns[column];
      if (unit === undefined || asked === undefined || text.trim() === unit.cells[column]?.text) return [];
      return [{ bodyUscc: unit.uscc, leaf: asked.leaf, item: asked.item, text }];
    });
    if (cells.length === 0) {
      void message.info(words.nothing);
      return;
    }
    const answer = await run({ cycle, report, cells });
    if (answer === null) return;
    onRefused(answer.refused);
    void message.success(words.done(formatCount(answer.stored), formatCount(answer.unchanged)));
    onClose();
  };

  return (
    <Modal
      open
      title={words.title}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void save()}
      width="48rem"
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <div className="score-report">
        <label htmlFor={reportId}>{words.report}</label>
        <Select
          id={reportId}
          className="indicator-choice"
          value={report}
          onChange={setReport}
          options={reports.map(({ id, title }) => ({ value: id, label: title }))}
        />
      </div>
      <p className="quiet">{words.about}</p>
      <div className="score-sheet">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{externalWords.thirdParty.columns.unit}</th>
              {model.columns.map(({ leaf, item, label }) => (
                <th key={`${leaf} ${item}`} scope="col">
                  {leaf} {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {model.units.map((unit, row) => (
              <tr key={unit.uscc}>
                <th scope="row">{unit.name}</th>
                {model.columns.map(({ leaf, item, label }, column) => (
                  <td key={`${leaf} ${item}`}>
                    {/* Plain ones: there may be hundreds of units. */}
                    <input
                      className="score-cell num"
                      aria-label={words.cell(unit.name, label)}
                      value={textAt(row, column)}
                      maxLength={30}
                      onPaste={(event) => paste(event, row, column)}
                      onChange={({ target }) =>
                        setTyped((before) => new Map(before).set(`${row} ${column}`, target.value))
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Modal>
  );
};
