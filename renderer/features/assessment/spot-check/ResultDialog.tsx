/** What the check of a drawn item found, and what its values should be. */
import { App, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { scorerRoles } from '#shared/domain/code-lists.ts';
import { dayInChina, isDate } from '#shared/domain/dates.ts';
import { type SpotCheckResult, spotCheckResults } from '#shared/domain/spot-checks.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { spotCheckWords } from '../../../i18n/zh-CN/external.ts';
import { DateInput } from '../../../ui/DateInput.tsx';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Labelled } from '../external/Labelled.tsx';
import type { DrawnItem } from './drawn-item.ts';

const words = spotCheckWords.result;

export const ResultDialog = ({
  check,
  item,
  onClose,
}: {
  check: string;
  item: DrawnItem;
  onClose: () => void;
}) => {
  const { message, modal } = App.useApp();
  const { run, busy, failure, clearFailure } = useCommand('spotChecks.record');
  const [result, setResult] = useState<SpotCheckResult>(item.result ?? 'confirmed');
  const [finding, setFinding] = useState(item.finding ?? '');
  const [shouldBe, setShouldBe] = useState(item.shouldBe ?? '');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [checkedOn, setCheckedOn] = useState(item.checkedOn ?? dayInChina(new Date().toISOString()));
  const [checkedBy, setCheckedBy] = useState(item.checkedBy ?? '');
  const [tried, setTried] = useState(false);
  const wrong = result === 'notConfirmed';
  const faults = {
    finding: wrong && finding.trim() === '' ? words.findingNeeded : null,
    checkedOn: isDate(checkedOn) ? null : words.dayInvalid,
    checkedBy: checkedBy.trim() === '' ? words.required : null,
  };
  const shown = (fault: string | null): string | null => (tried ? fault : null);

  const save = async (): Promise<void> => {
    setTried(true);
    if (Object.values(faults).some((fault) => fault !== null)) return;
    const answer = await run({
      id: check,
      ordinal: item.ordinal,
      result,
      finding,
      checkedOn,
      checkedBy,
      values: Object.entries(values).map(([code, text]) => ({ item: code, text })),
      shouldBe,
    });
    if (answer === null) return;
    onClose();
    const [refused] = answer.refused;
    if (refused !== undefined) void modal.warning({ title: words.refused(describeFinding(refused.finding)) });
    else if (answer.role !== null) void message.success(words.entered(scorerRoles[answer.role]));
    else void message.success(words.saved);
  };

  return (
    <Modal
      open
      title={words.title(`${item.bodyName ?? ''} ${item.label}`.trim())}
      okText={words.ok}
      cancelText={words.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => void save()}
      width="34rem"
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <div className="survey-form">
        <p>
          <b>{words.stated}</b>　{item.stated}
        </p>
        <Radio.Group
          aria-label={words.result}
          value={result}
          onChange={({ target }) => setResult(target.value as SpotCheckResult)}
          options={(Object.keys(spotCheckResults) as SpotCheckResult[]).map((value) => ({
            value,
            label: spotCheckResults[value],
          }))}
        />
        {wrong && (
          <>
            <Labelled label={words.finding} fault={shown(faults.finding)}>
              {(id) => (
                <Input.TextArea
                  id={id}
                  rows={2}
                  maxLength={1000}
                  value={finding}
                  onChange={({ target }) => setFinding(target.value)}
                />
              )}
            </Labelled>
            {item.items.length > 0 ? (
              <fieldset className="labelled">
                <legend>{words.values}</legend>
                <span className="quiet">{words.valuesHint}</span>
                {item.items.map(({ item: code, label }) => (
                  <Labelled key={code} label={label}>
                    {(id) => (
                      <Input
                        id={id}
                        maxLength={500}
                        value={values[code] ?? ''}
                        onChange={({ target }) =>
                          setValues((before) => ({ ...before, [code]: target.value }))
                        }
                      />
                    )}
                  </Labelled>
                ))}
              </fieldset>
            ) : (
              <Labelled label={words.shouldBe}>
                {(id) => (
                  <Input
                    id={id}
                    maxLength={1000}
                    value={shouldBe}
                    onChange={({ target }) => setShouldBe(target.value)}
                  />
                )}
              </Labelled>
            )}
          </>
        )}
        <div className="form-row">
          <Labelled label={words.checkedBy} fault={shown(faults.checkedBy)}>
            {(id) => (
              <Input
                id={id}
                maxLength={50}
                value={checkedBy}
                onChange={({ target }) => setCheckedBy(target.value)}
              />
            )}
          </Labelled>
          <Labelled label={words.checkedOn} fault={shown(faults.checkedOn)}>
            {() => <DateInput label={words.checkedOn} value={checkedOn} onChange={setCheckedOn} />}
          </Labelled>
        </div>
      </div>
    </Modal>
  );
};
