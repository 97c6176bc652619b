/** 信用报告: what is known about a body or an official, with the source of every line. */

import { type DocumentBlock, type DocumentPlan, say, writtenDate } from '#shared/documents/plan.ts';
import {
  documentTypes,
  domains,
  polarities,
  recordStatuses,
  rectificationStatuses,
  severities,
} from '#shared/domain/code-lists.ts';
import type { CatalogueItem, CreditRecord } from '#shared/domain/entities.ts';
import { formatWan } from '#shared/domain/money.ts';
import {
  type DisclosureScope,
  disclosureScopes,
  type RecordStanding,
  type ReportPurpose,
  reportPurposes,
} from '#shared/domain/record-standing.ts';

/** A record with where it comes from. */
export interface ReportedRecord {
  record: CreditRecord;
  /** On the day of the decision; null when the catalogue had none. */
  item: CatalogueItem | null;
  standing: RecordStanding;
  objectedTo: boolean;
  /** Who entered it when, or which file or office it came from. */
  origin: string;
}

export interface ReportedScore {
  cycleName: string;
  modelName: string;
  score: string;
  grade: string;
  rank: string;
  date: string;
}

/** 奖惩措施 that is being carried out. */
export interface ReportedMeasure {
  title: string;
  nature: string;
  legalBasis: string;
  from: string;
  to: string;
  executor: string;
  source: string;
}

export interface CreditReportContent {
  subject: { name: string; facts: readonly (readonly [label: string, text: string])[] };
  number: string;
  scope: DisclosureScope;
  purpose: ReportPurpose;
  /** Who asked for it; empty when nobody was named. */
  receiver: string;
  /** `yyyy-mm-dd`. */
  asOf: string;
  officeName: string;
  records: readonly ReportedRecord[];
  /** What a report of this scope does not show, by reason. */
  leftOut: {
    repaired: number;
    expired: number;
    revoked: number;
    underVerification: number;
    undisclosed: number;
  };
  /** Null where the scope does not show them. */
  measures: readonly ReportedMeasure[] | null;
  scores: readonly ReportedScore[];
  /** End of the audit log when the report was made. */
  anchor: { sequence: number; hash: string };
}

const none = '无';

/** Sixteen digits of a hash in groups, to be read aloud. */
export const shortAnchor = (hash: string): string =>
  (hash.slice(0, 16).toUpperCase().match(/.{4}/g) ?? []).join('-');

const amountOf = (fen: number | null): string => (fen === null ? none : `${formatWan(fen)} 万元`);

const publicityOf = ({ publicFrom, publicMinUntil, publicMaxUntil }: CreditRecord): string =>
  publicFrom === null
    ? '不公示'
    : `${publicFrom} 起；最短至 ${publicMinUntil ?? none}；最长至 ${publicMaxUntil ?? none}`;

const statusOf = ({ record, standing, objectedTo }: ReportedRecord): string =>
  [
    recordStatuses[record.status],
    ...(standing === 'inForce'
      ? []
      : [
          { repaired: '已修复', expired: '已期满', revoked: '已撤销', underVerification: '尚未认定' }[
            standing
          ],
        ]),
    ...(objectedTo ? [`异议处理中（${record.objectionFiledOn ?? ''} 提出）`] : []),
  ]
    .filter((text, index, all) => all.indexOf(text) === index)
    .join('；');

const recordBlock = (reported: ReportedRecord, index: number): DocumentBlock => {
  const { record, item, origin, objectedTo } = reported;
  const half = (label: string, text: string) => ({ label, text, look: 'half' as const });
  const wide = (label: string, text: string) => ({ label, text, look: 'wide' as const });
  const negative = record.polarity === 'negative';
  return {
    kind: 'facts',
    title: `${index + 1}. ${record.title || item?.name || record.catalogueItem}${objectedTo ? '【异议处理中】' : ''}`,
    items: [
      half('信息性质', polarities[record.polarity]),
      half('程度', negative ? severities[record.severity] : none),
      half('领域', domains[record.domain]),
      half('涉及金额', amountOf(record.amountFen)),
      half('文书类型', documentTypes[record.documentType]),
      half('文号', record.documentNo),
      half('认定机关', record.issuingOrgan),
      half('认定日期', record.decisionDate),
      wide('主要事实', record.factSummary || none),
      ...(negative
        ? [
            half('整改情况', rectificationStatuses[record.rectificationStatus]),
            half('状态', statusOf(reported)),
            wide('公示期', publicityOf(record)),
          ]
        : []),
      {
        label: '来源',
        look: 'source' as const,
        text: [
          `目录：${record.catalogueItem}${item === null ? '（认定当日目录中没有此项）' : ` ${item.name}`}`,
          `依据：${item === null ? none : `${item.legalBasis}${item.suggested ? '（本系统建议值）' : ''}`}`,
          origin,
          `记录编号：${record.id}（第 ${record.revision} 版）`,
        ].join('；'),
      },
    ],
  };
};

const countBy = (records: readonly ReportedRecord[]) => {
  const count = (fits: (record: CreditRecord) => boolean): string =>
    String(records.filter(({ record }) => fits(record)).length);
  return [
    ...(['serious', 'general', 'minor'] as const).map((severity) => ({
      name: `失信（${severities[severity]}）`,
      count: count((record) => record.polarity === 'negative' && record.severity === severity),
    })),
    { name: '守信', count: count((record) => record.polarity === 'positive') },
  ];
};

const summaryBlocks = ({ records, leftOut }: CreditReportContent): DocumentBlock[] => {
  const dates = records.map(({ record }) => record.decisionDate).sort();
  const period = dates.length === 0 ? '' : `，认定日期自 ${dates[0]} 至 ${dates.at(-1)}`;
  const objected = records.filter(({ objectedTo }) => objectedTo).length;
  const outside = [
    ['已修复', leftOut.repaired],
    ['已期满', leftOut.expired],
    ['已撤销', leftOut.revoked],
    ['尚未认定的线索', leftOut.underVerification],
    ['不在本报告披露范围内', leftOut.undisclosed],
  ].filter(([, count]) => count !== 0);
  return [
    {
      kind: 'table',
      columns: countBy(records).map(({ name }) => ({ title: name, share: 1, align: 'centre' as const })),
      rows: [countBy(records).map(({ count }) => `${count} 条`)],
    },
    say(
      `本报告列示 ${records.length} 条记录${period}。${objected === 0 ? '' : `其中 ${objected} 条正在处理异议，已注明。`}${
        outside.length === 0
          ? ''
          : `未列示：${outside.map(([name, count]) => `${name} ${count} 条`).join('，')}。`
      }`,
      'flush',
    ),
  ];
};

const recordsBlocks = (
  title: string,
  records: readonly ReportedRecord[],
  emptyText: string,
): DocumentBlock[] => [
  { kind: 'heading', level: 1, text: title },
  ...(records.length === 0 ? [say(emptyText, 'flush')] : records.map(recordBlock)),
];

const measuresBlocks = (measures: readonly ReportedMeasure[]): DocumentBlock[] => [
  { kind: 'heading', level: 1, text: '四、正在执行的奖惩措施' },
  measures.length === 0
    ? say('没有正在执行的奖惩措施。', 'flush')
    : {
        kind: 'table',
        columns: [
          { title: '措施', share: 5, align: 'left' },
          { title: '性质', share: 3, align: 'centre' },
          { title: '依据', share: 6, align: 'left' },
          { title: '起止日期', share: 4, align: 'centre' },
          { title: '执行单位', share: 4, align: 'left' },
          { title: '来源', share: 5, align: 'left' },
        ],
        rows: measures.map(({ title, nature, legalBasis, from, to, executor, source }) => [
          title,
          nature,
          legalBasis,
          `${from} 至 ${to}`,
          executor,
          source,
        ]),
      },
];

const scoresBlocks = (scores: readonly ReportedScore[]): DocumentBlock[] => [
  { kind: 'heading', level: 1, text: '五、考核评价结果' },
  scores.length === 0
    ? say('没有考核评价结果。', 'flush')
    : {
        kind: 'table',
        columns: [
          { title: '考核周期', share: 5, align: 'left' },
          { title: '评价模型', share: 6, align: 'left' },
          { title: '得分', share: 2, align: 'right' },
          { title: '等次', share: 2, align: 'centre' },
          { title: '名次', share: 2, align: 'centre' },
          { title: '测算日期', share: 3, align: 'centre' },
        ],
        rows: scores.map(({ cycleName, modelName, score, grade, rank, date }) => [
          cycleName,
          modelName,
          score,
          grade,
          rank,
          date,
        ]),
      },
];

export const buildCreditReport = (content: CreditReportContent): DocumentPlan => {
  const { subject, number, scope, purpose, receiver, asOf, officeName, records, anchor } = content;
  const negative = records.filter(({ record }) => record.polarity === 'negative');
  const positive = records.filter(({ record }) => record.polarity === 'positive');
  return {
    form: 'report',
    title: '政务信用报告',
    number: `报告编号：${number}`,
    addressee: null,
    blocks: [
      {
        kind: 'facts',
        title: '报告说明',
        items: [
          { label: '报告对象', text: subject.name, look: 'wide' },
          { label: '用途', text: reportPurposes[purpose], look: 'half' },
          { label: '披露范围', text: disclosureScopes[scope], look: 'half' },
          { label: '使用单位', text: receiver === '' ? none : receiver, look: 'half' },
          { label: '数据截至', text: writtenDate(asOf), look: 'half' },
        ],
      },
      { kind: 'heading', level: 1, text: '一、基本信息' },
      {
        kind: 'facts',
        title: null,
        items: subject.facts.map(([label, text]) => ({
          label,
          text: text === '' ? none : text,
          look: 'half',
        })),
      },
      ...summaryBlocks(content),
      ...recordsBlocks('二、失信记录', negative, '没有可以列示的失信记录。'),
      ...recordsBlocks('三、守信记录', positive, '没有可以列示的守信记录。'),
      ...(content.measures === null
        ? [
            { kind: 'heading' as const, level: 1 as const, text: '四、正在执行的奖惩措施' },
            say('不在本报告披露范围内。', 'flush'),
          ]
        : measuresBlocks(content.measures)),
      ...scoresBlocks(content.scores),
      { kind: 'heading', level: 1, text: '六、声明' },
      say(
        `本报告根据本单位信用数据库中截至${writtenDate(asOf)}的记录生成，只反映已经归集的信息，不对报告对象作其他评价。每条记录后注明目录、依据、文书和录入来源，可以据此核对。`,
      ),
      say(
        scope === 'internal'
          ? '本报告供内部使用，含有不向社会公开的信息，不得对外提供。'
          : '已修复、已期满和不在披露范围内的信息未列示。本报告只用于所注明的用途，不得用于其他目的，身份证号等个人信息已作遮盖。',
      ),
      say('报告对象对列示的信息有异议的，可以向本单位书面提出，并提供证明材料。'),
    ],
    attachments: [],
    signature: { organ: officeName, date: asOf },
    closing: [`审计锚码：第 ${anchor.sequence} 号 ${shortAnchor(anchor.hash)}（可以与本单位审计日志核对）`],
  };
};
