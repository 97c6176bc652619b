import { describe, expect, it } from 'vitest';
import {
  checkMetric,
  checkModelMetrics,
  evaluateMetric,
  type MetricRecord,
  type MetricSpec,
} from '#shared/domain/metrics.ts';
import type { LedgerMetricRow } from '#shared/ledgers/ledger-metrics.ts';

const period = { periodFrom: '2025-01-01', periodTo: '2025-12-31' };

function record(id: string, change: Partial<MetricRecord> = {}): MetricRecord {
  return {
    id,
    subjectType: 'body',
    catalogueItem: 'B-N-01',
    domain: 'procurement',
    polarity: 'negative',
    documentType: 'penalty',
    severity: 'general',
    disclosureLevel: 'public',
    status: 'published',
    rectificationStatus: 'done',
    repairStatus: 'none',
    decisionDate: '2025-06-01',
    amountFen: null,
    rectifyDueOn: '2025-07-01',
    rectifiedOn: '2025-06-20',
    objectionFiledOn: null,
    objectionDueOn: null,
    objectionClosedOn: null,
    ...change,
  };
}

const records = [
  record('r1'),
  record('r2', { decisionDate: '2024-12-31' }),
  record('r3', { decisionDate: '2025-12-31', rectifiedOn: '2025-07-02', amountFen: 700 }),
  record('r4', { status: 'lead', amountFen: 5 }),
  record('r5', {
    domain: 'tendering',
    decisionDate: '2025-01-01',
    rectifiedOn: null,
    rectifyDueOn: '2026-01-01',
  }),
  record('r6', {
    domain: 'tendering',
    decisionDate: '2024-11-01',
    objectionFiledOn: '2024-12-30',
    objectionDueOn: '2025-01-09',
    objectionClosedOn: '2025-01-09',
  }),
  record('r7', { objectionFiledOn: '2025-12-30', objectionDueOn: '2026-01-09' }),
  record('r8', {
    objectionFiledOn: '2025-05-05',
    objectionDueOn: '2025-05-14',
    objectionClosedOn: '2025-05-15',
  }),
];

const confirmed = { field: 'status', in: ['confirmed', 'published', 'repaired', 'expired', 'archived'] };

describe('metrics from records', () => {
  it('counts confirmed records of a domain decided in the period, both ends included', () => {
    const metric: MetricSpec = {
      source: 'records',
      op: 'count',
      where: [{ field: 'domain', eq: 'procurement' }, { field: 'polarity', eq: 'negative' }, confirmed],
    };
    // Not r2 (a day early), not r4 (a lead), not r5 and r6 (tendering).
    expect(evaluateMetric(metric, records, period)).toEqual({
      value: 4,
      exact: '4',
      recordIds: ['r1', 'r3', 'r7', 'r8'],
    });
  });

  it('does not depend on the order of the records', () => {
    const metric: MetricSpec = { source: 'records', op: 'count', where: [] };
    expect(evaluateMetric(metric, records.toReversed(), period)).toEqual(
      evaluateMetric(metric, records, period),
    );
  });

  it('sums amounts exactly, missing ones as zero', () => {
    const metric: MetricSpec = { source: 'records', op: 'sum', where: [], of: 'amountFen' };
    expect(evaluateMetric(metric, records, period)).toMatchObject({ value: 705, exact: '705' });
    const huge = [1, 2].map((n) => record(`h${n}`, { amountFen: Number.MAX_SAFE_INTEGER }));
    // 2 · (2^53 − 1)
    expect(evaluateMetric(metric, huge, period)).toMatchObject({ value: null, exact: '18014398509481982' });
  });

  it('gives the share of records rectified in time among those due by the end of the period', () => {
    const metric: MetricSpec = {
      source: 'records',
      op: 'ratio',
      where: [{ field: 'rectifiedInTime', eq: true }],
      of: [confirmed, { field: 'rectificationDue', eq: true }],
    };
    // r5 is due only in 2026; r3 was a day late: r1, r7, r8 of r1, r3, r7, r8.
    expect(evaluateMetric(metric, records, period)).toEqual({
      value: 0.75,
      exact: '3/4',
      recordIds: ['r1', 'r3', 'r7', 'r8'],
      numeratorIds: ['r1', 'r7', 'r8'],
    });
    expect(evaluateMetric(metric, [], period)).toMatchObject({ value: null, exact: null });
  });

  it('rounds a quotient half-up to twelve decimals beside the exact one', () => {
    const metric: MetricSpec = {
      source: 'records',
      op: 'ratio',
      where: [{ field: 'domain', eq: 'debt' }],
    };
    const three = [record('a', { domain: 'debt' }), record('b', { domain: 'debt' }), record('c')];
    expect(evaluateMetric(metric, three, period)).toMatchObject({ value: 0.666666666667, exact: '2/3' });
  });

  it('places objections by the day they are due', () => {
    const due: MetricSpec = { source: 'objections', op: 'count', where: [] };
    const closed: MetricSpec = { ...due, where: [{ field: 'objectionClosedInTime', eq: true }] };
    // r6 was filed in 2024 but due in 2025 and closed on the last day; r7 is due in 2026; r8 was a day late.
    expect(evaluateMetric(due, records, period).recordIds).toEqual(['r6', 'r8']);
    expect(evaluateMetric(closed, records, period).recordIds).toEqual(['r6']);
  });

  it('takes ranges with both ends included, and no missing value', () => {
    const range = (where: NonNullable<MetricSpec['where']>): string[] =>
      evaluateMetric({ source: 'records', op: 'count', where }, records, period).recordIds;
    expect(range([{ field: 'decisionDate', from: '2025-01-01', to: '2025-05-31' }])).toEqual(['r5']);
    expect(range([{ field: 'amountFen', from: 5, to: 699 }])).toEqual(['r4']);
    expect(range([{ field: 'rectifiedOn', to: '2025-06-20' }])).toEqual(['r1', 'r4', 'r7', 'r8']);
  });
});

describe('checking metrics', () => {
  it.each([
    ['not an object', 'metric.shape'],
    [{ source: 'records', op: 'median', where: [] }, 'metric.shape'],
    [{ source: 'records', op: 'sum' }, 'metric.shape'],
    [{ source: 'records', op: 'count', where: [{ field: 'rectifiedOn', eq: null }] }, 'metric.shape'],
    [{ source: 'records', op: 'count', where: [{ field: 'domain' }] }, 'metric.shape'],
    [{ source: 'records', op: 'count', where: [], sql: '1=1' }, 'metric.shape'],
    [{ source: 'contracts', op: 'count', where: [] }, 'metric.unknownSource'],
    [{ source: 'constructor', op: 'count', where: [] }, 'metric.unknownSource'],
    [{ source: 'records', op: 'count', where: [{ field: 'title', eq: 'x' }] }, 'metric.unknownField'],
    [{ source: 'records', op: 'count', where: [{ field: '__proto__', eq: 'x' }] }, 'metric.unknownField'],
    [{ source: 'records', op: 'count', where: [{ field: 'domain', eq: 'purchase' }] }, 'metric.unknownValue'],
    [
      { source: 'records', op: 'count', where: [{ field: 'severity', in: ['minor', 3] }] },
      'metric.unknownValue',
    ],
    [
      { source: 'records', op: 'count', where: [{ field: 'rectifiedInTime', eq: 'yes' }] },
      'metric.unknownValue',
    ],
    [
      { source: 'records', op: 'count', where: [{ field: 'decisionDate', from: '2025-02-30' }] },
      'metric.unknownValue',
    ],
    [{ source: 'records', op: 'count', where: [{ field: 'status', from: 'a' }] }, 'metric.noRange'],
    [{ source: 'records', op: 'sum', where: [], of: 'severity' }, 'metric.notAnAmount'],
  ])('%j is refused as %s', (metric, code) => {
    const findings = checkMetric(metric, { node: 'C3.1', item: 'n' });
    expect(findings).toEqual([expect.objectContaining({ code, severity: 'error', node: 'C3.1', item: 'n' })]);
    expect(() => evaluateMetric(metric, [], period)).toThrow(RangeError);
  });

  it('goes through all leaves of a model', () => {
    const nodes = [
      { code: 'A' },
      {
        code: 'A1',
        metrics: { n: { source: 'records', op: 'count' }, d: { source: 'ledger', op: 'count' } },
      },
    ];
    expect(checkModelMetrics({ nodes })).toEqual([
      expect.objectContaining({ code: 'metric.unknownSource', node: 'A1', item: 'd' }),
    ]);
  });
});

describe('metrics from ledgers', () => {
  const clock = (dueOn: string, endedOn: string | null): LedgerMetricRow['clocks'][number] => ({
    code: 'performance',
    startedOn: '2024-11-01',
    dueOn,
    extendedTo: null,
    certain: true,
    unit: 'days',
    ruleCode: null,
    ruleFrom: null,
    basis: '',
    endedOn,
  });
  const contract = (
    id: string,
    dueOn: string,
    endedOn: string | null,
    state = 'running',
  ): LedgerMetricRow => ({
    id,
    number: id,
    title: null,
    happenedOn: '2024-11-01',
    amountFen: 100,
    details: { breach: false },
    state,
    closedOn: endedOn,
    clocks: [clock(dueOn, endedOn)],
  });
  const rows: Record<string, LedgerMetricRow[]> = {
    contracts: [
      contract('in time', '2025-03-31', '2025-03-31', 'performed'),
      contract('late', '2025-03-31', '2025-04-01', 'performed'),
      contract('never', '2025-12-31', null),
      contract('next year', '2026-01-01', null),
      contract('withdrawn', '2025-05-05', null, 'withdrawn'),
    ],
  };
  const rowsOf = (ledger: string) => rows[ledger] ?? [];

  it('count the contracts due in the period, and those performed in time, row by row', () => {
    const due = { source: 'ledger:contracts', op: 'count' };
    expect(evaluateMetric(due, [], period, rowsOf)).toMatchObject({
      value: 3,
      recordIds: ['in time', 'late', 'never'],
    });
    const kept = { ...due, where: [{ field: 'inTime', eq: true }] };
    expect(evaluateMetric(kept, [], period, rowsOf)).toMatchObject({ value: 1, recordIds: ['in time'] });
    const amount = { source: 'ledger:contracts', op: 'sum', of: 'amountFen' };
    expect(evaluateMetric(amount, [], period, rowsOf).value).toBe(300);
  });

  it('are refused for ledgers, fields and codes that do not exist, and for what is about persons', () => {
    const codes = (metric: unknown) => checkMetric(metric).map(({ code }) => code);
    expect(codes({ source: 'ledger:unknown', op: 'count' })).toEqual(['metric.unknownSource']);
    const where = (field: string, eq: string) => ({
      source: 'ledger:petitions',
      op: 'count',
      where: [{ field, eq }],
    });
    expect(codes(where('state', 'accepted'))).toEqual([]);
    expect(codes(where('state', 'lost'))).toEqual(['metric.unknownValue']);
    expect(codes(where('petitioner', '张三'))).toEqual(['metric.unknownField']);
  });
});
