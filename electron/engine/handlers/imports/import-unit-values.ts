/** Figures of a department or scores of a third party over all units: every value goes the way of one typed in. */
import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import {
  type UnitValuesContext,
  type UnitValuesRow,
  unitValuesLayout,
} from '../../excel/layouts/unit-values.ts';
import { requireCycle, requireOpenCycle } from '../cycles.ts';
import { openCells } from '../entries/put-cells.ts';
import { noteTaking, reportForScores } from '../external/third-party.ts';
import { statedValues, unitValuesContext } from '../external/unit-values.ts';
import type { Importer, WrittenRow } from './importer.ts';

interface Described {
  cycle: string;
  role: EntryRole;
  model: string;
  report?: string;
}

const isEntryRole = (text: string | undefined): text is EntryRole =>
  text !== undefined && text !== 'derived' && Object.hasOwn(scorerRoles, text as ScorerRole);

/** Who does what an import does. */
const actor = 'import';

export const unitValuesImporter: Importer<UnitValuesRow, UnitValuesContext> = {
  layout: unitValuesLayout,
  needsMeta: true,
  buildContext(db, { cycle, role, report, model, meta, onlyLooking }) {
    const code = cycle ?? meta?.cycle;
    if (code === undefined) throw new AppError('cycle.cycleNeeded', { what: unitValuesLayout.title });
    const found = requireCycle(db, code);
    if (!onlyLooking) requireOpenCycle(found);
    const stated = role ?? meta?.role;
    const from = report ?? meta?.report;
    return unitValuesContext(db, {
      cycle: code,
      role: isEntryRole(stated) ? stated : from === undefined ? 'department' : 'thirdParty',
      model: model ?? meta?.modelCode,
      report: from === undefined ? null : reportForScores(db, from),
    });
  },
  describeContext: ({ cycle, role, model, report }): Described => ({
    cycle: cycle.code,
    role,
    model: model.code,
    ...(report === null ? {} : { report: report.id }),
  }),
  openDuplicateCheck(db, context) {
    const { cycle, role } = context as Described;
    const stated = statedValues(db, cycle, role);
    return ({ bodyUscc, values }) =>
      values.some(({ leaf, item }) => (stated.get(`${bodyUscc} ${leaf} ${item}`) ?? null) !== null);
  },
  openWriter(tx, context) {
    const { cycle: code, role, report } = context as Described;
    const cycle = requireCycle(tx, code);
    // Days may pass between staging and commit.
    requireOpenCycle(cycle);
    const entries = createEntryReader(tx);
    const put = openCells(tx, cycle, actor);
    const source = report === undefined ? null : reportForScores(tx, report);
    const taken: { bodyUscc: string; leaf: string }[] = [];
    return {
      finish() {
        if (source === null || taken.length === 0) return [];
        return noteTaking(tx, code, source, taken, actor).map((rowId) => ({
          table: 'third_party_takings',
          rowId,
          revision: 1,
          contentHash: null,
          outcome: 'inserted',
          previous: null,
        }));
      },
      write: ({ bodyUscc, values }, policy) =>
        values.flatMap(({ leaf, item, value }): WrittenRow[] => {
          const key = { cycleCode: code, bodyUscc, leaf, item, role };
          const previous = entries.findCell(key);
          if (previous !== null && previous.value !== null && policy === 'skip') return [];
          const { outcome } = put({
            bodyUscc,
            leaf,
            item,
            role,
            text: writeEntryText(value),
            ...(source === null ? {} : { evidence: source.evidence }),
          });
          const after = entries.findCell(key);
          if (outcome === 'refused' || outcome === 'draft' || after === null) return [];
          taken.push({ bodyUscc, leaf });
          const { id, revision, contentHash } = after;
          return [
            {
              table: 'entries',
              rowId: id,
              revision,
              contentHash,
              outcome:
                previous === null ? 'inserted' : previous.revision === revision ? 'unchanged' : 'updated',
              previous,
            },
          ];
        }),
    };
  },
};
