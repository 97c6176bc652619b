/** Where a unit lost points: its leaves by what they cost, for ledgers and letters. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { compareDecimalTexts, withoutTrailingZeros } from '#shared/domain/decimal-text.ts';

export type ExplainedUnit = OperationOutput<'runs.explain'>;

export interface LostLeaf {
  code: string;
  name: string;
  /** What the leaf was worth to this unit, what it got, and the difference. */
  worth: string;
  got: string;
  lost: string;
  /** The values that were scored, by the names of the items. */
  values: string;
}

const saidOf = (value: string | number | boolean): string =>
  typeof value === 'boolean' ? (value ? '：是' : '：否') : ` ${value}`;

/** The leaves of a unit that lost points, the dearest first. */
export const lostLeavesOf = ({ nodes }: Pick<ExplainedUnit, 'nodes'>): LostLeaf[] =>
  nodes
    .flatMap(({ code, name, leaf, worth, published, lost, values }): LostLeaf[] => {
      if (!leaf || worth === null || published === null || lost === null) return [];
      if (compareDecimalTexts(lost, '0') <= 0) return [];
      const [got, missing] = [withoutTrailingZeros(published), withoutTrailingZeros(lost)];
      const scored = values.map(({ label, value }) => `${label}${saidOf(value)}`).join('；');
      return [{ code, name, worth, got, lost: missing, values: scored }];
    })
    .sort((a, b) => compareDecimalTexts(b.lost, a.lost) || (a.code < b.code ? -1 : 1));
