/** What two runs were made of, and whether it is the same. */
import { useOperation } from '../../engine/use-operation.ts';
import { formatInstant, shortDigest } from '../../i18n/format.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import type { Comparison } from './result-types.ts';

type Summary = Comparison['before'];

/** Changes of a model that are listed; the model pages show all. */
const listedChanges = 12;

export const CompareHeads = ({ comparison }: { comparison: Comparison }) => {
  const { before, after, same } = comparison;
  const rows: [keyof typeof words.parts, (summary: Summary) => string][] = [
    ['model', (run) => `${run.modelName} ${run.modelVersion}（${shortDigest(run.modelDigest)}）`],
    ['data', (run) => shortDigest(run.dataDigest)],
    ['engine', (run) => run.engine],
    ['result', (run) => shortDigest(run.resultDigest)],
  ];
  const headOf = (run: Summary): string => `${run.cycleName} · ${formatInstant(run.createdAt)}`;
  return (
    <section className="panel compare-heads">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.what}</th>
            <th scope="col">{headOf(before)}</th>
            <th scope="col">{headOf(after)}</th>
            <th scope="col">{words.sameOrNot}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([part, read]) => (
            <tr key={part}>
              <th scope="row">{words.parts[part]}</th>
              <td className="num">{read(before)}</td>
              <td className="num">{read(after)}</td>
              <td>{same[part] ? words.same : <strong>{words.different}</strong>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {!same.model && <ModelChanges before={before} after={after} />}
    </section>
  );
};

const ModelChanges = ({ before, after }: { before: Summary; after: Summary }) => {
  const alike = before.modelCode === after.modelCode;
  const { data } = useOperation(
    'models.compare',
    {
      before: { code: before.modelCode, version: before.modelVersion },
      after: { code: after.modelCode, version: after.modelVersion },
    },
    { enabled: alike },
  );
  if (!alike) return <p className="quiet">{words.modelOther}</p>;
  const changes = data?.changes ?? [];
  return (
    <div>
      <h2>{words.modelChanges}</h2>
      <ul>
        {changes.slice(0, listedChanges).map((change) => {
          const name = `${change.code} ${change.name}`.trim();
          return (
            <li key={`${change.part} ${change.code} ${change.field}`}>
              {change.kind === 'added' && words.modelAdded(name)}
              {change.kind === 'removed' && words.modelRemoved(name)}
              {change.kind === 'changed' &&
                words.modelChange(
                  name,
                  change.fieldName,
                  change.before ?? words.nothing,
                  change.after ?? words.nothing,
                )}
            </li>
          );
        })}
      </ul>
    </div>
  );
};
