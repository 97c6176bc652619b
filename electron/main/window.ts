/** The one window: sandboxed, isolated, without Node, shown when its first frame is there. */
import path from 'node:path';
import { BrowserWindow } from 'electron';
import { appOrigin } from '#shared/bridge/window-bridge.ts';
import { windowLabels } from '#shared/words/zh-CN/window.ts';

/** @param mark shown in the title after the program's name; empty in the shipped program */
export const createWindow = (preload: string, mark: string): BrowserWindow => {
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
  void window.loadURL(`${appOrigin}/`);
  return window;
};
