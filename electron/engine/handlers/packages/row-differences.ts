/** Two rows that speak of the same thing, side by side, in words by which a person knows what they are about. */
import type {
  Body,
  BodyChange,
  CheckExplanation,
  CreditRecord,
  Decision,
  Entry,
  Evidence,
  Official,
  OfficialFileItem,
  SyncFields,
} from '#shared/domain/entities.ts';
import { bodyChangeKinds, fileCategories } from '#shared/domain/subject-lists.ts';
import { type LedgerRow, valuesOf } from '#shared/ledgers/ledger-row.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import type { ModelDocument } from '#shared/model/definition.ts';
import type { ForeignTable } from '../../db/foreign-rows.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createCycleReader } from '../../db/repositories/cycles.ts';
import { createModelReader } from '../../db/repositories/models.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import type { Synced } from '../../db/repositories/synced-rows.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { outlineLeaves } from '../../excel/layouts/model-outline.ts';
import { documentOf } from '../models.ts';

type Scalar = string | number | boolean | null;
export type ConflictReason = 'twin' | 'diverged' | 'owner';

/** The stamp says nothing to a person; numbers of persons never travel, so theirs would always look erased. */
const notShown: ReadonlySet<string> = new Set([
  'id',
  'ownerOffice',
  'lineage',
  'revision',
  'contentHash',
  'updatedAt',
  'idNo',
  'phone',
  'naturalKey',
  'clocks',
  'personal',
  'about',
] satisfies (keyof SyncFields | keyof Official | keyof Body | keyof LedgerRow | keyof CheckExplanation)[]);

/** A row field by field; of a ledger row its values, and how many steps were taken. */
const fieldsOf = (row: object): Readonly<Record<string, Scalar>> => {
  if (!('details' in row)) return row as Record<string, Scalar>;
  const { details: _details, steps, ...rest } = row as LedgerRow;
  return {
    ...(rest as unknown as Record<string, Scalar>),
    ...valuesOf(row as LedgerRow),
    steps: steps.length,
  };
};

/** Every field in which two rows differ; all of theirs where we have none. */
export const differingFields = (
  ours: object | null,
  theirs: object,
): { field: string; ours: Scalar; theirs: Scalar }[] => {
  const before = fieldsOf(ours ?? {});
  return Object.entries(fieldsOf(theirs)).flatMap(([field, value]) => {
    const old = before[field] ?? null;
    return notShown.has(field) || old === value ? [] : [{ field, ours: old, theirs: value }];
  });
};

/** Why the merge rule left a row to a person. */
export const conflictReasonOf = (ours: SyncFields | null, theirs: SyncFields): ConflictReason => {
  if (ours === null || ours.id === theirs.id) {
    return ours !== null && ours.ownerOffice !== theirs.ownerOffice ? 'owner' : 'diverged';
  }
  return 'twin';
};

interface ModelWords {
  /** By code. */
  nodes: ReadonlyMap<string, string>;
  /** By `leaf item`. */
  items: ReadonlyMap<string, string>;
}

const noWords: ModelWords = { nodes: new Map(), items: new Map() };

const readWords = (model: ModelDocument): ModelWords => ({
  nodes: new Map(model.nodes.map(({ code, name }) => [code, name])),
  items: new Map(
    outlineLeaves(model).flatMap(({ node, items }) =>
      items.map(({ code, label }) => [`${node.code} ${code}`, label] as const),
    ),
  ),
});

/**
 * Names rows for a list.
 * @param arriving bodies that come with the package and may not be here yet
 */
export const createRowNaming = (db: ReadDb, arriving: readonly Pick<Body, 'uscc' | 'name'>[] = []) => {
  const bodies = createBodyReader(db);
  const cycles = createCycleReader(db);
  const models = createModelReader(db);
  const comingNames = new Map(arriving.map(({ uscc, name }) => [uscc, name]));
  const modelWords = new Map<string, ModelWords>();

  const bodyName = (uscc: string): string => bodies.findByUscc(uscc)?.name ?? comingNames.get(uscc) ?? uscc;

  /** How the forms of the model call its nodes and items; empty while the unit is not in the cycle. */
  const wordsOf = (cycle: string, uscc: string): ModelWords => {
    const unit = cycles.unit(cycle, uscc);
    if (unit === null) return noWords;
    const key = `${unit.modelCode} ${unit.modelVersion}`;
    const known = modelWords.get(key);
    if (known) return known;
    const model = models.find(unit.modelCode, unit.modelVersion);
    const words = model === null ? noWords : readWords(documentOf(model));
    modelWords.set(key, words);
    return words;
  };

  const titleOf = (table: ForeignTable, row: object): string => {
    switch (table) {
      case 'bodies':
      case 'officials':
      case 'cycles':
        return (row as Pick<Body | Official, 'name'>).name;
      case 'bodyChanges': {
        const { kind, effectiveOn } = row as BodyChange;
        return `${bodyChangeKinds[kind]} ${effectiveOn}`;
      }
      case 'officialFileItems': {
        const { officialId, category, happenedOn } = row as OfficialFileItem;
        const person = createOfficialReader(db).findShown(officialId)?.name;
        return [person, fileCategories[category], happenedOn].filter(Boolean).join(' ');
      }
      case 'creditRecords': {
        const { documentNo, title } = row as CreditRecord;
        return `${documentNo} ${title}`.trim();
      }
      case 'ledgerRows': {
        const { ledger, number, title, happenedOn } = row as LedgerRow;
        const named = [number, title].filter((part) => part !== null);
        return [ledgerNamed(ledger)?.noun ?? ledger, ...(named.length > 0 ? named : [happenedOn])].join(' ');
      }
      case 'evidence':
        return (row as Evidence).fileName;
      case 'entries': {
        const { cycleCode, bodyUscc, leaf, item } = row as Entry;
        const { nodes, items } = wordsOf(cycleCode, bodyUscc);
        return [leaf, nodes.get(leaf), '·', items.get(`${leaf} ${item}`) ?? item].filter(Boolean).join(' ');
      }
      case 'checkExplanations': {
        const { cycleCode, bodyUscc, leaf, item } = row as CheckExplanation;
        const { nodes, items } = wordsOf(cycleCode, bodyUscc);
        return [leaf, nodes.get(leaf), '·', items.get(`${leaf} ${item}`) ?? item].filter(Boolean).join(' ');
      }
      case 'decisions': {
        const { cycleCode, bodyUscc, code } = row as Decision;
        return [code, wordsOf(cycleCode, bodyUscc).nodes.get(code)].filter(Boolean).join(' ');
      }
    }
  };

  return (table: ForeignTable, row: Synced<object>) => {
    const { uscc, bodyUscc } = row as { uscc?: string; bodyUscc?: string | null };
    const about = bodyUscc ?? uscc;
    return {
      body: about === undefined ? null : { uscc: about, name: bodyName(about) },
      title: titleOf(table, row),
    };
  };
};
