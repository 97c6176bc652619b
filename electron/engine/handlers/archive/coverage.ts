/** 部门合力: which bodies have fed which kinds of data within a period. */
import { z } from 'zod';
import type { coverageOperations } from '#shared/contract/operations/coverage.ts';
import { type CoverageKind, coverageKinds } from '#shared/domain/coverage.ts';
import { addDays, dayInChina } from '#shared/domain/dates.ts';
import { plainName } from '#shared/domain/similar-names.ts';
import { type BodyConditions, createBodyReader } from '../../db/repositories/bodies.ts';
import { createBodyChangeReader } from '../../db/repositories/body-changes.ts';
import { createCoverageReader, type FedRows } from '../../db/repositories/coverage.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { given, readCursor } from '../paging.ts';

const kinds = Object.keys(coverageKinds) as CoverageKind[];

type Counts = Record<CoverageKind, number>;
const nothing = (): Counts => Object.fromEntries(kinds.map((kind) => [kind, 0])) as Counts;

/** The first instant of a day in China. */
const startOf = (day: string): string => new Date(`${day}T00:00:00+08:00`).toISOString();

/** The bodies that a name may mean: those that are or were called so. A name of several means none of them. */
const openOrgans = (db: ReadDb): ((name: string) => string | null) => {
  const usccs = new Map<string, string | null>();
  const add = (name: string | null, uscc: string): void => {
    const key = name === null ? '' : plainName(name);
    if (key === '') return;
    const known = usccs.get(key);
    usccs.set(key, known === undefined || known === uscc ? uscc : null);
  };
  for (const { uscc, name, shortName } of createBodyReader(db).outlines()) {
    add(name, uscc);
    add(shortName, uscc);
  }
  for (const { bodyUscc, name } of createBodyChangeReader(db).formerNames()) add(name, bodyUscc);
  return (name) => usccs.get(plainName(name)) ?? null;
};

interface Fed {
  counts: Counts;
  last: string | null;
}

const fedByBody = (db: ReadDb, from: string, to: string): Map<string, Fed> => {
  const reader = createCoverageReader(db);
  const organOf = openOrgans(db);
  const byBody = new Map<string, Fed>();
  const add = (kind: CoverageKind, { key, total, last }: FedRows): void => {
    const uscc = kind === 'issued' ? organOf(key) : key;
    if (uscc === null) return;
    const fed = byBody.get(uscc) ?? { counts: nothing(), last: null };
    fed.counts[kind] += total;
    if (fed.last === null || last > fed.last) fed.last = last;
    byBody.set(uscc, fed);
  };
  for (const kind of kinds) {
    for (const rows of reader.fed(kind, startOf(from), startOf(addDays(to, 1)))) add(kind, rows);
  }
  return byBody;
};

export const coverageHandlers: HandlersOf<typeof coverageOperations> = {
  'coverage.matrix': ({ db }, { cursor, limit, from, to, without, ...filter }) => {
    const start = readCursor(cursor, z.int().nonnegative()) ?? 0;
    const fed = to < from ? new Map<string, Fed>() : fedByBody(db, from, to);
    const fitting = createBodyReader(db)
      .fitting({ ...(given(filter) as BodyConditions), validOn: to })
      .map(({ uscc, name, bodyType }) => {
        const { counts, last } = fed.get(uscc) ?? { counts: nothing(), last: null };
        return {
          uscc,
          name,
          bodyType,
          counts,
          fed: kinds.filter((kind) => counts[kind] > 0).length,
          last: last === null ? null : dayInChina(last),
        };
      })
      .filter(({ counts }) => without === undefined || counts[without] === 0);
    // Those who fed least first: they are whom the page is looked at for.
    fitting.sort((a, b) => a.fed - b.fed);
    const [sums, feeding] = [nothing(), nothing()];
    for (const { counts } of fitting) {
      for (const kind of kinds) {
        sums[kind] += counts[kind];
        feeding[kind] += counts[kind] > 0 ? 1 : 0;
      }
    }
    const rows = fitting.slice(start, start + limit);
    const end = start + rows.length;
    return {
      rows,
      next: end < fitting.length ? JSON.stringify(end) : null,
      total: fitting.length,
      sums,
      feeding,
    };
  },
};
