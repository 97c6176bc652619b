/** Who may be honoured or promoted: the bundled rules on hand-made records, around the days on which something ends. */
import { describe, expect, it } from 'vitest';
import { loadEligibilityRules, loadRuleTable } from '#engine/resources.ts';
import { type CheckedSubject, judgeEligibility, rulesFor } from '#shared/domain/eligibility.ts';
import type { CreditRecord, OfficialFileItem } from '#shared/domain/entities.ts';
import { isDisclosed, standingOf } from '#shared/domain/record-standing.ts';
import { recordContent, usccOf } from '../db/support/sample-content.ts';

const rules = rulesFor(loadEligibilityRules(), 'promotion', '2026-11-23');
const limits = loadRuleTable();

const record = (more: Partial<CreditRecord>): CreditRecord => ({
  id: '00000000-0000-7000-8000-000000000001',
  ownerOffice: '00000000-0000-7000-8000-000000000002',
  lineage: '00000000-0000-7000-8000-000000000003',
  revision: 1,
  contentHash: 'a'.repeat(64),
  updatedAt: '2026-01-01T00:00:00.000Z',
  ...recordContent(usccOf(1), { rectificationStatus: 'done' }),
  ...more,
});

const official = (...records: CreditRecord[]): CheckedSubject => ({
  kind: 'official',
  name: '张三',
  records,
  bodyRecords: [],
  fileItems: [],
  ledgerRows: [],
  lastGrade: null,
});

const judged = (subject: CheckedSubject, day = '2026-11-23') => {
  const { outcome, reasons } = judgeEligibility(subject, rules, day, limits);
  return [outcome, ...reasons.map(({ rule }) => rule)];
};

describe('a check of eligibility', () => {
  it('lets pass who has nothing against them, and honours', () => {
    expect(judged(official())).toEqual(['pass']);
    expect(judged(official(record({ polarity: 'positive', severity: 'serious' })))).toEqual(['pass']);
  });

  // 政务处分法: 警告 6 months, 记过 12, 记大过 18, 降级 and 撤职 24.
  it.each([
    ['警告', '2026-05-24', '2026-11-23', '2026-11-24'],
    ['记过', '2025-11-24', '2026-11-23', '2026-11-24'],
    ['记大过', '2025-05-24', '2026-11-23', '2026-11-24'],
    ['撤职', '2024-11-24', '2026-11-23', '2026-11-24'],
    // Six months from the last day of August end on the last day of February.
    ['警告', '2025-08-31', '2026-02-27', '2026-02-28'],
  ])('refuses while %s of %s runs: on %s, not on %s', (measure, decided, last, free) => {
    const disciplined = official(
      record({
        documentType: 'disciplinaryAction',
        title: `受到政务${measure}处分`,
        severity: 'minor',
        decisionDate: decided,
      }),
    );
    expect(judged(disciplined, last)).toEqual(['fail', '处分影响期未满']);
    expect(judged(disciplined, free)).toEqual(['pass']);
  });

  it('reads the own file, too: what still has effect, and what nothing later says otherwise', () => {
    const item = (more: Partial<OfficialFileItem>): OfficialFileItem => ({
      id: '00000000-0000-7000-8000-000000000001',
      ownerOffice: '00000000-0000-7000-8000-000000000002',
      lineage: '00000000-0000-7000-8000-000000000003',
      revision: 1,
      contentHash: 'a'.repeat(64),
      updatedAt: '2026-01-01T00:00:00.000Z',
      officialId: '00000000-0000-7000-8000-000000000004',
      category: 'violation',
      result: 'demerit',
      year: null,
      happenedOn: '2026-01-15',
      untilOn: '2027-01-15',
      title: null,
      organ: null,
      documentNo: null,
      remarks: null,
      withdrawnOn: null,
      withdrawnReason: null,
      ...more,
    });
    const withFile = (...fileItems: OfficialFileItem[]) => ({ ...official(), fileItems });
    expect(judged(withFile(item({})), '2027-01-15')).toEqual(['fail', '诚信档案登记的处分影响期未满']);
    expect(judged(withFile(item({})), '2027-01-16')).toEqual(['pass']);
    expect(judged(withFile(item({ withdrawnOn: '2026-02-01', withdrawnReason: '登错' })))).toEqual(['pass']);
    const failed = item({
      category: 'assessment',
      result: 'incompetent',
      happenedOn: '2024-12-31',
      untilOn: null,
    });
    expect(judged(withFile(failed))).toEqual(['fail', '最近一次年度考核为不称职']);
    expect(judged(withFile(failed, { ...failed, result: 'competent', happenedOn: '2025-12-31' }))).toEqual([
      'pass',
    ]);
  });

  it('asks a person where the kind of a measure cannot be told', () => {
    const unclear = official(
      record({
        documentType: 'disciplinaryAction',
        title: '受到处分',
        severity: 'minor',
        decisionDate: '2026-01-01',
      }),
    );
    expect(judged(unclear)).toEqual(['review', '处分影响期未满']);
    const dismissed = official(
      record({
        documentType: 'disciplinaryAction',
        title: '开除',
        severity: 'minor',
        decisionDate: '2021-01-01',
      }),
    );
    expect(judged(dismissed)).toEqual(['fail', '处分影响期未满']);
  });

  it('holds nothing against anybody that is repaired, over, withdrawn or later than the day', () => {
    const serious = { severity: 'serious', decisionDate: '2025-11-23' } as const;
    const shown = { publicFrom: '2025-11-23', publicMinUntil: '2026-11-23', publicMaxUntil: '2028-11-23' };
    expect(judged(official(record({ ...serious, ...shown })))).toEqual(['fail', '严重失信记录在有效期内']);
    // Three years at most: on the last day it is no longer shown.
    expect(judged(official(record({ ...serious, ...shown })), '2028-11-22')[0]).toBe('fail');
    expect(judged(official(record({ ...serious, ...shown })), '2028-11-23')).toEqual(['pass']);
    expect(judged(official(record({ ...serious, repairStatus: 'approved' })))).toEqual(['pass']);
    expect(judged(official(record({ ...serious, status: 'revoked' })))).toEqual(['pass']);
    expect(judged(official(record(serious)), '2025-11-22')).toEqual(['pass']);
  });

  it('asks a person about general records, leads, objections and what is not put right', () => {
    expect(judged(official(record({})))).toEqual(['review', '一般失信记录在有效期内']);
    expect(judged(official(record({ severity: 'minor', status: 'verifying' })))).toEqual([
      'review',
      '有失信线索正在核实或者整改',
    ]);
    expect(
      judged(
        official(record({ severity: 'minor', objectionFiledOn: '2026-11-01', objectionClosedOn: null })),
      ),
    ).toEqual(['review', '有异议正在处理']);
    expect(judged(official(record({ severity: 'minor', rectificationStatus: 'inProgress' })))).toEqual([
      'review',
      '失信问题尚未整改到位',
    ]);
  });

  it('finds an official among those responsible for what the own body did, by the whole name', () => {
    const named = (responsiblePersons: string) =>
      judged({ ...official(), bodyRecords: [record({ responsiblePersons })] });
    expect(named('李四、张三')).toEqual(['review', '在所在单位的失信记录中被列为责任人']);
    expect(named('张三丰')).toEqual(['pass']);
  });
});

describe('a record', () => {
  it('stands in a paper for everybody only while it is on show', () => {
    const shown = record({ publicFrom: '2026-02-01', publicMaxUntil: '2027-02-01' });
    expect(standingOf(shown, '2027-01-31')).toBe('inForce');
    expect(standingOf(shown, '2027-02-01')).toBe('expired');
    expect(isDisclosed(shown, 'public', '2026-02-01')).toBe(true);
    expect(isDisclosed(record({ publicFrom: null }), 'public', '2026-11-23')).toBe(false);
    expect(isDisclosed(record({ publicFrom: null }), 'shared', '2026-11-23')).toBe(true);
    expect(isDisclosed(record({ disclosureLevel: 'internal' }), 'shared', '2026-11-23')).toBe(false);
    expect(isDisclosed(record({ disclosureLevel: 'internal' }), 'internal', '2026-11-23')).toBe(true);
  });
});
