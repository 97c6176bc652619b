/** 信用报告: gathers what may be told about a subject to whom it is for. */

import type { DocumentSubject } from '#shared/contract/operations/documents.ts';
import { bodyTypes, officeLevels, staffCategories } from '#shared/domain/code-lists.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { CreditRecord } from '#shared/domain/entities.ts';
import {
  disclosureScopes,
  isDisclosed,
  isObjectedTo,
  reportPurposes,
  standingOf,
} from '#shared/domain/record-standing.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { measureNatures } from '#shared/ledgers/definitions/measures.ts';
import { createAuditReader } from '../../db/audit-log.ts';
import { maskPersonal } from '../../db/identity-vault.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCatalogueReader } from '../../db/repositories/catalogue.ts';
import { createEnrolledOfficeReader } from '../../db/repositories/enrolled-offices.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createOriginReader, type RowOrigin } from '../../db/repositories/record-origins.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import { createStatedOfficeReader } from '../../db/repositories/stated-offices.ts';
import type { ReadDb } from '../../db/transaction.ts';
import {
  buildCreditReport,
  type CreditReportContent,
  type ReportedMeasure,
  type ReportedRecord,
  type ReportedScore,
} from '../../documents/credit-report.ts';
import { requireBody, scoresOf } from '../archive/bodies.ts';
import { choiceField, chosenCode, type DocumentKind, type FormField, valuesOf } from './document-kind.ts';
import { operatorName } from './operator-name.ts';
import { countWritten } from './written-documents.ts';

const purpose = choiceField('purpose', '用途', reportPurposes, 'award');
const scope = choiceField('scope', '披露范围', disclosureScopes, 'shared');
const receiver: FormField = {
  name: 'receiver',
  label: '使用单位',
  kind: 'text',
  required: false,
  choices: [],
  value: '',
};
const form = [purpose, scope, receiver];

const recordsOf = (db: ReadDb, { kind, id }: DocumentSubject): CreditRecord[] => {
  const filter = kind === 'body' ? { bodyUscc: id, subjectType: 'body' as const } : { officialId: id };
  return [...createRecordReader(db).stream(filter)];
};

const factsOfBody = (db: ReadDb, uscc: string): CreditReportContent['subject'] => {
  const body = requireBody(db, uscc);
  const superior = body.parentUscc === null ? null : createBodyReader(db).nameOf(body.parentUscc);
  return {
    name: body.name,
    facts: [
      ['单位名称', body.name],
      ['统一社会信用代码', body.uscc],
      ['单位类型', bodyTypes[body.bodyType]],
      ['行政层级', officeLevels[body.adminLevel]],
      ['上级单位', superior ?? ''],
      ['区划代码', body.regionCode],
      ['负责人', body.headName ?? ''],
      ['联系电话', body.phone === null ? '' : maskPersonal(body.phone)],
    ],
  };
};

const factsOfOfficial = (db: ReadDb, id: string): CreditReportContent['subject'] => {
  const official = createOfficialReader(db).findShown(id);
  if (official === null) throw new AppError('official.unknown', { official: id });
  const unit = createBodyReader(db).nameOf(official.bodyUscc) ?? '';
  return {
    name: `${official.name}（${unit}）`,
    facts: [
      ['姓名', official.name],
      ['身份证号', official.idNoMasked ?? ''],
      ['所在单位', unit],
      ['职务', official.post ?? ''],
      ['人员类别', staffCategories[official.staffCategory]],
      ['档案编号', official.fileNo ?? ''],
      ['承诺签订日期', official.pledgeSignedOn ?? ''],
      ['培训学时', String(official.trainingHours)],
    ],
  };
};

/** In words, where each record comes from. */
const originWords = (db: ReadDb, records: readonly CreditRecord[]) => {
  const own = createOfficeReader(db).get().id;
  const offices = createEnrolledOfficeReader(db);
  const stated = createStatedOfficeReader(db);
  const origins = createOriginReader(db).origins(
    'credit_records',
    'records.put',
    records.map(({ id }) => id),
  );
  const said = (origin: RowOrigin): string =>
    origin.kind === 'import'
      ? `录入：${dayInChina(origin.at)} 由文件“${origin.fileName}”导入`
      : `录入：${dayInChina(origin.at)} 由${operatorName(origin.actor)}登记`;
  return (record: CreditRecord): string => {
    const origin = origins.get(record.id);
    if (origin !== undefined) return said(origin);
    if (record.ownerOffice !== own) {
      return `录入：${offices.find(record.ownerOffice)?.name ?? stated.nameOf(record.ownerOffice) ?? '其他单位'}报送，更新于 ${dayInChina(record.updatedAt)}`;
    }
    return `录入：随数据库建立，更新于 ${dayInChina(record.updatedAt)}`;
  };
};

/** Measures that are confirmed and not lifted, of the subject itself. */
const measuresOf = (db: ReadDb, { kind, id }: DocumentSubject, today: string): ReportedMeasure[] => {
  const about = kind === 'body' ? { bodyUscc: id } : { officialId: id };
  const rows = [...createLedgerReader(db).stream({ ...about, ledger: 'measures' })];
  return rows.flatMap((row): ReportedMeasure[] => {
    const text = (field: string): string =>
      typeof row.details[field] === 'string' ? row.details[field] : '';
    const running = row.state === 'inForce' || row.state === 'reported';
    const over = text('endOn') !== '' && text('endOn') < today;
    if (!running || over || (kind === 'body' && row.officialId !== null)) return [];
    return [
      {
        title: row.title ?? '',
        nature: Object.entries<string>(measureNatures).find(([code]) => code === text('nature'))?.[1] ?? '',
        legalBasis: text('legalBasis'),
        from: row.happenedOn,
        to: text('endOn') || '解除时止',
        executor: text('executor'),
        source: `奖惩措施台账，第 ${row.revision} 版，更新于 ${dayInChina(row.updatedAt)}`,
      },
    ];
  });
};

/** The newest that counts of each cycle and model. */
const scoresToReport = (db: ReadDb, uscc: string): ReportedScore[] =>
  scoresOf(db, uscc)
    .filter(({ counts }) => counts)
    .map(({ cycleName, modelName, score, gradeName, rank, subjects, createdAt }) => ({
      cycleName,
      modelName,
      score: score ?? '—',
      grade: gradeName ?? '—',
      rank: rank === null ? '—' : `${rank} / ${subjects}`,
      date: dayInChina(createdAt),
    }));

export const creditReport: DocumentKind = {
  code: 'creditReport',
  name: '政务信用报告',
  about: '单位或者人员的信用记录、评价结果，逐条注明来源。',
  subjects: ['body', 'official'],
  form: () => form,
  build: ({ db, subject, fields, today }) => {
    const values = valuesOf(form, fields);
    const chosenScope = chosenCode(values, scope, disclosureScopes);
    const leftOut = { repaired: 0, expired: 0, revoked: 0, underVerification: 0, undisclosed: 0 };
    const about = subject.kind === 'body' ? factsOfBody(db, subject.id) : factsOfOfficial(db, subject.id);
    const all = recordsOf(db, subject);
    const originOf = originWords(db, all);
    const catalogue = createCatalogueReader(db);
    const shown = all.flatMap((record): ReportedRecord[] => {
      const standing = standingOf(record, today);
      // Only a paper for the office itself shows what is over; what was withdrawn or never found stands in none.
      const over = standing === 'repaired' || standing === 'expired';
      if (standing !== 'inForce' && !(over && chosenScope === 'internal')) {
        leftOut[standing] += 1;
        return [];
      }
      if (!isDisclosed(record, chosenScope, today)) {
        leftOut.undisclosed += 1;
        return [];
      }
      const item = catalogue.findAt(record.catalogueItem, record.decisionDate);
      return [{ record, item, standing, objectedTo: isObjectedTo(record), origin: originOf(record) }];
    });
    const year = today.slice(0, 4);
    return buildCreditReport({
      subject: about,
      number: `${year}-${String(countWritten(db, 'creditReport', year) + 1).padStart(4, '0')}`,
      scope: chosenScope,
      purpose: chosenCode(values, purpose, reportPurposes),
      receiver: values.receiver ?? '',
      asOf: today,
      officeName: createOfficeReader(db).get().name,
      records: shown,
      leftOut,
      measures: chosenScope === 'public' ? null : measuresOf(db, subject, today),
      scores: subject.kind === 'body' ? scoresToReport(db, subject.id) : [],
      anchor: createAuditReader(db).head(),
    });
  },
};
