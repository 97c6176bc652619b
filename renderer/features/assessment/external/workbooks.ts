/** Workbooks of these pages: written where the user says, and read into the imports, where they are looked at first. */
import type { OperationInput } from '#shared/contract/client.ts';
import { useJob } from '../../../engine/jobs.ts';
import { formatCount } from '../../../i18n/format.ts';
import { externalWords as words } from '../../../i18n/zh-CN/external.ts';
import { goTo } from '../../../state/place.ts';
import { pickFile, pickSaveTarget } from '../../../ui/files.ts';
import { places } from '../../../ui/places.ts';

type Stage = Pick<
  OperationInput<'imports.stage'>,
  'layout' | 'cycle' | 'role' | 'survey' | 'report' | 'model'
>;

/** Reads a workbook of a known form into staging, and shows it there. */
export const useImportHere = () => {
  const { start, running, failure, clearFailure } = useJob('imports.stage');
  const read = async (form: Stage): Promise<void> => {
    const file = await pickFile('workbook');
    if (file === null) return;
    const staged = await start(
      { ...form, file: file.token },
      {
        title: words.reading(file.name),
        closing: ({ batch }) => words.read(formatCount(batch.accepted), formatCount(batch.refused)),
      },
    );
    if (staged !== null) goTo(places.import(staged.batch.id));
  };
  return { read, busy: running !== null, failure, clearFailure };
};

type Writer = 'external.writeForm' | 'surveys.write' | 'spotChecks.write';

/** Writes one of the workbooks of these pages. */
export const useWriteHere = <Name extends Writer>(name: Name) => {
  const { start, running, failure, clearFailure } = useJob(name);
  const write = async (input: Omit<OperationInput<Name>, 'file'>, fileName: string): Promise<void> => {
    const file = await pickSaveTarget('workbook', fileName);
    if (file === null) return;
    await start({ ...input, file: file.token } as OperationInput<Name>, {
      title: words.writing(file.name),
      closing: ({ rows }: { rows: number }) => words.written(formatCount(rows)),
      file,
    });
  };
  return { write, busy: running !== null, failure, clearFailure };
};
