import type { BrowserWindow, Session, WebContents } from 'electron';
import type { ElectronApi } from './electron-api.ts';
import { ORIGIN } from './window-files.ts';

/** Makes the one window of the console, still empty: sandboxed, isolated, unable to leave its own pages. */
export function makeWindow(
  electron: Pick<ElectronApi, 'app' | 'BrowserWindow' | 'session'>,
  preload: string,
): BrowserWindow {
  refusePermissions(electron.session.defaultSession);
  const window = new electron.BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      devTools: !electron.app.isPackaged,
    },
  });
  holdInPlace(window.webContents);
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Navigation, new windows, frames of others and embedded views are denied. */
function holdInPlace(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** The camera's picture, for the scan dialog of our own window: neither its sound nor anybody else. */
const isOurCamera = (permission: string, kinds: readonly string[], url: string): boolean =>
  permission === 'media' &&
  kinds.length > 0 &&
  kinds.every((kind) => kind === 'video') &&
  (url === ORIGIN || url.startsWith(`${ORIGIN}/`));

/** Putting text into the clipboard, never reading it. */
const isOurCopy = (permission: string, url: string): boolean =>
  permission === 'clipboard-sanitized-write' && (url === ORIGIN || url.startsWith(`${ORIGIN}/`));

/** No other permission is ever given, and only what the window itself made can be downloaded. */
function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const { mediaTypes = [] } = details as { readonly mediaTypes?: readonly string[] };
    const { isMainFrame, requestingUrl: url } = details;
    answer(isMainFrame && (isOurCopy(permission, url) || isOurCamera(permission, mediaTypes, url)));
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const kinds = details?.mediaType === undefined ? [] : [details.mediaType];
    return isOurCopy(permission, origin) || isOurCamera(permission, kinds, origin);
  });
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${ORIGIN}/`)) event.preventDefault();
  });
}
