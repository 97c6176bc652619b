/**
 * What no page may do, whatever it is: ask for a permission, leave its address, open a window, embed another page, or
 * reach anything that is not the program's own.
 */
import { app, type Session, type WebContents } from 'electron';
import { appOrigin } from '#shared/bridge/window-bridge.ts';

/** Switches for Chromium, which must be set before Electron is ready: no request of its own to anywhere. */
export const silenceChromium = (devServer: string | null): void => {
  const reachable = devServer === null ? '' : `, EXCLUDE ${new URL(devServer).hostname}`;
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${reachable}`);
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
  app.commandLine.appendSwitch('no-proxy-server');
};

/**
 * Denies every permission and cancels every request that is not for the program's own files.
 * @param only the one address that is answered at all, for a session with a single page
 */
export const lockDownSession = (session: Session, devServer: string | null, only?: string): void => {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));
  session.setSpellCheckerEnabled(false);
  const devSocket = devServer?.replace(/^http/, 'ws');
  const allowed = (address: string): boolean => {
    if (only !== undefined) return address === only;
    const { protocol, host, origin } = new URL(address);
    if (`${protocol}//${host}` === appOrigin) return true;
    // Pictures that a page holds itself; the content security policy says where they may stand.
    if (protocol === 'data:') return true;
    return devServer !== null && (origin === devSocket || protocol === 'devtools:');
  };
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !allowed(request.url) }));
  session.on('will-download', (event) => event.preventDefault());
};

/** For every page that is ever made, also one that nobody meant to make. */
export const lockDownContents = (contents: WebContents): void => {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
};
