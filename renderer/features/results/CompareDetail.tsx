/** One unit in two runs: which indicators changed by how much, and which values and decisions lie behind. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { useOperation } from '../../engine/use-operation.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import { type ComparedRow, Difference, isDifference } from './compared-columns.tsx';
import { valueText } from './WhyNode.tsx';

interface CompareDetailProps {
  before: string;
  after: string;
  unit: ComparedRow | null;
}

type Node = OperationOutput<'runs.compareSubject'>['nodes'][number];

/** A leaf that now gives other points or another reason for having none; a rate alone that rounds to the same is passed over. */
const movedPoints = ({ leaf, changed, before, after, pointsChange }: Node): boolean =>
  leaf && changed && (isDifference(pointsChange) || before?.status !== after?.status);

/** Most points gained or lost first. */
const weightOf = ({ pointsChange }: Node): number => Math.abs(Number(pointsChange ?? 0));

export const CompareDetail = ({ before, after, unit }: CompareDetailProps) => {
  const { data } = useOperation(
    'runs.compareSubject',
    { before, after, subject: unit?.code ?? '' },
    { enabled: unit !== null },
  );
  if (unit === null || data === undefined) {
    return (
      <aside className="panel why-node">
        <p className="quiet">{words.chooseCompared}</p>
      </aside>
    );
  }
  const nodes = data.nodes.filter(movedPoints).toSorted((a, b) => weightOf(b) - weightOf(a));
  return (
    <aside className="panel why-node" aria-label={words.detailTitle(unit.name)}>
      <header>
        <h2>{words.detailTitle(unit.name)}</h2>
        <p className="detail-links">
          {unit.before !== null && (
            <PlaceLink to={places.why({ run: before, subject: unit.code })}>{words.whyBefore}</PlaceLink>
          )}
          {unit.after !== null && (
            <PlaceLink to={places.why({ run: after, subject: unit.code })}>{words.whyAfter}</PlaceLink>
          )}
        </p>
      </header>
      <section>
        <h3>{words.changedNodes}</h3>
        {nodes.length === 0 ? (
          <p className="quiet">{words.changedNone}</p>
        ) : (
          <BeforeAfter
            what={words.indicator}
            rows={nodes.map((node) => ({
              key: node.code,
              name: `${node.code} ${node.name}`,
              before: figureOf(node.before),
              after: figureOf(node.after),
              change: node.pointsChange,
            }))}
          />
        )}
      </section>
      <section>
        <h3>{words.changedValues}</h3>
        {data.values.length === 0 ? (
          <p className="quiet">{words.changedValuesNone}</p>
        ) : (
          <BeforeAfter
            what={words.item}
            rows={data.values.map(({ leaf, role, item, label, before: was, after: is }) => ({
              key: `${leaf} ${role ?? ''} ${item}`,
              name: `${leaf} ${label}`,
              before: valueText(was),
              after: valueText(is),
            }))}
          />
        )}
      </section>
      {data.decisions.length > 0 && (
        <section>
          <h3>{words.changedDecisions}</h3>
          <BeforeAfter
            what={words.item}
            rows={data.decisions.map(({ kind, code, name, before: was, after: is }) => ({
              key: `${kind} ${code}`,
              name: `${words.decisionKinds[kind]} ${code} ${name}`,
              before: was ?? words.absent,
              after: is ?? words.absent,
            }))}
          />
        </section>
      )}
    </aside>
  );
};

type NodeSide = { published: string | null; status: keyof typeof words.nodeStatuses } | null;

const figureOf = (side: NodeSide): string =>
  side === null ? words.absent : (side.published ?? words.nodeStatuses[side.status]);

interface BeforeAfterRow {
  key: string;
  name: string;
  before: string;
  after: string;
  change?: string | null;
}

const BeforeAfter = ({ what, rows }: { what: string; rows: readonly BeforeAfterRow[] }) => {
  const withChange = rows.some(({ change }) => change !== undefined);
  return (
    <table className="plain-table">
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col" className="num">
            {words.before}
          </th>
          <th scope="col" className="num">
            {words.after}
          </th>
          {withChange && (
            <th scope="col" className="num">
              {words.change}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, before, after, change }) => (
          <tr key={key}>
            <td>{name}</td>
            <td className="num">{before}</td>
            <td className="num">{after}</td>
            {withChange && (
              <td className="num">
                <Difference value={change ?? null} />
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
};
