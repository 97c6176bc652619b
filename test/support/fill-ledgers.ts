/**
 * Puts invented rows into the ledgers of a data folder, for pictures and measurements: every field by its kind, days
 * over the last two years, some matters finished, some late.
 *
 *   node test/support/fill-ledgers.ts DATA_FOLDER ROWS [LEDGER…]
 */
import { v7 as uuidv7 } from 'uuid';
import { openDatabase } from '#engine/db/open-database.ts';
import { createBodyReader } from '#engine/db/repositories/bodies.ts';
import { createLedgerRepository } from '#engine/db/repositories/ledger-rows.ts';
import { createOfficialReader } from '#engine/db/repositories/officials.ts';
import { createRecordReader } from '#engine/db/repositories/records.ts';
import type { ReadDb } from '#engine/db/transaction.ts';
import { clockSources } from '#engine/handlers/ledgers/sources.ts';
import { composeRow } from '#engine/handlers/ledgers/write-rows.ts';
import { addDays, dayInChina } from '#shared/domain/dates.ts';
import type { LedgerDefinition, LedgerField, LedgerValue } from '#shared/ledgers/definition.ts';
import { type LedgerCode, ledgerCodes, ledgers } from '#shared/ledgers/ledgers.ts';
import type { LedgerReading } from '#shared/ledgers/read-ledger-form.ts';

const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

/** A number that looks drawn by chance, the same for the same one (a step of Knuth's multiplicative hash). */
const mixed = (n: number): number => (((n + 1) * 2_654_435_761) % 4_294_967_296) >>> 7;

const phrases = [
  '道路硬化工程',
  '拖欠工程款',
  '采购公告超期',
  '安置补助发放',
  '信息公开答复',
  '招商奖补兑现',
];
const people = ['张三丰', '李四光', '王小明', '赵一曼'];

const inventValue = (field: LedgerField, key: string, n: number, day: string): LedgerValue => {
  const chance = mixed(n + key.length * 1_000);
  switch (field.kind) {
    case 'text': {
      const more = field.max > 60 ? `第 ${n} 号，已逐条登记、逐条办理、逐条销号` : '';
      return `（虚构）${pick(phrases, chance)}${more}`.slice(0, field.max);
    }
    case 'code':
      return `示〔2026〕${n}号`;
    case 'date':
      return addDays(day, chance % 40);
    case 'count':
      return chance % Math.min((field.max ?? 90) + 1, 90);
    case 'money':
      return (chance % 90_000) * 10_000;
    case 'choice':
      return pick(Object.keys(field.list), chance);
    case 'yesNo':
      return n % 5 === 0;
    case 'personal':
      return pick(people, n);
  }
};

/** Every third row is finished: its later days are filled too. Every fourth is of the last three weeks. */
const inventValues = (
  definition: LedgerDefinition,
  n: number,
  today: string,
): Record<string, LedgerValue> => {
  const day = addDays(today, -(mixed(n) % (n % 4 === 0 ? 20 : 700)));
  const values: Record<string, LedgerValue> = {};
  for (const [key, field] of Object.entries(definition.fields)) {
    if (field.kind === 'personal' || key === 'happenedOn') continue;
    if (n % 3 !== 0 && (field.byStep === true || key === definition.closedBy)) continue;
    if (field.required !== true && field.byStep !== true && mixed(n + key.length) % 4 === 0) continue;
    const value = inventValue(field, key, n, day);
    const isLater = field.kind === 'date' && field.past === true && String(value) > today;
    values[key] = isLater ? today : value;
  }
  return { ...values, happenedOn: day };
};

/** What rows may refer to: some bodies, officials and records of the data folder. */
const subjectsOf = (db: ReadDb) => {
  const bodies = createBodyReader(db).outlines();
  const officials = createOfficialReader(db).search({}, 500, null);
  const { records } = createRecordReader(db).list({}, { by: 'decisionDate', descending: true }, 500, null);
  return (
    { references }: LedgerDefinition,
    n: number,
  ): Omit<LedgerReading, 'values' | 'personal' | 'naturalKey'> => {
    const record = references.record === undefined ? undefined : records[mixed(n) % records.length];
    const official = references.official === undefined ? undefined : officials[mixed(n) % officials.length];
    const body = references.body === undefined ? undefined : bodies[mixed(n) % bodies.length];
    return {
      bodyUscc: record?.bodyUscc ?? official?.bodyUscc ?? body?.uscc ?? null,
      officialId: official?.id ?? null,
      recordId: record?.id ?? null,
      rowId: null,
    };
  };
};

/** Writes `count` rows into each of the ledgers. */
export const fillLedgers = (
  dataFolder: string,
  count: number,
  codes: readonly LedgerCode[] = ledgerCodes,
): void => {
  const now = new Date().toISOString();
  const database = openDatabase(dataFolder, { newId: uuidv7, now: () => now });
  database.write((tx) => {
    const { insert } = createLedgerRepository(tx);
    const subjectOf = subjectsOf(tx);
    const sources = clockSources(tx);
    for (const code of codes) {
      const definition: LedgerDefinition = ledgers[code];
      for (let n = 1; n <= count; n += 1) {
        const values = inventValues(definition, n, dayInChina(now));
        const personal = Object.fromEntries(
          Object.entries(definition.fields)
            .filter(([, { kind }]) => kind === 'personal')
            .map(([key, field]) => [key, String(inventValue(field, key, n, now))]),
        );
        const reading = { ...subjectOf(definition, n), values, personal, naturalKey: null };
        insert(composeRow(sources, definition, reading, null, { actor: 'local', now, how: 'import' }));
      }
    }
  });
  database.close();
};

if (import.meta.main) {
  const [dataFolder, count, ...codes] = process.argv.slice(2);
  if (dataFolder === undefined || count === undefined) throw new RangeError('say DATA_FOLDER ROWS [LEDGER…]');
  fillLedgers(dataFolder, Number(count), codes.length === 0 ? ledgerCodes : (codes as LedgerCode[]));
}
