/** 期限: the kinds of days that a credit record waits for. Rows of ledgers have their ledger's code as kind. */

export const dueKinds = [
  /** 异议: filed and not closed; the day by which it must be answered. */
  'objection',
  /** 整改: ordered and not done; the day set. */
  'rectification',
  /** 公示: on show; the last day that it may be. */
  'publicity',
  /** 修复: the shortest period ends, and repair may be asked for from the next day on. */
  'repair',
] as const;
export type DueKindOfRecord = (typeof dueKinds)[number];
