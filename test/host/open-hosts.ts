import { startLoopback } from '../../electron/loopback/index.ts';
import { hostWindow } from '../../electron/main/ipc-host.ts';
import { makeWindow } from '../../electron/main/window.ts';
import { keepClipboard } from '../../electron/node/clipboard-keeper.ts';
import type { CorePort } from '../../electron/node/core-port.ts';
import { fakeElectron, pageOf } from '../fakes/electron.ts';
import { openLoopbackWindow } from '../fakes/loopback-window.ts';
import type { HostedWindow } from './suite.ts';

async function openDirectly(core: CorePort): Promise<HostedWindow> {
  return {
    request: (request) => core.request(request),
    subscribe: (listener) => core.subscribe(listener),
    close: async () => undefined,
  };
}

async function openDesktop(core: CorePort): Promise<HostedWindow> {
  const electron = fakeElectron();
  const window = makeWindow(electron.api, '/preload.cjs');
  const end = hostWindow(electron.api, window, core, keepClipboard(electron.api.clipboard));
  const bridge = pageOf(electron, electron.window())['cachet'];
  if (bridge === undefined) throw new Error('nothing was exposed');
  return { ...bridge, close: async () => end() };
}

async function openLoopback(core: CorePort): Promise<HostedWindow> {
  const host = await startLoopback({ core, renderer: '/nowhere' });
  const window = await openLoopbackWindow(host);
  const close = async () => {
    await window.close();
    await host.close();
  };
  return { ...window, close };
}

/** Every way from a window to a core. */
export const HOSTS = {
  'the core itself': openDirectly,
  'the desktop window': openDesktop,
  'the loopback host': openLoopback,
} as const;
