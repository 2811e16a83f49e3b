import { join } from 'node:path';
import { guardArms } from '../node/arm-guard.ts';
import { keepClipboard } from '../node/clipboard-keeper.ts';
import type { ClipboardKeeper } from '../node/clipboard-keeper.ts';
import type { CorePort } from '../node/core-port.ts';
import { appRoot, rendererDirectory } from '../node/places.ts';
import { rendererFiles } from '../node/renderer-files.ts';
import type { ElectronApi } from './electron-api.ts';
import { hostWindow } from './ipc-host.ts';
import { setMenu } from './menu.ts';
import { makeWindow } from './window.ts';
import { ORIGIN, claimScheme, serveWindowFiles } from './window-files.ts';

/** Runs the console in Electron: one instance, one window, one core, which ends with the window. */
export async function runConsole(electron: ElectronApi, start: () => CorePort): Promise<void> {
  const { app } = electron;
  if (!app.requestSingleInstanceLock() || isOpenedUp(app)) return app.quit();
  app.enableSandbox();
  claimScheme(electron);
  await app.whenReady();
  const core = start();
  serveWindowFiles(electron, rendererFiles(rendererDirectory()));
  setMenu(electron);
  const window = makeWindow(electron, join(appRoot(), '.build', 'preload', 'index.cjs'));
  const clipboard = keepClipboard(electron.clipboard);
  const end = hostWindow(electron, window, guardArms(window, core), clipboard);
  lockWhenLeft(electron, core, clipboard);
  await window.loadURL(`${ORIGIN}/index.html`);
  app.on('second-instance', () => window.focus());
  app.on('window-all-closed', () => {
    end();
    void Promise.allSettled([clipboard.forget(), core.close()]).then(() => app.quit());
  });
}

/** Switches of Chromium that let another program look into the window or take its walls away. */
const OPENING_SWITCHES = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'disable-web-security',
  'load-extension',
  'no-sandbox',
] as const;

/** Whether somebody started the installed console with its walls down. */
const isOpenedUp = ({ isPackaged, commandLine }: ElectronApi['app']): boolean =>
  isPackaged && OPENING_SWITCHES.some((name) => commandLine.hasSwitch(name));

/** `resume` for a machine that slept before it could say so. */
const LEAVINGS = [
  'suspend',
  'lock-screen',
  'resume',
  'shutdown',
  'user-did-resign-active',
] as const;

/** The session ends when the machine sleeps, its screen is locked or somebody else takes it over. */
function lockWhenLeft(
  { powerMonitor }: Pick<ElectronApi, 'powerMonitor'>,
  core: CorePort,
  clipboard: ClipboardKeeper,
): void {
  const lock = (): void => {
    void clipboard.forget();
    void core.request({ name: 'session.lock', input: {} }).catch(() => undefined);
  };
  // One listener an event: the types of Electron know no list of names.
  for (const leaving of LEAVINGS) powerMonitor.on(leaving as 'suspend', lock);
  core.subscribe((event) => {
    if (event.kind === 'session' && event.state === 'locked') void clipboard.forget();
  });
}
