import type { OperationOutput } from '#shared/contract/client.ts';
import type { Terminal } from '../terminal.ts';

type Ranking = OperationOutput<'runs.execute'>['runs'][number]['ranking'];

const statusWords = { complete: '', incomplete: '数据不全，未评', invalid: '数据有误，未评' } as const;

/** Prints a ranking as the offices write it: name, score, grade, rank and rank within the group. */
export const sayRanking = (terminal: Terminal, ranking: Ranking): void =>
  terminal.table(
    ['名次', '单位', '组别', '得分', '等次', '组内名次', '备注'],
    ranking.map((row) => [
      row.rank === null ? '—' : String(row.rank),
      row.name,
      row.group ?? '',
      row.score ?? '—',
      row.gradeName ?? '—',
      row.groupRank === null ? '—' : String(row.groupRank),
      statusWords[row.status],
    ]),
    [0, 3, 5],
  );
