/** Drawing: from what, how many, by which seed; a second draw of the same says why. */
import { Checkbox, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { type SpotCheckPopulation, spotCheckPopulations } from '#shared/domain/spot-checks.ts';
import { useCommand } from '../../../engine/use-command.ts';
import { formatCount } from '../../../i18n/format.ts';
import { spotCheckWords } from '../../../i18n/zh-CN/external.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { Labelled } from '../external/Labelled.tsx';

const words = spotCheckWords.dialog;
type List = OperationOutput<'spotChecks.list'>;

/** Any seed will do, as long as it is recorded; a person may take another. */
const anySeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] ?? 1;
const shareAtFirst = 10;

export const DrawDialog = ({
  cycle,
  draws,
  frames,
  onClose,
  onDrawn,
}: {
  cycle: string;
  draws: List['draws'];
  frames: List['frames'];
  onClose: () => void;
  onDrawn: (id: string) => void;
}) => {
  const { run, busy, failure, clearFailure } = useCommand('spotChecks.draw');
  const [population, setPopulation] = useState<SpotCheckPopulation>('leaves');
  const [title, setTitle] = useState(words.defaultName(draws.length + 1));
  const [kind, setKind] = useState<'share' | 'count'>('share');
  const [share, setShare] = useState(shareAtFirst);
  const [count, setCount] = useState(20);
  const [seed, setSeed] = useState(anySeed);
  const [stratified, setStratified] = useState(true);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const frame = frames.find((one) => one.population === population)?.size ?? 0;
  const standing = draws.find((draw) => draw.population === population && !draw.superseded);
  const size = Math.min(frame, kind === 'count' ? count : Math.max(1, Math.ceil((frame * share) / 100)));
  const lacks = title.trim() === '' || (standing !== undefined && reason.trim() === '');

  const draw = async (): Promise<void> => {
    setTried(true);
    if (lacks || frame === 0) return;
    const answer = await run({
      cycle,
      population,
      title,
      seed,
      size,
      stratified,
      reason: standing === undefined ? null : reason,
    });
    if (answer === null) return;
    onDrawn(answer.id);
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
      onOk={() => void draw()}
      width="34rem"
    >
      <FailureNotice failure={failure} onClose={clearFailure} />
      <div className="survey-form">
        <Labelled label={words.name} fault={tried && title.trim() === '' ? words.required : null}>
          {(id) => (
            <Input id={id} maxLength={100} value={title} onChange={({ target }) => setTitle(target.value)} />
          )}
        </Labelled>
        <Labelled label={words.population} fault={frame === 0 ? words.nothing : null}>
          {(id) => (
            <Select<SpotCheckPopulation>
              id={id}
              value={population}
              onChange={setPopulation}
              options={frames.map(({ population: value, size: of }) => ({
                value,
                label: words.frame(spotCheckPopulations[value], formatCount(of)),
              }))}
            />
          )}
        </Labelled>
        <div className="form-row">
          <div className="labelled">
            <Radio.Group
              aria-label={words.sizeKind}
              value={kind}
              onChange={({ target }) => setKind(target.value as 'share' | 'count')}
              options={[
                { value: 'share', label: words.byShare },
                { value: 'count', label: words.byCount },
              ]}
            />
            {kind === 'share' ? (
              <InputNumber
                aria-label={words.byShare}
                min={1}
                max={100}
                value={share}
                onChange={(next) => setShare(next ?? shareAtFirst)}
              />
            ) : (
              <InputNumber
                aria-label={words.byCount}
                min={1}
                max={10_000}
                precision={0}
                value={count}
                onChange={(next) => setCount(next ?? 1)}
              />
            )}
            <span className="quiet num" role="status">
              {words.willDraw(formatCount(size))}
            </span>
          </div>
          <Labelled label={words.seed} hint={words.seedHint}>
            {(id) => (
              <InputNumber
                id={id}
                min={0}
                max={4_294_967_295}
                precision={0}
                value={seed}
                onChange={(next) => setSeed(next ?? 0)}
              />
            )}
          </Labelled>
        </div>
        <Checkbox checked={stratified} onChange={({ target }) => setStratified(target.checked)}>
          {words.stratified}
        </Checkbox>
        {standing !== undefined && (
          <Labelled
            label={words.reason}
            hint={words.reasonHint(standing.title)}
            fault={tried && reason.trim() === '' ? words.required : null}
          >
            {(id) => (
              <Input.TextArea
                id={id}
                rows={2}
                maxLength={500}
                value={reason}
                onChange={({ target }) => setReason(target.value)}
              />
            )}
          </Labelled>
        )}
      </div>
    </Modal>
  );
};
