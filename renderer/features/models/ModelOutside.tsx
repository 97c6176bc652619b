/** What stands beside the tree: general rules, bonus and penalty, vetoes, grades. */
import type { ReactNode } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';

type Described = OperationOutput<'models.describe'>;

export const ModelOutside = ({ described }: { described: Described }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and the keyboard must be able to scroll it
  <section className="model-outside model-scroll" aria-label={words.tabs.outside} tabIndex={0}>
    <div className="model-outside-column">
      <section className="panel">
        <h2>{words.settings}</h2>
        <dl className="facts">
          {described.settings.map(({ name, value }) => (
            <Fact key={name} name={name} value={value} />
          ))}
        </dl>
      </section>
      {described.remarks.length > 0 && (
        <section className="panel">
          <h2>{words.remarks}</h2>
          {described.remarks.map((remark) => (
            <p key={remark}>{remark}</p>
          ))}
        </section>
      )}
      <Grades described={described} />
    </div>
    <div className="model-outside-column">
      <Adjustments title={words.bonus} block={described.bonus} />
      <Adjustments title={words.penalty} block={described.penalty} />
      <Vetoes vetoes={described.vetoes} />
    </div>
  </section>
);

const Fact = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

const Head = ({ titles }: { titles: readonly string[] }) => (
  <thead>
    <tr>
      {titles.map((title) => (
        <th key={title} scope="col">
          {title}
        </th>
      ))}
    </tr>
  </thead>
);

const Panel = ({
  title,
  note,
  children,
}: {
  title: string;
  note?: string | undefined;
  children: ReactNode;
}) => (
  <section className="panel">
    <h2>{title}</h2>
    {note !== undefined && <p className="quiet">{note}</p>}
    {children}
  </section>
);

const Adjustments = ({ title, block }: { title: string; block: Described['bonus'] }) => (
  <Panel title={title} note={block.items.length === 0 ? undefined : words.adjustmentCap(block.cap)}>
    {block.items.length === 0 ? (
      <p className="quiet">{words.noAdjustments}</p>
    ) : (
      <table className="plain-table">
        <Head titles={[words.code, words.name, words.each, words.most, words.basis]} />
        <tbody>
          {block.items.map((item) => (
            <tr key={item.code}>
              <td className="nowrap">{item.code}</td>
              <td>{item.name}</td>
              <td className="num">{item.points}</td>
              <td className="num">{item.cap ?? words.noLimit}</td>
              <td className="quiet">{item.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </Panel>
);

const Vetoes = ({ vetoes }: { vetoes: Described['vetoes'] }) => (
  <Panel title={words.vetoes}>
    {vetoes.length === 0 ? (
      <p className="quiet">{words.noAdjustments}</p>
    ) : (
      <table className="plain-table">
        <Head titles={[words.code, words.name, words.effect, words.basis]} />
        <tbody>
          {vetoes.map((veto) => (
            <tr key={veto.code}>
              <td className="nowrap">{veto.code}</td>
              <td>{veto.name}</td>
              <td>{veto.effects.join('；')}</td>
              <td className="quiet">{veto.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </Panel>
);

const Grades = ({ described: { grades, gradesBasis } }: { described: Described }) => (
  <Panel title={words.grades} note={gradesBasis ?? undefined}>
    <table className="plain-table">
      <Head titles={[words.name, words.range, words.quota]} />
      <tbody>
        {grades.map((grade) => (
          <tr key={grade.code}>
            <td>{grade.name}</td>
            <td>{grade.range}</td>
            <td>{grade.quota ?? words.noLimit}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </Panel>
);
