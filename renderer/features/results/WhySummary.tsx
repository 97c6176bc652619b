/** The score, the sentences from the indicators to the rank, and what the assessors decided. */
import { formatCount } from '../../i18n/format.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { FindingList } from '../../ui/FindingList.tsx';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import type { Explained } from './result-types.ts';
import { roleName } from './WhyNode.tsx';

export const WhySummary = ({ explained }: { explained: Explained }) => {
  const { subject, steps, decisions, findings } = explained;
  const blocking = explained.missing.filter((value) => value.blocking);
  const groupPlace =
    subject.group === null || subject.groupRank === null
      ? ''
      : words.groupPlaceOf(subject.group, subject.groupRank);
  return (
    <section className="panel why-summary">
      <div className="why-score">
        <p className="figure num">{subject.score ?? words.unscored}</p>
        <p>
          <strong>{subject.gradeName ?? words.statuses[subject.status]}</strong>
        </p>
        {subject.rank !== null && <p className="quiet">{words.placeOf(subject.rank, groupPlace)}</p>}
      </div>
      {blocking.length > 0 ? (
        <div>
          <h2>
            {words.toSupply}（{formatCount(blocking.length)}）
          </h2>
          <ul className="why-supply">
            {blocking.map(({ leaf, role }) => (
              <li key={`${leaf} ${role ?? ''}`}>
                <PlaceLink
                  to={places.entryCell({ cycle: explained.run.cycle, unit: subject.code, leaf, role })}
                >
                  {words.branch(leaf, explained.nodes.find(({ code }) => code === leaf)?.name ?? '')}
                </PlaceLink>
                {role !== undefined && words.supplier(roleName(role))}
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div>
          <h2>{words.steps}</h2>
          <ol className="why-steps">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )}
      <div>
        <h2>{words.decisions}</h2>
        {decisions.length === 0 && <p className="quiet">{words.decisionsNone}</p>}
        <ul className="why-decisions">
          {decisions.map(({ kind, code, name, count, points, reason }) => (
            <li key={`${kind} ${code}`}>
              <strong>{words.decisionKinds[kind]}</strong> {code} {name}
              {points !== null && <> · {words.decisionCount(count, points)}</>}
              <span className="quiet">
                {' '}
                {reason === null ? words.decisionTakenBack : words.decisionReason(reason)}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {findings.length > 0 && (
        <div className="why-findings">
          <h2>
            {words.findings}（{formatCount(findings.length)}）
          </h2>
          <FindingList findings={findings} />
        </div>
      )}
    </section>
  );
};
