/**
 * The files that come with the program: models, catalogue, rules, calendar and the sample county. Read-only data,
 * checked when read, because a damaged installation must say so instead of computing with half a table.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { type LetterTemplate, letterTemplate, unknownFields } from '#shared/documents/letter-template.ts';
import { type EligibilityRule, eligibilityRules } from '#shared/domain/eligibility.ts';
import { type CatalogueItem, catalogueItem, cycleStatusCode } from '#shared/domain/entities.ts';
import { type EvidenceRules, evidenceRules } from '#shared/domain/evidence.ts';
import { type ConsequenceRule, consequenceRules } from '#shared/domain/grade-consequences.ts';
import { parseRegionTable, type RegionTable } from '#shared/domain/region-table.ts';
import { type RuleTable, ruleStandings, ruleTable } from '#shared/domain/rule-table.ts';
import {
  type CalendarYear,
  calendarFile,
  calendarOf,
  type WorkingCalendar,
} from '#shared/domain/working-days.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { type ModelDocument, modelDocument } from '#shared/model/definition.ts';
import { compareCodes } from '#shared/model/json-view.ts';
import { compareVersions } from '#shared/model/version-order.ts';
import { type SampleCounty, sampleCounty } from './sample-county.ts';

/** A file that every complete set of resources holds; it tells the right folder from any other of that name. */
const landmark = join('models', 'township-2026.json');

/**
 * The resources folder: the nearest one above this file (in the checkout and inside a packaged app alike), else the
 * one beside the packaged app. @throws AppError `resource.missing` when there is none.
 */
export function findResourcesFolder(startingFrom: string = import.meta.dirname): string {
  for (let folder = startingFrom; ; folder = dirname(folder)) {
    const candidate = join(folder, 'resources');
    if (existsSync(join(candidate, landmark))) return candidate;
    if (dirname(folder) === folder) break;
  }
  const beside = (process as { resourcesPath?: string }).resourcesPath;
  if (beside !== undefined && existsSync(join(beside, 'resources', landmark)))
    return join(beside, 'resources');
  throw new AppError('resource.missing', { file: landmark });
}

/** Ending of a resource that the packaged program keeps compressed (`scripts/staged-app.ts`). */
const compressedEnding = '.br';

const readText = (file: string): string =>
  existsSync(`${file}${compressedEnding}`)
    ? brotliDecompressSync(readFileSync(`${file}${compressedEnding}`)).toString('utf8')
    : readFileSync(file, 'utf8');

/** Reads and checks one JSON resource. */
function readResource<T>(folder: string, file: string, schema: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = JSON.parse(readText(join(folder, file)));
  } catch (cause) {
    if (cause instanceof SyntaxError) throw new AppError('resource.invalid', { file, path: '' }, { cause });
    throw new AppError('resource.missing', { file }, { cause });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new AppError('resource.invalid', { file, path }, { cause: parsed.error });
}

function jsonFiles(folder: string, subfolder: string): string[] {
  try {
    return readdirSync(join(folder, subfolder))
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => join(subfolder, name));
  } catch (cause) {
    throw new AppError('resource.missing', { file: subfolder }, { cause });
  }
}

export interface BundledModel {
  file: string;
  document: ModelDocument;
  /** `disabled`: must not be used before somebody enters its legal basis. */
  status: 'published' | 'disabled';
}

const extensionStatus = z.looseObject({ status: z.string().optional() }).optional();

/** Tells a model apart without reading all of it. */
const modelIdentity = z.looseObject({ code: z.string(), version: z.string() });

/**
 * Every bundled model in every version that was ever published, by code and version.
 * @param wanted which of them; the others are not read further than to tell them apart
 */
export function loadModels(
  folder: string = findResourcesFolder(),
  wanted: (code: string, version: string) => boolean = () => true,
): BundledModel[] {
  const files = jsonFiles(folder, 'models').filter((file) => {
    const { code, version } = readResource(folder, file, modelIdentity);
    return wanted(code, version);
  });
  const models = files.map((file): BundledModel => {
    const document = readResource(folder, file, modelDocument);
    const extensions = extensionStatus.safeParse(document.extensions);
    const disabled = extensions.data?.status === 'disabled-until-legal-basis';
    return { file, document, status: disabled ? 'disabled' : 'published' };
  });
  return models.sort(
    ({ document: a }, { document: b }) =>
      compareCodes(a.code, b.code) || compareVersions(a.version, b.version),
  );
}

/** The newest version of every bundled model. */
export const loadNewestModels = (folder?: string): BundledModel[] => {
  const newest = new Map(loadModels(folder).map((model) => [model.document.code, model]));
  return [...newest.values()];
};

const catalogueFile = z.strictObject({
  format: z.literal('zhengxin-catalogue/1'),
  name: z.string().min(1),
  items: z.array(catalogueItem.strict()),
});

/** The items of every bundled catalogue; a code that appears twice is refused. */
export function loadCatalogue(folder: string = findResourcesFolder()): CatalogueItem[] {
  const seen = new Set<string>();
  return jsonFiles(folder, 'catalogue').flatMap((file) => {
    const { items } = readResource(folder, file, catalogueFile);
    for (const { code } of items) {
      if (seen.has(code)) throw new AppError('resource.invalid', { file, path: code });
      seen.add(code);
    }
    return items;
  });
}

/** The dated table of time limits and publicity periods. */
export function loadRuleTable(folder: string = findResourcesFolder()): RuleTable {
  return readResource(folder, join('rules', 'time-limits.json'), ruleTable);
}

/** The official holiday arrangements that come with the program, by year. */
export function loadCalendarYears(folder: string = findResourcesFolder()): CalendarYear[] {
  return readResource(folder, join('rules', 'working-calendar.json'), calendarFile).years;
}

/** The bundled arrangements as a calendar. An office's own is read from its database (`createRuleReader`). */
export function loadWorkingCalendar(folder: string = findResourcesFolder()): WorkingCalendar {
  return calendarOf(loadCalendarYears(folder));
}

export const regionTableFile = join('regions', 'statistical-codes.txt.br');

let bundledRegions: { folder: string; table: RegionTable } | null = null;

/** The bundled region codes. Read once: the file never changes while the program runs. */
export function loadRegionTable(folder: string = findResourcesFolder()): RegionTable {
  if (bundledRegions?.folder === folder) return bundledRegions.table;
  let bytes: Buffer;
  try {
    bytes = readFileSync(join(folder, regionTableFile));
  } catch (cause) {
    throw new AppError('resource.missing', { file: regionTableFile }, { cause });
  }
  try {
    bundledRegions = { folder, table: parseRegionTable(brotliDecompressSync(bytes).toString('utf8')) };
    return bundledRegions.table;
  } catch (cause) {
    throw new AppError('resource.invalid', { file: regionTableFile, path: '' }, { cause });
  }
}

const qualityRules = z.strictObject({
  format: z.literal('zhengxin-quality-rules/1'),
  basis: z.string().min(1),
  standing: z.literal('suggested'),
  /** Catalogue items whose records should have an amount. */
  itemsWithAmount: z.array(z.string().min(1)),
});

/** What the check of the data's quality asks for beyond what forms do. */
export function loadQualityRules(folder: string = findResourcesFolder()): z.infer<typeof qualityRules> {
  return readResource(folder, join('rules', 'quality.json'), qualityRules);
}

/** Which evidence files may be kept. */
export function loadEvidenceRules(folder: string = findResourcesFolder()): EvidenceRules {
  return readResource(folder, join('rules', 'evidence.json'), evidenceRules);
}

/** Rules by which somebody may be honoured or promoted, of all dates. */
export function loadEligibilityRules(folder: string = findResourcesFolder()): EligibilityRule[] {
  return readResource(folder, join('rules', 'eligibility.json'), eligibilityRules).rules;
}

/** What the grades of a cycle call for, of all dates. */
export function loadConsequenceRules(folder: string = findResourcesFolder()): ConsequenceRule[] {
  return readResource(folder, join('rules', 'grade-consequences.json'), consequenceRules).rules;
}

const lettersFile = z.strictObject({
  format: z.literal('zhengxin-letters/1'),
  letters: z.array(letterTemplate.strict()),
});

/** Letters as delivered; one that names a field which it does not have is refused. */
export function loadLetters(folder: string = findResourcesFolder()): LetterTemplate[] {
  const file = join('documents', 'letters.json');
  const { letters } = readResource(folder, file, lettersFile);
  for (const letter of letters) {
    const [unknown] = unknownFields(letter, letter);
    if (unknown !== undefined)
      throw new AppError('resource.invalid', { file, path: `${letter.code} ${unknown}` });
  }
  return letters;
}

/** The style sheet of papers. @throws AppError `resource.missing` */
export function loadPaperStyles(folder: string = findResourcesFolder()): string {
  const file = join('documents', 'paper.css');
  try {
    return readFileSync(join(folder, file), 'utf8');
  } catch (cause) {
    throw new AppError('resource.missing', { file }, { cause });
  }
}

const warningFile = z.strictObject({
  format: z.literal('zhengxin-warnings/1'),
  basis: z.string().min(1),
  usual: z.int().nonnegative(),
  kinds: z.record(z.string(), z.int().nonnegative()),
});

/** How many working days ahead to warn: by kind of matter, else `usual`. */
export type WarningDays = Pick<z.infer<typeof warningFile>, 'usual' | 'kinds'>;

/** The suggested days of warning. */
export function loadWarnings(folder: string = findResourcesFolder()): WarningDays {
  return readResource(folder, join('rules', 'warnings.json'), warningFile);
}

const cycleDaysFile = z.strictObject({
  format: z.literal('zhengxin-cycle-days/1'),
  basis: z.string().min(1),
  stages: z.array(z.strictObject({ stage: cycleStatusCode, workingDays: z.int().positive() })).min(1),
});

/** How many working days each stage of a cycle is suggested to last, in their order. */
export function loadCycleDays(folder: string = findResourcesFolder()): z.infer<typeof cycleDaysFile> {
  return readResource(folder, join('rules', 'cycle-days.json'), cycleDaysFile);
}

const reviewFile = z.strictObject({
  format: z.literal('zhengxin-review/1'),
  limits: z
    .array(
      z.strictObject({
        validFrom: z.iso.date(),
        validTo: z.iso.date().nullable(),
        /** Points, as decimal text. */
        points: z.string().regex(/^\d{1,4}(\.\d{1,4})?$/),
        basis: z.string().min(1),
        standing: z.enum(ruleStandings),
      }),
    )
    .min(1),
});
/** By how many points a reviewed score may differ from the unit's own without a reason being written down. */
export type BundledReviewLimit = z.infer<typeof reviewFile>['limits'][number];

/** The suggested limits, of all dates. */
export function loadReviewLimits(folder: string = findResourcesFolder()): BundledReviewLimit[] {
  return readResource(folder, join('rules', 'review.json'), reviewFile).limits;
}

const measureFile = z.strictObject({
  format: z.literal('zhengxin-measures/1'),
  name: z.string().min(1),
  items: z.array(
    z.strictObject({
      code: z.string().min(1),
      title: z.string().min(1),
      nature: z.enum(['incentive', 'sanction']),
      subjectType: z.enum(['body', 'official']),
      trigger: z.string().min(1),
      legalBasis: z.string().min(1),
      executor: z.string().min(1),
      months: z.int().positive().optional(),
      suggested: z.boolean(),
    }),
  ),
});
export type BundledMeasure = z.infer<typeof measureFile>['items'][number];

/** The measures that a new data folder's library begins with. */
export function loadMeasureLibrary(folder: string = findResourcesFolder()): BundledMeasure[] {
  return readResource(folder, join('measures', 'library.json'), measureFile).items;
}

/** The fictional sample county. */
export function loadSample(folder: string = findResourcesFolder()): SampleCounty {
  return readResource(folder, join('samples', 'county.json'), sampleCounty);
}
