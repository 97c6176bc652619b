/** The one window: sandboxed, isolated, without Node, shown when its first frame is there. */
import path from 'node:path';
import { BrowserWindow, dialog } from 'electron';
import { appOrigin } from '#shared/bridge/window-bridge.ts';
import { windowLabels } from '#shared/words/zh-CN/window.ts';
import { watchActs } from './recent-act.ts';

/** The page holds back the closing of the window while something would be lost; the user decides. */
const askBeforeClosing = (window: BrowserWindow, ends: () => boolean): void => {
  window.webContents.on('will-prevent-unload', (event) => {
    // To prevent what prevents the closing is to close.
    if (ends()) return event.preventDefault();
    const answer = dialog.showMessageBoxSync(window, {
      type: 'warning',
      title: windowLabels.program,
      message: windowLabels.closeTitle,
      detail: windowLabels.closeText,
      buttons: [windowLabels.closeStay, windowLabels.closeAnyway],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (answer === 1) event.preventDefault();
  });
};

export interface WindowParts {
  preload: string;
  /** Shown in the title after the program's name; empty in the shipped program. */
  mark: string;
  /** The whole program is being ended: nobody is asked any more. */
  ends: () => boolean;
}

export const createWindow = ({ preload, mark, ends }: WindowParts): BrowserWindow => {
  const window = new BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: `${windowLabels.program}${mark}`,
    backgroundColor: '#f4f5f7',
    autoHideMenuBar: true,
    webPreferences: {
      preload: path.resolve(preload),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  // The page's own title would drop the mark.
  window.on('page-title-updated', (event) => event.preventDefault());
  askBeforeClosing(window, ends);
  watchActs(window.webContents);
  void window.loadURL(`${appOrigin}/`);
  return window;
};
