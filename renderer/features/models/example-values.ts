/** Values that a live example begins with: ordinary ones, so that the rule can be seen at work at once. */
import type { OperationOutput } from '#shared/contract/client.ts';

type Leaf = NonNullable<OperationOutput<'models.describe'>['nodes'][number]['leaf']>;

export interface TypedExample {
  role: string | null;
  item: string;
  text: string;
}

const textsByItem = (leaf: Leaf, points: string): string[] => {
  const { items, method } = leaf;
  switch (method) {
    case 'ratio':
      return ['19', '20'];
    case 'linear':
    case 'bands':
      return items.length === 2 ? ['19', '20'] : ['10'];
    case 'survey':
      return ['90', '100'];
    case 'manual':
      return [points];
    case 'relative':
      return ['30'];
    case 'boolean':
      return ['是'];
    case 'rubric':
      return [items[0]?.levels[1] ?? items[0]?.levels[0] ?? ''];
    case 'formula':
      // Not 0: an example that begins with a division by it would say nothing of the rule.
      return items.map(() => '1');
    default:
      return items.map((_, index) => (index === 0 ? '1' : '0'));
  }
};

/** One text per item, and per role where several score. */
export const exampleValues = (leaf: Leaf, points: string): TypedExample[] => {
  const texts = textsByItem(leaf, points);
  const roles = leaf.byRole ? leaf.filledBy.map(({ role }) => role) : [null];
  return roles.flatMap((role) =>
    leaf.items.map(({ code }, index) => ({ role, item: code, text: texts[index] ?? '' })),
  );
};

/** Values of other units, for methods that compare. */
export const exampleOthers = '40 25 12';
