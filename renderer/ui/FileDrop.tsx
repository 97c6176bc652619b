/** A place to drop files on, around what is shown there. They come in as tokens, like ones that were picked. */
import { type DragEvent, type ReactNode, useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';

export interface FileDropProps {
  /** Shown over the content while a file is held above it. */
  hint: string;
  /** One or more. */
  onFiles: (files: PickedFile[]) => void;
  /** Something else than files was dropped, or among them: a text, a picture out of a browser, a folder. */
  onRefused: () => void;
  children: ReactNode;
}

export const FileDrop = ({ hint, onFiles, onRefused, children }: FileDropProps) => {
  const [above, setAbove] = useState(false);

  const drop = async (event: DragEvent<HTMLElement>): Promise<void> => {
    event.preventDefault();
    setAbove(false);
    const dropped = [...event.dataTransfer.files];
    const taken = await Promise.all(dropped.map((file) => window.bridge.acceptDroppedFile(file)));
    const files = taken.filter((file) => file !== null);
    if (files.length < Math.max(1, dropped.length)) onRefused();
    if (files.length > 0) onFiles(files);
  };

  return (
    // Picking with the keyboard is the button's; dropping is the mouse's way to the same.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={above ? 'file-drop file-above' : 'file-drop'}
      onDragOver={(event) => {
        event.preventDefault();
        setAbove(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setAbove(false);
      }}
      onDrop={(event) => void drop(event)}
    >
      {children}
      {above && <p className="file-drop-hint">{hint}</p>}
    </div>
  );
};
