/** The tree with a slider and a field for every weight, and what each node is worth before and after. */
import { CaretDownOutlined, CaretRightOutlined, UndoOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { isDecimalNumber } from '#shared/domain/decimal-number.ts';
import { modelTrialWords as words } from '../../../i18n/zh-CN/model-trials.ts';
import type { Simulation, Weights } from './use-simulation.ts';

type Node = Simulation['nodes'][number];

export interface WeightTableProps {
  /** In tree order. */
  nodes: readonly Node[];
  weights: Weights;
  /** @param weight null: the model's own */
  onChange: (code: string, weight: string | null) => void;
}

/** Twice the heaviest of the siblings, in some hundreds of round steps. */
const scaleOf = (siblings: readonly Node[]): { step: number; max: number } => {
  const heaviest = Math.max(...siblings.map(({ own }) => Number(own.weight)));
  const digits = Math.floor(Math.log10(2 * heaviest)) - 2;
  const step = Number(`1e${digits}`);
  return { step, max: Number((Math.ceil((2 * heaviest) / step) * step).toPrecision(12)) };
};

const isWeight = (text: string): boolean =>
  /^\d+(\.\d+)?$/.test(text) && text.length <= 40 && Number(text) > 0 && isDecimalNumber(Number(text));

export const WeightTable = ({ nodes, weights, onChange }: WeightTableProps) => {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const families = useMemo(() => Map.groupBy(nodes, ({ parent }) => parent), [nodes]);
  const scales = useMemo(
    () => new Map([...families].map(([parent, siblings]) => [parent, scaleOf(siblings)])),
    [families],
  );
  const hidden = new Set<string>();
  const shown = nodes.filter(({ code, parent }) => {
    const away = parent !== null && (hidden.has(parent) || !open.has(parent));
    if (away) hidden.add(code);
    return !away;
  });
  const branches = nodes.filter(({ code }) => families.has(code));
  const allOpen = branches.every(({ code }) => open.has(code));
  const toggle = (code: string): void => {
    const next = new Set(open);
    if (!next.delete(code)) next.add(code);
    setOpen(next);
  };

  return (
    <section className="trial-weights">
      <div className="page-bar">
        <span className="quiet">{words.intro}</span>
        <span className="spacer" />
        {branches.length > 0 && (
          <Button
            size="small"
            onClick={() => setOpen(new Set(allOpen ? [] : branches.map(({ code }) => code)))}
          >
            {allOpen ? words.foldAll : words.unfoldAll}
          </Button>
        )}
      </div>
      <div className="model-tree-frame">
        <table className="tree-table trial-table" aria-label={words.tree}>
          <thead>
            <tr>
              <th scope="col">{words.indicator}</th>
              <th scope="col">{words.weight}</th>
              <th scope="col">{words.points}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((node) => (
              <tr key={node.code} className={Object.hasOwn(weights, node.code) ? 'trial-changed' : ''}>
                <th scope="row" style={{ paddingInlineStart: `${0.25 + node.depth * 0.9}rem` }}>
                  <div className="tree-name">
                    {families.has(node.code) ? (
                      <button
                        type="button"
                        className="tree-fold"
                        aria-expanded={open.has(node.code)}
                        aria-label={open.has(node.code) ? words.fold(node.code) : words.unfold(node.code)}
                        onClick={() => toggle(node.code)}
                      >
                        {open.has(node.code) ? <CaretDownOutlined /> : <CaretRightOutlined />}
                      </button>
                    ) : (
                      <span className="tree-fold" />
                    )}
                    <span>
                      <span className="tree-code num">{node.code}</span> {node.name}
                    </span>
                  </div>
                </th>
                <td>
                  <WeightControl
                    node={node}
                    weight={weights[node.code] ?? node.own.weight}
                    changed={Object.hasOwn(weights, node.code)}
                    scale={scales.get(node.parent) ?? scaleOf([node])}
                    onChange={onChange}
                  />
                </td>
                <td className="num" title={words.share(node.after.share)}>
                  <Points node={node} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
};

const Points = ({ node: { before, after } }: { node: Node }) => {
  if (before?.points === after.points) return after.points;
  return (
    <>
      <span className="quiet">{before?.points ?? words.noBefore}</span> → <strong>{after.points}</strong>
    </>
  );
};

interface WeightControlProps {
  node: Node;
  weight: string;
  changed: boolean;
  scale: { step: number; max: number };
  onChange: WeightTableProps['onChange'];
}

const WeightControl = ({ node: { code, name }, weight, changed, scale, onChange }: WeightControlProps) => {
  /** What is being typed; null when nobody types. */
  const [text, setText] = useState<string | null>(null);
  const wrong = text !== null && !isWeight(text);
  return (
    <span className="trial-weight">
      <input
        type="range"
        aria-label={words.sliderOf(code, name)}
        min={scale.step}
        max={scale.max}
        step={scale.step}
        value={Number(weight)}
        aria-valuetext={weight}
        onChange={({ target }) => onChange(code, target.value)}
      />
      <Input
        size="small"
        className="num"
        inputMode="decimal"
        aria-label={words.weightOf(code, name)}
        aria-invalid={wrong}
        status={wrong ? 'error' : ''}
        value={text ?? weight}
        onChange={({ target }) => {
          const typed = target.value.trim();
          setText(typed);
          if (isWeight(typed)) onChange(code, typed);
        }}
        onBlur={() => setText(null)}
      />
      <Button
        size="small"
        type="text"
        className={changed ? '' : 'trial-unchanged'}
        aria-label={words.resetOne(code)}
        title={words.resetOne(code)}
        icon={<UndoOutlined aria-hidden />}
        onClick={() => onChange(code, null)}
      />
    </span>
  );
};
