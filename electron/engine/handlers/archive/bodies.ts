/** 单位: finding bodies, looking at one, registering and changing them. */
import { z } from 'zod';
import type { bodyOperations } from '#shared/contract/operations/bodies.ts';
import { wouldBeItsOwnSuperior } from '#shared/domain/body-tree.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import type { Body, BodyContent } from '#shared/domain/entities.ts';
import { bodyFields } from '#shared/domain/forms/field-titles.ts';
import { readBody } from '#shared/domain/forms/read-body.ts';
import { TypedFields } from '#shared/domain/forms/typed-fields.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { maskPersonal } from '../../db/identity-vault.ts';
import {
  type BodyConditions,
  type BodyOutline,
  createBodyReader,
  createBodyRepository,
} from '../../db/repositories/bodies.ts';
import { createNamesOfThen, createSuperiorsOfThen } from '../../db/repositories/body-changes.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import { createRunReader } from '../../db/repositories/runs.ts';
import type { ReadDb } from '../../db/transaction.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { documentOf, requireModel } from '../models.ts';
import { given, nextCursor, readCursor } from '../paging.ts';
import { currentRegionTable } from '../regions/current-table.ts';
import { isOwn, noteChange, requireCurrent } from './changes.ts';
import { openSimilarBodies } from './similar-bodies.ts';

const masked = <B extends BodyContent>(body: B): B => ({
  ...body,
  phone: body.phone === null ? null : maskPersonal(body.phone),
});

const sortedBy = {
  uscc: () => 0,
  records: (a: Counted, b: Counted) => a.records - b.records,
  // As in a Chinese dictionary: by pronunciation.
  name: (a: Counted, b: Counted) => byName.compare(a.name, b.name),
};
type Counted = BodyOutline & { records: number };
const byName = new Intl.Collator('zh-Hans-CN', { numeric: true });

/** @throws AppError `body.unknown` */
export const requireBody = (db: ReadDb, uscc: string): Body => {
  const body = createBodyReader(db).findByUscc(uscc);
  if (body === null) throw new AppError('body.unknown', { uscc });
  return body;
};

/** The bodies above one, from the top down; a circle ends where it closes. */
const superiorsOf = (db: ReadDb, { uscc, parentUscc }: Body): { uscc: string; name: string }[] => {
  const bodies = createBodyReader(db);
  const above: { uscc: string; name: string }[] = [];
  const seen = new Set([uscc]);
  for (let next = parentUscc; next !== null && !seen.has(next); ) {
    seen.add(next);
    const superior = bodies.findByUscc(next);
    if (superior === null) break;
    above.unshift({ uscc: superior.uscc, name: superior.name });
    next = superior.parentUscc;
  }
  return above;
};

/** A stored score, which has ten decimals, as it is published: at least two, no further zeros. */
const shownScore = (score: string | null): string | null =>
  score === null ? null : score.replace(/(\.\d\d\d*?)0+$/, '$1');

/** The body in every stored run, newest first. */
export const scoresOf = (db: ReadDb, uscc: string) => {
  const cycles = new Map(
    createCycleReader(db)
      .list()
      .map(({ code, name }) => [code, name]),
  );
  const lines = createRunReader(db).ofSubject(uscc);
  const models = new Map<string, ReturnType<typeof documentOf>>();
  const modelOf = (code: string, version: string) => {
    const key = `${code} ${version}`;
    const model = models.get(key) ?? documentOf(requireModel(db, code, version));
    models.set(key, model);
    return model;
  };
  const kindOf = ({ cycleCode, modelCode }: { cycleCode: string; modelCode: string }) =>
    `${cycleCode} ${modelCode}`;
  const chosen = new Map<string, string>();
  for (const { head } of lines) if (head.official) chosen.set(kindOf(head), head.id);
  for (const { head } of lines) if (!chosen.has(kindOf(head))) chosen.set(kindOf(head), head.id);
  return lines.map(({ head, line, subjects }) => {
    const model = modelOf(head.modelCode, head.modelVersion);
    return {
      run: head.id,
      cycle: head.cycleCode,
      cycleName: cycles.get(head.cycleCode) ?? head.cycleCode,
      modelCode: head.modelCode,
      modelName: model.name,
      createdAt: head.createdAt,
      counts: chosen.get(kindOf(head)) === head.id,
      status: line.status,
      score: shownScore(line.score),
      gradeName: model.grades.find(({ code }) => code === line.grade)?.name ?? null,
      rank: line.rank,
      groupRank: line.groupRank,
      subjects,
    };
  });
};

/** Reads the form of a body as typed, with everything that the other bodies say about it. */
const readForm = (db: ReadDb, present: Body | null, form: Readonly<Record<string, string>>) => {
  const bodies = createBodyReader(db);
  const stored = present?.phone ?? null;
  const untouched = stored !== null && form.phone === maskPersonal(stored);
  const fields = new TypedFields(untouched ? { ...form, phone: stored } : form, bodyFields);
  const { value, naturalKey: uscc } = readBody(fields, { regions: currentRegionTable(db) });
  if (uscc !== null && present !== null && uscc !== present.uscc) {
    fields.report('error', 'body.codeFixed', { uscc: present.uscc }, 'uscc');
  }
  const namesake = uscc === null || present !== null ? null : bodies.findByUscc(uscc);
  if (namesake !== null) fields.report('error', 'body.exists', { name: namesake.name }, 'uscc');
  const parentUscc = value?.parentUscc ?? null;
  if (parentUscc !== null && bodies.findByUscc(parentUscc) === null) {
    fields.report('error', 'body.parentUnknown', { uscc: parentUscc }, 'parentUscc');
  } else if (value !== null && parentUscc !== value.uscc) {
    const parentOf = (code: string) => bodies.findByUscc(code)?.parentUscc ?? null;
    if (wouldBeItsOwnSuperior(value.uscc, parentUscc, parentOf)) {
      fields.report('error', 'body.parentCycle', {}, 'parentUscc');
    }
  }
  const renamed = value !== null && value.name !== present?.name;
  const similar = renamed && namesake === null ? openSimilarBodies(db)(value) : null;
  if (similar !== null) fields.report('warning', 'body.similarName', { ...similar }, 'name');
  const findings: Finding[] = fields.findings;
  return { value: fields.refused ? null : value, findings };
};

/** The bodies in use on a day, with the names and superiors of then. */
const outlinesOn = (db: ReadDb, day: string): BodyOutline[] => {
  const nameOfThen = createNamesOfThen(db);
  const superiorOfThen = createSuperiorsOfThen(db);
  return createBodyReader(db)
    .outlines()
    .filter(({ validFrom, validTo }) => (validFrom ?? day) <= day && day <= (validTo ?? day))
    .map((body) => {
      const name = nameOfThen(body.uscc, day);
      const superior = superiorOfThen(body.uscc, day);
      return {
        ...body,
        ...(name === null ? {} : { name, shortName: null }),
        ...(superior === undefined ? {} : { parentUscc: superior }),
      };
    });
};

export const bodyHandlers: HandlersOf<typeof bodyOperations> = {
  'bodies.list': ({ db }, { cursor, limit }) => {
    const rows = createBodyReader(db).page({ limit, ...(cursor === null ? {} : { after: cursor }) });
    return { rows: rows.map(masked), next: nextCursor(rows, limit, (body) => body.uscc) };
  },

  'bodies.search': ({ db }, { cursor, limit, sort, descending, ...filter }) => {
    const bodies = createBodyReader(db);
    const records = createRecordReader(db);
    const from = readCursor(cursor, z.int().nonnegative()) ?? 0;
    // Sorted here and not in the database, which knows no Chinese order. There are thousands of bodies, not millions.
    const counts = sort === 'records' ? records.countsByBody() : null;
    const fitting: Counted[] = bodies
      .fitting(given(filter) as BodyConditions)
      .map((body) => ({ ...body, records: counts?.get(body.uscc) ?? 0 }));
    fitting.sort(sortedBy[sort]);
    if (descending) fitting.reverse();
    const officials = createOfficialReader(db);
    const rows = fitting.slice(from, from + limit).flatMap(({ uscc }) => {
      const body = bodies.findByUscc(uscc);
      if (body === null) return [];
      return [
        {
          ...masked(body),
          parentName: body.parentUscc === null ? null : bodies.nameOf(body.parentUscc),
          records: counts?.get(uscc) ?? records.count({ bodyUscc: uscc }),
          officials: officials.count(uscc),
        },
      ];
    });
    const end = from + rows.length;
    return { rows, next: end < fitting.length ? JSON.stringify(end) : null, total: fitting.length };
  },

  'bodies.tree': ({ db, now }, { on }) => {
    const bodies = on === undefined ? createBodyReader(db).outlines() : outlinesOn(db, on);
    const counts = createRecordReader(db).countsByBody();
    const parents = new Map(bodies.map(({ uscc, parentUscc }) => [uscc, parentUscc]));
    const parentOf = (uscc: string) => parents.get(uscc) ?? null;
    const today = on ?? dayInChina(now());
    return {
      bodies: bodies.map(({ uscc, name, shortName, bodyType, parentUscc, validTo }) => {
        const stands = parentUscc !== null && parents.has(parentUscc);
        const circle = stands && wouldBeItsOwnSuperior(uscc, parentUscc, parentOf);
        return {
          uscc,
          name,
          shortName,
          bodyType,
          parentUscc: stands && !circle ? parentUscc : null,
          records: counts.get(uscc) ?? 0,
          closed: validTo !== null && validTo < today,
        };
      }),
    };
  },

  'bodies.read': ({ db }, { uscc }) => {
    const body = requireBody(db, uscc);
    const records = createRecordReader(db);
    return {
      body: masked(body),
      own: isOwn(db, body),
      regionName: currentRegionTable(db).find(body.regionCode)?.path ?? null,
      superiors: superiorsOf(db, body),
      subordinates: createBodyReader(db).countBelow(uscc),
      officials: createOfficialReader(db).count(uscc),
      records: { total: records.count({ bodyUscc: uscc }), years: records.yearsOf(uscc) },
      scores: scoresOf(db, uscc),
    };
  },

  'bodies.check': ({ db }, { present, form }) => ({
    findings: readForm(db, present === null ? null : requireBody(db, present), form).findings,
  }),

  'bodies.put': (context, { present: code, baseRevision, form }) =>
    context.write((tx) => {
      const present = code === null ? null : requireBody(tx, code);
      if (present !== null) requireCurrent(tx, 'bodies', present, baseRevision, `“${present.name}”的资料`);
      const { value, findings } = readForm(tx, present, form);
      if (value === null) return { stored: false, findings, uscc: null };
      const bodies = createBodyRepository(tx);
      const { row, changed } =
        present === null ? { row: bodies.insert(value), changed: true } : bodies.update(present.id, value);
      if (changed) {
        noteChange(tx, context.actor, { action: 'bodies.put', table: 'bodies', previous: present, row });
      }
      return { stored: true, findings, uscc: row.uscc };
    }),
};
