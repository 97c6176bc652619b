/** Everything about one indicator: what it is worth, how it is scored, what is filled in, where the rule comes from. */
import { Tag } from 'antd';
import type { ReactNode } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { LiveExample } from './LiveExample.tsx';

type Node = OperationOutput<'models.describe'>['nodes'][number];
type Leaf = NonNullable<Node['leaf']>;

export interface IndicatorPanelProps {
  model: { code: string; version: string };
  node: Node;
  nodes: readonly Node[];
  fullScore: string;
}

export const IndicatorPanel = ({ model, node, nodes, fullScore }: IndicatorPanelProps) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it
  <section className="panel model-panel" aria-label={words.panel} tabIndex={0}>
    <h2>
      <span className="num">{node.code}</span> {node.name}
    </h2>
    <dl className="facts">
      <dt>{words.effective}</dt>
      <dd className="num">{words.worth(node.points, fullScore)}</dd>
      {node.leaf === null ? <InnerFacts node={node} /> : <LeafFacts leaf={node.leaf} />}
      <dt>{words.basis}</dt>
      <dd>
        {node.basis ?? <span className="quiet">{words.noBasis}</span>}{' '}
        {node.ownProposal && <Tag>{words.ownProposal}</Tag>}
      </dd>
    </dl>
    {node.leaf === null ? (
      <Children parent={node.code} nodes={nodes} />
    ) : (
      <LeafParts model={model} code={node.code} leaf={node.leaf} points={node.points} />
    )}
  </section>
);

const InnerFacts = ({ node }: { node: Node }) => (
  <>
    <dt>{words.aggregate}</dt>
    <dd>{words.aggregates[node.aggregate]}</dd>
  </>
);

const LeafFacts = ({ leaf }: { leaf: Leaf }) => (
  <>
    <dt>{words.rule}</dt>
    <dd>{leaf.rule}</dd>
    <dt>{words.filledBy}</dt>
    <dd>
      {leaf.filledBy.map(({ name, share }) => `${name}${share === null ? '' : ` ${share}`}`).join('、')}
    </dd>
    {leaf.source !== null && (
      <>
        <dt>{words.source}</dt>
        <dd>{leaf.source}</dd>
      </>
    )}
    <dt>{words.evidence}</dt>
    <dd>{words.evidences[leaf.evidence]}</dd>
    <dt>{words.missing}</dt>
    <dd>{words.missings[leaf.missing]}</dd>
    {leaf.note !== null && (
      <>
        <dt>{words.note}</dt>
        <dd>{leaf.note}</dd>
      </>
    )}
  </>
);

interface LeafPartsProps {
  model: IndicatorPanelProps['model'];
  code: string;
  leaf: Leaf;
  points: string;
}

const LeafParts = ({ model, code, leaf, points }: LeafPartsProps) => (
  <>
    <LiveExample
      model={{ code: model.code, version: model.version }}
      code={code}
      leaf={leaf}
      points={points}
    />
    <Part title={words.parameters}>
      <table className="plain-table">
        <tbody>
          {leaf.parameters.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
    {leaf.anchors.length > 0 && (
      <Part title={words.anchors}>
        <table className="plain-table">
          <tbody>
            {leaf.anchors.map(({ level, meaning }) => (
              <tr key={level}>
                <th scope="row" className="nowrap">
                  {level}
                </th>
                <td>{meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Part>
    )}
    <Part title={words.items}>
      <table className="plain-table">
        <tbody>
          {leaf.items.map((item) => (
            <tr key={item.code}>
              <th scope="row">{item.label}</th>
              <td className="nowrap">{words.itemType[item.type]}</td>
              <td className="quiet">{item.drawn === null ? words.typed : words.drawn(item.drawn)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  </>
);

const Children = ({ parent, nodes }: { parent: string; nodes: readonly Node[] }) => (
  <Part title={words.children}>
    <table className="plain-table">
      <tbody>
        {nodes
          .filter((node) => node.parent === parent)
          .map((node) => (
            <tr key={node.code}>
              <td className="nowrap num">{node.code}</td>
              <td>{node.name}</td>
              <td className="num">{node.share}</td>
              <td className="num">{node.points}</td>
            </tr>
          ))}
      </tbody>
    </table>
  </Part>
);

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="model-part">
    <h3>{title}</h3>
    {children}
  </section>
);
