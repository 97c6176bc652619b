/** 多方评价的差异: the third party against all the rest, and the roles that stated values about the same indicator. */
import type { z } from 'zod';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { Operations } from '#shared/contract/registry.ts';
import { compareDecimalTexts, decimalDifference } from '#shared/domain/decimal-text.ts';
import type { EntryContent } from '#shared/domain/entities.ts';
import { formatShort, quotient } from '#shared/domain/exact.ts';
import { correlation } from '#shared/model/analysis/effective-weights.ts';
import type { CompiledModel, CompiledNode } from '#shared/model/compiled-model.ts';
import { isObject } from '#shared/model/json-view.ts';
import { type LeafSubject, nominalPoints, scoreLeafAlone } from '#shared/model/score-leaf.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import { createRunResultReader } from '../../db/repositories/run-results.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { rolePrecedence } from '../assessment/gather-model-data.ts';
import { openRun, publishedDigits, unitOf, unitsOf } from '../run-results/open-run.ts';
import { pageByOffset } from '../run-results/page-by-offset.ts';

type ThirdParty = OperationOutput<'runs.thirdParty'>;
type Difference = OperationOutput<'runs.roleDifferences'>['rows'][number];

/** Farther from the mean difference than this many standard deviations (本系统建议值). */
const outlyingBy = 2;

/** Leaves that the model says the third party fills in, or whose values it alone has given in the cycle. */
const thirdPartyLeaves = (model: CompiledModel, entries: readonly EntryContent[]): CompiledNode[] => {
  const { extensions } = model.document;
  const rows = isObject(extensions) && isObject(extensions.rows) ? extensions.rows : {};
  const given = new Map<string, Set<string>>();
  for (const { leaf, role, value } of entries) {
    if (value !== null) given.set(leaf, (given.get(leaf) ?? new Set()).add(role));
  }
  return model.leaves.flatMap((index) => {
    const node = model.nodes[index];
    if (node === undefined) return [];
    const row = rows[node.code];
    const roles = given.get(node.code);
    const alone = roles?.size === 1 && roles.has('thirdParty');
    return alone || (isObject(row) && row.filledBy === 'T') ? [node] : [];
  });
};

/** 1 for the largest; equal figures share. */
const rankOf = (figures: readonly number[], own: number): number =>
  figures.filter((other) => other > own).length + 1;

export const readThirdParty = (db: ReadDb, run: string): ThirdParty => {
  const { head, model } = openRun(db, run);
  const units = unitsOf(db, run);
  const scored = createRunReader(db)
    .subjects(run)
    .filter(({ status }) => status === 'complete')
    .map(({ subject }) => subject);
  const entries = createEntryReader(db);
  const leaves = thirdPartyLeaves(
    model,
    scored.flatMap((unit) => entries.list(head.cycleCode, unit)),
  );
  const theirs = new Set(leaves.map(({ code }) => code));
  const all = model.leaves.flatMap((index) => model.nodes[index]?.code ?? []);
  const pointsOf = new Map(model.nodes.map((node) => [node.code, node.points.valueOf()]));
  const sums = new Map(scored.map((unit) => [unit, { own: 0, ownPoints: 0, rest: 0, restPoints: 0 }]));
  for (const { subject, node, rate, status } of createRunResultReader(db).cells(run, scored, all)) {
    const sum = sums.get(subject);
    const points = pointsOf.get(node) ?? 0;
    if (sum === undefined || rate === null) continue;
    if (theirs.has(node)) {
      // A value that is missing and counts as 0 is not what the third party said.
      if (status !== 'scored') continue;
      sum.own += Number(rate) * points;
      sum.ownPoints += points;
    } else {
      sum.rest += Number(rate) * points;
      sum.restPoints += points;
    }
  }
  const rates = scored.map((unit) => {
    const { own, ownPoints, rest, restPoints } = sums.get(unit) ?? {
      own: 0,
      ownPoints: 0,
      rest: 0,
      restPoints: 0,
    };
    return {
      unit,
      own: ownPoints > 0 ? (100 * own) / ownPoints : null,
      rest: restPoints > 0 ? (100 * rest) / restPoints : 0,
    };
  });
  const both = rates.flatMap(({ own, rest }) =>
    own === null ? [] : [{ own, rest, difference: own - rest }],
  );
  const mean = both.reduce((sum, { difference }) => sum + difference, 0) / (both.length || 1);
  const squares = both.reduce((sum, { difference }) => sum + (difference - mean) ** 2, 0);
  const deviation = both.length < 2 ? null : Math.sqrt(squares / (both.length - 1));
  const shown = (value: number): string => value.toFixed(2);
  return {
    leaves: leaves.map((node) => ({
      code: node.code,
      name: node.name,
      points: formatShort(quotient(node.points), 4),
    })),
    mean: both.length === 0 ? null : shown(mean),
    deviation: deviation === null ? null : shown(deviation),
    correlation: correlation(
      both.map(({ own }) => own),
      both.map(({ rest }) => rest),
    ),
    rows: rates.map(({ unit, own, rest }) => {
      const { name, group } = unitOf(units, unit);
      const difference = own === null ? null : own - rest;
      return {
        ...{ code: unit, name, group },
        thirdParty: own === null ? null : shown(own),
        rest: shown(rest),
        difference: difference === null ? null : shown(difference),
        thirdPartyRank:
          own === null
            ? null
            : rankOf(
                both.map((one) => one.own),
                own,
              ),
        restRank: rankOf(
          rates.map((one) => one.rest),
          rest,
        ),
        outlying:
          difference !== null &&
          deviation !== null &&
          deviation > 0 &&
          Math.abs(difference - mean) > outlyingBy * deviation,
      };
    }),
  };
};

/** Every value of the cycle by leaf, role and unit; what the credit database yielded for the run as one role more. */
const valuesByLeaf = (db: ReadDb, run: string, cycle: string, codes: readonly string[]) => {
  const table = new Map<string, Map<string, Map<string, Record<string, string | number | boolean>>>>();
  const note = (
    leaf: string,
    role: string,
    unit: string,
    item: string,
    value: string | number | boolean | null,
  ) => {
    if (value === null) return;
    const roles =
      table.get(leaf) ?? new Map<string, Map<string, Record<string, string | number | boolean>>>();
    const units = roles.get(role) ?? new Map<string, Record<string, string | number | boolean>>();
    units.set(unit, { ...units.get(unit), [item]: value });
    roles.set(role, units);
    table.set(leaf, roles);
  };
  const entries = createEntryReader(db);
  for (const unit of codes) {
    for (const { leaf, role, item, value } of entries.list(cycle, unit)) note(leaf, role, unit, item, value);
  }
  for (const { bodyUscc, leaf, item, value } of createRunReader(db).metrics(run)) {
    note(leaf, 'derived', bodyUscc, item, value);
  }
  return table;
};

export const readRoleDifferences = (
  db: ReadDb,
  request: z.output<Operations['runs.roleDifferences']['input']>,
): OperationOutput<'runs.roleDifferences'> => {
  const { head, model } = openRun(db, request.run);
  const units = unitsOf(db, request.run);
  const subjects = createRunReader(db)
    .subjects(request.run)
    .map(({ subject }) => subject);
  const table = valuesByLeaf(db, request.run, head.cycleCode, subjects);
  const counted = new Map(
    createRunResultReader(db)
      .cells(request.run, subjects, [...table.keys()])
      .map((cell) => [`${cell.subject} ${cell.node}`, publishedDigits(model)(cell.published)]),
  );
  const rows: Difference[] = [];
  for (const index of model.leaves) {
    const node = model.nodes[index];
    const roles = node === undefined ? undefined : table.get(node.code);
    if (node === undefined || roles === undefined || roles.size < 2) continue;
    if (request.leaf !== undefined && request.leaf !== node.code) continue;
    const byUnit = new Map<string, Record<string, string>>();
    for (const [role, values] of roles) {
      const given = [...values].map(
        ([code, items]): LeafSubject => ({ code, group: unitOf(units, code).group, values: items }),
      );
      for (const { code, status, points } of scoreLeafAlone(model, index, given, { ignoreScorers: true })) {
        if (status === 'scored' && points !== null) byUnit.set(code, { ...byUnit.get(code), [role]: points });
      }
    }
    for (const [code, byRole] of byUnit) {
      if (request.unit !== undefined && request.unit !== code) continue;
      const points = Object.values(byRole).toSorted(compareDecimalTexts);
      const [lowest, highest] = [points[0], points.at(-1)];
      if (points.length < 2 || lowest === undefined || highest === undefined) continue;
      if (request.differing && lowest === highest) continue;
      const other = rolePrecedence.find((role) => role !== 'self' && byRole[role] !== undefined);
      const [self, verified] = [byRole.self, other === undefined ? undefined : byRole[other]];
      rows.push({
        code,
        name: unitOf(units, code).name,
        leaf: node.code,
        leafName: node.name,
        points: nominalPoints(model, index),
        byRole,
        counted: counted.get(`${code} ${node.code}`) ?? null,
        spread: decimalDifference(lowest, highest),
        selfExceeds: self === undefined || verified === undefined ? null : decimalDifference(verified, self),
      });
    }
  }
  // Stable: equal differences stay in the order of the tree.
  rows.sort((a, b) => compareDecimalTexts(b.spread, a.spread));
  return { ...pageByOffset(rows, request), total: rows.length };
};
