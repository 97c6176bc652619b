/** A program around the grid's page for tests: the product's scheme, content security policy and window, no engine. */
import path from 'node:path';
import { app, session } from 'electron';
import { registerAppScheme, serveApp } from '../../../electron/main/app-protocol.ts';
import { lockDownContents, lockDownSession, silenceChromium } from '../../../electron/main/lock-down.ts';
import { createWindow } from '../../../electron/main/window.ts';

silenceChromium(null);
registerAppScheme();
app.on('web-contents-created', (_event, contents) => lockDownContents(contents));
void app.whenReady().then(() => {
  lockDownSession(session.defaultSession, null);
  serveApp(session.defaultSession, path.join(import.meta.dirname, 'page'), null);
  createWindow({
    preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
    mark: '',
    ends: () => true,
  });
});
