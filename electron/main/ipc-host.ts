import type { BrowserWindow, IpcMainInvokeEvent } from 'electron';
import { COPIED_REQUEST, EVENT_CHANNEL, REQUEST_CHANNEL } from '../../shared/contracts/channels.ts';
import { noteCopy } from '../node/clipboard-keeper.ts';
import type { ClipboardKeeper } from '../node/clipboard-keeper.ts';
import type { CorePort } from '../node/core-port.ts';
import { toRequest } from '../node/window-request.ts';
import type { ElectronApi } from './electron-api.ts';
import { ORIGIN } from './window-files.ts';

/**
 * Passes requests of our window's main frame to the core and the core's events to the window. A request from any other
 * frame or page, or of another shape, is thrown back. Returns what ends the host.
 */
export function hostWindow(
  { ipcMain }: Pick<ElectronApi, 'ipcMain'>,
  window: BrowserWindow,
  core: CorePort,
  clipboard: ClipboardKeeper,
): () => void {
  ipcMain.handle(REQUEST_CHANNEL, (event, call: unknown) => {
    if (!isOurs(event, window)) throw new Error('refused: not our window');
    const request = toRequest(call);
    if (request === undefined) throw new Error('refused: not a request');
    if (request.name === COPIED_REQUEST) return noteCopy(clipboard, request.input);
    return core.request(request);
  });
  const end = core.subscribe((event) => {
    if (!window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event);
  });
  return () => {
    ipcMain.removeHandler(REQUEST_CHANNEL);
    end();
  };
}

function isOurs(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  return (
    frame !== null &&
    event.sender === window.webContents &&
    frame === window.webContents.mainFrame &&
    frame.url.startsWith(`${ORIGIN}/`)
  );
}
