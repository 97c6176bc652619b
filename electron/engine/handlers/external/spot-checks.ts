/** 抽查: drawing a sample that anyone can draw again, and what its check found. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { OperationOutput } from '#shared/contract/client.ts';
import type { externalOperations } from '#shared/contract/operations/external.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { stageLock } from '#shared/domain/cycle-stages.ts';
import type { Cycle, Entry } from '#shared/domain/entities.ts';
import { drawGenerator, drawSample, type Stratum } from '#shared/domain/sampling.ts';
import {
  type SpotCheckPopulation,
  spotCheckPopulations,
  spotCheckResults,
} from '#shared/domain/spot-checks.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { withdrawnState } from '#shared/ledgers/definition.ts';
import { writeEntryText } from '#shared/model/entry-text.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import {
  createSpotCheckReader,
  createSpotCheckRepository,
  type SpotCheckDraw,
  type SpotCheckItem,
} from '../../db/repositories/spot-checks.ts';
import type { ReadDb, WriteTx } from '../../db/transaction.ts';
import type { SpotCheckSheet } from '../../excel/layouts/spot-check-sheet.ts';
import { requireCycle, requireOpenCycle } from '../cycles.ts';
import { enterValues } from './enter-values.ts';
import { type ModelOfCycle, modelsOfCycle } from './unit-values.ts';

type Draw = z.output<(typeof externalOperations)['spotChecks.draw']['input']>;
type Found = z.output<(typeof externalOperations)['spotChecks.record']['input']>;
type Head = OperationOutput<'spotChecks.draw'>;
type Item = OperationOutput<'spotChecks.read'>['items'][number];

/** One thing that can be drawn. */
interface Drawable {
  stratum: string;
  /** What it is told by in the frame. */
  key: string;
  bodyUscc: string | null;
  subject: string;
  label: () => string;
  stated: () => string;
}

const unitGroups = (db: ReadDb, cycle: string): Map<string, string> =>
  new Map(
    createCycleReader(db)
      .units(cycle)
      .map(({ bodyUscc, groupCode }) => [bodyUscc, groupCode ?? '']),
  );

/** What a unit stated for a leaf, in words: the reviewers' values stand before its own. */
const statedWords = (model: ModelOfCycle, leaf: string, entries: readonly Entry[]): string => {
  const items = model.model.leaves.get(leaf)?.items ?? [];
  const [own] = ['self', 'department', 'assessor', 'thirdParty', 'survey', 'finalReview'].filter((role) =>
    entries.some((entry) => entry.role === role && entry.value !== null),
  );
  return items
    .flatMap(({ item, label }) => {
      const value = entries.find((entry) => entry.role === own && entry.item === item)?.value ?? null;
      return value === null ? [] : [`${label}：${writeEntryText(value)}`];
    })
    .concat(
      entries.flatMap(({ role, evidence }) =>
        role === own && evidence !== null ? [`佐证：${evidence}`] : [],
      ),
    )
    .filter((text, index, all) => all.indexOf(text) === index)
    .join('；');
};

/** Leaves of which a unit, or somebody about it, has stated a value. */
const filledLeaves = (db: ReadDb, cycle: Cycle): Drawable[] => {
  const groups = unitGroups(db, cycle.code);
  const models = modelsOfCycle(db, cycle.code);
  const modelOf = new Map(models.flatMap((model) => model.units.map(({ uscc }) => [uscc, model] as const)));
  const filled = createEntryReader(db)
    .list(cycle.code)
    .filter(({ value, role }) => value !== null && role !== 'derived' && role !== 'finalReview');
  return [...Map.groupBy(filled, ({ bodyUscc, leaf }) => `${bodyUscc} ${leaf}`)].flatMap(([key, entries]) => {
    const [{ bodyUscc, leaf } = { bodyUscc: '', leaf: '' }] = entries;
    const model = modelOf.get(bodyUscc);
    const node = model?.model.leaves.get(leaf)?.node;
    if (model === undefined || node === undefined) return [];
    return [
      {
        stratum: groups.get(bodyUscc) ?? '',
        key,
        bodyUscc,
        subject: leaf,
        label: () => `${leaf} ${node.name}`,
        stated: () => statedWords(model, leaf, entries),
      },
    ];
  });
};

/** Records of the units that fall into the period and stand. */
const standingRecords = (db: ReadDb, cycle: Cycle): Drawable[] => {
  const groups = unitGroups(db, cycle.code);
  const records = createRecordReader(db);
  return [...groups].flatMap(([uscc, stratum]) =>
    [...records.stream({ bodyUscc: uscc })]
      .filter(
        ({ status, decisionDate }) =>
          status !== 'revoked' && decisionDate >= cycle.periodFrom && decisionDate <= cycle.periodTo,
      )
      .map((record) => ({
        stratum,
        key: record.id,
        bodyUscc: uscc,
        subject: record.id,
        label: () => `${record.documentNo} ${record.title}`.trim(),
        stated: () => `${record.issuingOrgan}，${record.decisionDate}`,
      })),
  );
};

/** 典型案例 about the units, within the period. */
const typicalCases = (db: ReadDb, cycle: Cycle): Drawable[] => {
  const groups = unitGroups(db, cycle.code);
  return [...createLedgerReader(db).stream({ ledger: 'typicalCases' })]
    .filter(
      ({ state, happenedOn, bodyUscc }) =>
        state !== withdrawnState &&
        happenedOn >= cycle.periodFrom &&
        happenedOn <= cycle.periodTo &&
        (bodyUscc === null || groups.has(bodyUscc)),
    )
    .map((row) => ({
      stratum: row.bodyUscc === null ? '' : (groups.get(row.bodyUscc) ?? ''),
      key: row.id,
      bodyUscc: row.bodyUscc,
      subject: row.id,
      label: () => row.title ?? row.number ?? row.happenedOn,
      stated: () => row.happenedOn,
    }));
};

const framesOf: Record<SpotCheckPopulation, (db: ReadDb, cycle: Cycle) => Drawable[]> = {
  leaves: filledLeaves,
  records: standingRecords,
  cases: typicalCases,
};

/** What can be drawn, in an order that depends on nothing but what it is. */
const frameOf = (db: ReadDb, cycle: Cycle, population: SpotCheckPopulation): Drawable[] =>
  framesOf[population](db, cycle).sort((a, b) =>
    a.stratum === b.stratum ? (a.key < b.key ? -1 : 1) : a.stratum < b.stratum ? -1 : 1,
  );

const strataOf = <One extends { stratum: string }>(
  frame: readonly One[],
  stratified: boolean,
): Stratum<One>[] =>
  stratified
    ? [...Map.groupBy(frame, ({ stratum }) => stratum)].map(([code, items]) => ({ code, items }))
    : [{ code: '', items: frame }];

const pairsOf = (frame: readonly Drawable[]): [string, string][] =>
  frame.map(({ stratum, key }) => [stratum, key]);

const digestOf = (pairs: readonly (readonly [string, string])[]): string =>
  createHash('sha256').update(JSON.stringify(pairs)).digest('hex');

/** @throws AppError `spotCheck.unknown` */
const requireDraw = (db: ReadDb, id: string): SpotCheckDraw => {
  const draw = createSpotCheckReader(db).find(id);
  if (draw === null) throw new AppError('spotCheck.unknown', {});
  return draw;
};

const headOf = (
  draw: SpotCheckDraw,
  all: readonly SpotCheckDraw[],
  items: readonly SpotCheckItem[],
): Head => {
  const { cycleCode, ...head } = draw;
  return {
    ...head,
    cycle: cycleCode,
    superseded: all.some(({ supersedes }) => supersedes === draw.id),
    checked: items.filter(({ result }) => result !== null).length,
    notConfirmed: items.filter(({ result }) => result === 'notConfirmed').length,
  };
};

/** Answers `spotChecks.list`. */
export const listSpotChecks = (db: ReadDb, code: string) => {
  const cycle = requireCycle(db, code);
  const reader = createSpotCheckReader(db);
  const draws = reader.list(code);
  const sizes = reader.frameSizes(code, cycle.periodFrom, cycle.periodTo);
  return {
    draws: draws.map((draw) => headOf(draw, draws, reader.items(draw.id))),
    frames: (Object.keys(spotCheckPopulations) as SpotCheckPopulation[]).map((population) => ({
      population,
      size: sizes[population],
    })),
  };
};

/** Answers `spotChecks.draw`. @throws AppError `spotCheck.frameEmpty`, `spotCheck.reasonNeeded` */
export const drawSpotCheck = (tx: WriteTx, input: Draw, actor: string): Head => {
  const cycle = requireCycle(tx, input.cycle);
  requireOpenCycle(cycle);
  const { population, title, seed, stratified, reason } = input;
  const frame = frameOf(tx, cycle, population);
  if (frame.length === 0) throw new AppError('spotCheck.frameEmpty', { population });
  const checks = createSpotCheckRepository(tx);
  const before = checks.list(cycle.code);
  const standing = before.find(
    (draw) => draw.population === population && !before.some(({ supersedes }) => supersedes === draw.id),
  );
  if (standing !== undefined && reason === null) {
    throw new AppError('spotCheck.reasonNeeded', { title: standing.title });
  }
  const size = Math.min(input.size, frame.length);
  const drawn = drawSample(strataOf(frame, stratified), size, seed);
  const pairs = pairsOf(frame);
  const id = checks.insert(
    {
      cycleCode: cycle.code,
      population,
      title,
      seed,
      generator: drawGenerator,
      stratified,
      size,
      frame: pairs,
      frameDigest: digestOf(pairs),
      supersedes: standing?.id ?? null,
      reason: standing === undefined ? null : reason,
      drawnBy: actor,
    },
    drawn.map(({ bodyUscc, subject, label, stated }) => ({
      bodyUscc,
      subject,
      label: label(),
      stated: stated(),
    })),
  );
  createAuditLog(tx).append({
    actor,
    action: 'spotChecks.draw',
    subject: id,
    details: {
      cycle: cycle.code,
      population,
      seed,
      size,
      frame: digestOf(pairs),
      supersedes: standing?.id ?? null,
    },
  });
  return headOf(requireDraw(tx, id), checks.list(cycle.code), checks.items(id));
};

/** Whether drawing from the kept frame by the kept seed gives the items that were drawn. */
const repeats = (
  draw: SpotCheckDraw,
  pairs: readonly [string, string][],
  items: readonly SpotCheckItem[],
): boolean => {
  if (digestOf(pairs) !== draw.frameDigest || draw.generator !== drawGenerator) return false;
  const frame = pairs.map(([stratum, key]) => ({ stratum, key }));
  const again = drawSample(strataOf(frame, draw.stratified), draw.size, draw.seed).map(({ key }) => key);
  const keyOf = ({ bodyUscc, subject }: SpotCheckItem): string =>
    draw.population === 'leaves' ? `${bodyUscc} ${subject}` : subject;
  return again.length === items.length && items.every((item, index) => keyOf(item) === again[index]);
};

const openItems = (db: ReadDb, draw: SpotCheckDraw) => {
  const bodies = createBodyReader(db);
  const models = draw.population === 'leaves' ? modelsOfCycle(db, draw.cycleCode) : [];
  const modelOf = new Map(models.flatMap((model) => model.units.map(({ uscc }) => [uscc, model] as const)));
  return (item: SpotCheckItem): Item => ({
    ...item,
    bodyName: item.bodyUscc === null ? null : (bodies.findByUscc(item.bodyUscc)?.name ?? item.bodyUscc),
    items: (modelOf.get(item.bodyUscc ?? '')?.model.leaves.get(item.subject)?.items ?? []).map(
      ({ item: code, label }) => ({ item: code, label }),
    ),
  });
};

/** Answers `spotChecks.read`. */
export const readSpotCheck = (db: ReadDb, id: string) => {
  const draw = requireDraw(db, id);
  const reader = createSpotCheckReader(db);
  const items = reader.items(id);
  return {
    draw: headOf(draw, reader.list(draw.cycleCode), items),
    repeats: repeats(draw, reader.frame(id), items),
    items: items.map(openItems(db, draw)),
  };
};

/** By which role a corrected value is entered in this stage: the assessor's while its span lasts, then the final review's. */
const correctingRole = ({ status }: Cycle): EntryRole =>
  stageLock(status, 'assessor') === null ? 'assessor' : 'finalReview';

/**
 * Answers `spotChecks.record`.
 * @throws AppError `spotCheck.unknown`, `spotCheck.superseded`, `spotCheck.findingNeeded`, `cycle.closed`
 */
export const recordSpotCheck = (tx: WriteTx, found: Found, actor: string) => {
  const draw = requireDraw(tx, found.id);
  const checks = createSpotCheckRepository(tx);
  const item = checks.item(found.id, found.ordinal);
  if (item === null) throw new AppError('spotCheck.unknown', {});
  if (checks.list(draw.cycleCode).some(({ supersedes }) => supersedes === draw.id)) {
    throw new AppError('spotCheck.superseded', { title: draw.title });
  }
  const cycle = requireCycle(tx, draw.cycleCode);
  requireOpenCycle(cycle);
  const { result } = found;
  // What was found before it was confirmed after all no longer stands.
  const finding = result === 'confirmed' ? null : found.finding;
  if (result === 'notConfirmed' && finding === null) throw new AppError('spotCheck.findingNeeded', {});
  const labels = new Map(openItems(tx, draw)(item).items.map((one) => [one.item, one.label]));
  const values = result === 'notConfirmed' ? found.values.filter(({ text }) => text.trim() !== '') : [];
  const words = values
    .map(({ item: code, text }) => `${labels.get(code) ?? code}：${text.trim()}`)
    .join('；');
  checks.record(found.id, found.ordinal, {
    result,
    finding,
    shouldBe: result === 'confirmed' ? null : words === '' ? found.shouldBe : words,
    checkedOn: found.checkedOn,
    checkedBy: found.checkedBy,
  });
  const role = correctingRole(cycle);
  const entered =
    values.length === 0 || item.bodyUscc === null || draw.population !== 'leaves'
      ? null
      : enterValues(
          tx,
          cycle,
          actor,
          values.map(({ item: code, text }) => ({
            bodyUscc: item.bodyUscc ?? '',
            leaf: item.subject,
            item: code,
            role,
            text,
            note: `抽查发现：${finding ?? ''}`,
          })),
        );
  createAuditLog(tx).append({
    actor,
    action: 'spotChecks.record',
    subject: found.id,
    details: { ordinal: found.ordinal, result, entered: entered?.stored ?? 0 },
  });
  const after = checks.item(found.id, found.ordinal);
  return {
    item: openItems(tx, draw)(after ?? item),
    role: entered === null ? null : role,
    refused: (entered?.refused ?? []).map(({ item: code, finding: why }) => ({ item: code, finding: why })),
  };
};

/** The sheet of a draw, for the field. */
export const spotCheckSheet = (db: ReadDb, id: string): SpotCheckSheet => {
  const { draw, items } = readSpotCheck(db, id);
  const { name, year } = requireCycle(db, draw.cycle);
  return {
    officeName: createOfficeReader(db).get().name,
    cycle: { name, year },
    title: draw.title,
    drawn: `抽取方式：总体 ${draw.frameSize} 项${draw.stratified ? '，按考核组别分层' : ''}，抽取 ${draw.size} 项；种子 ${draw.seed}，算法 ${draw.generator}；总体校验码 ${draw.frameDigest}。`,
    drawnOn: draw.drawnAt.slice(0, 10),
    items: items.map(({ bodyName, label, stated, result, finding, shouldBe, checkedBy, checkedOn }) => ({
      unit: bodyName ?? '',
      label,
      stated,
      result: result === null ? '' : spotCheckResults[result],
      finding: [finding, shouldBe].filter((text) => text !== null).join('；应为 '),
      checked: [checkedBy, checkedOn].filter((text) => text !== null).join('\n'),
    })),
  };
};
