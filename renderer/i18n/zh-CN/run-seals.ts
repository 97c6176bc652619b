/** Words of official and trial runs: sealing, proving, removing. */
import type { SealException } from '#shared/domain/run-seals.ts';
import type { DataChange } from '#shared/model/compare-data.ts';

export const runSealWords = {
  standing: '性质',
  trial: '试算',
  superseded: '（已被更正）',
  differs: '与上次不同',
  first: '第一次',
  same: '完全相同',
  parts: { data: '数据', model: '模型', engine: '算法' },
  differing: (parts: readonly string[]) => `${parts.join('、')}有变`,

  seal: '确认为正式结果',
  sealed: '已确认为正式结果',
  sealing: '确认正式结果',
  explain:
    '确认以后，这次测算就是本周期这个模型的正式结果，公示、定级和汇总表都以它为准。同时封存模型、数据和结果的校验码，以后随时可以重算核对。',
  replaces: (at: string, kind: string) => `将取代 ${at} 测算的${kind}；原结果保留，随时可查。`,
  kind: '种类',
  reason: '理由',
  reasonHint: '更正正式结果必须写明理由',
  approvedBy: '批准人（单位）',
  approvedByHint: '定级以后更正必须写明',
  documentNo: '批准文号',
  stale: (count: string) =>
    `测算以后数据有 ${count} 处变动，不能用这次测算确认。请再测算一次，用新的结果确认。`,
  held: '逐项说明',
  heldHint: '下面的情况没有处理完。处理完再测算确认，或者逐项写明为什么仍然确认；说明随正式结果保存。',
  heldLine: (what: string, count: string, units: string) => `${what} ${count} 处：${units}`,
  heldMore: '等',
  heldReason: {
    drafts: '填写有误的数据为什么可以不计',
    invalid: '数据有误的单位为什么可以不计',
    incomplete: '数据不全的单位为什么可以不计',
    others: '为什么还有其他改动',
  } satisfies Record<SealException, string>,
  confirm: '确认',
  cancel: '取消',
  reading: '正在核对……',
  done: (kind: string) => `已确认：${kind}`,

  verify: '重算核对',
  verifying: (cycle: string) => `重算核对 ${cycle}`,
  verifiedSame: '重算结果与保存的逐字节相同。',
  verifiedOther: '重算结果与保存的不一致：',
  verifyClosing: (same: boolean) => (same ? '一致' : '不一致'),
  close: '收起',

  remove: '删除',
  removeTitle: '删除这次试算？',
  removeText: (at: string) =>
    `删除 ${at} 的试算结果。填报的数据不受影响，但这次的得分和名次不能再看，也不能恢复。`,

  sealLine: (kind: string, at: string, by: string) => `${kind}，${at} 由${by}确认`,
  approvedLine: (by: string) => `批准：${by}`,
  documentLine: (no: string) => `文号：${no}`,
  reasonLine: (reason: string) => `理由：${reason}`,
  supersededLine: '已被后来的更正结果取代',
  openSuperseding: '看现在的正式结果',
  openSuperseded: '看更正前的结果',

  staleTitle: (count: string) => `测算以后，数据有 ${count} 处变动，这里的得分不含这些变动。`,
  staleModel: (version: string) => `这个周期现在用的是模型版本 ${version}，与这次测算不同。`,
  staleAgain: '去重新测算',
  staleMore: (count: string) => `另有 ${count} 处`,
  changeKinds: {
    unitAdded: '新列入考核',
    unitRemoved: '移出考核',
    unit: '单位信息',
    value: '数据',
    adjustment: '加减分',
    veto: '一票否决',
    notApplicable: '不适用',
  } satisfies Record<DataChange['kind'], string>,
  unitParts: { name: '名称', group: '组别' } as Readonly<Record<string, string>>,
  changeFromTo: (before: string, after: string) => `${before} → ${after}`,
  nothing: '无',
  yes: '是',
  no: '否',
} as const;
