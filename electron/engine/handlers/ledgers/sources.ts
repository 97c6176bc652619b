/** What the ledgers look up: names, references and rules. */
import { comparable } from '#shared/domain/code-text.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { ClockSources } from '#shared/ledgers/clocks.ts';
import type { LedgerDefinition } from '#shared/ledgers/definition.ts';
import { type LedgerCode, ledgers } from '#shared/ledgers/ledgers.ts';
import type { Found, LedgerReadingContext } from '#shared/ledgers/read-ledger-form.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createRuleReader } from '../../db/repositories/dated-rules.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createOfficialReader, type ShownOfficial } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';

/** The definition of a ledger by its code. */
export const definitionOf = (code: LedgerCode): LedgerDefinition => ledgers[code];

/** The rules and the calendar by which clocks run: read when first asked for, once for each call of this function. */
export const clockSources = (db: ReadDb): ClockSources => {
  const reader = createRuleReader(db);
  return {
    get rules() {
      return reader.table;
    },
    get calendar() {
      return reader.calendar;
    },
  };
};

/** Refuses a ledger that is closed until the office enters a legal basis. @throws AppError `ledger.needsBasis` */
export const requireOpenLedger = (db: ReadDb, definition: LedgerDefinition): void => {
  if (definition.needsBasis !== true || createLedgerReader(db).basisOf(definition.code) !== null) return;
  throw new AppError('ledger.needsBasis', { ledger: definition.title });
};

type People = readonly ShownOfficial[];
/** More officials than any body has. */
const mostPeople = 100_000;

const isIdentifier = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

const only = <Thing>(found: readonly Thing[]): Found<Thing> => {
  const [first] = found;
  if (first === undefined) return 'unknown';
  return found.length > 1 ? 'several' : { is: first };
};

/**
 * Finds what the rows of a form or a workbook refer to: by identifier, as forms give it, or as people write it: an
 * official by name or file number, a record by its document number, another row by its number.
 * @param today `yyyy-mm-dd`
 */
export const openLedgerLookUps = (db: ReadDb, today: string): LedgerReadingContext => {
  const bodies = createBodyReader(db);
  const officials = createOfficialReader(db);
  const records = createRecordReader(db);
  const rows = createLedgerReader(db);
  const names = new Map<string, string | null>();
  const people = new Map<string, People>();
  let byName: ReadonlyMap<string, { uscc: string }[]> | null = null;
  const bodiesByName = (): NonNullable<typeof byName> => {
    byName ??= Map.groupBy(
      bodies
        .outlines()
        .flatMap(({ uscc, name, shortName }) => [
          { uscc, key: comparable(name) },
          ...(shortName === null || shortName === name ? [] : [{ uscc, key: comparable(shortName) }]),
        ]),
      ({ key }) => key,
    );
    return byName;
  };
  const peopleOf = (bodyUscc: string): People => {
    const known = people.get(bodyUscc) ?? officials.search({ bodyUscc }, mostPeople, null);
    people.set(bodyUscc, known);
    return known;
  };
  return {
    today,
    bodyName: (uscc) => {
      const known = names.get(uscc);
      if (known !== undefined) return known;
      const name = bodies.nameOf(uscc) ?? null;
      names.set(uscc, name);
      return name;
    },
    bodyNamed: (name) => only(bodiesByName().get(comparable(name)) ?? []),
    official: (text, bodyUscc) => {
      if (isIdentifier(text)) {
        const official = officials.findShown(text);
        return official === null ? 'unknown' : { is: official };
      }
      if (bodyUscc === null) return 'unknown';
      const here = peopleOf(bodyUscc);
      const byFile = here.filter(({ fileNo }) => fileNo === text);
      return only(byFile.length > 0 ? byFile : here.filter(({ name }) => name === text));
    },
    record: (text, bodyUscc) => {
      if (isIdentifier(text)) {
        const record = records.find(text);
        return record === null ? 'unknown' : { is: record };
      }
      const found = records.findByDocumentNo(text);
      return only(bodyUscc === null ? found : found.filter((record) => record.bodyUscc === bodyUscc));
    },
    row: (text, among) => {
      if (isIdentifier(text)) {
        const row = rows.find(text);
        return row !== null && among.includes(row.ledger) ? { is: row } : 'unknown';
      }
      return only(rows.findByNumber(text).filter(({ ledger }) => among.includes(ledger)));
    },
  };
};
