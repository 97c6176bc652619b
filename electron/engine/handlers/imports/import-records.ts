import type { CreditRecord, CreditRecordContent } from '#shared/domain/entities.ts';
import {
  isShownAnyway,
  recordNaturalKey,
  withKeptPublicity,
  withPublicity,
} from '#shared/domain/forms/read-record.ts';
import type { RuleTable } from '#shared/domain/rule-table.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createFormerNames } from '../../db/repositories/body-changes.ts';
import { createCatalogueReader } from '../../db/repositories/catalogue.ts';
import { createRuleReader } from '../../db/repositories/dated-rules.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createRecordReader, createRecordRepository } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { type RecordsContext, recordsLayout } from '../../excel/layouts/records.ts';
import { absentFields, differencesOf, keepAbsent } from './differences.ts';
import { type Importer, keepsPresent, type WrittenRow } from './importer.ts';

/**
 * Finds the record that a row means. Document numbers are typed in many ways, so the records of a body are compared
 * by the layout's natural key, each body's read once. Only identifiers are kept: a ledger can be long.
 */
const openLookUp = (db: ReadDb) => {
  const records = createRecordReader(db);
  const byBody = new Map<string, Map<string, string>>();
  const ofBody = (uscc: string): Map<string, string> => {
    let known = byBody.get(uscc);
    if (known === undefined) {
      known = new Map();
      const revoked = new Map<string, string>();
      for (const record of records.stream({ bodyUscc: uscc })) {
        const key = recordNaturalKey(record);
        // Newest decision first: an older version of the same record never hides the current one.
        const found = record.status === 'revoked' ? revoked : known;
        if (!found.has(key)) found.set(key, record.id);
      }
      // What was withdrawn and has no successor is known too: the same ledger sent again must not bring it back.
      for (const [key, id] of revoked) if (!known.has(key)) known.set(key, id);
      byBody.set(uscc, known);
    }
    return known;
  };
  return {
    /** Identifier of the record with this key. */
    find: (bodyUscc: string, key: string): string | null => ofBody(bodyUscc).get(key) ?? null,
    remember: (record: CreditRecord, key: string): void => {
      ofBody(record.bodyUscc).set(key, record.id);
    },
  };
};

/** Remark on a record whose newer version came in by an import. */
const supersededRemark = '已由导入的新版本替代';

/** Fields that the ledger's columns stand for, where the two are called differently. */
const fieldOfColumn = {
  item: 'catalogueItem',
  fact: 'factSummary',
  amount: 'amountFen',
  persons: 'responsiblePersons',
  rectification: 'rectificationStatus',
  repair: 'repairStatus',
} as const;

/** What stands in the place of a record: the columns that the ledger does not carry stay as the database knows them. */
const replacing = (
  present: CreditRecord,
  row: CreditRecordContent,
  rules: RuleTable,
  absent: ReadonlySet<string>,
): CreditRecordContent => {
  const { title, disclosureLevel } = present;
  const read = keepAbsent<CreditRecordContent>(row, present, absent);
  return {
    ...withKeptPublicity({ ...read, title, disclosureLevel }, present, rules, isShownAnyway(present, rules)),
    status: present.status,
    rectifyDueOn: present.rectifyDueOn,
    rectifiedOn: present.rectifiedOn,
    objectionFiledOn: present.objectionFiledOn,
    objectionDueOn: present.objectionDueOn,
    objectionClosedOn: present.objectionClosedOn,
  };
};

/** Like the look-up of an import, for single rows: of a body only the document numbers of one catalogue item are read. */
const openFinder = (db: ReadDb) => {
  const records = createRecordReader(db);
  const byItem = new Map<string, Map<string, string>>();
  return ({ bodyUscc, catalogueItem }: CreditRecordContent, key: string): string | null => {
    const item = `${bodyUscc}|${catalogueItem}`;
    let known = byItem.get(item);
    if (known === undefined) {
      known = new Map();
      for (const { id, documentNo, officialId } of records.keysOfItem(bodyUscc, catalogueItem).toReversed()) {
        known.set(recordNaturalKey({ bodyUscc, catalogueItem, documentNo, officialId }), id);
      }
      byItem.set(item, known);
    }
    return known.get(key) ?? null;
  };
};

/** W4 政务失信记录台账. */
export const recordsImporter: Importer<CreditRecordContent, RecordsContext> = {
  layout: recordsLayout,
  countsByState: true,
  buildContext(db, { today }) {
    const bodies = createBodyReader(db);
    const names = new Map<string, string | null>();
    const nameOf = (uscc: string): string | null => {
      let name = names.get(uscc);
      if (name === undefined) {
        name = bodies.findByUscc(uscc)?.name ?? null;
        names.set(uscc, name);
      }
      return name;
    };
    return {
      officeName: createOfficeReader(db).get().name,
      catalogue: createCatalogueReader(db).list(),
      bodyName: nameOf,
      formerNames: createFormerNames(db),
      today,
      rules: createRuleReader(db).table,
    };
  },
  describeContext: () => ({}),
  openDuplicateCheck(db) {
    const { find } = openLookUp(db);
    return (row, key) => find(row.bodyUscc, key ?? recordNaturalKey(row)) !== null;
  },
  openComparison(db, context) {
    const records = createRecordReader(db);
    const rules = createRuleReader(db).table;
    const absent = absentFields(context, fieldOfColumn);
    const find = openFinder(db);
    return (row, naturalKey) => {
      const known = find(row, naturalKey ?? recordNaturalKey(row));
      const before = known === null ? null : records.find(known);
      if (before === null) return null;
      return { table: 'creditRecords', before, after: replacing(before, row, rules, absent) };
    };
  },
  openWriter(tx, context) {
    const absent = absentFields(context, fieldOfColumn);
    const records = createRecordRepository(tx);
    const rules = createRuleReader(tx).table;
    const lookUp = openLookUp(tx);

    const written = (
      record: CreditRecord,
      outcome: WrittenRow['outcome'],
      previous: CreditRecord | null,
    ): WrittenRow => ({
      table: 'credit_records',
      rowId: record.id,
      revision: record.revision,
      contentHash: record.contentHash,
      outcome,
      previous,
    });
    const insert = (content: CreditRecordContent, key: string): WrittenRow => {
      const record = records.insert(content);
      lookUp.remember(record, key);
      return written(record, 'inserted', null);
    };

    return {
      write(row, policy, naturalKey) {
        const key = naturalKey ?? recordNaturalKey(row);
        const known = lookUp.find(row.bodyUscc, key);
        const present = known === null ? null : records.find(known);
        if (present === null) return [insert(withPublicity(row, rules), key)];
        if (keepsPresent(tx, present, policy)) return [];
        const kept = replacing(present, row, rules, absent);
        // A version that says nothing new is none.
        if (policy === 'version' && differencesOf(present, kept).length > 0) {
          const { row: old } = records.update(present.id, {
            ...present,
            status: 'revoked',
            remarks: present.remarks === null ? supersededRemark : `${present.remarks}；${supersededRemark}`,
          });
          return [written(old, 'updated', present), insert(withPublicity(row, rules), key)];
        }
        const { row: record, changed } = records.update(present.id, kept);
        return [written(record, changed ? 'updated' : 'unchanged', present)];
      },
    };
  },
};
