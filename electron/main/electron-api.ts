import type * as Electron from 'electron';

/** The part of Electron that the console uses, passed in so that it can be tried without a display. */
export type ElectronApi = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'clipboard'
  | 'ipcMain'
  | 'Menu'
  | 'powerMonitor'
  | 'protocol'
  | 'session'
>;
