/**
 * The tree as a table whose rows fold (WAI-ARIA treegrid): up and down choose a row, right and left unfold and fold or go
 * to the first child and the parent, Home and End go to the ends.
 */
import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';

type Node = OperationOutput<'models.describe'>['nodes'][number];

export interface IndicatorTreeProps {
  /** In tree order. */
  nodes: readonly Node[];
  chosen: string;
  onChoose: (code: string) => void;
}

const depthChoices = [
  { value: 0, label: words.levels.one },
  { value: 1, label: words.levels.two },
  { value: Number.MAX_SAFE_INTEGER, label: words.levels.all },
];

/** Nodes with no folded one above them. */
const inSight = (nodes: readonly Node[], folded: ReadonlySet<string>): Node[] => {
  const hidden = new Set<string>();
  return nodes.filter(({ code, parent }) => {
    const away = parent !== null && (hidden.has(parent) || folded.has(parent));
    if (away) hidden.add(code);
    return !away;
  });
};

/** The chosen node must be in sight: nothing above it is folded. */
const unfoldAbove = (nodes: readonly Node[], folded: ReadonlySet<string>, code: string): Set<string> => {
  const parentOf = new Map(nodes.map((node) => [node.code, node.parent]));
  const open = new Set(folded);
  for (let at = parentOf.get(code) ?? null; at !== null; at = parentOf.get(at) ?? null) open.delete(at);
  return open;
};

export const IndicatorTree = ({ nodes, chosen, onChoose }: IndicatorTreeProps) => {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const keys = useId();
  const body = useRef<HTMLTableSectionElement>(null);
  const parents = useMemo(() => new Set(nodes.map(({ parent }) => parent)), [nodes]);
  const shown = useMemo(() => inSight(nodes, unfoldAbove(nodes, folded, chosen)), [nodes, folded, chosen]);

  const focusRow = (code: string): void => {
    onChoose(code);
    requestAnimationFrame(() =>
      body.current?.querySelector<HTMLElement>(`[data-code="${CSS.escape(code)}"]`)?.focus(),
    );
  };
  const fold = (code: string, folding: boolean): void => {
    const next = unfoldAbove(nodes, folded, chosen);
    if (folding) next.add(code);
    else next.delete(code);
    setFolded(next);
    // What was chosen below goes out of sight with its branch.
    if (folding) onChoose(code);
  };
  const foldBelow = (depth: number): void => {
    const chosenNode = nodes.find(({ code }) => code === chosen);
    setFolded(
      new Set(nodes.filter((node) => node.depth >= depth && parents.has(node.code)).map(({ code }) => code)),
    );
    if (chosenNode !== undefined && chosenNode.depth > depth) {
      let at = chosenNode;
      while (at.depth > depth) at = nodes.find(({ code }) => code === at.parent) ?? { ...at, depth };
      onChoose(at.code);
    }
  };

  const press = (event: KeyboardEvent, node: Node): void => {
    const index = shown.indexOf(node);
    const isOpen = parents.has(node.code) && shown[index + 1]?.parent === node.code;
    const goTo = (target: Node | undefined): void => {
      if (target !== undefined) focusRow(target.code);
    };
    switch (event.key) {
      case 'ArrowDown':
        goTo(shown[index + 1]);
        break;
      case 'ArrowUp':
        goTo(shown[index - 1]);
        break;
      case 'ArrowRight':
        if (isOpen) goTo(shown[index + 1]);
        else if (parents.has(node.code)) fold(node.code, false);
        break;
      case 'ArrowLeft':
        if (isOpen) fold(node.code, true);
        else goTo(shown.find(({ code }) => code === node.parent));
        break;
      case 'Home':
        goTo(shown[0]);
        break;
      case 'End':
        goTo(shown.at(-1));
        break;
      default:
        return;
    }
    event.preventDefault();
  };

  return (
    <section className="model-tree">
      <div className="page-bar">
        <span>{words.showDown}</span>
        <Segmented<number>
          size="small"
          aria-label={words.showDown}
          options={depthChoices}
          value={folded.size === 0 ? Number.MAX_SAFE_INTEGER : -1}
          onChange={foldBelow}
        />
        <span className="quiet" id={keys}>
          {words.treeKeys}
        </span>
      </div>
      <div className="model-tree-frame">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a treegrid is a table whose rows fold */}
        <table role="treegrid" aria-label={words.tree} aria-describedby={keys} className="tree-table">
          <thead>
            <tr>
              <th scope="col">{words.indicator}</th>
              <th scope="col">{words.weight}</th>
              <th scope="col">{words.share}</th>
              <th scope="col">{words.points}</th>
              <th scope="col">{words.method}</th>
              <th scope="col">{words.filledBy}</th>
            </tr>
          </thead>
          <tbody ref={body}>
            {shown.map((node, index) => {
              const branch = parents.has(node.code);
              const isOpen = branch && shown[index + 1]?.parent === node.code;
              return (
                <tr
                  key={node.code}
                  data-code={node.code}
                  aria-level={node.depth + 1}
                  aria-selected={node.code === chosen}
                  {...(branch ? { 'aria-expanded': isOpen } : {})}
                  tabIndex={node.code === chosen ? 0 : -1}
                  className={branch ? 'tree-branch' : ''}
                  onClick={() => onChoose(node.code)}
                  onKeyDown={(event) => press(event, node)}
                >
                  <th scope="row" style={{ paddingInlineStart: `${0.25 + node.depth * 1.1}rem` }}>
                    <div className="tree-name">
                      {branch ? (
                        <button
                          type="button"
                          tabIndex={-1}
                          className="tree-fold"
                          aria-hidden
                          onClick={(event) => {
                            event.stopPropagation();
                            fold(node.code, isOpen);
                          }}
                        >
                          {isOpen ? <CaretDownOutlined /> : <CaretRightOutlined />}
                        </button>
                      ) : (
                        <span className="tree-fold" />
                      )}
                      <span>
                        <span className="tree-code num">{node.code}</span> {node.name}
                      </span>
                    </div>
                  </th>
                  <td className="num">{node.weight}</td>
                  <td className="num">{node.share}</td>
                  <td className="num">{node.points}</td>
                  <td>{node.leaf?.methodName}</td>
                  <td>{node.leaf?.filledBy.map(({ name }) => name).join('、')}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
};
