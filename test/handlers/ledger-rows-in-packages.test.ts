/** Rows of ledgers that come in a package are what their ledger's definition says, or the whole package is refused. */
import path from 'node:path';
import { v7 as uuidv7 } from 'uuid';
import { beforeAll, expect, it } from 'vitest';
import { openDatabase } from '#engine/db/open-database.ts';
import { createLedgerRepository } from '#engine/db/repositories/ledger-rows.ts';
import type { LedgerRowContent } from '#shared/ledgers/ledger-row.ts';
import { enrol, seal } from '../support/exchange.ts';
import { failureOf } from '../support/failure-of.ts';
import {
  copyOffice,
  county,
  jiashan,
  makeFilledTownship,
  makeOffice,
  withOffice,
} from '../support/offices.ts';
import { sharedTemporaryFolder } from '../support/temp-folder.ts';

const shared = sharedTemporaryFolder();
const township = path.join(shared, 'township');
const countyFolder = path.join(shared, 'county');

const contract: LedgerRowContent = {
  ledger: 'contracts',
  bodyUscc: jiashan,
  officialId: null,
  recordId: null,
  rowId: null,
  number: 'HT-1',
  title: '道路养护合同',
  happenedOn: '2026-01-05',
  amountFen: 12_345_600,
  state: 'running',
  dueOn: '2026-06-30',
  closedOn: null,
  naturalKey: `${jiashan}|||ht-1`,
  details: { performBy: '2026-06-30' },
  clocks: [],
  steps: [],
  personal: null,
};

beforeAll(async () => {
  await makeFilledTownship(township);
  await makeOffice(countyFolder, county, true);
  await enrol(countyFolder, township);
});

/** What the county says to a package of a township that keeps this row. */
const receive = async (row: LedgerRowContent) => {
  const below = copyOffice(township);
  const database = openDatabase(below, { newId: uuidv7, now: () => new Date().toISOString() });
  database.write((tx) => createLedgerRepository(tx).insert(row));
  database.close();
  const file = await seal(below);
  return withOffice(copyOffice(countyFolder), ({ client, grantRead }) =>
    failureOf(client.call('packages.merge', { file: grantRead(file) })),
  );
};

it.each<[what: string, change: Partial<LedgerRowContent>, field: string]>([
  ['of a ledger that is none', { ledger: 'nowhere' }, 'ledger'],
  ['in a state that is none', { state: 'nowhere' }, 'state'],
  ['with a value of another kind', { details: { performBy: true } }, 'details.performBy'],
  ['with a field that its ledger has not', { details: { colour: '红' } }, 'details.colour'],
])('refuses a row %s', async (_, change, field) => {
  expect(await receive({ ...contract, ...change })).toMatchObject({
    code: 'package.badRow',
    params: { table: 'ledgerRows', line: 1, field },
  });
});
