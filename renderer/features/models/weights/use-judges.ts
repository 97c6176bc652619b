/** The judges of a comparison in pairs while they are being filled in. */
import { useState } from 'react';
import { judgementsAbout, type PairwiseJudge, type StoredPairwise } from '#shared/model/editing/pairwise.ts';
import { weightsWords as words } from '../../../i18n/zh-CN/weights.ts';

export interface Judges {
  readonly all: readonly PairwiseJudge[];
  /** Whose judgements are shown; always one of them. */
  readonly chosen: PairwiseJudge;
  readonly place: number;
  /** Something was filled in or changed since the dialog was opened. */
  readonly changed: boolean;
  choose(place: number): void;
  add(): void;
  remove(): void;
  rename(name: string): void;
  /** @param value empty: not compared yet */
  judge(row: string, column: string, value: string): void;
}

/** The judgement of a pair; empty when there is none. */
export const judgementOf = ({ judgements }: PairwiseJudge, row: string, column: string): string =>
  judgements.find((one) => one.row === row && one.column === column)?.value ?? '';

const freeName = (judges: readonly PairwiseJudge[]): string => {
  const taken = new Set(judges.map(({ name }) => name));
  let number = judges.length + 1;
  while (taken.has(words.expert(number))) number += 1;
  return words.expert(number);
};

const nobody: PairwiseJudge = { name: words.expert(1), judgements: [] };

export const useJudges = (stored: StoredPairwise | null, codes: readonly string[]): Judges => {
  const [all, setAll] = useState<readonly PairwiseJudge[]>(() => {
    const kept = judgementsAbout(stored?.judges ?? [], codes);
    return kept.length > 0 ? kept : [nobody];
  });
  const [place, setPlace] = useState(0);
  const [changed, setChanged] = useState(false);
  const put = (judges: readonly PairwiseJudge[]): void => {
    setAll(judges);
    setChanged(true);
  };
  const change = (edit: (judge: PairwiseJudge) => PairwiseJudge): void =>
    put(all.map((judge, index) => (index === place ? edit(judge) : judge)));
  return {
    all,
    chosen: all[place] ?? nobody,
    place,
    changed,
    choose: setPlace,
    add: () => {
      put([...all, { name: freeName(all), judgements: [] }]);
      setPlace(all.length);
    },
    remove: () => {
      put(all.filter((_, index) => index !== place));
      setPlace(Math.max(0, place - 1));
    },
    rename: (name) => change((judge) => ({ ...judge, name })),
    judge: (row, column, value) =>
      change(({ name, judgements }) => {
        const others = judgements.filter((one) => one.row !== row || one.column !== column);
        return { name, judgements: value === '' ? others : [...others, { row, column, value }] };
      }),
  };
};
