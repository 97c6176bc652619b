/** From when to when a record is shown to the public, and by which rule. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { addDays, dayInChina, daysBetween } from '#shared/domain/dates.ts';
import { clockText } from '#shared/words/zh-CN/clocks.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';

const words = archiveWords.publicity;

export type Publicity = OperationOutput<'records.read'>['publicity'];

export const PublicityPanel = ({ publicity }: { publicity: Publicity | null }) => (
  <section className="panel" aria-labelledby="publicity">
    <h2 id="publicity">{words.title}</h2>
    {publicity === null ? <p className="quiet">{words.unknown}</p> : <PublicityFacts publicity={publicity} />}
  </section>
);

/** How long it is still shown, by the clock that everything else is told by. */
const Left = ({ until }: { until: string }) => {
  const today = dayInChina(new Date().toISOString());
  const left = daysBetween(today, until);
  if (left < 0) return <span className="warning">（{words.over}）</span>;
  return <span className="quiet">（{clockText({ state: 'running', remaining: left, unit: 'days' })}）</span>;
};

const PublicityFacts = ({ publicity }: { publicity: Publicity }) => {
  const { publicFrom, publicMinUntil, publicMaxUntil, rule, reason } = publicity;
  const standing = rule === null ? '' : words.standing[rule.standing];
  return (
    <>
      <p className={reason === 'noRule' ? 'warning' : ''}>{words.reasons[reason]}</p>
      <dl className="facts">
        {publicFrom !== null && (
          <>
            <dt>{words.from}</dt>
            <dd className="num">{publicFrom}</dd>
            <dt>{words.minUntil}</dt>
            <dd className={publicMinUntil === null ? '' : 'num'}>
              {publicMinUntil ?? words.noMinimum}
              {publicMinUntil !== null && (
                <span className="quiet">（{words.repairableFrom(addDays(publicMinUntil, 1))}）</span>
              )}
            </dd>
            <dt>{words.maxUntil}</dt>
            <dd className="num">
              {publicMaxUntil}
              {publicMaxUntil !== null && reason === 'shown' && <Left until={publicMaxUntil} />}
            </dd>
          </>
        )}
        {rule !== null && (
          <>
            <dt>{words.rule}</dt>
            <dd>
              {rule.name}（{words.months(rule.minimumMonths, rule.maximumMonths)}）
            </dd>
            <dt>{words.basis}</dt>
            <dd>
              {rule.basis}
              {standing !== '' && <span className="warning">（{standing}）</span>}
            </dd>
          </>
        )}
      </dl>
      {rule?.note !== undefined && <p className="quiet">{rule.note}</p>}
    </>
  );
};
