/**
 * Finding anything among 1,000,000 records: the 95th percentile of queries of every kind, by an engine that has been asked
 * before, and a plain look through the table for the same texts.
 */
import { existsSync, renameSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { databaseFile } from '#engine/db/data-folder.ts';
import { openDatabase } from '#engine/db/open-database.ts';
import { createRecordReader, createRecordRepository } from '#engine/db/repositories/records.ts';
import { openBenchEngine } from '../bench-engine.ts';
import { copyOffice, sources } from '../fixtures.ts';
import { inventRecords } from '../ledger.ts';
import { type Case, type Measured, peakMbOfProcess } from '../measured.ts';

const records = 1_000_000;
const atOnce = 50_000;

/** What people type, and what is worst: in every record, in none, two digits, pairs that hardly ever meet, thirty characters. */
export const searchedTexts: readonly string[] = [
  ...['政府', '采购', '工程', '示例县', '人民法院', '不予答复', '无此词语', '政的', '县'],
  ...[
    '12',
    '99',
    '123',
    '2026',
    '99999',
    '民初12345',
    '（2025）示0101民初777号',
    '(2025)示',
    'ht-10001',
    'HT-10',
  ],
  ...['zfcg', 'slx', '金额', '工程进度款，经施工单位三次书面催告', '县人民法院判决', '期限支付工程款'],
  '未按合同约定的期限支付工程进度款，经施工单位三次书面催告仍未',
];

/** A data folder with a million records, made once per run of the bench by the case that needs it first. */
const millionFolder = (fixtures: string): string => {
  const folder = path.join(fixtures, 'million');
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}-unfinished`;
  copyOffice(fixtures, unfinished);
  const database = openDatabase(unfinished, sources);
  const rows = inventRecords(records);
  for (let done = 0; done < records; done += atOnce) {
    database.write((tx) => {
      const repository = createRecordRepository(tx);
      for (let row = 0; row < atOnce; row += 1) {
        const next = rows.next();
        if (!next.done) repository.insert(next.value.record);
      }
    });
  }
  const made = createRecordReader(database.reader).count();
  database.close();
  if (made !== records) throw new Error(`${made} records instead of ${records}`);
  renameSync(unfinished, folder);
  return folder;
};

const percentile95 = (seconds: readonly number[]): number =>
  seconds.toSorted((one, other) => one - other)[Math.ceil(seconds.length * 0.95) - 1] ?? Number.NaN;

const measureEach = async (rounds: number, ask: (text: string) => unknown): Promise<Measured> => {
  const seconds: number[] = [];
  for (const text of searchedTexts) {
    await ask(text);
    for (let round = 0; round < rounds; round += 1) {
      const start = performance.now();
      await ask(text);
      seconds.push((performance.now() - start) / 1000);
    }
  }
  return { seconds: percentile95(seconds), peakMb: peakMbOfProcess() };
};

const everything: Case = async (fixtures) => {
  const engine = openBenchEngine(millionFolder(fixtures));
  const result = await measureEach(5, (text) => engine.client.call('search.everything', { text }));
  await engine.close();
  return result;
};

/** The first page of the ledger, filtered by the text. */
const ledger: Case = async (fixtures) => {
  const engine = openBenchEngine(millionFolder(fixtures));
  const result = await measureEach(3, (text) => engine.client.call('records.search', { text, limit: 100 }));
  await engine.close();
  return result;
};

const plainScan: Case = async (fixtures) => {
  const database = new Sqlite(databaseFile(millionFolder(fixtures)), { readonly: true });
  const scan = database.prepare(
    `SELECT id, title, document_no, decision_date FROM credit_records
     WHERE title LIKE @like OR fact_summary LIKE @like OR document_no LIKE @like OR issuing_organ LIKE @like
     ORDER BY decision_date DESC, id DESC LIMIT 6`,
  );
  const result = await measureEach(1, (text) => scan.all({ like: `%${text}%` }));
  database.close();
  return result;
};

export const searchCases = {
  'search.everything': everything,
  'search.ledger': ledger,
  'search.scan': plainScan,
} satisfies Record<string, Case>;
