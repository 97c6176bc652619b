import { describe, expect, it } from 'vitest';
import { type ConfirmationCandidate, mayConfirm } from '#shared/domain/confirmation.ts';
import type { CatalogueItem } from '#shared/domain/entities.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';

const item = (more: Partial<CatalogueItem> = {}): CatalogueItem => ({
  code: 'BN-107',
  name: '拖欠中小企业账款',
  subjectType: 'body',
  polarity: 'negative',
  domain: 'investment',
  legalBasis: '保障中小企业款项支付条例',
  documentTypes: ['judgment', 'breachDetermination'],
  severityDefault: 'general',
  disclosureLevel: 'public',
  updateCycle: null,
  validFrom: '2024-01-01',
  validTo: null,
  suggested: true,
  ...more,
});

const candidate = (more: Partial<ConfirmationCandidate> = {}): ConfirmationCandidate => ({
  catalogueItem: 'BN-107',
  subjectType: 'body',
  documentType: 'judgment',
  documentNo: '（2026）示01民初1号',
  issuingOrgan: '示例县人民法院',
  decisionDate: '2026-05-06',
  ...more,
});

const codes = (more: Partial<ConfirmationCandidate>, catalogue: CatalogueItem[] = [item()]) => {
  const answer = mayConfirm(candidate(more), catalogue, '2026-11-23');
  return answer.allowed ? 'allowed' : answer.reasons.map(({ code, field }) => `${field} ${code}`);
};

describe('a matter', () => {
  it('may be confirmed by the version of the item in force on the day of its document', () => {
    const versions = [
      item({ validTo: '2026-05-06' }),
      item({ validFrom: '2026-05-07', severityDefault: 'serious' }),
    ];
    const on = (decisionDate: string) => mayConfirm(candidate({ decisionDate }), versions, '2026-11-23');
    expect(on('2026-05-06')).toMatchObject({ allowed: true, item: { severityDefault: 'general' } });
    expect(on('2026-05-07')).toMatchObject({ allowed: true, item: { severityDefault: 'serious' } });
  });

  it('stays a lead outside the catalogue in force', () => {
    expect(codes({ catalogueItem: null })).toEqual(['catalogueItem confirm.noItem']);
    expect(codes({ catalogueItem: 'X-1' })).toEqual(['catalogueItem confirm.itemUnknown']);
    expect(codes({ decisionDate: '2023-12-31' })).toEqual(['catalogueItem record.catalogueNotInForce']);
    const ended = [item({ validTo: '2026-01-31' })];
    expect(codes({}, ended)).toEqual(['catalogueItem record.catalogueNotInForce']);
    expect(codes({ subjectType: 'official' })).toEqual(['catalogueItem confirm.otherSubject']);
  });

  it('stays a lead without an effective document of a kind that the item allows', () => {
    expect(codes({ documentNo: ' ' })).toEqual(['documentNo confirm.noDocument']);
    expect(codes({ documentType: null, documentNo: null, issuingOrgan: null, decisionDate: null })).toEqual([
      'documentNo confirm.noDocument',
    ]);
    expect(codes({ documentType: 'accountability' })).toEqual(['documentType record.documentTypeNotAllowed']);
    expect(codes({ decisionDate: '2026-11-24' })).toEqual(['decisionDate record.dateInFuture']);
  });

  it('is told every reason at once, in words', () => {
    const none = { documentType: null, documentNo: null, issuingOrgan: null, decisionDate: null };
    const answer = mayConfirm(candidate({ ...none, catalogueItem: '' }), [item()], '2026-11-23');
    expect(answer.allowed ? [] : answer.reasons.map(describeFinding)).toEqual([
      '还没有选定信用目录事项，不能认定为信用记录，只能作为线索。请先选定目录事项。',
      '还缺文书类型、文号、认定机关、认定日期。失信记录必须有生效的法律文书，没有文书的只能作为线索；收到文书后补齐再认定。',
    ]);
  });
});
