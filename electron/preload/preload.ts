/** The window's bridge. It passes on what is asked and checks nothing: main and engine do. */
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import {
  appOrigin,
  bridgeChannels as channels,
  type EnginePortMessage,
  type WindowBridge,
} from '#shared/bridge/window-bridge.ts';

const bridge: WindowBridge = {
  connectEngine: (nonce) => ipcRenderer.invoke(channels.connectEngine, nonce),
  restartEngine: () => ipcRenderer.invoke(channels.restartEngine),
  pickFiles: (kind, several) => ipcRenderer.invoke(channels.pickFiles, kind, several),
  pickSaveTarget: (kind, suggestedName) => ipcRenderer.invoke(channels.pickSaveTarget, kind, suggestedName),
  async acceptDroppedFile(file) {
    // Only a file that the user really dropped has a path; one that a page made up has none.
    const path = file instanceof File ? webUtils.getPathForFile(file) : '';
    return path === '' ? null : ipcRenderer.invoke(channels.acceptDroppedFile, path);
  },
  showInFolder: (token) => ipcRenderer.invoke(channels.showInFolder, token),
  copyPicture: (picture) => ipcRenderer.invoke(channels.copyPicture, picture),
  paste: () => ipcRenderer.invoke(channels.paste),
  programInfo: () => ipcRenderer.invoke(channels.programInfo),
};

ipcRenderer.on(channels.enginePort, (event, nonce: string) => {
  const message: EnginePortMessage = { type: 'engine-port', nonce };
  // A port cannot pass the context bridge; a window message can carry it.
  window.postMessage(message, appOrigin, event.ports);
});

contextBridge.exposeInMainWorld('bridge', bridge);
