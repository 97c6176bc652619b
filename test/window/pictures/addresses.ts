/** Every page, by a name that does not change: those with an address of their own, and one of each that shows one row. */

import type { LedgerCode } from '#shared/ledgers/ledgers.ts';
import { places } from '../../../renderer/ui/places.ts';
import { withOffice } from '../../support/offices.ts';

export type Addresses = Record<string, string>;

/** All ledgers have the same pages by their definitions: one of matters with steps, and one that feeds a ratio. */
const lookedAt: readonly LedgerCode[] = ['objections', 'contracts'];

/** Pages that show no row in particular. */
const fixed: Addresses = {
  ...Object.fromEntries(
    Object.entries(places).flatMap(([name, place]) => (typeof place === 'string' ? [[name, place]] : [])),
  ),
  quality: places.quality(),
  qualityUnits: places.quality({ view: 'units' }),
  qualityLate: places.qualityKind('record.late'),
  newBody: places.newBody(),
  newOfficial: places.newOfficial(),
  newRecord: places.newRecord(),
  ...Object.fromEntries(
    lookedAt.flatMap((ledger) => [
      [`ledger-${ledger}`, places.ledger(ledger)],
      [`ledger-${ledger}-new`, places.newLedgerRow(ledger)],
    ]),
  ),
  unknownLedger: places.ledger('unknown'),
  reportRecords: places.report('records'),
  reportModel: places.report('model'),
  reportReview: places.report('review'),
  reportDelivery: places.report('delivery-list'),
  reportForm: places.reportForm('records'),
  township: places.model('TOWNSHIP-2026', '1.1.0'),
  // Of a place that is not there.
  unknownCycle: places.cycle('1999'),
  unknownRecord: places.record('00000000-0000-7000-8000-000000000000'),
};

/** Views of one run. */
const runViews = 'ranking bands charts heat spread weights years history scorers'.split(' ');

/** Pages that show a row of this data folder, one of each kind that it has. */
const ofRows = (dataFolder: string): Promise<Addresses> =>
  withOffice(dataFolder, async ({ client }) => {
    const addresses: Addresses = {};
    const [body] = (await client.call('bodies.list', { limit: 1 })).rows;
    if (body) {
      addresses.body = places.body(body.uscc);
      addresses.editBody = places.editBody(body.uscc);
    }
    const [official] = (await client.call('officials.search', { limit: 1 })).rows;
    if (official) {
      addresses.official = places.official(official.id);
      addresses.editOfficial = places.editOfficial(official.id);
    }
    const [record] = (await client.call('records.search', { limit: 1 })).rows;
    if (record) {
      addresses.record = places.record(record.id);
      addresses.editRecord = places.editRecord(record.id);
    }
    for (const ledger of lookedAt) {
      const [row] = (await client.call('ledgers.list', { ledger, limit: 1 })).rows;
      if (row) {
        addresses[`ledger-${ledger}-row`] = places.ledgerRow(ledger, row.id);
        addresses[`ledger-${ledger}-edit`] = places.editLedgerRow(ledger, row.id);
      }
    }
    const [check] = (await client.call('eligibility.list', { limit: 1 })).rows;
    if (check) addresses.eligibilityCheck = places.eligibilityCheck(check.id);
    const [batch] = (await client.call('imports.list', { limit: 1 })).rows;
    if (batch) addresses.import = places.import(batch.id);

    const [draft] = (await client.call('modelDrafts.list', {})).drafts;
    if (draft) {
      addresses.modelDraft = places.modelDraft(draft.id);
      addresses.modelDraftLeaf = places.modelDraft(draft.id, 'A1.1');
    }

    const cycle = (await client.call('cycles.list', {})).cycles.find(({ units }) => units > 0);
    if (cycle === undefined) return addresses;
    const [unit] = (await client.call('cycles.read', { cycle: cycle.code })).units;
    addresses.cycle = places.cycle(cycle.code);
    addresses.cyclePlan = places.cyclePlan(cycle.code);
    addresses.check = places.check(cycle.code);
    addresses.explanations = places.explanations(cycle.code);
    addresses.notice = places.notice(cycle.code);
    addresses.consequences = places.consequences(cycle.code);
    addresses.consequenceGrades = places.consequences(cycle.code, 'grades');
    addresses.cycleArchive = places.cycleArchive(cycle.code);
    addresses.entryColumns = places.entryColumns(cycle.code);
    addresses.entryMatrix = places.entryMatrix(cycle.code);
    for (const view of ['suppliers', 'thirdParty', 'surveys']) {
      addresses[`external-${view}`] = places.external(cycle.code, { view });
    }
    addresses.spotCheck = places.spotCheck(cycle.code);
    const [survey] = (await client.call('surveys.list', { cycle: cycle.code })).surveys;
    if (survey) addresses.survey = places.external(cycle.code, { view: 'surveys', survey: survey.id });
    if (unit) addresses.entry = places.entry(cycle.code, unit.bodyUscc);
    addresses.reportSummary = places.report('summary', { cycle: cycle.code });

    const { runs } = await client.call('runs.list', {});
    const [run] = runs;
    if (run === undefined) return addresses;
    const [subject] = (await client.call('runs.ranking', { run: run.id, limit: 1 })).rows;
    for (const view of runViews) addresses[`run-${view}`] = places.run(run.id, view);
    if (subject) addresses.why = places.why({ run: run.id, subject: subject.code });
    const other = runs.find(({ id, modelCode }) => id !== run.id && modelCode === run.modelCode);
    if (other) addresses.compareRuns = places.compareRuns(other.id, run.id);
    return addresses;
  });

/** @param dataFolder of an office, which no program has open */
export const everyAddress = async (dataFolder: string): Promise<Addresses> => ({
  ...fixed,
  ...(await ofRows(dataFolder)),
});
