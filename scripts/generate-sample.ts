/**
 * Writes the fictional sample county to `resources/samples`. The same seed gives the same bytes; a test regenerates
 * the county and compares. Run: `npm run generate:sample`.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeWorkbook } from '#engine/excel/write-workbook.ts';
import {
  findResourcesFolder,
  loadCatalogue,
  loadNewestModels,
  loadRuleTable,
  loadWorkingCalendar,
} from '#engine/resources.ts';
import { type SampleCounty, sampleCounty, writeSampleCounty } from '#engine/sample-county.ts';
import type { EntryContent } from '#shared/domain/entities.ts';
import {
  buildDecisions,
  buildEntries,
  buildUnits,
  cycles,
  unitsSendingWorkbooks,
} from './sample/assessment.ts';
import { withFixedZipTimes } from './sample/fixed-zip-times.ts';
import { buildOfficials } from './sample/people.ts';
import { buildPlaces, countyName, countyRegion, type Place } from './sample/places.ts';
import { describeWorkbooks } from './sample/readme.ts';
import { buildRecords } from './sample/records.ts';
import { buildSampleWorkbooks, type SampleWorkbook } from './sample/workbooks.ts';

export const sampleSeed = 20260105;

export interface Sample {
  county: SampleCounty;
  places: Place[];
  /** Self-assessments that arrive as workbooks and are not in the county. */
  entriesInWorkbooks: EntryContent[];
}

export function generateSample(seed: number = sampleSeed): Sample {
  const places = buildPlaces();
  const officials = buildOfficials(places, seed);
  const sources = { catalogue: loadCatalogue(), rules: loadRuleTable(), calendar: loadWorkingCalendar() };
  const records = buildRecords(places, officials, sources, seed);
  const models = new Map(loadNewestModels().map(({ document }) => [document.code, document]));
  const entries = buildEntries({ places, models, officials, records, seed });
  const sending = new Set(
    places.filter(({ shortName }) => unitsSendingWorkbooks.includes(shortName ?? '')).map(({ uscc }) => uscc),
  );
  const inWorkbook = (entry: EntryContent) =>
    entry.cycleCode === '2026' && entry.role === 'self' && sending.has(entry.bodyUscc);
  const county = sampleCounty.parse({
    format: 'zhengxin-sample/1',
    notice: `${countyName}及其单位、人员、文书和数据全部为虚构，仅供演示；区划代码 990101 未被使用。`,
    seed,
    office: { regionCode: countyRegion, name: `${countyName}社会信用体系建设办公室`, level: 'county' },
    bodies: places.map((place) => contentOf(place, officials)),
    officials,
    records,
    cycles: [...cycles],
    units: buildUnits(places, models),
    entries: entries.filter((entry) => !inWorkbook(entry)),
    decisions: buildDecisions(places),
  } satisfies SampleCounty);
  return { county, places, entriesInWorkbooks: entries.filter(inWorkbook) };
}

/** The body as the database knows it, with its head and its credit liaison. */
function contentOf(place: Place, officials: SampleCounty['officials']): SampleCounty['bodies'][number] {
  const { diligence: _d, stream2025: _s, model: _m, withoutSpecificDuties: _w, ...content } = place;
  const staff = officials.filter(({ bodyUscc }) => bodyUscc === place.uscc);
  return { ...content, headName: staff.at(0)?.name ?? null, liaison: staff.at(-1)?.name ?? null };
}

/** The workbooks that the offices send in. */
export function generateWorkbooks(sample: Sample, seed: number = sampleSeed): Promise<SampleWorkbook[]> {
  const models = loadNewestModels().map(({ document }) => document);
  return buildSampleWorkbooks({ ...sample, catalogue: loadCatalogue(), models, seed });
}

async function writeSample(): Promise<void> {
  const folder = join(findResourcesFolder(), 'samples');
  const sample = generateSample();
  const workbooks = await generateWorkbooks(sample);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'county.json'), writeSampleCounty(sample.county));
  for (const { file, plan } of workbooks) {
    await writeWorkbook(plan, join(folder, file));
    writeFileSync(join(folder, file), withFixedZipTimes(readFileSync(join(folder, file))));
  }
  writeFileSync(join(folder, 'README.md'), describeWorkbooks(sample.county, workbooks));
}

if (import.meta.main) await writeSample();
