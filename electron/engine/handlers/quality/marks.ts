/** What no condition on a single row can tell: duplicates, and codes whose check digits do not hold. */
import { officeLevels } from '#shared/domain/code-lists.ts';
import type { QualityKind } from '#shared/domain/quality-kinds.ts';
import { checkRegionCode, officeLevelOfRegion } from '#shared/domain/region-code.ts';
import type { RegionTable } from '#shared/domain/region-table.ts';
import { coreName } from '#shared/domain/similar-names.ts';
import { checkUscc } from '#shared/domain/uscc.ts';
import type { CodedBody, QualityMark } from '../../db/repositories/quality.ts';

/** A mark, and the unit under which it is counted. */
export type UnitMark = QualityMark & { uscc: string };

/** Wrong codes of a body. */
export const codeMarks = (body: CodedBody, regions: RegionTable): UnitMark[] => {
  const { uscc, regionCode, adminLevel } = body;
  const mark = (kind: QualityKind, ...says: string[]): UnitMark => ({ kind, subjectId: uscc, uscc, says });
  const marks: UnitMark[] = [];
  if (!checkUscc(uscc).valid) marks.push(mark('body.codeWrong', uscc));
  if (!checkRegionCode(regionCode).valid) return [...marks, mark('body.regionWrong', regionCode)];
  if (regions.unknownPart(regionCode) !== null) {
    marks.push(mark('body.regionUnknown', regionCode, String(regions.year)));
  }
  const level = officeLevelOfRegion(regionCode);
  if (level !== null && level !== adminLevel) {
    marks.push(mark('body.levelDiffers', officeLevels[adminLevel], officeLevels[level]));
  }
  return marks;
};

/** Open bodies of one level whose names differ only in what people leave out. */
export const similarNameMarks = (open: readonly CodedBody[]): UnitMark[] => {
  const alike = new Map<string, CodedBody[]>();
  for (const body of open) {
    const key = `${body.adminLevel} ${coreName(body.name)}`;
    const known = alike.get(key);
    if (known === undefined) alike.set(key, [body]);
    else known.push(body);
  }
  return [...alike.values()]
    .filter((bodies) => bodies.length > 1)
    .flatMap((bodies) =>
      bodies.map(({ uscc }) => ({
        kind: 'body.similarName' as const,
        subjectId: uscc,
        uscc,
        says: [
          bodies
            .filter((other) => other.uscc !== uscc)
            .map(({ name }) => name)
            .join('、'),
        ],
      })),
    );
};

/** Every record of a group is marked with how many there are. */
export const doubleRecordMarks = (uscc: string, groups: readonly (readonly string[])[]): UnitMark[] =>
  groups.flatMap((ids) =>
    ids.map((id) => ({ kind: 'record.duplicate' as const, subjectId: id, uscc, says: [String(ids.length)] })),
  );

/** Each registration of a person is marked with the units of the others. */
export const doubleOfficialMarks = (
  people: readonly { ids: readonly string[]; names: readonly string[]; units: readonly string[] }[],
): UnitMark[] =>
  people.flatMap(({ ids, names, units }) =>
    ids.map((id, index) => ({
      kind: 'official.duplicate' as const,
      subjectId: id,
      uscc: units[index] ?? '',
      says: [[...new Set(names.filter((_, other) => other !== index))].join('、')],
    })),
  );
