import { join } from 'node:path';
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
  const { app, powerMonitor } = electron;
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();
  claimScheme(electron);
  await app.whenReady();
  const core = start();
  serveWindowFiles(electron, rendererFiles(rendererDirectory()));
  setMenu(electron);
  const window = makeWindow(electron, join(appRoot(), '.build', 'preload', 'index.cjs'));
  const end = hostWindow(electron, window, core);
  await window.loadURL(`${ORIGIN}/index.html`);
  const lock = (): void =>
    void core.request({ name: 'session.lock', input: {} }).catch(() => undefined);
  powerMonitor.on('suspend', lock);
  powerMonitor.on('lock-screen', lock);
  app.on('second-instance', () => window.focus());
  app.on('window-all-closed', () => {
    end();
    void core.close().finally(() => app.quit());
  });
}
