/** What was read out of a file: which years to take, and from which notice. */
import { Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { holidayWords as words } from '../../../i18n/zh-CN/rules.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { FindingList } from '../../../ui/FindingList.tsx';

type Read = OperationOutput<'holidays.readFile'>;
type Year = Read['years'][number];

interface Props {
  name: string;
  read: Read;
  /** Years that are held already. */
  held: readonly number[];
  /** @param years those that were taken */
  onClose: (years: number[]) => void;
}

/** A few days of a year that is held belong to the holiday of the next or last year's notice: they are added. */
const isMerged = ({ year, days }: Year, held: readonly number[]): boolean =>
  held.includes(year) && days.length <= 5;

const count = ({ days }: Year, wanted: string): number => days.filter(({ kind }) => kind === wanted).length;

export const ArrangementDialog = ({ name, read, held, onClose }: Props) => {
  const fresh = read.years.filter(({ year }) => !held.includes(year)).map(({ year }) => year);
  const [chosen, setChosen] = useState<readonly number[]>(fresh);
  const [documents, setDocuments] = useState<Readonly<Record<number, string>>>({});
  const { run, busy, failure, clearFailure } = useCommand('holidays.put');
  const documentOf = ({ year, document }: Year): string =>
    documents[year] ?? document ?? words.defaultDocument(year);
  const taken = read.years.filter(({ year }) => chosen.includes(year));

  const take = async (): Promise<void> => {
    for (const year of taken) {
      const arrangement = {
        year: year.year,
        document: documentOf(year).trim() || words.defaultDocument(year.year),
        standing: 'unverified',
        days: year.days,
      } as const;
      if ((await run({ arrangement, add: isMerged(year, held) })) === null) return;
    }
    onClose(taken.map(({ year }) => year));
  };
  const todo = (year: Year): string =>
    isMerged(year, held) ? words.merge : held.includes(year.year) ? words.replace : words.add;

  return (
    <Modal
      open
      title={words.importTitle(name)}
      width="46rem"
      onCancel={() => onClose([])}
      footer={
        <>
          <ActionButton onClick={() => onClose([])}>{words.cancel}</ActionButton>
          <ActionButton
            type="primary"
            busy={busy}
            disabledReason={chosen.length === 0 ? words.chooseYear : null}
            onClick={() => void take()}
          >
            {words.take}
          </ActionButton>
        </>
      }
    >
      <p>{words.importText}</p>
      <FailureNotice failure={failure} onClose={clearFailure} />
      <div className="import-years">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.columns.year}</th>
              <th scope="col">{words.days}</th>
              <th scope="col">{words.into}</th>
              <th scope="col">{words.document}</th>
            </tr>
          </thead>
          <tbody>
            {read.years.map((year) => (
              <tr key={year.year}>
                <td className="nowrap">
                  <Checkbox
                    checked={chosen.includes(year.year)}
                    onChange={({ target }) =>
                      setChosen(
                        target.checked ? [...chosen, year.year] : chosen.filter((one) => one !== year.year),
                      )
                    }
                  >
                    {words.yearTitle(year.year)}
                  </Checkbox>
                </td>
                <td className="nowrap num">{words.summary(count(year, 'off'), count(year, 'worked'))}</td>
                <td className="nowrap">{todo(year)}</td>
                <td>
                  <Input
                    aria-label={`${words.yearTitle(year.year)} ${words.document}`}
                    maxLength={200}
                    value={documentOf(year)}
                    onChange={({ target }) => setDocuments({ ...documents, [year.year]: target.value })}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {read.findings.length > 0 && (
        <>
          <h3>{words.unreadable}</h3>
          <FindingList findings={read.findings} />
        </>
      )}
    </Modal>
  );
};
