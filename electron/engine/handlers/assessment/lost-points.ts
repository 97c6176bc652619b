/** Where a unit lost points: its leaves by what they cost, for ledgers and letters. */
import type { OperationOutput } from '#shared/contract/client.ts';
import { compareDecimalTexts, withoutTrailingZeros } from '#shared/domain/decimal-text.ts';
import { exactFromText, formatFixed, quotient } from '#shared/domain/exact.ts';
import { sharedPoints } from '#shared/model/compiled-model.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { OpenRun } from '../run-results/open-run.ts';

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

/** The same by name and points only, from the tables of a run: for many units at once, without reading its documents. */
export const dearestLeaves = (
  db: ReadDb,
  { head, model }: OpenRun,
  uscc: string,
): { name: string; lost: string }[] => {
  const nodes = createRunReader(db).nodes(head.id, uscc);
  const counting = new Set(nodes.filter(({ status }) => status !== 'excluded').map(({ node }) => node));
  const points = sharedPoints(
    model,
    model.nodes.map(({ code }) => counting.has(code)),
  );
  return nodes
    .flatMap(({ node, published }) => {
      const place = model.positionOf.get(node) ?? -1;
      const [compiled, worth] = [model.nodes[place], points[place]];
      const got = published === null ? null : exactFromText(published);
      if (compiled === undefined || compiled.leaf === null || worth == null || got === null) return [];
      const lost = formatFixed(quotient(worth.sub(got)), model.decimals);
      const counts = compareDecimalTexts(lost, '0') > 0;
      return counts ? [{ code: node, name: compiled.name, lost: withoutTrailingZeros(lost) }] : [];
    })
    .sort((a, b) => compareDecimalTexts(b.lost, a.lost) || (a.code < b.code ? -1 : 1));
};
