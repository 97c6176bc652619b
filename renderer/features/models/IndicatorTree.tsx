/** The indicators of a version as a table whose rows fold. */
import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import { Segmented } from 'antd';
import { useId } from 'react';
import type { OperationOutput } from '#shared/contract/client.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { useFoldingTree } from './use-folding-tree.ts';

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

export const IndicatorTree = ({ nodes, chosen, onChoose }: IndicatorTreeProps) => {
  const keys = useId();
  const { body, shown, allOpen, isBranch, isOpen, fold, foldBelow, press } = useFoldingTree(
    nodes,
    chosen,
    onChoose,
  );

  return (
    <section className="model-tree">
      <div className="page-bar">
        <span>{words.showDown}</span>
        <Segmented<number>
          size="small"
          aria-label={words.showDown}
          options={depthChoices}
          value={allOpen ? Number.MAX_SAFE_INTEGER : -1}
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
            {shown.map((node) => {
              const branch = isBranch(node);
              const open = isOpen(node);
              return (
                <tr
                  key={node.code}
                  data-code={node.code}
                  aria-level={node.depth + 1}
                  aria-selected={node.code === chosen}
                  {...(branch ? { 'aria-expanded': open } : {})}
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
                            fold(node.code, open);
                          }}
                        >
                          {open ? <CaretDownOutlined /> : <CaretRightOutlined />}
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
