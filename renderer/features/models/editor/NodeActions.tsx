/** What can be done with the chosen node of the tree as a whole. */
import { App } from 'antd';
import { addNode, branchOf, freeCode, removeNode } from '#shared/model/editing/edit-draft.ts';
import { copyLeaf, whatNames } from '#shared/model/editing/edit-leaf.ts';
import { asObjects, asText, type JsonObject } from '#shared/model/json-view.ts';
import { formatCount } from '../../../i18n/format.ts';
import { modelEditorWords } from '../../../i18n/zh-CN/model-editor.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { controlId } from '../../../ui/form/use-typed-form.ts';
import type { Draft } from './use-draft.ts';

const words = modelEditorWords.actions;

/** Puts the cursor into a field of the form, once it is there. */
const focusField = (field: string): void => {
  requestAnimationFrame(() => {
    const control = document.getElementById(controlId(field));
    control?.focus();
    if (control instanceof HTMLInputElement) control.select();
  });
};

export interface NodeDoing {
  addRoot(): void;
  addBelow(): void;
  addBeside(): void;
  copy(): void;
  move(): void;
  remove(): void;
}

export const useNodeDoing = (
  { document, outline, change }: Draft,
  node: JsonObject | undefined,
  onChoose: (code: string) => void,
): NodeDoing => {
  const { modal, message } = App.useApp();
  const code = asText(node?.code) ?? '';
  const parent = asText(node?.parent);
  const add = (below: string | null): void => {
    const added = freeCode(document, below);
    change(
      (before) => addNode(before, { code: added, name: words.newName, parent: below }),
      words.added(added),
    );
    onChoose(added);
    focusField('name');
  };
  const removeNow = (): void => {
    const branch = branchOf(document, code);
    const at = outline.findIndex((row) => row.code === code);
    const next = outline.slice(0, Math.max(at, 0)).findLast((row) => !branch.has(row.code));
    const after = outline.slice(at + 1).find((row) => !branch.has(row.code));
    change((before) => removeNode(before, code), words.removed(code));
    onChoose((next ?? after)?.code ?? '');
    void message.info(words.removedSay(code));
  };
  return {
    addRoot: () => add(null),
    addBelow: () => {
      const scored = node?.scoring !== undefined;
      add(code);
      if (scored) void message.info(words.scoringMoved(code));
    },
    addBeside: () => add(parent),
    copy: () => {
      const copied = freeCode(document, parent);
      const name = words.copyName(asText(node?.name) ?? '');
      change((before) => copyLeaf(before, code, { code: copied, name }), words.copied(code));
      onChoose(copied);
      focusField('name');
    },
    move: () => focusField('parent'),
    remove: () => {
      const branch = branchOf(document, code);
      const naming = whatNames(document, branch);
      if (branch.size === 1 && naming.length === 0) {
        removeNow();
        return;
      }
      modal.confirm({
        title: words.removeTitle(code, asText(node?.name) ?? ''),
        content: (
          <>
            {branch.size > 1 && <p>{words.removeBelow(formatCount(branch.size - 1))}</p>}
            {naming.length > 0 && <p>{words.removeNamed(naming.join('、'))}</p>}
            <p className="quiet">{words.removeUndo}</p>
          </>
        ),
        okText: words.remove,
        cancelText: words.keep,
        onOk: removeNow,
      });
    },
  };
};

export interface NodeActionsProps {
  doing: NodeDoing;
  /** Undefined: the tree has no nodes. */
  node: JsonObject | undefined;
  document: JsonObject;
}

export const NodeActions = ({ doing, node, document }: NodeActionsProps) => {
  if (node === undefined) {
    return (
      <div className="editor-actions">
        <ActionButton size="small" onClick={doing.addRoot}>
          {words.addRoot}
        </ActionButton>
      </div>
    );
  }
  const leaf = !asObjects(document.nodes).some(({ parent }) => parent === node.code);
  return (
    <div className="editor-actions">
      <ActionButton size="small" onClick={doing.addBelow} title={words.keyBelow}>
        {words.addBelow}
      </ActionButton>
      <ActionButton size="small" onClick={doing.addBeside} title={words.keyBeside}>
        {words.addBeside}
      </ActionButton>
      <ActionButton size="small" onClick={doing.copy} disabledReason={leaf ? null : words.copyBranch}>
        {words.copy}
      </ActionButton>
      <ActionButton size="small" onClick={doing.move}>
        {words.move}
      </ActionButton>
      <ActionButton size="small" onClick={doing.remove} title={words.keyRemove}>
        {words.remove}
      </ActionButton>
    </div>
  );
};
