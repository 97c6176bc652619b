/** The bodies as a tree: arrow keys move and unfold, Enter chooses, then opens; only the rows in sight are drawn. */
import { Tree } from 'antd';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { formatCount } from '../../../i18n/format.ts';
import { archiveWords } from '../../../i18n/zh-CN/archive.ts';
import { useFreeHeight } from '../../../ui/use-free-height.ts';
import { type BodyNode, type TreeBody, treeOf } from './body-tree-data.ts';

const words = archiveWords.bodies;

/** Small trees are shown unfolded; of large ones only the top. */
const unfoldedAtMost = 60;

export const BodyTree = ({
  bodies,
  chosen,
  onChoose,
  onOpen,
}: {
  bodies: readonly TreeBody[];
  /** Code of the chosen body, null for all. */
  chosen: string | null;
  onChoose: (uscc: string) => void;
  /** The chosen one was chosen once more. */
  onOpen: (uscc: string) => void;
}) => {
  const frame = useRef<HTMLDivElement>(null);
  const height = useFreeHeight(frame);
  const nodes = useMemo(() => treeOf(bodies), [bodies]);
  const [unfolded, setUnfolded] = useState<readonly string[] | null>(null);
  const [active, setActive] = useState<string | null>(chosen);
  const atFirst = useMemo(
    () => (bodies.length <= unfoldedAtMost ? bodies.map(({ uscc }) => uscc) : nodes.map(({ key }) => key)),
    [bodies, nodes],
  );
  const choose = (uscc: string): void => (uscc === chosen ? onOpen(uscc) : onChoose(uscc));
  // The library's Enter folds and unfolds, which the arrow keys do already.
  const enter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || active === null) return;
    event.preventDefault();
    event.stopPropagation();
    choose(active);
  };
  return (
    <div ref={frame} className="bodies-tree-frame" role="presentation" onKeyDownCapture={enter}>
      <Tree<BodyNode>
        aria-label={words.tree}
        treeData={nodes}
        height={height}
        virtual
        blockNode
        expandedKeys={[...(unfolded ?? atFirst)]}
        onExpand={(keys) => setUnfolded(keys.map(String))}
        selectedKeys={chosen === null ? [] : [chosen]}
        activeKey={active}
        onActiveChange={(key) => setActive(key === null ? null : String(key))}
        onSelect={(_keys, { node }) => {
          // The keys go on from where the mouse was.
          setActive(node.key);
          choose(node.key);
        }}
        titleRender={({ body }) => (
          <span title={body.name}>
            {body.shortName ?? body.name}
            {body.closed && <span className="tree-count">{words.closedMark}</span>}
            {body.records > 0 && (
              <span className="tree-count num" title={words.records(formatCount(body.records))}>
                {formatCount(body.records)}
              </span>
            )}
          </span>
        )}
      />
    </div>
  );
};
