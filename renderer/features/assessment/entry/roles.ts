/** Who works on a sheet: from the address, else what the office and the stage suggest. */
import type { CycleStatus, OfficeLevel } from '#shared/domain/code-lists.ts';
import type { EntryRole } from '#shared/domain/cycle-stages.ts';
import { assessmentWords } from '../../../i18n/zh-CN/assessment.ts';

export const entryRoles = Object.keys(assessmentWords.roles) as readonly EntryRole[];

/** Roles whose values share one column: each leaf is asked of one of them at most. */
export const dataRoles = ['department', 'thirdParty', 'survey'] as const satisfies readonly EntryRole[];
export const isDataRole = (role: EntryRole): role is (typeof dataRoles)[number] =>
  (dataRoles as readonly EntryRole[]).includes(role);

/** A township states what it did; the level above reviews. */
const proposedRole = (level: OfficeLevel | undefined, status: CycleStatus | undefined): EntryRole => {
  if (status === 'finalReview') return 'finalReview';
  return level === 'township' || level === 'village' ? 'self' : 'assessor';
};

/** The role that an address names, or the proposed one. */
export const roleOf = (
  named: string | null,
  level: OfficeLevel | undefined,
  status: CycleStatus | undefined,
): EntryRole => entryRoles.find((role) => role === named) ?? proposedRole(level, status);
