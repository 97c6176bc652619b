/**
 * A paper about an assessment cycle, or about one unit in it: both are the subject kind `cycle`, told apart by the
 * identifier. Codes of cycles have no slash.
 */
export interface CycleSubject {
  cycle: string;
  /** Unified code of the unit that the paper is about; null for the cycle as a whole. */
  unit: string | null;
}

/** The identifier of such a subject: `2026-TOWN`, or `2026-TOWN/` and the unit's unified code. */
export const cycleSubjectId = ({ cycle, unit }: CycleSubject): string =>
  unit === null ? cycle : `${cycle}/${unit}`;

/** What an identifier of a subject of the kind `cycle` names. */
export const readCycleSubject = (id: string): CycleSubject => {
  const [cycle = '', unit] = id.split('/');
  return { cycle, unit: unit === undefined || unit === '' ? null : unit };
};
