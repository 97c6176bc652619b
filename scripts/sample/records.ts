/** Invented credit records over three years, consistent with the bundled catalogue, rules and calendar. */
import { addDays, addMonths } from '#shared/domain/dates.ts';
import type { CatalogueItem, CreditRecordContent } from '#shared/domain/entities.ts';
import { publicityPeriod } from '#shared/domain/publicity-period.ts';
import { deadline, findLimit, inForce, type RuleTable } from '#shared/domain/rule-table.ts';
import type { WorkingCalendar } from '#shared/domain/working-days.ts';
import type { SampleOfficial } from './people.ts';
import { countyName, type Place } from './places.ts';
import { createRandom, type Random } from './random.ts';
import {
  bodyNegative,
  bodyPositive,
  defaulterTemplate,
  officialNegative,
  officialPositive,
  type RecordTemplate,
} from './record-templates.ts';

/** The day on which the sample's states are true; nothing lies after it. */
export const asOf = '2026-11-20';
/** The unit that is still a judgment defaulter at the end of 2025. */
export const vetoedUnit = '壬溪镇';

export interface RecordSources {
  catalogue: readonly CatalogueItem[];
  rules: RuleTable;
  calendar: WorkingCalendar;
}

export const years = [2024, 2025, 2026] as const;

/** Name of the stream of a unit's year; the units of a tie share that of 2025. */
export function streamOf(place: Place, year: number): string {
  return `${year === 2025 ? place.stream2025 : place.shortName}/${year}`;
}

export function buildRecords(
  places: readonly Place[],
  officials: readonly SampleOfficial[],
  sources: RecordSources,
  seed: number,
): CreditRecordContent[] {
  const numbers = new Map<string, number>();
  const nextNumber = (template: RecordTemplate, year: number): string => {
    const key = `${template.documentPrefix}/${year}`;
    const number = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, number);
    return template.documentPrefix.includes('0101')
      ? `（${year}）${template.documentPrefix}${number}号`
      : `${template.documentPrefix}〔${year}〕${number}号`;
  };
  return years.flatMap((year) =>
    places
      .filter((place) => place.model !== null)
      .flatMap((place) => {
        const staff = officials.filter((official) => official.bodyUscc === place.uscc);
        return buildYear(place, staff, year, sources, createRandom(seed, `records/${streamOf(place, year)}`))
          .toSorted((a, b) => (a.record.decisionDate < b.record.decisionDate ? -1 : 1))
          .map(({ record, template }) => ({ ...record, documentNo: nextNumber(template, year) }));
      }),
  );
}

interface Draft {
  record: CreditRecordContent;
  template: RecordTemplate;
}

function buildYear(
  place: Place,
  staff: readonly SampleOfficial[],
  year: number,
  sources: RecordSources,
  random: Random,
): Draft[] {
  const carelessness = 100 - place.diligence;
  const build = (templates: readonly RecordTemplate[], count: number) =>
    Array.from({ length: count }, () =>
      buildRecord(place, staff, decisionDate(year, random), templates, sources, random),
    );
  const drafts = [
    ...build(bodyNegative, random.int(1, 4) + Math.floor(carelessness / 9)),
    ...build(officialNegative, random.int(0, 1) + Math.floor(carelessness / 22)),
    ...build(bodyPositive, random.int(1, 3) + (place.diligence > 85 ? 1 : 0)),
    ...build(officialPositive, random.int(1, 4)),
  ];
  if (year === 2025 && place.shortName === vetoedUnit) {
    drafts.push(asDefaulter(buildRecord(place, staff, '2025-09-18', [defaulterTemplate], sources, random)));
  }
  return drafts;
}

/** The duty is still not performed when the period ends. */
function asDefaulter({ record, template }: Draft): Draft {
  const unperformed = {
    status: 'published',
    rectificationStatus: 'deferred',
    rectifiedOn: null,
    repairStatus: 'none',
    objectionFiledOn: null,
    objectionDueOn: null,
    objectionClosedOn: null,
  } as const;
  return { record: { ...record, ...unperformed }, template };
}

/** A day of the year; in the last year only until the state of the sample. */
function decisionDate(year: number, random: Random): string {
  return addDays(`${year}-01-08`, random.int(0, year === 2026 ? 300 : 340));
}

function pickTemplate(
  templates: readonly RecordTemplate[],
  date: string,
  catalogue: readonly CatalogueItem[],
  random: Random,
): { template: RecordTemplate; item: CatalogueItem } {
  const usable = templates.flatMap((template) => {
    const item = catalogue.find(({ code }) => code === template.item);
    if (!item) throw new Error(`not in the catalogue: ${template.item}`);
    return inForce(item, date) ? Array.from({ length: template.share }, () => ({ template, item })) : [];
  });
  return random.pick(usable);
}

function buildRecord(
  place: Place,
  staff: readonly SampleOfficial[],
  date: string,
  templates: readonly RecordTemplate[],
  sources: RecordSources,
  random: Random,
): Draft {
  const { template, item } = pickTemplate(templates, date, sources.catalogue, random);
  const unit = place.shortName ?? place.name;
  const matter = random.pick(template.matters);
  const fact = template.fact.replace('{unit}', unit).replace('{matter}', matter);
  const person = random.pick(staff);
  const negative = item.polarity === 'negative';
  const ofBody = item.subjectType === 'body';
  const severity =
    negative && item.severityDefault === 'general' && random.chance(12) ? 'serious' : item.severityDefault;
  const organ = `${countyName}${template.organ}`;
  const amount = template.amountWan ? random.int(...template.amountWan) * 100 + random.int(0, 99) : null;

  const shown =
    negative && item.disclosureLevel === 'public'
      ? publicityPeriod({ decisionDate: date, severity }, sources.rules)
      : null;
  const rectification = negative && ofBody ? buildRectification(place, date, random) : noRectification;
  const objection = negative && ofBody ? buildObjection(place, date, sources, random) : noObjection;
  const state = negative
    ? buildState(shown, rectification.rectificationStatus === 'done', date, random)
    : ({ status: 'confirmed', repairStatus: 'none' } as const);

  const record: CreditRecordContent = {
    subjectType: item.subjectType,
    bodyUscc: place.uscc,
    officialId: ofBody ? null : person.id,
    catalogueItem: item.code,
    domain: item.domain,
    polarity: item.polarity,
    title: `${unit}${item.name}`,
    factSummary: `（虚构）${fact}。`,
    documentType: template.documentType,
    documentNo: '待编号',
    // Nobody decides on itself.
    issuingOrgan: organ === place.name ? `示例市${template.organ}` : organ,
    decisionDate: date,
    amountFen: amount === null ? null : amount * 10_000,
    severity,
    responsiblePersons: negative && ofBody ? person.name : null,
    disclosureLevel: item.disclosureLevel,
    publicFrom: shown?.publicFrom ?? null,
    publicMinUntil: shown?.publicMinUntil ?? null,
    publicMaxUntil: shown?.publicMaxUntil ?? null,
    ...state,
    ...rectification,
    ...objection,
    remarks: null,
  };
  return { record, template };
}

type Rectification = Pick<CreditRecordContent, 'rectificationStatus' | 'rectifyDueOn' | 'rectifiedOn'>;
const noRectification: Rectification = { rectificationStatus: 'none', rectifyDueOn: null, rectifiedOn: null };

function buildRectification(place: Place, date: string, random: Random): Rectification {
  const rectifyDueOn = addDays(date, random.pick([30, 45, 60]));
  // Nearly everybody does it in time; the careless are late or never done.
  const inTime = random.int(1, 100) <= place.diligence;
  const done = inTime || random.int(1, 100) <= place.diligence - 10;
  const rectifiedOn = inTime
    ? addDays(rectifyDueOn, -random.int(0, 20))
    : addDays(rectifyDueOn, random.int(3, 60));
  if (done && rectifiedOn <= asOf) return { rectificationStatus: 'done', rectifyDueOn, rectifiedOn };
  const unfinished =
    rectifyDueOn <= asOf ? (['inProgress', 'deferred'] as const) : (['notStarted', 'inProgress'] as const);
  return { rectificationStatus: random.pick(unfinished), rectifyDueOn, rectifiedOn: null };
}

type Objection = Pick<CreditRecordContent, 'objectionFiledOn' | 'objectionDueOn' | 'objectionClosedOn'>;
const noObjection: Objection = { objectionFiledOn: null, objectionDueOn: null, objectionClosedOn: null };

function buildObjection(place: Place, date: string, sources: RecordSources, random: Random): Objection {
  const objected = random.chance(14);
  const objectionFiledOn = addDays(date, random.int(3, 15));
  const inTime = random.int(1, 100) <= place.diligence;
  const delay = inTime ? -random.int(0, 3) : random.int(2, 20);
  const limit = findLimit(sources.rules, 'objection.handling', objectionFiledOn)?.limit;
  if (!objected || !limit || objectionFiledOn.slice(0, 4) !== date.slice(0, 4)) return noObjection;
  const objectionDueOn = deadline(objectionFiledOn, limit, sources.calendar).date;
  const closedOn = addDays(objectionDueOn, delay);
  return { objectionFiledOn, objectionDueOn, objectionClosedOn: closedOn <= asOf ? closedOn : null };
}

function buildState(
  shown: { publicMinUntil: string | null; publicMaxUntil: string | null } | null,
  rectified: boolean,
  date: string,
  random: Random,
): Pick<CreditRecordContent, 'status' | 'repairStatus'> {
  const chance = random.int(1, 100);
  if (chance <= 2) return { status: 'revoked', repairStatus: 'none' };
  if (chance <= 5 && addMonths(date, 3) > asOf) return { status: 'verifying', repairStatus: 'none' };
  if (chance <= 12 && !rectified) return { status: 'rectifying', repairStatus: 'none' };
  const { publicMinUntil = null, publicMaxUntil = null } = shown ?? {};
  if (publicMaxUntil === null) {
    return { status: addMonths(date, 24) <= asOf ? 'archived' : 'confirmed', repairStatus: 'none' };
  }
  const repairable = rectified && publicMinUntil !== null && publicMinUntil <= asOf;
  if (repairable && chance <= 45) return { status: 'repaired', repairStatus: 'approved' };
  if (publicMaxUntil <= asOf) return { status: 'expired', repairStatus: 'none' };
  const applied = repairable && chance <= 60;
  return {
    status: 'published',
    repairStatus: applied ? 'applied' : repairable && chance <= 64 ? 'refused' : 'none',
  };
}
