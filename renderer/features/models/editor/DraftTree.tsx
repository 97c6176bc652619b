/**
 * The tree of a draft as a table whose rows fold. Weights are changed in place: typing over the chosen row, or F2, begins; Enter takes
 * the weight and goes on below, Esc leaves it as it was.
 */
import { CaretDownOutlined, CaretRightOutlined, WarningFilled } from '@ant-design/icons';
import { Input, Segmented } from 'antd';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useState } from 'react';
import { setWeights } from '#shared/model/editing/edit-draft.ts';
import { asObjects, asText } from '#shared/model/json-view.ts';
import { formatCount } from '../../../i18n/format.ts';
import { modelEditorWords } from '../../../i18n/zh-CN/model-editor.ts';
import { modelsWords } from '../../../i18n/zh-CN/models.ts';
import { useFoldingTree } from '../use-folding-tree.ts';
import type { NodeDoing } from './NodeActions.tsx';
import { readTyped, writeTyped } from './typed-number.ts';
import type { Draft, OutlineNode } from './use-draft.ts';

const words = modelEditorWords.tree;

const depthChoices = [
  { value: 0, label: modelsWords.levels.one },
  { value: 1, label: modelsWords.levels.two },
  { value: Number.MAX_SAFE_INTEGER, label: modelsWords.levels.all },
];

export interface DraftTreeProps {
  draft: Draft;
  chosen: string;
  onChoose: (code: string) => void;
  doing: NodeDoing;
  /** Buttons above the tree. */
  actions: ReactNode;
}

/** The outline as it was last saved, with names and weights as they are now. */
const rowsOf = ({ document, outline }: Draft): OutlineNode[] => {
  const byCode = Map.groupBy(asObjects(document.nodes), (node) => asText(node.code) ?? '');
  return outline.map((row) => {
    // Of a code that stands twice it is not known which of the two the row is.
    const [node, twin] = byCode.get(row.code) ?? [];
    return node === undefined || twin !== undefined
      ? row
      : { ...row, name: asText(node.name) ?? '', weight: writeTyped(node.weight) };
  });
};

export const DraftTree = ({ draft, chosen, onChoose, doing, actions }: DraftTreeProps) => {
  const rows = useMemo(() => rowsOf(draft), [draft]);
  const tree = useFoldingTree(rows, chosen, onChoose);
  const keys = useId();
  /** A weight that is being typed. */
  const [typing, setTyping] = useState<{ code: string; text: string } | null>(null);

  /** @returns false when what was typed is no number, and stays */
  const takeWeight = (): boolean => {
    if (typing === null) return true;
    const { code, text } = typing;
    const reading = readTyped(text);
    if ('fault' in reading) return false;
    setTyping(null);
    const { value: weight } = reading;
    if (weight !== null) {
      draft.change((document) => setWeights(document, [{ code, weight }]), words.setWeight(code));
    }
    return true;
  };
  // Chosen from elsewhere (an address, a finding, a node just added): it must be in sight.
  useEffect(() => {
    const row = tree.body.current?.querySelector(`[data-code="${CSS.escape(chosen)}"]`);
    row?.scrollIntoView({ block: 'nearest' });
  }, [chosen, tree.body]);
  const goOn = (code: string): void => {
    setTyping(null);
    tree.focusRow(code);
  };
  const press = (event: KeyboardEvent, node: OutlineNode): void => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    if (tree.press(event, node)) return;
    if (event.key === 'F2') setTyping({ code: node.code, text: node.weight });
    else if (/^[\d.]$/.test(event.key)) setTyping({ code: node.code, text: event.key });
    else if (event.key === 'Delete') doing.remove();
    else if (event.key === 'Insert') (event.shiftKey ? doing.addBelow : doing.addBeside)();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="page-bar">
        {actions}
        <span>{modelsWords.showDown}</span>
        <Segmented<number>
          size="small"
          aria-label={modelsWords.showDown}
          options={depthChoices}
          value={tree.allOpen ? Number.MAX_SAFE_INTEGER : -1}
          onChange={tree.foldBelow}
        />
      </div>
      <p className="quiet" id={keys}>
        {words.keys}
      </p>
      <div className="model-tree-frame">
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a treegrid is a table whose rows fold */}
        <table role="treegrid" aria-label={modelsWords.tree} aria-describedby={keys} className="tree-table">
          <thead>
            <tr>
              <th scope="col">{modelsWords.indicator}</th>
              <th scope="col">{modelsWords.weight}</th>
              <th scope="col">{modelsWords.share}</th>
              <th scope="col">{modelsWords.points}</th>
              <th scope="col">{modelsWords.method}</th>
            </tr>
          </thead>
          <tbody ref={tree.body}>
            {tree.shown.map((node, index) => {
              const branch = tree.isBranch(node);
              const open = tree.isOpen(node);
              const isChosen = node.code === chosen;
              return (
                <tr
                  // A code may stand twice while it is being put right.
                  key={`${node.code} ${tree.shown.findIndex(({ code }) => code === node.code) === index ? '' : index}`}
                  data-code={node.code}
                  aria-level={node.depth + 1}
                  aria-selected={isChosen}
                  {...(branch ? { 'aria-expanded': open } : {})}
                  tabIndex={isChosen ? 0 : -1}
                  className={branch ? 'tree-branch' : ''}
                  onClick={() => onChoose(node.code)}
                  onKeyDown={(event) => press(event, node)}
                >
                  <th scope="row" style={{ paddingInlineStart: `${0.25 + node.depth * 1.1}rem` }}>
                    <NodeName
                      node={node}
                      branch={branch}
                      open={open}
                      onFold={() => tree.fold(node.code, open)}
                    />
                  </th>
                  <td
                    className="num tree-weight"
                    onDoubleClick={() => {
                      onChoose(node.code);
                      setTyping({ code: node.code, text: node.weight });
                    }}
                  >
                    {isChosen && typing?.code === node.code ? (
                      <WeightInput
                        label={words.weightOf(node.code)}
                        text={typing.text}
                        onChange={(text) => setTyping({ code: node.code, text })}
                        onLeave={takeWeight}
                        onEnter={() => {
                          if (takeWeight()) goOn(tree.shown[index + 1]?.code ?? node.code);
                        }}
                        onCancel={() => goOn(node.code)}
                      />
                    ) : (
                      node.weight
                    )}
                  </td>
                  <td className="num">{node.share}</td>
                  <td className="num">{node.points}</td>
                  <td>{node.methodName}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
};

interface NodeNameProps {
  node: OutlineNode;
  branch: boolean;
  open: boolean;
  onFold: () => void;
}

const NodeName = ({ node, branch, open, onFold }: NodeNameProps) => (
  <div className="tree-name">
    {branch ? (
      <button
        type="button"
        tabIndex={-1}
        className="tree-fold"
        aria-hidden
        onClick={(event) => {
          event.stopPropagation();
          onFold();
        }}
      >
        {open ? <CaretDownOutlined /> : <CaretRightOutlined />}
      </button>
    ) : (
      <span className="tree-fold" />
    )}
    <span>
      <span className="tree-code num">{node.code}</span>{' '}
      {node.name === '' ? <span className="quiet">{words.unnamed}</span> : node.name}
      {node.errors > 0 && (
        <span className="bad tree-errors">
          <WarningFilled aria-hidden /> {words.errors(formatCount(node.errors))}
        </span>
      )}
    </span>
  </div>
);

interface WeightInputProps {
  label: string;
  text: string;
  onChange: (text: string) => void;
  onLeave: () => void;
  onEnter: () => void;
  onCancel: () => void;
}

const WeightInput = ({ label, text, onChange, onLeave, onEnter, onCancel }: WeightInputProps) => {
  const wrong = 'fault' in readTyped(text);
  return (
    <Input
      size="small"
      className="num"
      aria-label={label}
      autoFocus
      inputMode="decimal"
      value={text}
      status={wrong ? 'error' : ''}
      aria-invalid={wrong}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onLeave}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onEnter();
        else if (event.key === 'Escape') onCancel();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
};
