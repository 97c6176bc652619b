/** All bodies as the nodes of a tree. */
import type { OperationOutput } from '#shared/contract/client.ts';

export type TreeBody = OperationOutput<'bodies.tree'>['bodies'][number];

export interface BodyNode {
  key: string;
  body: TreeBody;
  children: BodyNode[];
}

const byName = new Intl.Collator('zh-CN', { numeric: true });

/** The bodies without a superior, each with those below it, by name. */
export const treeOf = (bodies: readonly TreeBody[]): BodyNode[] => {
  const nodes = new Map(
    bodies.map((body) => [body.uscc, { key: body.uscc, body, children: [] as BodyNode[] }]),
  );
  const roots: BodyNode[] = [];
  for (const node of nodes.values()) {
    const parent = node.body.parentUscc === null ? undefined : nodes.get(node.body.parentUscc);
    (parent?.children ?? roots).push(node);
  }
  for (const { children } of nodes.values()) sortByName(children);
  return sortByName(roots);
};

const sortByName = (nodes: BodyNode[]): BodyNode[] =>
  nodes.sort((a, b) => byName.compare(a.body.name, b.body.name));
