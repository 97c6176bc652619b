/** 区划代码: looking them up, and taking another year's table. */
import path from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { regionOperations } from '#shared/contract/operations/regions.ts';
import { parseRegionTable, type RegionTable, writeRegionTable } from '#shared/domain/region-table.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { sha256Hex } from '../../db/content-hash.ts';
import { createRegionTableReader, createRegionTableRepository } from '../../db/repositories/region-tables.ts';
import type { ReadDb } from '../../db/transaction.ts';
import { loadRegionTable } from '../../resources.ts';
import type { HandlersOf } from '../../runtime/dispatch.ts';
import { currentRegionTable } from './current-table.ts';
import { readRegionFile } from './read-region-file.ts';

/** Small enough, and done in a moment; the smallest would take seconds. */
const quality = 5;

const shown = ({ year, source, size }: RegionTable, importedAt: string | null) => ({
  year,
  source,
  units: size,
  importedAt,
});

const tableInUse = (db: ReadDb) =>
  shown(currentRegionTable(db), createRegionTableReader(db).head()?.importedAt ?? null);

export const regionHandlers: HandlersOf<typeof regionOperations> = {
  'regions.table': ({ db }) => ({ table: tableInUse(db), bundled: shown(loadRegionTable(), null) }),

  'regions.search': (context, { text, limit }) => {
    const table = currentRegionTable(context.database.isOpen() ? context.db : null);
    return { regions: table.search(text, limit), year: table.year };
  },

  'regions.import': async (context, { file, year }) => {
    const name = path.basename(context.files.resolve(file, 'read'));
    const regions = await readRegionFile(context, context.files.resolve(file, 'read'));
    const head = { format: 'zhengxin-regions/1' as const, year, source: `本单位导入：${name}` };
    const text = writeRegionTable(head, regions);
    const table = parseRegionTable(text);
    const before = currentRegionTable(context.db);
    const sha256 = sha256Hex(text);
    const compressed = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
    context.write((tx) => {
      const units = table.size;
      createRegionTableRepository(tx).replace({ year, source: head.source, units, sha256, compressed });
      const details = { year, rows: units, sha256 };
      createAuditLog(tx).append({ actor: context.actor, action: 'regions.import', subject: null, details });
    });
    const known = regions.map(({ code, name: own }) => ({ own, was: before.find(code)?.name }));
    const stayed = known.filter(({ was }) => was !== undefined).length;
    return {
      table: tableInUse(context.db),
      added: table.size - stayed,
      gone: before.size - stayed,
      renamed: known.filter(({ own, was }) => was !== undefined && was !== own).length,
    };
  },

  'regions.reset': (context) => {
    context.write((tx) => {
      if (!createRegionTableRepository(tx).remove()) throw new AppError('regions.bundledInUse', {});
      const { year } = loadRegionTable();
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'regions.reset',
        subject: null,
        details: { year },
      });
    });
    return { table: tableInUse(context.db) };
  },
};
