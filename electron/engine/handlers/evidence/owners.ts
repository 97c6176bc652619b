/** What evidence can be added to, and why it cannot be added now. */
import { dayInChina } from '#shared/domain/dates.ts';
import type { EvidenceOwnerType } from '#shared/domain/evidence.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Finding } from '#shared/errors/finding.ts';
import { withdrawnState } from '#shared/ledgers/definition.ts';
import { describeFinding } from '#shared/words/zh-CN/index.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { createEntryReader } from '../../db/repositories/entries.ts';
import { createLedgerReader } from '../../db/repositories/ledger-rows.ts';
import { createOfficeReader } from '../../db/repositories/office.ts';
import { createOfficialReader } from '../../db/repositories/officials.ts';
import { createRecordReader } from '../../db/repositories/records.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { readStandings } from '../cycles/unit-standing.ts';
import { requireCycle } from '../cycles.ts';
import { entryLock } from '../entries/cell-locks.ts';
import { openUnit } from '../entries/unit-work.ts';

export interface Owner {
  ownerType: EvidenceOwnerType;
  ownerId: string;
}

/** Whether the owner is in the database, and why nothing can be added to it or taken off now; null when it can. */
type Look = (db: ReadDb, id: string, today: string) => { lock: Finding | null } | null;

const open = (row: object | null | undefined) => (row ? { lock: null } : null);

const looks: Record<EvidenceOwnerType, Look> = {
  record: (db, id) => {
    const record = createRecordReader(db).find(id);
    if (record === null) return null;
    const revoked: Finding = { code: 'evidence.recordRevoked', severity: 'error', params: {} };
    return { lock: record.status === 'revoked' ? revoked : null };
  },
  entry: (db, id, today) => {
    const entry = createEntryReader(db).find(id);
    if (entry === null) return null;
    if (entry.ownerOffice !== createOfficeReader(db).get().id) {
      return { lock: { code: 'entry.locked.otherOffice', severity: 'error', params: {} } };
    }
    if (entry.role === 'derived') return { lock: null };
    const cycle = requireCycle(db, entry.cycleCode);
    const { version, model } = openUnit(db, cycle, entry.bodyUscc);
    const standing = readStandings(db, cycle.code, entry.bodyUscc)(entry.bodyUscc);
    const leaf = model.leaves.get(entry.leaf) ?? null;
    return { lock: entryLock({ cycle, version, standing, today }, entry.role, leaf) };
  },
  official: (db, id) => open(createOfficialReader(db).findShown(id)),
  body: (db, id) => open(createBodyReader(db).find(id)),
  ledgerRow: (db, id) => {
    const row = createLedgerReader(db).find(id);
    if (row === null) return null;
    const withdrawn: Finding = { code: 'evidence.rowWithdrawn', severity: 'error', params: {} };
    return { lock: row.state === withdrawnState ? withdrawn : null };
  },
};

/** Why nothing can be added to the owner now; null when it can. @throws AppError `evidence.ownerUnknown` */
export const lockOf = (db: ReadDb, { ownerType, ownerId }: Owner, now: string): Finding | null => {
  const found = looks[ownerType](db, ownerId, dayInChina(now));
  if (found === null) throw new AppError('evidence.ownerUnknown', {});
  return found.lock;
};

/** @throws AppError `evidence.ownerUnknown`, `evidence.locked` */
export const requireUnlocked = (db: ReadDb, owner: Owner, now: string): void => {
  const lock = lockOf(db, owner, now);
  if (lock !== null) throw new AppError('evidence.locked', { reason: describeFinding(lock) });
};
