import { type ScorerRole, scorerRoles } from '#shared/domain/code-lists.ts';
import type { EntryContent } from '#shared/domain/entities.ts';
import { isHandedIn } from '#shared/domain/unit-states.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createEntryReader, createEntryRepository } from '../../db/repositories/entries.ts';
import type { ReadDb } from '../../db/transaction.ts';
import {
  type EntryRow,
  type SelfAssessmentContext,
  selfAssessmentLayout,
} from '../../excel/layouts/self-assessment.ts';
import { readStandings } from '../cycles/unit-standing.ts';
import { ownUnit, requireCycle, requireOpenCycle, requireUnit } from '../cycles.ts';
import { documentOf, requireModel } from '../models.ts';
import { type Importer, keepsPresent } from './importer.ts';

interface EntryPlace {
  cycle: string;
  unit: string;
  role: Exclude<ScorerRole, 'derived'>;
}

const isRole = (text: string): text is ScorerRole => Object.hasOwn(scorerRoles, text);

/** What the form of one unit, cycle and role is built from and read against. */
export const formContext = (
  db: ReadDb,
  place: { cycle: string; unit: string; role: ScorerRole },
): SelfAssessmentContext => {
  const cycle = requireCycle(db, place.cycle);
  const unit = requireUnit(db, place.cycle, place.unit);
  const body = createBodyReader(db).findByUscc(place.unit);
  const model = requireModel(db, unit.modelCode, unit.modelVersion);
  return {
    cycle: { code: cycle.code, year: cycle.year },
    unit: { uscc: place.unit, name: body?.name ?? place.unit },
    model: documentOf(model),
    modelDigest: model.digest,
    role: place.role,
  };
};

const contentOf = (place: EntryPlace, row: EntryRow): EntryContent => ({
  cycleCode: place.cycle,
  bodyUscc: place.unit,
  leaf: row.leaf,
  item: row.item,
  role: place.role,
  value: row.value,
  note: row.note,
  evidence: row.evidence,
});

/** What a unit handed in stays as it is until it is returned. @throws AppError `cycle.unitHandedIn` */
const requireNotHandedIn = (
  db: ReadDb,
  { cycle, unit, role }: { cycle: string; unit: string; role: ScorerRole },
): void => {
  if (role !== 'self') return;
  const { state } = readStandings(db, cycle, unit)(unit);
  if (!isHandedIn(state)) return;
  const name = createBodyReader(db).findByUscc(unit)?.name ?? unit;
  throw new AppError('cycle.unitHandedIn', { unit: name, state });
};

/** W1 考核自评表, and the same form filled in by another role. */
export const selfAssessmentImporter: Importer<EntryRow, SelfAssessmentContext> = {
  layout: selfAssessmentLayout,
  needsMeta: true,
  readsHidden: true,
  readsTogether: true,
  buildContext(db, { cycle, unit, role, meta, onlyLooking }) {
    const cycleCode = cycle ?? meta?.cycle;
    const what = selfAssessmentLayout.title;
    if (cycleCode === undefined) throw new AppError('cycle.cycleNeeded', { what });
    const found = requireCycle(db, cycleCode);
    if (!onlyLooking) requireOpenCycle(found);
    const unitUscc = unit ?? meta?.unit ?? ownUnit(db, cycleCode, what);
    const stated = meta?.role !== undefined && isRole(meta.role) ? meta.role : undefined;
    if (!onlyLooking)
      requireNotHandedIn(db, { cycle: cycleCode, unit: unitUscc, role: role ?? stated ?? 'self' });
    return formContext(db, { cycle: cycleCode, unit: unitUscc, role: role ?? stated ?? 'self' });
  },
  describeContext: ({ cycle, unit, role }) => ({
    cycle: cycle.code,
    unit: unit.uscc,
    role: role ?? 'self',
  }),
  openDuplicateCheck(db, described) {
    const place = described as EntryPlace;
    const present = createEntryReader(db).list(place.cycle, place.unit);
    const keys = new Set(
      present
        .filter((entry) => entry.role === place.role && entry.value !== null)
        .map((entry) => `${entry.leaf}|${entry.item}`),
    );
    return (row) => keys.has(`${row.leaf}|${row.item}`);
  },
  openComparison(db, described) {
    const place = described as EntryPlace;
    const present = new Map(
      createEntryReader(db)
        .list(place.cycle, place.unit)
        .filter((entry) => entry.role === place.role)
        .map((entry) => [`${entry.leaf}|${entry.item}`, entry]),
    );
    return (row) => {
      const before = present.get(`${row.leaf}|${row.item}`);
      return before === undefined ? null : { table: 'entries', before, after: contentOf(place, row) };
    };
  },
  openWriter(tx, described) {
    const place = described as EntryPlace;
    // Days may pass between staging and commit.
    requireOpenCycle(requireCycle(tx, place.cycle));
    requireNotHandedIn(tx, place);
    const entries = createEntryRepository(tx);
    const present = new Map(
      entries
        .list(place.cycle, place.unit)
        .filter((entry) => entry.role === place.role)
        .map((entry) => [`${entry.leaf}|${entry.item}`, entry]),
    );
    return {
      write(row, policy) {
        const known = present.get(`${row.leaf}|${row.item}`);
        // A cell of ours without a value is there to be filled, whatever is done with filled ones.
        const isOpen = known?.value === null && known.ownerOffice === tx.origin().office;
        if (known && !isOpen && keepsPresent(tx, known, policy)) return [];
        const content = contentOf(place, row);
        const {
          row: entry,
          outcome,
          previous,
        } = entries.upsert({
          ...content,
          ...(isOpen
            ? { note: content.note ?? known.note, evidence: content.evidence ?? known.evidence }
            : {}),
        });
        const { id, revision, contentHash } = entry;
        return [{ table: 'entries', rowId: id, revision, contentHash, outcome, previous }];
      },
    };
  },
};
