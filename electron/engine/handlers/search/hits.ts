/** A row as a hit of the search: what is shown of it, and where in that the searched text stands. */
import type { OperationOutput } from '#shared/contract/client.ts';
import type { SearchKind } from '#shared/contract/operations/search.ts';
import { findPart } from '#shared/domain/search-text.ts';
import { ledgerNamed } from '#shared/ledgers/ledgers.ts';
import { searchTextOf } from '#shared/ledgers/values.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createBodyChangeReader } from '../../db/repositories/body-changes.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import { createEvidenceReader } from '../../db/repositories/evidence.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';

export type Hit = OperationOutput<'search.hits'>['rows'][number];
type MarkedText = Hit['title'];
/** Kinds that are rows of a table. */
export type RowKind = Exclude<SearchKind, 'indicator'>;

const mark = (text: string, wanted: string): MarkedText => ({ text, part: findPart(text, wanted) });

/** Characters that an excerpt shows before the match, and in all. */
const before = 12;
const shown = 60;

/** The first text that holds what was searched for, cut to what surrounds it. */
const excerptOf = (texts: readonly (string | null)[], wanted: string): MarkedText | null => {
  for (const text of texts) {
    const part = text === null ? null : findPart(text, wanted);
    if (text === null || part === null) continue;
    const from = text.length <= shown ? 0 : Math.max(0, part.at - before);
    const to = Math.min(text.length, Math.max(from + shown, part.at + part.length));
    const head = from > 0 ? '…' : '';
    return {
      text: head + text.slice(from, to) + (to < text.length ? '…' : ''),
      part: { at: part.at - from + head.length, length: part.length },
    };
  }
  return null;
};

interface Shown {
  title: string;
  details: readonly (string | null)[];
  texts?: readonly (string | null)[];
  target: Hit['target'];
}

export const hitOf = (key: string, wanted: string, { title, details, texts = [], target }: Shown): Hit => {
  const marked = mark(title, wanted);
  const detail = mark(details.filter((part) => part !== null && part !== '').join(' · '), wanted);
  return {
    key,
    title: marked,
    detail,
    excerpt: marked.part === null && detail.part === null ? excerptOf(texts, wanted) : null,
    target,
  };
};

/** Looks up rows by id and says what is shown of each; a row that is gone gives no hit. */
export const createHits = (db: ReadDb, wanted: string) => {
  const bodies = createBodyReader(db);
  const officials = createOfficialReader(db);
  const records = createRecordReader(db);
  const ledgerRows = createLedgerReader(db);
  const evidence = createEvidenceReader(db);
  const nameOf = (uscc: string | null): string | null => (uscc === null ? null : bodies.nameOf(uscc));

  const ownerOf = (ownerType: string, ownerId: string): Pick<Shown, 'target' | 'details'> | null => {
    switch (ownerType) {
      case 'record': {
        const record = records.find(ownerId);
        if (record === null) return null;
        return {
          target: { kind: 'record', id: record.id },
          details: [record.title || record.documentNo, nameOf(record.bodyUscc)],
        };
      }
      case 'ledgerRow': {
        const row = ledgerRows.find(ownerId);
        if (row === null) return null;
        return {
          target: { kind: 'ledger', ledger: row.ledger, id: row.id },
          details: [ledgerNamed(row.ledger)?.title ?? row.ledger, row.title ?? row.number],
        };
      }
      case 'official': {
        const official = officials.findShown(ownerId);
        return official === null
          ? null
          : {
              target: { kind: 'official', id: official.id },
              details: [official.name, nameOf(official.bodyUscc)],
            };
      }
      case 'body': {
        const body = bodies.find(ownerId);
        return body === null ? null : { target: { kind: 'body', uscc: body.uscc }, details: [body.name] };
      }
      default: {
        const entry = createEntryReader(db).find(ownerId);
        if (entry === null) return null;
        const { cycleCode, bodyUscc, leaf, item, role } = entry;
        return {
          target: { kind: 'entry', cycle: cycleCode, unit: bodyUscc, leaf, item, role },
          details: [nameOf(bodyUscc), cycleCode, leaf],
        };
      }
    }
  };

  const shownOf: Record<RowKind, (id: string) => Shown | null> = {
    body(id) {
      const body = bodies.find(id);
      if (body === null) return null;
      const former = createBodyChangeReader(db)
        .formerNames(body.uscc)
        .map(({ name }) => `曾用名 ${name}`);
      return {
        title: body.name,
        details: [body.shortName, body.uscc],
        texts: former,
        target: { kind: 'body', uscc: body.uscc },
      };
    },
    official(id) {
      const official = officials.findShown(id);
      if (official === null) return null;
      const { name, bodyUscc, post, fileNo } = official;
      return {
        title: name,
        details: [nameOf(bodyUscc), post],
        texts: [fileNo],
        target: { kind: 'official', id },
      };
    },
    record(id) {
      const record = records.find(id);
      if (record === null) return null;
      const { title, documentNo, decisionDate, bodyUscc, factSummary, issuingOrgan } = record;
      return {
        title: title || documentNo,
        details: [documentNo, decisionDate, nameOf(bodyUscc)],
        texts: [factSummary, issuingOrgan],
        target: { kind: 'record', id },
      };
    },
    ledger(id) {
      const row = ledgerRows.find(id);
      if (row === null) return null;
      const definition = ledgerNamed(row.ledger);
      return {
        title: row.title || row.number || (definition?.noun ?? row.ledger),
        details: [definition?.title ?? row.ledger, row.number, row.happenedOn, nameOf(row.bodyUscc)],
        texts: definition === null ? [] : searchTextOf(definition, row.details).split('\n'),
        target: { kind: 'ledger', ledger: row.ledger, id },
      };
    },
    evidence(id) {
      const file = evidence.find(id);
      if (file === null) return null;
      const owner = ownerOf(file.ownerType, file.ownerId);
      if (owner === null) return null;
      return {
        ...owner,
        title: file.fileName,
        texts: [file.documentNo, file.description],
      };
    },
  };

  return (kind: RowKind, ids: readonly string[]): Hit[] =>
    ids.flatMap((id) => {
      const row = shownOf[kind](id);
      return row === null ? [] : [hitOf(id, wanted, row)];
    });
};
