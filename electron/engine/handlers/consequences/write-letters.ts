/** The same letter to several units of a cycle, one file each in one zip. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { cycleSubjectId } from '#shared/documents/cycle-subject.ts';
import { dayInChina } from '#shared/domain/dates.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { createAuditLog } from '../../db/audit-log.ts';
import { createBodyReader } from '../../db/repositories/bodies.ts';
import { numberField } from '../../documents/letter.ts';
import type { BundledPaper } from '../../documents/write-bundle.ts';
import { writeFileAtomically } from '../../runtime/atomic-file.ts';
import type { HandlerTable } from '../../runtime/dispatch.ts';
import { requireCycle, requireUnit } from '../cycles.ts';
import { keepPaper } from '../documents/keep-paper.ts';
import { bytesOf, prepare } from '../documents/produce.ts';

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Characters that some file system refuses in a name. */
const forbidden = /[\\/:*?"<>|\p{Cc}]/gu;

export const writeLetters: HandlerTable['consequences.writeLetters'] = async (context, input) => {
  const { cycle, document, fields, number, firstNumber, format, file } = input;
  requireCycle(context.db, cycle);
  const usccs = [...new Set(input.usccs)];
  const bodies = createBodyReader(context.db);
  const today = dayInChina(context.now());
  const letters = usccs.map((uscc, index) => {
    requireUnit(context.db, cycle, uscc);
    const own =
      number === '' ? {} : { [numberField]: number.replaceAll('#', () => String(firstNumber + index)) };
    const subject = { kind: 'cycle' as const, id: cycleSubjectId({ cycle, unit: uscc }) };
    const name = bodies.nameOf(uscc) ?? uscc;
    return {
      name,
      subject,
      ...prepare(context.db, { document, subject, fields: { ...fields, ...own } }, today),
    };
  });
  const wanting = letters.flatMap(({ name, missing }) => missing.map((field) => `${name}：${field}`));
  if (wanting.length > 0) throw new AppError('document.fieldsMissing', { names: wanting.slice(0, 10) });

  const path = context.files.resolve(file, 'write');
  const checkpoint = context.progress.phase('documents.letters');
  const papers: BundledPaper[] = [];
  const width = String(letters.length).length;
  for (const [index, { name, kind, plan }] of letters.entries()) {
    await checkpoint(index, letters.length);
    const place = String(index + 1).padStart(width, '0');
    const title = `${place} ${name} ${kind.name}`.replace(forbidden, '');
    papers.push({ name: `${title}.${format}`, bytes: await bytesOf(context, plan, format) });
  }
  const { writeBundle } = await import('../../documents/write-bundle.ts');
  const written = await writeFileAtomically(path, await writeBundle(papers));
  context.write((tx) => {
    const log = createAuditLog(tx);
    for (const [index, { subject, kind, plan }] of letters.entries()) {
      const sha256 = digestOf(papers[index]?.bytes ?? new Uint8Array());
      keepPaper(tx, { subject, kind, plan, format, sha256, actor: context.actor });
      log.append({
        actor: context.actor,
        action: 'documents.write',
        subject: subject.id,
        details: {
          document: kind.code,
          subjectKind: subject.kind,
          format,
          fileName: basename(path),
          size: written.size,
          sha256: written.sha256,
        },
      });
    }
  });
  return { letters: letters.length, ...written };
};
