/**
 * Metrics: how an item of a leaf is drawn from the credit database (model-spec §1). A metric counts, sums or
 * relates records of one body within one period, and always names the records behind its number.
 *
 * `{source, op, where?, of?}`
 * - `source: "records"` — every record of the body whose decision date lies in the period;
 *   `source: "objections"` — every record of the body with an objection whose due date (its filing date when no due
 *   date is known) lies in the period.
 *   `source: "ledger:<code>"` — rows of a ledger of the body; their period and fields are those of `ledger-metrics.ts`.
 * - `op: "count"` — how many records satisfy `where`; `op: "sum"` — the sum of the amount field `of` over them
 *   (missing amounts count 0); `op: "ratio"` — the share of records that satisfy `where`, of those that satisfy the
 *   conditions in `of` (without `of`: of all). A quotient such as 1/3 has no exact decimal, so an item of the scoring
 *   method `ratio` is fed by two counts, one for the numerator and one for the denominator.
 * - `where` — conditions that must all hold, possibly none: `{field, eq}`, `{field, in: [...]}`, or
 *   `{field, from, to}` with one or both ends, both included. A missing value satisfies no condition.
 *
 * | field | values |
 * |---|---|
 * | `subjectType` `domain` `polarity` `documentType` `severity` `disclosureLevel` `status` `rectificationStatus` `repairStatus` | codes of `code-lists.ts` |
 * | `catalogueItem` | code of a catalogue item |
 * | `decisionDate` `rectifyDueOn` `rectifiedOn` `objectionFiledOn` `objectionDueOn` `objectionClosedOn` | dates |
 * | `amountFen` | whole number of 分 |
 * | `rectificationDue` | true when the rectification's due date is on or before the end of the period |
 * | `rectifiedInTime` | true when rectified on or before the due date |
 * | `objectionClosedInTime` | true when the objection was closed on or before its due date |
 *
 * Scoring never depends on metrics: they only fill values that a person could have typed.
 */
import Fraction from 'fraction.js';
import { z } from 'zod';
import type { Finding } from '#shared/errors/finding.ts';
import { type LedgerMetricRow, ledgerMetricSource } from '../ledgers/ledger-metrics.ts';
import {
  disclosureLevels,
  documentTypes,
  domains,
  polarities,
  recordStatuses,
  rectificationStatuses,
  repairStatuses,
  severities,
  subjectTypes,
} from './code-lists.ts';
import { isDate } from './dates.ts';
import type { CreditRecord } from './entities.ts';
import { type Period, periodContains } from './periods.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const end = z.union([z.string(), z.number()]);
/** `extensions` may stand on any object of a model document and is ignored. */
const extensions = z.unknown().optional();

const condition = z.union([
  z.strictObject({ field: z.string(), eq: scalar, extensions }),
  z.strictObject({ field: z.string(), in: z.array(scalar).min(1), extensions }),
  z
    .strictObject({ field: z.string(), from: end.optional(), to: end.optional(), extensions })
    .refine((range) => range.from !== undefined || range.to !== undefined, { message: 'one end at least' }),
]);
export type MetricCondition = z.infer<typeof condition>;

const conditions = z.array(condition).optional();

/** The shape of a metric; whether its source, fields and values exist is what `checkMetric` says. */
export const metricSpec = z.discriminatedUnion('op', [
  z.strictObject({ source: z.string(), op: z.literal('count'), where: conditions, extensions }),
  z.strictObject({ source: z.string(), op: z.literal('sum'), where: conditions, of: z.string(), extensions }),
  z.strictObject({
    source: z.string(),
    op: z.literal('ratio'),
    where: conditions,
    of: conditions,
    extensions,
  }),
]);
export type MetricSpec = z.infer<typeof metricSpec>;

type Value = string | number | boolean | null;
/** What a metric looks at; any record of the database has these fields. */
export type MetricRecord = Pick<
  CreditRecord,
  | 'id'
  | 'subjectType'
  | 'catalogueItem'
  | 'domain'
  | 'polarity'
  | 'documentType'
  | 'severity'
  | 'disclosureLevel'
  | 'status'
  | 'rectificationStatus'
  | 'repairStatus'
  | 'decisionDate'
  | 'amountFen'
  | 'rectifyDueOn'
  | 'rectifiedOn'
  | 'objectionFiledOn'
  | 'objectionDueOn'
  | 'objectionClosedOn'
>;

/** A row of any source. */
interface Row {
  id: string;
}

type FieldType = 'code' | 'text' | 'date' | 'amount' | 'flag';
/** How a field of a source's rows is read, and what it may be compared with. */
interface FieldOf<R extends Row> {
  type: FieldType;
  /** Of `code`. */
  list?: Readonly<Record<string, string>>;
  read(row: R, period: Period): Value;
}

/** Where rows come from: which of them belong to a period, and what can be asked of them. */
interface Source<R extends Row> {
  dateOf(row: R): string | null;
  field(name: string): FieldOf<R> | undefined;
}

const inTime = (done: string | null, due: string | null) => done !== null && due !== null && done <= due;

const fields: Readonly<Record<string, FieldOf<MetricRecord>>> = {
  subjectType: { type: 'code', list: subjectTypes, read: (record) => record.subjectType },
  domain: { type: 'code', list: domains, read: (record) => record.domain },
  polarity: { type: 'code', list: polarities, read: (record) => record.polarity },
  documentType: { type: 'code', list: documentTypes, read: (record) => record.documentType },
  severity: { type: 'code', list: severities, read: (record) => record.severity },
  disclosureLevel: { type: 'code', list: disclosureLevels, read: (record) => record.disclosureLevel },
  status: { type: 'code', list: recordStatuses, read: (record) => record.status },
  rectificationStatus: {
    type: 'code',
    list: rectificationStatuses,
    read: (record) => record.rectificationStatus,
  },
  repairStatus: { type: 'code', list: repairStatuses, read: (record) => record.repairStatus },
  catalogueItem: { type: 'text', read: (record) => record.catalogueItem },
  decisionDate: { type: 'date', read: (record) => record.decisionDate },
  rectifyDueOn: { type: 'date', read: (record) => record.rectifyDueOn },
  rectifiedOn: { type: 'date', read: (record) => record.rectifiedOn },
  objectionFiledOn: { type: 'date', read: (record) => record.objectionFiledOn },
  objectionDueOn: { type: 'date', read: (record) => record.objectionDueOn },
  objectionClosedOn: { type: 'date', read: (record) => record.objectionClosedOn },
  amountFen: { type: 'amount', read: (record) => record.amountFen },
  rectificationDue: {
    type: 'flag',
    read: (record, period) => record.rectifyDueOn !== null && record.rectifyDueOn <= period.to,
  },
  rectifiedInTime: { type: 'flag', read: (record) => inTime(record.rectifiedOn, record.rectifyDueOn) },
  objectionClosedInTime: {
    type: 'flag',
    read: (record) => inTime(record.objectionClosedOn, record.objectionDueOn),
  },
};

/** The date that places a record of a source in a period; null keeps it out of every period. */
const sources: Readonly<Record<string, (record: MetricRecord) => string | null>> = {
  records: (record) => record.decisionDate,
  objections: (record) =>
    record.objectionFiledOn === null ? null : (record.objectionDueOn ?? record.objectionFiledOn),
};

/** The source of this name; its rows are records, or rows of the ledger that it names. */
const sourceOf = (name: string): Source<Row> | null => {
  const dateOf = own(sources, name);
  // Rows are given by the source's name, so each source only ever sees its own.
  if (dateOf) return { dateOf, field: (key: string) => own(fields, key) } as unknown as Source<Row>;
  const ledger = ledgerMetricSource(name);
  if (ledger === null) return null;
  return {
    dateOf: ledger.dateOf,
    field: (key: string) => ledger.field(key) ?? undefined,
  } as unknown as Source<Row>;
};

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/**
 * Everything wrong with a metric, as error findings with the given place; empty when it can be evaluated.
 * @param metric as read from a model document
 */
export function checkMetric(metric: unknown, place: { node?: string; item?: string } = {}): Finding[] {
  const error = (code: string, params: Finding['params']): Finding => ({
    code,
    severity: 'error',
    params,
    ...place,
  });
  const parsed = metricSpec.safeParse(metric);
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    return [error('metric.shape', { path })];
  }
  const spec = parsed.data;
  const findings: Finding[] = [];
  const source = sourceOf(spec.source);
  if (source === null) return [error('metric.unknownSource', { source: spec.source })];
  for (const one of [...(spec.where ?? []), ...(spec.op === 'ratio' ? (spec.of ?? []) : [])]) {
    for (const reason of checkCondition(one, source)) findings.push(error(reason.code, reason.params));
  }
  if (spec.op === 'sum' && source.field(spec.of)?.type !== 'amount') {
    findings.push(error('metric.notAnAmount', { field: spec.of }));
  }
  return findings;
}

function checkCondition(
  one: MetricCondition,
  source: Source<Row>,
): { code: string; params: Finding['params'] }[] {
  const field = source.field(one.field);
  if (!field) return [{ code: 'metric.unknownField', params: { field: one.field } }];
  if ('eq' in one || 'in' in one) {
    const values = 'eq' in one ? [one.eq] : one.in;
    return values
      .filter((value) => !isValueOf(field, value))
      .map((value) => ({ code: 'metric.unknownValue', params: { field: one.field, value } }));
  }
  if (field.type !== 'date' && field.type !== 'amount') {
    return [{ code: 'metric.noRange', params: { field: one.field } }];
  }
  return [one.from, one.to]
    .filter((value) => value !== undefined && !isValueOf(field, value))
    .map((value) => ({ code: 'metric.unknownValue', params: { field: one.field, value: value ?? null } }));
}

function isValueOf(field: FieldOf<Row>, value: Value): boolean {
  switch (field.type) {
    case 'code':
      return typeof value === 'string' && Object.hasOwn(field.list ?? {}, value);
    case 'text':
      return typeof value === 'string' && value !== '';
    case 'date':
      return typeof value === 'string' && isDate(value);
    case 'amount':
      return Number.isSafeInteger(value);
    case 'flag':
      return typeof value === 'boolean';
  }
}

export interface MetricResult {
  /**
   * The value for the data document: a whole number for `count` and `sum`, the quotient rounded half-up to twelve
   * decimals for `ratio`; null when a ratio has nothing to divide by, or when a sum needs more digits than a
   * document number may carry.
   */
  value: number | null;
  /** The exact value, `7` or `1/3`; null only for a ratio over nothing. */
  exact: string | null;
  /** Records counted or summed, sorted; for `ratio` those of the denominator. */
  recordIds: string[];
  /** For `ratio`: the records of the numerator, sorted. */
  numeratorIds?: string[];
}

/** Data document numbers carry at most 15 significant digits (model-spec §0). */
const largestDocumentNumber = 999_999_999_999_999n;

/** `checkMetric` for every metric of a model's leaves. */
export function checkModelMetrics(model: {
  nodes: readonly { code: string; metrics?: Readonly<Record<string, unknown>> | undefined }[];
}): Finding[] {
  return model.nodes.flatMap((node) =>
    Object.entries(node.metrics ?? {}).flatMap(([item, metric]) =>
      checkMetric(metric, { node: node.code, item }),
    ),
  );
}

/**
 * Evaluates a metric. The caller passes the records of one body (its own and its officials'); which of
 * them belong to the period is decided here.
 * @throws RangeError when `checkMetric` has findings about the metric.
 */
export function evaluateMetric(
  metric: unknown,
  records: readonly MetricRecord[],
  period: { periodFrom: string; periodTo: string },
  rowsOf: (ledger: string) => readonly LedgerMetricRow[] = () => [],
): MetricResult {
  const fault = checkMetric(metric)[0];
  if (fault) throw new RangeError(`metric cannot be evaluated: ${fault.code}`);
  const spec = metricSpec.parse(metric);
  const span: Period = { from: period.periodFrom, to: period.periodTo };
  const source = sourceOf(spec.source) as Source<Row>;
  const ledger = ledgerMetricSource(spec.source)?.ledger ?? null;
  const rows: readonly Row[] = ledger === null ? records : rowsOf(ledger);
  const ofPeriod = rows.filter((row) => periodContains(span, source.dateOf(row)));
  const among = (candidates: readonly Row[], conditions: readonly MetricCondition[] = []) =>
    candidates.filter((row) => satisfies(source, row, conditions, span));
  const idsOf = (chosen: readonly Row[]) => chosen.map((record) => record.id).sort();
  switch (spec.op) {
    case 'count': {
      const chosen = among(ofPeriod, spec.where);
      return { value: chosen.length, exact: String(chosen.length), recordIds: idsOf(chosen) };
    }
    case 'sum': {
      const chosen = among(ofPeriod, spec.where);
      const field = source.field(spec.of);
      const total = chosen.reduce((sum, row) => sum + BigInt(field?.read(row, span) ?? 0), 0n);
      const value = total > largestDocumentNumber ? null : Number(total);
      return { value, exact: String(total), recordIds: idsOf(chosen) };
    }
    case 'ratio': {
      const denominator = among(ofPeriod, spec.of);
      const numerator = among(denominator, spec.where);
      const ids = { recordIds: idsOf(denominator), numeratorIds: idsOf(numerator) };
      if (denominator.length === 0) return { value: null, exact: null, ...ids };
      const share = new Fraction(numerator.length, denominator.length);
      return { value: share.round(12).valueOf(), exact: share.toFraction(), ...ids };
    }
  }
}

function satisfies(
  source: Source<Row>,
  row: Row,
  conditions: readonly MetricCondition[],
  period: Period,
): boolean {
  return conditions.every((one) => {
    const value = source.field(one.field)?.read(row, period) ?? null;
    if (value === null) return false;
    if ('eq' in one) return value === one.eq;
    if ('in' in one) return one.in.includes(value);
    if (typeof value === 'boolean') return false;
    return (one.from === undefined || one.from <= value) && (one.to === undefined || value <= one.to);
  });
}
