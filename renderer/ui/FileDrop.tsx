/** A place to drop one file on, around what is shown there. The file comes in as a token, like one that was picked. */
import { type DragEvent, type ReactNode, useState } from 'react';
import type { PickedFile } from '#shared/bridge/window-bridge.ts';

export interface FileDropProps {
  /** Shown over the content while a file is held above it. */
  hint: string;
  onFile: (file: PickedFile) => void;
  /** Something else than a file was dropped: a text, a picture out of a browser. */
  onRefused: () => void;
  children: ReactNode;
}

export const FileDrop = ({ hint, onFile, onRefused, children }: FileDropProps) => {
  const [above, setAbove] = useState(false);

  const drop = async (event: DragEvent<HTMLElement>): Promise<void> => {
    event.preventDefault();
    setAbove(false);
    const [dropped] = event.dataTransfer.files;
    const file = dropped === undefined ? null : await window.bridge.acceptDroppedFile(dropped);
    if (file === null) onRefused();
    else onFile(file);
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
