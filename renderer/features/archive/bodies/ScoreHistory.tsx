/** What a body scored, cycle by cycle; of several runs the one that counts, the others on request. */
import { Button } from 'antd';
import { useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { formatInstant } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { PlaceLink } from '../../../ui/PlaceLink.tsx';
import { places } from '../../../ui/places.ts';

const words = archiveWords.body;

type Score = OperationOutput<'bodies.read'>['scores'][number];

export const ScoreHistory = ({ uscc, scores }: { uscc: string; scores: readonly Score[] }) => {
  const [all, setAll] = useState(false);
  const shown = all ? scores : scores.filter(({ counts }) => counts);
  return (
    <section className="panel" aria-labelledby="scores">
      <div className="panel-head">
        <h2 id="scores">{words.scores}</h2>
        {scores.length > shown.length && (
          <Button type="link" size="small" onClick={() => setAll(true)}>
            {words.allRuns(scores.length)}
          </Button>
        )}
        {all && (
          <Button type="link" size="small" onClick={() => setAll(false)}>
            {words.counted}
          </Button>
        )}
      </div>
      {shown.length === 0 ? (
        <p className="quiet">{words.scoresEmpty}</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{words.cycle}</th>
              <th scope="col" className="right">
                {words.score}
              </th>
              <th scope="col">{words.grade}</th>
              <th scope="col" className="right">
                {words.rank}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((score) => (
              <ScoreLine key={score.run} uscc={uscc} score={score} withTime={all} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

const ScoreLine = ({ uscc, score, withTime }: { uscc: string; score: Score; withTime: boolean }) => (
  <tr>
    <td>
      {score.cycleName}
      <span className="quiet score-model">
        {score.modelName}
        {withTime && ` ${formatInstant(score.createdAt)}`}
      </span>
      <PlaceLink to={places.why({ run: score.run, subject: uscc })}>{words.why}</PlaceLink>
    </td>
    <td className="num right">
      {score.score ?? (score.status === 'invalid' ? words.invalid : words.incomplete)}
    </td>
    <td>{score.gradeName ?? archiveWords.record.none}</td>
    <td className="num right nowrap">
      {score.rank === null ? archiveWords.record.none : words.rankOf(score.rank, score.subjects)}
    </td>
  </tr>
);
