/** 更正对照表: what the sealed runs after the first one changed, both scores side by side. */
import type { DocumentBlock } from '#shared/documents/plan.ts';
import { decisionsReopened } from '#shared/ledgers/definitions/score-objections.ts';
import type { RunHead } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { changesIn } from '../cycle-notice/changes.ts';

type Figure = string | number | null | undefined;

const bothOf = (before: Figure, after: Figure): string =>
  before === after ? String(after ?? '—') : `${before ?? '—'} → ${after ?? '—'}`;

/** Nothing when nothing was changed. */
export const correctionTable = (db: ReadDb, run: RunHead): DocumentBlock[] => {
  const changes = changesIn(db, run.id, undefined);
  if (changes.length === 0) return [];
  return [
    {
      kind: 'table',
      columns: [
        { title: '单位', share: 6, align: 'left' },
        { title: '更正的指标', share: 7, align: 'left' },
        { title: '指标得分', share: 4, align: 'centre' },
        { title: '总分', share: 5, align: 'centre' },
        { title: '名次', share: 3, align: 'centre' },
        { title: '理由', share: 7, align: 'left' },
      ],
      rows: changes.map(({ bodyName, leafName, before, after, reason }) => [
        bodyName,
        leafName ?? decisionsReopened,
        bothOf(before?.leaf, after?.leaf),
        bothOf(before?.total, after?.total),
        bothOf(before?.rank, after?.rank),
        reason,
      ]),
    },
  ];
};
