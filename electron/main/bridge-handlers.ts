/**
 * Answers the window's bridge. Every call is checked for the frame that it comes from and for the shape of what it
 * says. Paths stay here: the window gets tokens.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { type BrowserWindow, dialog, type IpcMainInvokeEvent, ipcMain, shell } from 'electron';
import { z } from 'zod';
import {
  appOrigin,
  bridgeChannels,
  fileKinds,
  largestPicture,
  type PickedFile,
  type ProgramInfo,
} from '#shared/bridge/window-bridge.ts';
import { permissions } from '#shared/contract/operation.ts';
import { fileKindWords, windowLabels } from '#shared/words/zh-CN/window.ts';
import { copyPicture } from './clipboard-picture.ts';
import { type ClientSession, EngineGivenUp, type EngineProcess } from './engine-process.ts';
import { takeRecentAct } from './recent-act.ts';

/** The person at the window. Until the program has accounts, whoever may open the data folder may do everything. */
const localOperator: ClientSession = { actor: 'local', permissions };

const nonce = z.string().regex(/^[0-9a-f-]{36}$/);
const fileKind = z.enum(fileKinds);
const suggestedName = z.string().min(1).max(200);
const droppedPath = z.string().min(1).max(4096);
const token = z.string().max(100);
const mostPicked = 200;
const side = z.int().positive().max(largestPicture);
const picture = z.object({ width: side, height: side, pixels: z.instanceof(Uint8Array) });

export interface BridgeParts {
  /** The window that is served; null while there is none. */
  window: () => BrowserWindow | null;
  engine: EngineProcess;
  info: ProgramInfo;
}

export const serveBridge = ({ window, engine, info }: BridgeParts): void => {
  const pathsByToken = new Map<string, string>();

  /** Only the page of our window, and only its outermost frame. */
  const requireOurPage = (event: IpcMainInvokeEvent): BrowserWindow => {
    const ours = window();
    const frame = event.senderFrame;
    if (
      ours === null ||
      frame === null ||
      frame !== ours.webContents.mainFrame ||
      frame.origin !== appOrigin
    ) {
      throw new Error('not the window of this program');
    }
    return ours;
  };

  const handle = <Input extends z.ZodType[], Answer>(
    channel: string,
    input: [...Input],
    answer: (
      ours: BrowserWindow,
      ...input: { [I in keyof Input]: z.output<Input[I]> }
    ) => Answer | Promise<Answer>,
  ): void => {
    ipcMain.handle(channel, (event, ...raw: unknown[]) => {
      const ours = requireOurPage(event);
      const parsed = z.tuple(input as unknown as []).parse(raw);
      return answer(ours, ...(parsed as unknown as { [I in keyof Input]: z.output<Input[I]> }));
    });
  };

  const grant = async (file: string, mode: 'read' | 'write'): Promise<PickedFile> => {
    const granted = await engine.grant(file, mode);
    pathsByToken.set(granted, file);
    return { token: granted, name: path.basename(file) };
  };

  handle(bridgeChannels.connectEngine, [nonce], async (ours, asked) => {
    try {
      const port = await engine.connect(localOperator);
      // After a reload this is another page than the one that asked; its nonce differs and it takes no notice.
      ours.webContents.mainFrame.postMessage(bridgeChannels.enginePort, asked, [port]);
      return true;
    } catch (error) {
      if (error instanceof EngineGivenUp) return false;
      throw error;
    }
  });

  handle(bridgeChannels.restartEngine, [], () => engine.start());

  handle(bridgeChannels.pickFiles, [fileKind, z.boolean()], async (ours, kind, several) => {
    const picked = await dialog.showOpenDialog(ours, {
      title: windowLabels.pickFile,
      properties: [
        kind === 'archive' ? 'openDirectory' : 'openFile',
        ...(several ? (['multiSelections'] as const) : []),
      ],
      filters: kind === 'archive' ? [] : [fileKindWords[kind]],
    });
    // More than anybody means to pick; each becomes a grant that lives as long as the engine.
    return Promise.all(picked.filePaths.slice(0, mostPicked).map((file) => grant(file, 'read')));
  });

  handle(bridgeChannels.pickSaveTarget, [fileKind, suggestedName], async (ours, kind, name) => {
    const picked = await dialog.showSaveDialog(ours, {
      title: windowLabels.pickSaveTarget,
      defaultPath: path.basename(name),
      filters: [fileKindWords[kind]],
    });
    return picked.filePath ? grant(picked.filePath, 'write') : null;
  });

  handle(bridgeChannels.acceptDroppedFile, [droppedPath], (_ours, file) =>
    statSync(file, { throwIfNoEntry: false })?.isFile() ? grant(file, 'read') : null,
  );

  handle(bridgeChannels.showInFolder, [token], (_ours, granted) => {
    const file = pathsByToken.get(granted);
    if (file !== undefined) shell.showItemInFolder(file);
    return file !== undefined;
  });

  handle(bridgeChannels.copyPicture, [picture], (_ours, copied) => copyPicture(copied));

  handle(bridgeChannels.paste, [], ({ webContents }) => {
    const asked = takeRecentAct(webContents);
    if (asked) webContents.paste();
    return asked;
  });

  handle(bridgeChannels.programInfo, [], () => info);
};
