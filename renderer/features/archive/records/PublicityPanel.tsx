/** From when to when a record is shown to the public, and by which rule. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';

const words = archiveWords.publicity;

export type Publicity = OperationOutput<'records.read'>['publicity'];

export const PublicityPanel = ({ publicity }: { publicity: Publicity | null }) => (
  <section className="panel" aria-labelledby="publicity">
    <h2 id="publicity">{words.title}</h2>
    {publicity === null ? <p className="quiet">{words.unknown}</p> : <PublicityFacts publicity={publicity} />}
  </section>
);

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
            <dd className={publicMinUntil === null ? '' : 'num'}>{publicMinUntil ?? words.noMinimum}</dd>
            <dt>{words.maxUntil}</dt>
            <dd className="num">{publicMaxUntil}</dd>
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
