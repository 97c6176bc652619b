/** 信用目录: looked through, added to, changed from a day on, ended. */
import type { catalogueOperations } from '#shared/contract/operations/catalogue.ts';
import { planVersion } from '#shared/domain/dated-versions.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { CatalogueItem } from '#shared/domain/entities.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createCatalogueReader, createCatalogueRepository } from '../../db/repositories/catalogue.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';

/** Documents that praise or promise: they establish no dishonesty. */
const notEffective: ReadonlySet<string> = new Set(['commendation', 'pledge']);

/** @throws AppError `catalogue.unknown` */
const requireNewest = (versions: readonly CatalogueItem[], code: string): CatalogueItem => {
  const newest = versions.at(-1);
  if (newest === undefined) throw new AppError('catalogue.unknown', { code });
  return newest;
};

type Form = Omit<CatalogueItem, 'code' | 'validTo'>;

/** @throws AppError `catalogue.notEffective`, `catalogue.petition` */
const requireLawful = (item: Form, legislationConfirmed: boolean): void => {
  if (item.polarity !== 'negative') return;
  if (item.documentTypes.some((type) => notEffective.has(type)))
    throw new AppError('catalogue.notEffective', {});
  if (/信访|上访/.test(item.name) && !legislationConfirmed) throw new AppError('catalogue.petition', {});
};

/** The next code of its kind: `BN-113` after `BN-112`. */
const nextCode = (all: readonly CatalogueItem[], { subjectType, polarity }: Form): string => {
  const kind = `${subjectType === 'body' ? 'B' : 'O'}${polarity === 'negative' ? 'N' : 'P'}`;
  const taken = all.flatMap(({ code }) => {
    const [start, number] = code.split('-');
    return start === kind && number !== undefined && /^\d+$/.test(number) ? [Number(number)] : [];
  });
  return `${kind}-${String(Math.max(0, ...taken) + 1).padStart(3, '0')}`;
};

const includes = (item: CatalogueItem, text: string): boolean =>
  [item.code, item.name, item.legalBasis].some((part) => part.includes(text));

export const catalogueHandlers: HandlersOf<typeof catalogueOperations> = {
  'catalogue.items': ({ db, now }, { on, all, subjectType, polarity, text }) => {
    const today = dayInChina(now());
    const catalogue = createCatalogueReader(db);
    const every = catalogue.list();
    const versions = new Map<string, CatalogueItem[]>();
    for (const item of every) versions.set(item.code, [...(versions.get(item.code) ?? []), item]);
    const chosen = all
      ? [...versions.values()].flatMap((items) => items.at(-1) ?? [])
      : catalogue.listAt(on ?? today);
    const items = chosen.filter(
      (item) =>
        (subjectType === undefined || item.subjectType === subjectType) &&
        (polarity === undefined || item.polarity === polarity) &&
        (text === undefined || includes(item, text)),
    );
    return {
      today,
      items: items.map((item) => ({ ...item, versions: versions.get(item.code)?.length ?? 1 })),
    };
  },

  'catalogue.read': ({ db }, { code }) => {
    const catalogue = createCatalogueReader(db);
    const versions = catalogue.versions(code);
    return { versions: versions.toReversed(), records: catalogue.recordsOf(code) };
  },

  'catalogue.put': (context, { code: present, item: form, legislationConfirmed }) => {
    requireLawful(form, legislationConfirmed);
    return context.write((tx) => {
      const catalogue = createCatalogueRepository(tx);
      const all = catalogue.list();
      const code = present ?? nextCode(all, form);
      const versions = all.filter((item) => item.code === code);
      if (present !== null) {
        const { name, subjectType, polarity } = requireNewest(versions, code);
        if (subjectType !== form.subjectType || polarity !== form.polarity) {
          throw new AppError('catalogue.subjectFixed', { item: name });
        }
      }
      const namesake = all.find(
        (item) =>
          item.code !== code &&
          item.name === form.name &&
          item.subjectType === form.subjectType &&
          (item.validTo === null || item.validTo >= form.validFrom),
      );
      if (namesake !== undefined)
        throw new AppError('catalogue.nameTaken', { name: form.name, code: namesake.code });
      const plan = planVersion(versions, form.validFrom);
      if (!plan.allowed) {
        throw new AppError('catalogue.overlaps', { item: form.name, present: plan.present.validFrom });
      }
      if (plan.closes !== null) catalogue.setEnd(plan.closes.version, plan.closes.endsOn);
      catalogue.add({ ...form, code, validTo: null });
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'catalogue.put',
        subject: code,
        details: { validFrom: form.validFrom },
      });
      return { code, previousEndsOn: plan.closes?.endsOn ?? null };
    });
  },

  'catalogue.end': (context, { code, lastDay }) =>
    context.write((tx) => {
      const catalogue = createCatalogueRepository(tx);
      const newest = requireNewest(catalogue.versions(code), code);
      if (newest.validTo !== null) {
        throw new AppError('catalogue.ended', { item: newest.name, lastDay: newest.validTo });
      }
      if (lastDay < newest.validFrom) {
        throw new AppError('catalogue.endsTooEarly', { item: newest.name, validFrom: newest.validFrom });
      }
      catalogue.setEnd(newest, lastDay);
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'catalogue.end',
        subject: code,
        details: { day: lastDay },
      });
      return {};
    }),
};
