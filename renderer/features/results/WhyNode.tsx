/** One indicator of one unit: its rule, the values, the arithmetic, and the records behind derived values. */
import { scorerRoles } from '#shared/domain/code-lists.ts';
import { resultsWords as words } from '../../i18n/zh-CN/results.ts';
import { PlaceLink } from '../../ui/PlaceLink.tsx';
import { places } from '../../ui/places.ts';
import type { Explained, ExplainedNode } from './result-types.ts';

/** Who gives a value; a model may have roles of its own. */
export const roleName = (role: string | null): string => {
  if (role === null) return words.giverUnknown;
  return Object.hasOwn(scorerRoles, role) ? scorerRoles[role as keyof typeof scorerRoles] : role;
};

/** A value for a person. */
export const valueText = (value: string | number | boolean | null): string => {
  if (value === null) return words.absent;
  return typeof value === 'boolean' ? (value ? words.yes : words.no) : String(value);
};

export const WhyNode = ({ explained, node }: { explained: Explained; node: ExplainedNode | null }) => {
  if (node === null) {
    return (
      <aside className="panel why-node">
        <p className="quiet">{words.chooseNode}</p>
      </aside>
    );
  }
  const { code, name, published, worth, points, status } = node;
  return (
    <aside className="panel why-node" aria-label={`${code} ${name}`}>
      <header>
        <h2>
          {code} {name}
        </h2>
        <p className="num">
          {published === null ? words.nodeStatuses[status] : words.pointsOf('', published).trim()}
          <span className="quiet"> / {words.fullPointsOf(worth ?? points)}</span>
        </p>
      </header>
      {node.rule !== null && (
        <section>
          <h3>{words.rule}</h3>
          <p>{node.rule}</p>
        </section>
      )}
      {node.leaf && <Values node={node} />}
      <section>
        <h3>{words.arithmetic}</h3>
        <p>{node.trace}</p>
      </section>
      {node.sources.length > 0 && <Sources node={node} />}
      {node.leaf && (
        <p>
          <PlaceLink
            to={places.entryCell({
              cycle: explained.run.cycle,
              unit: explained.subject.code,
              leaf: code,
              item: node.values[0]?.item,
            })}
          >
            {words.goToEntry}
          </PlaceLink>
        </p>
      )}
    </aside>
  );
};

const Values = ({ node }: { node: ExplainedNode }) => (
  <section>
    <h3>{words.values}</h3>
    {node.values.length === 0 ? (
      <p className="quiet">{words.valuesNone}</p>
    ) : (
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            <th scope="col" className="num">
              {words.value}
            </th>
            <th scope="col">{words.giver}</th>
          </tr>
        </thead>
        <tbody>
          {node.values.map(({ item, label, role, value }) => (
            <tr key={`${role} ${item}`}>
              <td>
                {label}
                {label !== item && <span className="quiet">（{item}）</span>}
              </td>
              <td className="num">{valueText(value)}</td>
              <td>{roleName(role)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
);

const Sources = ({ node }: { node: ExplainedNode }) => (
  <section>
    <h3>{words.sources}</h3>
    {node.sources.map(({ item, label, value, counted, records }) => {
      const shown = value === null ? words.sourceNoValue : valueText(value);
      return (
        <div key={item} className="why-source">
          <p>{counted ? words.sourceCounted(label, shown) : words.sourceNotCounted(label, shown)}</p>
          {records.length === 0 ? (
            <p className="quiet">{words.sourceNone(label)}</p>
          ) : (
            <ul>
              {records.map(({ id, documentNo, title, decisionDate, ledger }) => (
                <li key={id}>
                  <PlaceLink to={ledger === null ? places.record(id) : places.ledgerRow(ledger, id)}>
                    {documentNo || title}
                  </PlaceLink>{' '}
                  {documentNo === '' ? '' : title}{' '}
                  <span className="quiet num">{words.recordDate(decisionDate)}</span>
                </li>
              ))}
            </ul>
          )}
        </div>
      );
    })}
  </section>
);
