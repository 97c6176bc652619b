/** 资格审查证明: what a check of somebody's eligibility found, confirmed by a person. */

import { type DocumentBlock, type DocumentPlan, say, writtenDate } from '#shared/documents/plan.ts';
import {
  type EligibilityOutcome,
  type EligibilityPurpose,
  type EligibilityReason,
  eligibilityOutcomes,
  eligibilityPurposes,
} from '#shared/domain/eligibility.ts';
import { shortAnchor } from './credit-report.ts';

export interface CertifiedSubject {
  name: string;
  unitName: string;
  /** The conclusion: the person's where there is one. */
  conclusion: EligibilityOutcome;
  reasons: readonly EligibilityReason[];
  /** Why a person concluded so; empty where the rules' result stands. */
  note: string;
}

export interface CertificateContent {
  number: string;
  purpose: EligibilityPurpose;
  asOf: string;
  confirmedOn: string;
  officeName: string;
  /** The office or unit that asked for the check. */
  receiver: string;
  subjects: readonly CertifiedSubject[];
  /** Names and bases of the rules that were applied. */
  rules: readonly { name: string; basis: string }[];
  anchor: { sequence: number; hash: string };
}

const reasonText = ({ reasons, note }: CertifiedSubject): string =>
  [
    ...reasons.map(({ rule, text }) => `${rule}：${text}`),
    ...(note === '' ? [] : [`人工核实：${note}`]),
  ].join('\n') || '未发现不符合条件的记录';

const single = (subject: CertifiedSubject, purpose: string, asOf: string): DocumentBlock[] => {
  const who =
    subject.unitName === '' || subject.unitName === subject.name
      ? subject.name
      : `${subject.unitName} ${subject.name}`;
  const facts = reasonText(subject).split('\n');
  return [
    say(
      `经查询本单位政务信用数据库并依照规则审查，截至${writtenDate(asOf)}，${who}用于${purpose}的信用资格审查结论为：${eligibilityOutcomes[subject.conclusion]}。`,
    ),
    { kind: 'heading', level: 1, text: '审查情况' },
    ...facts.map((fact, index) => say(facts.length === 1 ? `${fact}。` : `${index + 1}. ${fact}。`)),
  ];
};

const list = (subjects: readonly CertifiedSubject[], purpose: string, asOf: string): DocumentBlock[] => {
  const count = (outcome: EligibilityOutcome) =>
    subjects.filter(({ conclusion }) => conclusion === outcome).length;
  return [
    say(
      `经查询本单位政务信用数据库并依照规则审查，截至${writtenDate(asOf)}，用于${purpose}的 ${subjects.length} 个对象中，通过 ${count('pass')} 个，不通过 ${count('fail')} 个。明细如下：`,
    ),
    {
      kind: 'table',
      columns: [
        { title: '序号', share: 2, align: 'centre' },
        { title: '姓名（名称）', share: 5, align: 'left' },
        { title: '所在单位', share: 6, align: 'left' },
        { title: '结论', share: 3, align: 'centre' },
        { title: '审查情况', share: 12, align: 'left' },
      ],
      rows: subjects.map((subject, index) => [
        String(index + 1),
        subject.name,
        subject.unitName,
        eligibilityOutcomes[subject.conclusion],
        reasonText(subject),
      ]),
    },
  ];
};

export const buildCertificate = (content: CertificateContent): DocumentPlan => {
  const { subjects, asOf, officeName, receiver, anchor, rules } = content;
  const purpose = eligibilityPurposes[content.purpose];
  const [only] = subjects;
  const bases = [...new Set(rules.map(({ basis }) => basis))];
  return {
    form: subjects.length === 1 ? 'letter' : 'report',
    title: '政务信用资格审查证明',
    number: `编号：${content.number}`,
    addressee: receiver === '' ? null : receiver,
    blocks: [
      ...(only !== undefined && subjects.length === 1
        ? single(only, purpose, asOf)
        : list(subjects, purpose, asOf)),
      say(
        '本证明只反映本单位信用数据库中已经归集的信息和所列规则的审查结果，不代替组织、纪检监察等部门的审查意见，只用于上述用途。',
      ),
    ],
    attachments: [],
    signature: { organ: officeName, date: content.confirmedOn },
    closing: [
      `适用规则：${rules.map(({ name }) => name).join('、')}。依据：${bases.join('；')}。`,
      `审计锚码：第 ${anchor.sequence} 号 ${shortAnchor(anchor.hash)}（可以与本单位审计日志核对）`,
    ],
  };
};
