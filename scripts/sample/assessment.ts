/** Invented cycles, values and decisions. Values follow the unit's diligence and the model's own items. */

import { z } from 'zod';
import type {
  CreditRecordContent,
  CycleContent,
  CycleUnit,
  DecisionContent,
  EntryContent,
  OfficialContent,
} from '#shared/domain/entities.ts';
import { evaluateMetric } from '#shared/domain/metrics.ts';
import { yearPeriod } from '#shared/domain/periods.ts';
import type { ModelDocument, ModelNode } from '#shared/model/definition.ts';
import type { Place } from './places.ts';
import { createRandom, type Random } from './random.ts';
import { streamOf, vetoedUnit } from './records.ts';

export const cycles: readonly CycleContent[] = [
  {
    code: '2025',
    name: '2025年度政务诚信考核',
    year: 2025,
    periodFrom: yearPeriod(2025).from,
    periodTo: yearPeriod(2025).to,
    status: 'finalised',
    planDocumentNo: '示信办〔2025〕2号',
  },
  {
    code: '2026',
    name: '2026年度政务诚信考核',
    year: 2026,
    periodFrom: yearPeriod(2026).from,
    periodTo: yearPeriod(2026).to,
    status: 'selfAssess',
    planDocumentNo: '示信办〔2026〕3号',
  },
];

/** Units whose self-assessment of 2026 comes as a workbook and is therefore not yet in the sample. */
export const unitsSendingWorkbooks: readonly string[] = ['甲山镇', '辛田乡'];

const rowsShape = z.looseObject({
  rows: z.record(z.string(), z.looseObject({ filledBy: z.string(), source: z.string() })),
});
type Role = EntryContent['role'];
const roleOfFiller: Readonly<Record<string, Role>> = {
  S: 'self',
  A: 'assessor',
  D: 'department',
  T: 'thirdParty',
  P: 'survey',
};

export interface AssessmentInput {
  places: readonly Place[];
  models: ReadonlyMap<string, ModelDocument>;
  officials: readonly OfficialContent[];
  records: readonly CreditRecordContent[];
  seed: number;
}

export function buildUnits(
  places: readonly Place[],
  models: ReadonlyMap<string, ModelDocument>,
): CycleUnit[] {
  return cycles.flatMap((cycle) =>
    places.flatMap((place): CycleUnit[] => {
      const model = place.model === null ? undefined : models.get(place.model);
      if (!model) return [];
      const { code: modelCode, version: modelVersion } = model;
      return [
        { cycleCode: cycle.code, bodyUscc: place.uscc, groupCode: place.groupCode, modelCode, modelVersion },
      ];
    }),
  );
}

/** Every value of both cycles, those of the units that send workbooks included. */
export function buildEntries(input: AssessmentInput): EntryContent[] {
  return cycles.flatMap((cycle) =>
    input.places.flatMap((place) => {
      const model = place.model === null ? undefined : input.models.get(place.model);
      return model ? buildUnitEntries(input, cycle, place, model) : [];
    }),
  );
}

function buildUnitEntries(
  input: AssessmentInput,
  cycle: CycleContent,
  place: Place,
  model: ModelDocument,
): EntryContent[] {
  const { rows } = rowsShape.parse(model.extensions);
  const excluded = new Set(place.withoutSpecificDuties ? specificBlocks : []);
  return model.nodes.flatMap((leaf): EntryContent[] => {
    if (!leaf.scoring || (leaf.parent !== null && excluded.has(leaf.parent))) return [];
    const role = roleOfFiller[rows[leaf.code]?.filledBy ?? ''];
    if (!role) throw new Error(`nobody fills ${leaf.code}`);
    // Surveys and outside evaluation of the open cycle have not been done yet.
    if (cycle.status === 'selfAssess' && (role === 'survey' || role === 'thirdParty')) return [];
    const random = createRandom(input.seed, `entries/${streamOf(place, cycle.year)}/${leaf.code}`);
    const common = { cycleCode: cycle.code, bodyUscc: place.uscc, leaf: leaf.code };
    const fed = fedValues(input, cycle, place, leaf);
    const staff = input.officials.filter(({ bodyUscc }) => bodyUscc === place.uscc);
    const typed = Object.entries({
      ...buildItems(leaf, place.diligence, random),
      ...staffItems(leaf, staff, cycle, place.diligence, random),
    });
    const entries = typed.flatMap(([item, value], index): EntryContent[] => {
      // What the credit database feeds is not typed again, except where the unit states it itself.
      if (item in fed && role !== 'self') return [];
      // The form has one cell for the evidence of all items of a leaf.
      const evidence = role === 'self' && index === 0 ? (rows[leaf.code]?.source ?? null) : null;
      return [{ ...common, item, role, value: fed[item] ?? value, note: null, evidence }];
    });
    return [...entries, ...buildCorrections(cycle, leaf, entries, random)];
  });
}

function fedValues(
  input: AssessmentInput,
  cycle: CycleContent,
  place: Place,
  leaf: ModelNode,
): Record<string, number> {
  const own = input.records.filter((record) => record.bodyUscc === place.uscc);
  const numbered = own.map((record, index) => ({ ...record, id: String(index) }));
  return Object.fromEntries(
    Object.entries(leaf.metrics ?? {}).map(([item, metric]) => [
      item,
      evaluateMetric(metric, numbered, cycle).value ?? 0,
    ]),
  );
}

type Items = Record<string, number | boolean | string>;

/** Rows about all officials of the unit: files, training, pledges. */
const staffRows: Readonly<Record<string, (official: OfficialContent) => boolean>> = {
  'D3.1': ({ fileNo }) => fileNo !== null,
  'D3.2': ({ trainingHours }) => trainingHours > 0,
  'D3.3': ({ pledgeSignedOn }) => pledgeSignedOn !== null,
};

/** The register shows the officials as they are now, so the open cycle counts them; for 2025 it is a guess. */
function staffItems(
  leaf: ModelNode,
  staff: readonly OfficialContent[],
  cycle: CycleContent,
  diligence: number,
  random: Random,
): Items {
  const counts = staffRows[leaf.code];
  if (!counts) return {};
  const missing = Math.floor(((100 - diligence) * random.int(0, 8)) / 100);
  const n = cycle.status === 'selfAssess' ? staff.filter(counts).length : staff.length - missing;
  return { n, d: staff.length };
}

/** Plausible values for the items of a leaf. Diligence is 0…100. */
function buildItems(leaf: ModelNode, diligence: number, random: Random): Items {
  const carelessness = 100 - diligence;
  // Failures in a thousand, around half of what the unit is careless.
  const failures = (cases: number) =>
    Math.min(cases, Math.floor((cases * carelessness * random.int(0, 10) + random.int(0, 900)) / 1000));
  const scoring = leaf.scoring;
  if (!scoring) return {};
  switch (scoring.method) {
    case 'ratio': {
      const cases = random.int(12, 60);
      return { [scoring.numerator]: cases - failures(cases), [scoring.denominator]: cases };
    }
    case 'bands': {
      if (scoring.value !== undefined)
        return { [scoring.value]: Math.floor((diligence * random.int(9, 15)) / 100) };
      const cases = random.int(20, 60);
      const bad = Math.floor(failures(cases) / 3);
      const wanted = scoring.bands[0]?.atMost === undefined ? cases - bad : bad;
      return { [scoring.numerator ?? 'n']: wanted, [scoring.denominator ?? 'd']: cases };
    }
    case 'deduct':
      return Object.fromEntries(
        scoring.items.map(({ item }) => [item, Math.floor((carelessness * random.int(0, 6)) / 100)]),
      );
    case 'award':
      return Object.fromEntries(
        scoring.items.map(({ item }) => [item, random.int(0, 100) < diligence - 45 ? random.int(0, 1) : 0]),
      );
    case 'boolean':
      return { [scoring.item]: random.int(0, 100) < diligence + 20 };
    case 'rubric': {
      const level = Math.round((diligence + random.int(-8, 12)) / 20);
      return { [scoring.item]: String(Math.max(0, Math.min(5, level))) };
    }
    case 'survey': {
      const mean = Math.min(9_900, 5_200 + diligence * 44 + random.int(-300, 300)) / 100;
      return leaf.code === 'F3.1'
        ? { [scoring.mean]: mean, [scoring.count]: 1 }
        : { [scoring.mean]: mean, [scoring.count]: random.int(42, 160) };
    }
    case 'relative':
      return { [scoring.value]: Math.floor((diligence * random.int(30, 60)) / 10) };
    default:
      throw new Error(`no sample values for ${scoring.method}`);
  }
}

/** In the finished cycle the assessor found a few self-stated figures too high. */
function buildCorrections(
  cycle: CycleContent,
  leaf: ModelNode,
  entries: readonly EntryContent[],
  random: Random,
): EntryContent[] {
  const stated = entries.find((entry) => entry.item === 'n' && entry.role === 'self');
  const corrected = cycle.status === 'finalised' && !leaf.metrics && random.chance(6);
  if (!corrected || typeof stated?.value !== 'number' || stated.value < 2) return [];
  const note = '核查台账，一项材料不符，核减';
  return [{ ...stated, role: 'assessor', value: stated.value - 1, note, evidence: null }];
}

const specificBlocks = ['S1', 'S2', 'S3', 'S4'];

/** Bonus, veto and what does not apply. */
export function buildDecisions(places: readonly Place[]): DecisionContent[] {
  const find = (shortName: string) => {
    const place = places.find((one) => one.shortName === shortName);
    if (!place) throw new Error(`no unit ${shortName}`);
    return place.uscc;
  };
  const decision = (
    cycleCode: string,
    unit: string,
    kind: DecisionContent['kind'],
    code: string,
    count: string,
    reason: string,
  ): DecisionContent => ({ cycleCode, bodyUscc: find(unit), kind, code, count, reason });
  const notApplicable = cycles.flatMap((cycle) =>
    places
      .filter((place) => place.withoutSpecificDuties)
      .flatMap((place) =>
        specificBlocks.map((code) =>
          decision(cycle.code, place.shortName ?? '', 'notApplicable', code, '1', '该单位没有此项职责'),
        ),
      ),
  );
  return [
    decision('2025', '子午街道', 'adjustment', 'G1.2', '1', '省级政务诚信工作表扬（虚构）'),
    decision('2025', '子午街道', 'adjustment', 'G2', '1', '“一事一诺”做法被市级推广（虚构）'),
    decision('2025', '甲山镇', 'adjustment', 'G1.3', '1', '市级信用工作先进集体（虚构）'),
    decision('2025', '甲山镇', 'adjustment', 'G3', '3', '主动纠正招商合同条款，避免损失（虚构）'),
    decision('2025', '丙林镇', 'adjustment', 'G1.4', '2', '县级通报表扬两次（虚构）'),
    decision('2025', vetoedUnit, 'veto', 'V1', '1', '2025年末仍被列为失信被执行人（虚构）'),
    decision('2026', '子午街道', 'adjustment', 'G2', '1', '承诺公示做法被县级推广（虚构）'),
    ...notApplicable,
  ];
}
