/** Takes a version out: as the model file that other offices import, and as the workbook that people read. */
import { App, Button } from 'antd';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import { useJob } from '../../engine/jobs.ts';
import { useCommand } from '../../engine/use-command.ts';
import { formatCount } from '../../i18n/format.ts';
import { modelsWords as words } from '../../i18n/zh-CN/models.ts';
import { uiWords } from '../../i18n/zh-CN/ui.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { pickSaveTarget, showInFolder } from '../../ui/files.ts';

export interface ModelExportsProps {
  model: { code: string; version: string; name: string };
}

export const ModelExports = ({ model: { code, version, name } }: ModelExportsProps) => {
  const { message } = App.useApp();
  const json = useCommand('models.export');
  const workbook = useJob('reports.export');

  const tell = (file: PickedFile): void => {
    void message.success(
      <>
        {words.exported(file.name)}
        <Button type="link" size="small" onClick={() => showInFolder(file)}>
          {uiWords.showInFolder}
        </Button>
      </>,
    );
  };
  const saveJson = async (): Promise<void> => {
    const file = await pickSaveTarget('model', `${code}-${version}.json`);
    if (file !== null && (await json.run({ code, version, file: file.token })) !== null) tell(file);
  };
  const saveWorkbook = async (): Promise<void> => {
    const file = await pickSaveTarget('workbook', `${name}-${version}.xlsx`);
    if (file === null) return;
    const written = await workbook.start(
      { report: 'model', model: code, modelVersion: version, file: file.token },
      {
        title: words.workbookTitle(file.name),
        closing: ({ rows }) => words.workbookDone(formatCount(rows)),
        file,
      },
    );
    if (written !== null) tell(file);
  };

  return (
    <>
      <FailureNotice failure={json.failure} onClose={json.clearFailure} />
      <FailureNotice failure={workbook.failure} onClose={workbook.clearFailure} />
      <ActionButton busy={workbook.running !== null} onClick={() => void saveWorkbook()}>
        {words.exportWorkbook}
      </ActionButton>
      <ActionButton busy={json.busy} onClick={() => void saveJson()}>
        {words.exportJson}
      </ActionButton>
    </>
  );
};
