/** Who reports to this office, through whom, and how far each has come with a cycle. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { packageOperations } from '#shared/contract/operations/packages.ts';
import type { EnrolledOffice } from '#shared/domain/entities.ts';
import { createEnrolledOfficeReader } from '../../db/repositories/enrolled-offices.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createPackageReader, type PackagePassage } from '../../db/repositories/packages.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { requireCycle } from '../cycles.ts';
import { isAbove } from './office-levels.ts';

type NetworkOffice = OperationOutput<'offices.network'>['offices'][number];
type State = NetworkOffice['state'];

/** Offices in the order of a tree, parents first; a wrong circle of parents ends up at the top level. */
const inTreeOrder = (offices: readonly EnrolledOffice[]): { office: EnrolledOffice; depth: number }[] => {
  const children = new Map<string | null, EnrolledOffice[]>();
  for (const office of offices)
    children.set(office.parentId, [...(children.get(office.parentId) ?? []), office]);
  const ordered: { office: EnrolledOffice; depth: number }[] = [];
  const placed = new Set<string>();
  const place = (office: EnrolledOffice, depth: number): void => {
    if (placed.has(office.id)) return;
    placed.add(office.id);
    ordered.push({ office, depth });
    for (const child of children.get(office.id) ?? []) place(child, depth + 1);
  };
  for (const office of children.get(null) ?? []) place(office, 1);
  for (const office of offices) place(office, 1);
  return ordered;
};

/** The last submission of an office and the last return to it, each by its place in the list, newest first. */
const lastPassages = (passages: readonly PackagePassage[], office: string, own: boolean) => {
  const submissions = passages.filter(
    ({ kind, direction, sender }) =>
      kind === 'submission' && direction === (own ? 'sent' : 'received') && sender === office,
  );
  const isReturn = ({ kind, direction, receiver }: PackagePassage): boolean =>
    kind === 'return' && (own ? direction === 'received' : direction === 'sent' && receiver === office);
  const [submission] = submissions;
  const returned = passages.find(isReturn);
  const wentBack =
    returned !== undefined &&
    (submission === undefined || passages.indexOf(returned) < passages.indexOf(submission));
  return { submission: submission ?? null, returned: wentBack ? returned : null, count: submissions.length };
};

export const networkHandlers: HandlersOf<Pick<typeof packageOperations, 'offices.network'>> = {
  'offices.network': ({ db }, { cycle }) => {
    requireCycle(db, cycle);
    const office = createOfficeReader(db).get();
    const every = createEnrolledOfficeReader(db).list();
    // The office above is enrolled too, so that its returns are accepted; it does not report to us.
    const enrolled = every.filter(({ level }) => !isAbove(level, office.level));
    const packages = createPackageReader(db);
    const passages = packages.ofCycle(cycle);
    const openConflicts = packages.openConflicts();
    const owners = createEntryReader(db).owners(cycle);
    const byId = new Map(enrolled.map((one) => [one.id, one]));
    const submitted = new Set(
      passages.filter(({ direction }) => direction === 'received').map(({ sender }) => sender),
    );

    /** The nearest office above that has sent a package, if the values of this one came with it. */
    const carrierOf = (one: EnrolledOffice): string | null => {
      if (!owners.has(one.id)) return null;
      const walked = new Set<string>([one.id]);
      for (let above = one.parentId; above !== null && !walked.has(above); ) {
        if (submitted.has(above)) return byId.get(above)?.name ?? null;
        walked.add(above);
        above = byId.get(above)?.parentId ?? null;
      }
      return null;
    };

    const viewOf = (one: EnrolledOffice, depth: number): NetworkOffice => {
      const { submission, returned, count } = lastPassages(passages, one.id, false);
      const conflicts = openConflicts.get(one.id) ?? 0;
      const through = submission === null ? carrierOf(one) : null;
      const state: State =
        returned !== null
          ? 'returned'
          : submission === null && through === null
            ? 'notReported'
            : conflicts > 0
              ? 'reported'
              : 'accepted';
      const basis = returned ?? submission;
      return {
        id: one.id,
        parentId: one.parentId,
        depth,
        own: false,
        name: one.name,
        regionCode: one.regionCode,
        level: one.level,
        revoked: one.revokedAt !== null,
        state,
        package: basis === null ? null : { sha256: basis.sha256, at: basis.recordedAt },
        through,
        conflicts,
        packages: count,
      };
    };

    const ours = lastPassages(passages, office.id, true);
    const ownBasis = ours.returned ?? ours.submission;
    const below = inTreeOrder(enrolled).map(({ office: one, depth }) => viewOf(one, depth));
    const totals = { notReported: 0, reported: 0, returned: 0, accepted: 0 };
    for (const { state } of below) totals[state] += 1;
    return {
      offices: [
        {
          id: office.id,
          parentId: null,
          depth: 0,
          own: true,
          name: office.name,
          regionCode: office.regionCode,
          level: office.level,
          revoked: false,
          state: ours.returned !== null ? 'returned' : ours.submission !== null ? 'reported' : 'notReported',
          package: ownBasis === null ? null : { sha256: ownBasis.sha256, at: ownBasis.recordedAt },
          through: null,
          conflicts: 0,
          packages: ours.count,
        },
        ...below,
      ],
      above: every
        .filter((one) => !enrolled.includes(one))
        .map(({ id, name, revokedAt }) => ({ id, name, revoked: revokedAt !== null })),
      totals,
    };
  },
};
