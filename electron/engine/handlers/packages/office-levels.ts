import { type OfficeLevel, officeLevels } from '#shared/domain/code-lists.ts';

const rankOf = (level: OfficeLevel): number => Object.keys(officeLevels).indexOf(level);

/** Whether offices of level `one` stand above those of level `other`. */
export const isAbove = (one: OfficeLevel, other: OfficeLevel): boolean => rankOf(one) > rankOf(other);
