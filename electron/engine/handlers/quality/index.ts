/** 数据质量. */

import { z } from 'zod';
import type { qualityOperations } from '#shared/contract/operations/quality.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { qualityGroups, qualityKindOf } from '#shared/domain/quality-kinds.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createQualityReader, type QualityFinding } from '../../db/repositories/quality.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { requireCycle } from '../cycles.ts';
import { nextCursor, readCursor } from '../paging.ts';
import { enteredAt, qualityBasis } from './basis.ts';
import { checkQuality } from './check-quality.ts';
import { countPeriod } from './count-period.ts';
import { foundOf, readCounts, sharesOf } from './counts.ts';
import { lastCheck } from './last-check.ts';

/** A page may check by itself where that takes a moment only. */
const automaticRows = 60_000;

/** Of a record that was entered late the day on which it was entered, in the place of its identifier. */
const withEntryDay = ({ says: [decided = '', id = ''], ...finding }: QualityFinding): QualityFinding => {
  const at = enteredAt(id);
  return { ...finding, says: [decided, at === null ? '' : dayInChina(at)] };
};

export const qualityHandlers: HandlersOf<typeof qualityOperations> = {
  'quality.read': ({ db, now }, { unit }) => {
    const reader = createQualityReader(db);
    return {
      checked: lastCheck(db, now(), unit ?? null),
      automatic: reader.lastRow('record') + reader.lastRow('official') <= automaticRows,
    };
  },

  'quality.check': async (context) => {
    await checkQuality(context);
    const checked = lastCheck(context.db, context.now());
    if (checked === null) throw new Error('the check that was just kept is not there');
    return checked;
  },

  'quality.findings': ({ db, now }, { kind, unit, side, cursor, limit }) => {
    const basis = qualityBasis(db, dayInChina(now()));
    const before = readCursor(cursor, z.int());
    const rows = createQualityReader(db).findings(basis, { kind, unit: unit ?? null, side, before, limit });
    const shown = kind === 'record.late' ? rows.map(withEntryDay) : rows;
    return {
      rows: shown.map(({ position: _, ...row }) => row),
      next: nextCursor(rows, limit, ({ position }) => String(position)),
    };
  },

  'quality.units': ({ db }) => {
    const stored = createQualityReader(db).stored();
    const counts = stored === null ? new Map() : readCounts(stored.counts);
    const rows = createBodyReader(db)
      .outlines()
      .map(({ uscc, name }) => {
        const kinds = sharesOf(counts, uscc);
        const late = kinds.find(({ kind }) => kind === 'record.late') ?? { found: 0, among: 0 };
        const inGroup = (group: string): number =>
          kinds.reduce(
            (sum, { kind, found }) => (qualityKindOf(kind).group === group ? sum + found : sum),
            0,
          );
        return {
          uscc,
          name,
          errors: foundOf(kinds, 'error'),
          warnings: foundOf(kinds, 'warning'),
          groups: Object.fromEntries(Object.keys(qualityGroups).map((group) => [group, inGroup(group)])),
          entered: { found: late.among - late.found, among: late.among },
        };
      })
      .toSorted((a, b) => b.errors - a.errors || b.warnings - a.warnings || (a.uscc < b.uscc ? -1 : 1));
    return { rows };
  },

  'quality.period': (context, { cycle: code }) => {
    const { periodFrom, periodTo } = requireCycle(context.db, code);
    return countPeriod(context, { from: periodFrom, to: periodTo });
  },
};
