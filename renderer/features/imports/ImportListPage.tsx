/** Where files come in: dropped or picked, recognised, read; below them what came in before. */
import { App } from 'antd';
import { useEffect, useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';
import { useClient } from '../../engine/engine-context.tsx';
import { useOperation } from '../../engine/use-operation.ts';
import { importsWords as words } from '../../i18n/zh-CN/imports.ts';
import { goTo } from '../../state/place.ts';
import { ActionButton } from '../../ui/ActionButton.tsx';
import { FileDrop } from '../../ui/FileDrop.tsx';
import { pickFile } from '../../ui/files.ts';
import { Page } from '../../ui/Page.tsx';
import { places } from '../../ui/places.ts';
import { ImportHistory } from './ImportHistory.tsx';
import { addFiles, notReadable, readFiles, removeFile, useImportQueue } from './import-queue.ts';
import { MappingsDrawer } from './MappingsDrawer.tsx';
import { QueueCard } from './QueueCard.tsx';
import { RevertDialog } from './RevertDialog.tsx';
import { TemplateDialog } from './TemplateDialog.tsx';
import { undoRefusal } from './undo-refusal.ts';
import { useUndoKey } from './use-undo-key.ts';

export const ImportListPage = () => {
  const { message } = App.useApp();
  const client = useClient();
  const files = useImportQueue((queue) => queue.files);
  const [undoing, setUndoing] = useState<{ id: string; fileName: string } | null>(null);
  const [showsMappings, setShowsMappings] = useState(false);
  const [choosesTemplate, setChoosesTemplate] = useState(false);
  const readable = files.filter((file) => file.read === null && notReadable(file) === null);

  // Assigning columns wants the room.
  const isAssigning = files.some(({ columns }) => columns !== null);

  const newest = useOperation('imports.list', { abandoned: false, limit: 20 }).data?.rows;
  const undoable = newest?.find((batch) => undoRefusal(batch) === null);
  useUndoKey(undoing === null && undoable !== undefined ? () => setUndoing(undoable) : null);

  // One file by itself: whoever brought it wants to see it.
  const [only] = files.length === 1 ? files : [];
  useEffect(() => {
    if (only?.read == null) return;
    removeFile(only.id);
    goTo(places.import(only.read.batch.id));
  }, [only]);

  const take = (picked: readonly PickedFile[]): void => addFiles(client, picked);
  const pick = async (): Promise<void> => {
    const file = await pickFile('workbook');
    if (file !== null) take([file]);
  };

  return (
    <FileDrop hint={words.dropNow} onFiles={take} onRefused={() => void message.warning(words.notAFile)}>
      <Page
        fill
        title={words.title}
        description={words.description}
        extra={
          <>
            <ActionButton onClick={() => setShowsMappings(true)}>{words.mappings.open}</ActionButton>
            <ActionButton onClick={() => setChoosesTemplate(true)}>{words.template}</ActionButton>
          </>
        }
        primary={
          <ActionButton type="primary" onClick={() => void pick()}>
            {words.pick}
          </ActionButton>
        }
      >
        {files.length === 0 ? (
          <p className="drop-strip quiet">{words.drop}</p>
        ) : (
          <section className="queue" aria-label={words.queue}>
            {files.map((queued) => (
              <QueueCard key={queued.id} queued={queued} />
            ))}
            {readable.length > 1 && (
              <div>
                <ActionButton
                  onClick={() =>
                    void readFiles(
                      client,
                      readable.map(({ id }) => id),
                    )
                  }
                >
                  {words.readAll}
                </ActionButton>
              </div>
            )}
          </section>
        )}
        {!isAssigning && (
          <>
            <h2>{words.history}</h2>
            <ImportHistory onUndo={setUndoing} />
          </>
        )}
        {undoing !== null && <RevertDialog batch={undoing} onClose={() => setUndoing(null)} />}
        {showsMappings && <MappingsDrawer onClose={() => setShowsMappings(false)} />}
        {choosesTemplate && <TemplateDialog onClose={() => setChoosesTemplate(false)} />}
      </Page>
    </FileDrop>
  );
};
