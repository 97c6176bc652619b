import { WarningFilled } from '@ant-design/icons';
import type { OperationOutput } from '#shared/contract/client.ts';
import { formatCount, formatInstant } from '../../i18n/format.ts';
import { homeWords as words } from '../../i18n/zh-CN/home.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';

type Score = OperationOutput<'home.overview'>['scores'][number];

/** The newest run of each model: mean, grades, last year beside it. */
export const ScoresPanel = ({ scores }: { scores: readonly Score[] }) => (
  <section className="panel" aria-labelledby="scores">
    <h2 id="scores">{words.scores}</h2>
    {scores.length === 0 && <p className="quiet">{words.scoresNone}</p>}
    {scores.map((score) => (
      <ModelScore key={score.run} score={score} />
    ))}
  </section>
);

const ModelScore = ({ score }: { score: Score }) => (
  <div className="home-score">
    <h3>
      {score.modelName}
      <span className="quiet num">{words.ranAt(formatInstant(score.createdAt))}</span>
      <PlaceLink to={places.run(score.run)}>{words.seeResults}</PlaceLink>
    </h3>
    <p>
      <span className="figure num">{score.mean ?? words.meanOfNone}</span>
      {score.mean !== null && <span className="quiet"> {words.mean}</span>}
      {score.previous !== null && score.previous.mean !== null && (
        <span className="quiet"> · {words.lastYear(String(score.previous.year), score.previous.mean)}</span>
      )}
    </p>
    <p className="quiet num">{words.complete(formatCount(score.complete), formatCount(score.units))}</p>
    <ul className="home-grades">
      {score.grades.map((grade) => (
        <li key={grade.code}>
          {grade.name} <strong className="num">{formatCount(grade.units)}</strong>
        </li>
      ))}
    </ul>
    {score.stale && (
      <p className="warning">
        <WarningFilled aria-hidden /> {words.stale}
      </p>
    )}
  </div>
);
