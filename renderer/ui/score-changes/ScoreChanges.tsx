/** Marks of scores that were changed after the official result, and the way to object to one. */
import { Tag } from 'antd';
import type { ScoreChange } from '#shared/contract/operations/cycle-notice.ts';
import type { CycleStatus } from '#shared/domain/code-lists.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { cycleNoticeWords } from '../../i18n/zh-CN/cycle-notice.ts';
import { PlaceLink } from '../PlaceLink.tsx';
import { places } from '../places.ts';
import { changeText } from './use-score-changes.ts';

const words = cycleNoticeWords.mark;

/** Beside a unit's name in a list. */
export const ChangedTag = ({ changes }: { changes: readonly ScoreChange[] | undefined }) =>
  changes === undefined ? null : <Tag title={changes.map(changeText).join('\n')}>{words.label}</Tag>;

/** Each change with its reason, above a unit's score. */
export const ChangeLines = ({ changes }: { changes: readonly ScoreChange[] | undefined }) =>
  changes === undefined ? null : (
    <section className="panel" aria-label={words.label}>
      {changes.map((change) => (
        <p key={change.id} className="warning">
          {changeText(change)}
        </p>
      ))}
    </section>
  );

const hearing: readonly CycleStatus[] = ['publicNotice', 'objection'];

/** While results are made known, an objection is one click away from the score. */
export const ObjectLink = ({ cycle, unit, leaf }: { cycle: string; unit: string; leaf: string | null }) => {
  const { data } = useOperation('cycles.read', { cycle });
  if (data === undefined || !hearing.includes(data.cycle.status)) return null;
  return (
    <PlaceLink to={places.notice(cycle, { unit, ...(leaf === null ? {} : { leaf }) })}>
      {words.object}
    </PlaceLink>
  );
};
