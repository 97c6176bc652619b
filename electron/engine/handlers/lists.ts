/** Lists of the window as workbooks. */
import { basename } from 'node:path';
import type { listOperations } from '#shared/contract/operations/lists.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { createAuditLog } from '../db/audit-log.ts';
import { createOfficeReader } from '../db/repositories/office.ts';
import { buildListWorkbook } from '../excel/layouts/list.ts';
import { writeWorkbook } from '../excel/write-workbook.ts';
import type { HandlersOf } from '../runtime/dispatch.ts';

export const listHandlers: HandlersOf<typeof listOperations> = {
  'lists.export': async (context, { file, ...list }) => {
    const plan = buildListWorkbook({
      ...list,
      officeName: createOfficeReader(context.db).get().name,
      exportedOn: dayInChina(context.now()),
    });
    const checkpoint = context.progress.phase('export.rows');
    const path = context.files.resolve(file, 'write');
    const { sha256 } = await writeWorkbook(plan, path, {
      checkpoint: (done) => checkpoint(done, null),
    });
    context.write((tx) =>
      createAuditLog(tx).append({
        actor: context.actor,
        action: 'lists.export',
        subject: null,
        details: { fileName: basename(path), rows: list.rows.length, columns: list.columns.length, sha256 },
      }),
    );
    return { rows: list.rows.length, sha256 };
  },
};
