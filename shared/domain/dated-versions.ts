/**
 * Things that hold between dates and are never written over: a change is a new version from a day on, and the one
 * before it ends the day before. What was decided while a version was in force stays decided.
 */
import { addDays } from './dates.ts';

export interface DatedVersion {
  readonly validFrom: string;
  /** Last day in force; null while it is in force. */
  readonly validTo: string | null;
}

export type VersionPlan<Version> =
  /** The new version may start; `closes` is the one that then ends on `endsOn`. */
  | { allowed: true; closes: { version: Version; endsOn: string } | null }
  /** A version starts on that day or later already: two would hold on one day. */
  | { allowed: false; present: Version };

/** What a new version from `validFrom` on means for those that are there. */
export function planVersion<Version extends DatedVersion>(
  versions: readonly Version[],
  validFrom: string,
): VersionPlan<Version> {
  const later = versions.find((version) => version.validFrom >= validFrom);
  if (later !== undefined) return { allowed: false, present: later };
  const open = versions.find(({ validTo }) => validTo === null || validTo >= validFrom);
  return {
    allowed: true,
    closes: open === undefined ? null : { version: open, endsOn: addDays(validFrom, -1) },
  };
}

/** The version in force on a day, null when there is none. */
export function versionOn<Version extends DatedVersion>(
  versions: readonly Version[],
  day: string,
): Version | null {
  return (
    versions.find(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo)) ??
    null
  );
}
