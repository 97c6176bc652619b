/**
 * A tree shown as a table whose rows fold (WAI-ARIA treegrid): up and down choose a row, right and left unfold and fold or go to the
 * first child and the parent, Home and End go to the ends.
 */
import { type KeyboardEvent, type RefObject, useMemo, useRef, useState } from 'react';

export interface FoldingNode {
  readonly code: string;
  readonly parent: string | null;
  readonly depth: number;
}

export interface FoldingTree<Node extends FoldingNode> {
  /** Of the rows, which carry their code as `data-code`. */
  readonly body: RefObject<HTMLTableSectionElement | null>;
  /** Nodes in sight, in tree order. */
  readonly shown: readonly Node[];
  readonly allOpen: boolean;
  readonly isBranch: (node: Node) => boolean;
  readonly isOpen: (node: Node) => boolean;
  readonly fold: (code: string, folding: boolean) => void;
  /** Folds all branches of this depth and deeper. */
  readonly foldBelow: (depth: number) => void;
  /** Chooses a row and puts the cursor there. */
  readonly focusRow: (code: string) => void;
  /** @returns whether the key was one of the tree's */
  readonly press: (event: KeyboardEvent, node: Node) => boolean;
}

/** Nodes with no folded one above them. */
const inSight = <Node extends FoldingNode>(
  nodes: readonly Node[],
  folded: ReadonlySet<string>,
): readonly Node[] => {
  const hidden = new Set<string>();
  return nodes.filter(({ code, parent, depth }) => {
    // A node that no root leads to stands at the end by itself, whatever it names as its parent.
    const away = depth > 0 && parent !== null && (hidden.has(parent) || folded.has(parent));
    if (away) hidden.add(code);
    return !away;
  });
};

/** The chosen node must be in sight: nothing above it is folded. */
const unfoldAbove = (
  nodes: readonly FoldingNode[],
  folded: ReadonlySet<string>,
  code: string,
): Set<string> => {
  const parentOf = new Map(nodes.map((node) => [node.code, node.parent]));
  const open = new Set(folded);
  const seen = new Set<string>();
  for (let at = parentOf.get(code) ?? null; at !== null && !seen.has(at); at = parentOf.get(at) ?? null) {
    seen.add(at);
    open.delete(at);
  }
  return open;
};

/** @param nodes in tree order */
export const useFoldingTree = <Node extends FoldingNode>(
  nodes: readonly Node[],
  chosen: string,
  onChoose: (code: string) => void,
): FoldingTree<Node> => {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const body = useRef<HTMLTableSectionElement>(null);
  const parents = useMemo(() => new Set(nodes.map(({ parent }) => parent)), [nodes]);
  const shown = useMemo(() => inSight(nodes, unfoldAbove(nodes, folded, chosen)), [nodes, folded, chosen]);
  const open = useMemo(() => new Set(shown.map(({ parent }) => parent)), [shown]);

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
    setFolded(
      new Set(nodes.filter((node) => node.depth >= depth && parents.has(node.code)).map(({ code }) => code)),
    );
    let at = nodes.find(({ code }) => code === chosen);
    while (at !== undefined && at.depth > depth) {
      const { parent } = at;
      at = nodes.find(({ code }) => code === parent);
    }
    if (at !== undefined && at.code !== chosen) onChoose(at.code);
  };
  const press = (event: KeyboardEvent, node: Node): boolean => {
    const index = shown.indexOf(node);
    const isOpen = open.has(node.code);
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
        return false;
    }
    event.preventDefault();
    return true;
  };
  return {
    body,
    shown,
    allOpen: folded.size === 0,
    isBranch: ({ code }) => parents.has(code),
    isOpen: ({ code }) => open.has(code),
    fold,
    foldBelow,
    focusRow,
    press,
  };
};
